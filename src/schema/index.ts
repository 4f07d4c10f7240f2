/**
 * Zod schemas of the facts that metrics are made of, and of what is stored of them: what is wrong is listed with its path. All of
 * them also as JSON Schema. The only door that needs `zod`.
 *
 * @module
 */
export { activityEventSchema } from "./activity-event-schema.ts";
export { customerSignalsSchema } from "./customer-signals-schema.ts";
export type { JourneySchemaName } from "./journey-json-schemas.ts";
export { type JsonSchema, type JsonSchemaName, jsonSchemaNames, jsonSchemaOf } from "./json-schema.ts";
export { channelSchema } from "./channel-schema.ts";
export { complaintSchema } from "./complaint-schema.ts";
export { costEntrySchema } from "./cost-entry-schema.ts";
export { customerSchema } from "./customer-schema.ts";
export { datasetSchema } from "./dataset-schema.ts";
export { evidenceSchema } from "./evidence-schema.ts";
export { interactionSchema } from "./interaction-schema.ts";
export { journeyDefinitionSchema, journeyInstanceSchema } from "./journey-schema.ts";
export { migrateDataset, type MigratedDataset } from "./migrate-dataset.ts";
export type { MigrationNote } from "./migrate-dataset-note.ts";
export type { ObjectSchema, ObjectShape } from "./object-schema.ts";
export { promiseSchema } from "./promise-schema.ts";
export { purchaseFitSchema } from "./purchase-fit-schema.ts";
export { redact, type RedactOptions } from "./redact.ts";
export { scaleSchema } from "./scale-schema.ts";
export { spendFitSchema } from "./spend-fit-schema.ts";
export { subscriptionSchema } from "./subscription-schema.ts";
export { surveyResponseSchema } from "./survey-response-schema.ts";
export { tierAssignmentSchema } from "./tier-assignment-schema.ts";
export { tierModelSchema } from "./tier-model-schema.ts";
export { tierPolicySchema } from "./tier-policy-schema.ts";
export { servicePersonalitySchema, traitRatingSchema } from "./service-personality-schema.ts";
export { auditEntrySchema, organisationValueSchema } from "./touchpoint-audit-schema.ts";
export { touchpointSchema } from "./touchpoint-schema.ts";
export { transactionSchema } from "./transaction-schema.ts";
export type {
  CheckedList,
  DatasetFinding,
  DatasetFindingCode,
  DatasetList,
  DatasetValidation,
} from "./validate-dataset-finding.ts";
export { validateDataset } from "./validate-dataset.ts";
