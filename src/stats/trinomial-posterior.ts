import { fail } from "../core/metric-error.ts";
import { betaIUpper } from "../numeric/incomplete-beta.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import { findRoot } from "../numeric/root.ts";
import { type TrinomialCounts, trinomialMoments } from "./trinomial.ts";
import { trinomialPosteriorCdf } from "./trinomial-posterior-cdf.ts";

/** What is known of the difference of shares after the counts. */
export interface TrinomialPosterior {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Lower end of the equal-tailed interval. */
  readonly lower: number;
  readonly upper: number;
  /** P(up > down). */
  readonly probabilityAboveZero: number;
}

/**
 * Posterior of the difference of shares under a Dirichlet prior, without simulation.
 *
 * Up against down within the two of them is a beta variable, which gives the probability above 0 in
 * closed form; the limits are roots of {@link trinomialPosteriorCdf}.
 *
 * @throws MetricError `POSTERIOR_IMPROPER` unless each count with its prior count is at least 0.01: with
 * less, nearly all of the posterior is nearer to its ends than float64 can tell
 */
export function trinomialPosterior(counts: TrinomialCounts, prior: TrinomialCounts, level: number): TrinomialPosterior {
  const shape = { up: counts.up + prior.up, middle: counts.middle + prior.middle, down: counts.down + prior.down };
  if (!(shape.up >= 0.01 && shape.middle >= 0.01 && shape.down >= 0.01)) {
    fail("POSTERIOR_IMPROPER", "Cannot use a prior as each count with its prior count must be at least 0.01", shape);
  }
  const { n, difference: mean, variance } = trinomialMoments(shape);
  const standardDeviation = Math.sqrt(variance / (n + 1));
  const tail = (1 - level) / 2;
  return {
    mean,
    standardDeviation,
    lower: lowerQuantile(shape, mean, standardDeviation, tail),
    upper: -lowerQuantile({ up: shape.down, middle: shape.middle, down: shape.up }, -mean, standardDeviation, tail),
    probabilityAboveZero: betaIUpper(0.5, shape.up, shape.down),
  };
}

/** The difference with probability `p` < 1/2 below it. */
function lowerQuantile(shape: TrinomialCounts, mean: number, sd: number, p: number): number {
  const z = normalQuantile(p);
  // Along the normal deviate of the probability the function is nearly a straight line.
  const excess = (difference: number): number => normalQuantile(trinomialPosteriorCdf(shape, difference)) - z;
  let reach = (2 - z) * sd;
  while (reach < mean + 1 && excess(mean - reach) > 0) reach *= 2;
  // No quantile below the median is above mean + sd (Cantelli).
  return findRoot(excess, Math.max(-1, mean - reach), Math.min(1, mean + sd), { tolerance: 1e-12 * sd });
}
