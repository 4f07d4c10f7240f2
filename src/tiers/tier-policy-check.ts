import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { isUsableValue, LARGEST_VALUE } from "./threshold-rounding.ts";
import { checkTopShare } from "./threshold-top-share.ts";
import type { TierPolicy, TopShareOfCustomers, TopShareOfValue } from "./tier-policy.ts";

/**
 * A copy of a policy with every key checked: a misspelt one must not leave a default in its place.
 *
 * @throws {@link MetricError} `TIER_POLICY_INVALID`, `SHARE_OUT_OF_RANGE`
 */
export function checkedPolicy(policy: TierPolicy): TierPolicy {
  if (typeof policy !== "object" || policy === null)
    fail("TIER_POLICY_INVALID", "Cannot use policy as it must be made by threeTiers", policy);
  const { highProfit, valueField, residualOutOfReach, misfitVeto } = policy;
  const [profitFloor, ourAffinityMin, theirAffinityMin, leaveRiskMax, reachMaxGap, problemsMax, reachMaxUnmet] = [
    within(policy, "profitFloor", -LARGEST_VALUE, LARGEST_VALUE),
    within(policy, "ourAffinityMin", 0, 10),
    within(policy, "theirAffinityMin", 0, 10),
    within(policy, "leaveRiskMax", 0, 1),
    within(policy, "reachMaxGap", 0, LARGEST_VALUE),
    natural(policy, "problemsMax"),
    natural(policy, "reachMaxUnmet"),
  ];
  checkChoice("TIER_POLICY_INVALID", "valueField", valueField, ["profit", "lifetimeValue"]);
  checkChoice("TIER_POLICY_INVALID", "residualOutOfReach", residualOutOfReach, [2, 3]);
  checkChoice("TIER_POLICY_INVALID", "misfitVeto", misfitVeto, [true, false]);
  if (typeof highProfit !== "number") checkTopShare(highProfit);
  else if (!isUsableValue(highProfit))
    fail("TIER_POLICY_INVALID", "Cannot use highProfit as it must be a finite number or a share", highProfit);
  const checked = {
    valueField,
    highProfit: typeof highProfit === "number" ? highProfit + 0 : plainShare(highProfit),
    profitFloor,
    ourAffinityMin,
    theirAffinityMin,
    leaveRiskMax,
    problemsMax,
    reachMaxUnmet,
    reachMaxGap,
    residualOutOfReach,
    misfitVeto,
  };
  const unknown = Object.keys(policy).find((key) => !Object.hasOwn(checked, key));
  if (unknown !== undefined)
    fail("TIER_POLICY_INVALID", `Cannot use policy as its keys must be ${Object.keys(checked).join(", ")}`, unknown);
  return checked;
}

/** The share as JSON has it: without the sign of 0. */
function plainShare(share: TopShareOfCustomers | TopShareOfValue): TopShareOfCustomers | TopShareOfValue {
  return "topShareOfCustomers" in share
    ? { topShareOfCustomers: share.topShareOfCustomers + 0 }
    : { topShareOfValue: share.topShareOfValue + 0 };
}

type NumberKey = { [Key in keyof TierPolicy]: TierPolicy[Key] extends number ? Key : never }[keyof TierPolicy];

function within(policy: TierPolicy, key: NumberKey, min: number, max: number): number {
  const value: unknown = policy[key];
  if (!(typeof value === "number" && value >= min && value <= max))
    fail("TIER_POLICY_INVALID", `Cannot use ${key} as it must be in [${min}, ${max}]`, value);
  return value + 0;
}

function natural(policy: TierPolicy, key: NumberKey): number {
  const value: unknown = policy[key];
  if (!(Number.isSafeInteger(value) && (value as number) >= 0))
    fail("TIER_POLICY_INVALID", `Cannot use ${key} as it must be a whole number of 0 or more`, value);
  return (value as number) + 0;
}
