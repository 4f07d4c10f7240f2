import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactSum } from "../../../src/numeric/exact-sum.ts";
import { letGo } from "../../../src/tiers/let-go.ts";
import { tierEconomics, tierEconomicsAccumulator } from "../../../src/tiers/tier-economics.ts";
import type { TierCustomer } from "../../../src/tiers/tier-economics-state.ts";
import { addExact, mergeExact, totalOfParts } from "../../../src/tiers/tier-economics-total.ts";
import { valueComplexity } from "../../../src/tiers/value-complexity.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const cents = fc.integer({ min: -500_000, max: 5_000_000 }).map((amount) => amount / 100);
const extreme = fc.double({ min: -1e100, max: 1e100, noNaN: true });
const strange = fc.constantFrom(null, undefined, Number.NaN, "5", 1e200) as fc.Arbitrary<never>;
const amount = fc.oneof(
  { weight: 8, arbitrary: cents },
  { weight: 2, arbitrary: extreme },
  { weight: 1, arbitrary: strange },
);
const anyCustomer = fc.record({
  customerId: fc.oneof(fc.string(), fc.constantFrom("__proto__", "")),
  tier: fc.constantFrom(1, 2, 3, 3, 4, null),
  revenue: amount,
  directCost: amount,
  costToServe: amount,
  acquisitionCost: amount,
});
const customers = (value: fc.Arbitrary<number>, maxLength = 12) =>
  fc
    .array(
      fc.record({
        tier: fc.constantFrom(1, 2, 3),
        revenue: value,
        directCost: value,
        costToServe: value,
        acquisitionCost: value,
      }),
      { maxLength },
    )
    .map((rows) => rows.map((row, i): TierCustomer => ({ customerId: `c${i}`, ...row })));

testAccumulatorLaws(
  "tierEconomics",
  () => tierEconomicsAccumulator({ missingCost: "zero" }),
  anyCustomer as fc.Arbitrary<TierCustomer>,
);

describe("exact parts", () => {
  test("add up to what exact addition gives, and are the same in any order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(cents, extreme, fc.double({ min: -1, max: 1, noNaN: true }))),
        fc.nat(),
        (values, at) => {
          const all: number[] = [];
          for (const value of values) addExact(all, value);
          const reversed: number[] = [];
          for (const value of [...values].reverse()) addExact(reversed, value);
          expect(reversed).toStrictEqual(all);
          const cut = values.length === 0 ? 0 : at % values.length;
          const [left, right]: [number[], number[]] = [[], []];
          for (const value of values.slice(0, cut)) addExact(left, value);
          for (const value of values.slice(cut)) addExact(right, value);
          expect(mergeExact(left, right)).toStrictEqual(all);
          expect(totalOfParts(all)).toBe(exactSum(values) + 0);
          expect(all[0] ?? 0).toBe(exactSum(values) + 0);
        },
      ),
    );
  });
});

test("tiers add up to the total, exactly, in any order", () => {
  fc.assert(
    fc.property(customers(fc.oneof(cents, extreme)), fc.func(fc.integer()), (rows, keyOf) => {
      const result = tierEconomics(rows);
      const shuffled = rows
        .map((row, i) => [row, keyOf(i)] as const)
        .sort((a, b) => a[1] - b[1])
        .map(([row]) => row);
      expect(tierEconomics(shuffled)).toEqual(result);
      expect(result.total.revenue).toBe(exactSum(rows.map(({ revenue }) => revenue!)) + 0);
      expect(result.total.profit).toBe(
        exactSum(rows.flatMap((row) => [row.revenue!, -row.directCost!, -row.costToServe!])) + 0,
      );
      expect(result.tiers.reduce((sum, { customers: n }) => sum + n, 0)).toBe(rows.length);
    }),
  );
});

test("in whole units the figures of the tiers add up to those of the total", () => {
  const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(customers(whole), (rows) => {
      const { total, tiers } = tierEconomics(rows);
      for (const name of ["revenue", "directCost", "costToServe", "grossMargin", "profit"] as const) {
        expect(tiers.reduce((sum, tier) => sum + tier[name], 0) + 0).toBe(total[name]);
      }
    }),
  );
});

describe("letting go", () => {
  const share = fc.constantFrom(0, 0.25, 0.5, 1);
  const options = fc.record({
    avoidableDirectShare: share,
    avoidableServeShare: share,
    valuePerFreedCost: fc.constantFrom(0, 0.5, 2),
    exitCostPerCustomer: fc.constantFrom(0, 12.5),
  });

  test("no subset does better than those who are worth it", () => {
    const quarter = fc.integer({ min: -400, max: 4000 }).map((value) => value / 4);
    fc.assert(
      fc.property(customers(quarter, 9), options, (rows, asked) => {
        const { customers: changes, onlyWorthwhile, allOfThem, worthwhile } = letGo(rows, asked);
        let best = 0;
        for (let subset = 0; subset < 2 ** changes.length; subset++) {
          const sum = changes.reduce((total, { profitChange }, i) => total + ((subset >> i) & 1) * profitChange, 0);
          best = Math.max(best, sum);
        }
        expect(onlyWorthwhile).toBe(best);
        expect(allOfThem).toBe(changes.reduce((total, { profitChange }) => total + profitChange, 0) + 0);
        expect(worthwhile).toEqual([...worthwhile].sort());
      }),
    );
  });

  test("with all costs avoidable, letting all go undoes their profit", () => {
    fc.assert(
      fc.property(customers(cents), (rows) => {
        const { allOfThem } = letGo(rows, { avoidableDirectShare: 1, avoidableServeShare: 1 });
        const { profit } = tierEconomics(rows).total;
        const size = exactSum(rows.flatMap((row) => [row.revenue!, row.directCost!, row.costToServe!]).map(Math.abs));
        expect(Math.abs(allOfThem + profit)).toBeLessThanOrEqual(size * 2 ** -50);
      }),
    );
  });

  test("neither the order of customers nor what they cost to win matters", () => {
    fc.assert(
      fc.property(customers(cents), options, (rows, asked) => {
        const result = letGo(rows, asked);
        expect(letGo([...rows].reverse(), asked)).toEqual(result);
        const dear = rows.map((row) => ({ ...row, acquisitionCost: 1e6 }));
        expect(letGo(dear, asked)).toMatchObject({
          allOfThem: result.allOfThem,
          onlyWorthwhile: result.onlyWorthwhile,
          worthwhile: result.worthwhile,
        });
      }),
    );
  });

  test("the more is avoidable, the better it is to let go", () => {
    const cost = fc.integer({ min: 0, max: 100_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(customers(cost), share, share, (rows, one, other) => {
        const at = (avoidableServeShare: number) => letGo(rows, { avoidableDirectShare: 0.5, avoidableServeShare });
        expect(at(Math.max(one, other)).allOfThem).toBeGreaterThanOrEqual(at(Math.min(one, other)).allOfThem);
      }),
    );
  });
});

test("everybody is in one quadrant, and quadrants add up to all", () => {
  fc.assert(
    fc.property(
      customers(cents),
      cents,
      fc.double({ min: 0, max: 3, noNaN: true }),
      (rows, minValue, maxComplexity) => {
        const valued = rows.map((row) => ({ ...row, profit: row.acquisitionCost }));
        const { customers: placed, quadrants } = valueComplexity(valued, { minValue, maxComplexity });
        expect(placed).toHaveLength(rows.length);
        expect(Object.values(quadrants).reduce((sum, { customers: n }) => sum + n, 0)).toBe(rows.length);
        placed.forEach(({ quadrant }, i) => {
          expect(quadrant === "cash-cow" || quadrant === "demanding-star").toBe(valued[i]!.profit! >= minValue);
        });
      },
    ),
  );
});
