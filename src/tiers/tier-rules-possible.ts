import { holds, type ReadTierRules, type TierCondition } from "./tier-rules-condition.ts";
import type { TierLabel } from "./tier-labels.ts";

/** Whether a condition or rule holds: `null` where a missing field leaves it open. */
export type Truth = boolean | null;

/** After so many rules tried, every tier counts as possible: the question is as hard as satisfiability. */
const MOST_TRIED = 50_000;

/** Whether all conditions hold: one that does not decides, whatever is missing. */
export function ruleTruth(when: readonly TierCondition[], values: ReadonlyMap<string, unknown>): Truth {
  let truth: Truth = true;
  for (const condition of when) {
    if (!values.has(condition.field)) truth = null;
    else if (!holds(condition, values.get(condition.field))) return false;
  }
  return truth;
}

/** The tiers that some completion of the missing fields gives, the best first. */
export function possibleByRules({ policy, fields }: ReadTierRules, known: ReadonlyMap<string, unknown>): TierLabel[] {
  const { rules, otherwise, tiers } = policy;
  const reached = new Set([otherwise, ...rules.map(({ tier }) => tier)]);
  const values = new Map(known);
  const found = new Set<TierLabel>();
  let tried = 0;
  walk(0);
  return tiers.filter((tier) => (tried > MOST_TRIED ? reached : found).has(tier));

  function walk(from: number): void {
    for (let i = from; i < rules.length; i++) {
      if (found.size === reached.size || ++tried > MOST_TRIED) return;
      const rule = rules[i]!;
      const truth = ruleTruth(rule.when, values);
      if (truth === true) {
        found.add(rule.tier);
        return;
      }
      if (truth === false) continue;
      const { field } = rule.when.find((condition) => !values.has(condition.field))!;
      for (const value of fields.get(field)!.representatives) {
        values.set(field, value);
        walk(i);
      }
      values.delete(field);
      return;
    }
    found.add(otherwise);
  }
}
