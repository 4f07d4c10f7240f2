import type { ReadHistories } from "./history-reading.ts";
import type { PurchaseFitData } from "./purchase-fit.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { PurchaseModelName } from "./purchase-process.ts";

/** What a fit says of its data before any search. */
export function fitData(model: PurchaseModelName, read: ReadHistories, notes: readonly string[]): PurchaseFitData {
  const { timeUnit, groups, n, repeatPurchases, rows, leftOut } = read;
  const isLeftOut = Object.values(leftOut).some((count) => count > 0);
  return {
    model,
    timeUnit,
    n,
    repeatPurchases,
    groups: groups.count.length,
    rows,
    leftOut,
    notes: [...notes, ...(isLeftOut ? ["rows-left-out"] : [])],
  };
}

/** Which of the four parameters are lengths of time. */
export function timeParameters(model: PurchaseModelName): readonly number[] {
  return model === "bg-bb" ? [] : model === "pareto-nbd" ? [1, 3] : [1];
}

/** Logarithms of the parameters of a plain population: rates and chances spread evenly, of the mean rate that is seen. */
export function plainPopulation(
  model: PurchaseModelName,
  { n, repeatPurchases }: ReadHistories,
  { T, count }: GroupedHistories,
): readonly number[] {
  const time = T.reduce((sum, each, i) => sum + count[i]! * each, 0);
  const lengths = [0, time / repeatPurchases, 0, time / n];
  return lengths.map((length, k) => (timeParameters(model).includes(k) ? Math.log(length) : 0));
}

/**
 * A number as good as infinite: a distribution of rates of that shape gives all customers the same one, but for a millionth
 * of a unit of log-likelihood.
 */
export function asGoodAsInfinite({ frequency, count }: GroupedHistories): number {
  const squares = frequency.reduce((sum, x, i) => sum + count[i]! * (1 + x * x), 0);
  return Math.min(1e15, Math.max(1e9, 1e6 * squares));
}
