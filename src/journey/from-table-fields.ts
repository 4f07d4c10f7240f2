import type { Complaint } from "../model/complaint.ts";
import type { CostEntry } from "../model/cost-entry.ts";
import type { Customer } from "../model/customer.ts";
import type { Interaction } from "../model/interaction.ts";
import type { JourneyInstance } from "../model/journey.ts";
import type { CustomerPromise } from "../model/promise.ts";
import type { AuditEntry } from "../model/touchpoint-audit.ts";

/** The lists of a data set that a table can become. */
export interface TableLists {
  /** Who is served. */
  readonly customers: Customer;
  /** The ways they went. */
  readonly journeys: JourneyInstance;
  /** What happened. */
  readonly interactions: Interaction;
  /** What was promised. */
  readonly promises: CustomerPromise;
  /** What serving them cost. */
  readonly costs: CostEntry;
  /** What they complained of. */
  readonly complaints: Complaint;
  /** What an audit found. */
  readonly auditEntries: AuditEntry;
}

/** What a cell must hold: `|` parts words that are allowed; a `!` after it: every row must have it. */
export type TableFieldKind = string;

/** The fields of each list and what they hold; objects and lists within rows have no column. */
export const tableFields: { readonly [List in keyof TableLists]: { readonly [field: string]: TableFieldKind } } = {
  customers: {
    id: "id!",
    kind: "person|organisation|internal",
    segment: "text",
    relationship: "text",
    firstSeenAt: "instant",
    status: "prospect|active|churned!",
    churnedAt: "instant",
    contacts: "count",
  },
  journeys: {
    id: "id!",
    definitionId: "text!",
    definitionVersion: "count",
    customerId: "id!",
    startedAt: "instant!",
    endedAt: "instant",
    status: "open|completed|abandoned!",
    converted: "boolean",
    value: "number",
  },
  interactions: {
    id: "id!",
    customerId: "id!",
    journeyId: "text",
    touchpointId: "text!",
    channel: "text",
    initiator: "customer|company|partner|system",
    startedAt: "instant!",
    endedAt: "instant",
    sequence: "number",
    ownerTeam: "text",
    employeeId: "id",
    emotion: "whole",
    emotionSource: "self|observed|inferred",
    effort: "whole",
    personalised: "boolean",
    extraMileMinutes: "amount",
  },
  promises: {
    id: "id!",
    customerId: "id!",
    journeyId: "text",
    interactionId: "text",
    touchpointId: "text!",
    channel: "text",
    what: "text!",
    madeAt: "instant!",
    dueAt: "instant",
    fulfilledAt: "instant",
    exceeded: "boolean",
    cancelledAt: "instant",
    cancelledBy: "customer|company",
    renegotiatedFrom: "text",
  },
  costs: { customerId: "id!", at: "instant!", amount: "whole!", activity: "text!", touchpointId: "text" },
  complaints: {
    id: "id!",
    customerId: "id!",
    interactionId: "text",
    area: "text!",
    openedAt: "instant!",
    closedAt: "instant",
    handledBy: "id",
  },
  auditEntries: {
    touchpointId: "text!",
    valueId: "text!",
    demonstrated: "amount!",
    weight: "amount",
    auditor: "id",
    at: "instant",
    note: "text",
  },
};
