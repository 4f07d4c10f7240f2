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
  /** The iteration stopped for another reason: differences of hazard beyond float64. */
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
 * The likelihood is concave, so it converges where there is a maximum. It has when the next step is below
 * 1e-8 standard errors; that step is taken too, and squares the error. Where there is none, a step goes
 * the way in which the likelihood is monotone, and that is looked for rather than guessed from large coefficients.
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

  const risk = new Float64Array(sample.weight.length);
  let coefficients = new Float64Array(size);
  let here = coxLikelihood(sample, ties, coefficients, risk);
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
    if (isSmall(step, here, weightOfEvents / events)) {
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
      risk,
    );
    if (moved === null) return stop(iterations);
    ({ coefficients, here, decomposed } = moved);
    step = choleskySolve(decomposed, here.score);
  }
  return stop(maxIterations);
}

/**
 * Below 1e-8 standard errors (of events that weigh 1), and short in itself: where there is no maximum, standard errors grow
 * faster than the steps.
 */
function isSmall(step: Float64Array, { score }: CoxLikelihood, weightOfEvent: number): boolean {
  return dot(step, score) <= 1e-16 * weightOfEvent && step.every((part) => Math.abs(part) <= 1e-4);
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
  risk: Float64Array,
): Position | null {
  for (let part = 1; part > 1e-9; part /= 2) {
    const coefficients = Float64Array.from(from, (coefficient, j) => coefficient + part * step[j]);
    const here = coxLikelihood(sample, ties, coefficients, risk);
    if (!(here.logLikelihood >= enough)) continue;
    const decomposed = cholesky(here.information, from.length, 1e-14);
    if (decomposed !== null && decomposed.dependent.length === 0) return { coefficients, here, decomposed };
  }
  return null;
}
