import type { Channel } from "./channel.ts";
import type { Complaint } from "./complaint.ts";
import type { CostEntry } from "./cost-entry.ts";
import type { Customer } from "./customer.ts";
import type { Extensions, InstantText } from "./instant-text.ts";
import type { Interaction } from "./interaction.ts";
import type { JourneyDefinition, JourneyInstance } from "./journey.ts";
import type { CustomerPromise } from "./promise.ts";
import type { Scale } from "./scale.ts";
import type { ServicePersonality, TraitRating } from "./service-personality.ts";
import type { SurveyResponse } from "./survey-response.ts";
import type { Touchpoint } from "./touchpoint.ts";
import type { AuditEntry, OrganisationValue } from "./touchpoint-audit.ts";
import type { Transaction } from "./transaction.ts";

/** Customers, what happened to them, and what was promised: all that the journey metrics are made of. Lists may be absent. */
export interface Dataset {
  /** Version of this model, `"1.0"`. */
  readonly schemaVersion: string;
  /** The instant at which observation ends: what is open is judged as of then. */
  readonly asOf: InstantText;
  /** IANA name, for calendar periods. */
  readonly timeZone?: string | undefined;
  /** ISO 4217 code of all amounts that have none of their own. */
  readonly currency?: string | undefined;
  /** Scales of `emotion` (-2 to 2 where absent) and `effort` (1 to 7). */
  readonly scales?: { readonly emotion?: Scale | undefined; readonly effort?: Scale | undefined } | undefined;
  /** Who is served. */
  readonly customers?: readonly Customer[] | undefined;
  /** Ways to meet. */
  readonly channels?: readonly Channel[] | undefined;
  /** Where the business shows itself. */
  readonly touchpoints?: readonly Touchpoint[] | undefined;
  /** The ways that customers are meant to go. */
  readonly journeyDefinitions?: readonly JourneyDefinition[] | undefined;
  /** The ways they went. */
  readonly journeys?: readonly JourneyInstance[] | undefined;
  /** What happened. */
  readonly interactions?: readonly Interaction[] | undefined;
  /** What was promised. */
  readonly promises?: readonly CustomerPromise[] | undefined;
  /** What customers answered. */
  readonly responses?: readonly SurveyResponse[] | undefined;
  /** Money that changed hands. */
  readonly transactions?: readonly Transaction[] | undefined;
  /** What serving them cost. */
  readonly costs?: readonly CostEntry[] | undefined;
  /** What they complained of. */
  readonly complaints?: readonly Complaint[] | undefined;
  /** How the business wants to be recognised. */
  readonly servicePersonality?: ServicePersonality | undefined;
  /** And how far it was. */
  readonly traitRatings?: readonly TraitRating[] | undefined;
  /** What the organisation stands for. */
  readonly values?: readonly OrganisationValue[] | undefined;
  /** And where it shows. */
  readonly auditEntries?: readonly AuditEntry[] | undefined;
  /** Fields of your own. */
  readonly extensions?: Extensions | undefined;
}
