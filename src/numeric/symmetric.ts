/**
 * Symmetric matrices as their lower triangle, row after row: (0,0), (1,0), (1,1), (2,0), …
 *
 * Half the memory and half the work of a full one, and it cannot be unsymmetric.
 */
export type Packed = Float64Array;

/** Entries of a packed matrix of `size` rows. */
export function packedLength(size: number): number {
  return (size * (size + 1)) / 2;
}

/** Where row `i`, column `j` stands, `j <= i`. */
export function packedIndex(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}

/** The full matrix, as rows. */
export function packedRows(matrix: Packed, size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => matrix[i >= j ? packedIndex(i, j) : packedIndex(j, i)]),
  );
}

/** The rows and columns `chosen` alone; they may be in any order. */
export function packedPart(matrix: Packed, chosen: readonly number[]): Packed {
  const part = new Float64Array(packedLength(chosen.length));
  let at = 0;
  chosen.forEach((i, row) => {
    for (const j of chosen.slice(0, row + 1)) part[at++] = matrix[i >= j ? packedIndex(i, j) : packedIndex(j, i)];
  });
  return part;
}

/** matrix · vector. */
export function packedTimes(matrix: Packed, vector: ArrayLike<number>): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  let at = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++, at++) {
      product[i] += matrix[at] * vector[j];
      product[j] += matrix[at] * vector[i];
    }
    product[i] += matrix[at++] * vector[i];
  }
  return product;
}

/** left · middle · left, all symmetric: the sandwich of a robust covariance. */
export function packedSandwich(left: Packed, middle: Packed, size: number): Packed {
  const rows = packedRows(left, size).map((row) => packedTimes(middle, row));
  const product = new Float64Array(packedLength(size));
  let at = 0;
  for (let i = 0; i < size; i++) {
    const ofRow = packedTimes(left, rows[i]);
    for (let j = 0; j <= i; j++) product[at++] = ofRow[j];
  }
  return product;
}

/** Σ left · right. */
export function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i] * right[i];
  return sum;
}
