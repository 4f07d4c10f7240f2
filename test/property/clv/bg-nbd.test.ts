import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bgNbdProcess, mbgNbdProcess } from "../../../src/clv/bg-nbd.ts";
import type { PurchaseHistory } from "../../../src/clv/purchase-history.ts";
import { seededRandom } from "../../../src/numeric/random.ts";

/** Numbers whose logarithm is uniform. */
const scale = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
const process = fc.constantFrom(bgNbdProcess, mbgNbdProcess);
const usual = fc.tuple(scale(-1, 1), scale(-1, 2), scale(-1, 1), scale(-1, 1));
const wild = fc.tuple(scale(-9, 9), scale(-9, 9), scale(-9, 9), scale(-9, 9));
const customer = fc
  .tuple(fc.oneof(fc.nat(5), fc.nat(100)), fc.double({ min: 0, max: 1, noNaN: true }), scale(-1, 3))
  .map(([frequency, share, T]): PurchaseHistory => ({ frequency, recency: frequency === 0 ? 0 : share * T, T }));
const wildCustomer = fc
  .tuple(fc.oneof(fc.nat(2), fc.nat(1e6)), fc.constantFrom(0, 1e-9, 0.5, 1), fc.oneof(fc.constant(0), scale(-9, 9)))
  .map(([frequency, share, T]): PurchaseHistory => ({ frequency, recency: frequency === 0 ? 0 : share * T, T }));
const time = scale(-2, 3);
const wildTime = fc.oneof(fc.constantFrom(0, 5e-324, 1e300, Infinity), scale(-9, 9));

describe("BG/NBD and MBG/NBD", () => {
  test("whatever the parameters and the history, never NaN", () => {
    fc.assert(
      fc.property(
        process,
        wild,
        wildCustomer,
        wildTime,
        fc.oneof(fc.constant(0), scale(-12, 3)),
        (model, p, h, t, rate) => {
          const slots = new Float64Array(15);
          model.derivatives(p, h, slots);
          expect(slots.every(Number.isFinite)).toBe(true);
          expect(model.logProbabilityAlive!(p, h)).toBeLessThanOrEqual(0);
          for (const alive of [model.probabilityAlive(p, h, 0), model.probabilityAlive(p, h, t)]) {
            expect(alive).toBeGreaterThanOrEqual(0);
            expect(alive).toBeLessThanOrEqual(1);
          }
          expect(model.expectedPurchases(p, h, t)).toBeGreaterThanOrEqual(0);
          expect(model.newCustomerPurchases(p, t)).toBeGreaterThanOrEqual(0);
          expect(model.discountedPurchases(p, h, rate, t)).toBeGreaterThanOrEqual(0);
          const counts = [...model.countProbabilities(p, t, 5), ...model.conditionalCountProbabilities(p, h, t, 5)];
          expect(counts.every((chance) => chance >= 0 && chance <= 1 + 1e-9)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("the longer the silence, the likelier a customer is gone", () => {
    fc.assert(
      fc.property(process, usual, customer, time, (model, p, h, more) => {
        const now = model.probabilityAlive(p, h, 0);
        const later = model.probabilityAlive(p, { ...h, T: h.T + more }, 0);
        expect(later).toBeLessThanOrEqual(now * (1 + 1e-12));
        expect(Math.exp(model.logProbabilityAlive!(p, h))).toBeCloseTo(now, 12);
      }),
    );
  });

  test("P(alive) falls over the time ahead; purchases rise, more so without a discount", () => {
    fc.assert(
      fc.property(process, usual, customer, time, time, scale(-5, 0), (model, p, h, t, more, rate) => {
        const [soon, late] = [t, t + more];
        expect(model.probabilityAlive(p, h, late)).toBeLessThanOrEqual(
          model.probabilityAlive(p, h, soon) * (1 + 1e-12),
        );
        const purchases = model.expectedPurchases(p, h, late);
        expect(model.expectedPurchases(p, h, soon)).toBeLessThanOrEqual(purchases * (1 + 1e-12));
        const discounted = model.discountedPurchases(p, h, rate, late);
        expect(model.discountedPurchases(p, h, rate, soon)).toBeLessThanOrEqual(discounted * (1 + 1e-12));
        expect(discounted).toBeLessThanOrEqual(purchases * (1 + 1e-12));
        expect(discounted).toBeGreaterThanOrEqual(purchases * Math.exp(-rate * late) * (1 - 1e-12));
        expect(discounted).toBeLessThanOrEqual(model.discountedPurchases(p, h, rate, Infinity) * (1 + 1e-12));
      }),
    );
  });

  test("the numbers of purchases: probabilities that add up to 1, and whose mean is the expected purchases", () => {
    fc.assert(
      fc.property(process, usual, customer, scale(-2, 1), (model, [r, alpha, a, b], h, t) => {
        // Many more purchases than 4000 must be out of the question.
        const p = [r, alpha + t + h.frequency / 10, a + 1, b];
        const chances = model.conditionalCountProbabilities(p, h, t, 4000);
        let [sum, mean] = [0, 0];
        for (const [n, chance] of chances.entries()) {
          sum += chance;
          mean += n * chance;
        }
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        expect(Math.abs(mean / model.expectedPurchases(p, h, t) - 1)).toBeLessThan(1e-9);
        const brand = model.countProbabilities(p, t, 4000).reduce((total, chance, n) => total + n * chance, 0);
        expect(Math.abs(brand / model.newCustomerPurchases(p, t) - 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test("gradient and Hessian are what the likelihood does", () => {
    fc.assert(
      fc.property(
        process,
        usual,
        fc.array(fc.tuple(customer, scale(-1, 1)), { minLength: 1, maxLength: 8 }),
        (model, p, rows) => {
          const histories = {
            frequency: Float64Array.from(rows, ([h]) => h.frequency),
            recency: Float64Array.from(rows, ([h]) => h.recency),
            T: Float64Array.from(rows, ([h]) => h.T),
            count: Float64Array.from(rows, ([, count]) => count),
          };
          const f = model.likelihood(histories);
          const at = p.map(Math.log);
          const here = f(at);
          const sum = rows.reduce((total, [h, count]) => total + count * model.logLikelihood(p, h), 0);
          const size = rows.reduce((total, [h, count]) => total + count * (1 + h.frequency) * 10, 10);
          expect(Math.abs(here.value - sum)).toBeLessThan(1e-13 * size);
          const step = 1e-4;
          for (let i = 0; i < 4; i++) {
            const above = f(at.map((x, j) => (i === j ? x + step : x)));
            const below = f(at.map((x, j) => (i === j ? x - step : x)));
            expect(Math.abs((above.value - below.value) / (2 * step) - here.gradient[i]!)).toBeLessThan(1e-7 * size);
            for (let j = 0; j < 4; j++) {
              const bend = (above.gradient[j]! - below.gradient[j]!) / (2 * step);
              expect(Math.abs(bend - here.hessian![i]![j]!)).toBeLessThan(1e-7 * size);
              expect(here.hessian![i]![j]).toBe(here.hessian![j]![i]);
            }
          }
        },
      ),
    );
  });

  test("another unit of time changes alpha alone", () => {
    fc.assert(
      fc.property(process, usual, customer, time, scale(-6, 6), (model, [r, alpha, a, b], h, t, unit) => {
        const [p, scaled] = [
          [r, alpha, a, b],
          [r, alpha * unit, a, b],
        ];
        const there = { frequency: h.frequency, recency: h.recency * unit, T: h.T * unit };
        const same = (got: number, wanted: number): void =>
          expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-11 * Math.abs(wanted) + 1e-300);
        same(model.logProbabilityAlive!(scaled, there), model.logProbabilityAlive!(p, h));
        same(model.expectedPurchases(scaled, there, t * unit), model.expectedPurchases(p, h, t));
        same(model.discountedPurchases(scaled, there, 0.01 / unit, t * unit), model.discountedPurchases(p, h, 0.01, t));
        const shift = h.frequency * Math.log(unit);
        const logLikelihood = model.logLikelihood(p, h);
        expect(Math.abs(model.logLikelihood(scaled, there) + shift - logLikelihood)).toBeLessThan(
          1e-13 * (100 + 20 * h.frequency + Math.abs(logLikelihood)),
        );
        const grouped = (H: PurchaseHistory) => ({
          frequency: Float64Array.of(H.frequency + 1),
          recency: Float64Array.of(H.recency),
          T: Float64Array.of(H.T),
          count: Float64Array.of(2),
        });
        for (const [i, start] of model.starts(grouped(h)).entries()) {
          const other = model.starts(grouped(there))[i]!;
          expect(start.every(Number.isFinite)).toBe(true);
          for (const [j, log] of start.entries())
            expect(other[j]! - (j === 1 ? Math.log(unit) : 0)).toBeCloseTo(log, 9);
        }
      }),
    );
  });

  test("simulated customers buy as expected", () => {
    for (const model of [bgNbdProcess, mbgNbdProcess]) {
      for (const [i, p] of [
        [0.8, 4, 0.9, 2],
        [5, 10, 0.3, 1.5],
        [0.3, 2, 3, 1],
      ].entries()) {
        const random = seededRandom(i);
        const lives = Array.from({ length: 20_000 }, () => model.simulate(p, random, 30).length);
        const mean = lives.reduce((sum, n) => sum + n, 0) / lives.length;
        const variance = lives.reduce((sum, n) => sum + (n - mean) ** 2, 0) / lives.length;
        const expected = model.newCustomerPurchases(p, 30);
        expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / lives.length));
        for (const [n, chance] of model.countProbabilities(p, 30, 8).entries()) {
          const share = lives.filter((count) => count === n).length / lives.length;
          expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / lives.length));
        }
      }
    }
  });
});
