import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { sumError } from "../numeric/sum.ts";

/**
 * A sum without rounding: a number, or where no number is the sum, the numbers that add up to it, each the
 * nearest one to what those before it leave. A sum has one such form, whatever the order in which it came about.
 */
export type ExactAmount = number | readonly number[];

/**
 * left + right, without rounding. Whole amounts are one number up to 2^53.
 *
 * @throws {@link MetricError} `AMOUNT_TOO_LARGE`: the sum of amounts that no row can have had
 */
export function addExact(left: ExactAmount, right: ExactAmount): ExactAmount {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (sumError(left, right, sum) === 0) return sum + 0;
  }
  const terms = [...termsOf(left), ...termsOf(right)];
  const nearest: number[] = [];
  for (let rest = exactSum(terms); rest !== 0; rest = exactSum(terms)) {
    if (!Number.isFinite(rest)) fail("AMOUNT_TOO_LARGE", "Cannot add amounts as sums must stay finite", rest);
    nearest.push(rest);
    terms.push(-rest);
  }
  return nearest.length > 1 ? nearest : (nearest[0] ?? 0);
}

/** The number nearest to the amount. */
export function nearestAmount(amount: ExactAmount): number {
  return typeof amount === "number" ? amount : amount[0]!;
}

/** Whether a value read from a stored state is an amount: no log has rows enough for one beyond 1e100. */
export function isExactAmount(value: unknown): value is ExactAmount {
  const isPart = (part: unknown): boolean => typeof part === "number" && Math.abs(part) <= 1e100;
  return isPart(value) || (Array.isArray(value) && value.length > 1 && value.every(isPart));
}

function termsOf(amount: ExactAmount): readonly number[] {
  return typeof amount === "number" ? [amount] : amount;
}
