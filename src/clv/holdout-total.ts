import type { Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { HoldoutGroups } from "./holdout-groups.ts";
import { expectedByGroup, totalVariance } from "./holdout-predictions.ts";
import { reachIn } from "./predict-columns.ts";
import { uncertaintyOf } from "./predict-interval.ts";
import type { UsableModel } from "./usable-fit.ts";

/** Purchases of all customers together. */
export interface HoldoutTotal {
  readonly predicted: number;
  readonly actual: number;
  /** Predicted over actual: above 1 the model promises too much. `null` where nothing was bought. */
  readonly ratio: number | null;
  /** Where the actual total would be, if the model were right: predicted ± z · the root of both squared errors, not below 0. */
  readonly interval: Interval | null;
  /** Standard deviation of the total from the luck of the customers alone: the root of the sum of their predictive variances. */
  readonly luck: number;
  /** Standard error of the prediction from parameters that are not quite known; `null` where that is not known, and not in the interval. */
  readonly parameterError: number | null;
  /** Whether the actual total is in the interval. */
  readonly isWithin: boolean | null;
}

/** Predicted and actual purchases together, with a normal interval for the actual ones. */
export function holdoutTotal(
  used: UsableModel,
  groups: HoldoutGroups,
  expected: Float64Array,
  ahead: number,
  level: number,
): HoldoutTotal {
  const { count, holdoutFrequency, covariates, n } = groups;
  const sum = (of: ArrayLike<number>): number => count.reduce((total, customers, i) => total + customers * of[i]!, 0);
  const predicted = sum(expected);
  const actual = sum(holdoutFrequency);
  const luck = Math.sqrt(totalVariance(used, groups, expected, ahead));
  const figure = {
    scale: "positive",
    at: (values: readonly number[]) => sum(expectedByGroup(used, groups, values, ahead)),
    reach: reachIn(used, covariates),
  } as const;
  const parameterError = uncertaintyOf(used, figure, predicted, { level }).standardError;
  const reach = zOfLevel(level) * Math.hypot(luck, parameterError ?? 0);
  const lower = Math.max(0, predicted - reach);
  const interval = n === 0 ? null : { lower, upper: predicted + reach, level, method: "normal-predictive" };
  return {
    predicted,
    actual,
    ratio: actual === 0 ? null : predicted / actual,
    interval,
    luck,
    parameterError,
    isWithin: interval === null ? null : actual >= interval.lower && actual <= interval.upper,
  };
}
