import type { UsableColumns } from "./predict-columns.ts";
import { customerParameters, type UsableModel } from "./usable-fit.ts";
import { covariatesAt } from "./predict-columns.ts";

/**
 * Discounted purchases of many customers; Infinity where their sum does not exist.
 *
 * Who is alive at T has forgotten when they bought last: all customers with the same frequency and T share what they buy
 * while alive, and differ by P(alive). That is worked out once for each frequency and T.
 *
 * @param rate - as the process wants it
 */
export function discountedColumns(
  used: UsableModel,
  values: readonly number[],
  { columns, covariates, size }: UsableColumns,
  rate: number,
  ahead: number,
): Float64Array {
  const { process } = used;
  const { frequency, recency, T } = columns;
  const discounted = new Float64Array(size);
  if (covariates.length > 0) {
    for (let i = 0; i < size; i++) {
      const parameters = customerParameters(used, values, covariatesAt(used, covariates, i));
      const history = { frequency: frequency[i]!, recency: recency[i]!, T: T[i]! };
      discounted[i] = process.discountedPurchases(parameters, history, rate, ahead);
    }
    return discounted;
  }
  const parameters = values.slice(0, process.parameterNames.length);
  const { probabilityAlive } = process.predictColumns(parameters, columns, 0);
  const whileAlive = new Map<number, Map<number, number>>();
  for (let i = 0; i < size; i++) {
    const [x, end] = [frequency[i]!, T[i]!];
    let byT = whileAlive.get(x);
    if (byT === undefined) whileAlive.set(x, (byT = new Map()));
    let purchases = byT.get(end);
    if (purchases === undefined) {
      // A customer who has just bought, whose P(alive) is above 0.
      const latest = { frequency: x, recency: x > 0 ? end : 0, T: end };
      const alive = process.probabilityAlive(parameters, latest, 0);
      purchases = process.discountedPurchases(parameters, latest, rate, ahead) / alive;
      byT.set(end, purchases);
    }
    discounted[i] = purchases === Infinity ? Infinity : probabilityAlive[i]! * purchases;
  }
  return discounted;
}
