import { exactSum } from "../numeric/exact-sum.ts";
import { sumError } from "../numeric/sum.ts";

/**
 * Adds a value to a sum kept without rounding, as partials that do not overlap (Shewchuk 1997). Sums must stay far from the end
 * of the range, as those of checked values do.
 */
export function addToSum(partials: number[], value: number): void {
  if (value === 0) return;
  let carried = value;
  let kept = 0;
  for (let i = 0; i < partials.length; i += 1) {
    const high = carried + partials[i]!;
    const low = sumError(carried, partials[i]!, high);
    if (low !== 0) partials[kept++] = low;
    carried = high;
  }
  partials.length = kept;
  if (carried !== 0) partials.push(carried);
}

/**
 * The same sum in the one form that depends on nothing but its value: the nearest float64, the nearest to the rest, and so on.
 * It makes states equal to the last bit, in whatever order they were filled.
 */
export function settleSum(partials: number[]): void {
  if (partials.length < 2) return;
  const terms = [...partials];
  partials.length = 0;
  for (let next = exactSum(terms); next !== 0; next = exactSum(terms)) {
    partials.push(next);
    terms.push(-next);
  }
}

/** A settled sum of both. */
export function mergeSums(left: readonly number[], right: readonly number[]): number[] {
  const merged = [...left];
  for (const partial of right) addToSum(merged, partial);
  settleSum(merged);
  return merged;
}
