import { checkLevel } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import { dot } from "../../numeric/symmetric.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import type { CoxBaseline } from "./cox-baseline.ts";
import { isLabel, isMeasure } from "./cox-reading.ts";
import type { CoxFit } from "./cox-result.ts";
import type { CoxLabel } from "./cox-rows.ts";
import { bandEnd, type SurvivalBand, type SurvivalBandMethod } from "./survival-bands.ts";

/** Options of {@link coxSurvival}. */
export interface CoxSurvivalOptions {
  /** Times at which to read the curve, 0 or more. @defaultValue every time at which anybody of the stratum was last seen */
  readonly times?: readonly number[] | undefined;
  /** Coverage of the band, a proportion in (0, 1). @defaultValue that of the fit */
  readonly level?: number | undefined;
  /** How the pointwise band is made. @defaultValue `"log-log"` */
  readonly interval?: SurvivalBandMethod | "none" | undefined;
}

/** A predicted survival curve as columns of one length. */
export interface CoxSurvival {
  readonly metric: "cox-survival";
  /** Whom it is for. */
  readonly covariates: { readonly [name: string]: number };
  readonly stratum: string | null;
  /** Rows behind the fit. */
  readonly n: number;
  readonly time: readonly number[];
  /** Cumulative hazard; `null` beyond the last time of the data (`"beyond-last-time"`), or beyond float64 (`"beyond-float64"`). */
  readonly cumulativeHazard: readonly (number | null)[];
  /** The share that is expected to go on beyond the time; `null` where it cannot be told. */
  readonly survival: readonly (number | null)[];
  /** Standard error of `survival`. */
  readonly standardError: readonly (number | null)[];
  /** Ends of the band; `null` where there is none. */
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** Coverage and method of the band, or `null` without one. */
  readonly band: SurvivalBand | null;
  readonly notes: readonly string[];
}

/**
 * Predicted survival of a customer with given covariates: the share of such customers who are still there after each time.
 *
 * @formula S(t | x) = exp(−H₀(t) · exp(x′β)); the band counts that both H₀ and β are estimated
 *
 * @param fit - of `coxRegression`, with its baselines
 * @param row - `covariates`, each of the fit, and the `stratum` where the fit has several
 * @param options - see {@link CoxSurvivalOptions}
 * @returns proportions; all zeros as covariates give the baseline hazard as R's `basehaz(centered = FALSE)` has it
 * @throws {@link MetricError} `COVARIATE_INVALID`, `STRATUM_UNKNOWN`, `BASELINE_REQUIRED`, `TIME_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `INTERVAL_UNKNOWN`
 * @see Breslow, JRSS B 34, 1972; variance: Tsiatis, Annals of Statistics 9, 1981.
 *
 * @example
 * ```ts
 * import { coxRegression, coxSurvival } from "customer-metrics/churn";
 *
 * const fit = coxRegression({
 *   time: [3, 5, 5, 8, 12, 12, 14, 20, 24, 24],
 *   event: [1, 1, 1, 0, 1, 1, 0, 1, 0, 0],
 *   covariates: { annual: [0, 0, 1, 0, 0, 1, 1, 0, 1, 1] },
 * });
 * if (fit.status === "failed") throw new Error(fit.reason);
 * coxSurvival(fit, { covariates: { annual: 1 } }, { times: [12] }).survival; // => [≈0.681]
 * ```
 */
export function coxSurvival(
  fit: CoxFit,
  row: { readonly covariates: { readonly [name: string]: number | boolean }; readonly stratum?: CoxLabel | undefined },
  options: CoxSurvivalOptions = {},
): CoxSurvival {
  const { level = fit.definition.level, interval = "log-log" } = options;
  checkLevel(level);
  const end = interval === "none" ? null : bandEnd(interval);
  const z = end === null ? 0 : zOfLevel(level);
  const baseline = baselineOf(fit, row.stratum);
  const values = fit.coefficients.map(({ covariate }) => {
    const value = Object.hasOwn(row.covariates, covariate) ? row.covariates[covariate] : undefined;
    return isMeasure(value)
      ? Number(value)
      : fail("COVARIATE_INVALID", `Cannot predict survival as ${covariate} must be a number`, value);
  });
  const off = values.map((value, j) => value - baseline.center[j]);
  const relative = Math.exp(
    dot(
      off,
      fit.coefficients.map(({ coefficient }) => coefficient),
    ),
  );
  const covariance = fit.definition.errors === "robust" ? fit.robustCovariance : fit.modelCovariance;

  const points = rowsAt(baseline, options.times, fit.definition.tieTolerance).map((at): Point => {
    if (at === null) return beyondLastTime;
    if (at < 0) return { ...nobodyYet, ...(end === null || covariance === null ? { lower: null, upper: null } : {}) };
    const base = baseline.cumulativeHazard[at];
    // A hazard beyond float64 is the end of all but customers of hardly any risk, and the other way round.
    if (base === null) return relative > 1e-290 ? { ...beyondFloat, survival: 0 } : beyondFloat;
    if (relative === Infinity) return base > 1e-290 ? { ...beyondFloat, survival: 0 } : beyondFloat;
    const hazard = relative * base;
    const survival = Math.exp(-hazard);
    const variance = covariance && varianceAt(baseline, at, off, covariance);
    const error = variance === null ? null : relative * Math.sqrt(variance);
    if (error === null || !Number.isFinite(error) || survival === 0) {
      return { ...beyondFloat, hazard: finiteOrNull(hazard), survival };
    }
    const ends = (z: number): number | null =>
      end === null ? null : error === 0 || survival === 1 ? survival : end(survival, error, z);
    return { hazard, survival, error: survival * error, lower: ends(-z), upper: ends(z) };
  });
  return {
    metric: "cox-survival",
    covariates: Object.fromEntries(fit.coefficients.map(({ covariate }, j) => [covariate, values[j]])),
    stratum: baseline.stratum,
    n: fit.n,
    time: options.times ?? baseline.time,
    cumulativeHazard: points.map(({ hazard }) => hazard),
    survival: points.map(({ survival }) => survival),
    standardError: points.map(({ error }) => error),
    lower: points.map(({ lower }) => lower),
    upper: points.map(({ upper }) => upper),
    band: interval === "none" || covariance === null ? null : { level, method: interval },
    notes: [
      ...(points.includes(beyondLastTime) ? ["beyond-last-time"] : []),
      ...(points.includes(beyondFloat) ? ["beyond-float64"] : []),
      ...(interval === "none" ? ["no-interval"] : covariance === null ? ["no-covariance"] : []),
    ],
  };
}

/** A row of a curve. */
interface Point {
  readonly hazard: number | null;
  readonly survival: number | null;
  readonly error: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const beyondLastTime: Point = { hazard: null, survival: null, error: null, lower: null, upper: null };
const beyondFloat: Point = { hazard: null, survival: null, error: null, lower: null, upper: null };
const nobodyYet: Point = { hazard: 0, survival: 1, error: 0, lower: 1, upper: 1 };

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function baselineOf({ baselines }: CoxFit, stratum: CoxLabel | undefined): CoxBaseline {
  if (baselines.length === 0)
    fail("BASELINE_REQUIRED", 'Cannot predict survival as the fit must have baselines, not "none"', baselines);
  if (baselines.length === 1 && stratum === undefined) return baselines[0];
  const found = baselines.find((baseline) => isLabel(stratum) && baseline.stratum === String(stratum));
  return found ?? fail("STRATUM_UNKNOWN", "Cannot predict survival as stratum must be one of the fit", stratum);
}

/** For each time the last row at or before it, −1 before the first; `null` beyond the last. */
function rowsAt({ time }: CoxBaseline, times: readonly number[] | undefined, tieTolerance: number): (number | null)[] {
  if (times === undefined) return time.map((_, at) => at);
  return times.map((asked) => {
    if (!(asked >= 0 && asked < Infinity))
      fail("TIME_INVALID", "Cannot read a curve as each time must be finite, >= 0", asked);
    if (!(asked * (1 - tieTolerance) <= time[time.length - 1])) return null;
    let [low, high] = [0, time.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time[middle] <= asked * (1 + tieTolerance)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  });
}

/** Variance of the cumulative hazard at `off` from the centre, over the square of the relative hazard; `null` beyond float64. */
function varianceAt(
  { cumulativeHazard, variance, drift }: CoxBaseline,
  at: number,
  off: readonly number[],
  covariance: readonly (readonly number[])[],
): number | null {
  const moves = off.map((distance, j) => distance * (cumulativeHazard[at] ?? NaN) - (drift[j][at] ?? NaN));
  return finiteOrNull(
    (variance[at] ?? NaN) + covariance.reduce((sum, line, j) => sum + moves[j] * dot(line, moves), 0),
  );
}
