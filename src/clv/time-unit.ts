import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";

/** The unit in which a model's times are given. An `opportunity` is a period in which a customer can buy (BG/BB). */
export type TimeUnit = "day" | "week" | "month" | "year" | "opportunity";

/**
 * A length of time: a number counts the unit of the model it is for, else its own unit is named, as in `{ months: 12 }`.
 * A year has 365.25 days, and a month a twelfth of that.
 */
export type TimeSpan =
  | number
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

/**
 * A discount rate with the period that it is for, so that nobody discounts a week by a year's rate.
 *
 * @example 10 % a year
 * ```ts no-run: an object
 * const discount = { rate: 0.1, per: "year" };
 * ```
 */
export interface DiscountRate {
  /** A proportion, 0 or more: 0.1 is 10 %. */
  readonly rate: number;
  /** What the rate is for. `"opportunity"` only with a model whose unit it is. */
  readonly per: TimeUnit;
  /**
   * `effective`: a sum is worth 1 / (1 + rate) of it a period later; `continuous`: exp(-rate) of it.
   * @defaultValue `"effective"`
   */
  readonly compounding?: "effective" | "continuous" | undefined;
}

const days = { day: 1, week: 7, month: 30.4375, year: 365.25 } as const;
const unitOf = { days: "day", weeks: "week", months: "month", years: "year" } as const;

/**
 * A length of time in a unit.
 *
 * @param option - what the caller calls it
 * @param others - what else it may be, for the message
 * @throws {@link MetricError} `TIME_SPAN_INVALID`: negative or not finite; `TIME_UNIT_UNKNOWN`: opportunities have no length
 */
export function spanIn(unit: TimeUnit, span: TimeSpan, option = "time span", others = ""): number {
  const isLength = (value: unknown): value is number => typeof value === "number" && value >= 0 && value < Infinity;
  if (isLength(span)) return span;
  const named = typeof span === "object" && span !== null ? Object.entries(span) : [];
  const [name, length] = named[0] ?? ["", Number.NaN];
  if (named.length !== 1 || !Object.hasOwn(unitOf, name) || !isLength(length)) {
    fail(
      "TIME_SPAN_INVALID",
      `Cannot use ${option} as it must be a number of 0 or more, or one of { days | weeks | months | years }${others}`,
      span,
    );
  }
  const from = unitOf[name as keyof typeof unitOf];
  return from === unit ? length : (length * daysIn(from)) / daysIn(unit);
}

/** Throws unless `unit` is one of {@link TimeUnit}. */
export function checkTimeUnit(unit: TimeUnit): void {
  checkChoice("TIME_UNIT_UNKNOWN", "time unit", unit, [...Object.keys(days), "opportunity"]);
}

/**
 * The continuous rate per unit of time: ln(1 + rate) over the units in the rate's period; 0 for `"none"`.
 *
 * @throws {@link MetricError} `DISCOUNT_RATE_INVALID`; `TIME_UNIT_UNKNOWN`: opportunities have no length
 */
export function continuousRate(unit: TimeUnit, discount: DiscountRate | "none"): number {
  if (discount === "none") return 0;
  const { rate, per, compounding = "effective" } = discount ?? {};
  const isKnown = per === "opportunity" || Object.hasOwn(days, per ?? "");
  const isCompounded = compounding === "effective" || compounding === "continuous";
  if (!(typeof rate === "number" && rate >= 0 && rate < Infinity && isKnown && isCompounded)) {
    fail(
      "DISCOUNT_RATE_INVALID",
      'Cannot use discount as it must be a rate of 0 or more with its period, as { rate: 0.1, per: "year" }, or "none"',
      discount,
    );
  }
  const continuous = compounding === "continuous" ? rate : Math.log1p(rate);
  return per === unit ? continuous : (continuous * daysIn(unit)) / daysIn(per);
}

/** A rate above 1 is allowed, and more often 10 % written as 10: a note says so. */
export function discountNotes(discount: DiscountRate | "none"): readonly string[] {
  return discount !== "none" && discount.rate > 1 ? ["discount-above-100-percent"] : [];
}

/** Days in a unit of time. */
function daysIn(unit: TimeUnit): number {
  if (unit === "opportunity" || !Object.hasOwn(days, unit)) {
    fail("TIME_UNIT_UNKNOWN", "Cannot convert time as an opportunity has no length", unit);
  }
  return days[unit];
}
