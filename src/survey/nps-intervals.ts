import type { Interval } from "../core/estimate.ts";
import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { trinomialWald } from "../stats/trinomial.ts";
import { trinomialBootstrap, trinomialBootstrapExact } from "../stats/trinomial-bootstrap.ts";
import { trinomialPosterior } from "../stats/trinomial-posterior.ts";
import { trinomialScoreInterval } from "../stats/trinomial-score.ts";
import type { NpsCounts, NpsIntervalMethod } from "./nps.ts";
import { checkedTrinomial } from "./nps-statistics.ts";

/**
 * Plain Wald interval of an NPS, for the `interval` option of `nps`: only to compare with figures made elsewhere.
 *
 * It is short of its level for fewer than 100 answers (at 10 answers a 95 % interval holds the truth
 * 87 % of the time) and has no width at all when all answers are of one kind.
 *
 * @returns an interval in points, clamped
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `COUNT_INVALID`, `NO_ANSWERS`
 *
 * @example
 * ```ts
 * import { nps, npsWaldInterval } from "customer-metrics";
 *
 * nps({ promoters: 15, passives: 14, detractors: 7 }, { interval: npsWaldInterval }).interval; // => { lower: ≈-2.2605, upper: ≈46.705, method: "wald" }
 * ```
 */
export function npsWaldInterval(counts: NpsCounts, level: number): Interval {
  const { up, middle, down } = checkedTrinomial(counts);
  if (up + middle + down === 0) noAnswers(counts);
  const [, , lower, upper] = trinomialWald(up, middle, down, level);
  return { lower: Math.max(-100, 100 * lower), upper: Math.min(100, 100 * upper), level, method: "wald" };
}

/**
 * Score interval of an NPS: all scores that a test would not reject. The careful choice for few answers.
 *
 * For few answers its coverage is above the level on average, where adjusted Wald, the default, is on it.
 *
 * @formula all D with |promoters − detractors − n·D| ≤ z · √(n · (2q + D·(1 − D))), q the most likely detractor share given D
 *
 * @returns an interval in points
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `COUNT_INVALID`, `NO_ANSWERS`
 * @see Tango, "Equivalence test and confidence interval for the difference in proportions for the
 *   paired-sample design", Statistics in Medicine 17, 1998.
 *
 * @example
 * ```ts
 * import { nps, npsScoreInterval } from "customer-metrics";
 *
 * nps([10, 10, 9], { interval: npsScoreInterval }).interval; // => { lower: ≈-12.3, upper: 100, method: "score" }
 * ```
 */
export function npsScoreInterval(counts: NpsCounts, level: number): Interval {
  checkLevel(level);
  const trinomial = checkedTrinomial(counts);
  const ends = trinomialScoreInterval(trinomial, level) ?? noAnswers(counts);
  return { lower: 100 * ends.lower, upper: 100 * ends.upper, level, method: "score" };
}

/** A prior for {@link npsBayes} and {@link npsPosterior}: what is added to the three counts, each above 0. */
export type NpsPrior = NpsCounts;

/** What is known of an NPS after the answers, in points. */
export interface NpsPosterior {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Equal-tailed credible interval. */
  readonly interval: Interval;
  /** Probability that the score is above 0. */
  readonly probabilityAboveZero: number;
}

/**
 * Bayesian posterior of an NPS under a Dirichlet prior: exact, without simulation.
 *
 * @formula (promoters, passives, detractors) shares ~ Dirichlet(prior + counts); score = 100 · (promoter share − detractor share)
 *
 * @param counts - the three counts, or a result of `nps`; none at all is fine, the prior then speaks alone
 * @param options - `prior`: default uniform, 1 each; `level`: default 0.95
 * @returns figures in points
 * @throws {@link MetricError} `PRIOR_INVALID` unless all three are above 0; `LEVEL_OUT_OF_RANGE`;
 *   `COUNT_INVALID`
 *
 * @example
 * ```ts
 * import { npsPosterior } from "customer-metrics";
 *
 * const posterior = npsPosterior({ promoters: 9, passives: 6, detractors: 2 });
 * posterior.mean; // => 35
 * posterior.probabilityAboveZero; // => ≈0.98
 * ```
 */
export function npsPosterior(
  counts: NpsCounts,
  options: { readonly prior?: NpsPrior | undefined; readonly level?: number | undefined } = {},
): NpsPosterior {
  const { prior = { promoters: 1, passives: 1, detractors: 1 }, level = 0.95 } = options;
  checkLevel(level);
  for (const pseudo of [prior.promoters, prior.passives, prior.detractors]) {
    if (!(pseudo > 0 && pseudo < Infinity))
      fail("PRIOR_INVALID", "Cannot use prior as each part must be above 0", prior);
  }
  const posterior = trinomialPosterior(
    checkedTrinomial(counts),
    { up: prior.promoters, middle: prior.passives, down: prior.detractors },
    level,
  );
  return {
    mean: 100 * posterior.mean,
    standardDeviation: 100 * posterior.standardDeviation,
    interval: { lower: 100 * posterior.lower, upper: 100 * posterior.upper, level, method: "bayes" },
    probabilityAboveZero: posterior.probabilityAboveZero,
  };
}

/**
 * Credible interval of an NPS, for the `interval` option of `nps`.
 *
 * @param options - `prior`: default uniform, 1 each; 0.5 each is Jeffreys'
 * @returns a method that gives the equal-tailed interval of {@link npsPosterior}
 * @throws {@link MetricError} as {@link npsPosterior}, when it is used
 *
 * @example
 * ```ts
 * import { nps, npsBayes } from "customer-metrics";
 *
 * nps({ promoters: 9, passives: 6, detractors: 2 }, { interval: npsBayes() }).interval; // => { lower: ≈1.9965, upper: ≈63.877, method: "bayes" }
 * ```
 */
export function npsBayes(options: { readonly prior?: NpsPrior | undefined } = {}): NpsIntervalMethod {
  return (counts, level) => npsPosterior(counts, { ...options, level }).interval;
}

/** What resampling says of an NPS, in points. */
export interface NpsBootstrapDistribution {
  readonly mean: number;
  readonly standardError: number;
  /** Percentile interval. */
  readonly interval: Interval;
}

/** Options of {@link npsBootstrap} and {@link npsBootstrapDistribution}. */
export interface NpsBootstrapOptions {
  /**
   * Draw this many resamples from the counts, instead of computing what infinitely many would give.
   * @defaultValue none: exact
   */
  readonly replicates?: number | undefined;
  /** Seed of the draws, a whole number; needed with `replicates`. */
  readonly seed?: number | undefined;
}

/**
 * Bootstrap distribution of an NPS: exact by default, as if resampled for ever; or by seeded draws from the counts.
 *
 * @param counts - the three counts, or a result of `nps`
 * @param options - `replicates` and `seed` for draws; `level`: default 0.95
 * @returns figures in points; interval ends are the smallest scores with cumulative probability of at least
 *   (1 − level)/2 and (1 + level)/2
 * @throws {@link MetricError} `NO_ANSWERS`; `SEED_REQUIRED`; `REPLICATES_INVALID`; `LEVEL_OUT_OF_RANGE`;
 *   `COUNT_INVALID`
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 *
 * @example
 * ```ts
 * import { npsBootstrapDistribution } from "customer-metrics";
 *
 * npsBootstrapDistribution({ promoters: 5, passives: 3, detractors: 2 }).interval; // => { lower: -20, upper: 80, method: "bootstrap" }
 * ```
 */
export function npsBootstrapDistribution(
  counts: NpsCounts,
  options: NpsBootstrapOptions & { readonly level?: number | undefined } = {},
): NpsBootstrapDistribution {
  const { replicates, seed, level = 0.95 } = options;
  checkLevel(level);
  const trinomial = checkedTrinomial(counts);
  if (trinomial.up + trinomial.middle + trinomial.down === 0) noAnswers(counts);
  if (replicates !== undefined && !(Number.isSafeInteger(replicates) && replicates >= 1 && replicates <= 1e7)) {
    fail(
      "REPLICATES_INVALID",
      "Cannot draw resamples as replicates must be a whole number from 1 to 10 000 000",
      replicates,
    );
  }
  if (replicates !== undefined && !Number.isSafeInteger(seed))
    fail("SEED_REQUIRED", "Cannot draw resamples as seed must be a whole number", seed);
  const drawn =
    replicates === undefined
      ? trinomialBootstrapExact(trinomial, level)
      : trinomialBootstrap(trinomial, level, { seed: seed!, replicates });
  return {
    mean: 100 * drawn.mean,
    standardError: 100 * drawn.standardError,
    interval: { lower: 100 * drawn.lower, upper: 100 * drawn.upper, level, method: "bootstrap" },
  };
}

/**
 * Bootstrap interval of an NPS, for the `interval` option of `nps`.
 *
 * @param options - none for the exact one; `replicates` and `seed` for draws
 * @returns a method that gives the interval of {@link npsBootstrapDistribution}
 * @throws {@link MetricError} as {@link npsBootstrapDistribution}, when it is used
 *
 * @example
 * ```ts
 * import { nps, npsBootstrap } from "customer-metrics";
 *
 * nps([10, 9, 7, 3], { interval: npsBootstrap({ seed: 1, replicates: 10_000 }) }).interval; // => { method: "bootstrap" }
 * ```
 */
export function npsBootstrap(options: NpsBootstrapOptions = {}): NpsIntervalMethod {
  return (counts, level) => npsBootstrapDistribution(counts, { ...options, level }).interval;
}

function noAnswers(counts: NpsCounts): never {
  fail("NO_ANSWERS", "Cannot compute an interval as there must be an answer", counts);
}
