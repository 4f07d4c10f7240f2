import { fail } from "../core/metric-error.ts";
import type { CovariateCoefficient } from "./purchase-fit.ts";

/** Which covariates a fit reads, and what they explain. */
export interface PurchaseCovariates {
  /** Names of those that move the rate of purchases. */
  readonly purchase?: readonly string[] | undefined;
  /** Names of those that move dropout. */
  readonly dropout?: readonly string[] | undefined;
}

/** One set of coefficients: a coefficient for each covariate of a side. */
export interface EffectForm {
  readonly side: keyof PurchaseCovariates;
  /** Coefficients are called by it and the covariate: `purchase.age`. */
  readonly prefix: string;
  readonly moves: CovariateCoefficient["moves"];
}

/**
 * The coefficients of a fit, in order.
 *
 * @throws {@link MetricError} `COVARIATES_INVALID`: no lists of different names
 */
export function coefficientsOf(
  covariates: PurchaseCovariates | null | undefined,
  forms: readonly EffectForm[],
): readonly CovariateCoefficient[] {
  if (covariates === undefined || covariates === null) return [];
  for (const names of [covariates.purchase ?? [], covariates.dropout ?? []]) {
    const isRight = Array.isArray(names) && names.every((name) => typeof name === "string" && name !== "");
    if (!isRight || new Set(names).size < names.length) {
      fail("COVARIATES_INVALID", "Cannot use covariates as purchase and dropout must be lists of names", covariates);
    }
  }
  return forms.flatMap(({ side, prefix, moves }) =>
    (covariates[side] ?? []).map((covariate) => ({ name: `${prefix}.${covariate}`, covariate, moves })),
  );
}

/** The covariates to be read, each once. */
export function covariateNames(coefficients: readonly CovariateCoefficient[]): string[] {
  return [...new Set(coefficients.map(({ covariate }) => covariate))];
}
