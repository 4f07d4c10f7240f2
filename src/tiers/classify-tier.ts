import { explainTier } from "./classify-tier-explanation.ts";
import { reachable, reasonsOf, unmetTierOne } from "./classify-tier-conditions.ts";
import type { TierClassification } from "./classify-tier-result.ts";
import { BY_RULE, decidingPosition, outcomesOf, RESIDUAL, tiersOf } from "./possible-tiers-outcomes.ts";
import type { TierModel } from "./tier-model.ts";
import { rulesOf, type TierRules } from "./tier-model-rules.ts";
import type { CustomerSignals } from "./tier-signals.ts";
import { type ReadSignals, readSignals } from "./tier-signals-reading.ts";

/**
 * Which tier a customer is in, and why: by the model and the customer alone.
 *
 * What is not known is not guessed: `possibleTiers` has every tier that some completion gives, `tier` is the one that all of
 * them give, and `decidingField` says what to find out first.
 *
 * @formula a misfit, with the veto: 3. Else all four conditions of tier 1 met: 1. Else profitable (above the floor) and no
 *   problems: 2, by rule if at most `reachMaxUnmet` conditions are unmet, each by a gap of `reachMaxGap` at most, otherwise
 *   residual, `residualOutOfReach`. Else 3, residual. Gaps: (highProfit − value) / highProfit, (min − affinity) / 10, risk − max.
 *   `decidingField`: the thresholds cut what a field may be into regions; of the missing fields it is the one whose answer
 *   would leave the fewest tiers possible, on average over its regions (each counted once), and of equals the first
 *
 * @param customer - signals; each may be missing
 * @param model - from `fitTierModel`, or from storage
 * @returns plain JSON; `tier` is `null` while it is not decided, `basis` and `reachable` while completions differ, a gap
 *   where `highProfit` is not above 0
 * @throws {@link MetricError} `TIER_MODEL_INVALID`, `TIER_POLICY_INVALID`, `CUSTOMER_INVALID` for what is no object; values that
 *   cannot be are in `invalid` instead
 *
 * @example
 * ```ts
 * import { classifyTier, fitTierModel, threeTiers } from "customer-metrics/tiers";
 *
 * const model = fitTierModel([], threeTiers({ highProfit: 1000 }));
 * const known = { profit: 900, ourAffinity: 9, leaveRisk: 0.02, problems: 0, fitProduct: true, fitService: true, fitCulture: true };
 *
 * const ann = classifyTier({ ...known, theirAffinity: 10 }, model);
 * ann; // => { tier: 2, basis: "rule", unmetTierOne: [{ condition: "highly-profitable", value: 900, threshold: 1000, gap: 0.1 }] }
 * ann.explanation[1]; // => "For tier 1 the profit would have to be at least 1000, not 900: a gap of 10 %."
 *
 * const bob = classifyTier({ ...known, profit: 2500 }, model);
 * bob; // => { tier: null, pessimisticTier: 2, optimisticTier: 1, missing: ["theirAffinity"], decidingField: "theirAffinity" }
 * ```
 */
export function classifyTier(customer: CustomerSignals, model: TierModel): TierClassification {
  const rules = rulesOf(model);
  return classifySignals(rules, readSignals(customer, rules));
}

/** {@link classifyTier} of signals that were read. */
export function classifySignals(rules: TierRules, signals: ReadSignals): TierClassification {
  const outcomes = outcomesOf(signals.bits, rules);
  const possibleTiers = tiersOf(outcomes);
  const deciding = decidingPosition(signals.bits, rules);
  const isReachable = reachable(rules, signals);
  const bases = outcomes & (BY_RULE | RESIDUAL);
  const { missing, invalid } = signals;
  const found: Omit<TierClassification, "explanation"> = {
    customerId: signals.customerId,
    tier: possibleTiers.length === 1 ? possibleTiers[0]! : null,
    pessimisticTier: possibleTiers[possibleTiers.length - 1]!,
    optimisticTier: possibleTiers[0]!,
    possibleTiers,
    basis: bases === BY_RULE ? "rule" : bases === RESIDUAL ? "residual" : null,
    reasons: reasonsOf(rules, signals, outcomes, isReachable),
    unmetTierOne: unmetTierOne(rules, signals),
    reachable: isReachable,
    missing,
    invalid,
    decidingField: deciding < 0 ? null : rules.fields[deciding]!,
    modelId: rules.modelId,
    version: rules.version,
  };
  return { ...found, explanation: explainTier(found, rules) };
}
