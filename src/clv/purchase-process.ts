import type { Smooth } from "../numeric/maximise.ts";
import type { Random } from "../numeric/random.ts";
import type { GroupedHistories, HistoryColumns, PurchaseHistory } from "./purchase-history.ts";

/** A model of when customers buy and when they stop. */
export type PurchaseModelName = "bg-nbd" | "mbg-nbd" | "pareto-nbd" | "bg-bb";

/** Parameter values above 0, in the order of a process's `parameterNames`. */
export type ParameterValues = ArrayLike<number>;

/** Where {@link PurchaseProcess.derivatives} writes: the value, 4 slopes, and the 10 second derivatives (0,0) (0,1) (0,2) (0,3) (1,1) (1,2) (1,3) (2,2) (2,3) (3,3). */
export type DerivativeSlots = Float64Array;

/**
 * The mathematics of one purchase model, at given parameters. The fits, the predictions and the simulation are written once
 * over it. Every function is for histories that were checked, and is finite for all of them; time is in the model's unit.
 */
export interface PurchaseProcess {
  readonly model: PurchaseModelName;
  /** Four names, as in the model's paper. */
  readonly parameterNames: readonly string[];
  /** ln of the likelihood of one customer's history (of purchase times: without t^x / x!; BG/BB: of the string of purchases). */
  readonly logLikelihood: (parameters: ParameterValues, history: PurchaseHistory) => number;
  /** The same with derivatives by the logarithms of the parameters. */
  readonly derivatives: (parameters: ParameterValues, history: PurchaseHistory, out: DerivativeSlots) => void;
  /** The sum over histories as a function of the logarithms of the parameters, with gradient and Hessian; fast. */
  readonly likelihood: (histories: GroupedHistories) => Smooth;
  /** Points (logarithms of parameters) from which to search for the maximum, the best guess first. */
  readonly starts: (histories: GroupedHistories) => readonly (readonly number[])[];
  /** P(alive at T + ahead); `ahead` 0 or more. */
  readonly probabilityAlive: (parameters: ParameterValues, history: PurchaseHistory, ahead: number) => number;
  /** ln P(alive at T), of models whose P(alive) may be below all numbers. */
  readonly logProbabilityAlive?: (parameters: ParameterValues, history: PurchaseHistory) => number;
  /** Expected purchases in (T, T + ahead]. */
  readonly expectedPurchases: (parameters: ParameterValues, history: PurchaseHistory, ahead: number) => number;
  /** Expected purchases in (0, ahead] of a customer who just bought for the first time. */
  readonly newCustomerPurchases: (parameters: ParameterValues, ahead: number) => number;
  /**
   * Purchases in (T, T + ahead], each discounted to T at a continuous rate above or equal to 0 a unit of time (BG/BB: a rate
   * d a period, the j-th period divided by (1 + d)^j). `ahead` may be Infinity: the sum is Infinity where it does not exist.
   */
  readonly discountedPurchases: (
    parameters: ParameterValues,
    history: PurchaseHistory,
    rate: number,
    ahead: number,
  ) => number;
  /** P(0), P(1), … P(most) purchases of a new customer in (0, ahead]. */
  readonly countProbabilities: (parameters: ParameterValues, ahead: number, most: number) => Float64Array;
  /** P(0), P(1), … P(most) purchases in (T, T + ahead]. */
  readonly conditionalCountProbabilities: (
    parameters: ParameterValues,
    history: PurchaseHistory,
    ahead: number,
    most: number,
  ) => Float64Array;
  /** P(alive) at T and expected purchases in (T, T + ahead] of many customers at once. */
  readonly predictColumns: (
    parameters: ParameterValues,
    histories: HistoryColumns,
    ahead: number,
  ) => { readonly probabilityAlive: Float64Array; readonly expectedPurchases: Float64Array };
  /** One customer's purchase times in (0, until] after the first purchase at 0, in order. */
  readonly simulate: (parameters: ParameterValues, random: Random, until: number) => number[];
}
