import { checkLevel, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkModel, type ContractualModel, logRetention, logSurvival, plainModel } from "./contractual-model.ts";
import { longestTenure } from "./contractual-state.ts";
import { deltaMethod, type ProjectionIntervalMethod } from "./project-interval.ts";

/** Options of everything that follows from a fitted model. */
export interface ProjectionOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals are computed: `deltaMethod`, `projectionBootstrap(…)`, your own method, or none.
   * @defaultValue `deltaMethod`
   */
  readonly interval?: ProjectionIntervalMethod | "none" | undefined;
}

/** Options of {@link projectRetention}. */
export interface RetentionOptions extends ProjectionOptions {
  /**
   * Renewals that the customers have already made: the projection is of what comes then, for those who are still there.
   * @defaultValue `0`, new customers
   */
  readonly tenure?: number | undefined;
}

/** One renewal opportunity of a projection. */
export interface ProjectedRenewal {
  /** Counted from the beginning of the customer: 1 for the first. */
  readonly renewal: number;
  /** Share of those who come to this renewal that stays. */
  readonly retentionRate: number;
  readonly retentionStandardError: number | null;
  readonly retentionInterval: Interval | null;
  /** Share of the customers at the start of the projection that is still there after this renewal. */
  readonly survival: number;
  readonly survivalStandardError: number | null;
  readonly survivalInterval: Interval | null;
  /** Share of the customers at the start that leaves at this renewal. */
  readonly churned: number;
}

/** Retention to come. */
export interface RetentionProjection {
  readonly metric: "retention-projection";
  /** Customers behind the fit; 0 for parameters that were written down. */
  readonly n: number;
  readonly periods: readonly ProjectedRenewal[];
  /** The model and from which tenure on. */
  readonly definition: { readonly model: ContractualModel; readonly tenure: number };
  /** `"no-interval"`, `"no-covariance"`, `"replicates-failed"`. */
  readonly notes: readonly string[];
}

/**
 * Retention and survival at the renewals to come, from a fitted model of contract customers.
 *
 * The intervals cover what is not known of the parameters. They do not cover a model that is wrong, nor the luck of a small
 * group of customers.
 *
 * @formula retention at renewal t: S(t) / S(t − 1); survival of those with `tenure` renewals behind them: S(t) / S(tenure)
 *
 * @param fit - a converged fit, the `limit` of a boundary, or a model written down
 * @param horizon - how many renewals, a whole number from 1 to 100 000
 * @param options - see {@link RetentionOptions}
 * @returns proportions; standard errors and intervals are `null` without a covariance, or with `interval: "none"`
 * @throws {@link MetricError} `HORIZON_INVALID`, `TENURE_INVALID`, `LEVEL_OUT_OF_RANGE`, `MODEL_INVALID` (a fit that did not
 *   converge)
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 2007.
 *
 * @example
 * ```ts
 * import { fitShiftedBetaGeometric, projectRetention } from "customer-metrics/churn";
 *
 * const fit = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491]);
 * if (fit.status !== "converged") throw new Error(fit.reason);
 * const { periods } = projectRetention(fit, 12);
 * periods[11]; // => { renewal: 12, retentionRate: ≈0.957, survival: ≈0.378, survivalInterval: { lower: ≈0.341, upper: ≈0.417 } }
 *
 * // Of those who have made seven renewals, how many are there five later?
 * projectRetention(fit, 5, { tenure: 7 }).periods[4]; // => { renewal: 12, survival: ≈0.773 }
 * ```
 */
export function projectRetention(
  fit: ContractualModel,
  horizon: number,
  options: RetentionOptions = {},
): RetentionProjection {
  const { level = 0.95, interval = deltaMethod, tenure = 0 } = options;
  checkLevel(level);
  checkModel(fit);
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon <= longestTenure)) {
    fail(
      "HORIZON_INVALID",
      `Cannot project retention as the horizon must be whole, from 1 to ${longestTenure}`,
      horizon,
    );
  }
  checkTenure(tenure);
  const rates = (model: ContractualModel): number[] => {
    const logs = Array.from({ length: horizon }, (_, k) => logRetention(model, tenure + k + 1));
    let sum = 0;
    return [...logs, ...logs.map((log) => (sum += log))].map(Math.exp);
  };
  const values = rates(fit);
  const known = interval === "none" ? null : interval(fit, rates, "share", level);
  const of = (i: number) => known?.figures[i] ?? { standardError: null, interval: null };
  return {
    metric: "retention-projection",
    n: sizeOf(fit),
    periods: Array.from({ length: horizon }, (_, k) => ({
      renewal: tenure + k + 1,
      retentionRate: values[k]!,
      retentionStandardError: of(k).standardError,
      retentionInterval: of(k).interval,
      survival: values[horizon + k]!,
      survivalStandardError: of(horizon + k).standardError,
      survivalInterval: of(horizon + k).interval,
      churned: (k === 0 ? 1 : values[horizon + k - 1]!) * -Math.expm1(logRetention(fit, tenure + k + 1)),
    })),
    definition: { model: plainModel(fit), tenure },
    notes: known === null ? ["no-interval"] : [...known.notes],
  };
}

/**
 * The share of new customers who are still there after a number of renewals.
 *
 * @formula S(t)
 *
 * @param model - a converged fit, the `limit` of a boundary, or a model written down
 * @param renewals - a whole number from 0
 * @returns a proportion in [0, 1]
 * @throws {@link MetricError} `TENURE_INVALID`, `MODEL_INVALID`
 *
 * @example
 * ```ts
 * import { contractualSurvival } from "customer-metrics/churn";
 *
 * contractualSurvival({ model: "shifted-beta-geometric", alpha: 1, beta: 1 }, 4); // => ≈0.2
 * ```
 */
export function contractualSurvival(model: ContractualModel, renewals: number): number {
  checkModel(model);
  checkTenure(renewals);
  return Math.exp(logSurvival(model, renewals));
}

/** Throws unless `tenure` is a number of renewals. */
export function checkTenure(tenure: number): void {
  if (!(Number.isInteger(tenure) && tenure >= 0 && tenure <= longestTenure)) {
    fail("TENURE_INVALID", `Cannot use tenure as it must be whole renewals, from 0 to ${longestTenure}`, tenure);
  }
}

/** Customers behind a fit. */
export function sizeOf(fit: ContractualModel): number {
  return (fit as { readonly n?: number }).n ?? 0;
}
