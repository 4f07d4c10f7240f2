import { packedLength, type Packed } from "../../numeric/symmetric.ts";
import { type CoxTies, sumTies, tieSums } from "./cox-likelihood.ts";
import { walkRiskSets } from "./cox-risk-sets.ts";
import type { CoxSample } from "./cox-sample.ts";

/** What each row has to do with a fit, in the order of the sample, for a weight of 1. Not finite beyond float64. */
export interface CoxInfluence {
  /** Events less those expected. */
  readonly martingale: Float64Array;
  /** What the row adds to the score, row by row: ∫ (x − mean of those at risk) dM. */
  readonly score: Float64Array;
  /** The mean of those at risk at each group with events, group by group. */
  readonly mean: Float64Array;
}

/**
 * Martingale and score residuals.
 *
 * With Efron's ties the k-th of d events sees its companions for a part of 1 − k/d, so that an event is
 * exposed to less hazard at its own time than the others are.
 *
 * Therneau, T. M. and Grambsch, P. M. (2000). Modeling Survival Data: Extending the Cox Model, chapters 4 and 7.
 *
 * @param coefficients - of the standardised covariates
 */
export function coxInfluence(sample: CoxSample, ties: CoxTies, coefficients: Float64Array): CoxInfluence {
  const { size, x, weight, strata, groupFrom, groupEventsTo, groupTime, deaths, deathWeight, leaves } = sample;
  const rows = weight.length;
  const groups = groupTime.length;
  const predictors = new Float64Array(rows);
  const martingale = new Float64Array(rows);
  const score = new Float64Array(rows * size);
  const mean = new Float64Array(groups * size);
  // Cumulated over a stratum's groups from each on, which is back in time; the last entry is for those who never leave.
  const hazard = new Float64Array(groups + 1);
  const drift = new Float64Array((groups + 1) * size);
  const sums = tieSums();

  walkRiskSets(sample, coefficients, 1, predictors, (group, live, dead, shift) => {
    const risks = live[0];
    sumTies(sums, ties, deaths[group], deathWeight[group], dead[0] / risks);
    const { one, fraction, oneSquared, fractionSquared, squareSquared } = sums;
    const perRisk = Math.exp(-shift) / risks;
    hazard[group] = one * perRisk;
    for (let j = 0; j < size; j++) {
      const [liveMean, deadMean] = [live[j + 1] / risks, dead[j + 1] / risks];
      drift[group * size + j] = (oneSquared * liveMean - fractionSquared * deadMean) * perRisk;
      mean[group * size + j] = (one * liveMean - fraction * deadMean) / deathWeight[group];
    }
    for (let i = groupFrom[group]; i < groupEventsTo[group]; i++) {
      const relative = Math.exp(predictors[i] - shift) / risks;
      martingale[i] = 1 + relative * fraction;
      for (let j = 0; j < size; j++) {
        const spared =
          fraction * x[i * size + j] - (fractionSquared * live[j + 1] - squareSquared * dead[j + 1]) / risks;
        score[i * size + j] = x[i * size + j] - mean[group * size + j] + relative * spared;
      }
    }
  });

  for (const { fromGroup, toGroup } of strata) {
    for (let group = toGroup - 2; group >= fromGroup; group--) {
      hazard[group] += hazard[group + 1];
      for (let j = 0; j < size; j++) drift[group * size + j] += drift[(group + 1) * size + j];
    }
    for (let group = fromGroup; group < toGroup; group++) {
      for (let i = groupFrom[group]; i < groupFrom[group + 1]; i++) {
        const relative = Math.exp(predictors[i]);
        const end = leaves === null || leaves[i] === toGroup ? groups : leaves[i];
        const exposure = hazard[group] - hazard[end];
        martingale[i] -= relative * exposure;
        for (let j = 0; j < size; j++) {
          score[i * size + j] -=
            relative * (x[i * size + j] * exposure - drift[group * size + j] + drift[end * size + j]);
        }
      }
    }
  }
  return { martingale, score, mean };
}

/**
 * Σ u·u′ over clusters, packed, where u is the sum over a cluster of what its rows have to do with something, by weight;
 * and how many clusters there are.
 *
 * @param influence - `size` values a row, for a weight of 1
 */
export function clusterSquares(
  {
    size,
    weight,
    count,
    cluster,
    clusters: named,
  }: Pick<CoxSample, "size" | "weight" | "count" | "cluster" | "clusters">,
  influence: Float64Array,
): { readonly squares: Packed; readonly clusters: number } {
  const squares = new Float64Array(packedLength(size));
  const addSquare = (of: Float64Array, at: number, factor: number): void => {
    for (let a = 0, k = 0; a < size; a++) {
      for (let b = 0; b <= a; b++, k++) squares[k] += factor * of[at + a] * of[at + b];
    }
  };
  const totals = new Float64Array(named * size);
  let clusters = named;
  for (let i = 0; i < weight.length; i++) {
    const own = cluster === null ? -1 : cluster[i];
    if (own >= 0) {
      for (let j = 0; j < size; j++) totals[own * size + j] += weight[i] * influence[i * size + j];
    } else {
      const copies = count === null ? 1 : count[i];
      clusters += copies;
      addSquare(influence, i * size, (weight[i] * weight[i]) / copies);
    }
  }
  for (let c = 0; c < named; c++) addSquare(totals, c * size, 1);
  return { squares, clusters };
}
