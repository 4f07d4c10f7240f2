import { fail } from "../core/metric-error.ts";
import type { ValuedCustomer } from "./customer-lifetime-value.ts";
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
import type { UsableSpendFit } from "./expected-spend.ts";
import type { NewCustomer } from "./predict-customer.ts";
import { preparedOrNew } from "./predict-estimate.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import { discountNotes, type TimeUnit } from "./time-unit.ts";
import { byName } from "./usable-fit.ts";

/** Options of {@link monthlyLifetimeValue}. */
export interface MonthlyValueOptions extends ValueOptions, NewCustomer {
  /**
   * Months from the end of observation on, whole, from 1 to 1200.
   * @defaultValue `12`
   */
  readonly months?: number | undefined;
  /** Discount rate a month, a proportion: 0.01 is 1 %. */
  readonly monthlyRate: number;
}

/** A value by months. */
export interface MonthlyLifetimeValue extends ValueEstimate<"monthly-lifetime-value"> {
  readonly definition: ValueDefinition & {
    readonly months: number;
    readonly monthlyRate: number;
    /** Length of a month in the unit of the fit. */
    readonly month: number;
    /** All purchases of a month are worth what they are at its end. */
    readonly discounting: "end-of-month";
  };
}

/**
 * Lifetime value as the Python package lifetimes counts it, to compare with figures from there: month by month, each
 * discounted as if all were bought on its last day, with a month of 30 days or 4.345 weeks. `customerLifetimeValue` discounts
 * each purchase when it is made, and is what to use otherwise.
 *
 * @formula margin · E[spend | x, m] · Σ j = 1 … months of (E(j · month) − E((j − 1) · month)) / (1 + rate)^j; E(t): expected
 *   purchases in (T, T + t]
 *
 * @param purchases - a fit of purchases that did not fail, or `{ model, timeUnit, parameters }`; not BG/BB
 * @param spend - a fit of spend that did not fail, or `{ p, q, v }`
 * @param customer - frequency, recency and T in the unit of the fit, and monetaryValue; or `"new"`
 * @param options - see {@link MonthlyValueOptions}
 * @returns money in the unit of the amounts; `null` and intervals as in `customerLifetimeValue`
 * @throws {@link MetricError} `MONTHS_INVALID`, `MONTHLY_RATE_INVALID`, `TIME_UNIT_UNKNOWN`, and those of
 *   `customerLifetimeValue`
 *
 * @example
 * ```ts
 * import { monthlyLifetimeValue } from "customer-metrics/clv";
 *
 * const purchases = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * const spend = { p: 6.25, q: 3.744, v: 15.44 };
 * const customer = { frequency: 2, recency: 30.43, T: 38.86, monetaryValue: 22.35 };
 * monthlyLifetimeValue(purchases, spend, customer, { margin: 1, monthlyRate: 0.01 }).value; // => ≈36.28
 * ```
 */
export function monthlyLifetimeValue(
  purchases: UsablePurchaseFit,
  spend: UsableSpendFit,
  customer: ValuedCustomer | "new",
  options: MonthlyValueOptions,
): MonthlyLifetimeValue {
  const known = preparedOrNew(purchases, customer, options?.covariates);
  checkValueOptions(options);
  const { used, history, parameters } = known;
  const { months = 12, monthlyRate, margin, interval } = options;
  if (!(Number.isInteger(months) && months >= 1 && months <= 1200)) {
    fail("MONTHS_INVALID", "Cannot value customer by months as months must be whole, from 1 to 1200", months);
  }
  if (!(typeof monthlyRate === "number" && monthlyRate >= 0 && monthlyRate < Infinity)) {
    fail("MONTHLY_RATE_INVALID", "Cannot value customer by months as monthlyRate must be 0 or more", monthlyRate);
  }
  const month = monthIn(used.timeUnit);
  const byMonths = (own: ArrayLike<number>): number => {
    let sum = 0;
    let before = 0;
    for (let j = 1; j <= months; j++) {
      const until = used.process.expectedPurchases(own, history, j * month);
      sum += (until - before) / (1 + monthlyRate) ** j;
      before = until;
    }
    return sum;
  };
  const ofSpend = spendFactor(spend, customer, interval);
  const ofPurchases = purchasesFactor(known, byMonths, interval);
  const own = byName(used.process.parameterNames, parameters);
  const result = valueEstimate("monthly-lifetime-value", used.n, ofPurchases, ofSpend, options);
  return {
    ...result,
    definition: {
      ...valueDefinition(used, ofSpend.parameters, own, margin),
      months,
      monthlyRate,
      month,
      discounting: "end-of-month",
    },
    notes: [...result.notes, ...discountNotes({ rate: monthlyRate, per: "month" })],
  };
}

/** As lifetimes has it, not as `spanIn`. */
function monthIn(unit: TimeUnit): number {
  switch (unit) {
    case "day":
      return 30;
    case "week":
      return 4.345;
    case "month":
      return 1;
    case "year":
      return 1 / 12;
    default:
      return fail("TIME_UNIT_UNKNOWN", "Cannot value customer by months as an opportunity has no length", unit);
  }
}
