import { outcomesOf, tiersOf } from "./possible-tiers-outcomes.ts";
import type { TierModel } from "./tier-model.ts";
import { rulesOf } from "./tier-model-rules.ts";
import type { TierNumber } from "./tier-policy.ts";
import type { CustomerSignals } from "./tier-signals.ts";
import { readSignals } from "./tier-signals-reading.ts";

/**
 * Every tier that some completion of a customer's missing signals gives, the best first: exactly, with values taken for real
 * numbers in their range, as the thresholds cut each field into a few regions.
 *
 * @param customer - signals; each may be missing
 * @param model - from `fitTierModel`, or from storage
 * @returns one tier where it is decided, else two or three
 * @throws {@link MetricError} as `classifyTier`
 *
 * @example Whether a misfit likes us is no longer a question
 * ```ts
 * import { fitTierModel, possibleTiers, threeTiers } from "customer-metrics/tiers";
 *
 * const model = fitTierModel([], threeTiers({ highProfit: 1000 }));
 * possibleTiers({}, model); // => [1, 2, 3]
 * possibleTiers({ profit: 2500, problems: 0, fitProduct: true, fitService: true, fitCulture: true }, model); // => [1, 2]
 * possibleTiers({ fitCulture: false }, model); // => [3]
 * ```
 */
export function possibleTiers(customer: CustomerSignals, model: TierModel): readonly TierNumber[] {
  const rules = rulesOf(model);
  return tiersOf(outcomesOf(readSignals(customer, rules).bits, rules));
}
