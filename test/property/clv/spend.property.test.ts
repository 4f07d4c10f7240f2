import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import { spendLogDensity } from "../../../src/clv/gamma-gamma-likelihood.ts";
import { spendIndependence } from "../../../src/clv/spend-independence.ts";

const positive = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);
const parameters = fc.record({ p: positive(1e-6, 1e6), q: positive(1e-6, 1e6), v: positive(1e-6, 1e9) });
const anything = fc.oneof(fc.double(), fc.integer(), fc.constant(null), fc.constant(undefined), fc.string());
const row = fc.oneof(
  fc.record({ frequency: fc.integer({ min: 1, max: 30 }), monetaryValue: positive(1e-3, 1e6) }),
  fc.record({ frequency: anything, monetaryValue: anything, weight: fc.oneof(fc.constant(1), anything) }),
);

/** Whether there is a NaN, or anything else that JSON cannot say, anywhere in it. */
function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

test("an expected spend exists where p x + q is above 1, and lies between the own mean and that of all", () => {
  fc.assert(
    fc.property(parameters, fc.nat(1000), positive(1e-9, 1e12), (model, frequency, monetaryValue) => {
      const { value, notes } = expectedSpend(model, { frequency, monetaryValue });
      if (value === null) {
        expect(notes).toEqual(["infinite-mean"]);
        expect(model.p * frequency + (model.q - 1)).toBeLessThanOrEqual(0);
        return;
      }
      expect(value).toBeGreaterThan(0);
      const ofAll = expectedSpend(model, { frequency: 0 }).value;
      if (ofAll === null || frequency === 0) return;
      expect(value).toBeGreaterThanOrEqual(Math.min(monetaryValue, ofAll) * (1 - 1e-12));
      expect(value).toBeLessThanOrEqual(Math.max(monetaryValue, ofAll) * (1 + 1e-12));
    }),
    { numRuns: 500 },
  );
});

test("a density is finite", () => {
  fc.assert(
    fc.property(
      parameters,
      fc.integer({ min: 1, max: 1e8 }),
      positive(1e-9, 1e12),
      (model, frequency, monetaryValue) => {
        expect(Number.isFinite(spendLogDensity(model, frequency, monetaryValue))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("whatever the rows, a fit is plain, counts them all, and predicts", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const fit = fitGammaGamma(rows as never);
      expect(isPlain(fit)).toBe(true);
      const { first, ...counts } = fit.leftOut;
      const leftOut = Object.values(counts).reduce((sum, each) => sum + each, 0);
      expect(leftOut).toBeLessThanOrEqual(rows.length);
      expect(fit.rows).toBe(rows.length);
      expect(first.length).toBe(Math.min(10, leftOut - counts.noRepeatPurchases));
      if (fit.status !== "failed") expect(isPlain(expectedSpend(fit, { frequency: 2, monetaryValue: 9 }))).toBe(true);
      expect(isPlain(spendIndependence(rows as never))).toBe(true);
    }),
    { numRuns: 150 },
  );
});
