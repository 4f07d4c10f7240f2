import { mbgNbdProcess } from "./bg-nbd.ts";
import { type BgNbdFitOptions, bgNbdForms } from "./fit-bg-nbd-options.ts";
import type { StatedTimeUnit, TimedPurchaseHistories } from "./fit-options.ts";
import { fitProcess } from "./fit-process.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import type { PurchaseFit } from "./purchase-fit.ts";

/**
 * The MBG/NBD model of customers who come and go without a contract, by maximum likelihood: the one to begin with.
 *
 * A customer buys at random at a rate of their own, and after each purchase, the first one too, leaves for good with a chance
 * of their own. It is BG/NBD with that one change: there, whoever did not buy again is alive for certain, and here they are
 * alive or not, as in life.
 *
 * Equal histories are counted once, so that a million customers are fitted in the time of their distinct histories. Order,
 * grouping and shards do not change a bit of the result.
 *
 * @formula rate ~ gamma(r, alpha); chance to leave after a purchase ~ beta(a, b)
 *
 * @param source - repeat purchases (frequency), time from the first purchase to the last (recency) and to the end of
 *   observation (T) of each customer: rows, columns, an RFM summary, or a state; see {@link PurchaseHistorySource}
 * @param options - `timeUnit` (unless the source says it), `covariates`, `penalty`, `level`, `onInvalid`; see {@link BgNbdFitOptions}
 * @returns by `status`: `"converged"` or `"weakly-identified"`: parameters (alpha in units of time) with standard errors,
 *   covariance and log-normal intervals; `"boundary"`: there is no maximum, the limit is said and reached; `"failed"` with a
 *   reason. Plain JSON, to be stored and used for predictions
 * @throws {@link MetricError} `TIME_UNIT_UNKNOWN`, `TIME_UNIT_MISMATCH`, `LEVEL_OUT_OF_RANGE`, `ON_INVALID_UNKNOWN`,
 *   `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `WEIGHTS_TWICE`, `FIRST_INCLUDED`, `COVARIATES_INVALID`, `COVARIATE_MISSING`,
 *   `DROPOUT_EFFECT_UNKNOWN`, `PENALTY_INVALID`, `PENALTY_UNSUPPORTED`; `HISTORY_INVALID` if `onInvalid` is `"throw"`;
 *   `KIND_MISMATCH`, `STATE_INVALID`, `COUNT_INVALID` for states. Never for bad data, which `leftOut` counts
 * @see Batislam, Denizel and Filiztekin, "Empirical validation and comparison of models for customer base analysis",
 *   International Journal of Research in Marketing 24(3), 2007; Fader, Hardie and Lee, "Counting Your Customers the Easy Way",
 *   Marketing Science 24(2), 2005.
 *
 * @example
 * ```ts
 * import { fitMbgNbd } from "customer-metrics/clv";
 *
 * const fit = fitMbgNbd(
 *   {
 *     frequency: [0, 1, 1, 2, 2, 3, 4, 6, 9],
 *     recency: [0, 4, 30, 11, 35, 20, 38, 27, 37],
 *     T: [39, 39, 38, 39, 37, 39, 39, 38, 39],
 *     count: [600, 90, 60, 40, 40, 25, 20, 10, 8],
 *   },
 *   { timeUnit: "week" },
 * );
 * fit; // => { status: "converged", n: 893, repeatPurchases: 597, parameters: { r: ≈1.947, alpha: ≈27.79 } }
 * ```
 */
export function fitMbgNbd(source: TimedPurchaseHistories, options?: BgNbdFitOptions): PurchaseFit;
export function fitMbgNbd(source: PurchaseHistorySource, options: BgNbdFitOptions & StatedTimeUnit): PurchaseFit;
export function fitMbgNbd(source: PurchaseHistorySource, options: BgNbdFitOptions = {}): PurchaseFit {
  return fitProcess(mbgNbdProcess, source, { ...options, forms: bgNbdForms(options), notes: [] });
}
