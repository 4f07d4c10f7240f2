import type { PredictedCustomer } from "./predict-customer.ts";
import { aheadIn, estimateOf, type PredictionOptions, prepared, type PurchasePrediction } from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";

/**
 * How many purchases to expect of a customer from the end of observation on: the average over all customers with such a
 * history, those who have stopped among them.
 *
 * The interval is that of this average. For what a single customer may do, see `purchaseQuantiles`.
 *
 * @formula E[purchases in (T, T + ahead] | frequency, recency, T]
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customer - frequency, recency and T in the unit of the fit; `covariates` where the fit has any
 * @param options - see {@link PredictionOptions}
 * @returns purchases (periods with a purchase), 0 or more; `interval` is `null` without a covariance
 * @throws {@link MetricError} `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`, `RECENCY_WITHOUT_PURCHASE`,
 *   `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`, `LEVEL_OUT_OF_RANGE`
 * @see Fader, Hardie and Lee, "'Counting Your Customers' the Easy Way", Marketing Science 24(2), 2005.
 *
 * @example
 * ```ts
 * import { expectedPurchases } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * expectedPurchases(model, { frequency: 2, recency: 30.43, T: 38.86 }, { ahead: { weeks: 39 } }).value; // => ≈1.226
 * ```
 */
export function expectedPurchases(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer,
  options: PredictionOptions,
): PurchasePrediction<"expected-purchases", "purchases"> {
  const known = prepared(fit, customer);
  const { process } = known.used;
  const ahead = aheadIn(known.used, options?.ahead);
  return estimateOf(
    { metric: "expected-purchases", unit: "purchases", scale: "positive" },
    known,
    ahead,
    (parameters) => process.expectedPurchases(parameters, known.history, ahead),
    options,
  );
}
