import fc from "fast-check";
import { expect, test } from "vitest";
import { bgBbProcess } from "../../../src/clv/bg-bb.ts";

const parameter = fc.double({ min: -12, max: 9, noNaN: true }).map(Math.exp);
const parameters = fc.tuple(parameter, parameter, parameter, parameter);
const history = fc
  .tuple(fc.nat(120), fc.nat(120), fc.nat(120))
  .map((numbers) => numbers.sort((a, b) => a - b))
  .map(([x, t, n]) => ({ frequency: t === 0 ? 0 : Math.max(1, x!), recency: t!, T: n! }));

test("every figure is a number, and where it can be", () => {
  fc.assert(
    fc.property(
      parameters,
      history,
      fc.nat(40),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (given, past, ahead, rate) => {
        expect(bgBbProcess.logLikelihood(given, past)).toBeLessThanOrEqual(0);
        expect(bgBbProcess.logLikelihood(given, past)).toBeGreaterThan(-Infinity);
        const [now, later] = [
          bgBbProcess.probabilityAlive(given, past, 0),
          bgBbProcess.probabilityAlive(given, past, ahead),
        ];
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeLessThanOrEqual(now);
        expect(later).toBeGreaterThanOrEqual(0);
        const purchases = bgBbProcess.expectedPurchases(given, past, ahead);
        expect(purchases).toBeGreaterThanOrEqual(0);
        expect(purchases).toBeLessThanOrEqual(ahead);
        const discounted = bgBbProcess.discountedPurchases(given, past, rate, ahead);
        expect(discounted).toBeLessThanOrEqual(purchases * (1 + 1e-13));
        expect(bgBbProcess.discountedPurchases(given, past, rate, Infinity)).toBeGreaterThanOrEqual(
          discounted * (1 - 1e-11),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("the distribution of counts is one, and has the expected number as its mean", () => {
  fc.assert(
    fc.property(parameters, history, fc.nat(40), (given, past, ahead) => {
      const probabilities = bgBbProcess.conditionalCountProbabilities(given, past, ahead, ahead);
      expect(probabilities.every((each) => each >= 0 && each <= 1 + 1e-12)).toBe(true);
      expect(probabilities.reduce((sum, each) => sum + each)).toBeCloseTo(1, 11);
      const mean = probabilities.reduce((sum, each, k) => sum + k * each, 0);
      const known = bgBbProcess.expectedPurchases(given, past, ahead);
      expect(Math.abs(mean - known)).toBeLessThanOrEqual(1e-11 * known + 1e-300);
    }),
    { numRuns: 200 },
  );
});

test("the likelihood of a longer silence is what did not happen next", () => {
  fc.assert(
    fc.property(parameters, history, (given, past) => {
      const { frequency, T } = past;
      const bought = { frequency: frequency + 1, recency: T + 1, T: T + 1 };
      const silent = { ...past, T: T + 1 };
      const [before, one, none] = [past, bought, silent].map((each) => bgBbProcess.logLikelihood(given, each));
      expect(Math.exp(one! - before!) + Math.exp(none! - before!)).toBeCloseTo(1, 10);
      expect(Math.exp(one! - before!)).toBeCloseTo(bgBbProcess.expectedPurchases(given, past, 1), 10);
    }),
    { numRuns: 300 },
  );
});

test("derivatives are finite", () => {
  fc.assert(
    fc.property(parameters, history, (given, past) => {
      const out = new Float64Array(15);
      bgBbProcess.derivatives(given, past, out);
      expect(out.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
