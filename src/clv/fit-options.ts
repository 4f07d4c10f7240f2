import type { PurchasePenalty } from "./fit-penalty.ts";
import type { PurchaseHistoryColumns, PurchaseHistoryRow, PurchaseHistoryTable } from "./history-source.ts";
import type { PurchaseHistoryState } from "./history-state.ts";
import type { TimeUnit } from "./time-unit.ts";

/** The unit of recency and T: it must be said, as a number does not tell weeks from days. */
export interface StatedTimeUnit {
  readonly timeUnit: TimeUnit;
}

/** A source that says itself what unit its times are in: a summary, a state, columns or rows with a `timeUnit`. */
export type TimedPurchaseHistories =
  | PurchaseHistoryTable
  | PurchaseHistoryState
  | (PurchaseHistoryColumns & StatedTimeUnit)
  // Last, as it is the one that the compiler speaks of when rows come without a unit.
  | (Iterable<PurchaseHistoryRow> & StatedTimeUnit);

/** Options of every fit of a purchase model. */
export interface PurchaseFitOptions extends Partial<StatedTimeUnit> {
  /**
   * Coverage of the parameters' intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Whether a row that says nothing of a customer is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
  /** A pull on the estimates; see {@link PurchasePenalty}. None unless given. */
  readonly penalty?: PurchasePenalty | undefined;
}
