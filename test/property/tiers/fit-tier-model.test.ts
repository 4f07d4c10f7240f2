import fc from "fast-check";
import { expect, test } from "vitest";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { topShareThreshold } from "../../../src/tiers/threshold-top-share.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";

const cents = fc.array(fc.integer({ min: -5000, max: 20_000 }), { maxLength: 60 });
const percent = fc.integer({ min: 0, max: 100 });
const kinds = fc.constantFrom("topShareOfCustomers" as const, "topShareOfValue" as const);

test("the order of a population does not matter", () => {
  const shuffled = cents.chain((values) =>
    fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
  );
  fc.assert(
    fc.property(shuffled, kinds, percent, ([values, other], kind, parts) => {
      const policy = threeTiers({ highProfit: { [kind]: parts / 100 } as never });
      const model = fitTierModel(
        values.map((value) => value / 100),
        policy,
      );
      expect(
        fitTierModel(
          Float64Array.from(other, (value) => value / 100),
          policy,
        ),
      ).toEqual(model);
      const rows = other.map((value) => ({ profit: value / 100 }));
      expect(fitTierModel(rows, policy)).toEqual(model);
    }),
  );
});

test("thresholds of decimals are those of whole numbers", () => {
  fc.assert(
    fc.property(cents, kinds, percent, (values, kind, parts) => {
      const sorted = [...values].sort((left, right) => right - left);
      const positive = sorted.filter((value) => value > 0);
      let want: number | null = null;
      if (positive.length > 0 && parts > 0) {
        if (kind === "topShareOfCustomers") {
          const rank = Math.floor((values.length * parts + 99) / 100);
          want = sorted[rank - 1]! > 0 ? sorted[rank - 1]! : positive[positive.length - 1]!;
        } else {
          const total = positive.reduce((sum, value) => sum + value, 0);
          let sum = 0;
          for (const value of positive) {
            sum += value;
            want = value;
            if (100 * sum >= parts * total) break;
          }
        }
      }
      const found = topShareThreshold(
        values.map((value) => value / 100),
        { [kind]: parts / 100 } as never,
      );
      expect(found.threshold).toBe(want === null ? null : want / 100);
      if (want !== null) expect(found.customersAtOrAbove).toBe(values.filter((value) => value >= want).length);
    }),
    { numRuns: 1000 },
  );
});

test("a larger share never has a higher threshold, and at least the share is realised", () => {
  fc.assert(
    fc.property(cents, kinds, percent, percent, (values, kind, left, right) => {
      const [less, more] = [Math.min(left, right), Math.max(left, right)];
      const at = (parts: number) => topShareThreshold(values, { [kind]: parts / 100 } as never);
      const [small, large] = [at(less), at(more)];
      if (small.threshold === null || large.threshold === null) return;
      expect(large.threshold).toBeLessThanOrEqual(small.threshold);
      if (kind === "topShareOfValue") expect(large.realisedShareOfValue).toBeGreaterThanOrEqual(more / 100 - 1e-12);
    }),
  );
});
