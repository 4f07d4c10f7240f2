import { checkedPolicy } from "./tier-policy-check.ts";
import type { TierPolicy } from "./tier-policy.ts";

/** What differs from the preset. */
export type TierPolicyOverrides = { readonly [Key in keyof TierPolicy]?: TierPolicy[Key] | undefined };

/**
 * The three tiers of customer intimacy as a policy. Tier 1: highly profitable customers we love working with, who love working
 * with us and would leave only under dire circumstances. Tier 2: profitable, no problems, and a little attention away from
 * tier 1. Tier 3: not a fit for products, services or culture.
 *
 * The sentences have no numbers. These are the library's, each to be replaced by your own: the best 20 % of customers are
 * highly profitable, anything above 0 is profitable; 8 of 10 is our love and 9 of 10 theirs (a promoter); a risk of 0.1 is
 * dire circumstances; one problem is a problem; two unmet conditions, each by a quarter at most, are a little attention.
 *
 * @param overrides - what differs; see {@link TierPolicy}
 * @returns a policy for `fitTierModel`, plain JSON
 * @throws {@link MetricError} `TIER_POLICY_INVALID`, also for a key that a policy does not have; `SHARE_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { threeTiers } from "customer-metrics/tiers";
 *
 * threeTiers({ highProfit: 1000 }); // => { highProfit: 1000, profitFloor: 0, ourAffinityMin: 8, theirAffinityMin: 9, leaveRiskMax: 0.1 }
 * threeTiers().highProfit; // => { topShareOfCustomers: 0.2 }
 * ```
 */
export function threeTiers(overrides: TierPolicyOverrides = {}): TierPolicy {
  const preset: TierPolicy = {
    valueField: "profit",
    highProfit: { topShareOfCustomers: 0.2 },
    profitFloor: 0,
    ourAffinityMin: 8,
    theirAffinityMin: 9,
    leaveRiskMax: 0.1,
    problemsMax: 0,
    reachMaxUnmet: 2,
    reachMaxGap: 0.25,
    residualOutOfReach: 2,
    misfitVeto: true,
  };
  const given = Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined);
  return checkedPolicy({ ...preset, ...Object.fromEntries(given) });
}
