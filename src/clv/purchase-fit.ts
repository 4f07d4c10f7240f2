import type { Interval } from "../core/estimate.ts";
import type { PurchaseLeftOut } from "./history-check.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";

/** Numbers by parameter name. */
export interface ByParameter {
  /** For example `r`, `alpha`, or `purchase.age` for the coefficient of a covariate. */
  readonly [parameter: string]: number;
}

/** What every fit says of its model and of the data behind it. */
export interface PurchaseFitData {
  /** Which model. */
  readonly model: PurchaseModelName;
  /** The unit of all times that went in, and of `alpha` and `beta` of the NBD models. */
  readonly timeUnit: TimeUnit;
  /** Customers (the sum of weights). */
  readonly n: number;
  /** Repeat purchases of all of them. */
  readonly repeatPurchases: number;
  /** Distinct histories that the likelihood was summed over. */
  readonly groups: number;
  /** Rows that were read: each was used, or has no weight, or is in `leftOut`. */
  readonly rows: number;
  /** Rows that say nothing of a customer, by what is wrong with them. */
  readonly leftOut: PurchaseLeftOut;
  /**
   * What a careful reader should know: `"rows-left-out"`, `"penalised"` (estimates lean towards the penalty's centre), and for
   * BG/NBD `"one-time-buyers-never-leave"` (P(alive) is 1 for all who did not buy again).
   */
  readonly notes: readonly string[];
}

/** Estimates: of the four parameters, then of the coefficients of covariates. */
export interface PurchaseEstimates {
  /** Of each parameter. */
  readonly parameters: ByParameter;
  /** ln of the likelihood there (without any penalty). */
  readonly logLikelihood: number;
  /** 2 · parameters − 2 · log-likelihood; less is better. */
  readonly aic: number;
  /** ln(n) · parameters − 2 · log-likelihood. */
  readonly bic: number;
  /** Steps of the optimiser. */
  readonly iterations: number;
  /** Present in a fit with covariates: which of them move which parameter. */
  readonly covariates?: CovariateEffects | undefined;
  /** Present in a penalised fit. */
  readonly penalty?: AppliedPenalty | undefined;
}

/** The penalty of a fit, and what it made of the likelihood. */
export interface AppliedPenalty {
  /** As asked for. */
  readonly kind: "log-ridge" | "lifetimes";
  /** As asked for. */
  readonly strength: number;
  /** What was optimised: log-likelihood − penalty (`log-ridge`, the more the better), or the mean of the negative log-likelihood + penalty (`lifetimes`, the less the better). */
  readonly objective: number;
}

/** How sure the estimates are. */
export interface PurchaseUncertainty {
  /** Of each parameter. */
  readonly standardErrors: ByParameter;
  /** Of the logarithm of each of the four parameters, in which the likelihood is closer to normal. */
  readonly logStandardErrors: ByParameter;
  /** Normal intervals of the logarithms, taken back (of the coefficients themselves); `null` where beyond all numbers. */
  readonly intervals: { readonly [parameter: string]: Interval | null };
  /** The order of rows and columns of `covariance`. */
  readonly order: readonly string[];
  /** Inverse of the observed information (of the penalised likelihood, where there is a penalty). */
  readonly covariance: readonly (readonly number[])[];
}

/** Which covariates move which parameter; see the fits' options. */
export interface CovariateEffects {
  /** Coefficients, and what they multiply: each parameter named is times exp(sign · coefficient · value). */
  readonly coefficients: readonly CovariateCoefficient[];
}

/** A coefficient of a covariate. */
export interface CovariateCoefficient {
  /** As in `parameters`, for example `purchase.age`. */
  readonly name: string;
  /** The covariate's name. */
  readonly covariate: string;
  /** Parameters that it moves, with the sign of its effect on their logarithm. */
  readonly moves: readonly { readonly parameter: string; readonly sign: 1 | -1 }[];
}

/**
 * A fit with a maximum. It is `weakly-identified` where the data hardly tell a parameter from e times it or an e-th of it
 * (the standard error of its logarithm is above 1): predictions may be sure all the same.
 */
export interface ConvergedPurchaseFit extends PurchaseFitData, PurchaseEstimates, PurchaseUncertainty {
  readonly status: "converged" | "weakly-identified";
}

/** What the limit of a likelihood without maximum means for the customers. */
export type BoundaryMeaning =
  /** Nobody stops buying. */
  | "no-dropout"
  /** Everybody stops after the next purchase (BG/NBD: after the first repeat purchase). */
  | "all-drop-out"
  /** All have the same chance, or rate, of stopping. */
  | "one-dropout-rate"
  /** A share of customers stops at the first occasion, the others never. */
  | "drop-out-at-once-or-never"
  /** All buy at the same rate, or with the same chance. */
  | "one-purchase-rate"
  /** A share of customers buys at every opportunity, the others at none. */
  | "buy-always-or-never"
  /** All who are alive buy at every opportunity. */
  | "buy-always"
  /** For some values of a covariate there is none of what it explains, so that its coefficient has no end. */
  | "covariate-separates";

/** A likelihood that rises towards a limit, where a simpler model stands, and has no maximum. */
export interface PurchaseBoundary {
  /** Parameters that have no estimate, and where they go: `parameters` has values so far that way that the limit is reached. */
  readonly drifting: { readonly [parameter: string]: "zero" | "infinity" | "minus-infinity" };
  /** What the limit says of the customers. */
  readonly meaning: readonly BoundaryMeaning[];
  /** The limit of the log-likelihood (of what was optimised, where there is a penalty). */
  readonly supremum: number;
  /** What does have an estimate: parameters, and of those that drift together their ratio, for example `"s/beta"`. */
  readonly identified: ByParameter;
}

/** The likelihood rises towards a limit and has no maximum; the parameters are so close to the limit that it is reached. */
export interface BoundaryPurchaseFit extends PurchaseFitData, PurchaseEstimates {
  readonly status: "boundary";
  readonly boundary: PurchaseBoundary;
  /** Of what is `identified`; empty where the limit has no maximum in it either. */
  readonly standardErrors: ByParameter;
}

/**
 * Why nothing can be said: `no-customers`; `no-time`: nobody was watched for any time; `no-repeat-purchases`: nobody bought
 * twice, so that no rate of purchase is known; `covariates-collinear`: a covariate is constant, or a combination of others;
 * `not-converged`: no start led to a maximum, nor to a known limit.
 */
export type PurchaseFitFailure =
  | "no-customers"
  | "no-time"
  | "no-repeat-purchases"
  | "covariates-collinear"
  | "not-converged";

/** There is nothing to be said. */
export interface FailedPurchaseFit extends PurchaseFitData {
  readonly status: "failed";
  readonly reason: PurchaseFitFailure;
}

/** What came of a fit: plain JSON, to be stored and used for predictions later. */
export type PurchaseFit = ConvergedPurchaseFit | BoundaryPurchaseFit | FailedPurchaseFit;

/** A fit that predictions can be made from; or parameters that you write down. */
export type UsablePurchaseFit = ConvergedPurchaseFit | BoundaryPurchaseFit | PurchaseModel;

/** A model with parameters from elsewhere. */
export interface PurchaseModel {
  readonly model: PurchaseModelName;
  readonly timeUnit: TimeUnit;
  readonly parameters: ByParameter;
}
