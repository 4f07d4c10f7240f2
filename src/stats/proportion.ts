import type { Bounds } from "./bounds.ts";

/**
 * An interval for a proportion.
 *
 * `n` is positive and `successes` in [0, n]; neither need be whole, so an effective sample size may
 * stand for n. `level` is in (0, 1).
 */
export type ProportionInterval = (successes: number, n: number, level: number) => Bounds;

/** The part of an interval that a proportion can reach. */
export function clampToProportion({ lower, upper }: Bounds): Bounds {
  return { lower: Math.max(0, lower), upper: Math.min(1, upper) };
}
