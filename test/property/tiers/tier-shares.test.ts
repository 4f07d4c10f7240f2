import fc from "fast-check";
import { expect, test } from "vitest";
import { abcClasses } from "../../../src/tiers/abc-classes.ts";
import { tierByBand } from "../../../src/tiers/tier-bands.ts";
import { tiersByShare } from "../../../src/tiers/tier-shares.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const cents = fc.array(fc.integer({ min: -300, max: 900 }), { maxLength: 40 });
const hundredths = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 4 })
  .map((cuts) => cuts.sort((left, right) => left - right));
const ties = fc.constantFrom("together" as const, "split" as const);
const rowsOf = (values: readonly number[]) => values.map((value, i) => ({ customerId: `c${i}`, value: value / 100 }));
const namesOf = (cuts: readonly number[]) => [...cuts, 0].map((_, i) => i);

/** Places by whole numbers, where a comparison is exact. */
function exactly(values: readonly number[], cuts: readonly number[], together: boolean, byValue: boolean): number[] {
  const sorted = [...values].sort((left, right) => right - left);
  const weight = (value: number): number => (byValue ? Math.max(value, 0) : 1);
  const total = sorted.reduce((sum, value) => sum + weight(value), 0);
  let before = 0;
  const own = sorted.map((value) => {
    const place = cuts.findIndex((cut) => before * 100 < cut * total);
    before += weight(value);
    return (byValue && value <= 0) || place < 0 ? cuts.length : place;
  });
  return together ? sorted.map((value) => own[sorted.indexOf(value)]!) : own;
}

test("decimals are compared as if they were whole cents", () => {
  fc.assert(
    fc.property(cents, hundredths, ties, fc.boolean(), (values, whole, tie, byValue) => {
      const cuts = whole.map((cut) => cut / 100);
      const options = { cuts, tiers: namesOf(cuts), ties: tie };
      const { customers } = byValue ? abcClasses(rowsOf(values), options) : tiersByShare(rowsOf(values), options);
      expect(customers.map(({ tier }) => tier)).toEqual(exactly(values, whole, tie === "together", byValue));
    }),
    { numRuns: 500 },
  );
});

test("the order of rows does not matter, and results are plain JSON", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e100, max: 1e100 })), ties, (values, tie) => {
      const rows = rowsOf(values);
      const result = abcClasses(rows, { ties: tie });
      expect(notPlainJson(result)).toEqual([]);
      expect(abcClasses([...rows].reverse(), { ties: tie })).toEqual(result);
      expect(result.tiers.reduce((sum, { n }) => sum + n, 0)).toBe(values.length);
    }),
  );
});

test("the bands give everybody the tier that they have", () => {
  fc.assert(
    fc.property(cents, hundredths, fc.boolean(), (values, whole, byValue) => {
      const cuts = whole.map((cut) => cut / 100);
      const options = { cuts, tiers: namesOf(cuts) };
      const { customers, bands } = byValue
        ? abcClasses(rowsOf(values), options)
        : tiersByShare(rowsOf(values), options);
      for (const { value, tier } of customers) expect(tierByBand(value, bands!)).toBe(tier);
    }),
  );
});

test("equal values are in one tier, and more value is never in a worse one", () => {
  fc.assert(
    fc.property(cents, (values) => {
      const { customers } = abcClasses(rowsOf(values), { tiers: [0, 1, 2] });
      customers.slice(1).forEach(({ value, tier }, i) => {
        if (value === customers[i]!.value) expect(tier).toBe(customers[i]!.tier);
        expect(Number(tier)).toBeGreaterThanOrEqual(Number(customers[i]!.tier));
      });
    }),
  );
});
