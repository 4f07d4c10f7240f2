import { checkChoice } from "../core/choice.ts";
import type { Accumulator } from "../core/accumulator.ts";
import { checkCount, checkSameKind } from "../core/state.ts";
import type { PurchaseLeftOutCounts } from "./history-check.ts";
import { readHistories } from "./history-reading.ts";
import { readRow, refuse } from "./history-row.ts";
import type { PurchaseHistoryRow } from "./history-source.ts";
import {
  emptyHistoryState,
  historyKind,
  historyName,
  mergeHistories,
  type PurchaseHistoryState,
} from "./history-state.ts";
import { checkTimeUnit, type TimeUnit } from "./time-unit.ts";

/** Options of {@link purchaseHistoryAccumulator}. */
export interface PurchaseHistoryOptions {
  /** The unit of recency and T; the state says it to the fit. */
  readonly timeUnit: TimeUnit;
  /** Covariates to keep, by name, for fits that use them. None unless given. */
  readonly covariates?: readonly string[] | undefined;
  /**
   * Whether a row that says nothing of a customer is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** What is in a state of histories. */
export interface PurchaseHistorySummary {
  readonly timeUnit: TimeUnit;
  /** Customers (the sum of weights). */
  readonly n: number;
  /** Repeat purchases of all of them. */
  readonly repeatPurchases: number;
  /** Distinct histories. */
  readonly groups: number;
  /** Rows that were read. */
  readonly rows: number;
  /** Rows that were not used, by what is wrong with them. */
  readonly leftOut: PurchaseLeftOutCounts;
}

/**
 * Purchase histories as an {@link Accumulator}: for streams, days and shards. A fit of the merged state is the fit of all
 * customers, to the last bit, whatever came first.
 *
 * A customer must come once. Where a log is split so that a customer's purchases are in several parts, merge states of
 * `rfmSummaryAccumulator` first.
 *
 * @param options - see {@link PurchaseHistoryOptions}
 * @returns an accumulator of histories with a {@link PurchaseHistoryState}, which every fit takes
 * @throws {@link MetricError} `TIME_UNIT_UNKNOWN`, `ON_INVALID_UNKNOWN`; when adding, `HISTORY_INVALID` if `onInvalid` is
 *   `"throw"`; merging states of another unit or other covariates throws `KIND_MISMATCH`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { fitMbgNbd, purchaseHistoryAccumulator } from "customer-metrics/clv";
 *
 * const accumulator = purchaseHistoryAccumulator({ timeUnit: "week" });
 * const north = fold(accumulator, [{ frequency: 2, recency: 30, T: 39 }, { frequency: 0, recency: 0, T: 30 }]);
 * const south = fold(accumulator, [{ frequency: 0, recency: 0, T: 30 }, { frequency: 1, recency: 4, T: 25 }]);
 * const all = accumulator.merge(north, south);
 * all.histories; // => { "2,30,39": 1, "0,0,30": 2, "1,4,25": 1 }
 * fitMbgNbd(all).n; // => 4
 * ```
 */
export function purchaseHistoryAccumulator(
  options: PurchaseHistoryOptions,
): Accumulator<PurchaseHistoryRow, PurchaseHistoryState, PurchaseHistorySummary> {
  const { timeUnit, covariates = [], onInvalid = "count" } = options ?? {};
  checkTimeUnit(timeUnit);
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const kind = historyKind(timeUnit, covariates);
  const numbers = new Float64Array(3 + covariates.length);
  return {
    empty: () => emptyHistoryState(kind),
    add: (state, row) => {
      const { fault, weight } = readRow(row, covariates, numbers);
      if (fault !== null) {
        if (onInvalid === "throw") refuse(row);
        state.leftOut[fault] += 1;
      } else if (weight > 0) {
        const name = historyName(numbers, weight);
        const count = Number.isInteger(weight) ? weight : 1;
        state.histories[name] = checkCount((state.histories[name] ?? 0) + count);
      }
      state.rows = checkCount(state.rows + 1);
      return state;
    },
    merge: (left, right) => {
      checkSameKind({ kind }, left);
      checkSameKind({ kind }, right);
      return mergeHistories(left, right);
    },
    result: (state) => {
      checkSameKind({ kind }, state);
      const read = readHistories(state, { covariates, isDiscrete: false, timeUnit, onInvalid: "count" });
      const { n, repeatPurchases, groups, rows } = read;
      return { timeUnit, n, repeatPurchases, groups: groups.count.length, rows, leftOut: { ...state.leftOut } };
    },
  };
}
