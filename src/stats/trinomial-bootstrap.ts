import { resampledDifference } from "./resampled-difference.ts";
import { type TrinomialCounts, trinomialMoments } from "./trinomial.ts";

/** Mean, standard error and percentile limits of the difference of shares over resamples. */
export interface TrinomialBootstrap {
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * What the percentile bootstrap tends to with ever more resamples of whole `counts`, whose total must
 * be positive: each limit is the smallest difference at which the distribution function reaches the
 * tail's probability. Takes any total, and no longer for a large one; tails below 1e-12 count as 1e-12.
 *
 * Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1-26.
 */
export function trinomialBootstrapExact(counts: TrinomialCounts, level: number): TrinomialBootstrap {
  const { n, difference, variance } = trinomialMoments(counts);
  const standardError = Math.sqrt(variance / n);
  if (variance === 0) return { mean: difference, standardError, lower: difference, upper: difference };

  const reach = 10 * standardError * n + 50;
  const center = counts.up - counts.down;
  const low = Math.max(-n, Math.floor(center - reach));
  const high = Math.min(n, Math.ceil(center + reach));
  const distribution = resampledDifference(counts, reach);
  // The slack keeps a probability that meets the tail exactly from missing it by a rounding error.
  const limit = (p: number): number => smallestWhole(low, high, (k) => distribution(k) >= p - 1e-12) / n;
  const tail = (1 - level) / 2;
  return { mean: difference, standardError, lower: limit(tail), upper: limit(1 - tail) };
}

/** The smallest whole number in [low, high] at which `holds`, which then holds for all above; `high` at last. */
function smallestWhole(low: number, high: number, holds: (k: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
