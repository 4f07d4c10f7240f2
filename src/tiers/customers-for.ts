import type { Estimate } from "../core/estimate.ts";
import { valueNotes } from "./gini.ts";
import { checkShare } from "./top-share.ts";
import type { ValueCell, ValueLeftOut, ValueRuns } from "./value-cell.ts";
import { type ValueRead, valueRuns, type ValueSource } from "./value-runs.ts";
import type { ValueState } from "./value-state.ts";
import { fewestCustomers, type ValueSums, valueSums } from "./value-sums.ts";

/** How few customers bring a share of the value. */
export interface CustomersFor {
  /** The share of the value, a proportion. */
  readonly share: number;
  /** The fewest customers who bring at least that. */
  readonly customers: number | null;
  /** Which part of all customers they are. */
  readonly ofCustomers: number | null;
}

/** {@link CustomersFor} as a figure of its own; `value` is `customers`. */
export interface CustomersForResult extends Estimate<"customers-for-share", "customers">, CustomersFor {
  /** The sum of all values. */
  readonly total: number;
  /** Cells without a value. */
  readonly leftOut: ValueLeftOut;
}

/**
 * The fewest customers who bring a share of the value.
 *
 * Numbers are taken for the decimals that they are written as, so that 0.3 and 0.4 are 70 % of 1, whatever floats add up to.
 *
 * @formula the least k with Σ of the k greatest values ≥ share · Σ of all
 *
 * @param source - a value a customer: numbers, a typed array, a {@link ValueState}; rows with `read`
 * @param share - the share of the value, in [0, 1]
 * @returns a number of customers, without an interval (`no-interval`: it grows with the customers); `null` when the total is not
 *   above 0 (`total-not-positive`) or there is nobody (`no-values`). Where some lose, fewer than all bring the whole value (`has-losses`)
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`, `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `KIND_MISMATCH`, `STATE_INVALID`
 *
 * @example
 * ```ts
 * import { customersFor } from "customer-metrics/tiers";
 *
 * customersFor([9, 8, 7, 6, 5, 4, 3], 0.8); // => { value: 5, ofCustomers: ≈0.7143, n: 7 }
 * ```
 */
export function customersFor(source: ValueSource, share: number): CustomersForResult;
export function customersFor<Row>(
  source: Iterable<Row> | ValueState,
  share: number,
  options: ValueRead<Row>,
): CustomersForResult;
export function customersFor<Row = ValueCell>(
  source: Iterable<Row> | ValueState,
  share: number,
  options: Partial<ValueRead<Row>> = {},
): CustomersForResult {
  checkShare("share", share);
  const runs = valueRuns(source, options.read);
  const sums = valueSums(runs);
  const found = customersForOf(runs, sums, share);
  return {
    metric: "customers-for-share",
    value: found.customers,
    unit: "customers",
    n: runs.n,
    interval: null,
    ...found,
    total: sums.total,
    leftOut: runs.leftOut,
    notes: valueNotes(runs, sums, found.customers === null ? [] : ["no-interval"]),
  };
}

/** The same of sorted values. */
export function customersForOf(runs: ValueRuns, sums: ValueSums, share: number): CustomersFor {
  if (!sums.hasShares) return { share, customers: null, ofCustomers: null };
  const customers = fewestCustomers(runs, sums, share);
  return { share, customers, ofCustomers: customers / runs.n };
}
