import fc from "fast-check";
import { expect, test } from "vitest";
import { tierMigration, tierMigrationAccumulator } from "../../../src/tiers/tier-migration.ts";
import type { TierMigrationRow } from "../../../src/tiers/tier-migration-state.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const id = fc.constantFrom("a", "b", "c", "d", "__proto__", "toString", "a,b", "😀", "");
const tier = fc.constantFrom<TierMigrationRow["tier"][]>("gold", 2, "2", null, "iron", undefined);
const row = fc.record({ customerId: id, tier });
const tiers = ["gold", 2, "2"];

testAccumulatorLaws(
  "tierMigrationAccumulator",
  () => tierMigrationAccumulator({ tiers }),
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({ customerId: id, tier, at: fc.constantFrom("before" as const, "after" as const) }),
    },
    { weight: 1, arbitrary: fc.constant(null as never) },
  ),
);

test("everybody is in one place: stayed, moved, came, left, or left out", () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (before, after) => {
      const result = tierMigration(before, after, { tiers });
      expect(notPlainJson(result)).toEqual([]);
      const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
      const named = new Set([...before, ...after].map(({ customerId }) => customerId).filter((each) => each !== ""));
      const { inBoth, exits, entries, customersLeftOut, stayed, movedUp, movedDown } = result;
      expect(inBoth + sum(exits) + sum(entries) + sum(Object.values(customersLeftOut))).toBe(named.size);
      expect(stayed + movedUp + movedDown).toBe(inBoth);
      expect(result.usedRows + sum(Object.values(result.leftOut))).toBe(before.length + after.length);
      result.rates.forEach((rates, i) => {
        if (result.startSizes[i]! > 0) expect(sum(rates as number[]) + result.exitRates[i]!).toBeCloseTo(1, 12);
        else expect([...rates, result.exitRates[i]]).toEqual([null, null, null, null]);
      });
    }),
  );
});

test("the order of rows does not matter; time run backwards turns the table", () => {
  fc.assert(
    fc.property(fc.array(row), fc.array(row), (before, after) => {
      const result = tierMigration(before, after, { tiers });
      expect(tierMigration([...before].reverse(), [...after].reverse(), { tiers })).toEqual(result);
      const back = tierMigration(after, before, { tiers });
      expect(back.counts).toEqual(tiers.map((_, i) => result.counts.map((counts) => counts[i])));
      expect([back.exits, back.entries]).toEqual([result.entries, result.exits]);
      expect([back.movedUp, back.stayed]).toEqual([result.movedDown, result.stayed]);
    }),
  );
});
