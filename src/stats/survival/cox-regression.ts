import { checkLevel } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import { cholesky, choleskySolve } from "../../numeric/cholesky.ts";
import { chiSquareSurvival } from "../../numeric/chi-square.ts";
import { normalSurvival } from "../../numeric/normal.ts";
import { dot, type Packed, packedIndex, packedRows, packedSandwich } from "../../numeric/symmetric.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { coxBaselines } from "./cox-baseline.ts";
import { coxInfluence, clusterSquares } from "./cox-influence.ts";
import { type CoxMaximum, maximise } from "./cox-maximum.ts";
import type {
  CoxBase,
  CoxCoefficient,
  CoxDefinition,
  CoxRegressionOptions,
  CoxRegressionResult,
  CoxTest,
} from "./cox-result.ts";
import type { CoxRow } from "./cox-rows.ts";
import { type CoxSample, coxSample } from "./cox-sample.ts";
import { type CoxSource, tableOf } from "./cox-source.ts";
import { checkTieTolerance } from "./survival-reading.ts";

/**
 * Cox's proportional hazards regression: what makes customers leave sooner, counting those who have not left yet.
 *
 * Covariates are centred and scaled before they are exponentiated, and Newton's steps are halved where they lose
 * likelihood, so that any unit and offset gives the same answer. Where no maximum exists the result says so, and why.
 *
 * @formula hazard(t | x) = baseline(t) · exp(β₁x₁ + … + βₚxₚ), with β maximising the partial likelihood
 *
 * @param source - columns (fastest), rows, or a state of `coxRegressionAccumulator`
 * @param options - see {@link CoxRegressionOptions}
 * @returns `status: "converged"` with coefficients, tests and baseline hazards; or `status: "failed"` with a `reason`:
 *   `"no-observations"`, `"no-events"`, `"too-few-events"` (than covariates), `"constant"`, `"collinear"`, `"separation"`
 *   (a covariate tells perfectly who leaves first, so that its coefficient has no end) or `"not-converged"`
 * @throws {@link MetricError} `LENGTH_MISMATCH`, `COVARIATES_REQUIRED`, `COVARIATE_UNKNOWN`, `SOURCE_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `TIES_UNKNOWN`, `ERRORS_UNKNOWN`, `TIE_TOLERANCE_INVALID`, `RESOLUTION_INVALID`, `ITERATIONS_INVALID`, `KIND_MISMATCH`; `OBSERVATION_INVALID`
 *   when `onInvalid` is `"throw"`
 * @see Cox, "Regression Models and Life-Tables", JRSS B 34, 1972; ties: Efron, JASA 72, 1977; robust errors: Lin and Wei, "The Robust
 *   Inference for the Cox Proportional Hazards Model", JASA 84, 1989.
 *
 * @example Does an annual plan keep customers?
 * ```ts
 * import { coxRegression } from "customer-metrics/churn";
 *
 * const fit = coxRegression({
 *   time: [3, 5, 5, 8, 12, 12, 14, 20, 24, 24],
 *   event: [1, 1, 1, 0, 1, 1, 0, 1, 0, 0],
 *   covariates: { annual: [0, 0, 1, 0, 0, 1, 1, 0, 1, 1] },
 * });
 * if (fit.status === "failed") throw new Error(fit.reason);
 * fit.coefficients[0]; // => { covariate: "annual", hazardRatio: ≈0.313 }
 * ```
 */
export function coxRegression<Row = CoxRow>(
  source: CoxSource<Row>,
  options: CoxRegressionOptions<Row> = {},
): CoxRegressionResult {
  const { ties = "efron", level = 0.95, baseline = "included", maxIterations = 50 } = options;
  checkLevel(level);
  if (ties !== "efron" && ties !== "breslow")
    fail("TIES_UNKNOWN", 'Cannot count ties as it must be "efron" or "breslow"', ties);
  if (!(maxIterations >= 1))
    fail("ITERATIONS_INVALID", "Cannot use maxIterations as it must be 1 or more", maxIterations);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  const { table, resolution } = tableOf(source, options);
  const { errors = table.cluster === null ? "model" : "robust" } = options;
  if (errors !== "model" && errors !== "robust")
    fail("ERRORS_UNKNOWN", 'Cannot give errors as it must be "model" or "robust"', errors);

  const sample = coxSample(table, tieTolerance);
  const { n, events, names } = sample;
  const definition: CoxDefinition = { ties, errors, level, tieTolerance, resolution };
  const base: CoxBase = { metric: "cox-regression", n, events, leftOut: table.leftOut, definition, notes: [] };
  const found = maximise(sample, ties, maxIterations);
  const { iterations } = found;
  if (found.status === "failed") {
    const { reason } = found;
    return { ...base, status: "failed", reason, covariates: found.covariates.map((j) => names[j]), iterations };
  }

  const robust = errors === "robust" ? robustCovariance(sample, ties, found) : null;
  const covariance = errors === "robust" ? (robust?.covariance ?? null) : found.covariance;
  const { logLikelihood, nullLogLikelihood, scoreStatistic, coefficients } = found;
  return {
    ...base,
    status: "converged",
    iterations,
    coefficients: names.map((_, j) => coefficientOf(sample, found, covariance, errors, level, j)),
    modelCovariance: rescaled(found.covariance, sample),
    robustCovariance: robust?.covariance ? rescaled(robust.covariance, sample) : null,
    logLikelihood,
    nullLogLikelihood,
    tests: {
      likelihoodRatio: testOf(2 * (logLikelihood - nullLogLikelihood), names.length),
      wald: testOf(covariance && waldStatistic(coefficients, covariance), names.length),
      score: testOf(scoreStatistic, names.length),
    },
    clusters: robust?.clusters ?? null,
    baselines: baseline === "none" ? [] : coxBaselines(sample, ties, coefficients),
    notes: notesOf(sample, errors, robust),
  };
}

interface Robust {
  readonly covariance: Packed | null;
  readonly clusters: number;
}

/**
 * Lin and Wei's sandwich; its covariance is `null` when there are no more clusters than covariates, as it would be singular,
 * and beyond float64.
 */
function robustCovariance(
  sample: CoxSample,
  ties: CoxDefinition["ties"],
  { coefficients, covariance }: CoxMaximum,
): Robust {
  const { squares, clusters } = clusterSquares(sample, coxInfluence(sample, ties, coefficients).score);
  const isKnown = clusters > sample.size && squares.every(Number.isFinite);
  return { covariance: isKnown ? packedSandwich(covariance, squares, sample.size) : null, clusters };
}

function coefficientOf(
  { names, scale }: CoxSample,
  found: CoxMaximum,
  covariance: Packed | null,
  errors: CoxDefinition["errors"],
  level: number,
  j: number,
): CoxCoefficient {
  const errorOf = (matrix: Packed): number => Math.sqrt(matrix[packedIndex(j, j)]) / scale[j];
  const coefficient = found.coefficients[j] / scale[j];
  const standardError = covariance && errorOf(covariance);
  const z = standardError === null ? null : coefficient / standardError;
  const reach = standardError === null ? NaN : zOfLevel(level) * standardError;
  const [lower, upper, hazardRatio] = [
    Math.exp(coefficient - reach),
    Math.exp(coefficient + reach),
    Math.exp(coefficient),
  ];
  return {
    covariate: names[j],
    coefficient,
    standardError,
    modelStandardError: errorOf(found.covariance),
    robustStandardError: errors === "robust" ? standardError : null,
    z,
    pValue: z === null ? null : 2 * normalSurvival(Math.abs(z)),
    hazardRatio: Number.isFinite(hazardRatio) ? hazardRatio : null,
    interval: Number.isFinite(upper) ? { lower, upper, level, method: "wald" } : null,
  };
}

function rescaled(covariance: Packed, { size, scale }: CoxSample): number[][] {
  return packedRows(covariance, size).map((row, i) => row.map((entry, j) => entry / scale[i] / scale[j]));
}

function waldStatistic(coefficients: Float64Array, covariance: Packed): number | null {
  const decomposed = cholesky(covariance, coefficients.length);
  return decomposed === null || decomposed.dependent.length > 0
    ? null
    : dot(coefficients, choleskySolve(decomposed, coefficients));
}

/** Rounding may bring a statistic of 0 below it. */
function testOf(given: number | null, df: number): CoxTest {
  const statistic = given === null ? null : Math.max(0, given);
  return { statistic, df, pValue: statistic === null ? null : chiSquareSurvival(statistic, df) };
}

function notesOf({ events, size, table }: CoxSample, errors: CoxDefinition["errors"], robust: Robust | null): string[] {
  const notes: string[] = [];
  if (events < 10 * size) notes.push("few-events-per-covariate");
  if (robust?.covariance === null) notes.push(robust.clusters > size ? "beyond-float64" : "too-few-clusters");
  if (errors === "model" && table.weight !== null) notes.push("weights-need-robust-errors");
  return notes;
}
