import type { PredictedCustomer } from "./predict-customer.ts";
import { aheadIn, estimateOf, type PredictionOptions, prepared, type PurchasePrediction } from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";

/**
 * How probable it is that a customer has not stopped buying: at the end of observation, or some time later.
 *
 * In BG/NBD customers stop right after a repeat purchase, so that whoever bought once is alive for certain; MBG/NBD and
 * Pareto/NBD let them stop too. Choose one of those where most customers bought once.
 *
 * @formula with L the likelihood of a customer's history: L(history, alive at T) / L(history); later: times the chance to
 *   stay until T + ahead
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customer - frequency, recency and T in the unit of the fit; `covariates` where the fit has any
 * @param options - see {@link PredictionOptions}; `ahead` is 0 unless given
 * @returns a proportion in [0, 1]; `interval` is `null` without a covariance (`"no-covariance"`, `"boundary-fit"`), or where
 *   the model leaves no doubt (`"alive-by-construction"`)
 * @throws {@link MetricError} `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`, `RECENCY_WITHOUT_PURCHASE`,
 *   `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`, `LEVEL_OUT_OF_RANGE`
 * @see Fader, Hardie and Lee, "'Counting Your Customers' the Easy Way", Marketing Science 24(2), 2005.
 *
 * @example
 * ```ts
 * import { probabilityAlive } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * const customer = { frequency: 2, recency: 30.43, T: 38.86 };
 * probabilityAlive(model, customer); // => { value: ≈0.7266, unit: "proportion", notes: ["no-covariance"] }
 * probabilityAlive(model, customer, { ahead: { weeks: 52 } }).value; // => ≈0.5316
 * ```
 */
export function probabilityAlive(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer,
  options: Partial<PredictionOptions> = {},
): PurchasePrediction<"probability-alive", "proportion"> {
  const known = prepared(fit, customer);
  const { process } = known.used;
  const ahead = aheadIn(known.used, options.ahead ?? 0);
  const result = estimateOf(
    { metric: "probability-alive", unit: "proportion", scale: "share" },
    known,
    ahead,
    (parameters) => process.probabilityAlive(parameters, known.history, ahead),
    options,
  );
  const isCertain = known.used.model === "bg-nbd" && customer.frequency === 0 && ahead === 0;
  return isCertain
    ? { ...result, interval: null, standardError: 0, notes: [...known.used.notes, "alive-by-construction"] }
    : result;
}
