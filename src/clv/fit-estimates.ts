import type { Interval } from "../core/estimate.ts";
import { dot, type Matrix, times } from "../numeric/maximise-linear.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { LimitMaximum } from "./boundary-search.ts";
import type {
  ByParameter,
  ConvergedPurchaseFit,
  PurchaseBoundary,
  PurchaseEstimates,
  PurchaseUncertainty,
} from "./purchase-fit.ts";

/** A point of the search in the words of the user: parameters in their units, coefficients of covariates as they were. */
export interface Solution {
  /** Parameters, then coefficients. */
  readonly names: readonly string[];
  /** How many of them are parameters, above 0. */
  readonly parameters: number;
  /** Logarithms of the parameters, then coefficients. */
  readonly at: readonly number[];
  /** Of `at`. */
  readonly covariance: Matrix;
}

/** Turns a point and its covariance by a linear map. */
export function mapped(map: Matrix, at: readonly number[], covariance: Matrix): Pick<Solution, "at" | "covariance"> {
  const turned = map.map((row) => times(covariance, row));
  return { at: times(map, at), covariance: map.map((row) => turned.map((column) => dot(row, column))) };
}

/** Values and what the likelihood says of them together. */
export function estimatesOf(
  { names, parameters, at }: Solution,
  logLikelihood: number,
  n: number,
  iterations: number,
): Pick<PurchaseEstimates, "parameters" | "logLikelihood" | "aic" | "bic" | "iterations"> {
  return {
    parameters: named(names, (i) => (i < parameters ? Math.max(Number.MIN_VALUE, Math.exp(at[i]!)) : at[i]!)),
    logLikelihood,
    aic: 2 * names.length - 2 * logLikelihood,
    bic: Math.log(n) * names.length - 2 * logLikelihood,
    iterations,
  };
}

/** How sure values at a maximum are. */
export function uncertaintyOf(
  { names, parameters, at, covariance }: Solution,
  level: number,
): PurchaseUncertainty & Pick<ConvergedPurchaseFit, "status"> {
  const z = zOfLevel(level);
  const scales = at.map((log, i) => (i < parameters ? Math.exp(log) : 1));
  const errors = covariance.map((row, i) => Math.sqrt(row[i]!));
  const intervalOf = (i: number): Interval | null => {
    const reach = z * errors[i]!;
    if (i >= parameters) return { lower: at[i]! - reach, upper: at[i]! + reach, level, method: "wald" };
    const [lower, upper] = [scales[i]! * Math.exp(-reach), scales[i]! * Math.exp(reach)];
    return upper < Infinity ? { lower, upper, level, method: "log-wald" } : null;
  };
  return {
    status: errors.some((error, i) => i < parameters && error > 1) ? "weakly-identified" : "converged",
    standardErrors: named(names, (i) => scales[i]! * errors[i]!),
    logStandardErrors: named(names.slice(0, parameters), (i) => errors[i]!),
    intervals: named(names, intervalOf),
    order: names,
    covariance: covariance.map((row, i) => row.map((each, j) => each * scales[i]! * scales[j]! + 0)),
  };
}

/** What is known at a limit, and how well. */
export function limitOf(
  { names, parameters, at, covariance }: Solution,
  { regimes, within, covariance: spreadWithin }: LimitMaximum,
): { readonly boundary: Omit<PurchaseBoundary, "supremum">; readonly standardErrors: ByParameter } {
  const drifting: { [name: string]: "zero" | "infinity" } = {};
  const identified: { [name: string]: number } = {};
  const errors: { [name: string]: number } = {};
  const isOpen = spreadWithin === null;
  const put = (name: string, value: number, slope: number, logVariance: number): void => {
    identified[name] = value;
    if (!isOpen) errors[name] = slope * Math.sqrt(Math.max(0, logVariance));
  };
  regimes.forEach((regime, pair) => {
    const [i, j] = [2 * pair, 2 * pair + 1];
    const [first, second] = [names[i]!, names[j]!];
    regime.drifting.forEach((where, k) => {
      if (where !== null) drifting[k === 0 ? first : second] = where;
    });
    const difference = at[i]! - at[j]!;
    const spread = covariance[i]![i]! + covariance[j]![j]! - 2 * covariance[i]![j]!;
    if (regime.identified === "both") {
      for (const k of [i, j]) put(names[k]!, Math.exp(at[k]!), Math.exp(at[k]!), covariance[k]![k]!);
    } else if (regime.identified === "ratio") {
      put(`${first}/${second}`, Math.exp(difference), Math.exp(difference), spread);
    } else if (regime.identified === "share") {
      const share = 1 / (1 + Math.exp(-difference));
      put(`${first}/(${first}+${second})`, share, share / (1 + Math.exp(difference)), spread);
    } else if (regime.identified === "logit") {
      const share = 1 / (1 + Math.exp(-within[i]!));
      put("share-at-once", share, share / (1 + Math.exp(within[i]!)), covariance[i]![i]!);
    }
  });
  for (let c = parameters; c < names.length; c++) {
    if (covariance[c]![c]! > 0) put(names[c]!, at[c]!, 1, covariance[c]![c]!);
  }
  return {
    boundary: { drifting, meaning: regimes.flatMap(({ meaning }) => meaning ?? []), identified },
    standardErrors: errors,
  };
}

function named<Value>(names: readonly string[], of: (i: number) => Value): { [name: string]: Value } {
  return Object.fromEntries(names.map((name, i) => [name, of(i)]));
}
