import { normalQuantile } from "../numeric/normal-quantile.ts";

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
export interface TrinomialWald {
  readonly center: number;
  readonly standardError: number;
  readonly margin: number;
  readonly lower: number;
  readonly upper: number;
}

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

/** The normal interval at `level`, with `pseudo` counts added first; the total must be positive. */
export function trinomialWald(counts: TrinomialCounts, level: number, pseudo?: TrinomialCounts): TrinomialWald {
  const { n, difference, variance } = trinomialMoments(
    pseudo ? { up: counts.up + pseudo.up, middle: counts.middle + pseudo.middle, down: counts.down + pseudo.down } : counts,
  );
  const standardError = Math.sqrt(variance / n);
  const margin = -normalQuantile((1 - level) / 2) * standardError;
  return { center: difference, standardError, margin, lower: difference - margin, upper: difference + margin };
}
