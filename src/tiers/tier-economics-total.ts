import { exactSum } from "../numeric/exact-sum.ts";
import { sumError } from "../numeric/sum.ts";

/**
 * An exact sum of decimals as a few numbers: the sum rounded, what that left rounded, and so on. One sum has one such list, so that
 * states agree to the last bit whatever order they were made in. Empty for 0; nearly always one or two numbers.
 */
export type ExactParts = number[];

/** Adds a finite number to the parts of a sum, in place. */
export function addExact(parts: ExactParts, value: number): void {
  if (parts.length <= 2) {
    const first = parts[0] ?? 0;
    const second = parts[1] ?? 0;
    const high = first + value;
    const lost = sumError(first, value, high);
    const low = second + lost;
    // high + low is the sum, exactly, unless a third number is needed.
    if (sumError(second, lost, low) === 0) {
      const top = high + low;
      const rest = sumError(high, low, top);
      if (rest !== 0) {
        parts[0] = top;
        parts[1] = rest;
      } else if (top !== 0) {
        parts[0] = top;
        parts.length = 1;
      } else parts.length = 0;
      return;
    }
  }
  const sum = partsOf([...parts, value]);
  parts.length = 0;
  parts.push(...sum);
}

/** The parts of the sum of both. */
export function mergeExact(left: ExactParts, right: ExactParts): ExactParts {
  return partsOf([...left, ...right]);
}

/** The sum of all parts given, rounded once. Adding 0 turns -0 into 0. */
export function totalOfParts(...sums: readonly (readonly number[])[]): number {
  return exactSum(sums.flat()) + 0;
}

/** A sum with the opposite sign. */
export function negative(parts: readonly number[]): ExactParts {
  return parts.map((part) => -part);
}

function partsOf(values: readonly number[]): ExactParts {
  const rest = [...values];
  const parts: number[] = [];
  for (let top = exactSum(rest); top !== 0; top = exactSum(rest)) {
    parts.push(top);
    rest.push(-top);
  }
  return parts;
}
