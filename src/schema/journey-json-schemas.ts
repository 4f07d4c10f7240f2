import type * as z from "zod";
import { channelSchema } from "./channel-schema.ts";
import { complaintSchema } from "./complaint-schema.ts";
import { costEntrySchema } from "./cost-entry-schema.ts";
import { customerSchema } from "./customer-schema.ts";
import { datasetSchema } from "./dataset-schema.ts";
import { evidenceSchema } from "./evidence-schema.ts";
import { interactionSchema } from "./interaction-schema.ts";
import { journeyDefinitionSchema, journeyInstanceSchema } from "./journey-schema.ts";
import { promiseSchema } from "./promise-schema.ts";
import { servicePersonalitySchema, traitRatingSchema } from "./service-personality-schema.ts";
import { auditEntrySchema, organisationValueSchema } from "./touchpoint-audit-schema.ts";
import { touchpointSchema } from "./touchpoint-schema.ts";

/** What there is a JSON Schema of in the model of journeys. */
export type JourneySchemaName =
  | "audit-entry"
  | "channel"
  | "complaint"
  | "cost-entry"
  | "customer"
  | "dataset"
  | "evidence"
  | "interaction"
  | "journey-definition"
  | "journey-instance"
  | "organisation-value"
  | "promise"
  | "service-personality"
  | "touchpoint"
  | "trait-rating";

/** A schema, its version, and what it describes with the rules between fields, which JSON Schema cannot say. */
export interface JourneySchemaEntry {
  readonly schema: z.ZodType;
  readonly version: number;
  readonly description: string;
}

/** The schemas of the model of journeys, by name. */
export function journeySchemaEntries(): { readonly [Name in JourneySchemaName]: JourneySchemaEntry } {
  return {
    "audit-entry": entry(auditEntrySchema, "Whether a touchpoint shows a value."),
    channel: entry(channelSchema, "A way in which business and customer meet."),
    complaint: entry(
      complaintSchema,
      "A customer said that something was wrong. closedAt is not before openedAt, as an instant.",
    ),
    "cost-entry": entry(costEntrySchema, "What serving a customer cost, once, in minor units."),
    customer: entry(
      customerSchema,
      "Who is served, under a pseudonym. churnedAt goes with the status churned alone, and is not before firstSeenAt.",
    ),
    dataset: entry(
      datasetSchema,
      "Customers, what happened to them, and what was promised. Ids are unique in their lists, and a journey definition's with its version; references name rows that are there.",
    ),
    evidence: entry(evidenceSchema, "What supports an interaction or a promise."),
    interaction: entry(
      interactionSchema,
      "A touchpoint that happened, once, to one customer. endedAt is not before startedAt, as an instant.",
    ),
    "journey-definition": entry(
      journeyDefinitionSchema,
      "The way that customers are meant to go. Ids of stages are unique in it.",
    ),
    "journey-instance": entry(
      journeyInstanceSchema,
      "One customer's way through a journey. endedAt is not before startedAt, as an instant; an open one has none.",
    ),
    "organisation-value": entry(organisationValueSchema, "What the organisation stands for."),
    promise: entry(
      promiseSchema,
      "Something promised to a customer. dueAt, fulfilledAt and cancelledAt are not before madeAt, as instants.",
    ),
    "service-personality": entry(servicePersonalitySchema, "How the business wants to be recognised."),
    touchpoint: entry(touchpointSchema, "A place or moment at which the business shows itself."),
    "trait-rating": entry(
      traitRatingSchema,
      "How much of a trait somebody found. scale.min is less than scale.max, and score is on the scale.",
    ),
  };
}

function entry(schema: z.ZodType, description: string): JourneySchemaEntry {
  return { schema, version: 1, description };
}
