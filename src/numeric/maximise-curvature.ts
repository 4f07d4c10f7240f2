import type { Smooth } from "./maximise.ts";
import { dot, type Matrix, times } from "./maximise-linear.ts";

/** The negative Hessian at a point, and how far its smallest pivots are to be trusted. */
export interface Curvature {
  readonly matrix: Matrix;
  /** For {@link cholesky}: below it a pivot is noise. */
  readonly cutoff: number;
  /** Of this very point, not carried over from the points before. */
  readonly isOfPoint: boolean;
}

/** The negative Hessian of an evaluation that has one. */
export function givenCurvature(hessian: Matrix): Curvature {
  return { matrix: hessian.map((row) => row.map((value) => -value)), cutoff: 1e-14, isOfPoint: true };
}

/** The negative Hessian by central differences of the gradient; `null` where that is not finite. */
export function differencedCurvature(f: Smooth, at: readonly number[]): Curvature | null {
  const rows = at.map((_, i) => {
    const moved = (by: number): readonly number[] => f(at.map((x, j) => (i === j ? x + by : x))).gradient;
    const below = moved(-difference);
    const above = moved(difference);
    return below.map((slope, j) => (slope - above[j]!) / (2 * difference));
  });
  if (rows.some((row) => row.some((value) => !Number.isFinite(value)))) return null;
  const matrix = rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2));
  return { matrix, cutoff: 1e-7, isOfPoint: true };
}

/**
 * The negative Hessian after a step, from what the gradient did on it (the update of Broyden, Fletcher, Goldfarb and
 * Shanno); `null` where the function is not concave along the step.
 *
 * Nocedal, J. and Wright, S. J. (2006). Numerical Optimization, 2nd edition, 6.1.
 */
export function updatedCurvature(
  { matrix }: Curvature,
  step: readonly number[],
  before: readonly number[],
  after: readonly number[],
): Curvature | null {
  const fall = before.map((slope, i) => slope - after[i]!);
  const expected = times(matrix, step);
  const found = dot(fall, step);
  const modelled = dot(expected, step);
  if (!(found > 0 && modelled > 0)) return null;
  return {
    matrix: matrix.map((row, i) =>
      row.map((value, j) => value - (expected[i]! * expected[j]!) / modelled + (fall[i]! * fall[j]!) / found),
    ),
    cutoff: 1e-14,
    isOfPoint: false,
  };
}

/** Of parameters whose unit is about the scale on which the function changes: logarithms, logits. */
const difference = 1e-4;
