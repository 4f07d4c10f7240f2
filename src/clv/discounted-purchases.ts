import type { NewCustomer, PredictedCustomer } from "./predict-customer.ts";
import { aheadIn, estimateOf, preparedOrNew, type PurchasePrediction } from "./predict-estimate.ts";
import type { UncertaintyOptions } from "./predict-interval.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import type { ParameterValues, PurchaseModelName } from "./purchase-process.ts";
import { continuousRate, discountNotes, type DiscountRate, type TimeSpan } from "./time-unit.ts";
import type { UsableModel } from "./usable-fit.ts";

/** Options of {@link discountedPurchases}. */
export interface DiscountedOptions extends UncertaintyOptions, NewCustomer {
  /** How far from T on: `{ months: 12 }`, a number in the unit of the fit, or `"infinite"`. */
  readonly ahead: TimeSpan | "infinite";
  /** For example `{ rate: 0.1, per: "year" }`; `"none"` discounts nothing, as does a rate of 0. */
  readonly discount: DiscountRate | "none";
}

/** Purchases at their worth at the end of observation. */
export interface DiscountedPurchases extends PurchasePrediction<"discounted-purchases", "purchases"> {
  readonly definition: PurchasePrediction["definition"] & {
    readonly discount: DiscountRate | "none";
    /**
     * What a purchase counts at time t after T, or in BG/BB at the j-th opportunity: `continuous` exp(-rate · t); `periodic`
     * (1 + rate)^-j.
     */
    readonly discounting: "continuous" | "periodic";
    /** That rate, a unit of the fit's time. */
    readonly rate: number;
  };
}

/**
 * Purchases to come, each at its worth at the end of observation: a purchase a year later counts 1 / (1 + yearly rate). To
 * infinity it is the DERT, discounted expected residual transactions.
 *
 * Purchases are discounted at the moment they are made, not at the end of a month; see `monthlyLifetimeValue` for that.
 *
 * @formula ∫ over (0, ahead] of exp(−δ t) dE[purchases in (T, T + t]]; BG/BB: Σ j ≥ 1 of P(purchase at T + j) / (1 + d)^j
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customer - frequency, recency and T in the unit of the fit, or `"new"` (with `covariates` in the options)
 * @param options - see {@link DiscountedOptions}
 * @returns purchases; `value` is `null` with the note `"infinite-sum"` where customers buy on for ever and nothing is
 *   discounted; the note `"discount-above-100-percent"` says that 10 % is 0.1
 * @throws {@link MetricError} `DISCOUNT_RATE_INVALID`, `TIME_SPAN_INVALID`, `TIME_UNIT_UNKNOWN`, `FREQUENCY_INVALID`,
 *   `TIME_INVALID`, `RECENCY_AFTER_T`, `RECENCY_WITHOUT_PURCHASE`, `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`,
 *   `PARAMETER_INVALID`, `LEVEL_OUT_OF_RANGE`
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
 *   42(4), 2005.
 *
 * @example
 * ```ts
 * import { discountedPurchases } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "pareto-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
 * } as const;
 * const customer = { frequency: 2, recency: 30.43, T: 38.86 };
 * discountedPurchases(model, customer, { ahead: "infinite", discount: { rate: 0.15, per: "year" } }).value; // => ≈6.5153
 * ```
 */
export function discountedPurchases(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer | "new",
  options: DiscountedOptions,
): DiscountedPurchases {
  const known = preparedOrNew(fit, customer, options?.covariates);
  const { used, history } = known;
  const { discount } = options ?? {};
  const ahead = horizonIn(used, options?.ahead, "ahead");
  const rate = ratePerUnit(used, discount);
  const result = estimateOf(
    { metric: "discounted-purchases", unit: "purchases", scale: "positive" },
    known,
    ahead,
    (parameters: ParameterValues) => used.process.discountedPurchases(parameters, history, rate, ahead),
    options,
  );
  return {
    ...result,
    definition: { ...result.definition, discount, discounting: discountingOf(used.model), rate },
    notes: [...result.notes, ...discountNotes(discount)],
  };
}

/** How far ahead, in the unit of the fit; Infinity for `"infinite"`. */
export function horizonIn(used: UsableModel, ahead: TimeSpan | "infinite", option: "ahead" | "horizon"): number {
  return ahead === "infinite" ? Infinity : aheadIn(used, ahead, option, ', or "infinite"');
}

/** The rate as a process wants it: continuous, or of BG/BB that of a period. */
export function ratePerUnit({ model, timeUnit }: UsableModel, discount: DiscountRate | "none"): number {
  const rate = continuousRate(timeUnit, discount);
  return model === "bg-bb" ? Math.expm1(rate) : rate;
}

/** Which way a model discounts. */
export function discountingOf(model: PurchaseModelName): "continuous" | "periodic" {
  return model === "bg-bb" ? "periodic" : "continuous";
}
