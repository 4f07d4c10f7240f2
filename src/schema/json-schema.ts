import * as z from "zod";
import { checkChoice } from "../core/choice.ts";
import { activityEventSchema } from "./activity-event-schema.ts";
import { customerSignalsSchema } from "./customer-signals-schema.ts";
import { type JourneySchemaName, journeySchemaEntries } from "./journey-json-schemas.ts";
import { purchaseFitSchema } from "./purchase-fit-schema.ts";
import { scaleSchema } from "./scale-schema.ts";
import { spendFitSchema } from "./spend-fit-schema.ts";
import { subscriptionSchema } from "./subscription-schema.ts";
import { surveyResponseSchema } from "./survey-response-schema.ts";
import { tierAssignmentSchema } from "./tier-assignment-schema.ts";
import { tierModelSchema } from "./tier-model-schema.ts";
import { tierPolicySchema } from "./tier-policy-schema.ts";
import { transactionSchema } from "./transaction-schema.ts";

/** What {@link jsonSchemaOf} has a JSON Schema of, each by the name of what it describes. */
export type JsonSchemaName =
  | "activity-event"
  | "customer-signals"
  | "purchase-fit"
  | "scale"
  | "spend-fit"
  | "subscription"
  | "survey-response"
  | "tier-assignment"
  | "tier-model"
  | "tier-policy"
  | "transaction"
  | JourneySchemaName;

/** A JSON Schema (draft 2020-12) as plain JSON. */
export interface JsonSchema {
  /** The draft that it is written in. */
  readonly $schema: string;
  /** `urn:customer-metrics:schema:NAME:VERSION`; the version goes up when something that was valid no longer is. */
  readonly $id: string;
  /** The name. */
  readonly title: string;
  /** What it describes, and the rules between fields, which JSON Schema cannot say. */
  readonly description: string;
  /** Any other keyword of the draft. */
  readonly [keyword: string]: unknown;
}

/** All names, in alphabetical order. */
export const jsonSchemaNames: readonly JsonSchemaName[] = [
  "activity-event",
  "audit-entry",
  "channel",
  "complaint",
  "cost-entry",
  "customer",
  "customer-signals",
  "dataset",
  "evidence",
  "interaction",
  "journey-definition",
  "journey-instance",
  "organisation-value",
  "promise",
  "purchase-fit",
  "scale",
  "service-personality",
  "spend-fit",
  "subscription",
  "survey-response",
  "tier-assignment",
  "tier-model",
  "tier-policy",
  "touchpoint",
  "trait-rating",
  "transaction",
];

/**
 * A schema of this door as JSON Schema (draft 2020-12), for programs that are not written in TypeScript, for forms and for
 * documentation.
 *
 * It says what JSON can be: where the Zod schema also takes a `Date`, the JSON Schema takes the text and the number. Rules between
 * fields (an end is not before its start) are in the `description` and are checked by the Zod schema alone. Each call makes a
 * new object, the same every time.
 *
 * @param name - one of {@link jsonSchemaNames}
 * @throws MetricError `SCHEMA_UNKNOWN`
 * @see https://json-schema.org/draft/2020-12
 *
 * @example
 * ```ts
 * import { jsonSchemaOf } from "customer-metrics/schema";
 *
 * const schema = jsonSchemaOf("scale");
 * schema; // => { $id: "urn:customer-metrics:schema:scale:1", type: "object", required: ["min", "max"], additionalProperties: false }
 * ```
 */
export function jsonSchemaOf(name: JsonSchemaName): JsonSchema {
  checkChoice("SCHEMA_UNKNOWN", "the name of a schema", name, jsonSchemaNames);
  const { schema, version, description } = entries()[name];
  const { $schema, ...body } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
    override: plainly,
  });
  const $id = `urn:customer-metrics:schema:${name}:${version}`;
  // Through text, so that it is plain JSON: Zod hangs a method on what it returns.
  return JSON.parse(JSON.stringify({ $schema, $id, title: name, description, ...body })) as JsonSchema;
}

interface Entry {
  readonly schema: z.ZodType;
  readonly version: number;
  readonly description: string;
}

function entries(): { readonly [Name in JsonSchemaName]: Entry } {
  return {
    ...journeySchemaEntries(),
    "activity-event": {
      schema: activityEventSchema,
      version: 1,
      description: "Something that a customer did at an instant.",
    },
    "customer-signals": {
      schema: customerSignalsSchema,
      version: 1,
      description:
        "What is known of a customer before a tier is decided on. Nothing is taken for 0: what is not known is left out or null.",
    },
    "purchase-fit": {
      schema: purchaseFitSchema,
      version: 1,
      description:
        "A stored fit of a purchase model. parameters has those of the model, each above 0, and the coefficients of its covariates; order names them all, and covariance has a row and a column for each.",
    },
    scale: {
      schema: scaleSchema,
      version: 1,
      description: "The answers that a question allows. min is less than max.",
    },
    "spend-fit": {
      schema: spendFitSchema,
      version: 1,
      description:
        "A stored fit of a spend model. order names each parameter, and covariance has a row and a column for each.",
    },
    subscription: {
      schema: subscriptionSchema,
      version: 1,
      description: "A stretch of time with one price and one status. end is not before start.",
    },
    "survey-response": {
      schema: surveyResponseSchema,
      version: 1,
      description: "An answer to a question. scale.min is less than scale.max, and score is on the scale.",
    },
    "tier-assignment": {
      schema: tierAssignmentSchema,
      version: 1,
      description:
        "A customer's tier at an instant. possibleTiers has the best first, each once; tier is the worst of them where the reading is pessimistic, the best where it is optimistic, and the only one or null where it is strict.",
    },
    "tier-model": {
      schema: tierModelSchema,
      version: 1,
      description:
        "A tier policy with its numbers resolved once. highProfit is that of a policy in numbers; customersAtOrAbove and positive are not above n.",
    },
    "tier-policy": {
      schema: tierPolicySchema,
      version: 1,
      description: "What the three tiers mean to a company.",
    },
    transaction: {
      schema: transactionSchema,
      version: 1,
      description: "Money that changed hands with a customer, once.",
    },
  };
}

/** Unions without Date, which JSON does not have and Zod writes as what allows anything; and no word on who may write to a list. */
const plainly: NonNullable<z.core.ToJSONSchemaParams["override"]> = ({ zodSchema, jsonSchema }) => {
  delete jsonSchema.readOnly;
  const { def } = zodSchema._zod;
  if (def.type !== "union" || jsonSchema.anyOf === undefined) return;
  const { options } = def;
  jsonSchema.anyOf = jsonSchema.anyOf.filter((_, at) => options[at]?._zod.def.type !== "date");
};
