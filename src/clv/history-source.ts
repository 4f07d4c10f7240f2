import type { PurchaseHistoryState } from "./history-state.ts";
import type { HistoryColumns, PurchaseHistory } from "./purchase-history.ts";
import type { TimeUnit } from "./time-unit.ts";

/** A customer, or a group of customers with one history. Further fields are ignored. */
export interface PurchaseHistoryRow extends PurchaseHistory {
  /**
   * Customers with this history: any number above 0, such as a survey weight; 0 is no customer.
   * @defaultValue `1`
   */
  readonly weight?: number | undefined;
  /** What is known of the customer, by name. Only those that a fit names are read. */
  readonly covariates?: { readonly [name: string]: number } | undefined;
}

/** Customers, or groups of them, as parallel columns: the fastest form for many. */
export interface PurchaseHistoryColumns extends HistoryColumns {
  /** As {@link PurchaseHistoryRow.weight}, one entry a row. */
  readonly weight?: ArrayLike<number> | undefined;
  /** Customers of each row, under the name that grouped tables have; not beside `weight`. */
  readonly count?: ArrayLike<number> | undefined;
  /** A column for each covariate. */
  readonly covariates?: { readonly [name: string]: ArrayLike<number> } | undefined;
  /** The unit of the times, where the table knows it. */
  readonly timeUnit?: TimeUnit | undefined;
}

/** Rows in a table that knows the unit of its times: the result of `rfmSummary`. */
export interface PurchaseHistoryTable {
  readonly customers: Iterable<PurchaseHistoryRow>;
  readonly definition: {
    readonly timeUnit: TimeUnit;
    /** Whether the first purchase counts; a model needs the repeat purchases alone. */
    readonly first?: "excluded" | "included";
  };
}

/** What a purchase model is fitted to: rows, columns, a table of rows, or a state of `purchaseHistoryAccumulator`. */
export type PurchaseHistorySource =
  | Iterable<PurchaseHistoryRow>
  | PurchaseHistoryColumns
  | PurchaseHistoryTable
  | PurchaseHistoryState;
