import type { CoxSample } from "./cox-sample.ts";

/**
 * Whether the likelihood never falls along `direction`: at each event time every event has the largest
 * x′direction of its risk set. Then there is no maximum, as the coefficients grow without end.
 *
 * Risk sets are not walked: the row with the largest value settles all times at which it is at risk, the next
 * one those that are left, and so on.
 *
 * @param tolerance - how far an event may fall short, as a part of the spread
 *
 * Bryson, M. C. and Johnson, M. E. (1981). The incidence of monotone likelihood in the Cox model. Technometrics 23.
 */
export function isMonotone(sample: CoxSample, direction: Float64Array, tolerance: number): boolean {
  const { size, x, weight, groupFrom, groupEventsTo, groupTime, leaves, strata } = sample;
  const rows = weight.length;
  const groups = groupTime.length;
  const value = new Float64Array(rows);
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < size; j++, at++) value[i] += x[at] * direction[j];
    least = Math.min(least, value[i]);
    greatest = Math.max(greatest, value[i]);
  }
  const spread = greatest - least;
  if (!(spread > 0 && spread < Infinity)) return false;

  const firstGroup = new Int32Array(rows);
  for (let group = 0; group < groups; group++) firstGroup.fill(group, groupFrom[group], groupFrom[group + 1]);
  const endOfRow = leaves ?? new Int32Array(rows);
  if (leaves === null)
    for (const { fromGroup, toGroup } of strata) endOfRow.fill(toGroup, groupFrom[fromGroup], groupFrom[toGroup]);

  const byValue = Int32Array.from({ length: rows }, (_, i) => i).sort((a, b) => value[b] - value[a]);
  const largest = new Float64Array(groups);
  // The next group that is not settled, from each on; ways are shortened as they are walked.
  const next = Int32Array.from({ length: groups + 1 }, (_, group) => group);
  const unsettled = (group: number): number => {
    let end = group;
    while (next[end] !== end) end = next[end];
    for (let at = group; at !== end; ) [at, next[at]] = [next[at], end];
    return end;
  };
  for (const i of byValue) {
    for (let group = unsettled(firstGroup[i]); group < endOfRow[i]; group = unsettled(group)) {
      largest[group] = value[i];
      next[group] = group + 1;
    }
  }
  for (let group = 0; group < groups; group++) {
    for (let i = groupFrom[group]; i < groupEventsTo[group]; i++) {
      if (largest[group] - value[i] > tolerance * spread) return false;
    }
  }
  return true;
}
