import { betaIInverse, betaIUpperInverse } from "../numeric/incomplete-beta.ts";
import type { Bounds } from "./bounds.ts";

/**
 * The exact interval: shares under which so many successes, or more, and so few, or fewer, both have
 * at least half of 1 - level. Its coverage is never below `level`.
 *
 * Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in
 * the case of the binomial. Biometrika 26, 404-413.
 */
export function clopperPearson(successes: number, n: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  return {
    lower: successes === 0 ? 0 : betaIInverse(tail, successes, n - successes + 1),
    upper: successes === n ? 1 : betaIUpperInverse(tail, successes + 1, n - successes),
  };
}
