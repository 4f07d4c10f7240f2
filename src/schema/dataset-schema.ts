import * as z from "zod";
import type { Dataset } from "../model/dataset.ts";
import type { Transaction } from "../model/transaction.ts";
import { channelSchema } from "./channel-schema.ts";
import { complaintSchema } from "./complaint-schema.ts";
import { costEntrySchema } from "./cost-entry-schema.ts";
import { customerSchema } from "./customer-schema.ts";
import { interactionSchema } from "./interaction-schema.ts";
import { journeyDefinitionSchema, journeyInstanceSchema } from "./journey-schema.ts";
import { extensions, instantText } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";
import { promiseSchema } from "./promise-schema.ts";
import { scaleSchema } from "./scale-schema.ts";
import { servicePersonalitySchema, traitRatingSchema } from "./service-personality-schema.ts";
import { surveyResponseSchema } from "./survey-response-schema.ts";
import { auditEntrySchema, organisationValueSchema } from "./touchpoint-audit-schema.ts";
import { touchpointSchema } from "./touchpoint-schema.ts";
import { transactionSchema } from "./transaction-schema.ts";

/**
 * Parses a {@link Dataset} of version 1.0: each row by the schema of its kind, and no unknown key.
 *
 * It does not look from one row to another. {@link validateDataset} does, and tells warnings from errors.
 *
 * @example
 * ```ts
 * import { datasetSchema } from "customer-metrics/schema";
 *
 * const channels = [{ id: "web" }, { id: "" }];
 * const parsed = datasetSchema.safeParse({ schemaVersion: "1.0", asOf: "2024-12-31T18:00:00Z", channels });
 * parsed.error?.issues[0]?.path; // => ["channels", 1, "id"]
 * ```
 */
export const datasetSchema: ObjectSchema<Dataset> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<Dataset>>({
    schemaVersion: z.literal("1.0"),
    asOf: instantText(),
    timeZone: z
      .string()
      .regex(/^[A-Za-z][\w+\-/]*$/, "must be an IANA name, such as Europe/Berlin")
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code, such as EUR")
      .optional(),
    scales: z
      .strictObject<ObjectShape<NonNullable<Dataset["scales"]>>>({
        emotion: scaleSchema.optional(),
        effort: scaleSchema.optional(),
      })
      .optional(),
    customers: z.array(customerSchema).optional(),
    channels: z.array(channelSchema).optional(),
    touchpoints: z.array(touchpointSchema).optional(),
    journeyDefinitions: z.array(journeyDefinitionSchema).optional(),
    journeys: z.array(journeyInstanceSchema).optional(),
    interactions: z.array(interactionSchema).optional(),
    promises: z.array(promiseSchema).optional(),
    responses: z.array(surveyResponseSchema).optional(),
    // Zod says of an optional key that it may be there and undefined, which the interface does not.
    transactions: z.array(transactionSchema as z.ZodType as z.ZodType<Transaction>).optional(),
    costs: z.array(costEntrySchema).optional(),
    complaints: z.array(complaintSchema).optional(),
    servicePersonality: servicePersonalitySchema.optional(),
    traitRatings: z.array(traitRatingSchema).optional(),
    values: z.array(organisationValueSchema).optional(),
    auditEntries: z.array(auditEntrySchema).optional(),
    extensions: extensions(),
  }))();
