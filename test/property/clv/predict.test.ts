import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerLifetimeValue } from "../../../src/clv/customer-lifetime-value.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { predictPurchases } from "../../../src/clv/predict-purchases.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import { purchaseQuantiles } from "../../../src/clv/purchase-count-quantiles.ts";
import { purchaseCounts } from "../../../src/clv/purchase-counts.ts";
import type { PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { numbersIn, withErrors } from "../../unit/clv/clv-support.ts";

const positive = fc.double({ min: 0.05, max: 40, noNaN: true });
const nbd = fc.constantFrom("bg-nbd", "mbg-nbd", "pareto-nbd");
const model: fc.Arbitrary<PurchaseModel> = fc
  .tuple(nbd, fc.tuple(positive, positive, positive, positive))
  .map(([name, [one, two, three, four]]) => ({
    model: name as PurchaseModel["model"],
    timeUnit: "week",
    parameters:
      name === "pareto-nbd" ? { r: one, alpha: two, s: three, beta: four } : { r: one, alpha: two, a: three, b: four },
  }));
const customer = fc
  .record({
    frequency: fc.nat({ max: 60 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    T: fc.double({ min: 0.1, max: 300, noNaN: true }),
  })
  .map(({ frequency, share, T }) => ({ frequency, recency: frequency > 0 ? share * T : 0, T, monetaryValue: 20 }));
const ahead = fc.double({ min: 0, max: 200, noNaN: true });

describe("any customer of any model", () => {
  test("is alive with a probability, which falls the longer nothing is heard, and the further ahead", () => {
    fc.assert(
      fc.property(model, customer, ahead, (fit, known, further) => {
        const now = probabilityAlive(fit, known).value!;
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        const silent = probabilityAlive(fit, { ...known, T: known.T + 1 + further }).value!;
        expect(silent).toBeLessThanOrEqual(now * (1 + 1e-9));
        expect(probabilityAlive(fit, known, { ahead: further }).value!).toBeLessThanOrEqual(now * (1 + 1e-9));
      }),
    );
  });

  test("is expected to buy more the longer one waits; alone as among others; and nothing is NaN", () => {
    fc.assert(
      fc.property(model, fc.array(customer, { maxLength: 6 }), ahead, (fit, customers, further) => {
        const columns = {
          frequency: customers.map(({ frequency }) => frequency),
          recency: customers.map(({ recency }) => recency),
          T: customers.map(({ T }) => T),
        };
        const many = predictPurchases(fit, columns, { ahead: further });
        expect(numbersIn(many).every(Number.isFinite)).toBe(true);
        customers.forEach((each, i) => {
          const one = expectedPurchases(fit, each, { ahead: further }).value!;
          expect(many.expectedPurchases[i]).toBeCloseTo(one, 9);
          expect(many.probabilityAlive[i]).toBeCloseTo(probabilityAlive(fit, each).value!, 10);
          expect(expectedPurchases(fit, each, { ahead: further + 1 }).value!).toBeGreaterThanOrEqual(one * (1 - 1e-9));
        });
      }),
    );
  });

  test("has intervals that hold the estimate and widen with the level", () => {
    fc.assert(
      fc.property(model, customer, ahead, (bare, known, further) => {
        const fit = withErrors(bare, 0.1);
        for (const call of [
          (level: number) => probabilityAlive(fit, known, { level, ahead: further }),
          (level: number) => expectedPurchases(fit, known, { level, ahead: further }),
        ]) {
          const [narrow, wide] = [call(0.8), call(0.95)];
          expect(numbersIn([narrow, wide]).every(Number.isFinite)).toBe(true);
          if (narrow.interval === null || wide.interval === null) {
            expect(narrow.notes.length).toBeGreaterThan(0);
            continue;
          }
          expect(narrow.interval.lower).toBeLessThanOrEqual(narrow.value!);
          expect(narrow.interval.upper).toBeGreaterThanOrEqual(narrow.value!);
          expect(wide.interval.lower).toBeLessThanOrEqual(narrow.interval.lower);
          expect(wide.interval.upper).toBeGreaterThanOrEqual(narrow.interval.upper);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("has counts that sum to 1, and quantiles that are the least that are enough", () => {
    const shares = [0.1, 0.5, 0.9];
    fc.assert(
      fc.property(model, customer, fc.double({ min: 0, max: 20, noNaN: true }), (fit, known, further) => {
        const { quantiles } = purchaseQuantiles(fit, known, { ahead: further, shares });
        const most = Math.max(1, ...quantiles.map(({ purchases }) => purchases ?? 0));
        const { probabilities, more } = purchaseCounts(fit, known, { ahead: further, most });
        expect(probabilities.every((each) => each >= 0 && each <= 1)).toBe(true);
        expect(probabilities.reduce((sum, each) => sum + each, more)).toBeCloseTo(1, 9);
        for (const { share, purchases } of quantiles) {
          if (purchases === null) continue;
          const upTo = (n: number): number => probabilities.slice(0, n + 1).reduce((sum, each) => sum + each, 0);
          expect(upTo(purchases)).toBeGreaterThanOrEqual(share - 1e-9);
          if (purchases > 0) expect(upTo(purchases - 1)).toBeLessThan(share + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is worth in proportion to the margin, more the further ahead, and in the end what an infinite horizon says", () => {
    const discount = { rate: 0.01, per: "week" } as const;
    fc.assert(
      fc.property(model, customer, fc.double({ min: -1, max: 1, noNaN: true }), (fit, known, margin) => {
        const worth = (horizon: number | "infinite", of = 1) =>
          customerLifetimeValue(fit, { p: 6, q: 4, v: 15 }, known, { margin: of, horizon, discount }).value!;
        const year = worth(52);
        expect(worth(52, margin)).toBeCloseTo(margin * year, 10);
        expect(worth(104)).toBeGreaterThanOrEqual(year * (1 - 1e-9));
        const infinite = worth("infinite");
        expect(infinite).toBeGreaterThanOrEqual(worth(104) * (1 - 1e-9));
        if (infinite > 1e-200) expect(worth(4000) / infinite).toBeCloseTo(1, 8);
      }),
      { numRuns: 60 },
    );
  });
});
