import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import { normalSurvival } from "../numeric/normal.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { trinomialMoments, trinomialWald } from "../stats/trinomial.ts";
import type { NpsCounts } from "./nps.ts";

/** Shares, variance and standard error of a Net Promoter Score, as proportions. */
export interface NpsMoments {
  /** Answers. */
  readonly n: number;
  /** The score in points. */
  readonly score: number | null;
  /** The score as a proportion in [−1, 1]. */
  readonly proportion: number | null;
  readonly promoterShare: number | null;
  readonly passiveShare: number | null;
  readonly detractorShare: number | null;
  /** Population variance of one answer coded 1, 0, −1. */
  readonly variance: number | null;
  /** Square root of variance / n. */
  readonly standardError: number | null;
  /** Sample variance (n − 1), or `null` for one answer. */
  readonly varianceSample: number | null;
  /** Square root of sample variance / n. */
  readonly standardErrorSample: number | null;
}

/**
 * Shares, variance and standard error behind a Net Promoter Score, in both forms of the variance.
 *
 * @formula variance = promoter share + detractor share − proportion²; standard error = √(variance / n)
 *
 * @param counts - the three counts, or a result of `nps`
 * @returns proportions (only `score` is in points); all `null` but `n` when nobody answered
 * @throws {@link MetricError} `COUNT_INVALID`
 *
 * @example
 * ```ts
 * import { npsMoments } from "customer-metrics";
 *
 * npsMoments({ promoters: 15, passives: 14, detractors: 7 }).standardError; // => ≈0.124914
 * ```
 */
export function npsMoments(counts: NpsCounts): NpsMoments {
  const { up, middle, down } = checkedTrinomial(counts);
  const { n, difference, variance } = trinomialMoments({ up, middle, down });
  const some = <Value>(value: Value): Value | null => (n === 0 ? null : value);
  const varianceSample = n < 2 ? null : (variance * n) / (n - 1);
  return {
    n,
    score: some((100 * (up - down)) / n),
    proportion: some(difference),
    promoterShare: some(up / n),
    passiveShare: some(middle / n),
    detractorShare: some(down / n),
    variance: some(variance),
    standardError: some(Math.sqrt(variance / n)),
    varianceSample,
    standardErrorSample: varianceSample === null ? null : Math.sqrt(varianceSample / n),
  };
}

/** Options of {@link npsWald}. */
export interface NpsWaldOptions {
  /**
   * Coverage, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * What is added to the three counts first: the default is adjusted Wald, all zero is plain Wald.
   * @defaultValue `{ promoters: 0.75, passives: 1.5, detractors: 0.75 }`
   */
  readonly pseudo?: NpsCounts | undefined;
}

/** All that a Wald interval of an NPS is made of, in points. */
export interface NpsWald {
  /** The middle of the interval: the score after the pseudo counts. */
  readonly center: number;
  readonly standardError: number;
  readonly marginOfError: number;
  /** Not clamped: it may be below −100. */
  readonly lower: number;
  /** Not clamped: it may be above 100. */
  readonly upper: number;
  readonly lowerClamped: number;
  readonly upperClamped: number;
  /** How many standard errors the center is from 0, or `null` where there is no variance. */
  readonly zVersusZero: number | null;
  /** Two-sided p-value against a score of 0, with its far tail, or `null` where there is no variance. */
  readonly pValueVersusZero: number | null;
}

/**
 * The Wald and adjusted Wald interval of an NPS with all its parts, and the test against 0.
 *
 * @formula center ± z · √(variance / n), on counts to which the pseudo counts were added
 *
 * @param counts - the three counts, or a result of `nps`
 * @returns figures in points, or `null` when there are neither answers nor pseudo counts
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `COUNT_INVALID`; `PSEUDO_INVALID` unless each pseudo count is 0 or more
 * @see Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 2016.
 *
 * @example
 * ```ts
 * import { npsWald } from "customer-metrics";
 *
 * npsWald({ promoters: 15, passives: 14, detractors: 7 }, { level: 0.9 })!.marginOfError; // => ≈19.72
 * ```
 */
export function npsWald(counts: NpsCounts, options: NpsWaldOptions = {}): NpsWald | null {
  const { level = 0.95, pseudo = { promoters: 0.75, passives: 1.5, detractors: 0.75 } } = options;
  checkLevel(level);
  for (const added of [pseudo.promoters, pseudo.passives, pseudo.detractors]) {
    if (!(typeof added === "number" && added >= 0 && added < Infinity))
      fail("PSEUDO_INVALID", "Cannot add pseudo counts as each must be 0 or more", pseudo);
  }
  const extra = { up: pseudo.promoters, middle: pseudo.passives, down: pseudo.detractors };
  const trinomial = checkedTrinomial(counts);
  if (trinomial.up + trinomial.middle + trinomial.down + extra.up + extra.middle + extra.down === 0) return null;
  const { up, middle, down } = trinomial;
  const [center, standardError, lower, upper] = trinomialWald(
    up + extra.up,
    middle + extra.middle,
    down + extra.down,
    level,
  );
  const z = standardError === 0 ? null : center / standardError;
  return {
    center: 100 * center,
    standardError: 100 * standardError,
    marginOfError: 100 * zOfLevel(level) * standardError,
    lower: 100 * lower,
    upper: 100 * upper,
    lowerClamped: Math.max(-100, 100 * lower),
    upperClamped: Math.min(100, 100 * upper),
    zVersusZero: z,
    pValueVersusZero: z === null ? null : 2 * normalSurvival(Math.abs(z)),
  };
}

/** Checked counts in the words of `stats`. */
export function checkedTrinomial({ promoters, passives, detractors }: NpsCounts): {
  up: number;
  middle: number;
  down: number;
} {
  checkCount(checkCount(promoters) + checkCount(passives) + checkCount(detractors));
  return { up: promoters, middle: passives, down: detractors };
}
