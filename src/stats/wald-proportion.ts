import { zOfLevel } from "../numeric/z-of-level.ts";
import type { Bounds } from "./bounds.ts";
import { clampToProportion } from "./proportion.ts";

/** p -+ z sqrt(p (1 - p) / n): of no width at 0 and n successes, and short of its level for small n. */
export function waldProportionUnclamped(successes: number, n: number, level: number): Bounds {
  const share = successes / n;
  const margin = zOfLevel(level) * Math.sqrt((share * ((n - successes) / n)) / n);
  return { lower: share - margin, upper: share + margin };
}

/** {@link waldProportionUnclamped} within [0, 1]. */
export function waldProportion(successes: number, n: number, level: number): Bounds {
  return clampToProportion(waldProportionUnclamped(successes, n, level));
}
