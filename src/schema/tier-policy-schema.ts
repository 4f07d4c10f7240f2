import * as z from "zod";
import type { TierPolicy, TopShareOfCustomers, TopShareOfValue } from "../tiers/tier-policy.ts";
import type { ObjectSchema, ObjectShape } from "./object-schema.ts";

/**
 * Parses a {@link TierPolicy}: what the three tiers mean to a company, as it is stored, discussed and edited by hand.
 *
 * Every field must be there, shares and risks are in [0, 1], affinities in [0, 10], and counts are whole. An unknown key is an
 * issue, so that a misspelt threshold is seen and not left at what it was.
 *
 * @example A stored policy comes back as it was; a share in percent does not
 * ```ts
 * import { threeTiers } from "customer-metrics/tiers";
 * import { tierPolicySchema } from "customer-metrics/schema";
 *
 * const policy = threeTiers({ ourAffinityMin: 7 });
 * tierPolicySchema.parse(JSON.parse(JSON.stringify(policy))); // => { ourAffinityMin: 7, theirAffinityMin: 9, misfitVeto: true }
 * tierPolicySchema.safeParse({ ...policy, highProfit: { topShareOfCustomers: 20 } }).success; // => false
 * ```
 */
export const tierPolicySchema: ObjectSchema<TierPolicy> = /* @__PURE__ */ (() => {
  const amount = z.number().min(-1e300).max(1e300);
  const share = z.number().min(0).max(1);
  const affinity = z.number().min(0).max(10);
  const count = z.int().min(0);
  return z.strictObject<ObjectShape<TierPolicy>>({
    valueField: z.enum(["profit", "lifetimeValue"]),
    highProfit: z.union([
      amount,
      z.strictObject<ObjectShape<TopShareOfCustomers>>({ topShareOfCustomers: share }),
      z.strictObject<ObjectShape<TopShareOfValue>>({ topShareOfValue: share }),
    ]),
    profitFloor: amount,
    ourAffinityMin: affinity,
    theirAffinityMin: affinity,
    leaveRiskMax: share,
    problemsMax: count,
    reachMaxUnmet: count,
    reachMaxGap: amount.min(0),
    residualOutOfReach: z.union([z.literal(2), z.literal(3)]),
    misfitVeto: z.boolean(),
  });
})();
