import { type Cholesky, cholesky, choleskyInverse, choleskySolve } from "../../numeric/cholesky.ts";
import { dot, packedIndex, type Packed } from "../../numeric/symmetric.ts";
import { type CoxLikelihood, type CoxTies, coxLikelihood } from "./cox-likelihood.ts";
import type { CoxSample } from "./cox-sample.ts";
import { isMonotone } from "./cox-separation.ts";

/** Why there is no fit. */
export type CoxFailure =
  /** No row could be used. */
  | "no-observations"
  /** Nobody left: nothing tells who leaves sooner. */
  | "no-events"
  /** More covariates than events. */
  | "too-few-events"
  /** A covariate that does not vary (by more than 1e-100), or not among those at risk together. */
  | "constant"
  /** A covariate that is a combination of others. */
  | "collinear"
  /** Covariates that tell perfectly who leaves first: the likelihood grows for ever with the coefficient. */
  | "separation"
  /** Steps ran out, or none gained likelihood, where there may be a maximum. */
  | "not-converged";

/** The maximum of the partial likelihood, in standardised covariates. */
export interface CoxMaximum {
  readonly status: "converged";
  readonly coefficients: Float64Array;
  /** Inverse of the information. */
  readonly covariance: Packed;
  readonly nullLogLikelihood: number;
  readonly logLikelihood: number;
  /** Score′ · information⁻¹ · score, at 0. */
  readonly scoreStatistic: number;
  readonly iterations: number;
}

/** That there is none. */
export interface CoxNoMaximum {
  readonly status: "failed";
  readonly reason: CoxFailure;
  /** Covariates that are to blame, by place. */
  readonly covariates: readonly number[];
  readonly iterations: number;
}

/**
 * Maximises the partial likelihood by Newton's method from 0, halving a step that loses likelihood.
 *
 * The likelihood is concave, so it converges where there is a maximum. It has when the next step moves no row's log
 * hazard by more than 1e-8; that step is taken too, and squares the error. Where there is none, steps go on moving the
 * log hazards of some rows by about 1, along which the likelihood is monotone; that is looked for, rather than guessed
 * from large coefficients.
 */
export function maximise(sample: CoxSample, ties: CoxTies, maxIterations: number): CoxMaximum | CoxNoMaximum {
  const { size, n, events, scale } = sample;
  const places = Array.from({ length: size }, (_, j) => j);
  const failed = (reason: CoxFailure, covariates: readonly number[] = [], iterations = 0): CoxNoMaximum => ({
    status: "failed",
    reason,
    covariates,
    iterations,
  });
  if (n === 0) return failed("no-observations");
  if (events === 0) return failed("no-events");
  const constant = places.filter((j) => scale[j] === 0);
  if (constant.length > 0) return failed("constant", constant);
  if (size > events) return failed("too-few-events");

  const scratch = new Float64Array(sample.weight.length);
  let coefficients = new Float64Array(size);
  let here = coxLikelihood(sample, ties, coefficients, scratch);
  const start = here;
  const weightOfEvents = sample.deathWeight.reduce((sum, weight) => sum + weight, 0);
  const unvarying = places.filter((j) => !(here.information[packedIndex(j, j)] > 1e-11 * weightOfEvents));
  if (unvarying.length > 0) return failed("constant", unvarying);
  let decomposed = cholesky(here.information, size);
  if (decomposed === null) return failed("not-converged");
  if (decomposed.dependent.length > 0) return failed("collinear", decomposed.dependent);
  const scoreStatistic = dot(here.score, choleskySolve(decomposed, here.score));

  let step = choleskySolve(decomposed, here.score);
  const stop = (iterations: number): CoxNoMaximum => {
    const direction = isMonotone(sample, step, 1e-7)
      ? step
      : isMonotone(sample, coefficients, 1e-7)
        ? coefficients
        : null;
    if (direction === null) return failed("not-converged", [], iterations);
    const largest = direction.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
    return failed(
      "separation",
      places.filter((j) => Math.abs(direction[j]) > 1e-3 * largest),
      iterations,
    );
  };
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    if (largestMove(sample, step) <= 1e-8) {
      return {
        status: "converged",
        coefficients: coefficients.map((coefficient, j) => coefficient + step[j]),
        covariance: choleskyInverse(decomposed),
        nullLogLikelihood: start.logLikelihood,
        logLikelihood: here.logLikelihood,
        scoreStatistic,
        iterations,
      };
    }
    if (iterations % 10 === 0 && isMonotone(sample, step, 1e-7)) return stop(iterations);
    const moved = advance(
      sample,
      ties,
      coefficients,
      step,
      here.logLikelihood - 1e-11 * (weightOfEvents + Math.abs(here.logLikelihood)),
      scratch,
    );
    if (moved === null) return stop(iterations);
    ({ coefficients, here, decomposed } = moved);
    step = choleskySolve(decomposed, here.score);
  }
  return stop(maxIterations);
}

/** By how much a step moves the log hazard of any row. */
function largestMove({ size, x }: CoxSample, step: Float64Array): number {
  let largest = 0;
  for (let at = 0; at < x.length; ) {
    let move = 0;
    for (let j = 0; j < size; j++) move += x[at++] * step[j];
    largest = Math.max(largest, Math.abs(move));
  }
  return largest;
}

interface Position {
  readonly coefficients: Float64Array<ArrayBuffer>;
  readonly here: CoxLikelihood;
  readonly decomposed: Cholesky;
}

/** The step, or the largest half, quarter, … of it after which the log likelihood is `enough`; `null` when there is none. */
function advance(
  sample: CoxSample,
  ties: CoxTies,
  from: Float64Array,
  step: Float64Array,
  enough: number,
  scratch: Float64Array,
): Position | null {
  for (let part = 1; part > 1e-9; part /= 2) {
    const coefficients = Float64Array.from(from, (coefficient, j) => coefficient + part * step[j]);
    const here = coxLikelihood(sample, ties, coefficients, scratch);
    if (!(here.logLikelihood >= enough)) continue;
    const decomposed = cholesky(here.information, from.length, 1e-14);
    if (decomposed !== null && decomposed.dependent.length === 0) return { coefficients, here, decomposed };
  }
  return null;
}
