import { zOfLevel } from "../numeric/z-of-level.ts";

/** How many fell up, in the middle and down. Pseudo counts and weights need not be whole. */
export interface TrinomialCounts {
  readonly up: number;
  readonly middle: number;
  readonly down: number;
}

/** Size, difference of shares and its variance for one observation. */
export interface TrinomialMoments {
  readonly n: number;
  /** Share of up minus share of down, in [-1, 1]. */
  readonly difference: number;
  /** Population variance of +1 / 0 / -1 (divided by n). */
  readonly variance: number;
}

/** A symmetric interval for the difference of shares; its ends may leave [-1, 1]. */
export type TrinomialWald = readonly [center: number, standardError: number, lower: number, upper: number];

/**
 * Moments of the difference of shares; the total must be positive.
 *
 * The variance up + down - difference^2 is written middle (up + down) + 4 up down, in shares: nothing
 * cancels when one share is almost 1.
 */
export function trinomialMoments({ up, middle, down }: TrinomialCounts): TrinomialMoments {
  const n = up + middle + down;
  return { n, difference: (up - down) / n, variance: ((up + down) / n) * (middle / n) + 4 * (up / n) * (down / n) };
}

/**
 * The normal interval at `level`; the total must be positive. Pseudo counts are the caller's to add.
 *
 * Positions instead of names, and its own moments, because every NPS carries it and property names
 * are not minified.
 */
export function trinomialWald(up: number, middle: number, down: number, level: number): TrinomialWald {
  const n = up + middle + down;
  const center = (up - down) / n;
  const standardError = Math.sqrt((((up + down) / n) * middle + 4 * (up / n) * down) / n / n);
  const margin = zOfLevel(level) * standardError;
  return [center, standardError, center - margin, center + margin];
}
