import * as z from "zod";
import type { ActivityEvent } from "../model/activity-event.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses an {@link ActivityEvent}: a row of the log that retention is counted from.
 *
 * The instant must have an offset, and an unknown key is an issue, so that a misspelt column is seen
 * and not dropped. To carry more, extend it: `activityEventSchema.extend({ storeId: z.string() })`.
 *
 * @example A good row, a date without offset, a customer without a name
 * ```ts
 * import { activityEventSchema } from "customer-metrics/schema";
 *
 * const row = { customerId: "c1", at: "2025-03-09T10:30:00+01:00" };
 * const pathOf = (input: unknown) => activityEventSchema.safeParse(input).error?.issues[0]?.path;
 *
 * activityEventSchema.parse(row); // => { customerId: "c1" }
 * pathOf({ ...row, at: "2025-03-09T10:30:00" }); // => ["at"]
 * pathOf({ ...row, customerId: "" }); // => ["customerId"]
 * ```
 */
export const activityEventSchema: ObjectSchema<ActivityEvent> = /* @__PURE__ */ (() => {
  const text = z.string().min(1);
  const error = "must be ISO 8601 with offset, epoch milliseconds or a Date";
  const instant = z.union([z.iso.datetime({ offset: true }), z.number().min(-8.64e15).max(8.64e15), z.date()], {
    error,
  });
  return z.strictObject<ObjectShape<ActivityEvent>>({
    id: text.optional(),
    customerId: text,
    at: instant,
    name: text.optional(),
    channel: text.optional(),
    segment: text.optional(),
    attributes: z.record(z.string(), z.string()).optional(),
  });
})();
