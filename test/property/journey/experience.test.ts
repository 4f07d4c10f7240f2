import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelAdoption } from "../../../src/journey/channel-adoption.ts";
import { compareChannelLatency } from "../../../src/journey/channel-latency.ts";
import { expectationGap } from "../../../src/journey/expectation-gap.ts";
import { handOffs } from "../../../src/journey/hand-off.ts";
import { peakEnd } from "../../../src/journey/peak-end.ts";
import { repurchaseByScoreAccumulator } from "../../../src/journey/repurchase-by-score.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";

testAccumulatorLaws(
  "repurchaseByScoreAccumulator",
  () => repurchaseByScoreAccumulator({ compare: [8, 7] }),
  fc.record({
    score: fc.oneof(fc.integer({ min: 5, max: 9 }), fc.constantFrom(null, undefined, Number.NaN, -0, 7.5)),
    boughtAgain: fc.constantFrom(true, false, null, undefined),
  }),
);

const times = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 12 });

describe("compareChannelLatency", () => {
  test("U counts pairs, and the other way round is what is left", () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        const result = compareChannelLatency(a, b);
        let pairs = 0;
        for (const x of a) for (const y of b) pairs += x > y ? 1 : x === y ? 0.5 : 0;
        expect(result.mannWhitneyU).toBe(pairs);
        const mirrored = compareChannelLatency(b, a);
        expect(mirrored.mannWhitneyU).toBe(a.length * b.length - pairs);
        expect(mirrored.pValueExact).toBe(result.pValueExact);
        const { lower, upper } = result.interval!;
        expect(lower).toBeLessThanOrEqual(result.value!);
        expect(upper).toBeGreaterThanOrEqual(result.value!);
        expect(notPlainJson(result)).toEqual([]);
      }),
    );
  });

  test("the exact p-value is that of every way to deal out the values", () => {
    const few = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(few, few, (a, b) => {
        const all = [...a, ...b];
        const uOf = (chosen: number): number => {
          let u = 0;
          all.forEach((x, i) =>
            all.forEach((y, j) => {
              if ((chosen >> i) & 1 && !((chosen >> j) & 1)) u += x > y ? 1 : x === y ? 0.5 : 0;
            }),
          );
          return u;
        };
        const observed = uOf(2 ** a.length - 1);
        let [ways, atMost, atLeast] = [0, 0, 0];
        for (let chosen = 0; chosen < 2 ** all.length; chosen += 1) {
          if (all.filter((_, i) => (chosen >> i) & 1).length !== a.length) continue;
          const u = uOf(chosen);
          ways += 1;
          if (u <= observed) atMost += 1;
          if (u >= observed) atLeast += 1;
        }
        const exact = Math.min(1, (2 * Math.min(atMost, atLeast)) / ways);
        expect(compareChannelLatency(a, b).pValueExact).toBeCloseTo(exact, 12);
      }),
    );
  });
});

describe("the order of rows plays no part", () => {
  test("in expectation gaps of decimals", () => {
    const answer = fc.record({
      dimension: fc.constantFrom("a", "b,c", "__proto__"),
      expectation: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
      perception: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 20 }), (answers) => {
        const result = expectationGap(answers);
        expect(expectationGap(answers.toReversed())).toEqual(result);
        expect(result.used + result.skipped).toBe(answers.length);
        expect(notPlainJson(result)).toEqual([]);
      }),
    );
  });

  test("in hand-offs and adoption, where instants differ", () => {
    const row = fc.record({
      journeyId: fc.constantFrom("a", "__proto__", null),
      touchpointId: fc.constant("t"),
      ownerTeam: fc.constantFrom("x", "y,z", undefined),
      customerId: fc.constantFrom("a", "__proto__"),
      channel: fc.constantFrom("web", "post"),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const dated = rows.map((one, i) => ({ ...one, startedAt: i * 1000, at: i * 1000 }));
        const result = handOffs(dated);
        expect(handOffs(dated.toReversed())).toEqual(result);
        expect(notPlainJson(result)).toEqual([]);
        const adoption = channelAdoption(dated, { newChannel: "web", periods: [0, 5000, 10_000] });
        expect(channelAdoption(dated.toReversed(), { newChannel: "web", periods: [0, 5000, 10_000] })).toEqual(
          adoption,
        );
        expect(adoption.wentBack).toBeLessThanOrEqual(adoption.everAdopted);
        const inPeriods = adoption.periods.reduce((sum, { uses }) => sum + uses, 0);
        expect(inPeriods + adoption.usesOutsidePeriods).toBe(rows.length);
      }),
    );
  });
});

test("a peak-end score lies between the least and the greatest, and length plays no part", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1 }), (scores) => {
      const { value, peak, end } = peakEnd(scores);
      expect(value).toBeGreaterThanOrEqual(Math.min(...scores));
      expect(value).toBeLessThanOrEqual(Math.max(...scores));
      expect(peakEnd([peak, end]).value).toBe(value);
    }),
  );
});
