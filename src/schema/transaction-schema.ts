import * as z from "zod";
import type { Transaction } from "../model/transaction.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link Transaction}: a purchase or a refund, its amount in minor units of a currency.
 *
 * Amounts are whole and 0 or more (12.50 EUR is 1250), a currency is three capital letters, instants
 * have an offset, and an unknown key is an issue.
 *
 * @example A good row, an amount in major units, a refund with a minus
 * ```ts
 * import { transactionSchema } from "customer-metrics/schema";
 *
 * const row = { id: "t1", customerId: "c1", at: "2025-03-09T10:30:00Z", amount: 1250, currency: "EUR", kind: "purchase" };
 * const pathOf = (input: unknown) => transactionSchema.safeParse(input).error?.issues[0]?.path;
 *
 * transactionSchema.parse(row); // => { id: "t1", amount: 1250 }
 * pathOf({ ...row, amount: 12.5 }); // => ["amount"]
 * pathOf({ ...row, kind: "refund", amount: -1250 }); // => ["amount"]
 * ```
 */
export const transactionSchema: ObjectSchema<Transaction> = /* @__PURE__ */ (() => {
  const text = z.string().min(1);
  const error = "must be ISO 8601 with offset, epoch milliseconds or a Date";
  const instant = z.union([z.iso.datetime({ offset: true }), z.number().min(-8.64e15).max(8.64e15), z.date()], {
    error,
  });
  const minorUnits = z.int().min(0);
  return z.strictObject<ObjectShape<Transaction>>({
    id: text,
    customerId: text,
    at: instant,
    amount: minorUnits,
    currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code, such as EUR"),
    kind: z.enum(["purchase", "refund"]),
    cost: minorUnits.optional(),
    orderId: text.optional(),
    channel: text.optional(),
    segment: text.optional(),
    attributes: z.record(z.string(), z.string()).optional(),
  });
})();
