/** A quadratic form with the rank of its matrix. */
export interface QuadraticForm {
  readonly chiSquare: number;
  /** Directions in which the groups were compared at all. */
  readonly rank: number;
}

/**
 * d' V⁻ d for differences with a covariance that sums to 0 by row: one group is dropped, the rest solved by Cholesky
 * with the pivot that has kept most of its variance first, which also works when groups were never at risk together and more is singular.
 */
export function quadraticForm(
  differences: readonly number[],
  covariance: readonly (readonly number[])[],
): QuadraticForm {
  const size = differences.length - 1;
  const factor = covariance.slice(0, Math.max(0, size)).map((row) => row.slice(0, size));
  const solved = differences.slice(0, Math.max(0, size));
  const open = new Set(factor.keys());
  // What is left of a variance beside what it was: groups of very different sizes are told apart from singular ones.
  const was = factor.map((row, i) => row[i]);
  const ratio = (i: number): number => (was[i] > 0 ? factor[i][i] / was[i] : 0);
  let chiSquare = 0;
  let rank = 0;
  while (open.size > 0) {
    const pivot = [...open].reduce((best, i) => (ratio(i) > ratio(best) ? i : best));
    if (!(ratio(pivot) > 1e-10)) break;
    const largest = factor[pivot][pivot];
    open.delete(pivot);
    rank += 1;
    chiSquare += solved[pivot] ** 2 / largest;
    for (const i of open) {
      const share = factor[i][pivot] / largest;
      solved[i] -= share * solved[pivot];
      for (const j of open) factor[i][j] -= share * factor[pivot][j];
    }
  }
  return { chiSquare, rank };
}
