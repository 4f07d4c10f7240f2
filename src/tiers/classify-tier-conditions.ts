import type { TierOneCondition, TierReason, TierReasonCode, UnmetTierOne } from "./classify-tier-result.ts";
import { TIER_1 } from "./possible-tiers-outcomes.ts";
import {
  affinityGap,
  FAR,
  FEW,
  isHighValue,
  isNear,
  LOSS,
  MANY,
  MET,
  NEAR,
  valueGap,
  valueRegion,
} from "./possible-tiers-regions.ts";
import type { TierRules } from "./tier-model-rules.ts";
import type { ReadSignals } from "./tier-signals-reading.ts";

const conditions: readonly TierOneCondition[] = [
  "highly-profitable",
  "we-love-working-with-them",
  "they-love-working-with-us",
  "would-leave-only-under-dire-circumstances",
];

const misfits: readonly TierReasonCode[] = ["misfit:product", "misfit:service", "misfit:culture"];

/** What one of the first four fields wants for tier 1, and how far a value of it is. */
export function tierOneTest(
  rules: TierRules,
  position: number,
  value: number,
): { readonly isMet: boolean; readonly threshold: number | null; readonly gap: number | null } {
  if (position === 0)
    return { isMet: isHighValue(rules, value), threshold: rules.highProfit, gap: valueGap(rules, value) };
  if (position === 3) {
    const { leaveRiskMax } = rules;
    return { isMet: value <= leaveRiskMax, threshold: leaveRiskMax, gap: value - leaveRiskMax };
  }
  const min = position === 1 ? rules.ourAffinityMin : rules.theirAffinityMin;
  return { isMet: value >= min, threshold: min, gap: affinityGap(min, value) };
}

/** The conditions of tier 1 that are known not to be met. */
export function unmetTierOne(rules: TierRules, { values }: ReadSignals): UnmetTierOne[] {
  const unmet: UnmetTierOne[] = [];
  for (let position = 0; position < conditions.length; position++) {
    const value = values[position];
    if (typeof value !== "number") continue;
    const { isMet, threshold, gap } = tierOneTest(rules, position, value);
    if (isMet) continue;
    unmet.push({
      condition: conditions[position]!,
      field: rules.fields[position]!,
      value,
      threshold,
      gap,
      withinReach: isNear(rules, gap),
    });
  }
  return unmet;
}

/** Whether tier 1 is a little attention away; `null` where completions differ. */
export function reachable(rules: TierRules, { values, regions }: ReadSignals): boolean | null {
  let least = 0;
  let most = 0;
  let mayBeFar = false;
  let mayBeClose = true;
  for (let position = 0; position < conditions.length; position++) {
    const region = position === 0 ? reachRegion(rules, values[0] as number | null, regions[0]!) : regions[position]!;
    if ((region & MET) === 0) least += 1;
    if ((region & (NEAR | FAR)) !== 0) most += 1;
    if ((region & FAR) !== 0) mayBeFar = true;
    if ((region & (MET | NEAR)) === 0) mayBeClose = false;
  }
  if (!mayBeClose || least > rules.reachMaxUnmet) return false;
  return !mayBeFar && most <= rules.reachMaxUnmet ? true : null;
}

/** How far a loss is from highly profitable is asked here too, though no attention makes it profitable. */
function reachRegion(rules: TierRules, value: number | null, region: number): number {
  if ((region & LOSS) === 0) return region;
  if (value === null) return (region & ~LOSS) | FAR;
  return isNear(rules, valueGap(rules, value)) ? NEAR : FAR;
}

/** What speaks against a better tier however the rest turns out. */
export function reasonsOf(
  rules: TierRules,
  { values, regions }: ReadSignals,
  outcomes: number,
  isReachable: boolean | null,
): TierReason[] {
  const reasons: TierReason[] = [];
  misfits.forEach((code, i) => {
    if (values[5 + i] === false) reasons.push({ code, field: rules.fields[5 + i]!, value: false, threshold: null });
  });
  if ((reasons.length > 0 && rules.misfitVeto) || (outcomes & TIER_1) !== 0) return reasons;
  const value = values[0] as number | null;
  const isLoss = value !== null && valueRegion(rules, value) === LOSS;
  if (isLoss) reasons.push({ code: "unprofitable", field: rules.fields[0]!, value, threshold: rules.profitFloor });
  if (regions[4] === MANY) {
    const { problemsMax } = rules;
    reasons.push({ code: "causes-problems", field: "problems", value: values[4]!, threshold: problemsMax });
  }
  const isFine = value !== null && !isLoss && regions[4] === FEW;
  if (isFine && isReachable === false)
    reasons.push({ code: "out-of-reach", field: null, value: null, threshold: null });
  return reasons;
}
