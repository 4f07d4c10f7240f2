/**
 * The z with P(Z <= z) = p for a standard normal Z: -Infinity at 0, Infinity at 1, NaN outside [0, 1].
 *
 * Halley's method on the distribution function: its power series in the middle, the logarithm of
 * Laplace's continued fraction in the tails. No table of coefficients, because every interval carries
 * this function and its bytes count more than a microsecond.
 *
 * Abramowitz, M. and Stegun, I. A. (1964). Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function normalQuantile(p: number): number {
  const fromHalf = p - 0.5;
  if (Math.abs(fromHalf) < 0.45) return middle(fromHalf);
  return fromHalf < 0 ? -tail(p) : tail(1 - p);
}

/** The z with P(Z > z) = q, as exact for q = 1e-300 as for q = 0.1. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}

function middle(p: number): number {
  let z = 2.5 * p;
  for (let step = 0; step < 6; step++) {
    let term = z;
    let sum = z;
    for (let k = 3; k < 60; k += 2) sum += term *= (z * z) / k;
    const excess = sum - p * 2.5066282746310002 * Math.exp((z * z) / 2);
    z -= excess / (1 + (z * excess) / 2);
  }
  return z;
}

function tail(q: number): number {
  const logQ = Math.log(q);
  let z = Math.sqrt(-2 * logQ);
  if (z < 1 / 0) {
    for (let step = 0; step < 6; step++) {
      // Hazard, the density over P(Z > z), is z + 1/(z + 2/(z + 3/(...))).
      let hazard = z;
      for (let k = 400; k > 0; k--) hazard = z + k / hazard;
      const excess = Math.log(hazard) + (z * z) / 2 + 0.9189385332046728 + logQ;
      z -= excess / (hazard - (excess * (hazard - z)) / 2);
    }
  }
  return z;
}
