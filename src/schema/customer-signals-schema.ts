import * as z from "zod";
import type { CustomerSignals } from "../tiers/tier-signals.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses {@link CustomerSignals}: what a company knows of a customer before it decides on a tier.
 *
 * Every field may be missing or `null`, as nothing is taken for 0. What is there must be possible: affinities from 0 to 10, a risk
 * from 0 to 1, whole problems, flags that are no text. An unknown key is an issue. To insist on a field or to carry more:
 * `customerSignalsSchema.required({ customerId: true }).extend({ region: z.string() })`.
 *
 * @example A good row, an affinity off the scale, a flag in words, a misspelt key
 * ```ts
 * import { customerSignalsSchema } from "customer-metrics/schema";
 *
 * const row = { customerId: "c1", profit: 1200.5, ourAffinity: 9, theirAffinity: null, problems: 0, fitCulture: true };
 * const pathOf = (input: unknown) => customerSignalsSchema.safeParse(input).error?.issues[0]?.path;
 *
 * customerSignalsSchema.parse(row); // => { profit: 1200.5, theirAffinity: null }
 * pathOf({ ...row, ourAffinity: 11 }); // => ["ourAffinity"]
 * pathOf({ ...row, fitCulture: "yes" }); // => ["fitCulture"]
 * customerSignalsSchema.safeParse({ ...row, leaverisk: 0.1 }).success; // => false
 * ```
 */
export const customerSignalsSchema: ObjectSchema<CustomerSignals> = /* @__PURE__ */ (() => {
  // What the classifier can add by the million.
  const amount = z.number().min(-1e300).max(1e300).nullable().optional();
  const affinity = z.number().min(0).max(10).nullable().optional();
  const flag = z.boolean().nullable().optional();
  return z.strictObject<ObjectShape<CustomerSignals>>({
    customerId: z.string().nullable().optional(),
    profit: amount,
    lifetimeValue: amount,
    ourAffinity: affinity,
    theirAffinity: affinity,
    leaveRisk: z.number().min(0).max(1).nullable().optional(),
    problems: z.int().min(0).nullable().optional(),
    fitProduct: flag,
    fitService: flag,
    fitCulture: flag,
  });
})();
