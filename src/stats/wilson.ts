import { zOfLevel } from "../numeric/z-of-level.ts";
import type { Bounds } from "./bounds.ts";

/**
 * The score interval: all shares that a two-sided score test does not reject.
 *
 * Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal
 * of the American Statistical Association 22, 209-212.
 */
export function wilson(successes: number, n: number, level: number): Bounds {
  const z = zOfLevel(level);
  return { lower: wilsonLower(successes, n, z), upper: 1 - wilsonLower(n - successes, n, z) };
}

/**
 * The lower end. The two ends are the roots of a quadratic; the smaller is their product over the
 * larger, which is exactly 0 at no successes and keeps its digits when successes are rare.
 */
export function wilsonLower(successes: number, n: number, z: number): number {
  const larger = successes + (z * z) / 2 + z * Math.sqrt((successes * (n - successes)) / n + (z * z) / 4);
  return successes <= 0 ? 0 : (successes * (successes / n)) / larger;
}
