import { betaIInverse, betaIUpperInverse } from "../numeric/incomplete-beta.ts";
import type { Bounds } from "./bounds.ts";

/**
 * The equal-tailed posterior interval under the prior Beta(1/2, 1/2).
 *
 * Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval estimation for a binomial proportion.
 * Statistical Science 16, 101-133.
 */
export function jeffreys(successes: number, n: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return { lower: betaIInverse(tail, a, b), upper: betaIUpperInverse(tail, a, b) };
}

/** {@link jeffreys}, with 0 as the lower end at no successes and 1 as the upper end at no failures. */
export function jeffreysModified(successes: number, n: number, level: number): Bounds {
  const { lower, upper } = jeffreys(successes, n, level);
  return { lower: successes === 0 ? 0 : lower, upper: successes === n ? 1 : upper };
}
