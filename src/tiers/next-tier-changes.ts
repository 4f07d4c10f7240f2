import { tierOneTest } from "./classify-tier-conditions.ts";
import { FAR, isNear, LOSS, MANY, MET, NEAR, valueGap } from "./possible-tiers-regions.ts";
import { numberRegion, type TierRules } from "./tier-model-rules.ts";
import type { TierSignalField } from "./tier-signals.ts";
import type { ReadSignals } from "./tier-signals-reading.ts";

/** One thing that would have to be different. */
export interface TierChange {
  /** Which field. */
  readonly field: TierSignalField;
  /** As it is. */
  readonly from: number;
  /** As it would have to be, at least; of risk and problems, at most. */
  readonly to: number;
  /** `to` less `from`. */
  readonly delta: number;
  /** The gap to tier 1 that this closes, as in `unmetTierOne`; `null` for other tiers, and where it is undefined. */
  readonly gap: number | null;
  /** Whether `to` itself is not enough, and anything beyond it is. */
  readonly exclusive: boolean;
}

/** Where a field would have to be. */
interface Goal {
  readonly to: number;
  readonly exclusive: boolean;
}

interface Unmet {
  readonly position: number;
  readonly from: number;
  readonly gap: number | null;
  readonly full: Goal;
  /** What is close enough for tier 2 by rule, or `null` where only the threshold is. */
  readonly near: Goal | null;
  /** Whether it is close enough already. */
  readonly isNear: boolean;
}

/** The changes that bring tier 1: each unmet condition to its threshold. What is not known is taken for met. */
export function changesToTierOne(rules: TierRules, signals: ReadSignals): TierChange[] {
  return unmetOf(rules, signals).map((unmet) => changeOf(rules, unmet.position, unmet.from, unmet.full, unmet.gap));
}

/**
 * The changes that bring tier 2 or better. What is not known is taken for as good as it can be.
 *
 * Where customers out of reach are in tier 3, each unmet condition must come within reach, and as many as are too many must
 * be met: those for which that takes the least.
 */
export function changesToTierTwo(rules: TierRules, signals: ReadSignals): TierChange[] {
  const unmet = unmetOf(rules, signals);
  const goals = new Map<Unmet, Goal>();
  if (rules.residualOutOfReach === 3) {
    const tooMany = Math.max(0, unmet.length - rules.reachMaxUnmet);
    const bySize = [...unmet].sort((left, right) => restOf(rules, left) - restOf(rules, right));
    bySize.forEach((each, i) => {
      if (i < tooMany || each.near === null) goals.set(each, each.full);
      else if (!each.isNear) goals.set(each, each.near);
    });
  } else {
    const loss = unmet.find(({ position }) => position === 0 && signals.regions[0] === LOSS);
    if (loss !== undefined) goals.set(loss, { to: rules.profitFloor, exclusive: true });
  }
  // Tier 1 asks nothing of problems.
  const isTierOne =
    rules.highProfit !== null &&
    unmet.every((each) => {
      const goal = goals.get(each);
      return goal !== undefined && goal.to === each.full.to && goal.exclusive === each.full.exclusive;
    });
  const changes = unmet.flatMap((each) => {
    const goal = goals.get(each);
    return goal === undefined ? [] : changeOf(rules, each.position, each.from, goal, null);
  });
  if (signals.regions[4] === MANY && !isTierOne)
    changes.push(changeOf(rules, 4, signals.values[4] as number, { to: rules.problemsMax, exclusive: false }, null));
  return changes;
}

/** Where each field is, or may be, once the changes are made. */
export function regionsAfter(
  rules: TierRules,
  { regions }: ReadSignals,
  changes: readonly TierChange[],
): readonly number[] {
  const after = [...regions];
  for (const { field, to, exclusive } of changes) {
    const position = rules.fields.indexOf(field);
    after[position] = exclusive ? regionAboveFloor(rules) : numberRegion(rules, position, to);
  }
  return after;
}

/** Where a value is that is anything above the floor, and no more. */
function regionAboveFloor(rules: TierRules): number {
  const { highProfit, profitFloor } = rules;
  if (highProfit !== null && highProfit <= profitFloor) return MET;
  return isNear(rules, valueGap(rules, profitFloor)) ? NEAR : FAR;
}

/** How far a condition that came close is from being met; what cannot come close must be met, and comes first. */
function restOf(rules: TierRules, { near, isNear, gap }: Unmet): number {
  if (near === null) return -1;
  if (isNear) return gap!;
  return (near.exclusive ? valueGap(rules, near.to) : null) ?? rules.reachMaxGap;
}

function unmetOf(rules: TierRules, { values, regions }: ReadSignals): Unmet[] {
  const unmet: Unmet[] = [];
  for (let position = 0; position < 4; position++) {
    const from = values[position];
    const region = regions[position]!;
    if (typeof from !== "number" || (region & (NEAR | FAR | LOSS)) === 0 || (region & MET) !== 0) continue;
    const { threshold, gap } = tierOneTest(rules, position, from);
    const full = fullGoal(rules, position, threshold);
    unmet.push({ position, from, gap, full, near: nearGoal(rules, position, full), isNear: region === NEAR });
  }
  return unmet;
}

function fullGoal(rules: TierRules, position: number, threshold: number | null): Goal {
  const to = threshold ?? rules.profitFloor;
  return position === 0 && to <= rules.profitFloor
    ? { to: rules.profitFloor, exclusive: true }
    : { to, exclusive: false };
}

function nearGoal(rules: TierRules, position: number, { to, exclusive }: Goal): Goal | null {
  const { reachMaxGap, profitFloor, highProfit } = rules;
  if (reachMaxGap === 0 || exclusive) return null;
  if (position === 3) return { to: to + reachMaxGap, exclusive: false };
  if (position > 0) return { to: to - 10 * reachMaxGap, exclusive: false };
  if (highProfit === null || highProfit <= 0) return null;
  const edge = highProfit - highProfit * reachMaxGap;
  return edge > profitFloor ? { to: edge, exclusive: false } : { to: profitFloor, exclusive: true };
}

function changeOf(
  { fields }: TierRules,
  position: number,
  from: number,
  { to, exclusive }: Goal,
  gap: number | null,
): TierChange {
  return { field: fields[position]!, from, to, delta: to - from, gap, exclusive };
}
