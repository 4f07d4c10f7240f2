import { packedLength } from "../../numeric/symmetric.ts";
import { walkRiskSets } from "./cox-risk-sets.ts";
import type { CoxSample } from "./cox-sample.ts";

/** How events at one time are counted: as if in any order (Efron, near the truth), or all at once (Breslow). */
export type CoxTies = "efron" | "breslow";

/** The partial likelihood at some coefficients. */
export interface CoxLikelihood {
  /** Its logarithm. */
  readonly logLikelihood: number;
  /** Its first derivatives. */
  readonly score: Float64Array;
  /** Its second derivatives, negative, packed. */
  readonly information: Float64Array;
}

/**
 * Sums over the events of one time, the k-th of d of which sees a risk set that has lost the fraction f = k/d of them: with
 * u = 1 − f · dead / live the part that is left, each weighing the mean weight of the events. Parts, not sums of risks, so
 * that nothing is squared that is far from 1.
 */
export interface TieSums {
  /** Σ log u */
  log: number;
  /** Σ 1/u */
  one: number;
  /** Σ f/u */
  fraction: number;
  /** Σ 1/u² */
  oneSquared: number;
  /** Σ f/u² */
  fractionSquared: number;
  /** Σ f²/u² */
  squareSquared: number;
}

/** An empty one, to be filled by {@link sumTies}. */
export function tieSums(): TieSums {
  return { log: 0, one: 0, fraction: 0, oneSquared: 0, fractionSquared: 0, squareSquared: 0 };
}

/**
 * Fills `sums` for a group.
 *
 * @param share - the events' part of the risk of all at risk
 */
export function sumTies(sums: TieSums, ties: CoxTies, deaths: number, deathWeight: number, share: number): void {
  const steps = ties === "efron" ? deaths : 1;
  const weight = deathWeight / steps;
  let log = 0;
  let one = 0;
  let fraction = 0;
  let oneSquared = 0;
  let fractionSquared = 0;
  let squareSquared = 0;
  for (let k = 0; k < steps; k++) {
    const f = k / steps;
    const left = 1 - f * share;
    const inverse = 1 / left;
    const squared = inverse * inverse;
    if (k > 0) log += Math.log(left);
    one += inverse;
    fraction += f * inverse;
    oneSquared += squared;
    fractionSquared += f * squared;
    squareSquared += f * f * squared;
  }
  sums.log = weight * log;
  sums.one = weight * one;
  sums.fraction = weight * fraction;
  sums.oneSquared = weight * oneSquared;
  sums.fractionSquared = weight * fractionSquared;
  sums.squareSquared = weight * squareSquared;
}

/**
 * Log partial likelihood with its derivatives.
 *
 * @param coefficients - of the standardised covariates
 * @param scratch - one a row
 * @param factor - multiplies what each time adds to score and information; 1 if absent
 *
 * Cox, D. R. (1972). Regression models and life-tables. JRSS B 34. Efron, B. (1977). The efficiency of
 * Cox's likelihood function for censored data. JASA 72. Breslow, N. (1974). Covariance analysis of censored
 * survival data. Biometrics 30. Weighted ties as in R's survival: the mean weight at each step.
 */
export function coxLikelihood(
  sample: CoxSample,
  ties: CoxTies,
  coefficients: Float64Array,
  scratch: Float64Array,
  factor?: Float64Array,
): CoxLikelihood {
  const { size, x, weight, groupFrom, groupEventsTo, groupTime, deaths, deathWeight } = sample;
  const score = new Float64Array(size);
  const information = new Float64Array(packedLength(size));
  const observed = new Float64Array(size);
  const sums = tieSums();
  let logLikelihood = 0;

  walkRiskSets(sample, coefficients, 2, scratch, (group, live, dead, shift) => {
    observed.fill(0);
    for (let i = groupFrom[group], at = i * size; i < groupEventsTo[group]; i++) {
      for (let j = 0; j < size; j++, at++) observed[j] += weight[i] * x[at];
    }
    const risks = live[0];
    sumTies(sums, ties, deaths[group], deathWeight[group], dead[0] / risks);
    const { log, one, fraction, oneSquared, fractionSquared, squareSquared } = sums;
    const times = factor === undefined ? 1 : factor[groupTime[group]];
    logLikelihood -= log + deathWeight[group] * (Math.log(risks) + shift);
    const ones = one / risks;
    const fractions = fraction / risks;
    let k = 0;
    for (let a = 0; a < size; a++) {
      const liveA = live[a + 1] / risks;
      const deadA = dead[a + 1] / risks;
      logLikelihood += coefficients[a] * observed[a];
      score[a] += times * (observed[a] - one * liveA + fraction * deadA);
      const ofLive = (oneSquared * liveA - fractionSquared * deadA) / risks;
      const ofDead = (squareSquared * deadA - fractionSquared * liveA) / risks;
      if (fraction === 0) {
        for (let b = 0; b <= a; b++, k++) information[k] += times * (ones * live[size + 1 + k] - ofLive * live[b + 1]);
        continue;
      }
      for (let b = 0; b <= a; b++, k++) {
        const second = ones * live[size + 1 + k] - fractions * dead[size + 1 + k];
        information[k] += times * (second - ofLive * live[b + 1] - ofDead * dead[b + 1]);
      }
    }
  });
  return { logLikelihood, score, information };
}
