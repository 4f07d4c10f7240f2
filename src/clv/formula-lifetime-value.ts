import { checkChoice } from "../core/choice.ts";
import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCurrency, throughInterval } from "./amount-figure.ts";
import { annuity, lossPerPeriod, ratePerPeriod, retentionOf } from "./formula-lifetime-value-annuity.ts";
import { type RateFigure, readStay } from "./formula-lifetime-value-rate.ts";
import { type DiscountRate, discountNotes, type TimeUnit } from "./time-unit.ts";

/**
 * When margins come, of which the literature has three versions; they differ by a factor of 1 + discount or of retention.
 *
 * - `now`: the first at once, from everybody: Σ t ≥ 0 of m · r^t / (1 + d)^t = m · (1 + d) / (1 + d − r)
 * - `period-end`: the first at the end of the first period, from everybody: Σ t ≥ 1 of m · r^(t − 1) / (1 + d)^t = m / (1 + d − r)
 * - `period-end-if-retained`: the first at the end of the first period, from those who stayed: Σ t ≥ 1 of m · r^t / (1 + d)^t
 *   = m · r / (1 + d − r)
 */
export type FirstMargin = "now" | "period-end" | "period-end-if-retained";

/** Options of {@link formulaLifetimeValue}. */
export interface FormulaLifetimeValueOptions {
  /** What an active customer contributes a period, after all costs that grow with customers, in the money you count in. May be negative. */
  readonly margin?: number | undefined;
  /** Instead of `margin`: revenue an active customer brings a period. */
  readonly revenue?: number | undefined;
  /** The share of `revenue` that is margin. Without it the result is lifetime revenue, and says so. */
  readonly grossMargin?: number | undefined;
  /** The share of customers that stays a period, the same in every period. */
  readonly retention?: RateFigure | undefined;
  /** Instead of `retention`: the share that leaves. */
  readonly churn?: RateFigure | undefined;
  /** The length of a period: that of `margin`, and of `retention` or `churn`. */
  readonly period: TimeUnit;
  /** What later money is worth less; of whatever period it is, it is converted. */
  readonly discount: DiscountRate | "none";
  /** How many periods count, a whole number of margins, or all. */
  readonly horizon: number | "infinite";
  /** When the first margin comes. */
  readonly firstMargin: FirstMargin;
  /**
   * By how much the margin of a customer who stays grows from a margin to the next, a proportion above −1.
   * @defaultValue `0`
   */
  readonly growth?: number | undefined;
  /**
   * Which money: an ISO 4217 code, carried into the result.
   * @defaultValue `null`
   */
  readonly currency?: string | null | undefined;
}

/** What a lifetime value by formula means. */
export interface FormulaLifetimeValueDefinition {
  readonly formula: string;
  readonly firstMargin: FirstMargin;
  /** What is summed: contribution, or revenue of which no cost was taken. */
  readonly basis: "margin" | "revenue";
  /** A period, before growth. */
  readonly margin: number;
  /** A period; `null` where it was not known. */
  readonly retention: number | null;
  readonly period: TimeUnit;
  /** A period, effective; 0 for none. */
  readonly discountRate: number;
  readonly growth: number;
  readonly horizon: number | "infinite";
}

/** Lifetime value by a formula. */
export interface FormulaLifetimeValueResult extends Estimate<"formula-lifetime-value", "money"> {
  /** Which money, as given. */
  readonly currency: string | null;
  /** Lifetime value for a margin of 1 a period, or `null`. */
  readonly multiple: number | null;
  readonly definition: FormulaLifetimeValueDefinition;
}

/**
 * Lifetime value of a customer by a formula: one margin, one retention rate and one discount rate for all customers and all
 * time. The popular "ARPA · gross margin / churn" is this without discount and without end.
 *
 * One retention rate for customers who differ undervalues those who have stayed; `customerBaseValue` of
 * `customer-metrics/churn` and the purchase models do not take them for alike.
 *
 * @formula margin · Σ k = 0 … horizon − 1 of r^k · (1 + g)^k / (1 + d)^k, for `now`; / (1 + d) for `period-end`; · r / (1 + d) for
 *   `period-end-if-retained`
 *
 * @param options - see {@link FormulaLifetimeValueOptions}
 * @returns money in the unit of the margin, not rounded. The interval is that of the retention rate, taken through the formula,
 *   at its level: `null` without one (`no-interval`), and where an end of it has no finite value (`interval-unbounded`). `value`
 *   is `null` without a retention rate (`no-retention`), where the sum has no end (`infinite-value`: nobody leaves and nothing
 *   is discounted, or growth outruns both) or is beyond all numbers. `n` is that of the retention rate, 0 for a number
 * @throws {@link MetricError} `MARGIN_REQUIRED`, `MARGIN_INVALID`, `GROSS_MARGIN_INVALID`, `RETENTION_REQUIRED`,
 *   `RATE_OUT_OF_RANGE`, `DISCOUNT_RATE_INVALID`, `TIME_UNIT_UNKNOWN`, `HORIZON_INVALID`, `FIRST_MARGIN_UNKNOWN`,
 *   `GROWTH_INVALID`, `INTERVAL_INVALID`, `LEVEL_OUT_OF_RANGE`, `RATE_OF_OTHER_KIND`, `COUNT_INVALID`, `CURRENCY_INVALID`
 * @see Blattberg and Deighton, "Manage Marketing by the Customer Equity Test", Harvard Business Review 74(4), 1996; Gupta and
 *   Lehmann, "Customers as Assets", Journal of Interactive Marketing 17(1), 2003, and "Managing Customers as Investments",
 *   2005; Fader and Hardie, "Reconciling and Clarifying CLV Formulas", 2012.
 *
 * @example 50 EUR a month, 4 % leave a month, 10 % a year
 * ```ts
 * import { formulaLifetimeValue } from "customer-metrics/clv";
 *
 * const ltv = formulaLifetimeValue({
 *   margin: 50, churn: 0.04, period: "month", discount: { rate: 0.1, per: "year" }, horizon: "infinite", firstMargin: "now", currency: "EUR",
 * });
 * ltv; // => { value: ≈1050.539, currency: "EUR", multiple: ≈21.0108, definition: { retention: 0.96, discountRate: ≈0.00797414 } }
 * ```
 *
 * @example How sure? As sure as the churn rate
 * ```ts
 * import { formulaLifetimeValue } from "customer-metrics/clv";
 * import { churnPresets, churnRate } from "customer-metrics/churn";
 *
 * const churn = churnRate({ opening: 500, lost: 20 }, churnPresets.chartmogul);
 * formulaLifetimeValue({
 *   revenue: 80, grossMargin: 0.75, churn, period: "month", discount: "none", horizon: "infinite", firstMargin: "now",
 * });
 * // => { value: ≈1500, interval: { lower: ≈984.03, upper: ≈2304.1, level: 0.95, method: "wilson" }, n: 500 }
 * ```
 */
export function formulaLifetimeValue(options: FormulaLifetimeValueOptions): FormulaLifetimeValueResult {
  const given = options ?? ({} as FormulaLifetimeValueOptions);
  const { period, discount, horizon, firstMargin, growth = 0 } = given;
  const { margin, basis } = marginOf(given);
  const currency = checkCurrency(given.currency);
  checkChoice("FIRST_MARGIN_UNKNOWN", "firstMargin", firstMargin, ["now", "period-end", "period-end-if-retained"]);
  if (!(Number.isFinite(growth) && growth > -1)) {
    fail("GROWTH_INVALID", "Cannot use growth as it must be a proportion above -1", growth);
  }
  const periods = periodsOf(horizon);
  const stay = readStay(given.retention, given.churn);
  const discountRate = ratePerPeriod(period, discount);
  const multipleOf = (rate: number): number | null => {
    const change = { kind: stay.kind, rate, discount: discountRate, growth };
    const sum = annuity(lossPerPeriod(change), periods);
    if (sum === null || firstMargin === "now") return sum;
    return (firstMargin === "period-end" ? sum : sum * retentionOf(change)) / (1 + discountRate);
  };
  const worthAt = (rate: number): number | null => moneyOf(margin, multipleOf(rate));

  const { value: rate, interval: around, n } = stay.of;
  const multiple = rate === null ? null : multipleOf(rate);
  const value = rate === null ? null : worthAt(rate);
  const interval = value === null || around === null ? null : throughInterval(around, worthAt);
  const notes: string[] = basis === "revenue" ? ["revenue-not-margin"] : [];
  if (rate === null) notes.push("no-retention");
  else if (value === null)
    notes.push(horizon === "infinite" && multiple === null ? "infinite-value" : "beyond-all-numbers");
  else if (interval === null) notes.push(around === null ? "no-interval" : "interval-unbounded");
  notes.push(...discountNotes(discount));
  return {
    metric: "formula-lifetime-value",
    value,
    unit: "money",
    n,
    interval,
    currency,
    multiple,
    definition: {
      formula: formulas[firstMargin],
      firstMargin,
      basis,
      margin,
      retention: rate === null ? null : retentionOf({ kind: stay.kind, rate }),
      period,
      discountRate,
      growth: growth + 0,
      horizon,
    },
    notes,
  };
}

const formulas = {
  now: "margin * sum over k from 0 of retention^k (1 + growth)^k / (1 + discountRate)^k",
  "period-end": "margin * sum over k from 0 of retention^k (1 + growth)^k / (1 + discountRate)^(k + 1)",
  "period-end-if-retained":
    "margin * sum over k from 0 of retention^(k + 1) (1 + growth)^k / (1 + discountRate)^(k + 1)",
};

/** `null` beyond all numbers; adding 0 takes the sign from a margin of 0. */
function moneyOf(margin: number, multiple: number | null): number | null {
  if (multiple === null) return null;
  const money = margin * multiple + 0;
  return Number.isFinite(money) ? money : null;
}

function marginOf({ margin, revenue, grossMargin }: FormulaLifetimeValueOptions): {
  readonly margin: number;
  readonly basis: "margin" | "revenue";
} {
  if ((margin === undefined) === (revenue === undefined)) {
    fail("MARGIN_REQUIRED", "Cannot value a customer as either margin or revenue must be given", { margin, revenue });
  }
  const amount = checkedMargin(margin ?? revenue);
  if (grossMargin === undefined) return { margin: amount, basis: margin === undefined ? "revenue" : "margin" };
  if (revenue === undefined || !(Number.isFinite(grossMargin) && grossMargin <= 1)) {
    fail(
      "GROSS_MARGIN_INVALID",
      "Cannot use grossMargin as it must be a proportion of revenue, at most 1",
      grossMargin,
    );
  }
  return { margin: checkedMargin(revenue * grossMargin), basis: "margin" };
}

function checkedMargin(margin: number | undefined): number {
  if (!(typeof margin === "number" && Number.isFinite(margin))) {
    fail("MARGIN_INVALID", "Cannot value a customer as the margin of a period must be a number", margin);
  }
  // Adding 0 turns -0 into 0.
  return margin + 0;
}

function periodsOf(horizon: number | "infinite"): number {
  if (horizon === "infinite") return Infinity;
  if (!(Number.isSafeInteger(horizon) && horizon >= 1)) {
    fail("HORIZON_INVALID", 'Cannot value a customer as horizon must be whole periods from 1, or "infinite"', horizon);
  }
  return horizon;
}
