/**
 * Zod schemas of the facts that metrics are made of: what is wrong with a row is listed with its path.
 * The only door that needs `zod`.
 *
 * @module
 */
export { activityEventSchema } from "./activity-event-schema.ts";
export type { ObjectSchema, ObjectShape } from "./object-schema.ts";
export { purchaseFitSchema } from "./purchase-fit-schema.ts";
export { scaleSchema } from "./scale-schema.ts";
export { subscriptionSchema } from "./subscription-schema.ts";
export { surveyResponseSchema } from "./survey-response-schema.ts";
export { transactionSchema } from "./transaction-schema.ts";
