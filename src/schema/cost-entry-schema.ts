import * as z from "zod";
import type { CostEntry } from "../model/cost-entry.ts";
import { instantText, text } from "./model-fields.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link CostEntry}: what serving a customer cost, in whole minor units; below 0 where a cost is taken back.
 *
 * @example A good row; an amount in major units
 * ```ts
 * import { costEntrySchema } from "customer-metrics/schema";
 *
 * const row = { customerId: "c1", at: "2024-03-30T10:00:00Z", amount: 1250, activity: "call" };
 * costEntrySchema.parse(row); // => { amount: 1250 }
 * costEntrySchema.safeParse({ ...row, amount: 12.5 }).error?.issues[0]?.path; // => ["amount"]
 * ```
 */
export const costEntrySchema: ObjectSchema<CostEntry> = /* @__PURE__ */ (() =>
  z.strictObject<ObjectShape<CostEntry>>({
    customerId: text(),
    at: instantText(),
    amount: z.int(),
    activity: text(),
    touchpointId: text().optional(),
  }))();
