import { type CoxTies, sumTies, tieSums } from "./cox-likelihood.ts";
import { walkRiskSets } from "./cox-risk-sets.ts";
import type { CoxSample } from "./cox-sample.ts";

/**
 * Cumulative hazard of a stratum at its mean covariates, with what is needed to say how sure it is anywhere:
 * a row for each time at which anybody was last seen.
 */
export interface CoxBaseline {
  /** Its stratum; `null` without strata. */
  readonly stratum: string | null;
  /** The covariates that it is for, in the order of the coefficients: their means. */
  readonly center: readonly number[];
  /** Distinct times, ascending. */
  readonly time: readonly number[];
  /** Cumulative hazard up to and at each time; this and what follows is `null` from where it is beyond float64. */
  readonly cumulativeHazard: readonly (number | null)[];
  /** Its variance, were the coefficients known. */
  readonly variance: readonly (number | null)[];
  /** For each covariate ∫ (mean of those at risk − center) dH up to each time: how the hazard moves with the coefficient. */
  readonly drift: readonly (readonly (number | null)[])[];
}

/**
 * The baseline hazards of a fit, by the tie method of the fit.
 *
 * Breslow, N. (1972). Discussion of Cox. JRSS B 34, 216. Efron's is its counterpart for his likelihood. Variance:
 * Tsiatis, A. A. (1981). A large sample study of Cox's regression model. Annals of Statistics 9.
 *
 * @param coefficients - of the standardised covariates
 */
export function coxBaselines(sample: CoxSample, ties: CoxTies, coefficients: Float64Array): CoxBaseline[] {
  const { size, scale, strata, times, groupTime, deaths, deathWeight } = sample;
  const groups = groupTime.length;
  const hazard = new Float64Array(groups);
  const variance = new Float64Array(groups);
  const drift = new Float64Array(groups * size);
  const sums = tieSums();
  walkRiskSets(sample, coefficients, 1, new Float64Array(sample.weight.length), (group, live, dead, shift) => {
    const risks = live[0];
    sumTies(sums, ties, deaths[group], deathWeight[group], dead[0] / risks);
    const perRisk = Math.exp(-shift) / risks;
    hazard[group] = sums.one * perRisk;
    variance[group] = sums.oneSquared * perRisk * perRisk;
    for (let j = 0; j < size; j++) {
      drift[group * size + j] =
        ((scale[j] * (sums.oneSquared * live[j + 1] - sums.fractionSquared * dead[j + 1])) / risks) * perRisk;
    }
  });

  return strata.map(({ label, fromGroup, toGroup, center }) => {
    // Groups go back in time, sums forward.
    const cumulated = (steps: Float64Array, width: number, offset: number): (number | null)[] => {
      let sum = 0;
      return Array.from({ length: toGroup - fromGroup }, (_, at) => {
        sum += steps[(toGroup - 1 - at) * width + offset];
        return Number.isFinite(sum) ? sum : null;
      });
    };
    return {
      stratum: label,
      center: Array.from(center),
      time: Array.from({ length: toGroup - fromGroup }, (_, at) => times[groupTime[toGroup - 1 - at]]),
      cumulativeHazard: cumulated(hazard, 1, 0),
      variance: cumulated(variance, 1, 0),
      drift: Array.from({ length: size }, (_, j) => cumulated(drift, size, j)),
    };
  });
}
