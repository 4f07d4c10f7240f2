/** How a way that was gone differs from the way that was meant. */
export interface PathAlignment {
  /** Steps of the plan that were not done, as often as they were missed, in the order of the plan. */
  readonly missing: readonly string[];
  /** Steps that were done and are not in the plan, or more often than in it, in the order of the way. */
  readonly extra: readonly string[];
  /** Steps that were done, at another place than the plan has them, in the order of the plan. */
  readonly outOfOrder: readonly string[];
  /** How many steps to leave out and put in to make one of the other. */
  readonly cost: number;
}

/**
 * Aligns a way with the plan by a longest common subsequence, the one that keeps the earliest steps of the plan.
 *
 * What stands on both sides outside of it was done, at another place: each such pair costs a step left out and one put
 * in, so that cost = missing + extra + 2 · out of order = planned + actual − 2 · common in order.
 */
export function alignPath(planned: readonly string[], actual: readonly string[]): PathAlignment {
  const width = actual.length + 1;
  // lengths[i][j]: of the longest common subsequence of the plan from i and the way from j.
  const lengths = new Int32Array((planned.length + 1) * width);
  for (let i = planned.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        planned[i] === actual[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const notDone: string[] = [];
  const notPlanned: string[] = [];
  let i = 0;
  let j = 0;
  while (i < planned.length && j < actual.length) {
    if (planned[i] === actual[j]) {
      i += 1;
      j += 1;
    } else if (lengths[i * width + j + 1]! >= lengths[(i + 1) * width + j]!) notPlanned.push(actual[j++]!);
    else notDone.push(planned[i++]!);
  }
  notDone.push(...planned.slice(i));
  notPlanned.push(...actual.slice(j));
  const spare = new Map<string, number>();
  for (const step of notPlanned) spare.set(step, (spare.get(step) ?? 0) + 1);
  const missing: string[] = [];
  const outOfOrder: string[] = [];
  for (const step of notDone) {
    const left = spare.get(step) ?? 0;
    if (left > 0) {
      outOfOrder.push(step);
      spare.set(step, left - 1);
    } else missing.push(step);
  }
  // Of a step that was done too often the last ones are extra: the first stand for what was out of order.
  const extra: string[] = [];
  for (const step of notPlanned.reverse()) {
    const left = spare.get(step)!;
    if (left === 0) continue;
    spare.set(step, left - 1);
    extra.push(step);
  }
  return { missing, extra: extra.reverse(), outOfOrder, cost: notDone.length + notPlanned.length };
}
