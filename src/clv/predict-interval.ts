import { checkLevel, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { logError } from "./delta-slopes.ts";
import type { ParameterDraws } from "./bootstrap-draws.ts";
import type { UsableModel } from "./usable-fit.ts";

/** Where a predicted figure can be: shares in (0, 1), or numbers above 0. */
export type FigureScale = "share" | "positive";

/** A figure as a function of all that the fit estimates. */
export interface PredictedFigure {
  readonly scale: FigureScale;
  /** At values in the order of {@link UsableModel.names}; 0 or more. */
  readonly at: (values: readonly number[]) => number;
  /** The largest absolute value of a covariate among the customers, which says how far a coefficient may be moved. */
  readonly reach: (covariate: string) => number;
}

/** How sure a figure is. */
export interface PredictionUncertainty {
  /** In the unit of the figure, or `null` where it is not known. */
  readonly standardError: number | null;
  readonly interval: Interval | null;
  /** Codes for the notes of the result. */
  readonly notes: readonly string[];
}

/** Options of everything that is predicted from a fit. */
export interface UncertaintyOptions {
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Where the interval comes from: `"delta"`, the covariance of the fit carried to the figure; draws of the parameters, see
   * `bootstrapPurchaseFit` and `drawPurchaseParameters`; or `"none"`.
   * @defaultValue `"delta"`
   */
  readonly interval?: "delta" | "none" | ParameterDraws | undefined;
}

/**
 * How sure a figure is, as far as the parameters are not: by the delta method, or from draws.
 *
 * The delta method takes slopes by the logarithms, figure over parameters, and is normal on the logarithm of a number and on
 * the logit of a share, so that the interval stays where the figure can be.
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`, `DRAWS_INVALID`
 */
export function uncertaintyOf(
  used: UsableModel,
  figure: PredictedFigure,
  value: number,
  { level = 0.95, interval = "delta" }: UncertaintyOptions,
): PredictionUncertainty {
  checkLevel(level);
  if (interval === "none") return unknown("no-interval");
  if (typeof interval === "object" && interval !== null) return fromDraws(used, figure, interval, level);
  if (interval !== "delta") {
    fail("INTERVAL_UNKNOWN", "Cannot use interval as it must be delta, none or draws of parameters", interval);
  }
  if (used.covariance === null) return { standardError: null, interval: null, notes: used.notes };
  const relative = relativeError(used, figure);
  if (relative === null) return unknown("no-standard-error", used.notes);
  const around = intervalAround(value, zOfLevel(level) * relative, figure.scale, level);
  const notes = around === null ? [...used.notes, "value-at-limit"] : used.notes;
  return { standardError: value === 0 ? 0 : value * relative, interval: around, notes };
}

/** Standard error of the logarithm of a figure by the delta method, or `null` where it is not known. */
export function relativeError(used: UsableModel, figure: Pick<PredictedFigure, "at" | "reach">): number | null {
  const { covariance, values, process, effects } = used;
  if (covariance === null) return null;
  const reach = effects.map(({ covariate }) => figure.reach(covariate));
  return logError({ values, covariance, positive: process.parameterNames.length, reach }, figure.at);
}

/**
 * Normal on the logarithm or the logit.
 *
 * @param reach - in units of the logarithm of the figure
 */
export function intervalAround(value: number, reach: number, scale: FigureScale, level: number): Interval | null {
  if (scale === "positive") {
    const factor = Math.exp(reach);
    if (!(value > 0 && value * factor < Infinity)) return null;
    return { lower: value / factor, upper: value * factor, level, method: "delta-log" };
  }
  if (!(value > 0 && value < 1)) return null;
  const factor = Math.exp(reach / (1 - value));
  const odds = value / (1 - value);
  // Rounding must not put an end on the wrong side.
  const lower = Math.min(value, odds / (factor + odds));
  const upper = Math.max(value, 1 / (1 + 1 / (odds * factor)));
  return { lower, upper, level, method: "delta-logit" };
}

function fromDraws(
  used: UsableModel,
  figure: PredictedFigure,
  { model, timeUnit, order, draws, replicates }: ParameterDraws,
  level: number,
): PredictionUncertainty {
  const isOfFit = model === used.model && timeUnit === used.timeUnit;
  if (!isOfFit || !Array.isArray(draws) || used.names.some((name, i) => order?.[i] !== name)) {
    fail("DRAWS_INVALID", "Cannot use draws as they must be of the model, unit and parameters of the fit", model);
  }
  const drawn = draws.map((values) => figure.at(values)).filter(Number.isFinite);
  const notes = drawn.length < replicates ? ["replicates-failed"] : [];
  if (drawn.length < 2) return unknown("replicates-failed");
  drawn.sort((a, b) => a - b);
  const quantile = (p: number): number => {
    const at = p * (drawn.length - 1);
    const below = drawn[Math.floor(at)]!;
    return below + (at - Math.floor(at)) * (drawn[Math.ceil(at)]! - below);
  };
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    standardError: Math.sqrt(squares / (drawn.length - 1)),
    interval: { lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2), level, method: "bootstrap" },
    notes,
  };
}

function unknown(note: string, notes: readonly string[] = []): PredictionUncertainty {
  return { standardError: null, interval: null, notes: [...notes, note] };
}
