import * as z from "zod";
import type { Subscription } from "../model/subscription.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link Subscription}: a stretch of time with one price and one status.
 *
 * Amounts are whole minor units, the currency is an upper-case ISO 4217 code, instants have an offset,
 * the end is not before the start, and an unknown key is an issue. To carry more, extend it:
 * `subscriptionSchema.safeExtend({ region: z.string() })`.
 *
 * @example A good row; a price in euros instead of cents; an end before the start
 * ```ts
 * import { subscriptionSchema } from "customer-metrics/schema";
 *
 * const row = { id: "s1", customerId: "c1", start: "2024-01-31T00:00:00Z", end: null, amount: 4900, currency: "EUR", interval: "month" };
 * const pathOf = (input: unknown) => subscriptionSchema.safeParse(input).error?.issues[0]?.path;
 *
 * subscriptionSchema.parse(row); // => { id: "s1", amount: 4900 }
 * pathOf({ ...row, amount: 49.9 }); // => ["amount"]
 * pathOf({ ...row, end: "2024-01-30T00:00:00Z" }); // => ["end"]
 * pathOf({ ...row, start: "2024-01-31T00:00:00" }); // => ["start"]
 * ```
 */
export const subscriptionSchema: ObjectSchema<Subscription> = /* @__PURE__ */ (() => {
  const text = z.string().min(1);
  const error = "must be ISO 8601 with offset, epoch milliseconds or a Date";
  const instant = z.union([z.iso.datetime({ offset: true }), z.number().min(-8.64e15).max(8.64e15), z.date()], {
    error,
  });
  return z
    .strictObject<ObjectShape<Subscription>>({
      id: text,
      subscriptionId: text.optional(),
      customerId: text,
      start: instant,
      end: instant.nullable().optional(),
      amount: z.int().min(0),
      currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR"),
      interval: z.enum(["day", "week", "month", "year"]),
      intervalCount: z.int().min(1).optional(),
      quantity: z.int().min(0).optional(),
      status: text.optional(),
      plan: z.string().optional(),
    })
    .refine(({ start, end }) => end === null || end === undefined || !(msOf(end) < msOf(start)), {
      path: ["end"],
      error: "must not be before start",
    });
})();

/** Milliseconds of what the schema let through; NaN for what it did not, which is an issue of its own. */
function msOf(instant: number | Date | string): number {
  return typeof instant === "number" ? instant : typeof instant === "string" ? Date.parse(instant) : instant.getTime();
}
