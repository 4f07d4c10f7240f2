/**
 * Zod schemas of the facts that metrics are made of, and of what is stored of them: what is wrong is listed with its path. All of
 * them also as JSON Schema. The only door that needs `zod`.
 *
 * @module
 */
export { activityEventSchema } from "./activity-event-schema.ts";
export { customerSignalsSchema } from "./customer-signals-schema.ts";
export { type JsonSchema, type JsonSchemaName, jsonSchemaNames, jsonSchemaOf } from "./json-schema.ts";
export type { ObjectSchema, ObjectShape } from "./object-schema.ts";
export { purchaseFitSchema } from "./purchase-fit-schema.ts";
export { scaleSchema } from "./scale-schema.ts";
export { spendFitSchema } from "./spend-fit-schema.ts";
export { subscriptionSchema } from "./subscription-schema.ts";
export { surveyResponseSchema } from "./survey-response-schema.ts";
export { tierAssignmentSchema } from "./tier-assignment-schema.ts";
export { tierModelSchema } from "./tier-model-schema.ts";
export { tierPolicySchema } from "./tier-policy-schema.ts";
export { transactionSchema } from "./transaction-schema.ts";
