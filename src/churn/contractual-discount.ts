import { fail } from "../core/metric-error.ts";

/**
 * A discount rate above 0: of a contract period (0.1 is 10 % a period), or a yearly one with the number of contract periods
 * in a year, so that nobody discounts a month by a year's rate.
 */
export type ContractualDiscountRate = number | { readonly annualRate: number; readonly periodsPerYear: number };

/**
 * The rate of one period: (1 + annual rate)^(1 / periods) − 1.
 *
 * @throws {@link MetricError} `DISCOUNT_RATE_INVALID`
 */
export function ratePerPeriod(rate: ContractualDiscountRate): number {
  const { annualRate, periodsPerYear } =
    typeof rate === "number" ? { annualRate: rate, periodsPerYear: 1 } : (rate ?? {});
  if (!(annualRate! > 0 && annualRate! < Infinity && periodsPerYear! > 0 && periodsPerYear! < Infinity)) {
    fail(
      "DISCOUNT_RATE_INVALID",
      "Cannot use discount rate as the rate and the periods in a year must be above 0",
      rate,
    );
  }
  return periodsPerYear === 1 ? annualRate! : Math.expm1(Math.log1p(annualRate!) / periodsPerYear!);
}
