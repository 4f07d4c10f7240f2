import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { type AmountRowCode, countRow, tallyRows } from "./amount-rows.ts";
import {
  historicReading,
  historicValueOf,
  type HistoricValueOptions,
  type HistoricValueResult,
} from "./historic-value-result.ts";
import {
  addHistoricValue,
  emptyHistoricValue,
  historicRules,
  type HistoricRules,
  type HistoricValueRow,
  type HistoricValueState,
  mergeHistoricValue,
} from "./historic-value-state.ts";

/** How to get what counts out of a row of your own. */
export interface HistoricValueRead<Row> {
  /** The customer, the amount and its kind of a row; `null` for a row that has none, which is left out as `row-invalid`. */
  readonly read: (row: Row) => HistoricValueRow | null;
}

/**
 * Historic value: what customers have contributed so far, in total and each. No model and no future: revenue less refunds, less
 * what it cost to provide, less what it cost to serve them.
 *
 * @formula contribution = purchases − refunds − direct cost − cost to serve, each amount · (1 + d)^(time to asOf) with `discount`
 *
 * @param source - rows: transactions and, among them, costs to serve and acquisition costs; or a state of them. With `read`, rows
 *   of any form
 * @param options - see {@link HistoricValueOptions} and {@link HistoricValueRead}
 * @returns minor units of the currency, exact unless discounted: `value` is the contribution of all, `customers` has that of each,
 *   `mean` the mean with its interval. `value` is `null` without customers (`no-customers`) and where the cost of a purchase is
 *   not known (`costs-unknown`; see `missingCost`, then `costs-assumed`). Other notes: `no-interval` (a total of all that
 *   happened has none), `no-costs-to-serve` (no row of any), `acquisition-costs-incomplete`; `all-left-out`, `mostly-left-out`,
 *   `rows-left-out`: rows have something wrong, see `findings`
 * @throws {@link MetricError} `CURRENCY_MIXED` (choose one with `currency`, or group by it), `AMOUNT_TOO_LARGE`, `SOURCE_INVALID`,
 *   `ROW_INVALID`, `KIND_MISMATCH`, `OPTIONS_INVALID`, `CURRENCY_INVALID`, `ON_INVALID_UNKNOWN`, `MISSING_COST_INVALID`, `LEVEL_OUT_OF_RANGE`, `AS_OF_REQUIRED`, `DISCOUNT_RATE_INVALID`,
 *   `TIME_UNIT_UNKNOWN`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `WINDOW_EMPTY`, `FUNCTION_REQUIRED`
 * @see Gupta and Lehmann, "Customers as Assets", Journal of Interactive Marketing 17(1), 2003.
 *
 * @example
 * ```ts
 * import { historicValue } from "customer-metrics/clv";
 *
 * const rows = [
 *   { id: "1", customerId: "Ann", at: "2025-01-10T00:00:00Z", amount: 10000, cost: 6000, currency: "EUR", kind: "purchase" },
 *   { id: "2", customerId: "Ann", at: "2025-02-10T00:00:00Z", amount: 5000, cost: 3000, currency: "EUR", kind: "purchase" },
 *   { id: "3", customerId: "Bob", at: "2025-01-20T00:00:00Z", amount: 20000, cost: 12000, currency: "EUR", kind: "purchase" },
 *   { id: "4", customerId: "Bob", at: "2025-01-25T00:00:00Z", amount: 4000, currency: "EUR", kind: "refund" },
 *   { customerId: "Bob", at: "2025-01-25T00:00:00Z", amount: 4500, currency: "EUR", kind: "cost-to-serve" },
 * ];
 * const { value, currency, customers } = historicValue(rows);
 * [value, currency]; // => [5500, "EUR"]
 * customers[0]; // => { customerId: "Ann", revenue: 15000, directCost: 9000, costToServe: 0, contribution: 6000 }
 * customers[1]; // => { customerId: "Bob", revenue: 16000, directCost: 12000, costToServe: 4500, contribution: -500 }
 * ```
 */
export function historicValue(
  source: Iterable<HistoricValueRow> | HistoricValueState,
  options?: HistoricValueOptions,
): HistoricValueResult;
export function historicValue<Row>(
  source: Iterable<Row> | HistoricValueState,
  options: HistoricValueOptions & HistoricValueRead<Row>,
): HistoricValueResult;
export function historicValue<Row>(
  source: Iterable<Row> | HistoricValueState,
  options: HistoricValueOptions & Partial<HistoricValueRead<Row>> = {},
): HistoricValueResult {
  const rules = historicRules(options);
  const reading = historicReading(options, rules);
  if (typeof source === "object" && source !== null && "kind" in source) {
    return historicValueOf(source, reading);
  }
  const state = emptyHistoricValue(rules);
  const ids = new Set<string>();
  const add = adderOf<Row>(options.read, ids);
  const findings = tallyRows(source, state, rules, add);
  return { ...historicValueOf(state, reading), findings };
}

/**
 * {@link historicValue} of rows that come one at a time or in parts. It does not see that an id repeats: for that it would have
 * to keep them all.
 *
 * @param options - as for {@link historicValue}
 * @throws {@link MetricError} as {@link historicValue}
 *
 * @example Two shards, and contacts at 3.50 EUR each
 * ```ts
 * import { fold } from "customer-metrics";
 * import { historicValueAccumulator } from "customer-metrics/clv";
 *
 * const read = (row: { customer: string; paid?: number }) =>
 *   row.paid === undefined
 *     ? { customerId: row.customer, amount: 350, kind: "cost-to-serve" }
 *     : { customerId: row.customer, amount: row.paid };
 * const accumulator = historicValueAccumulator({ missingCost: { grossMargin: 0.4 }, read });
 * const left = fold(accumulator, [{ customer: "Ann", paid: 5000 }, { customer: "Ann" }]);
 * const right = fold(accumulator, [{ customer: "Ann", paid: 2500 }]);
 * accumulator.result(accumulator.merge(left, right)); // => { value: 2650, total: { revenue: 7500, directCost: 4500, costToServe: 350 } }
 * ```
 */
export function historicValueAccumulator(
  options?: HistoricValueOptions,
): Accumulator<HistoricValueRow, HistoricValueState, HistoricValueResult>;
export function historicValueAccumulator<Row>(
  options: HistoricValueOptions & HistoricValueRead<Row>,
): Accumulator<Row, HistoricValueState, HistoricValueResult>;
export function historicValueAccumulator<Row>(
  options: HistoricValueOptions & Partial<HistoricValueRead<Row>> = {},
): Accumulator<Row, HistoricValueState, HistoricValueResult> {
  const rules = historicRules(options);
  const reading = historicReading(options, rules);
  const add = adderOf<Row>(options.read, null);
  return {
    empty: () => emptyHistoricValue(rules),
    add: (state, row) => countRow(state, row, rules, add),
    merge: mergeHistoricValue,
    result: (state) => historicValueOf(state, reading),
  };
}

/** Adds rows of any form; with `ids`, of each id only the first. */
function adderOf<Row>(
  read: ((row: Row) => HistoricValueRow | null) | undefined,
  ids: Set<string> | null,
): (state: HistoricValueState, row: Row, rules: HistoricRules) => AmountRowCode | null {
  if (read !== undefined && typeof read !== "function") {
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  }
  return (state, row, rules) => {
    const found = (read === undefined ? row : read(row)) as HistoricValueRow;
    const id = ids === null ? null : (found?.id ?? null);
    if (id !== null && ids!.has(id)) return "duplicate-id";
    const code = addHistoricValue(state, found, rules);
    if (code === null && id !== null) ids!.add(id);
    return code;
  };
}
