/** What is kept of the weighted observations of one value; cells of one value add up, so they merge. */
export interface WeightedCell {
  readonly value: number;
  /** Observations. */
  readonly n: number;
  /** Sum of their weights. */
  readonly weight: number;
  /** Sum of their squared weights. */
  readonly squaredWeight: number;
}

/** A weighted mean with what is needed to say how sure it is. */
export interface WeightedMoments {
  readonly n: number;
  readonly sumWeights: number;
  readonly mean: number;
  /** Weighted population variance: divided by the sum of weights. */
  readonly variance: number;
  /** Kish's effective sample size (sum w)^2 / sum w^2. */
  readonly effectiveSize: number;
  /** Kish's design effect n / effective size: what the weights alone cost. */
  readonly weightingEffect: number;
  /** sqrt(variance / effective size): quick, and blind to how weights and values go together. */
  readonly standardErrorKish: number;
  /** Linearised, for observations drawn with replacement; `null` for fewer than two. */
  readonly standardError: number | null;
  /** Linearised variance over that of an equally large simple random sample with replacement. */
  readonly designEffect: number | null;
}

/**
 * Mean of `recode(value)` over weighted observations, or `null` when all weight is 0.
 *
 * The linearised variance n / (n - 1) sum w^2 (x - mean)^2 / (sum w)^2 needs only the three sums of
 * each distinct value, so the state does not grow with the observations.
 *
 * Kish, L. (1965). Survey Sampling, section 11.7. Lumley, T. (2010). Complex Surveys, chapter 2: its R
 * package calls the design effect `deff = "replace"`.
 */
export function weightedMoments(
  cells: readonly WeightedCell[],
  recode: (value: number) => number = (value) => value,
): WeightedMoments | null {
  let n = 0;
  let sumWeights = 0;
  let sumSquaredWeights = 0;
  for (const cell of cells) {
    n += cell.n;
    sumWeights += cell.weight;
    sumSquaredWeights += cell.squaredWeight;
  }
  if (!(sumWeights > 0)) return null;

  // Around the first value: equal values then have exactly no variance.
  const origin = recode(cells.find((cell) => cell.weight > 0)!.value);
  let offset = 0;
  for (const cell of cells) offset += cell.weight * (recode(cell.value) - origin);
  const mean = origin + offset / sumWeights;

  let squares = 0;
  let influence = 0;
  for (const cell of cells) {
    const deviation = recode(cell.value) - mean;
    squares += cell.weight * deviation * deviation;
    influence += cell.squaredWeight * deviation * deviation;
  }
  const variance = squares / sumWeights;
  const effectiveSize = (sumWeights * sumWeights) / sumSquaredWeights;
  const varianceOfMean = n > 1 ? ((n / (n - 1)) * influence) / (sumWeights * sumWeights) : null;
  return {
    n,
    sumWeights,
    mean,
    variance,
    effectiveSize,
    weightingEffect: n / effectiveSize,
    standardErrorKish: Math.sqrt(variance / effectiveSize),
    standardError: varianceOfMean === null ? null : Math.sqrt(varianceOfMean),
    designEffect: varianceOfMean === null || variance === 0 ? null : varianceOfMean / (variance / (n - 1)),
  };
}
