import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { purchaseHistoryAccumulator } from "../../../src/clv/history-accumulator.ts";
import type { PurchaseHistoryRow } from "../../../src/clv/history-source.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { allFits, shuffled } from "../../unit/clv/fit-support.ts";
import { fold } from "../../../src/core/accumulator.ts";

const history = fc
  .record({
    frequency: fc.nat(6),
    recency: fc.nat(12),
    T: fc.nat(12),
    weight: fc.constantFrom(undefined, 1, 3, 0, 0.5, 0.1),
  })
  .map(({ frequency, recency, T, weight }): PurchaseHistoryRow => {
    const last = Math.min(recency, T);
    return last === 0 || frequency === 0
      ? { frequency: 0, recency: 0, T, weight }
      : { frequency: Math.min(frequency, last), recency: last, T, weight };
  });
const strange = fc.record({
  frequency: fc.constantFrom(0, 1, 2, -1, 0.5, NaN, 1e9),
  recency: fc.constantFrom(0, -0, 1, 5, -1, NaN, Infinity, 1e-300),
  T: fc.constantFrom(0, 1, 5, 1e9, NaN, 1e300),
  weight: fc.constantFrom(undefined, 0, 1, 2.5, -1, NaN, 1e-9),
  covariates: fc.constantFrom(undefined, { age: 1 }, { age: -0 }, { age: NaN }, { age: 2.5 }),
});

testAccumulatorLaws(
  "purchaseHistoryAccumulator",
  () => purchaseHistoryAccumulator({ timeUnit: "day" }),
  fc.oneof(history, strange as fc.Arbitrary<PurchaseHistoryRow>),
);
testAccumulatorLaws(
  "purchaseHistoryAccumulator with a covariate",
  () => purchaseHistoryAccumulator({ timeUnit: "week", covariates: ["age"] }),
  fc.oneof(history, strange as fc.Arbitrary<PurchaseHistoryRow>),
);

describe.each(allFits)("%s", (model, fit) => {
  const options = { timeUnit: "week" } as const;
  const runs = { numRuns: model === "pareto-nbd" ? 25 : 60 };

  test("any customers at all give a finite answer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(history, strange as fc.Arbitrary<PurchaseHistoryRow>), { maxLength: 12 }),
        (rows) => {
          const found = fit(rows, options);
          expect(notPlainJson(found)).toEqual([]);
          const { leftOut, rows: read } = found;
          expect(read).toBe(rows.length);
          const { first, ...faults } = leftOut;
          expect(first.length).toBe(
            Math.min(
              10,
              Object.values(faults).reduce((sum, count) => sum + count, 0),
            ),
          );
          if (found.status === "failed") return;
          expect(Object.values(found.parameters).every((value) => value > 0)).toBe(true);
          if (found.status === "boundary") expect(found.boundary.supremum).toBeGreaterThanOrEqual(found.logLikelihood);
          else expect(found.order.every((name) => found.standardErrors[name]! > 0)).toBe(true);
        },
      ),
      runs,
    );
  });

  test("order and parts do not change a bit", () => {
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 12 }), fc.nat(12), fc.nat(), (rows, at, seed) => {
        const found = fit(rows, options);
        expect(fit(shuffled(rows, seed), options)).toEqual(found);
        const accumulator = purchaseHistoryAccumulator(options);
        const parts = [rows.slice(0, at), rows.slice(at)].map((part) => fold(accumulator, part));
        expect(fit(accumulator.merge(parts[1]!, parts[0]!), options)).toEqual(found);
      }),
      runs,
    );
  });

  test("a maximum, or a supremum, is at least as high as any parameters that one may think of", () => {
    const parameter = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(history, { minLength: 2, maxLength: 12 }),
        fc.tuple(parameter, parameter, parameter, parameter),
        (rows, logs) => {
          const found = fit(rows, options);
          if (found.status === "failed") return;
          const process = processOf(model);
          const parameters = logs.map(Math.exp);
          const used = rows.filter(({ weight }) => weight !== 0);
          const value = used.reduce((sum, row) => sum + (row.weight ?? 1) * process.logLikelihood(parameters, row), 0);
          const most = found.status === "boundary" ? found.boundary.supremum : found.logLikelihood;
          expect(value).toBeLessThan(most + 2e-5);
        },
      ),
      { ...runs, numRuns: 2 * runs.numRuns },
    );
  });
});
