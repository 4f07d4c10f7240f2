import { zOfLevel } from "../numeric/z-of-level.ts";
import type { Bounds } from "./bounds.ts";
import { wilsonLower } from "./wilson.ts";

/**
 * The score interval with a continuity correction: Wilson's ends for half a success less and more.
 *
 * The correction is at most the distance from n / 2, as in R's `prop.test`: at exactly half successes
 * there is none.
 *
 * Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of
 * seven methods. Statistics in Medicine 17, 857-872, method 4.
 */
export function wilsonContinuity(successes: number, n: number, level: number): Bounds {
  const z = zOfLevel(level);
  const correction = Math.min(0.5, Math.abs(successes - n / 2));
  return {
    lower: wilsonLower(successes - correction, n, z),
    upper: 1 - wilsonLower(n - successes - correction, n, z),
  };
}
