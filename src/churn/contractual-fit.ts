import { checkLevel, type Interval } from "../core/estimate.ts";
import type { Maximum } from "../numeric/maximise.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { ContractualModel, Geometric } from "./contractual-model.ts";
import { type Renewal, renewalsOf } from "./contractual-renewals.ts";
import { type ContractualSource, contractualStateOf } from "./contractual-source.ts";
import type { ContractualLeftOut } from "./contractual-state.ts";

/** Options of the fits. */
export interface ContractualFitOptions {
  /**
   * Coverage of the parameters' intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Whether an unusable customer is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** The data behind a fit. */
export interface ContractualData {
  /** Customers. */
  readonly n: number;
  /** Renewals that were observed, over all customers. */
  readonly renewals: number;
  /** Customers who left. */
  readonly churned: number;
  /** Who was not counted. */
  readonly leftOut: ContractualLeftOut;
}

/** What maximum likelihood says of parameters, by name. */
export interface ContractualEstimates<Name extends string> {
  readonly status: "converged";
  /** Of each parameter. */
  readonly standardErrors: { readonly [Parameter in Name]: number };
  /** Of each parameter's logarithm, in which the likelihood is closer to normal. */
  readonly logStandardErrors: { readonly [Parameter in Name]: number };
  /** Normal intervals of the logarithms, taken back: above 0; `null` where the upper end is beyond all numbers. */
  readonly intervals: { readonly [Parameter in Name]: Interval | null };
  /** Inverse of the observed information: rows and columns in the order alpha, beta, c. */
  readonly covariance: readonly (readonly number[])[];
  /** ln of the likelihood of who left when, given entry. */
  readonly logLikelihood: number;
  /** 2 · parameters − 2 · log-likelihood; less is better. */
  readonly aic: number;
  /** ln(n) · parameters − 2 · log-likelihood. */
  readonly bic: number;
  /** Steps of the optimiser. */
  readonly iterations: number;
  /** `"wide-parameters"`: a parameter may as well be three times as large, so read the projection; `"several-maxima"`: other parameters are nearly as likely. */
  readonly notes: readonly string[];
}

/** The likelihood rises towards a limit at which a parameter is 0 or infinite, and has no maximum. */
export interface ContractualBoundary<Reason extends string, Limit extends ContractualModel> {
  readonly status: "boundary";
  /** Which limit. */
  readonly reason: Reason;
  /** The simpler model that the limit is, ready for a projection (without interval), or `null` where it has no name. */
  readonly limit: Limit | null;
  /** At the limit. */
  readonly logLikelihood: number;
  readonly notes: readonly string[];
}

/** There is nothing to be said. */
export interface ContractualFailure {
  readonly status: "failed";
  /** `too-few-renewals`: fewer different ones than parameters; `not-converged`: the likelihood is too flat. */
  readonly reason: "no-renewals" | "too-few-renewals" | "not-converged";
  readonly notes: readonly string[];
}

/** Why a likelihood has no maximum that needs no search to be seen. */
export type PlainBoundary = "no-churn" | "all-churned" | "churn-at-first-renewal-only";

/** Reads a source and settles what needs no search. */
export function prepareFit(
  source: ContractualSource,
  parameters: number,
  options: ContractualFitOptions,
): {
  readonly data: ContractualData;
  readonly renewals: readonly Renewal[];
  readonly settled: ContractualBoundary<PlainBoundary, Geometric> | ContractualFailure | null;
} {
  checkLevel(options.level ?? 0.95);
  const state = contractualStateOf(source, options);
  const renewals = renewalsOf(state);
  const data = {
    n: sum(state.entered),
    renewals: sum(renewals.map(({ atRisk }) => atRisk)),
    churned: sum(state.churned),
    leftOut: { ...state.leftOut },
  };
  return { data, renewals, settled: settledBy(data, renewals, parameters) };
}

function settledBy(
  { renewals: seen, churned }: ContractualData,
  renewals: readonly Renewal[],
  parameters: number,
): ContractualBoundary<PlainBoundary, Geometric> | ContractualFailure | null {
  const boundary = (reason: PlainBoundary, limit: Geometric | null, logLikelihood: number) =>
    ({ status: "boundary", reason, limit, logLikelihood, notes: [] }) as const;
  const [first] = renewals;
  if (first === undefined) return { status: "failed", reason: "no-renewals", notes: [] };
  if (churned === 0) return boundary("no-churn", { model: "geometric", churnProbability: 0 }, 0);
  if (churned === seen) return boundary("all-churned", { model: "geometric", churnProbability: 1 }, 0);
  if (renewals.length < parameters) return { status: "failed", reason: "too-few-renewals", notes: [] };
  if (first.renewal === 1 && first.churned === churned) {
    return boundary("churn-at-first-renewal-only", null, logLikelihoodOfOneChance(churned, first.atRisk));
  }
  return null;
}

/** The log-likelihood of one chance to leave at every renewal, at its maximum. */
export function logLikelihoodOfOneChance(churned: number, renewals: number): number {
  const of = (count: number): number => (count === 0 ? 0 : count * Math.log(count / renewals));
  return of(churned) + of(renewals - churned);
}

/** What a maximum in logarithms of the parameters says of them. */
export function estimatesOf<Name extends string>(
  names: readonly Name[],
  { at, value, covariance, iterations }: Maximum & { readonly status: "converged" },
  n: number,
  level: number = 0.95,
): ContractualEstimates<Name> {
  const values = at.map(Math.exp);
  const errors = names.map((_, i) => Math.sqrt(covariance[i]![i]!));
  const z = zOfLevel(level);
  const named = <Value>(of: (i: number) => Value): { [Parameter in Name]: Value } =>
    Object.fromEntries(names.map((name, i) => [name, of(i)])) as { [Parameter in Name]: Value };
  return {
    status: "converged",
    standardErrors: named((i) => values[i]! * errors[i]!),
    logStandardErrors: named((i) => errors[i]!),
    intervals: named((i) => {
      const [lower, upper] = [values[i]! * Math.exp(-z * errors[i]!), values[i]! * Math.exp(z * errors[i]!)];
      return upper < Infinity ? { lower, upper, level, method: "log-wald" } : null;
    }),
    covariance: covariance.map((row, i) => row.map((each, j) => each * values[i]! * values[j]!)),
    logLikelihood: value,
    aic: 2 * names.length - 2 * value,
    bic: Math.log(n) * names.length - 2 * value,
    iterations,
    notes: errors.some((error) => error > 0.55) ? ["wide-parameters"] : [],
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
