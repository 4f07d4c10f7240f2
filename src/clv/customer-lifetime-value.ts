import {
  checkValueOptions,
  purchasesFactor,
  spendFactor,
  type ValueDefinition,
  type ValueEstimate,
  valueDefinition,
  valueEstimate,
  type ValueOptions,
} from "./customer-lifetime-value-result.ts";
import { discountingOf, horizonIn, ratePerUnit } from "./discounted-purchases.ts";
import type { UsableSpendFit } from "./expected-spend.ts";
import type { NewCustomer, PredictedCustomer } from "./predict-customer.ts";
import { preparedOrNew } from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import type { ParameterValues } from "./purchase-process.ts";
import { type DiscountRate, discountNotes, type TimeSpan, type TimeUnit } from "./time-unit.ts";
import { byName, type UsableModel } from "./usable-fit.ts";

/** A customer to value: such as a row of `rfmSummary`. */
export interface ValuedCustomer extends PredictedCustomer {
  /** Mean spend of the repeat purchases, 0 or more; not used without repeat purchases. */
  readonly monetaryValue?: number | null | undefined;
}

/** Options of {@link customerLifetimeValue}. */
export interface LifetimeValueOptions extends ValueOptions, NewCustomer {
  /** Up to when: `{ months: 12 }`, a number in the unit of the fit, or `"infinite"`. */
  readonly horizon: TimeSpan | "infinite";
  /** For example `{ rate: 0.1, per: "year" }`; `"none"` discounts nothing, as does a rate of 0. */
  readonly discount: DiscountRate | "none";
}

/** What a customer is still going to bring, and what it means. */
export interface CustomerLifetimeValue extends ValueEstimate<"customer-lifetime-value"> {
  readonly definition: LifetimeValueDefinition;
}

/** How a lifetime value was computed. */
export interface LifetimeValueDefinition extends ValueDefinition {
  /** From the end of observation on, in the unit of the fit; of a new customer from the first purchase on, which is not in it. */
  readonly horizon: number | "infinite";
  /** That unit. */
  readonly horizonUnit: TimeUnit;
  /** The same as it was asked for, such as `{ months: 12 }`. */
  readonly horizonGiven: TimeSpan | "infinite";
  readonly discount: DiscountRate | "none";
  /** Each purchase when it is made; in BG/BB at the end of its period. */
  readonly discounting: "continuous" | "periodic";
  /** The rate a unit of the fit's time. */
  readonly rate: number;
}

/**
 * What a customer is still going to bring: the value of the purchases after the end of observation, discounted to it. What
 * was bought before is not in it, and of a new customer not the first purchase.
 *
 * Three choices that make it another figure have no default: the horizon, the discount rate with its period, and the margin.
 * The definition in the result repeats them. How often customers buy is taken to say nothing of how much they spend: see
 * whether that holds before you believe it.
 *
 * @formula margin · E[spend | x, m] · ∫ over (0, horizon] of exp(−δ t) dE[purchases in (T, T + t]]; with
 *   E[spend | x, m] = p (v + x m) / (p x + q − 1) of the gamma-gamma model. Standard error by the delta method, the squares of
 *   the relative errors of both factors added, as the models are fitted apart
 *
 * @param purchases - a fit of purchases that did not fail, or `{ model, timeUnit, parameters }`
 * @param spend - a fit of spend that did not fail, or `{ p, q, v }`
 * @param customer - frequency, recency and T in the unit of the fit, and monetaryValue; or `"new"`
 * @param options - see {@link LifetimeValueOptions}
 * @returns money in the unit of the amounts, not rounded; `value` is `null` with `"spend-infinite-mean"` where p x + q ≤ 1, and with
 *   `"infinite-sum"` where customers buy on for ever and nothing is discounted; `"discount-above-100-percent"` says that 10 % is 0.1; `interval` is `null` without covariances
 * @throws {@link MetricError} `MARGIN_INVALID`, `DISCOUNT_RATE_INVALID`, `TIME_SPAN_INVALID`, `TIME_UNIT_UNKNOWN`,
 *   `MONETARY_VALUE_INVALID`, `SPEND_PARAMETERS_INVALID`, `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`, `RECENCY_WITHOUT_PURCHASE`, `COVARIATE_INVALID`,
 *   `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`, `CURRENCY_MIXED`, `CURRENCY_INVALID`
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
 *   42(4), 2005.
 *
 * @example
 * ```ts
 * import { customerLifetimeValue } from "customer-metrics/clv";
 *
 * const purchases = {
 *   model: "mbg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
 * } as const;
 * const spend = { p: 6.25, q: 3.744, v: 15.44 };
 * const customer = { frequency: 2, recency: 30.43, T: 38.86, monetaryValue: 22.35 };
 * const options = { margin: 0.3, horizon: { months: 12 }, discount: { rate: 0.15, per: "year" }, currency: "USD" } as const;
 * const { value, discountedPurchases, expectedSpend } = customerLifetimeValue(purchases, spend, customer, options);
 * value; // => ≈11.118
 * discountedPurchases! * expectedSpend! * 0.3; // => ≈11.118
 * customerLifetimeValue(purchases, spend, customer, { ...options, horizon: "infinite" }).value; // => ≈36.494
 * customerLifetimeValue(purchases, spend, "new", options).value; // => ≈14.192
 * ```
 */
export function customerLifetimeValue(
  purchases: UsablePurchaseFit,
  spend: UsableSpendFit,
  customer: ValuedCustomer | "new",
  options: LifetimeValueOptions,
): CustomerLifetimeValue {
  const known = preparedOrNew(purchases, customer, options?.covariates);
  checkValueOptions(options);
  const { used, history, parameters } = known;
  const { discount, margin, interval } = options;
  const ahead = horizonIn(used, options.horizon, "horizon");
  const rate = ratePerUnit(used, discount);
  const discounted = (own: ParameterValues): number => used.process.discountedPurchases(own, history, rate, ahead);
  const ofSpend = spendFactor(spend, customer, interval);
  const ofPurchases = purchasesFactor(known, discounted, interval);
  const own = byName(used.process.parameterNames, parameters);
  const result = valueEstimate("customer-lifetime-value", used.n, ofPurchases, ofSpend, options);
  return {
    ...result,
    definition: {
      ...valueDefinition(used, ofSpend.parameters, own, margin),
      ...horizonDefinition(used, options.horizon, ahead),
      discount,
      discounting: discountingOf(used.model),
      rate,
    },
    notes: [...result.notes, ...discountNotes(discount)],
  };
}

/** The horizon in the unit of the fit, and as it was asked for. */
export function horizonDefinition(
  { timeUnit }: UsableModel,
  given: TimeSpan | "infinite",
  ahead: number,
): Pick<LifetimeValueDefinition, "horizon" | "horizonUnit" | "horizonGiven"> {
  return {
    horizon: ahead < Infinity ? ahead : "infinite",
    horizonUnit: timeUnit,
    horizonGiven: typeof given === "object" ? { ...given } : given,
  };
}
