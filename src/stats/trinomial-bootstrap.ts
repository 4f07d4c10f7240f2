import { seededRandom } from "../numeric/random.ts";
import { sampleMultinomial } from "../numeric/sample-counts.ts";
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

/** How many resamples to draw, and from which stream of random numbers. */
export interface BootstrapDraws {
  /** Any safe integer; the same seed gives the same draws on every machine. */
  readonly seed: number;
  /** At least 1. */
  readonly replicates: number;
}

/**
 * The percentile bootstrap of whole `counts`, whose total must be positive, by draws. A resample is
 * three counts, drawn as such: the time does not depend on how many observations they stand for.
 *
 * The standard error is over replicates (divided by one less), and 0 for a single one.
 */
export function trinomialBootstrap(counts: TrinomialCounts, level: number, draws: BootstrapDraws): TrinomialBootstrap {
  const { up, middle, down } = counts;
  const n = up + middle + down;
  const { replicates } = draws;
  const random = seededRandom(draws.seed);
  const differences = new Float64Array(replicates);
  for (let draw = 0; draw < replicates; draw++) {
    const resample = sampleMultinomial(random, n, [up, middle, down]);
    differences[draw] = resample[0]! - resample[2]!;
  }
  differences.sort();

  const mean = differences.reduce((sum, difference) => sum + difference, 0) / replicates;
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  const tail = ((1 - level) / 2) * replicates;
  // A tail of 25.000000000000007 draws is one of 25.
  const limit = (rank: number): number => differences[Math.max(0, Math.ceil(rank - 1e-9) - 1)]! / n;
  return {
    mean: mean / n,
    standardError: Math.sqrt(squares / Math.max(1, replicates - 1)) / n,
    lower: limit(tail),
    upper: limit(replicates - tail),
  };
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
