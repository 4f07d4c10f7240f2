import type { Interval } from "../core/estimate.ts";
import { agrestiCoull as agrestiCoullBounds } from "./agresti-coull.ts";
import { clopperPearson as clopperPearsonBounds } from "./clopper-pearson.ts";
import { jeffreys as jeffreysBounds } from "./jeffreys.ts";
import { midP as midPBounds } from "./mid-p.ts";
import { shareInterval } from "./share-interval.ts";
import { waldProportion } from "./wald-proportion.ts";

/**
 * The exact interval of a share, for the `interval` option of `csat`, `ces` and `share`.
 *
 * Its coverage is never below the level, which makes it wide: for few answers the cautious choice.
 *
 * @returns an interval of proportions; 0 is its lower end at no successes, 1 its upper end at no failures
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 * @see Clopper and Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial", Biometrika 26, 1934.
 *
 * @example
 * ```ts
 * import { clopperPearson, csat } from "customer-metrics";
 *
 * csat([5, 5, 4], { scale: "1-5", interval: clopperPearson }).interval; // => { lower: ≈0.2924, upper: 1 }
 * ```
 */
export function clopperPearson(successes: number, n: number, level: number): Interval {
  return shareInterval(clopperPearsonBounds, successes, n, level, "clopper-pearson");
}

/**
 * Jeffreys' interval of a share, for the `interval` option of `csat`, `ces` and `share`.
 *
 * The equal-tailed Bayesian interval under a Beta(1/2, 1/2) prior; near its level on average.
 *
 * @returns an interval of proportions
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 * @see Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16(2), 2001.
 *
 * @example
 * ```ts
 * import { jeffreys, share } from "customer-metrics";
 *
 * share(81, 100, { interval: jeffreys }).interval; // => { lower: ≈0.7249, upper: ≈0.8775 }
 * ```
 */
export function jeffreys(successes: number, n: number, level: number): Interval {
  return shareInterval(jeffreysBounds, successes, n, level, "jeffreys");
}

/**
 * The mid-P interval of a share, for the `interval` option of `csat`, `ces` and `share`.
 *
 * The exact interval with half the probability of the result itself: less wide than Clopper-Pearson.
 *
 * @returns an interval of proportions
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 * @see Lancaster, "Significance Tests in Discrete Distributions", JASA 56, 1961.
 *
 * @example
 * ```ts
 * import { midP, share } from "customer-metrics";
 *
 * share(81, 100, { interval: midP }).interval; // => { lower: ≈0.7243, upper: ≈0.878 }
 * ```
 */
export function midP(successes: number, n: number, level: number): Interval {
  return shareInterval(midPBounds, successes, n, level, "mid-p");
}

/**
 * The Agresti-Coull interval of a share, for the `interval` option of `csat`, `ces` and `share`.
 *
 * Wald after z² pseudo answers, half of them successes: as near its level as Wilson's, and a little wider.
 *
 * @returns an interval of proportions, clamped to [0, 1]
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 * @see Agresti and Coull, "Approximate Is Better than 'Exact' for Interval Estimation of Binomial
 *   Proportions", The American Statistician 52(2), 1998.
 *
 * @example
 * ```ts
 * import { agrestiCoull, share } from "customer-metrics";
 *
 * share(81, 100, { interval: agrestiCoull }).interval; // => { lower: ≈0.7214, upper: ≈0.8757 }
 * ```
 */
export function agrestiCoull(successes: number, n: number, level: number): Interval {
  return shareInterval(agrestiCoullBounds, successes, n, level, "agresti-coull");
}

/**
 * The Wald interval of a share, for the `interval` option of `csat`, `ces` and `share`: only to
 * compare with figures made elsewhere.
 *
 * It is short of its level for few answers and for shares near 0 or 1, where it has no width at all.
 *
 * @returns an interval of proportions, clamped to [0, 1]
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 *
 * @example
 * ```ts
 * import { share, waldShare } from "customer-metrics";
 *
 * share(10, 10, { interval: waldShare }).interval; // => { lower: 1, upper: 1, method: "wald" }
 * ```
 */
export function waldShare(successes: number, n: number, level: number): Interval {
  return shareInterval(waldProportion, successes, n, level, "wald");
}
