import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration, concentrationAccumulator } from "../../../src/tiers/concentration.ts";
import { customersFor } from "../../../src/tiers/customers-for.ts";
import { gini } from "../../../src/tiers/gini.ts";
import { lorenzCurve } from "../../../src/tiers/lorenz-curve.ts";
import { topShare } from "../../../src/tiers/top-share.ts";
import { whaleCurve } from "../../../src/tiers/whale-curve.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const cents = fc.integer({ min: -5000, max: 50_000 }).map((amount) => amount / 100);
const any = fc.oneof(cents, fc.double({ min: -1e100, max: 1e100, noNaN: true }), fc.constantFrom(0, -0, 5e-324));
/** Without subnormal numbers, of which a part may be none or all. */
const values = fc.array(
  any.filter((x) => x === 0 || Math.abs(x) > 1e-300),
  { maxLength: 40 },
);
const gains = fc.array(fc.oneof(fc.nat({ max: 1000 }), cents.map(Math.abs)), { minLength: 1, maxLength: 40 });
const cell = fc.oneof(any, fc.constantFrom(null, undefined, Number.NaN, Infinity, "5" as never));
const shuffled = <Item>(items: readonly Item[], seed: number): Item[] =>
  items
    .map((item, i) => [Math.imul(i + 1, seed | 1) >>> 0, item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);

function near(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(expected)));
}

testAccumulatorLaws("concentration", () => concentrationAccumulator({ steps: 4 }), cell);

test("order changes nothing, to the last bit; results are plain JSON", () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), fc.integer(), (cells, seed) => {
      const result = concentration(cells);
      expect(notPlainJson(result)).toEqual([]);
      expect(concentration(shuffled(cells, seed))).toStrictEqual(result);
    }),
  );
});

describe("gini", () => {
  test("is half the relative mean difference, and what the Lorenz curve leaves of equality", () => {
    fc.assert(
      fc.property(values, (list) => {
        const { value, n, total, normalised } = gini(list);
        if (value === null) return;
        let difference = 0;
        let size = 0;
        for (const x of list) {
          size += Math.abs(x);
          for (const y of list) difference += Math.abs(x - y) / 2;
        }
        // Sums made by hand lose what cancels.
        fc.pre(total > size * 1e-6);
        near(value, difference / n / total);
        near(normalised! * size, value * total);
        let area = 0;
        const points = lorenzCurve(list);
        for (let i = 1; i < points.length; i++) area += (points[i]!.value + points[i - 1]!.value) / 2 / n;
        near(1 - 2 * area, value);
      }),
    );
  });

  test("of gains is in [0, (n − 1)/n]; normalised it is with losses too", () => {
    fc.assert(
      fc.property(gains, values, (list, others) => {
        const { value, n, interval, unbiased } = gini(list);
        if (value !== null) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual((n - 1) / n + 1e-12);
        }
        if (interval !== null) {
          expect(interval.lower).toBeLessThanOrEqual(unbiased!);
          expect(interval.upper).toBeGreaterThanOrEqual(unbiased!);
          expect(interval.lower).toBeGreaterThanOrEqual(0);
          expect(interval.upper).toBeLessThanOrEqual(1);
          expect(interval.lower).toBeLessThanOrEqual(value!);
        }
        const with0 = gini(others);
        if (with0.normalised !== null) {
          expect(with0.normalised).toBeGreaterThanOrEqual(0);
          expect(with0.normalised).toBeLessThanOrEqual((with0.n - 1) / with0.n + 1e-12);
        }
      }),
    );
  });

  test("no unit changes it, nor everybody twice", () => {
    fc.assert(
      fc.property(gains, fc.integer({ min: -40, max: 40 }), (list, power) => {
        const { value } = gini(list);
        expect(gini(list.map((x) => x * 2 ** power)).value).toBe(value);
        if (value !== null) expect(gini([...list, ...list]).value).toBeCloseTo(value, 12);
      }),
    );
  });
});

test("the Lorenz curve is convex, and below equality", () => {
  fc.assert(
    fc.property(values, fc.constantFrom(1, 7, 20, "customers" as const), (list, steps) => {
      const points = lorenzCurve(list, { steps });
      let before = -Infinity;
      for (let i = 1; i < points.length; i++) {
        const rise = points[i]!.value - points[i - 1]!.value;
        const error = 1e-12 * Math.max(...points.map(({ value }) => Math.abs(value)));
        expect(rise).toBeGreaterThanOrEqual(before - error);
        expect(points[i]!.value).toBeLessThanOrEqual(points[i]!.customers + error);
        before = rise;
      }
    }),
  );
});

test("top shares and the Lorenz curve are one curve from two ends", () => {
  fc.assert(
    fc.property(gains, fc.integer({ min: 0, max: 20 }), (list, k) => {
      const share = topShare(list, k / 20).value;
      const points = lorenzCurve(list, { steps: 20 });
      if (share === null) expect(points).toEqual([]);
      else expect(share).toBeCloseTo(1 - points[20 - k]!.value, 12);
    }),
  );
});

test("customersFor is the fewest, in cents", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -500, max: 5000 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 100 }),
      (amounts, percent) => {
        const { value } = customersFor(
          amounts.map((amount) => amount / 100),
          percent / 100,
        );
        const sorted = amounts.toSorted((left, right) => right - left);
        const total = amounts.reduce((sum, amount) => sum + amount);
        if (total <= 0) {
          expect(value).toBeNull();
          return;
        }
        let sum = 0;
        let fewest = 0;
        while (sum * 100 < percent * total) sum += sorted[fewest++]!;
        expect(value).toBe(fewest);
      },
    ),
  );
});

test("the whale curve ends at the total, peaks at the profits, and does not know the order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 30 }), fc.integer(), (profits, seed) => {
      const customers = profits.map((profit, i) => ({ customerId: `c${i}`, profit }));
      const curve = whaleCurve(customers);
      expect(whaleCurve(shuffled(customers, seed))).toStrictEqual(curve);
      const heights = curve.points.map(({ cumulative }) => cumulative);
      if (profits.length === 0) return;
      expect(heights.at(-1)).toBe(curve.total);
      expect(Math.max(0, ...heights)).toBe(curve.peak);
      expect(curve.peak! - curve.destroyed!).toBe(curve.total);
      expect(curve.profitable + curve.breakEven + curve.lossMaking).toBe(curve.n);
    }),
  );
});
