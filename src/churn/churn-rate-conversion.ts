import { fail } from "../core/metric-error.ts";
import type { Every } from "../time/periods.ts";

/** A length of time: a calendar period, a month being 365/12 days, or a number of days. */
export type RateLength = Every | number;

/**
 * A churn rate of one length of time as the rate of another, if customers go on leaving at the same pace.
 *
 * Rates do not add: 5 % a month are 46 % a year and not 60 %. To convert an interval, convert its ends.
 *
 * @formula 1 − (1 − rate)^(to / from)
 *
 * @param rate - a proportion in [0, 1]: the share lost in a time of length `from`
 * @param lengths - `from` and `to`: `"month"`, `"year"`, …, or days; two numbers may be in any one unit
 * @returns the share lost in a time of length `to`, a proportion in [0, 1]
 * @throws {@link MetricError} `RATE_OUT_OF_RANGE`; `LENGTH_INVALID` unless lengths are above 0
 *
 * @example
 * ```ts
 * import { convertRate } from "customer-metrics/churn";
 *
 * convertRate(0.05, { from: "month", to: "year" }); // => ≈0.4596399
 * convertRate(0.3, { from: "year", to: "month" }); // => ≈0.0292855
 * convertRate(0.05, { from: 90, to: "year" }); // => ≈0.1878115
 * ```
 */
export function convertRate(rate: number, lengths: { readonly from: RateLength; readonly to: RateLength }): number {
  checkRate(rate);
  const times = lengthOf(lengths.to) / lengthOf(lengths.from);
  // log1p and expm1 keep the digits of small rates, which 1 − rate and 1 − power would round away.
  return -Math.expm1(times * Math.log1p(-rate)) + 0;
}

/**
 * How long a customer stays on average, in periods, if churn goes on at the same rate.
 *
 * Churn mostly falls with tenure, and then this is too short; a survival curve knows better.
 *
 * @formula 1 / rate
 *
 * @param rate - churn per period, above 0; a rate per time (`exposureRate`) may exceed 1
 * @returns periods, or `null` at a rate of 0, which says of no length that customers stay for it
 * @throws {@link MetricError} `RATE_OUT_OF_RANGE` for a negative rate
 *
 * @example
 * ```ts
 * import { impliedTenure } from "customer-metrics/churn";
 *
 * impliedTenure(0.04); // => 25
 * impliedTenure(0); // => null
 * ```
 */
export function impliedTenure(rate: number): number | null {
  if (!(rate >= 0 && rate < Infinity))
    fail("RATE_OUT_OF_RANGE", "Cannot imply a tenure as rate must be 0 or more", rate);
  const periods = 1 / rate;
  return periods < Infinity ? periods : null;
}

function checkRate(rate: number): void {
  if (!(rate >= 0 && rate <= 1))
    fail("RATE_OUT_OF_RANGE", "Cannot convert the rate as it must be a proportion in [0, 1]", rate);
}

/** In twelfths of a day, of which every calendar period is a whole number. */
function lengthOf(length: RateLength): number {
  const twelfths =
    typeof length === "number" ? length * 12 : { day: 12, week: 84, month: 365, quarter: 1095, year: 4380 }[length];
  if (twelfths === undefined || !(twelfths > 0 && twelfths < Infinity)) {
    fail(
      "LENGTH_INVALID",
      "Cannot convert the rate as lengths must be day, week, month, quarter, year or days above 0",
      length,
    );
  }
  return twelfths;
}
