import { FAR, FEW, LOSS, MANY, MET, NEAR } from "./possible-tiers-regions.ts";
import type { TierNumber } from "./tier-policy.ts";

/** Outcomes: which tiers, and on what basis. */
export const TIER_1 = 1;
export const TIER_2 = 2;
export const TIER_3 = 4;
export const BY_RULE = 8;
export const RESIDUAL = 16;

/** How many bits each field's regions take, from the lowest, in the order of the rules' fields. */
const widths: readonly number[] = [4, 3, 3, 3, 2, 2, 2, 2];

/** Where the bits of a field begin. */
export function shiftOf(position: number): number {
  return widths.slice(0, position).reduce((sum, width) => sum + width, 0);
}

/** The regions of all fields in one number. */
export function packed(regions: readonly number[]): number {
  let bits = 0;
  for (let position = widths.length - 1; position >= 0; position--)
    bits = (bits << widths[position]!) | regions[position]!;
  return bits;
}

/** What the outcomes depend on besides the regions. */
export interface OutcomeRules {
  readonly reachMaxUnmet: number;
  readonly residualOutOfReach: 2 | 3;
}

/**
 * Every tier, and every basis, that a customer may have who is in one of the packed regions in each field. Fields are free of
 * each other, so what is possible follows from counting, without going through all completions.
 */
export function outcomesOf(bits: number, { reachMaxUnmet, residualOutOfReach }: OutcomeRules): number {
  const fits = (bits >> 15) & 0b010101;
  const misfits = (bits >> 16) & 0b010101;
  if ((misfits & ~fits) !== 0) return TIER_3 | BY_RULE;
  let found = misfits === 0 ? 0 : TIER_3 | BY_RULE;
  if ((bits & LOSS) !== 0) found |= TIER_3 | RESIDUAL;
  const value = bits & (MET | NEAR | FAR);
  if (value === 0) return found;
  const ours = (bits >> 4) & 7;
  const theirs = (bits >> 7) & 7;
  const leave = (bits >> 10) & 7;
  const problems = (bits >> 13) & 3;
  if ((value & ours & theirs & leave & MET) !== 0) found |= TIER_1 | BY_RULE;

  const most = has(value, NEAR | FAR) + has(ours, NEAR | FAR) + has(theirs, NEAR | FAR) + has(leave, NEAR | FAR);
  if (most === 0) return found;
  if ((problems & MANY) !== 0) found |= TIER_3 | RESIDUAL;
  if ((problems & FEW) === 0) return found;
  const mayBeFar = ((value | ours | theirs | leave) & FAR) !== 0;
  if (mayBeFar || most > reachMaxUnmet) found |= RESIDUAL | (residualOutOfReach === 2 ? TIER_2 : TIER_3);
  // By rule: each met or near, at least one near, and no more than may be.
  const close = MET | NEAR;
  const allMayBeClose = has(value, close) + has(ours, close) + has(theirs, close) + has(leave, close) === 4;
  const someMayBeNear = ((value | ours | theirs | leave) & NEAR) !== 0;
  const least = 4 - has(value, MET) - has(ours, MET) - has(theirs, MET) - has(leave, MET);
  if (allMayBeClose && someMayBeNear && Math.max(1, least) <= reachMaxUnmet) found |= TIER_2 | BY_RULE;
  return found;
}

/**
 * The position of the field whose answer would leave the fewest tiers possible: on average over its regions, each counted
 * once; of equals the first. −1 where the tier is decided.
 */
export function decidingPosition(bits: number, rules: OutcomeRules): number {
  if (tierCount(outcomesOf(bits, rules)) === 1) return -1;
  let best = -1;
  let fewest = Infinity;
  let shift = 0;
  for (let position = 0; position < widths.length; position++) {
    const width = widths[position]!;
    const all = ((1 << width) - 1) << shift;
    let regions = 0;
    let left = 0;
    for (let bit = 1 << shift; bit < 1 << (shift + width); bit <<= 1) {
      if ((bits & bit) === 0) continue;
      regions += 1;
      left += tierCount(outcomesOf((bits & ~all) | bit, rules));
    }
    if (regions > 1 && left / regions < fewest) {
      fewest = left / regions;
      best = position;
    }
    shift += width;
  }
  return best;
}

/** Tiers among outcomes, the best first. */
export function tiersOf(outcomes: number): TierNumber[] {
  const tiers: TierNumber[] = [];
  if ((outcomes & TIER_1) !== 0) tiers.push(1);
  if ((outcomes & TIER_2) !== 0) tiers.push(2);
  if ((outcomes & TIER_3) !== 0) tiers.push(3);
  return tiers;
}

function tierCount(outcomes: number): number {
  return has(outcomes, TIER_1) + has(outcomes, TIER_2) + has(outcomes, TIER_3);
}

function has(bits: number, wanted: number): number {
  return (bits & wanted) === 0 ? 0 : 1;
}
