/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/**
 * The lower triangle L with L Lᵀ = matrix, or `null` where the matrix is not positive definite.
 *
 * @param cutoff - what may be left of a diagonal element, relative to it: with less, the row is as good as a combination
 * of those above, and the rest is rounding
 */
export function cholesky(matrix: Matrix, cutoff: number = 1e-14): number[][] | null {
  const lower: number[][] = [];
  for (const [i, source] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j < i ? lower[j]! : row;
      let left = source[j]!;
      for (let k = 0; k < j; k++) left -= row[k]! * other[k]!;
      if (j < i) row.push(left / other[j]!);
      else if (left > cutoff * source[i]! && left < Infinity) row.push(Math.sqrt(left));
      else return null;
    }
    lower.push(row);
  }
  return lower;
}

/** The x with L Lᵀ x = right. */
export function solveCholesky(lower: Matrix, right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/** (L Lᵀ)⁻¹, symmetric to the last bit. */
export function invertCholesky(lower: Matrix): number[][] {
  const columns = lower.map((_, i) => solveCholesky(lower, unit(lower.length, i)));
  return columns.map((column, i) => column.map((value, j) => (value + columns[j]![i]!) / 2));
}

export function dot(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function unit(size: number, at: number): number[] {
  return Array.from({ length: size }, (_, i) => (i === at ? 1 : 0));
}
