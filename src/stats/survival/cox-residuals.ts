import { fail } from "../../core/metric-error.ts";
import { dot } from "../../numeric/symmetric.ts";
import { type FittedSample, fittedSample } from "./cox-fit-sample.ts";
import { coxInfluence } from "./cox-influence.ts";
import type { CoxFit } from "./cox-result.ts";
import type { CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import type { CoxSource } from "./cox-source.ts";
import { isCoxState } from "./cox-state.ts";

/** Options of {@link coxResiduals}: how the data are read, as for `coxRegression`, and which residuals. */
export interface CoxResidualOptions<Row = CoxRow> extends CoxReadingOptions<Row> {
  /**
   * `"martingale"`: events less those expected, which shows the shape of a covariate's effect. `"deviance"`: the same made
   * symmetric, which shows whom the model does not understand. `"schoenfeld"`: the covariates of who left less the mean of
   * those at risk then, against time a picture of whether hazards are proportional. `"score"`: what a row adds to the
   * score. `"dfbeta"`: about how much the coefficients would change without the row.
   * @defaultValue `"martingale"`
   */
  readonly kind?: "martingale" | "deviance" | "schoenfeld" | "score" | "dfbeta" | undefined;
}

/** Residuals, a value or a list of them a row. */
export interface CoxResiduals {
  readonly metric: "cox-residuals";
  readonly kind: "martingale" | "deviance" | "schoenfeld" | "score" | "dfbeta";
  /** The covariates, where there is a value for each. */
  readonly covariates: readonly string[];
  /**
   * A column for `"martingale"` and `"deviance"`, else one a covariate. In the order of the rows as given; `null` for a row
   * that was not used, and with `"schoenfeld"` for one without the event.
   */
  readonly columns: readonly (readonly (number | null)[])[];
  /** Of each column, the sum of the squares; `null` where a residual is beyond float64, as it is itself. */
  readonly sumsOfSquares: readonly (number | null)[];
}

/**
 * Residuals of a Cox regression.
 *
 * @param fit - of `coxRegression`
 * @param source - the columns or rows that it was fitted to
 * @param options - see {@link CoxResidualOptions}
 * @returns unweighted residuals; of a row that stands for several, that of each
 * @throws {@link MetricError} `COVARIATE_UNKNOWN`, `SAMPLE_DIFFERS`, `RESIDUAL_UNKNOWN`; `SOURCE_INVALID` for a state, which does not
 *   know the order of its rows
 * @see Therneau, Grambsch and Fleming, "Martingale-Based Residuals for Survival Models", Biometrika 77, 1990; Schoenfeld, Biometrika 69, 1982.
 *
 * @example
 * ```ts
 * import { coxRegression, coxResiduals } from "customer-metrics/churn";
 *
 * const data = { time: [3, 5, 8, 12], event: [1, 1, 0, 1], covariates: { seats: [1, 4, 2, 3] } };
 * const fit = coxRegression(data);
 * if (fit.status === "failed") throw new Error(fit.reason);
 * coxResiduals(fit, data).columns; // => [[≈0.644, ≈0.589, ≈-0.698, ≈-0.535]]
 * ```
 */
export function coxResiduals<Row = CoxRow>(
  fit: CoxFit,
  source: CoxSource<Row>,
  options: CoxResidualOptions<Row> = {},
): CoxResiduals {
  const { kind = "martingale" } = options;
  if (!["martingale", "deviance", "schoenfeld", "score", "dfbeta"].includes(kind)) {
    fail("RESIDUAL_UNKNOWN", "Cannot compute residuals as kind must be a known one", kind);
  }
  if (isCoxState(source))
    fail("SOURCE_INVALID", "Cannot compute residuals as source must be columns or rows", source.kind);
  const fitted = fittedSample(fit, source, options, "same");
  const { sample } = fitted;
  const { places, given: rows } = sample.table;
  const values =
    kind === "martingale" || kind === "deviance" ? [ofRows(fitted, fit, kind)] : ofCovariates(fitted, fit, kind);
  return {
    metric: "cox-residuals",
    kind,
    covariates: values.length === sample.size && kind !== "martingale" && kind !== "deviance" ? [...sample.names] : [],
    columns: values.map((column) => {
      const given = new Array<number | null>(rows).fill(null);
      column.forEach((value, i) => {
        if (!Number.isFinite(value)) return;
        if (kind !== "schoenfeld" || sample.event[i] === 1)
          given[places === null ? sample.order[i] : places[sample.order[i]]] = value;
      });
      return given;
    }),
    sumsOfSquares: values.map((column) => {
      const sum = column.reduce((total, value, i) => total + (sample.count?.[i] ?? 1) * value * value, 0);
      return Number.isFinite(sum) ? sum : null;
    }),
  };
}

function ofRows({ sample, coefficients }: FittedSample, fit: CoxFit, kind: "martingale" | "deviance"): Float64Array {
  const { martingale } = coxInfluence(sample, fit.definition.ties, coefficients);
  if (kind === "martingale") return martingale;
  return martingale.map((residual, i) => {
    const log = sample.event[i] === 1 ? Math.log(1 - residual) : 0;
    return Math.sign(residual) * Math.sqrt(Math.max(0, -2 * (residual + log)));
  });
}

function ofCovariates(
  { sample, coefficients }: FittedSample,
  fit: CoxFit,
  kind: "schoenfeld" | "score" | "dfbeta",
): Float64Array[] {
  const { size, scale, x, groupFrom, groupEventsTo, groupTime, weight, count } = sample;
  const { score, mean } = coxInfluence(sample, fit.definition.ties, coefficients);
  const columns = Array.from({ length: size }, () => new Float64Array(weight.length));
  if (kind === "schoenfeld") {
    for (let group = 0; group < groupTime.length; group++) {
      for (let i = groupFrom[group]; i < groupEventsTo[group]; i++) {
        for (let j = 0; j < size; j++) columns[j][i] = scale[j] * (x[i * size + j] - mean[group * size + j]);
      }
    }
    return columns;
  }
  const own = new Float64Array(size);
  for (let i = 0; i < weight.length; i++) {
    for (let j = 0; j < size; j++) own[j] = scale[j] * score[i * size + j];
    const weightOfOne = weight[i] / (count === null ? 1 : count[i]);
    for (let j = 0; j < size; j++)
      columns[j][i] = kind === "score" ? own[j] : weightOfOne * dot(fit.modelCovariance[j], own);
  }
  return columns;
}
