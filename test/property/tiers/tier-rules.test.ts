import fc from "fast-check";
import { expect, test } from "vitest";
import { tierByRules } from "../../../src/tiers/tier-rules.ts";
import type { TierCondition, TierRulePolicy } from "../../../src/tiers/tier-rules-condition.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const edge = fc.integer({ min: 0, max: 3 });
const size = fc
  .tuple(fc.constantFrom("atLeast", "above", "atMost", "below"), edge, fc.constantFrom("x", "y", "z"))
  .map(([name, value, field]) => ({ field, [name]: value }) as unknown as TierCondition);
const sameness = fc.oneof(
  fc.boolean().map((is): TierCondition => ({ field: "flag", is })),
  fc.constantFrom("a", "b").map((is): TierCondition => ({ field: "name", is })),
  fc.subarray(["a", "b", "c"], { minLength: 1 }).map((isOneOf): TierCondition => ({ field: "name", isOneOf })),
  edge.map((is): TierCondition => ({ field: "x", is })),
);
const rule = fc.record({
  tier: fc.constantFrom(1, 2, 3),
  when: fc.array(fc.oneof(size, sameness), { maxLength: 3 }),
});
const policy: fc.Arbitrary<TierRulePolicy> = fc.record({
  tiers: fc.constant([1, 2, 3]),
  rules: fc.array(rule, { maxLength: 5 }),
  otherwise: fc.constantFrom(1, 2, 3),
});
/** All that the conditions can tell apart: at the edges, between them, beyond them. */
const sizes = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4];
const values: { readonly [field: string]: readonly unknown[] } = {
  x: sizes,
  y: sizes,
  z: sizes,
  flag: [true, false],
  name: ["a", "b", "c", "d"],
};
const signals = fc.record({
  x: fc.constantFrom(...sizes, null),
  y: fc.constantFrom(...sizes, null),
  z: fc.constantFrom(...sizes, null),
  flag: fc.constantFrom(true, false, null),
  name: fc.constantFrom("a", "b", "d", null),
});

/** Every way in which the missing fields can be filled in. */
function completions(known: { readonly [field: string]: unknown }): { readonly [field: string]: unknown }[] {
  let all = [known];
  for (const [field, list] of Object.entries(values)) {
    if (known[field] === null) all = all.flatMap((each) => list.map((value) => ({ ...each, [field]: value })));
  }
  return all;
}

test("possible tiers are those of all completions, and no others", () => {
  fc.assert(
    fc.property(policy, signals, (rules, known) => {
      const { possibleTiers, basis, tier } = tierByRules(known, rules);
      const reached = new Set(completions(known).map((each) => tierByRules(each, rules).tier));
      expect(possibleTiers).toEqual([1, 2, 3].filter((each) => reached.has(each)));
      expect(tier).toBe(reached.size === 1 ? possibleTiers[0] : null);
      expect(basis === "undecided").toBe(reached.size > 1);
    }),
    { numRuns: 200 },
  );
});

test("pessimistic is the worst of them, optimistic the best; all is plain JSON", () => {
  fc.assert(
    fc.property(policy, signals, (rules, known) => {
      const result = tierByRules(known, rules);
      expect(notPlainJson(result)).toEqual([]);
      expect(tierByRules(known, rules, { missing: "pessimistic" }).tier).toBe(result.possibleTiers.at(-1));
      expect(tierByRules(known, rules, { missing: "optimistic" }).tier).toBe(result.possibleTiers[0]);
    }),
  );
});
