import { cholesky, dot, type Matrix } from "../numeric/maximise-linear.ts";
import type { CovariateCoefficient } from "./purchase-fit.ts";

/** Covariates with mean 0 and standard deviation 1 over the customers, and the way back. */
export interface StandardCovariates {
  readonly columns: readonly Float64Array[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/**
 * Covariates as numbers of a common size, in which a search converges however they were given: a year, an income.
 *
 * @returns `null` where one is constant, or a combination of the others: there are many best coefficients then
 */
export function standardised(columns: readonly Float64Array[], count: Float64Array): StandardCovariates | null {
  const n = count.reduce((sum, customers) => sum + customers, 0);
  const means = columns.map((column) => dot(Array.from(column), Array.from(count)) / n);
  const centred = columns.map((column, c) => column.map((value) => value - means[c]!));
  const productOf = (left: Float64Array, right: Float64Array): number =>
    left.reduce((sum, value, i) => sum + count[i]! * value * right[i]!, 0) / n;
  const deviations = centred.map((column) => Math.sqrt(productOf(column, column)));
  const isConstant = deviations.some(
    (deviation, c) => !(deviation > 1e-12 * Math.abs(means[c]!) && deviation < Infinity),
  );
  if (isConstant) return null;
  const scaled = centred.map((column, c) => column.map((value) => value / deviations[c]!));
  const correlations = scaled.map((left) => scaled.map((right) => productOf(left, right)));
  if (cholesky(correlations, 1e-10) === null) return null;
  return { columns: scaled, means, deviations };
}

/**
 * The linear map from logarithms and coefficients with standardised covariates to those with the covariates as they were.
 *
 * @param names - of the parameters
 * @param covariates - in the order of the standardised columns
 */
export function scaleBack(
  names: readonly string[],
  covariates: readonly string[],
  coefficients: readonly CovariateCoefficient[],
  { means, deviations }: Pick<StandardCovariates, "means" | "deviations">,
): Matrix {
  const size = names.length + coefficients.length;
  const map = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j): number => (i === j ? 1 : 0)),
  );
  coefficients.forEach(({ covariate, moves }, at) => {
    const c = covariates.indexOf(covariate);
    const column = names.length + at;
    map[column]![column] = 1 / deviations[c]!;
    for (const { parameter, sign } of moves) {
      map[names.indexOf(parameter)]![column]! -= (sign * means[c]!) / deviations[c]!;
    }
  });
  return map;
}
