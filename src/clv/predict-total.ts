import { type PredictionLeftOut, predictedColumns, reachIn, totalOf, usableColumns } from "./predict-columns.ts";
import { aheadIn, type PurchasePrediction } from "./predict-estimate.ts";
import { type UncertaintyOptions, uncertaintyOf } from "./predict-interval.ts";
import type { PredictColumnsOptions } from "./predict-purchases.ts";
import { asColumns, type PredictedSource } from "./predict-source.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import { byName, usableModel } from "./usable-fit.ts";

/** Options of {@link totalPurchases}. */
export interface TotalPurchasesOptions extends PredictColumnsOptions, UncertaintyOptions {}

/** Purchases to come of all customers together; `n` is the customers in it. */
export interface TotalPurchases extends PurchasePrediction<"total-purchases", "purchases"> {
  readonly leftOut: PredictionLeftOut;
}

/**
 * How many purchases to expect of all customers together. The interval is that of the expectation: what the customers' own
 * luck adds is small beside it only where they are many.
 *
 * The delta method predicts for all of them 33 times, or more: for a million it takes seconds; `interval: "none"` does not.
 *
 * @formula Σ E[purchases in (T, T + ahead]] over customers
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customers - in the unit of the fit: arrays or typed arrays of the same length, rows, or a table of them such as the
 *   result of `rfmSummary`, in the unit of the fit
 * @param options - see {@link TotalPurchasesOptions}
 * @returns purchases; `interval` is `null` without a covariance
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, `WEIGHTS_TWICE`, `TIME_UNIT_MISMATCH`, `FIRST_INCLUDED`, `CUSTOMER_INVALID` where `onInvalid` is `"throw"`, `COVARIATE_INVALID`,
 *   `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`, `LEVEL_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { totalPurchases } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * const columns = { frequency: [2, 2], recency: [30.43, 30.43], T: [38.86, 38.86] };
 * totalPurchases(model, columns, { ahead: { weeks: 39 } }); // => { value: ≈2.4521, n: 2, interval: null }
 * ```
 */
export function totalPurchases(
  fit: UsablePurchaseFit,
  customers: PredictedSource,
  options: TotalPurchasesOptions,
): TotalPurchases {
  const used = usableModel(fit);
  const ahead = aheadIn(used, options?.ahead);
  const usable = usableColumns(used, asColumns(used, customers), options.onInvalid);
  const at = (values: readonly number[]): number =>
    totalOf(predictedColumns(used, values, usable, ahead).expectedPurchases, usable);
  const value = at(used.values);
  const figure = { scale: "positive", at, reach: reachIn(used, usable.covariates) } as const;
  const known = uncertaintyOf(used, figure, value, options);
  return {
    metric: "total-purchases",
    value,
    unit: "purchases",
    n: usable.n,
    interval: known.interval,
    standardError: known.standardError,
    definition: { model: used.model, parameters: byName(used.names, used.values), timeUnit: used.timeUnit, ahead },
    leftOut: usable.leftOut,
    notes: known.notes,
  };
}
