/** How far predictions are from what came, customer by customer. */
export interface PredictionErrors {
  /** Mean of |predicted − actual|. The median of what may come has the least, not its mean: with few purchases, predicting 0 does well. */
  readonly meanAbsoluteError: number | null;
  /** Square root of the mean of (predicted − actual)². */
  readonly rootMeanSquaredError: number | null;
  /** Median of |predicted − actual|. */
  readonly medianAbsoluteError: number | null;
  /** Pearson's, of predicted and actual; `null` where one of them is the same for all. */
  readonly correlation: number | null;
}

/** Errors over groups of customers alike. */
export function predictionErrors(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  count: Float64Array,
): PredictionErrors {
  const n = count.reduce((sum, each) => sum + each, 0);
  if (n === 0) {
    return { meanAbsoluteError: null, rootMeanSquaredError: null, medianAbsoluteError: null, correlation: null };
  }
  const errors = count.map((_, i) => Math.abs(predicted[i]! - actual[i]!));
  return {
    meanAbsoluteError: sumOf(count, (i) => errors[i]!) / n,
    rootMeanSquaredError: Math.sqrt(sumOf(count, (i) => errors[i]! ** 2) / n),
    medianAbsoluteError: weightedMedian(errors, count, n),
    correlation: correlationOf(predicted, actual, count, n),
  };
}

function sumOf(count: Float64Array, of: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count.length; i++) sum += count[i]! * of(i);
  return sum;
}

/** The middle one, or the mean of the two in the middle. */
function weightedMedian(values: Float64Array, count: Float64Array, n: number): number {
  const order = new Uint32Array(values.length).map((_, i) => i).sort((left, right) => values[left]! - values[right]!);
  let below = 0;
  let place = -1;
  while (below < n / 2) below += count[order[++place]!]!;
  const middle = values[order[place]!]!;
  return below > n / 2 || place + 1 === order.length ? middle : (middle + values[order[place + 1]!]!) / 2;
}

function correlationOf(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  count: Float64Array,
  n: number,
): number | null {
  const leftMean = sumOf(count, (i) => left[i]!) / n;
  const rightMean = sumOf(count, (i) => right[i]!) / n;
  const leftSquares = sumOf(count, (i) => (left[i]! - leftMean) ** 2);
  const rightSquares = sumOf(count, (i) => (right[i]! - rightMean) ** 2);
  // Values that are all alike may leave a spread of rounding.
  const isFlat = (squares: number, mean: number): boolean => !(squares > n * (1e-12 * mean) ** 2);
  if (isFlat(leftSquares, leftMean) || isFlat(rightSquares, rightMean)) return null;
  const products = sumOf(count, (i) => (left[i]! - leftMean) * (right[i]! - rightMean));
  return Math.max(-1, Math.min(1, products / Math.sqrt(leftSquares) / Math.sqrt(rightSquares)));
}
