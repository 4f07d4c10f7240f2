import { checkLevel } from "../core/estimate.ts";

/**
 * The z with P(|Z| <= z) = level for a standard normal Z: how many standard errors an interval reaches.
 *
 * Newton's method on the logarithm of P(Z > z), which is concave, so that it converges from 0 for any
 * level; nine steps do for the last level before 1. Mills' ratio, P(Z > z) over the density, is a
 * power series below 2 and Laplace's continued fraction above; both are summed from the last term.
 * Apart from `normalQuantile` because every interval carries it: no table of coefficients, as its
 * bytes count more than a microsecond. Absolute error below 3e-15.
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`
 *
 * Abramowitz, M. and Stegun, I. A. (1964). Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function zOfLevel(level: number): number {
  checkLevel(level);
  const atZero = Math.sqrt(Math.PI / 2);
  let z = 0;
  for (let step = 9; step; step--) {
    const half = (z * z) / 2;
    let mills = 0;
    for (let k = 99; k; k--) mills = z > 2 ? k / (z + mills) : 1 + (half * mills) / (k + 0.5);
    mills = z > 2 ? 1 / (z + mills) : atZero * Math.exp(half) - z * mills;
    z += mills * (Math.log(mills / atZero / (1 - level)) - half);
  }
  return z;
}
