import { sumError } from "./sum.ts";

/**
 * The sum of values as if computed without rounding and rounded once: the same for every order of the values.
 *
 * Shewchuk, J. R. (1997). Adaptive precision floating-point arithmetic and fast robust geometric predicates. Discrete &
 * Computational Geometry 18, 305-363: the sum is kept as partials that do not overlap.
 *
 * @returns 0 for no values; NaN where a value is NaN or both infinities are among them
 */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  // Multiples of 2^1024 that partial sums went beyond the range of float64.
  let overflows = 0;
  let infinite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      infinite += value;
      continue;
    }
    let carried = value;
    let kept = 0;
    for (let i = 0; i < partials.length; i++) {
      let partial = partials[i]!;
      let high = carried + partial;
      if (!Number.isFinite(high)) {
        const sign = Math.sign(high);
        overflows += sign;
        if (Math.abs(carried) < Math.abs(partial)) [carried, partial] = [partial, carried];
        carried = carried - sign * 2 ** 1023 - sign * 2 ** 1023;
        high = carried + partial;
      }
      const low = sumError(carried, partial, high);
      if (low !== 0) partials[kept++] = low;
      carried = high;
    }
    partials.length = kept;
    partials.push(carried);
  }
  if (infinite !== 0) return infinite;
  return overflows === 0 ? rounded(partials) : beyondRange(partials, overflows);
}

/** The sum of non-overlapping partials of increasing size, rounded half to even. */
function rounded(partials: readonly number[]): number {
  let i = partials.length - 1;
  let sum = i < 0 ? 0 : partials[i]!;
  while (i > 0) {
    const high = sum;
    const partial = partials[--i]!;
    sum = high + partial;
    const low = partial - (sum - high);
    if (low === 0) continue;
    // A tie was broken without looking at the partials below, which may decide it.
    const below = i > 0 ? partials[i - 1]! : 0;
    const doubled = 2 * low;
    if (Math.sign(low) === Math.sign(below)) {
      const away = sum + doubled;
      if (away - sum === doubled) sum = away;
    }
    break;
  }
  return sum;
}

/** The sum of partials and overflows * 2^1024: finite only where the partials bring it back. */
function beyondRange(partials: readonly number[], overflows: number): number {
  const halves = partials.map((partial) => partial / 2);
  const half =
    Math.abs(overflows) === 1
      ? rounded([...halves, overflows * 2 ** 1023].sort((x, y) => Math.abs(x) - Math.abs(y)))
      : overflows / 0;
  return 2 * half;
}
