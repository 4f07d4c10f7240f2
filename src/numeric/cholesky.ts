import { type Packed, packedIndex, packedLength } from "./symmetric.ts";

/** A symmetric, positive semidefinite matrix as L · L′. */
export interface Cholesky {
  readonly size: number;
  /** L, packed. The row of a dependent column is that of the unit matrix. */
  readonly factor: Packed;
  /**
   * Columns that are combinations of earlier ones, but for `tolerance` of their diagonal. They are solved
   * as 0, and their part of the inverse is 0: what is left is as if they had not been there.
   */
  readonly dependent: readonly number[];
}

/**
 * The Cholesky factor of a packed matrix, which stays as it was.
 *
 * @param tolerance - a column whose pivot is no more than this part of its diagonal depends on earlier ones
 * @returns `null` when the matrix is not positive semidefinite, or not finite
 *
 * Golub, G. H. and Van Loan, C. F. (2013). Matrix Computations, 4.2.
 */
export function cholesky(matrix: Packed, size: number, tolerance = 1e-11): Cholesky | null {
  const factor = new Float64Array(packedLength(size));
  const dependent: number[] = [];
  const isDependent = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const row = packedIndex(i, 0);
    let pivot = matrix[row + i];
    const enough = tolerance * pivot;
    for (let j = 0; j < i; j++) {
      if (isDependent[j]) continue;
      const above = packedIndex(j, 0);
      let entry = matrix[row + j];
      for (let k = 0; k < j; k++) entry -= factor[row + k] * factor[above + k];
      entry /= factor[above + j];
      factor[row + j] = entry;
      pivot -= entry * entry;
    }
    if (!Number.isFinite(pivot) || matrix[row + i] < 0 || pivot < -1e-6 * matrix[row + i]) return null;
    if (pivot <= enough) {
      dependent.push(i);
      isDependent[i] = 1;
      factor.fill(0, row, row + i);
      factor[row + i] = 1;
    } else {
      factor[row + i] = Math.sqrt(pivot);
    }
  }
  return { size, factor, dependent };
}

/** The x with matrix · x = `right`, 0 at dependent columns. */
export function choleskySolve({ size, factor, dependent }: Cholesky, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (const i of dependent) x[i] = 0;
  for (let i = 0; i < size; i++) {
    const row = packedIndex(i, 0);
    let entry = x[i];
    for (let k = 0; k < i; k++) entry -= factor[row + k] * x[k];
    x[i] = entry / factor[row + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = packedIndex(i, 0);
    const entry = x[i] / factor[row + i];
    x[i] = entry;
    for (let k = 0; k < i; k++) x[k] -= factor[row + k] * entry;
  }
  return x;
}

/** The inverse, packed; rows and columns of dependent ones are 0. */
export function choleskyInverse(decomposed: Cholesky): Packed {
  const { size } = decomposed;
  const inverse = new Float64Array(packedLength(size));
  const unit = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    unit.fill(0);
    unit[i] = 1;
    const column = choleskySolve(decomposed, unit);
    for (let j = 0; j <= i; j++) inverse[packedIndex(i, j)] = column[j];
  }
  return inverse;
}
