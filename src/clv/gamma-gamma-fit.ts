import type { Interval } from "../core/estimate.ts";
import type { ByParameter } from "./purchase-fit.ts";
import type { SpendParameters } from "./simulate-spend.ts";

/** Values for each of the three parameters. */
export interface BySpendParameter<Value> {
  readonly p: Value;
  readonly q: Value;
  readonly v: Value;
}

/** What every fit of spend says of its data. */
export interface SpendFitData {
  readonly model: "gamma-gamma";
  /** As it was given, or as the table had it; `null` where neither was. */
  readonly currency: string | null;
  /** Customers with repeat purchases (the sum of weights). */
  readonly n: number;
  /** Their repeat purchases. */
  readonly repeatPurchases: number;
  /** Rows in all, whatever is wrong with them. */
  readonly rows: number;
  readonly leftOut: SpendLeftOut;
  /**
   * `"no-population-mean"`: q is 1 or less, so that the mean over customers does not exist, though that of one with purchases
   * may; `"rows-left-out"`: there is something wrong with rows.
   */
  readonly notes: readonly string[];
}

/** Rows that the fit was not made with, by reason. */
export interface SpendLeftOut {
  /** Frequency is 0: the first purchase says nothing in this model. */
  readonly noRepeatPurchases: number;
  /** There were repeat purchases, but their mean spend is `null` or missing. */
  readonly spendMissing: number;
  /** Mean spend is 0: no gamma distribution has it. */
  readonly spendZero: number;
  /** Mean spend is negative, not finite or not a number. */
  readonly spendInvalid: number;
  /** Frequency is not a whole number of 0 or more. */
  readonly frequencyInvalid: number;
  /** Weight is negative or not finite. (A weight of 0 is no customer, and not listed.) */
  readonly weightInvalid: number;
  /** The first rows with something wrong, by position, at most 10. */
  readonly first: readonly number[];
}

/** Maximum likelihood estimates. */
export interface SpendEstimates {
  readonly parameters: SpendParameters;
  /** ln of the density of the customers' mean spends. */
  readonly logLikelihood: number;
  /** 2 · 3 − 2 · log-likelihood; less is better. */
  readonly aic: number;
  /** ln(n) · 3 − 2 · log-likelihood. */
  readonly bic: number;
  /** Steps of the optimiser. */
  readonly iterations: number;
}

/**
 * A fit with a maximum. It is `weakly-identified` where the data hardly tell a parameter from e times it or an e-th of it (the
 * standard error of its logarithm is above 1): predictions may be sure all the same.
 */
export interface ConvergedSpendFit extends SpendFitData, SpendEstimates {
  readonly status: "converged" | "weakly-identified";
  readonly standardErrors: BySpendParameter<number>;
  /** Of the logarithm of each parameter, in which the likelihood is closer to normal. */
  readonly logStandardErrors: BySpendParameter<number>;
  /** Normal intervals of the logarithms, taken back; `null` where beyond all numbers. */
  readonly intervals: BySpendParameter<Interval | null>;
  /** The order of rows and columns of `covariance`. */
  readonly order: readonly ["p", "q", "v"];
  /** Inverse of the observed information. */
  readonly covariance: readonly (readonly number[])[];
}

/** The likelihood rises towards a limit and has no maximum; the parameters are so close to the limit that it is reached. */
export interface BoundarySpendFit extends SpendFitData, SpendEstimates {
  readonly status: "boundary";
  readonly boundary: SpendBoundary;
  /** Of what is `identified`. */
  readonly standardErrors: ByParameter;
}

/** A likelihood that rises towards a limit, where a simpler model stands, and has no maximum. */
export interface SpendBoundary {
  /** Parameters that have no estimate, and where they go: `parameters` has values so far that way that the limit is reached. */
  readonly drifting: { readonly [parameter: string]: "zero" | "infinity" };
  /** What the limit says of the customers. */
  readonly meaning: readonly SpendBoundaryMeaning[];
  /** The limit of the log-likelihood. */
  readonly supremum: number;
  /** What does have an estimate: q and `"p*v"`, or p and `"p*v/q"`, which is the mean spend. */
  readonly identified: ByParameter;
}

/** What the limit of a likelihood of spend without maximum means for the customers. */
export type SpendBoundaryMeaning =
  /** A customer always spends the same, so that the mean so far is that of the purchases to come. */
  | "constant-spend"
  /** All customers have the same mean, and what they spent so far differs by chance. */
  | "customers-alike";

/** There is nothing to be said. */
export interface FailedSpendFit extends SpendFitData {
  readonly status: "failed";
  /** `no-customers`; `no-repeat-purchases`: nobody bought twice; `no-variation`: all mean spends are one number; `not-converged`. */
  readonly reason: "no-customers" | "no-repeat-purchases" | "no-variation" | "not-converged";
}

/** What came of a fit of spend: plain JSON, to be stored and used for predictions later. */
export type GammaGammaFit = ConvergedSpendFit | BoundarySpendFit | FailedSpendFit;
