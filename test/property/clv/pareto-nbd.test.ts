import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paretoNbdProcess } from "../../../src/clv/pareto-nbd.ts";
import type { PurchaseHistory } from "../../../src/clv/purchase-history.ts";

const { countProbabilities, conditionalCountProbabilities, derivatives, discountedPurchases } = paretoNbdProcess;
const { expectedPurchases, logLikelihood, newCustomerPurchases, predictColumns, probabilityAlive } = paretoNbdProcess;
const logProbabilityAlive = paretoNbdProcess.logProbabilityAlive!;

/** A positive number of any size between, each order of magnitude as likely. */
function positive(lower: number, upper: number): fc.Arbitrary<number> {
  return fc.double({ min: Math.log(lower), max: Math.log(upper), noNaN: true }).map(Math.exp);
}

const parameters = fc.tuple(positive(0.05, 50), positive(0.1, 200), positive(0.05, 50), positive(0.1, 200));
const extremes = fc.tuple(positive(1e-9, 1e9), positive(1e-9, 1e9), positive(1e-9, 1e9), positive(1e-9, 1e9));

function histories(most: number): fc.Arbitrary<PurchaseHistory> {
  const some = fc
    .tuple(fc.integer({ min: 1, max: most }), fc.double({ min: 0, max: 1, noNaN: true }), positive(1e-3, 1e4))
    .map(([frequency, share, T]) => ({ frequency, recency: T * Math.max(share, 1e-6), T }));
  const none = positive(1e-3, 1e4).map((T) => ({ frequency: 0, recency: 0, T }));
  return fc.oneof(some, none);
}

describe("the Pareto/NBD", () => {
  test("has no NaN, and no P(alive) outside [0, 1], whatever the parameters", () => {
    const ahead = fc.oneof(positive(1e-6, 1e9), fc.constant(0), fc.constant(Infinity));
    fc.assert(
      fc.property(extremes, histories(1e6), ahead, positive(1e-9, 10), (at, history, later, rate) => {
        const slots = new Float64Array(15);
        derivatives(at, history, slots);
        expect(slots.every(Number.isFinite)).toBe(true);
        expect(logLikelihood(at, history)).toBeLessThan(Infinity);
        expect(logProbabilityAlive(at, history)).toBeLessThanOrEqual(0);
        const alive = probabilityAlive(at, history, later);
        expect(alive >= 0 && alive <= 1).toBe(true);
        expect(expectedPurchases(at, history, later)).toBeGreaterThanOrEqual(0);
        expect(discountedPurchases(at, history, rate, later)).toBeGreaterThanOrEqual(0);
        expect(discountedPurchases(at, history, rate, later)).toBeLessThan(Infinity);
        for (const each of conditionalCountProbabilities(at, history, later, 4)) {
          expect(each >= 0 && each <= 1 + 1e-12).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("P(alive) falls with silence, and with time to come", () => {
    fc.assert(
      fc.property(parameters, histories(500), positive(1e-3, 1e3), (at, history, more) => {
        const longer = { ...history, T: history.T + more };
        expect(logProbabilityAlive(at, longer)).toBeLessThan(logProbabilityAlive(at, history) + 1e-12);
        expect(probabilityAlive(at, history, more)).toBeLessThanOrEqual(probabilityAlive(at, history, 0));
      }),
    );
  });

  test("expected purchases rise with time, discounted ones are fewer, and more with a longer horizon", () => {
    const rate = positive(1e-6, 1);
    fc.assert(
      fc.property(parameters, histories(500), positive(1e-3, 1e3), rate, (at, history, ahead, delta) => {
        const near = expectedPurchases(at, history, ahead);
        expect(expectedPurchases(at, history, 2 * ahead)).toBeGreaterThanOrEqual(near);
        const discounted = discountedPurchases(at, history, delta, ahead);
        expect(discounted).toBeLessThanOrEqual(near * (1 + 1e-12));
        expect(discounted).toBeGreaterThanOrEqual(near * Math.exp(-delta * ahead) * (1 - 1e-12));
        const twice = discountedPurchases(at, history, delta, 2 * ahead);
        expect(twice).toBeGreaterThanOrEqual(discounted * (1 - 1e-12));
        expect(discountedPurchases(at, history, delta, Infinity)).toBeGreaterThanOrEqual(twice * (1 - 1e-12));
      }),
    );
  });

  test("counts add up to 1, and their mean is what is expected", () => {
    const mild = fc.tuple(positive(0.05, 20), positive(1, 50), positive(0.05, 20), positive(1, 50));
    fc.assert(
      fc.property(mild, positive(1e-3, 3), (at, share) => {
        const ahead = share * at[1];
        let sum = 0;
        let mean = 0;
        // The longest tail has ratio 3/4, and 3000 terms of it are more than enough.
        for (const [n, each] of countProbabilities(at, ahead, 3000).entries()) {
          sum += each;
          mean += n * each;
        }
        expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        const expected = newCustomerPurchases(at, ahead);
        expect(Math.abs(mean - expected)).toBeLessThan(1e-11 * expected);
      }),
      { numRuns: 50 },
    );
  });

  test("slopes are differences of values, and second derivatives those of slopes", () => {
    fc.assert(
      fc.property(parameters, histories(100), (at, history) => {
        const step = 1e-4;
        const moved = (k: number, by: number): Float64Array => {
          const slots = new Float64Array(15);
          const there = at.map((value, i) => (i === k ? value * Math.exp(by) : value));
          derivatives(there, history, slots);
          return slots;
        };
        const here = moved(0, 0);
        const size = 1 + Math.max(...here.map(Math.abs));
        for (let k = 0; k < 4; k++) {
          const [above, below] = [moved(k, step), moved(k, -step)];
          expect(Math.abs(here[1 + k]! - (above[0]! - below[0]!) / (2 * step))).toBeLessThan(1e-6 * size);
          for (let j = 0; j < 4; j++) {
            const [low, high] = [Math.min(j, k), Math.max(j, k)];
            const second = here[5 + 4 * low - (low * (low - 1)) / 2 + high - low]!;
            expect(Math.abs(second - (above[1 + j]! - below[1 + j]!) / (2 * step))).toBeLessThan(1e-6 * size);
          }
        }
      }),
    );
  });

  test("in another unit of time only alpha and beta change", () => {
    fc.assert(
      fc.property(parameters, histories(100), positive(1e-3, 1e3), (at, history, unit) => {
        const [r, alpha, s, beta] = at;
        const scaled = [r, alpha * unit, s, beta * unit];
        const { frequency } = history;
        const there = { frequency, recency: history.recency * unit, T: history.T * unit };
        const logAlive = logProbabilityAlive(at, history);
        const moved = logProbabilityAlive(scaled, there) - logAlive;
        expect(Math.abs(moved)).toBeLessThan(1e-9 * (1 + Math.abs(logAlive)));
        const difference = logLikelihood(scaled, there) + frequency * Math.log(unit) - logLikelihood(at, history);
        expect(Math.abs(difference)).toBeLessThan(1e-9 * (1 + frequency));
        const before = newCustomerPurchases(at, 26);
        expect(Math.abs(newCustomerPurchases(scaled, 26 * unit) - before)).toBeLessThan(1e-12 * before);
      }),
    );
  });

  test("columns say what is said of each customer alone", () => {
    fc.assert(
      fc.property(parameters, fc.array(histories(1000), { maxLength: 20 }), positive(0.1, 1e3), (at, rows, ahead) => {
        const columns = predictColumns(
          at,
          { frequency: rows.map((h) => h.frequency), recency: rows.map((h) => h.recency), T: rows.map((h) => h.T) },
          ahead,
        );
        for (const [i, history] of rows.entries()) {
          const alive = probabilityAlive(at, history, 0);
          expect(Math.abs(columns.probabilityAlive[i]! - alive)).toBeLessThanOrEqual(1e-11 * alive + 1e-290);
          const expected = expectedPurchases(at, history, ahead);
          expect(Math.abs(columns.expectedPurchases[i]! - expected)).toBeLessThanOrEqual(1e-11 * expected + 1e-290);
        }
      }),
    );
  });
});
