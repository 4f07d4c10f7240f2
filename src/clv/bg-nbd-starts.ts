import type { GroupedHistories } from "./purchase-history.ts";

/**
 * Where to look for the maximum: a gamma distribution of rates as wide as the counts suggest, and a quarter of the
 * customers leaving after a purchase; then wider and narrower ones. Times enter only through purchases a unit of time,
 * so that their unit does not matter.
 */
export function bgNbdStarts({ frequency, T, count }: GroupedHistories): number[][] {
  let customers = 0;
  let purchases = 0;
  let squares = 0;
  let time = 0;
  for (let i = 0; i < count.length; i++) {
    customers += count[i]!;
    purchases += count[i]! * frequency[i]!;
    squares += count[i]! * frequency[i]! * frequency[i]!;
    time += count[i]! * T[i]!;
  }
  const mean = purchases / customers;
  const surplus = squares / customers - mean * mean - mean;
  const r = surplus > 0 ? Math.min(Math.max((mean * mean) / surplus, 0.1), 10) : 10;
  const alphaOf = (shape: number): number => Math.log(shape) + Math.log(time / purchases) - 0.5;
  return [
    [r, 0.8, 2.5],
    [r / 3, 0.3, 0.6],
    [3 * r, 2, 10],
    [1, 1, 1],
  ].map(([shape = 1, a = 1, b = 1]) => [Math.log(shape), alphaOf(shape), Math.log(a), Math.log(b)]);
}
