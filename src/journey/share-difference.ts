import type { Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { wilson } from "../stats/share-interval.ts";

/** How many of how many. */
export interface Tally {
  readonly successes: number;
  readonly n: number;
}

/** One share beside another: in points, and relative to it. */
export interface ShareDifference {
  /** First share less second, a proportion in [−1, 1], or `null` where one has no cases. */
  readonly absoluteDifference: number | null;
  /** Newcombe's hybrid of two Wilson intervals. */
  readonly absoluteInterval: Interval | null;
  /** First share over second, less 1, or `null` where one has no cases or is 0. */
  readonly relativeLift: number | null;
  /** Katz' interval, symmetric on the logarithm of the ratio. */
  readonly relativeInterval: Interval | null;
}

/**
 * Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
 * 17, 873-890, method 10. Katz, D. et al. (1978). Obtaining confidence intervals for the risk ratio. Biometrics 34, 469-474.
 */
export function shareDifference(first: Tally, second: Tally, level: number): ShareDifference {
  if (first.n === 0 || second.n === 0) {
    return { absoluteDifference: null, absoluteInterval: null, relativeLift: null, relativeInterval: null };
  }
  const [p, q] = [first.successes / first.n, second.successes / second.n];
  const [ofFirst, ofSecond] = [wilson(first.successes, first.n, level), wilson(second.successes, second.n, level)];
  // One division of whole numbers: 0.55 / 0.5 would already be two roundings away from 1.1.
  const cross = first.successes * second.n;
  const base = second.successes * first.n;
  const hasRatio = cross > 0 && base > 0;
  const margin = hasRatio ? zOfLevel(level) * Math.sqrt((1 - p) / first.successes + (1 - q) / second.successes) : 0;
  return {
    absoluteDifference: (cross - base) / (first.n * second.n),
    absoluteInterval: {
      lower: Math.max(-1, p - q - Math.hypot(p - ofFirst.lower, ofSecond.upper - q)),
      upper: Math.min(1, p - q + Math.hypot(ofFirst.upper - p, q - ofSecond.lower)),
      level,
      method: "newcombe-hybrid",
    },
    relativeLift: hasRatio ? (cross - base) / base : null,
    relativeInterval: hasRatio
      ? {
          lower: (cross / base) * Math.exp(-margin) - 1,
          upper: (cross / base) * Math.exp(margin) - 1,
          level,
          method: "katz-log",
        }
      : null,
  };
}
