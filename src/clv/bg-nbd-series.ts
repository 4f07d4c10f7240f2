/** What a sum needs to know of its terms: the sum, and the sum of what they are without their signs. */
export interface Sum {
  readonly sum: number;
  readonly size: number;
}

/** The sum of (q)_k (a)_(k-1) / ((e)_(k-1) k!) z^k over k from 1. */
export function purchaseSum(q: number, a: number, e: number, z: number, enough: number): Sum {
  let term = q * z;
  let sum = term;
  let size = Math.abs(term);
  for (let k = 1; k < mostTerms; k++) {
    const ratio = ratioOf(q, a, e, k) * z;
    term *= ratio;
    sum += term;
    size += Math.abs(term);
    // What is left is nearly a geometric series.
    if (Math.abs(term) <= enough && ratio < 1) return { sum: sum + (term * ratio) / (1 - ratio), size };
  }
  return { sum: NaN, size };
}

/**
 * The coefficients of {@link purchaseSum}, where they fall and are of one sign, so that it is known beforehand how many to
 * take: they are the same for all customers with as many purchases. Empty otherwise.
 */
export function purchaseCoefficients(q: number, a: number, e: number): Float64Array {
  const shape = e - 1 - q;
  const isFalling = q > -1 && shape + 2 >= a && 2 * e >= (q + 1) * a;
  const coefficients = new Float64Array(isFalling ? listed : 0);
  let coefficient = q;
  for (let i = 0; i < coefficients.length; i++) {
    coefficients[i] = coefficient;
    coefficient *= ratioOf(q, a, e, i + 1);
  }
  return coefficients;
}

/** {@link purchaseSum} by coefficients, for z up to {@link listedUpTo}: even and odd ones apart, for speed. */
export function listedSum(coefficients: Float64Array, z: number): number {
  // 37 / -ln z terms, for -ln z > 2 (1 - z) / (1 + z), are enough for 1e-16.
  const terms = Math.ceil((18.5 * (1 + z)) / (1 - z));
  const square = z * z;
  let odd = 0;
  let even = 0;
  for (let i = terms + (terms & 1); i >= 0; i -= 2) {
    odd = odd * square + coefficients[i]!;
    even = even * square + coefficients[i + 1]!;
  }
  return z * (odd + z * even);
}

/** The coefficient k + 1 as a multiple of the one before. */
function ratioOf(q: number, a: number, e: number, k: number): number {
  return ((q + k) * (a + k - 1)) / ((e + k - 1) * (k + 1));
}

export const listedUpTo = 0.9;
const listed = 356;
const mostTerms = 5000;
