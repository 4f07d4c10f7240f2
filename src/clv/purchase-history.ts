/** What a purchase model has to know of a customer: how often, how lately, for how long. All in one unit of time. */
export interface PurchaseHistory {
  /** Repeat purchases: periods with a purchase, less the first. A whole number, 0 or more. The paper's x. */
  readonly frequency: number;
  /** Time from the first purchase to the last; 0 without repeat purchases. Never above `T`. The paper's t_x. */
  readonly recency: number;
  /** Time from the first purchase to the end of observation (BG/BB: opportunities to buy since). The paper's T or n. */
  readonly T: number;
}

/** Histories as parallel columns, one entry a customer or a group of customers alike. */
export interface HistoryColumns {
  /** See {@link PurchaseHistory.frequency}. */
  readonly frequency: ArrayLike<number>;
  /** See {@link PurchaseHistory.recency}. */
  readonly recency: ArrayLike<number>;
  /** See {@link PurchaseHistory.T}. */
  readonly T: ArrayLike<number>;
}

/** Distinct histories and how many customers have each: what a likelihood sums over. */
export interface GroupedHistories {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly T: Float64Array;
  /** Customers, or weights, of each history; above 0. */
  readonly count: Float64Array;
}
