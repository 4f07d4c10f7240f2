import fc from "fast-check";
import { expect, test } from "vitest";
import { serviceAttainment, serviceAttainmentAccumulator } from "../../../src/tiers/service-attainment.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";

const policies = [
  { tier: "gold", withinSeconds: 10, targetShare: 0.9 },
  { tier: 2, withinSeconds: 30.5, targetShare: 0.5 },
];
const seconds = fc.oneof(fc.nat({ max: 40 }), fc.constantFrom(-1, 30.5, 1e300, NaN, null, undefined));
const event = fc.record({
  tier: fc.constantFrom("gold", 2, "2", null),
  elapsedSeconds: seconds,
  openSeconds: seconds,
});

testAccumulatorLaws(
  "serviceAttainmentAccumulator",
  () => serviceAttainmentAccumulator(policies),
  fc.oneof({ weight: 9, arbitrary: event }, { weight: 1, arbitrary: fc.constant(null as never) }),
);

test("a longer promise is never kept less often, and every event is somewhere", () => {
  fc.assert(
    fc.property(fc.array(event), fc.nat({ max: 40 }), (events, more) => {
      const { tiers, usedRows, leftOut } = serviceAttainment(events, policies);
      const longer = policies.map((policy) => ({ ...policy, withinSeconds: policy.withinSeconds + more }));
      serviceAttainment(events, longer).tiers.forEach(({ within, late }, i) => {
        expect(within).toBeGreaterThanOrEqual(tiers[i]!.within);
        expect(late).toBeLessThanOrEqual(tiers[i]!.late);
      });
      const counted = tiers.reduce((sum, { within, late, undecided }) => sum + within + late + undecided, 0);
      expect(counted).toBe(usedRows);
      expect(usedRows + Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(events.length);
    }),
  );
});

test("the median is that of the sorted times", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1 }), (times) => {
      const { tiers } = serviceAttainment(
        times.map((elapsedSeconds) => ({ tier: 2, elapsedSeconds })),
        policies,
      );
      const sorted = [...times].sort((left, right) => left - right);
      const middle = (times.length - 1) / 2;
      const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
      expect(tiers[1]!.medianSeconds).toBe(median);
    }),
  );
});
