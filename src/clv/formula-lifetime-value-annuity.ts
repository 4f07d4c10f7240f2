import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { productError } from "../numeric/sum.ts";
import type { Stay } from "./formula-lifetime-value-rate.ts";
import { continuousRate, type DiscountRate, type TimeUnit } from "./time-unit.ts";

/** What a period does to a margin: how many stay for it, what it is discounted by, how it grows. */
export interface PeriodChange {
  readonly kind: Stay["kind"];
  /** Retention or churn, by `kind`. */
  readonly rate: number;
  /** Effective rate a period. */
  readonly discount: number;
  /** Above −1. */
  readonly growth: number;
}

/** The share that stays. */
export function retentionOf({ kind, rate }: { readonly kind: Stay["kind"]; readonly rate: number }): number {
  return kind === "retention" ? rate : 1 - rate;
}

/**
 * 1 − q, where q = retention · (1 + growth) / (1 + discount) is what a period leaves of 1: to the last digits, also where
 * churn, discount and growth are tiny or nearly cancel. 1 minus a rounded q would keep only the digits that q has left.
 */
export function lossPerPeriod({ kind, rate, discount, growth }: PeriodChange): number {
  const product = rate * growth;
  const error = productError(rate, growth, product);
  const gap =
    kind === "churn"
      ? exactSum([discount, rate, product, error, -growth])
      : exactSum([discount, 1, -rate, -product, -error]);
  return gap / (1 + discount);
}

/**
 * Σ q^k for k = 0, …, periods − 1; `null` for a sum without end, or beyond all numbers.
 *
 * (1 − q^N) / (1 − q), both by way of 1 − q, so that nothing cancels near q = 1.
 */
export function annuity(loss: number, periods: number): number | null {
  if (periods === Infinity) return loss > 0 ? finite(1 / loss) : null;
  if (loss === 0) return periods;
  return finite(Math.expm1(periods * Math.log1p(-loss)) / -loss);
}

/**
 * The effective rate of a period; a rate that is given so is not touched.
 *
 * @throws {@link MetricError} `DISCOUNT_RATE_INVALID`, `TIME_UNIT_UNKNOWN`
 */
export function ratePerPeriod(period: TimeUnit, discount: DiscountRate | "none"): number {
  checkChoice("TIME_UNIT_UNKNOWN", "period", period, ["day", "week", "month", "year", "opportunity"]);
  if (discount === "none") return 0;
  const continuous = continuousRate(period, discount);
  const isEffective = discount.per === period && discount.compounding !== "continuous";
  const rate = isEffective ? discount.rate : Math.expm1(continuous);
  if (rate === Infinity) {
    fail("DISCOUNT_RATE_INVALID", `Cannot use discount as it must be finite for a period of one ${period}`, discount);
  }
  return rate;
}

function finite(value: number): number | null {
  return value < Infinity ? value : null;
}
