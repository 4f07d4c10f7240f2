import type { Interval } from "../../core/estimate.ts";
import type { CoxBaseline } from "./cox-baseline.ts";
import type { CoxTies } from "./cox-likelihood.ts";
import type { CoxFailure } from "./cox-maximum.ts";
import type { CoxLeftOut, CoxReadingOptions, CoxRow } from "./cox-rows.ts";

/** Options of `coxRegression`. */
export interface CoxRegressionOptions<Row = CoxRow> extends CoxReadingOptions<Row> {
  /**
   * How events at one time are counted: as if in any order (Efron), or all at once (Breslow), which is biased
   * towards 0 when there are many.
   * @defaultValue `"efron"`
   */
  readonly ties?: CoxTies | undefined;
  /**
   * What standard errors rest on: the model, or what rows (or clusters) show (Lin and Wei), which also holds for
   * clusters, sampling weights and hazards that are not quite proportional.
   * @defaultValue `"robust"` with clusters, else `"model"`
   */
  readonly errors?: "model" | "robust" | undefined;
  /** Coverage of the intervals, a proportion in (0, 1). @defaultValue `0.95` */
  readonly level?: number | undefined;
  /** Whether the result has the baseline hazards, which `coxSurvival` needs. @defaultValue `"included"` */
  readonly baseline?: "included" | "none" | undefined;
  /**
   * Times are one when they are nearer than this share of their mean, so that 0.1 + 0.2 and 0.3 tie; 0 for never.
   * @defaultValue R's 1.49e-8
   */
  readonly tieTolerance?: number | undefined;
  /** Steps of Newton's method after which it is given up. @defaultValue `50` */
  readonly maxIterations?: number | undefined;
}

/** What the figures of a regression follow; as options they give the same fit again. */
export interface CoxDefinition {
  readonly ties: CoxTies;
  readonly errors: "model" | "robust";
  readonly level: number;
  readonly tieTolerance: number;
  readonly resolution: number | null;
}

/** What one covariate has to do with the hazard, the others being equal. */
export interface CoxCoefficient {
  readonly covariate: string;
  /** Change of the log hazard for one more of the covariate. */
  readonly coefficient: number;
  /** Its standard error, as `errors` has it; `null` when it cannot be told. */
  readonly standardError: number | null;
  /** The inverse of the observed information. */
  readonly modelStandardError: number;
  /** Lin and Wei's; `null` unless `errors` is `"robust"`. */
  readonly robustStandardError: number | null;
  /** coefficient / standardError. */
  readonly z: number | null;
  /** Two-sided, exact in the far tail. */
  readonly pValue: number | null;
  /** exp(coefficient): the factor on the hazard for one more; `null` beyond float64. */
  readonly hazardRatio: number | null;
  /** Of the hazard ratio. */
  readonly interval: Interval | null;
}

/** A chi-square test. */
export interface CoxTest {
  /** `null` when it cannot be computed. */
  readonly statistic: number | null;
  readonly df: number;
  readonly pValue: number | null;
}

/** What every answer of `coxRegression` says. */
export interface CoxBase {
  readonly metric: "cox-regression";
  /** Rows used. */
  readonly n: number;
  /** How many of them ended in the event. */
  readonly events: number;
  /** Rows that were not used, and why. */
  readonly leftOut: CoxLeftOut;
  readonly definition: CoxDefinition;
  /** What a careful reader should know, as stable codes. */
  readonly notes: readonly string[];
}

/** A fit. */
export interface CoxFit extends CoxBase {
  readonly status: "converged";
  /** Steps of Newton's method. */
  readonly iterations: number;
  /** In the order of the covariates. */
  readonly coefficients: readonly CoxCoefficient[];
  /** Covariance matrix of the coefficients: the inverse of the observed information. */
  readonly modelCovariance: readonly (readonly number[])[];
  /** Lin and Wei's; `null` unless `errors` is `"robust"`, and when there are too few clusters. */
  readonly robustCovariance: readonly (readonly number[])[] | null;
  /** Log partial likelihood at the coefficients, and with all of them 0; no constant for ties. */
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  /** That all coefficients are 0: three tests which agree in large samples. Only Wald's is robust. */
  readonly tests: { readonly likelihoodRatio: CoxTest; readonly wald: CoxTest; readonly score: CoxTest };
  /** Clusters behind robust errors; `null` for those of the model. */
  readonly clusters: number | null;
  /** A hazard a stratum, in the order of their labels; empty when `baseline` is `"none"`. */
  readonly baselines: readonly CoxBaseline[];
}

/** That there is no fit, and why. */
export interface CoxNoFit extends CoxBase {
  readonly status: "failed";
  readonly reason: CoxFailure;
  /** The covariates that are to blame. */
  readonly covariates: readonly string[];
  readonly iterations: number;
}

/** A fit, or the reason why there is none. */
export type CoxRegressionResult = CoxFit | CoxNoFit;
