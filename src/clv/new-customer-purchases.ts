import type { NewCustomer } from "./predict-customer.ts";
import {
  aheadIn,
  estimateOf,
  type PredictionOptions,
  preparedNew,
  type PurchasePrediction,
} from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";

/**
 * How many purchases to expect of somebody who has just become a customer, after the purchase that made them one.
 *
 * @formula E[purchases in (0, ahead]], time from the first purchase on
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param options - see {@link PredictionOptions}; `covariates` where the fit has any
 * @returns purchases (periods with a purchase), 0 or more; `interval` is `null` without a covariance
 * @throws {@link MetricError} `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`,
 *   `LEVEL_OUT_OF_RANGE`
 * @see Fader, Hardie and Lee, "'Counting Your Customers' the Easy Way", Marketing Science 24(2), 2005.
 *
 * @example
 * ```ts
 * import { newCustomerPurchases } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * newCustomerPurchases(model, { ahead: { weeks: 52 } }).value; // => ≈1.446
 * ```
 */
export function newCustomerPurchases(
  fit: UsablePurchaseFit,
  options: PredictionOptions & NewCustomer,
): PurchasePrediction<"new-customer-purchases", "purchases"> {
  const known = preparedNew(fit, options?.covariates);
  const { process } = known.used;
  const ahead = aheadIn(known.used, options?.ahead);
  return estimateOf(
    { metric: "new-customer-purchases", unit: "purchases", scale: "positive" },
    known,
    ahead,
    (parameters) => process.newCustomerPurchases(parameters, ahead),
    options,
  );
}
