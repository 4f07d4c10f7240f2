import type { Interval } from "../core/estimate.ts";
import { studentTUpperQuantile } from "../numeric/student-t.ts";
import type { Bounds } from "./bounds.ts";

/** `estimate` -+ t standard errors, with t of `degreesOfFreedom` > 0. */
export function studentTInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  level: number,
): Bounds {
  const margin = studentTUpperQuantile((1 - level) / 2, degreesOfFreedom) * standardError;
  return { lower: estimate - margin, upper: estimate + margin };
}

/**
 * Student's interval for the mean of `n` > 1 observations with sample standard deviation `sd`.
 *
 * Student (1908). The probable error of a mean. Biometrika 6, 1-25.
 */
export function meanInterval(mean: number, sd: number, n: number, level: number): Interval {
  return { ...studentTInterval(mean, sd / Math.sqrt(n), n - 1, level), level, method: "t" };
}
