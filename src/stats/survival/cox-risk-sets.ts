import { packedLength } from "../../numeric/symmetric.ts";
import type { CoxSample } from "./cox-sample.ts";

/**
 * Looks at the risk set of a group that has events.
 *
 * Both hold Σ r, then Σ r·x, then (for two moments) Σ r·x·x′ packed, where r = weight · exp(x′β − shift): `live` over the
 * risk set, `dead` over its events.
 */
export type RiskSetVisitor = (group: number, live: Float64Array, dead: Float64Array, shift: number) => void;

/**
 * Visits the risk set of each group with events, stratum by stratum, the last time first.
 *
 * Rows come in as time goes back, and with delayed entry go out again. The shift follows the largest x′β, so that
 * neither a customer of hardly any risk who is left alone vanishes, nor one of a very high risk overflows.
 *
 * @param predictors - receives x′β of each row
 */
export function walkRiskSets(
  sample: CoxSample,
  coefficients: Float64Array,
  moments: 1 | 2,
  predictors: Float64Array,
  visit: RiskSetVisitor,
): void {
  const { size, x, weight, groupFrom, groupEventsTo, leaves, leaving, strata } = sample;
  computePredictors(sample, coefficients, predictors);
  const sums = 1 + size + (moments === 2 ? packedLength(size) : 0);
  const live = new Float64Array(sums);
  const dead = new Float64Array(sums);
  const present = leaves === null ? null : presentRows(weight.length);
  let shift = 0;

  for (const { fromGroup, toGroup } of strata) {
    live.fill(0);
    shift = -Infinity;
    present?.clear();
    let most = 0;
    let gone = groupFrom[fromGroup];
    for (let group = fromGroup; group < toGroup; group++) {
      const [from, eventsTo, to] = [groupFrom[group], groupEventsTo[group], groupFrom[group + 1]];
      if (present !== null) {
        for (; gone < from && leaves![leaving![gone]] <= group; gone++) {
          addRow(live, leaving![gone], -1);
          present.remove(leaving![gone]);
        }
        // What was large has left rounding errors behind that what is left would drown in.
        if (live[0] < 1e-3 * most) {
          live.fill(0);
          shift = present.largest(predictors);
          present.each((i) => addRow(live, i, 1));
          most = live[0];
        }
        for (let i = from; i < to; i++) present.add(i);
      }
      let largest = shift;
      for (let i = from; i < to; i++) if (predictors[i] > largest) largest = predictors[i];
      if (largest > shift + 200) {
        const factor = Math.exp(shift - largest);
        for (let k = 0; k < sums; k++) live[k] *= factor;
        most *= factor;
        shift = largest;
      }
      dead.fill(0);
      for (let i = from; i < eventsTo; i++) addRow(dead, i, 1);
      for (let i = eventsTo; i < to; i++) addRow(live, i, 1);
      for (let k = 0; k < sums; k++) live[k] += dead[k];
      most = Math.max(most, live[0]);
      if (eventsTo > from) visit(group, live, dead, shift);
    }
  }

  function addRow(into: Float64Array, row: number, sign: 1 | -1): void {
    const at = row * size;
    const r = sign * weight[row] * Math.exp(predictors[row] - shift);
    into[0] += r;
    let k = size + 1;
    for (let a = 0; a < size; a++) {
      const first = r * x[at + a];
      into[a + 1] += first;
      if (moments === 2) for (let b = 0; b <= a; b++) into[k++] += first * x[at + b];
    }
  }
}

function computePredictors({ size, x, weight }: CoxSample, coefficients: Float64Array, predictors: Float64Array): void {
  for (let i = 0, at = 0; i < weight.length; i++) {
    let predictor = 0;
    for (let j = 0; j < size; j++, at++) predictor += x[at] * coefficients[j];
    predictors[i] = predictor;
  }
}

/** The rows at risk, in a list that a row can leave from the middle. */
interface PresentRows {
  readonly clear: () => void;
  readonly add: (row: number) => void;
  readonly remove: (row: number) => void;
  readonly each: (visit: (row: number) => void) => void;
  readonly largest: (values: Float64Array) => number;
}

function presentRows(rows: number): PresentRows {
  const list = new Int32Array(rows);
  const place = new Int32Array(rows);
  let length = 0;
  return {
    clear: () => {
      length = 0;
    },
    add: (row) => {
      place[row] = length;
      list[length++] = row;
    },
    remove: (row) => {
      const last = list[--length];
      list[place[row]] = last;
      place[last] = place[row];
    },
    each: (visit) => {
      for (let at = 0; at < length; at++) visit(list[at]);
    },
    largest: (values) => {
      let largest = -Infinity;
      for (let at = 0; at < length; at++) largest = Math.max(largest, values[list[at]]);
      return largest;
    },
  };
}
