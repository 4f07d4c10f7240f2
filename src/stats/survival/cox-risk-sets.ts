import { sumError } from "../../numeric/sum.ts";
import { packedLength } from "../../numeric/symmetric.ts";
import type { CoxSample, CoxStratum } from "./cox-sample.ts";

/**
 * Looks at the risk set of a group that has events.
 *
 * Both hold Σ r, then Σ r·x, then (for two moments) Σ r·x·x′ packed, where r = weight · exp(x′β): `live` over
 * the risk set, `dead` over its events.
 */
export type RiskSetVisitor = (group: number, live: Float64Array, dead: Float64Array, stratum: CoxStratum) => void;

/**
 * Visits the risk set of each group with events, stratum by stratum, the last time first.
 *
 * Rows come in as time goes back, and with delayed entry go out again. Taking out what was large would
 * leave rounding errors the size of what is left, so there the sums are compensated.
 *
 * @param risk - receives r of each row
 */
export function walkRiskSets(
  sample: CoxSample,
  coefficients: Float64Array,
  moments: 1 | 2,
  risk: Float64Array,
  visit: RiskSetVisitor,
): void {
  const { size, x, groupFrom, groupEventsTo, leaves, leaving, strata } = sample;
  computeRisk(sample, coefficients, risk);
  const sums = 1 + size + (moments === 2 ? packedLength(size) : 0);
  const live = new Float64Array(sums);
  const dead = new Float64Array(sums);
  const errors = leaves === null ? null : new Float64Array(sums);
  const total = errors === null ? live : new Float64Array(sums);
  for (const stratum of strata) {
    live.fill(0);
    errors?.fill(0);
    let gone = groupFrom[stratum.fromGroup];
    let atRisk = 0;
    for (let group = stratum.fromGroup; group < stratum.toGroup; group++) {
      const from = groupFrom[group];
      const eventsTo = groupEventsTo[group];
      const to = groupFrom[group + 1];
      dead.fill(0);
      addRows(dead, x, risk, size, moments, from, eventsTo);
      if (errors === null) {
        addRows(live, x, risk, size, moments, eventsTo, to);
        for (let k = 0; k < sums; k++) live[k] += dead[k];
      } else {
        for (let i = from; i < to; i++) addCompensated(live, errors, x, risk[i], size, moments, i);
        atRisk += to - from;
        for (; gone < to && leaves![leaving![gone]] <= group; gone++) {
          addCompensated(live, errors, x, -risk[leaving![gone]], size, moments, leaving![gone]);
          atRisk--;
        }
        if (atRisk === 0) {
          live.fill(0);
          errors.fill(0);
        }
        for (let k = 0; k < sums; k++) total[k] = live[k] + errors[k];
      }
      if (eventsTo > from) visit(group, total, dead, stratum);
    }
  }
}

function computeRisk({ size, x, weight }: CoxSample, coefficients: Float64Array, risk: Float64Array): void {
  for (let i = 0, at = 0; i < weight.length; i++) {
    let predictor = 0;
    for (let j = 0; j < size; j++, at++) predictor += x[at] * coefficients[j];
    risk[i] = weight[i] * Math.exp(predictor);
  }
}

function addRows(
  sums: Float64Array,
  x: Float64Array,
  risk: Float64Array,
  size: number,
  moments: 1 | 2,
  from: number,
  to: number,
): void {
  let at = from * size;
  for (let i = from; i < to; i++, at += size) {
    const r = risk[i];
    sums[0] += r;
    let k = size + 1;
    for (let a = 0; a < size; a++) {
      const first = r * x[at + a];
      sums[a + 1] += first;
      if (moments === 2) for (let b = 0; b <= a; b++) sums[k++] += first * x[at + b];
    }
  }
}

function addCompensated(
  sums: Float64Array,
  errors: Float64Array,
  x: Float64Array,
  r: number,
  size: number,
  moments: 1 | 2,
  row: number,
): void {
  const at = row * size;
  addTerm(sums, errors, 0, r);
  let k = size + 1;
  for (let a = 0; a < size; a++) {
    const first = r * x[at + a];
    addTerm(sums, errors, a + 1, first);
    if (moments === 2) for (let b = 0; b <= a; b++) addTerm(sums, errors, k++, first * x[at + b]);
  }
}

function addTerm(sums: Float64Array, errors: Float64Array, k: number, term: number): void {
  const before = sums[k];
  const after = before + term;
  sums[k] = after;
  errors[k] += sumError(before, term, after);
}
