import type { PurchaseLeftOut } from "./history-check.ts";
import type { ReadHistories } from "./history-reading.ts";
import { covariatesAt } from "./predict-columns.ts";
import { customerParameters, type UsableModel } from "./usable-fit.ts";

/** Customers whom a model takes for alike before they buy again: watched for as long, with the same covariates. */
export interface WatchedAlike {
  readonly T: number;
  /** One and the same list for all where there are no covariates. */
  readonly parameters: readonly number[];
  customers: number;
}

/** Customers by time watched and covariates, whatever they bought. */
export function watchedAlike(used: UsableModel, { groups, covariates }: ReadHistories): Iterable<WatchedAlike> {
  const { T, count } = groups;
  const all = used.values.slice(0, used.process.parameterNames.length);
  const alike = new Map<number | string, WatchedAlike>();
  for (let i = 0; i < count.length; i++) {
    const time = T[i]!;
    const key = covariates.length === 0 ? time : [time, ...covariates.map((column) => column[i]!)].join();
    const known = alike.get(key);
    if (known !== undefined) known.customers += count[i]!;
    else {
      const own =
        covariates.length === 0 ? all : customerParameters(used, used.values, covariatesAt(used, covariates, i));
      alike.set(key, { T: time, parameters: own, customers: count[i]! });
    }
  }
  return alike.values();
}

/** Whether rows were left out, for whatever reason. */
export function hasLeftOut(leftOut: PurchaseLeftOut): boolean {
  return Object.values(leftOut).some((count) => typeof count === "number" && count > 0);
}
