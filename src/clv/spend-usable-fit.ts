import { fail } from "../core/metric-error.ts";
import type { UsableSpendFit } from "./expected-spend.ts";
import type { SpendParameters } from "./simulate-spend.ts";
import { customersBehind } from "./usable-fit.ts";

/** A fit of spend, checked. */
export interface UsableSpend {
  readonly parameters: SpendParameters;
  readonly currency: string | null;
  /** Customers behind the fit; 0 for parameters that were written down. */
  readonly n: number;
  /** By p, q and v, or `null` with a note that says why. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly notes: readonly string[];
}

/**
 * What a fit, or parameters written down, have to say.
 *
 * @throws {@link MetricError} `FIT_FAILED`, `SPEND_PARAMETERS_INVALID`
 */
export function usableSpend(fit: UsableSpendFit): UsableSpend {
  const given = (fit ?? {}) as Partial<GivenFit> & SpendParameters;
  if (given.status === "failed") fail("FIT_FAILED", "Cannot use fit as it must not have failed", given.reason);
  const { p, q, v } = given.parameters ?? given;
  if (![p, q, v].every((each) => typeof each === "number" && each > 0 && each < Infinity)) {
    fail("SPEND_PARAMETERS_INVALID", "Cannot predict spend as p, q and v must be above 0 and finite", { p, q, v });
  }
  const { status } = given;
  const currency = typeof given.currency === "string" ? given.currency : null;
  const covariance = isCovariance(given.covariance) ? given.covariance : null;
  const unknown = status === "boundary" ? ["boundary-fit"] : covariance === null ? ["no-covariance"] : [];
  const weak = status === "weakly-identified" ? ["weakly-identified"] : [];
  return { parameters: { p, q, v }, currency, n: customersBehind(given.n), covariance, notes: [...unknown, ...weak] };
}

/** Of p, q and v. */
function isCovariance(covariance: unknown): covariance is readonly (readonly number[])[] {
  const isThree = (list: unknown): list is readonly unknown[] => Array.isArray(list) && list.length === 3;
  return isThree(covariance) && covariance.every((row) => isThree(row) && row.every(Number.isFinite));
}

interface GivenFit {
  readonly status: string;
  readonly reason: string;
  readonly parameters: SpendParameters;
  readonly currency: string | null;
  readonly n: number;
  readonly covariance: readonly (readonly number[])[];
}
