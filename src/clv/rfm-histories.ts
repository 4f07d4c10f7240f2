import { fail } from "../core/metric-error.ts";
import type { HistoryColumns, PurchaseHistory } from "./purchase-history.ts";
import { checkTimeUnit, type TimeUnit } from "./time-unit.ts";

/** Distinct histories, and how many customers have each: plain JSON that the fits take, and that a database can make. */
export interface HistoryCounts {
  /** The unit of the times, where the source said it. */
  readonly timeUnit?: TimeUnit;
  /** Repeat purchases. */
  readonly frequency: number[];
  /** Time from the first purchase to the last. */
  readonly recency: number[];
  /** Time from the first purchase to the end. */
  readonly T: number[];
  /** Customers of each. */
  readonly count: number[];
}

/** {@link HistoryCounts} whose times say their unit. */
export interface TimedHistoryCounts extends HistoryCounts {
  /** The unit of the times. */
  readonly timeUnit: TimeUnit;
}

/** Histories as columns, perhaps with the number of customers that each is of. */
export interface CountedHistoryColumns extends HistoryColumns {
  /** Customers of each. @defaultValue 1 */
  readonly count?: ArrayLike<number> | undefined;
  /** The unit of the times. */
  readonly timeUnit?: TimeUnit | undefined;
}

/** Customers in a table that knows the unit of its times: the result of {@link rfmSummary}. */
export interface CountedHistoryTable {
  readonly customers: Iterable<CountedHistory>;
  readonly definition: { readonly timeUnit: TimeUnit };
}

/** A history, perhaps of several customers. */
export interface CountedHistory extends PurchaseHistory {
  /** Customers that have it. @defaultValue 1 */
  readonly count?: number | undefined;
}

/**
 * Distinct (frequency, recency, T) and how many customers have each, by frequency, then recency, then T.
 *
 * A likelihood needs no more. CDNOW's 23,570 customers are 8,685 histories. Groups of groups are the groups of all, so shards
 * without common customers merge by `groupHistories([...left, ...right])` of rows, or of columns put end to end.
 *
 * @param source - the result of {@link rfmSummary} or {@link rfmSummaryColumns}, rows, or groups of any of these with `count`
 * @returns four columns of one length; the counts add up to the customers
 * @throws {@link MetricError} `HISTORY_INVALID` for what is no finite number, or a count of 0 or less; `FIRST_INCLUDED`,
 *   `COLUMNS_UNEQUAL`, `SOURCE_INVALID`, `TIME_UNIT_UNKNOWN`
 *
 * @example
 * ```ts
 * import { groupHistories } from "customer-metrics/clv";
 *
 * groupHistories([
 *   { frequency: 1, recency: 14, T: 28 },
 *   { frequency: 0, recency: 0, T: 11 },
 *   { frequency: 1, recency: 14, T: 28 },
 * ]); // => { frequency: [0, 1], recency: [0, 14], T: [11, 28], count: [1, 2] }
 * ```
 */
export function groupHistories(
  source: CountedHistoryTable | (CountedHistoryColumns & { readonly timeUnit: TimeUnit }),
): TimedHistoryCounts;
export function groupHistories(
  source: Iterable<CountedHistory> | CountedHistoryColumns | CountedHistoryTable,
): HistoryCounts;
export function groupHistories(
  source: Iterable<CountedHistory> | CountedHistoryColumns | CountedHistoryTable,
): HistoryCounts {
  const { frequency, recency, T, count, timeUnit } = columnsOf(source);
  if (timeUnit !== undefined) checkTimeUnit(timeUnit);
  const rows = frequency.length;
  const order = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    if (!(isNumber(frequency[i]) && isNumber(recency[i]) && isNumber(T[i]) && isCount(count?.[i] ?? 1))) {
      fail("HISTORY_INVALID", "Cannot group histories as all must be finite numbers, with a count above 0", {
        frequency: frequency[i],
        recency: recency[i],
        T: T[i],
        count: count?.[i],
      });
    }
    order[i] = i;
  }
  order.sort((a, b) => frequency[a]! - frequency[b]! || recency[a]! - recency[b]! || T[a]! - T[b]!);
  const groups: HistoryCounts = {
    ...(timeUnit === undefined ? {} : { timeUnit }),
    frequency: [],
    recency: [],
    T: [],
    count: [],
  };
  let previous = -1;
  for (const i of order) {
    const isSame =
      previous >= 0 && frequency[i] === frequency[previous] && recency[i] === recency[previous] && T[i] === T[previous];
    if (isSame) {
      groups.count[groups.count.length - 1]! += count?.[i] ?? 1;
    } else {
      groups.frequency.push(frequency[i]! + 0);
      groups.recency.push(recency[i]! + 0);
      groups.T.push(T[i]! + 0);
      groups.count.push(count?.[i] ?? 1);
      previous = i;
    }
  }
  if (!groups.count.every(Number.isFinite)) {
    fail("HISTORY_INVALID", "Cannot group histories as their counts must add up to finite numbers", groups.count);
  }
  return groups;
}

function columnsOf(
  source: Iterable<CountedHistory> | CountedHistoryColumns | CountedHistoryTable,
): CountedHistoryColumns {
  const { frequency, recency, T, count, customers, definition } = (source ?? {}) as Partial<
    CountedHistoryColumns & CountedHistoryTable
  >;
  if ((definition as { readonly first?: string } | undefined)?.first === "included") {
    fail("FIRST_INCLUDED", "Cannot group histories as their frequency must not count the first purchase", definition);
  }
  if (frequency != null) {
    for (const column of count === undefined ? [recency, T] : [recency, T, count]) {
      if (column?.length !== frequency.length) {
        fail("COLUMNS_UNEQUAL", "Cannot use columns as they must be of one length", column?.length);
      }
    }
    return source as CountedHistoryColumns;
  }
  const list = customers ?? source;
  if (typeof list !== "object" || (list as Iterable<unknown> | null)?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot group histories as they must be rows or columns", source);
  }
  const rows = [...(list as Iterable<CountedHistory>)];
  return {
    frequency: rows.map((row) => row?.frequency),
    recency: rows.map((row) => row?.recency),
    T: rows.map((row) => row?.T),
    count: rows.map((row) => row?.count ?? 1),
    timeUnit: definition?.timeUnit,
  };
}

function isNumber(value: number | undefined): boolean {
  return Number.isFinite(value);
}

function isCount(count: number): boolean {
  // Drivers of databases give counts as text, which would be put end to end.
  return Number.isFinite(count) && count > 0;
}
