import type { HoldoutGroups } from "./holdout-groups.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues, PurchaseProcess } from "./purchase-process.ts";
import { customerParameters, type UsableModel } from "./usable-fit.ts";

/** Distinct histories above which the variance is that of a sample of them. */
const MANY = 20_000;

/** Expected purchases of each group. */
export function expectedByGroup(
  used: UsableModel,
  groups: HoldoutGroups,
  values: readonly number[],
  ahead: number,
): Float64Array {
  const { process, effects } = used;
  if (effects.length === 0) return process.predictColumns(values, groups, ahead).expectedPurchases;
  return groups.count.map((_, i) =>
    process.expectedPurchases(parametersAt(used, groups, values, i), historyAt(groups, i), ahead),
  );
}

/** The chance of at least one purchase, of each group. */
export function activeByGroup(used: UsableModel, groups: HoldoutGroups, ahead: number): Float64Array {
  const chances = new Float64Array(groups.count.length);
  for (let i = 0; i < chances.length; i++) {
    if (i > 0 && isLike(groups, i, i - 1)) {
      chances[i] = chances[i - 1]!;
      continue;
    }
    const parameters = parametersAt(used, groups, used.values, i);
    const [none = 1] = used.process.conditionalCountProbabilities(parameters, historyAt(groups, i), ahead, 0);
    chances[i] = Math.max(0, 1 - none);
  }
  return chances;
}

/**
 * The variance of the purchases of all customers together, the parameters being right: the sum of theirs. Of more than
 * 20 000 distinct histories, a sample at equal distances says how much variance there is to a purchase expected.
 */
export function totalVariance(used: UsableModel, groups: HoldoutGroups, expected: Float64Array, ahead: number): number {
  const starts: number[] = [];
  for (let i = 0; i < expected.length; i++) if (i === 0 || !isLike(groups, i, i - 1)) starts.push(i);
  const stride = Math.ceil(starts.length / MANY);
  let [variance, mean] = [0, 0];
  for (let k = 0; k < starts.length; k += stride) {
    const start = starts[k]!;
    let customers = 0;
    for (let i = start; i < (starts[k + 1] ?? expected.length); i++) customers += groups.count[i]!;
    const parameters = parametersAt(used, groups, used.values, start);
    variance += customers * countVariance(used.process, parameters, historyAt(groups, start), ahead, expected[start]!);
    mean += customers * expected[start]!;
  }
  if (stride === 1 || mean === 0) return variance;
  return (variance / mean) * expected.reduce((sum, each, i) => sum + groups.count[i]! * each, 0);
}

/** The variance of one customer's purchases, from the chances of 0, 1, 2, … until almost all of the mean is in them. */
function countVariance(
  process: PurchaseProcess,
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
  mean: number,
): number {
  if (mean === 0) return 0;
  for (let most = 32; ; most *= 4) {
    const chances = process.conditionalCountProbabilities(parameters, history, ahead, most);
    let [sum, squares] = [0, 0];
    for (let k = 1; k <= most; k++) {
      sum += k * chances[k]!;
      squares += k * k * chances[k]!;
    }
    const missing = Math.max(0, mean - sum);
    // What is missing is of counts above `most`.
    if (missing <= 1e-7 * mean || most > 30_000) return Math.max(0, squares + missing * most - mean * mean);
  }
}

function historyAt({ frequency, recency, T }: HoldoutGroups, i: number): PurchaseHistory {
  return { frequency: frequency[i]!, recency: recency[i]!, T: T[i]! };
}

function parametersAt(
  used: UsableModel,
  { covariates }: HoldoutGroups,
  values: readonly number[],
  i: number,
): readonly number[] {
  if (used.effects.length === 0) return values;
  const own = Object.fromEntries(used.effects.map(({ covariate }, k) => [covariate, covariates[k]![i]!]));
  return customerParameters(used, values, own);
}

/** Whether two groups differ in what came alone. */
function isLike({ frequency, recency, T, covariates }: HoldoutGroups, i: number, j: number): boolean {
  return [frequency, recency, T, ...covariates].every((column) => column[i] === column[j]);
}
