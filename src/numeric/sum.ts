/**
 * What `left + right` lost to rounding, exactly; `sum` must be `left + right`.
 *
 * Knuth, D. E. (1998). The Art of Computer Programming 2, 4.2.2, theorem B.
 */
export function sumError(left: number, right: number, sum: number): number {
  const rightPart = sum - left;
  return left - (sum - rightPart) + (right - rightPart);
}

/**
 * What `left * right` lost to rounding, exactly; `product` must be `left * right`. 0 where that cannot be told.
 *
 * Dekker, T. J. (1971). A floating-point technique for extending the available precision. Numerische Mathematik 18.
 */
export function productError(left: number, right: number, product: number): number {
  const leftHigh = upperHalf(left);
  const leftLow = left - leftHigh;
  const rightHigh = upperHalf(right);
  const rightLow = right - rightHigh;
  const error = leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
  return Number.isFinite(error) ? error : 0;
}

/** The first 26 bits. */
function upperHalf(x: number): number {
  const scaled = x * 134217729;
  return scaled - (scaled - x);
}

/**
 * The sum of values with an error of about one rounding, however many there are.
 *
 * Neumaier, A. (1974). Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen. ZAMM 54, 39-51.
 * To run it by hand: `error += sumError(sum, value, (sum += value))` in the right order, and `sum + error` at the end.
 */
export function compensatedSum(values: Iterable<number>): number {
  let sum = 0;
  let error = 0;
  for (const value of values) {
    const next = sum + value;
    error += sumError(sum, value, next);
    sum = next;
  }
  // Beyond the range of float64 the error is NaN and the sum says it all.
  return Number.isNaN(error) ? sum : sum + error;
}
