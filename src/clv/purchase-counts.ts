import { fail } from "../core/metric-error.ts";
import type { NewCustomer, PredictedCustomer } from "./predict-customer.ts";
import { aheadIn, type PredictionDefinition, type Prepared, preparedOrNew } from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import type { TimeSpan } from "./time-unit.ts";
import { byName } from "./usable-fit.ts";

/** Options of {@link purchaseCounts}. */
export interface PurchaseCountOptions extends NewCustomer {
  /** How far from T on: `{ weeks: 39 }`, or a number in the unit of the fit. In BG/BB whole opportunities. */
  readonly ahead: TimeSpan;
  /**
   * The highest count that is told apart, a whole number up to 100 000.
   * @defaultValue `10`
   */
  readonly most?: number | undefined;
}

/** How probable each number of purchases is. */
export interface PurchaseCounts {
  readonly metric: "purchase-counts";
  /** Of 0, 1, … `most` purchases. */
  readonly probabilities: readonly number[];
  /** Of more than that. */
  readonly more: number;
  readonly definition: PredictionDefinition;
}

/**
 * How probable it is that a customer buys not at all, once, twice, … from the end of observation on, or a new customer after
 * the first purchase. It takes the parameters as true.
 *
 * @formula P(N = n | frequency, recency, T), N the purchases in (T, T + ahead]; new: P(X(ahead) = n)
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customer - frequency, recency and T in the unit of the fit, or `"new"` (with `covariates` in the options)
 * @param options - see {@link PurchaseCountOptions}
 * @returns proportions that sum to 1 with `more`
 * @throws {@link MetricError} `COUNT_INVALID`, `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`,
 *   `RECENCY_WITHOUT_PURCHASE`, `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`
 *
 * @example
 * ```ts
 * import { purchaseCounts } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * purchaseCounts(model, "new", { ahead: { weeks: 39 }, most: 1 }); // => { probabilities: [≈0.5738, ≈0.1994], more: ≈0.2268 }
 * ```
 */
export function purchaseCounts(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer | "new",
  options: PurchaseCountOptions,
): PurchaseCounts {
  const known = preparedOrNew(fit, customer, options?.covariates);
  const ahead = aheadIn(known.used, options?.ahead);
  const { most = 10 } = options;
  if (!(Number.isInteger(most) && most >= 0 && most <= 100_000)) {
    fail("COUNT_INVALID", "Cannot tell counts apart as most must be whole, from 0 to 100000", most);
  }
  const probabilities = countProbabilities(known, customer === "new", ahead, most);
  return {
    metric: "purchase-counts",
    // 1 less the chance that they stopped, and that chance, may round to more than 1.
    probabilities: Array.from(probabilities, (each) => Math.min(1, each)),
    more: Math.max(0, 1 - probabilities.reduce((sum, each) => sum + each, 0)),
    definition: definitionOf(known, ahead),
  };
}

/** P(0), … P(most) purchases of a prepared customer. */
export function countProbabilities(known: Prepared, isNew: boolean, ahead: number, most: number): Float64Array {
  const { used, parameters, history } = known;
  return isNew
    ? used.process.countProbabilities(parameters, ahead, most)
    : used.process.conditionalCountProbabilities(parameters, history, ahead, most);
}

/** What a distribution of counts follows from. */
export function definitionOf({ used, parameters }: Prepared, ahead: number): PredictionDefinition {
  return {
    model: used.model,
    parameters: byName(used.process.parameterNames, parameters),
    timeUnit: used.timeUnit,
    ahead,
  };
}
