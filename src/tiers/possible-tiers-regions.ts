import { ROUNDING } from "./threshold-rounding.ts";
import type { TierPolicy } from "./tier-policy.ts";

/** Regions of a condition of tier 1: met, unmet within reach, unmet beyond it. */
export const MET = 1;
export const NEAR = 2;
export const FAR = 4;
/** Of a value only: not profitable. */
export const LOSS = 8;
/** Regions of problems. */
export const FEW = 1;
export const MANY = 2;
/** Regions of a fit. */
export const FITS = 1;
export const MISFIT = 2;

/** What regions depend on. */
export type RegionRules = Omit<TierPolicy, "highProfit"> & { readonly highProfit: number | null };

/** How far a value is from highly profitable, as a share of it; `null` where that is undefined. */
export function valueGap({ highProfit }: RegionRules, value: number): number | null {
  if (highProfit === null || highProfit <= 0) return null;
  const gap = (highProfit - value) / highProfit;
  return Number.isFinite(gap) ? gap : null;
}

/** How far an affinity is from its threshold, as a share of the 10 points. */
export function affinityGap(min: number, affinity: number): number {
  return (min - affinity) / 10;
}

/** Whether a little attention could close the gap. A gap that is the largest but for rounding is the largest; where none may be left, none may. */
export function isNear({ reachMaxGap }: RegionRules, gap: number | null): boolean {
  if (gap === null) return false;
  return gap <= reachMaxGap || (reachMaxGap > 0 && gap <= reachMaxGap + ROUNDING * (1 + reachMaxGap));
}

/** Whether a value makes a customer highly profitable. */
export function isHighValue({ highProfit, profitFloor }: RegionRules, value: number): boolean {
  return highProfit !== null && value >= highProfit && value > profitFloor;
}

export function valueRegion(rules: RegionRules, value: number): number {
  if (value <= rules.profitFloor) return LOSS;
  if (isHighValue(rules, value)) return MET;
  return isNear(rules, valueGap(rules, value)) ? NEAR : FAR;
}

export function affinityRegion(rules: RegionRules, min: number, affinity: number): number {
  if (affinity >= min) return MET;
  return isNear(rules, affinityGap(min, affinity)) ? NEAR : FAR;
}

export function riskRegion(rules: RegionRules, risk: number): number {
  if (risk <= rules.leaveRiskMax) return MET;
  return isNear(rules, risk - rules.leaveRiskMax) ? NEAR : FAR;
}

export function problemsRegion(rules: RegionRules, problems: number): number {
  return problems <= rules.problemsMax ? FEW : MANY;
}

/** Without the veto a misfit changes nothing. */
export function fitRegion(rules: RegionRules, fits: boolean): number {
  return fits || !rules.misfitVeto ? FITS : MISFIT;
}

/**
 * The regions in which some possible value of each field lies, in the order of the rules' fields. Values are taken for real
 * numbers: between two thresholds there is always one.
 */
export function unknownRegions(rules: RegionRules): number[] {
  const { highProfit, profitFloor, ourAffinityMin, theirAffinityMin, reachMaxGap } = rules;
  let value = LOSS;
  if (highProfit !== null) value |= MET;
  if (highProfit === null || highProfit > profitFloor) {
    // From just above the floor, which is not in, to just below highly profitable.
    const largest = valueGap(rules, profitFloor);
    if (largest === null || !isNear(rules, largest)) value |= FAR;
    if (highProfit !== null && highProfit > 0 && reachMaxGap > 0) value |= NEAR;
  }
  const affinity = (min: number): number =>
    min === 0 ? MET : MET | (reachMaxGap > 0 ? NEAR : 0) | (affinityRegion(rules, min, 0) & FAR);
  const risk = rules.leaveRiskMax === 1 ? MET : MET | (reachMaxGap > 0 ? NEAR : 0) | (riskRegion(rules, 1) & FAR);
  const fit = rules.misfitVeto ? FITS | MISFIT : FITS;
  return [value, affinity(ourAffinityMin), affinity(theirAffinityMin), risk, FEW | MANY, fit, fit, fit];
}
