import type { Accumulator } from "../core/accumulator.ts";
import {
  type AcquisitionCostOptions,
  acquisitionReading,
  type AcquisitionSource,
  type CustomerAcquisitionCostResult,
  resultOfState,
  resultOfTotals,
} from "./acquisition-cost-result.ts";
import {
  type AcquisitionRow,
  acquisitionRules,
  type AcquisitionState,
  addAcquisition,
  emptyAcquisition,
  mergeAcquisition,
} from "./acquisition-cost-state.ts";
import { countRow, tallyRows } from "./amount-rows.ts";

/**
 * Customer acquisition cost: what was spent for a new customer, with what is in it and whose it is named in the result.
 *
 * Customers are won by chance as well: the interval says which cost the same spend could have come to, had it been another month
 * like this one.
 *
 * @formula included costs / new customers; interval: costs / ends of the exact Poisson interval of the number of new customers
 *
 * @param source - sums (in any money), rows (whole minor units), or a state of rows
 * @param options - see {@link AcquisitionCostOptions}; window, lag and `onInvalid` are for rows
 * @returns money a customer; `n` is the new customers, and without any `value` is `null` (`no-new-customers`), as
 *   without any included cost (`no-costs`: what is not recorded is not free). Other notes: `no-spend`, `costs-left-out`,
 *   `costs-not-found` (a kind that was asked for and no cost has), `no-interval`, `shared-costs-not-in-channels`, `customers-without-channel`;
 *   `all-left-out`, `mostly-left-out`, `rows-left-out`: rows have something wrong, see `findings`
 * @throws {@link MetricError} `SPEND_INVALID`, `COUNT_INVALID`, `CUSTOMERS_UNKNOWN`, `COST_KINDS_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `INTERVAL_UNKNOWN`, `SOURCE_INVALID`, `CURRENCY_MIXED`, `CURRENCY_INVALID`, `AMOUNT_TOO_LARGE`, `ROW_INVALID`, `KIND_MISMATCH`, `OPTIONS_INVALID`, `ON_INVALID_UNKNOWN`,
 *   `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `WINDOW_EMPTY`, `WINDOW_REQUIRED`, `TIME_SPAN_INVALID`
 * @see Farris, Bendle, Pfeifer and Reibstein, "Marketing Metrics", 2nd edition, 2010, chapter 5; Garwood, "Fiducial Limits for
 *   the Poisson Distribution", Biometrika 28, 1936.
 *
 * @example
 * ```ts
 * import { customerAcquisitionCost } from "customer-metrics/clv";
 *
 * const april = {
 *   spend: [{ kind: "media", amount: 12000 }, { kind: "salaries", amount: 18000 }],
 *   newCustomers: { paid: 40, organic: 60 },
 * };
 * customerAcquisitionCost(april, { currency: "EUR" });
 * // => { value: 300, interval: { lower: ≈246.66, upper: ≈368.7, method: "exact-poisson" }, n: 100, definition: { costs: ["media", "salaries"], customers: "all" } }
 * customerAcquisitionCost(april, { costs: ["media"], customers: "paid" }); // => { value: 300, n: 40, notes: ["costs-left-out"] }
 * customerAcquisitionCost(april, { costs: ["media"] }).value; // => 120
 * customerAcquisitionCost({ spend: 12000, newCustomers: 40 }); // => { value: 300, definition: { costs: ["unspecified"] } }
 * ```
 */
export function customerAcquisitionCost(
  source: AcquisitionSource,
  options: AcquisitionCostOptions = {},
): CustomerAcquisitionCostResult {
  const rules = acquisitionRules(options);
  const reading = acquisitionReading(options, rules);
  if (typeof source === "object" && source !== null) {
    if ("spend" in source && "newCustomers" in source) return resultOfTotals(source, options, reading);
    if ("kind" in source) return resultOfState(source as AcquisitionState, reading);
  }
  const state = emptyAcquisition(rules);
  const findings = tallyRows(source as Iterable<AcquisitionRow>, state, rules, addAcquisition);
  return { ...resultOfState(state, reading), findings };
}

/**
 * {@link customerAcquisitionCost} of rows that come one at a time or in parts. A customer in several parts counts once, where
 * and when they were won first.
 *
 * @param options - as for {@link customerAcquisitionCost}
 * @throws {@link MetricError} as {@link customerAcquisitionCost}
 *
 * @example Two channels
 * ```ts
 * import { fold } from "customer-metrics";
 * import { customerAcquisitionCostAccumulator } from "customer-metrics/clv";
 *
 * const accumulator = customerAcquisitionCostAccumulator({ currency: "EUR" });
 * const march = fold(accumulator, [
 *   { kind: "cost", costKind: "media", channel: "search", amount: 90000, currency: "EUR" },
 *   { kind: "acquired", customerId: "a", channel: "search" },
 *   { kind: "acquired", customerId: "b", channel: "search" },
 *   { kind: "acquired", customerId: "c", channel: "word of mouth" },
 * ]);
 * const { value, channels } = accumulator.result(march);
 * value; // => 30000
 * channels.map(({ channel, value }) => [channel, value]); // => [["search", 45000], ["word of mouth", null]]
 * ```
 */
export function customerAcquisitionCostAccumulator(
  options: AcquisitionCostOptions = {},
): Accumulator<AcquisitionRow, AcquisitionState, CustomerAcquisitionCostResult> {
  const rules = acquisitionRules(options);
  const reading = acquisitionReading(options, rules);
  return {
    empty: () => emptyAcquisition(rules),
    add: (state, row) => countRow(state, row, rules, addAcquisition),
    merge: mergeAcquisition,
    result: (state) => resultOfState(state, reading),
  };
}
