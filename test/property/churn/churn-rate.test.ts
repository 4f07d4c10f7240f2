import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { churnPresets } from "../../../src/churn/churn-presets.ts";
import { churnRateAccumulator } from "../../../src/churn/churn-rate-accumulator.ts";
import { churnRate } from "../../../src/churn/churn-rate.ts";
import { convertRate } from "../../../src/churn/churn-rate-conversion.ts";
import type { ChurnCounts } from "../../../src/churn/churn-rate-counts.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const count = fc.nat({ max: 500 });
const counts: fc.Arbitrary<ChurnCounts> = fc
  .record({
    opening: count,
    closing: count,
    new: count,
    reactivated: count,
    share: fc.float({ min: 0, max: 1, noNaN: true }),
    churned: count,
    days: fc.array(count, { minLength: 3, maxLength: 3 }),
    quarters: count,
  })
  .map(({ share, days, quarters, ...rest }) => ({
    ...rest,
    lost: Math.floor(share * rest.opening),
    daily: { customers: days, churned: days.map((there) => there >> 1) },
    customerPeriods: quarters / 4,
  }));

// Quarters of a period add exactly, so that states are equal to the last bit.
testAccumulatorLaws("churnRateAccumulator", () => churnRateAccumulator(churnPresets.chartmogul), counts);
testAccumulatorLaws(
  "churnRateAccumulator of some counts",
  () => churnRateAccumulator({ denominator: "exposureRate", level: 0.9 }),
  fc.record(
    { churned: count, customerPeriods: count, opening: count },
    { requiredKeys: ["churned", "customerPeriods"] },
  ),
);

describe("churn rates", () => {
  test("hold their interval, which widens with the level", () => {
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom("openingCohort", "openingPlusNewAndReactivated", "exposureRate", "dailySum"),
        (given, denominator) => {
          const [narrow, wide] = [0.8, 0.95].map((level) =>
            churnRate(given, { denominator: denominator as "opening", level }),
          );
          if (narrow!.interval === null) return;
          const { lower, upper } = narrow!.interval;
          expect(lower <= narrow!.value! && narrow!.value! <= upper).toBe(true);
          expect(wide!.interval!.lower <= lower && upper <= wide!.interval!.upper).toBe(true);
        },
      ),
    );
  });

  test("of longer times are higher, and two steps are one", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.3, noNaN: true }), (rate) => {
        const [week, quarter] = [
          convertRate(rate, { from: "month", to: "week" }),
          convertRate(rate, { from: "month", to: "quarter" }),
        ];
        expect(week < rate && rate < quarter).toBe(true);
        expect(convertRate(week, { from: "week", to: "quarter" }) / quarter).toBeCloseTo(1, 10);
      }),
    );
  });
});
