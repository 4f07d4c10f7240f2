import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gowerDistance, type RangedFeature } from "../../../src/tiers/gower-distance.ts";
import { idealProfile } from "../../../src/tiers/ideal-profile.ts";
import { importancePerformance } from "../../../src/tiers/importance-performance.ts";
import { importancePerformanceAccumulator } from "../../../src/tiers/importance-performance-ratings.ts";
import { rankShift } from "../../../src/tiers/lifetime-rank-shift.ts";
import { fitScore, lookAlikes } from "../../../src/tiers/look-alikes.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e100, max: 1e100, noNaN: true }));
const cell = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom("a", "b", "", true, null, undefined, Number.NaN) },
);
const row = fc.record({ x: cell, y: cell, z: cell });
const weight = fc.oneof(fc.constantFrom(0, 1, 0.1), fc.double({ min: 0, max: 1e100, noNaN: true }));
const features = fc
  .tuple(weight, weight, weight)
  .map(([a, b, c]) => [
    { name: "x", type: "number", weight: a } as const,
    { name: "y", type: "number", weight: b } as const,
    { name: "z", type: "category", weight: c } as const,
  ]);

describe("Gower's distance", () => {
  test("is in [0, 1], the same both ways, and 0 for the same", () => {
    const range = fc.tuple(number, number).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
    fc.assert(
      fc.property(row, row, features, range, range, (left, right, [x, y, z], xs, ys) => {
        const ranged: RangedFeature[] = [{ ...x!, ...xs }, { ...y!, ...ys }, z!];
        const there = gowerDistance(left, right, ranged);
        expect(gowerDistance(right, left, ranged)).toEqual(there);
        expect(there.compared + there.missing.length).toBe(3);
        for (const { distance } of there.features) {
          expect(distance).toBeGreaterThanOrEqual(0);
          expect(distance).toBeLessThanOrEqual(1);
        }
        if (there.distance !== null) {
          expect(there.distance).toBeGreaterThanOrEqual(0);
          expect(there.distance).toBeLessThanOrEqual(1);
        }
        expect([0, null]).toContain(gowerDistance(left, left, ranged).distance);
      }),
    );
  });
});

describe("look-alikes", () => {
  test("are in order, all of them, and the same in any order", () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(row), features, (best, others, asked) => {
        const profile = idealProfile(best, asked);
        expect(notPlainJson(profile)).toEqual([]);
        expect(idealProfile([...best].reverse(), asked)).toEqual(profile);
        const candidates = others.map((other, i) => ({ customerId: `c${i}`, ...other }));
        const result = lookAlikes(candidates, profile);
        expect(notPlainJson(result)).toEqual([]);
        expect(lookAlikes([...candidates].reverse(), profile)).toEqual(result);
        expect(result.lookAlikes).toHaveLength(others.length);
        const distances = result.lookAlikes.map(({ distance }) => distance ?? 2);
        distances.slice(1).forEach((distance, i) => {
          expect(distance).toBeGreaterThanOrEqual(distances[i]! - 1e-12);
        });
        // A stored profile says of each alone what it said of all.
        for (const candidate of candidates) {
          const { distance } = result.lookAlikes.find(({ customerId }) => customerId === candidate.customerId)!;
          expect(fitScore(candidate, result.profile).distance).toBe(distance);
        }
      }),
    );
  });

  test("nobody is nearer than the ideal itself", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), features, (best, asked) => {
        const profile = idealProfile(best, asked);
        const ideal = Object.fromEntries(profile.features.map(({ feature, value }) => [feature, value]));
        expect([0, null]).toContain(fitScore(ideal, profile).distance);
      }),
    );
  });
});

const rating = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, Number.NaN, -0, 4.5, "4", 1e101) },
) as fc.Arbitrary<number>;
testAccumulatorLaws(
  "importancePerformance",
  () => importancePerformanceAccumulator(),
  fc.record({
    criterion: fc.constantFrom("price", "quality", "__proto__", ""),
    importance: rating,
    performance: rating,
  }),
);

test("the value score lies between the worst and the best performance, and some criterion is at or above each mean", () => {
  const score = fc.integer({ min: 1, max: 50 }).map((value) => value / 10);
  fc.assert(
    fc.property(fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 20 }), (pairs) => {
      const rows = pairs.map(([importance, performance], i) => ({ criterion: `c${i}`, importance, performance }));
      const { valueScore, criteria } = importancePerformance(rows);
      const performances = pairs.map(([, performance]) => performance);
      expect(valueScore).toBeGreaterThanOrEqual(Math.min(...performances) * (1 - 1e-15));
      expect(valueScore).toBeLessThanOrEqual(Math.max(...performances) * (1 + 1e-15));
      expect(criteria.some(({ quadrant }) => quadrant === "keep-up" || quadrant === "concentrate-here")).toBe(true);
      expect(criteria.some(({ quadrant }) => quadrant === "keep-up" || quadrant === "possible-overkill")).toBe(true);
    }),
  );
});

test("ranks: order does not matter, and without ties shifts add up to nothing", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.func(fc.integer()), (values, of) => {
      const rows = values.map((profit, i) => ({ customerId: `c${i}`, profit, lifetimeValue: of(profit) }));
      const result = rankShift(rows);
      expect(notPlainJson(result)).toEqual([]);
      expect(rankShift([...rows].reverse())).toEqual(result);
      const same = rankShift(rows.map((each) => ({ ...each, lifetimeValue: each.profit })));
      expect(same.customers.every(({ shift }) => shift === 0)).toBe(true);
      if (rows.length > 1) expect(same.agreement).toBe(1);
    }),
  );
});
