import { productError, sumError } from "../numeric/sum.ts";
import { decimalCustomersFor, decimalTotal } from "./value-decimal.ts";
import type { ValueRuns } from "./value-cell.ts";

/** What the figures of concentration have in common. */
export interface ValueSums {
  /** Of all values, as decimals where losses nearly cancel it: 0.1 + 0.2 − 0.3 is 0. */
  readonly total: number;
  /** Whether shares of the total mean anything: it is above 0, and something beside what gains and losses cancel to it. */
  readonly hasShares: boolean;
  /** Of their sizes: with losses more than the total. */
  readonly size: number;
  /** How far a sum of floats may be from that of the decimals. */
  readonly slack: number;
}

/** A sum with an error of about one rounding, of products too. */
export interface RunningSum {
  sum: number;
  error: number;
}

/** Adds count · value. */
export function addProduct(running: RunningSum, count: number, value: number): void {
  const product = count * value;
  const next = running.sum + product;
  running.error += sumError(running.sum, product, next) + (count === 1 ? 0 : productError(count, value, product));
  running.sum = next;
}

/** Totals of the values. */
export function valueSums(runs: ValueRuns): ValueSums {
  const { values, counts } = runs;
  const all: RunningSum = { sum: 0, error: 0 };
  const sizes: RunningSum = { sum: 0, error: 0 };
  for (let i = 0; i < values.length; i++) {
    addProduct(all, counts[i]!, values[i]!);
    addProduct(sizes, counts[i]!, Math.abs(values[i]!));
  }
  const sum = all.sum + all.error;
  const size = sizes.sum + sizes.error;
  // Four times what rounding each value, each share and the sums can make.
  const slack = size * 2 ** -50;
  const total = sum !== size && Math.abs(sum) <= slack ? decimalTotal(runs) + 0 : sum;
  // Beyond that bound quotients would leave the range of numbers.
  return { total, size, slack, hasShares: total > 0 && (runs.n * size) / total < 1e100 };
}

/** The value of the `customers` most valuable, and of the next one; `customers` a whole number up to n. */
export function topSum(
  { values, counts, n }: ValueRuns,
  { total }: ValueSums,
  customers: number,
): { readonly sum: number; readonly next: number } {
  if (customers === n) return { sum: total, next: 0 };
  const top: RunningSum = { sum: 0, error: 0 };
  let left = customers;
  let i = values.length - 1;
  for (; left >= counts[i]!; i--) {
    addProduct(top, counts[i]!, values[i]!);
    left -= counts[i]!;
  }
  if (left > 0) addProduct(top, left, values[i]!);
  return { sum: top.sum + top.error, next: values[i]! };
}

/**
 * The fewest customers from the top whose value is at least `share` of the total; the total must be above 0.
 *
 * Floats decide where it is clear, and decimals where it is not: 0.4 + 0.3 is 70 % of 1.
 */
export function fewestCustomers(runs: ValueRuns, { total, slack }: ValueSums, share: number): number {
  if (share === 0) return 0;
  const { values, counts, n } = runs;
  // All of it, and nobody loses: all who bring anything. Decimals would say the same, and a million take them a second.
  if (share === 1 && values[0]! >= 0) return values[0] === 0 ? n - counts[0]! : n;
  const target = share * total;
  const top: RunningSum = { sum: 0, error: 0 };
  let customers = 0;
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i]!;
    const before = top.sum + top.error;
    addProduct(top, counts[i]!, value);
    if (top.sum + top.error < target - slack) {
      customers += counts[i]!;
      continue;
    }
    const needed = Math.max(1, Math.ceil((target - before) / value));
    const isClear =
      needed <= counts[i]! &&
      before + (needed - 1) * value < target - slack &&
      before + needed * value > target + slack;
    return isClear ? customers + needed : decimalCustomersFor(runs, share);
  }
  return customers;
}
