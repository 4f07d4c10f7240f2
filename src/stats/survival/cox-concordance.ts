import { checkLevel, type Estimate } from "../../core/estimate.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { fittedSample } from "./cox-fit-sample.ts";
import { clusterSquares } from "./cox-influence.ts";
import { comparePairs, influenceOnPairs, type PairCounts } from "./cox-pairs.ts";
import type { CoxFit } from "./cox-result.ts";
import type { CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import type { CoxSample } from "./cox-sample.ts";
import type { CoxSource } from "./cox-source.ts";
import { distinctValues, timeCodes } from "./cox-times.ts";

/** Options of {@link coxConcordance}: how the data are read, as for `coxRegression`, and the interval. */
export interface CoxConcordanceOptions<Row = CoxRow> extends CoxReadingOptions<Row> {
  /** Coverage of the interval, a proportion in (0, 1). @defaultValue that of the fit */
  readonly level?: number | undefined;
  /** How the interval is made: from the influence of each row (or cluster), or not at all. @defaultValue `"jackknife"` */
  readonly interval?: "jackknife" | "none" | undefined;
}

/** How well predicted risk orders who leaves first. */
export interface CoxConcordance extends Estimate<"concordance", "proportion">, PairCounts {
  /** Infinitesimal jackknife; `null` without pairs or interval. */
  readonly standardError: number | null;
}

/**
 * Concordance (Harrell's C): of two customers of whom it is known who left first, how often that is the one with the
 * higher predicted risk. 0.5 is chance, 1 is perfect.
 *
 * It can be asked of other data than the fit's, and should: of its own data it is too high.
 *
 * @formula (concordant + tiedRisk / 2) / (concordant + discordant + tiedRisk)
 *
 * @param fit - of `coxRegression`
 * @param source - data with the covariates of the fit, or their state
 * @param options - see {@link CoxConcordanceOptions}
 * @returns a proportion over comparable pairs within strata; `n` is the number of rows. `null` when no pair can be compared
 * @throws {@link MetricError} `COVARIATE_UNKNOWN`, `LEVEL_OUT_OF_RANGE`, and as `coxRegression` for the data
 * @see Harrell, Lee and Mark, "Multivariable Prognostic Models", Statistics in Medicine 15, 1996; standard error as in R's
 *   `concordance` (Therneau and Watson, 2015).
 *
 * @example
 * ```ts
 * import { coxConcordance, coxRegression } from "customer-metrics/churn";
 *
 * const data = { time: [3, 5, 8, 12], event: [1, 1, 0, 1], covariates: { seats: [1, 4, 2, 3] } };
 * const fit = coxRegression(data);
 * if (fit.status === "failed") throw new Error(fit.reason);
 * coxConcordance(fit, data); // => { value: 0.6, concordant: 3, discordant: 2 }
 * ```
 */
export function coxConcordance<Row = CoxRow>(
  fit: CoxFit,
  source: CoxSource<Row>,
  options: CoxConcordanceOptions<Row> = {},
): CoxConcordance {
  const { level = fit.definition.level, interval = "jackknife" } = options;
  checkLevel(level);
  const { sample } = fittedSample(fit, source, options, "any");
  const ranks = ranksOf(fit, sample);
  const counts = comparePairs(sample, ranks);
  const { concordant, discordant, tiedRisk } = counts;
  const pairs = concordant + discordant + tiedRisk;
  const value = pairs > 0 ? (concordant + tiedRisk / 2) / pairs : null;
  const standardError = value === null || interval === "none" ? null : jackknifeError(sample, ranks, value, pairs);
  const reach = standardError === null ? 0 : zOfLevel(level) * standardError;
  return {
    metric: "concordance",
    value,
    unit: "proportion",
    n: sample.n,
    interval:
      value === null || standardError === null
        ? null
        : { lower: Math.max(0, value - reach), upper: Math.min(1, value + reach), level, method: "jackknife" },
    ...counts,
    standardError,
    notes: value === null ? ["no-pairs"] : interval === "none" ? ["no-interval"] : [],
  };
}

/** The place of each row's linear predictor among the distinct ones, in the order of the sample. */
function ranksOf({ coefficients }: CoxFit, { table, order }: CoxSample): Int32Array {
  const predictor = new Float64Array(order.length);
  coefficients.forEach(({ coefficient }, j) => {
    const column = table.covariates[j];
    // From the first row on: an offset that all share would cost digits.
    for (let i = 0; i < predictor.length; i++) predictor[i] += coefficient * (column[order[i]] - column[0]);
  });
  return timeCodes(predictor, distinctValues(predictor));
}

/** √Σ (what each row or cluster has to do with the value)². */
function jackknifeError(sample: CoxSample, ranks: Int32Array, value: number, pairs: number): number {
  const { net, comparable } = influenceOnPairs(sample, ranks);
  const influence = net.map((own, i) => (own + comparable[i] * (1 - 2 * value)) / (2 * pairs));
  return Math.sqrt(clusterSquares({ ...sample, size: 1 }, influence).squares[0]);
}
