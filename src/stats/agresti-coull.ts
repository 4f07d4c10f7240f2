import { zOfLevel } from "../numeric/z-of-level.ts";
import type { Bounds } from "./bounds.ts";
import { clampToProportion } from "./proportion.ts";
import { waldProportionUnclamped } from "./wald-proportion.ts";

/**
 * The Wald interval after z^2 / 2 successes and as many failures are added.
 *
 * Agresti, A. and Coull, B. A. (1998). Approximate is better than "exact" for interval estimation of
 * binomial proportions. The American Statistician 52, 119-126.
 */
export function agrestiCoullUnclamped(successes: number, n: number, level: number): Bounds {
  const z = zOfLevel(level);
  return waldProportionUnclamped(successes + (z * z) / 2, n + z * z, level);
}

/** {@link agrestiCoullUnclamped} within [0, 1]. */
export function agrestiCoull(successes: number, n: number, level: number): Bounds {
  return clampToProportion(agrestiCoullUnclamped(successes, n, level));
}
