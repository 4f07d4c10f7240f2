import { outcomesOf, packed, tiersOf } from "./possible-tiers-outcomes.ts";
import { FITS } from "./possible-tiers-regions.ts";
import type { TierRules } from "./tier-model-rules.ts";
import type { TierNumber } from "./tier-policy.ts";
import type { TierSignalField } from "./tier-signals.ts";

/**
 * Fields in several regions at once of which the target depends on one: with some completion of the others, one answer reaches it
 * and another does not. None where every completion reaches it, and none where no completion does.
 */
export function openFields(
  rules: TierRules,
  regions: readonly number[],
  target: TierNumber,
): readonly TierSignalField[] {
  const all = outcomesAgainst(rules, regions, target);
  if (!(all.isReached && all.isMissed)) return [];
  return rules.fields.filter((_, position) => bitsOf(regions[position]!).length > 1 && isOpen(position));

  function isOpen(asked: number): boolean {
    // Of a customer who does not fit nothing else is asked: the other fits are taken as given.
    const others = regions.map((region, position) => (position > 4 && position !== asked ? FITS : region));
    return someCompletion(others, asked, 0);
  }

  function someCompletion(given: readonly number[], asked: number, from: number): boolean {
    const position = given.findIndex((region, i) => i >= from && i !== asked && bitsOf(region).length > 1);
    if (position >= 0)
      return bitsOf(given[position]!).some((bit) => someCompletion(given.with(position, bit), asked, position + 1));
    const { isReached, isMissed } = outcomesAgainst(rules, given, target);
    return isReached && isMissed;
  }
}

function outcomesAgainst(
  rules: TierRules,
  regions: readonly number[],
  target: TierNumber,
): { readonly isReached: boolean; readonly isMissed: boolean } {
  const tiers = tiersOf(outcomesOf(packed(regions), rules));
  return { isReached: tiers[0]! <= target, isMissed: tiers.at(-1)! > target };
}

function bitsOf(region: number): number[] {
  return [1, 2, 4, 8].filter((bit) => (region & bit) !== 0);
}
