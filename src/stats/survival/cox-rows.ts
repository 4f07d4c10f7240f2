import type { SurvivalLabels } from "./survival-labels.ts";
import type { SurvivalLeftOut, SurvivalReadingOptions } from "./survival-reading.ts";

/** What names a stratum or a cluster; 1 and "1" are one. */
export type CoxLabel = string | number;

/** The rows of a regression as columns of one length, arrays or typed arrays: the fast way in. */
export interface CoxColumns {
  /** How long each was observed, until the event or until last seen: finite, 0 or more, all in one unit. */
  readonly time: ArrayLike<number | null | undefined>;
  /** Whether it ended with the event: 1 or `true`; 0 or `false` for those who were still there. */
  readonly event: ArrayLike<number | boolean | null | undefined>;
  /** The covariates by name; `true` is 1. */
  readonly covariates: { readonly [name: string]: ArrayLike<number | boolean | null | undefined> };
  /** From which time on each was under observation: at risk in (entry, time]. 0 or missing: from the start. */
  readonly entry?: ArrayLike<number | null | undefined> | undefined;
  /** How much each counts in the likelihood: a sampling weight, or revenue. */
  readonly weight?: ArrayLike<number | undefined> | undefined;
  /** How many rows alike each stands for, a whole number: the same as giving it so many times. */
  readonly count?: ArrayLike<number | undefined> | undefined;
  /** The stratum of each; strata have baseline hazards of their own. */
  readonly stratum?: SurvivalLabels<CoxLabel> | undefined;
  /** The cluster of each, such as its account, for robust errors. */
  readonly cluster?: SurvivalLabels<CoxLabel> | undefined;
}

/** One row: a customer, or a stretch of a customer's time over which the covariates did not change. */
export interface CoxRow {
  /** How long it was observed, or when the stretch ends. */
  readonly time: number | null | undefined;
  /** Whether it ended with the event. */
  readonly event: number | boolean | null | undefined;
  /** The covariates by name. */
  readonly covariates: { readonly [name: string]: number | boolean | null | undefined };
  /** From which time on it was under observation. */
  readonly entry?: number | null | undefined;
  /** How much it counts; 1 if absent. */
  readonly weight?: number | undefined;
  /** How many rows alike it stands for; 1 if absent. */
  readonly count?: number | undefined;
  /** Its stratum. */
  readonly stratum?: CoxLabel | undefined;
  /** What it belongs to; itself alone if absent. */
  readonly cluster?: CoxLabel | undefined;
}

/** How rows are read. */
export interface CoxReadingOptions<Row = CoxRow>
  extends Pick<SurvivalReadingOptions<Row>, "time" | "entry" | "resolution" | "onInvalid"> {
  /** How to get out of a row whether it ended with the event. @defaultValue its `event` */
  readonly event?: ((row: Row) => number | boolean | null | undefined) | undefined;
  /**
   * Which covariates, in this order: names, or how to get each out of a row.
   * @defaultValue those of the columns, or of the first row
   */
  readonly covariates?: readonly string[] | CoxCovariates<Row> | undefined;
  /** How to get the weight out of a row. @defaultValue its `weight`, or 1 */
  readonly weight?: ((row: Row) => number | undefined) | undefined;
  /** How to get out of a row how many rows alike it stands for. @defaultValue its `count`, or 1 */
  readonly count?: ((row: Row) => number | undefined) | undefined;
  /** How to get the stratum out of a row. @defaultValue its `stratum` */
  readonly stratum?: ((row: Row) => CoxLabel | undefined) | undefined;
  /** How to get the cluster out of a row. @defaultValue its `cluster` */
  readonly cluster?: ((row: Row) => CoxLabel | undefined) | undefined;
}

/** How many rows could not be used, and why: each under the first reason that applies, in this order. */
export interface CoxLeftOut extends SurvivalLeftOut {
  /** A covariate is missing, no number, not finite or beyond ±1e100. */
  invalidCovariate: number;
  /** A stratum or cluster is `null` or neither text nor a number. */
  invalidLabel: number;
  /** Weight or count is 0: it says nothing. */
  zeroWeight: number;
}

/** Covariates by name, each with how to get it out of a row. */
export interface CoxCovariates<Row> {
  /** How to get the covariate of this name out of a row; `true` is 1. */
  readonly [name: string]: (row: Row) => number | boolean | null | undefined;
}
