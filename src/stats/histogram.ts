/** What a histogram says about its data; `null` is what the data cannot say. */
export interface HistogramMoments {
  readonly n: number;
  readonly mean: number | null;
  /** Divided by n - 1; `null` for fewer than two. */
  readonly variance: number | null;
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** The most frequent value, the lowest of them in a tie. */
  readonly mode: number | null;
}

/**
 * Moments of data given as ascending `values` and how often each occurs.
 *
 * The sums of whole values are exact up to 2^53, so that the mean is correctly rounded; the variance
 * takes a second pass around the mean and nothing cancels.
 */
export function histogramMoments(values: readonly number[], counts: readonly number[]): HistogramMoments {
  let n = 0;
  let sum = 0;
  let first = -1;
  let last = -1;
  let mostFrequent = -1;
  counts.forEach((count, index) => {
    if (count === 0) return;
    n += count;
    sum += count * values[index]!;
    if (first < 0) first = index;
    last = index;
    if (mostFrequent < 0 || count > counts[mostFrequent]!) mostFrequent = index;
  });
  if (n === 0) return { n, mean: null, variance: null, sd: null, min: null, max: null, mode: null };

  const min = values[first]!;
  const mean = first === last ? min : sum / n;
  let squares = 0;
  counts.forEach((count, index) => {
    squares += count * (values[index]! - mean) ** 2;
  });
  const variance = n > 1 ? squares / (n - 1) : null;
  const sd = variance === null ? null : Math.sqrt(variance);
  return { n, mean, variance, sd, min, max: values[last]!, mode: values[mostFrequent]! };
}

/** Type 1: inverse of the empirical distribution; 2: the same, averaged at its steps; 7: interpolated. */
export type QuantileType = 1 | 2 | 7;

/**
 * The quantile at `p` in [0, 1] of data given as ascending `values` and how often each occurs, or
 * `null` for no data. Types 1 and 2 also take weights for counts; 7 needs whole counts.
 *
 * Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American
 * Statistician 50, 361-365.
 */
export function histogramQuantile(
  values: readonly number[],
  counts: readonly number[],
  p: number,
  type: QuantileType,
): number | null {
  let n = 0;
  for (const count of counts) n += count;
  if (!(n > 0)) return null;

  if (type === 7) {
    const position = whole((n - 1) * p);
    const below = Math.floor(position);
    const lower = atRank(values, counts, below + 1);
    const upper = position === below ? lower : atRank(values, counts, below + 2);
    return lower + (position - below) * (upper - lower);
  }
  const rank = whole(n * p);
  const lower = atRank(values, counts, rank);
  return type === 1 ? lower : (lower + atBeyond(values, counts, rank)) / 2;
}

/** 0.1 * 30 is 3.0000000000000004: a rank a rounding error away from a whole number is that number. */
function whole(rank: number): number {
  const nearest = Math.round(rank);
  return Math.abs(rank - nearest) <= 4e-16 * nearest ? nearest : rank;
}

/** The first value whose cumulative count reaches `rank`. */
function atRank(values: readonly number[], counts: readonly number[], rank: number): number {
  return valueWhere(values, counts, (reached) => reached >= rank);
}

/** The first value whose cumulative count exceeds `rank`. */
function atBeyond(values: readonly number[], counts: readonly number[], rank: number): number {
  return valueWhere(values, counts, (reached) => reached > rank);
}

/** The first value present at which `enough` holds for the cumulative count, else the last value present. */
function valueWhere(
  values: readonly number[],
  counts: readonly number[],
  enough: (reached: number) => boolean,
): number {
  let reached = 0;
  let found = NaN;
  for (let index = 0; index < counts.length; index++) {
    if (counts[index]! === 0) continue;
    reached += counts[index]!;
    found = values[index]!;
    if (enough(reached)) break;
  }
  return found;
}
