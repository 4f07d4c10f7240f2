import { fail } from "../../core/metric-error.ts";
import { cholesky, choleskySolve } from "../../numeric/cholesky.ts";
import { chiSquareSurvival } from "../../numeric/chi-square.ts";
import { dot, type Packed, packedLength, packedIndex, packedPart } from "../../numeric/symmetric.ts";
import { fittedSample } from "./cox-fit-sample.ts";
import { coxLikelihood } from "./cox-likelihood.ts";
import type { CoxFit, CoxTest } from "./cox-result.ts";
import type { CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import type { CoxSample } from "./cox-sample.ts";
import type { CoxSource } from "./cox-source.ts";
import { timeCodes } from "./cox-times.ts";

/** What of time an effect may depend on: 1 − the Kaplan-Meier curve, time itself, its logarithm or its rank. */
export type ProportionalityTransform = "km" | "identity" | "log" | "rank";

/** Options of {@link proportionalHazardsTest}: how the data are read, as for `coxRegression`, and the transform. */
export interface ProportionalityOptions<Row = CoxRow> extends CoxReadingOptions<Row> {
  /**
   * The function of time. `"km"` spreads the events evenly, so that no late one decides.
   * @defaultValue `"km"`
   */
  readonly transform?: ProportionalityTransform | undefined;
}

/** Tests of whether effects change with time. */
export interface ProportionalityResult {
  readonly metric: "proportional-hazards-test";
  readonly transform: ProportionalityTransform;
  readonly n: number;
  readonly events: number;
  /** For each covariate whether its effect changes. */
  readonly covariates: readonly (CoxTest & { readonly covariate: string })[];
  /** Whether any does. */
  readonly global: CoxTest;
}

/**
 * Whether hazards are proportional: a score test of coefficients that change with time, for each covariate and for all.
 *
 * A small p-value says that the hazard ratio is an average over time. Split time with start-stop rows, or stratify by
 * the covariate.
 *
 * @formula the score test of γ = 0 in the hazard exp(Σ (βⱼ + γⱼ g(t)) xⱼ), with the full information matrix
 *
 * @param fit - of `coxRegression`
 * @param source - the data that it was fitted to, or their state
 * @param options - see {@link ProportionalityOptions}
 * @returns chi-square statistics; `null` where the data cannot tell
 * @throws {@link MetricError} `COVARIATE_UNKNOWN`, `SAMPLE_DIFFERS`, `TRANSFORM_UNKNOWN`; `TIME_INVALID` for the logarithm of an event at 0
 * @see Grambsch and Therneau, "Proportional Hazards Tests and Diagnostics Based on Weighted Residuals", Biometrika 81, 1994; as in R's
 *   `cox.zph` from survival 3.0 on.
 *
 * @example
 * ```ts
 * import { coxRegression, proportionalHazardsTest } from "customer-metrics/churn";
 *
 * const data = {
 *   time: [3, 5, 5, 8, 12, 12, 14, 20, 24, 24],
 *   event: [1, 1, 1, 0, 1, 1, 0, 1, 0, 0],
 *   covariates: { annual: [0, 0, 1, 0, 0, 1, 1, 0, 1, 1] },
 * };
 * const fit = coxRegression(data);
 * if (fit.status === "failed") throw new Error(fit.reason);
 * proportionalHazardsTest(fit, data).global; // => { df: 1, pValue: ≈0.603 }
 * ```
 */
export function proportionalHazardsTest<Row = CoxRow>(
  fit: CoxFit,
  source: CoxSource<Row>,
  options: ProportionalityOptions<Row> = {},
): ProportionalityResult {
  const { transform = "km" } = options;
  const { sample, coefficients } = fittedSample(fit, source, options, "same");
  const { size, names, n, events } = sample;
  const factor = centredTransform(sample, transform);
  const scratch = new Float64Array(sample.weight.length);
  const at = (factors?: Float64Array) => coxLikelihood(sample, fit.definition.ties, coefficients, scratch, factors);
  const information = at().information;
  const once = at(factor);
  const twice = at(factor.map((value) => value * value)).information;

  const expanded = blocks(information, once.information, twice, size);
  const test = (chosen: readonly number[]): CoxTest => {
    const score = [...new Array<number>(size).fill(0), ...chosen.map((j) => once.score[j])];
    const places = [...score.keys()].map((place) => (place < size ? place : size + chosen[place - size]));
    const decomposed = cholesky(packedPart(expanded, places), places.length);
    if (decomposed === null || decomposed.dependent.length > 0)
      return { statistic: null, df: chosen.length, pValue: null };
    const statistic = Math.max(0, dot(score, choleskySolve(decomposed, score)));
    return { statistic, df: chosen.length, pValue: chiSquareSurvival(statistic, chosen.length) };
  };
  return {
    metric: "proportional-hazards-test",
    transform,
    n,
    events,
    covariates: names.map((covariate, j) => ({ covariate, ...test([j]) })),
    global: test(names.map((_, j) => j)),
  };
}

/** [[whole, once], [once, twice]], packed. */
function blocks(whole: Packed, once: Packed, twice: Packed, size: number): Packed {
  const expanded = new Float64Array(packedLength(2 * size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const k = i >= j ? packedIndex(i, j) : packedIndex(j, i);
      expanded[packedIndex(size + i, j)] = once[k];
      if (j > i) continue;
      expanded[k] = whole[k];
      expanded[packedIndex(size + i, size + j)] = twice[k];
    }
  }
  return expanded;
}

/** The transform at each time, less its mean over events and over its spread, which changes no test and keeps its numbers of one size. */
function centredTransform(sample: CoxSample, transform: ProportionalityTransform): Float64Array {
  const { times, groupTime, deaths } = sample;
  const eventsAt = new Float64Array(times.length);
  for (let group = 0; group < groupTime.length; group++) eventsAt[groupTime[group]] += deaths[group];
  const values = transformed(sample, transform, eventsAt);
  let mean = 0;
  let seen = 0;
  eventsAt.forEach((events, code) => {
    seen += events;
    if (events > 0) mean += ((values[code] - mean) * events) / seen;
  });
  let farthest = 0;
  eventsAt.forEach((events, code) => {
    if (events > 0) farthest = Math.max(farthest, Math.abs(values[code] - mean));
  });
  return values.map((value, code) => (eventsAt[code] > 0 && farthest > 0 ? (value - mean) / farthest : 0));
}

function transformed(sample: CoxSample, transform: ProportionalityTransform, eventsAt: Float64Array): Float64Array {
  const { times } = sample;
  if (transform === "identity") return times;
  if (transform === "log") {
    if (eventsAt[0] > 0 && times[0] === 0)
      fail("TIME_INVALID", "Cannot take the logarithm of time as events must be after 0", 0);
    return times.map(Math.log);
  }
  if (transform === "rank") {
    const ended = countsAt(sample, "time");
    let before = 0;
    return ended.map((rows) => {
      before += rows;
      return before - rows + (rows + 1) / 2;
    });
  }
  if (transform === "km") return leftBefore(sample, eventsAt);
  return fail("TRANSFORM_UNKNOWN", 'Cannot transform time as it must be "km", "identity", "log" or "rank"', transform);
}

/** 1 − the Kaplan-Meier curve of all strata together, just before each time; rows as many as they are, not as they weigh, as in R. */
function leftBefore(sample: CoxSample, eventsAt: Float64Array): Float64Array {
  const ended = countsAt(sample, "time");
  const entered = countsAt(sample, "entry");
  const left = new Float64Array(ended.length);
  let atRisk = sample.n - entered.reduce((sum, rows) => sum + rows, 0);
  let survival = 1;
  for (let code = 0; code < ended.length; code++) {
    left[code] = 1 - survival;
    if (eventsAt[code] > 0) survival *= 1 - eventsAt[code] / atRisk;
    atRisk += entered[code] - ended[code];
  }
  return left;
}

/** How many rows end, or enter late, at each time. */
function countsAt({ table, times }: CoxSample, what: "time" | "entry"): Float64Array {
  const counts = new Float64Array(times.length);
  const column = table[what];
  if (column === null) return counts;
  const codes = timeCodes(column, times);
  for (let i = 0; i < codes.length; i++) {
    if (what === "time" || column[i] > 0) counts[codes[i]] += table.count === null ? 1 : table.count[i];
  }
  return counts;
}
