import { type Curvature, differencedCurvature, givenCurvature, updatedCurvature } from "./maximise-curvature.ts";
import { cholesky, dot, invertCholesky, type Matrix, solveCholesky, times } from "./maximise-linear.ts";

/** A function at a point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: readonly number[];
  /** Left out, curvature is learned from the gradients on the way. */
  readonly hessian?: Matrix;
}

/** A function of several parameters with its derivatives. */
export type Smooth = (x: readonly number[]) => Evaluation;

/** Settings of {@link maximise}. */
export interface MaximiseOptions {
  /** One a parameter: a function that still rises beyond is said to rise towards a limit. */
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
  /** The longest change of a parameter in one step; 2 unless given. */
  readonly maxStep?: number;
  /** 200 unless given. */
  readonly maxIterations?: number;
}

/**
 * Why there is no maximum: the start is `not-finite`; the function `escaped` the bounds, still rising; it is `flat` in
 * some direction; `iterations` ran out.
 */
export type MaximumFailure = "not-finite" | "escaped" | "flat" | "iterations";

/** What {@link maximise} found; `at` is the best point it saw, also where that is no maximum. */
export type Maximum = {
  readonly at: readonly number[];
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
} & (
  | {
      readonly status: "converged";
      /** Inverse of the negative Hessian: where the function is a log-likelihood, the covariance of the estimates. */
      readonly covariance: Matrix;
    }
  | { readonly status: "failed"; readonly reason: MaximumFailure }
);

/**
 * The maximum of a smooth function of a few parameters near `start`.
 *
 * Newton's method, damped where the function is not concave or a step does not gain what it promised (Levenberg and
 * Marquardt), so that it only ever rises. Choose parameters that may be any number and whose unit is about the scale on
 * which the function changes: logarithms of positive ones, logits of shares. A step below 1e-7 is the last.
 *
 * Nocedal, J. and Wright, S. J. (2006). Numerical Optimization, 2nd edition, chapters 3 and 10.
 */
export function maximise(f: Smooth, start: readonly number[], options: MaximiseOptions = {}): Maximum {
  const { maxStep = 2, maxIterations = 200 } = options;
  let evaluations = 0;
  const evaluate: Smooth = (x) => {
    evaluations++;
    return f(x);
  };
  let at: readonly number[] = [...start];
  let here = evaluate(at);
  let curvature = isUsable(here) ? curvatureAt(evaluate, at, here) : null;
  let damping = 0;
  let iterations = 0;
  const failed = (reason: MaximumFailure): Maximum => {
    return { status: "failed", reason, at, value: here.value, iterations, evaluations };
  };
  for (; iterations < maxIterations; iterations++) {
    if (curvature === null) return failed("not-finite");
    const damped = dampedFactor(curvature, damping);
    if (damped === null) return failed("flat");
    const { factor } = damped;
    damping = damped.damping;
    const step = limited(solveCholesky(factor, here.gradient), maxStep);
    const size = longest(step);
    const isLast = damping === 0 && size <= 1e-7;
    if (isLast && !curvature.isOfPoint) {
      curvature = curvatureAt(evaluate, at, here);
      continue;
    }
    const next = at.map((x, i) => x + step[i]!);
    const there = evaluate(next);
    const gain = there.value - here.value;
    const promised = dot(step, here.gradient) - dot(step, times(curvature.matrix, step)) / 2;
    const noise = 64 * Number.EPSILON * Math.max(1, Math.abs(here.value));
    const isBelowNoise = promised <= 10 * noise;
    // Where values no longer tell which point is higher, slopes tell which is nearer. A value may be what is left of terms far
    // larger than it, and be noisier than its size tells.
    const isFlatter = isBelowNoise && gain >= -1000 * noise && steepness(factor, there) < steepness(factor, here);
    const isBetter = isUsable(there) && (isFlatter || gain > Math.max(1e-4 * promised, noise));
    if (isBetter) {
      const learned = isLast ? curvature : updatedCurvature(curvature, step, here.gradient, there.gradient);
      const isGiven = there.hessian !== undefined;
      curvature = !isGiven && learned !== null ? learned : curvatureAt(evaluate, next, there);
      [at, here] = [next, there];
      if (isOutside(at, options)) return failed("escaped");
      if (isFlatter) damping = 0;
      else if (gain >= promised / 2) damping = damping > 1e-5 ? damping / 3 : 0;
      if (!isLast) continue;
    } else if (!curvature.isOfPoint) {
      curvature = curvatureAt(evaluate, at, here);
      continue;
    } else if (!isLast && !isBelowNoise) {
      damping = Math.max(4 * damping, 1e-3);
      continue;
    }
    const last = curvature === null ? null : cholesky(curvature.matrix, curvature.cutoff);
    if (last === null) return failed("flat");
    if (damping > 0) damping = 0;
    // Rounding in the gradient may keep steps above 1e-7; one of 1e-4 would be no rounding.
    else if (size > 1e-4) return failed("flat");
    else
      return { status: "converged", at, value: here.value, iterations, evaluations, covariance: invertCholesky(last) };
  }
  return failed("iterations");
}

function curvatureAt(f: Smooth, at: readonly number[], { hessian }: Evaluation): Curvature | null {
  return hessian === undefined ? differencedCurvature(f, at) : givenCurvature(hessian);
}

/** The factor of the curvature with as much damping, in units of its diagonal, as makes it positive definite. */
function dampedFactor({ matrix, cutoff }: Curvature, least: number): { factor: Matrix; damping: number } | null {
  const most = longest(matrix.map((row, i) => row[i]!));
  for (let damping = least; damping < 1e12; damping = Math.max(4 * damping, 1e-3)) {
    const raised = matrix.map((row, i) =>
      row.map((value, j) => (i === j ? value + damping * Math.max(Math.abs(value), 1e-8 * most) : value)),
    );
    const factor = cholesky(raised, cutoff);
    if (factor !== null) return { factor, damping };
  }
  return null;
}

function limited(step: readonly number[], most: number): number[] {
  const share = Math.min(1, most / longest(step));
  return step.map((move) => move * share);
}

function longest(vector: readonly number[]): number {
  return vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** The length of the gradient, in the metric of the curvature. */
function steepness(factor: Matrix, { gradient }: Evaluation): number {
  return dot(gradient, solveCholesky(factor, gradient));
}

function isOutside(at: readonly number[], { lower, upper }: MaximiseOptions): boolean {
  return at.some((x, i) => x < (lower?.[i] ?? -Infinity) || x > (upper?.[i] ?? Infinity));
}

function isUsable({ value, gradient, hessian }: Evaluation): boolean {
  return [[value], gradient, ...(hessian ?? [])].every((row) => row.every(Number.isFinite));
}
