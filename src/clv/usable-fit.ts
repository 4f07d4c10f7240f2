import { fail } from "../core/metric-error.ts";
import type { ByParameter, CovariateEffects, PurchaseModel, UsablePurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName, PurchaseProcess } from "./purchase-process.ts";
import { processOf } from "./purchase-processes.ts";
import { checkTimeUnit, type TimeUnit } from "./time-unit.ts";

/** A fit, checked: what all predictions are made from. */
export interface UsableModel {
  readonly process: PurchaseProcess;
  readonly model: PurchaseModelName;
  readonly timeUnit: TimeUnit;
  /** Customers behind the fit; 0 for parameters that were written down. */
  readonly n: number;
  /** Of the process in its order, then the coefficients. */
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly effects: CovariateEffects["coefficients"];
  /** Of `values`, or `null` with a note that says why. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly notes: readonly string[];
}

/** A customer's covariates by name. */
export interface CustomerCovariates {
  readonly [covariate: string]: number;
}

/**
 * What a fit, or a model written down, has to say.
 *
 * @throws {@link MetricError} `FIT_FAILED`, `MODEL_UNKNOWN`, `TIME_UNIT_UNKNOWN`, `PARAMETER_INVALID`
 */
export function usableModel(fit: UsablePurchaseFit): UsableModel {
  const given = (fit ?? {}) as Partial<ByStatus> & PurchaseModel;
  if (given.status === "failed")
    fail("FIT_FAILED", "Cannot predict purchases as the fit must not have failed", given.reason);
  const process = processOf(given.model);
  checkTimeUnit(given.timeUnit);
  const effects = given.covariates?.coefficients ?? [];
  const names = [...process.parameterNames, ...effects.map(({ name }) => name)];
  const values = names.map((name) => given.parameters?.[name] as number);
  values.forEach((value, i) => {
    const least = i < process.parameterNames.length ? 0 : -Infinity;
    if (!(Number.isFinite(value) && value > least)) {
      fail(
        "PARAMETER_INVALID",
        `Cannot predict purchases as parameter ${names[i]} must be finite and above ${least}`,
        value,
      );
    }
  });
  const covariance = covarianceOf(given, names);
  const isBoundary = given.status === "boundary";
  const unknown = isBoundary ? ["boundary-fit"] : covariance === null ? ["no-covariance"] : [];
  const weak = given.status === "weakly-identified" ? ["weakly-identified"] : [];
  return {
    process,
    model: given.model,
    timeUnit: given.timeUnit,
    n: customersBehind(given.n),
    names,
    values,
    effects,
    covariance: isBoundary ? null : covariance,
    notes: [...unknown, ...weak],
  };
}

/**
 * The parameters of a customer: those of the fit, moved by the customer's covariates.
 *
 * @param values - of {@link UsableModel.values}, or others in their place
 */
export function customerParameters(
  { process, effects }: UsableModel,
  values: readonly number[],
  covariates: CustomerCovariates | undefined,
): number[] {
  const { parameterNames } = process;
  const parameters = values.slice(0, parameterNames.length);
  effects.forEach(({ covariate, moves }, i) => {
    const log = values[parameterNames.length + i]! * covariates![covariate]!;
    for (const { parameter, sign } of moves) parameters[parameterNames.indexOf(parameter)]! *= Math.exp(sign * log);
  });
  return parameters;
}

/** Numbers by name, for the definition of a result. */
export function byName(names: readonly string[], values: ArrayLike<number>): ByParameter {
  return Object.fromEntries(names.map((name, i) => [name, values[i]!]));
}

interface ByStatus {
  readonly status: string;
  readonly reason: string;
  readonly n: number;
  readonly covariates: CovariateEffects;
  readonly order: readonly string[];
  readonly covariance: readonly (readonly number[])[];
}

/** A stored fit may have lost it. */
export function customersBehind(n: unknown): number {
  return typeof n === "number" && n >= 0 && n < Infinity ? n : 0;
}

/** Rows and columns in the order of `names`. */
function covarianceOf(
  { order, covariance }: Partial<ByStatus>,
  names: readonly string[],
): readonly (readonly number[])[] | null {
  if (!Array.isArray(order) || !Array.isArray(covariance)) return null;
  const at = names.map((name) => order.indexOf(name));
  const rows = at.map((i) => at.map((j) => covariance[i]?.[j]));
  return rows.every((row) => row.every(Number.isFinite)) ? (rows as number[][]) : null;
}
