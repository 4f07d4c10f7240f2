import type { Estimate } from "customer-metrics";

/** The part of a unit's range that a chart shows. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const STEPS: { readonly [unit: string]: number } = { points: 20, proportion: 0.1, score: 0.5 };

/** An axis that holds all values and intervals within the limits, ending at round numbers. It need not begin at 0: nothing on it is a length. */
export function axisOf(estimates: readonly Estimate[], limits: Axis): Axis {
  const ends = estimates
    .flatMap(({ value, interval }) => [value, interval?.lower ?? null, interval?.upper ?? null])
    .filter((end) => end !== null);
  if (ends.length === 0) return limits;
  const step = STEPS[estimates[0]!.unit] ?? 1;
  // Whole numbers of steps divided by 1 / step: 3 * 0.1 would be 0.30000000000000004.
  const from = Math.floor(Math.min(...ends) / step) / (1 / step);
  const to = Math.ceil(Math.max(...ends) / step) / (1 / step);
  return {
    // Where everything is at the upper limit, the axis still has a step.
    from: Math.max(Math.min(from, limits.to - step), limits.from),
    to: Math.min(Math.max(to, from + step), limits.to),
  };
}

/** Where a value stands on an axis, from 0 to 1; what is beyond stands at its end. */
export function placeOn({ from, to }: Axis, value: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
