import type { Interval } from "../core/estimate.ts";
import { findRoot } from "../numeric/root.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";

/**
 * The interval of a probability P(X > Y) estimated by U / (n · m): all θ whose own standard error reaches the estimate, so
 * that it stays within [0, 1] and says something where one sample is all above the other.
 *
 * Newcombe, R. G. (2006). Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2:
 * asymptotic methods and evaluation. Statistics in Medicine 25, 559-573, method 5.
 */
export function probabilityInterval(estimate: number, n: number, m: number, level: number): Interval {
  const z = zOfLevel(level);
  return {
    lower: lowerEnd(estimate, n, m, z),
    upper: 1 - lowerEnd(1 - estimate, n, m, z),
    level,
    method: "newcombe-5",
  };
}

/** The root below the estimate of (estimate − θ)² = z² · variance(θ), both sides divided by 1 − θ. */
function lowerEnd(estimate: number, n: number, m: number, z: number): number {
  if (estimate <= 0) return 0;
  const more = (n + m) / 2 - 1;
  const excess = (theta: number): number => {
    const off = theta === 1 ? 0 : (estimate - theta) ** 2 / (1 - theta);
    const variance = (theta * (1 + more * ((1 - theta) / (2 - theta) + theta / (1 + theta)))) / n / m;
    return off - z * z * variance;
  };
  return findRoot(excess, 0, estimate);
}
