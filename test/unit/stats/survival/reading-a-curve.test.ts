import { describe, expect, test } from "vitest";
import { kaplanMeier } from "../../../../src/stats/survival/kaplan-meier.ts";
import { restrictedMean } from "../../../../src/stats/survival/restricted-mean.ts";
import { conditionalSurvival, survivalAt } from "../../../../src/stats/survival/survival-at.ts";
import { survivalQuantile } from "../../../../src/stats/survival/survival-quantile.ts";
import { codeOf } from "./code-of.ts";

const falling = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 1, 1] });
const halting = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 0, 0] });
const empty = kaplanMeier([]);

describe("a quantile", () => {
  test("is the middle of a stretch that lies at the height", () => {
    expect(survivalQuantile(falling, 0.25).value).toBe(3);
    expect(survivalQuantile(falling, 0.5).value).toBe(5);
    expect(survivalQuantile(falling, 0.6).value).toBe(6);
  });

  test("takes a stretch without end to reach to the last time", () => {
    expect(survivalQuantile(halting, 0.5).value).toBe(6);
    expect(survivalQuantile(halting, 0.75)).toMatchObject({ value: null, interval: null, notes: ["not-reached"] });
  });

  test("knows a half that is a product of many factors", () => {
    // 14 / 15 · 9 / 12 · 5 / 7 is one half, and not in float64.
    const curve = kaplanMeier({
      time: [1, 1.5, 2, 2.5, 3, 5, 6],
      event: [1, 0, 1, 0, 1, 1, 0],
      weight: [1, 2, 3, 2, 2, 1, 4],
    });
    expect(curve.survival[4]).toBeGreaterThan(0.5);
    expect(survivalQuantile(curve, 0.5).value).toBe(4);
  });

  test("has an interval where the band crosses, open where it does not", () => {
    expect(survivalQuantile(falling, 0.25)).toMatchObject({
      lower: 2,
      upper: 6,
      interval: { lower: 2, upper: 6, level: 0.95, method: "log-log" },
      notes: [],
    });
    expect(survivalQuantile(falling, 0.5)).toMatchObject({
      value: 5,
      lower: 2,
      upper: null,
      interval: null,
      notes: ["open-interval"],
    });
    expect(survivalQuantile(kaplanMeier({ time: [2, 4], event: [1, 1] }, { interval: "none" }), 0.5).notes).toEqual([
      "no-interval",
    ]);
  });

  test("of nothing is none", () => {
    expect(survivalQuantile(empty, 0.5)).toMatchObject({ value: null, notes: ["no-observations"] });
  });

  test.each([0, 1, -0.1, 50, NaN])("at %s is no quantile", (probability) => {
    expect(codeOf(() => survivalQuantile(falling, probability))).toBe("PROBABILITY_OUT_OF_RANGE");
  });
});

describe("survival at a time", () => {
  test("holds from a time on, and is 1 before the first", () => {
    expect([1.9, 2, 3.9, 4].map((time) => survivalAt(falling, time).value)).toEqual([1, 0.75, 0.75, 0.5]);
    expect(survivalAt(falling, 0)).toMatchObject({
      value: 1,
      atRisk: 4,
      standardError: 0,
      interval: { lower: 1, upper: 1 },
    });
  });

  test("says how many are at risk: at a time, or at the next", () => {
    expect([2, 3, 4, 8].map((time) => survivalAt(halting, time).atRisk)).toEqual([4, 3, 3, 1]);
  });

  test("is unknown beyond the last time, unless all had left", () => {
    expect(survivalAt(halting, 8).value).toBe(0.5);
    expect(survivalAt(halting, 8.1)).toMatchObject({
      value: null,
      interval: null,
      standardError: null,
      atRisk: 0,
      notes: ["beyond-last-time"],
    });
    expect(survivalAt(falling, 99)).toMatchObject({ value: 0, interval: null, notes: ["none-left"] });
    expect(survivalAt(empty, 1)).toMatchObject({ value: null, notes: ["no-observations"] });
  });

  test("needs a time", () => {
    for (const time of [-1, NaN, Infinity]) expect(codeOf(() => survivalAt(falling, time))).toBe("TIME_INVALID");
  });
});

describe("conditional survival", () => {
  test("is the curve of those who are left", () => {
    const later = kaplanMeier({ time: [4, 6, 8], event: [1, 0, 0] });
    const { value, standardError, interval, n } = conditionalSurvival(halting, { survived: 2, further: 2 });
    expect(value).toBeCloseTo(later.survival[0]!, 15);
    expect(standardError).toBeCloseTo(later.standardError[0]!, 15);
    expect(interval!.lower).toBeCloseTo(later.lower[0]!, 14);
    expect(interval!.upper).toBeCloseTo(later.upper[0]!, 14);
    expect(n).toBe(3);
  });

  test("knows its ends", () => {
    expect(conditionalSurvival(falling, { survived: 2, further: 1 })).toMatchObject({ value: 1, standardError: 0 });
    expect(conditionalSurvival(falling, { survived: 6, further: 2 })).toMatchObject({
      value: 0,
      standardError: null,
      interval: null,
    });
    expect(conditionalSurvival(falling, { survived: 8, further: 1 })).toMatchObject({
      value: null,
      notes: ["none-left"],
    });
    expect(conditionalSurvival(halting, { survived: 6, further: 3 })).toMatchObject({
      value: null,
      notes: ["beyond-last-time"],
    });
    expect(conditionalSurvival(empty, { survived: 1, further: 1 })).toMatchObject({
      value: null,
      notes: ["no-observations"],
    });
    expect(codeOf(() => conditionalSurvival(falling, { survived: 1, further: -1 }))).toBe("TIME_INVALID");
  });
});

describe("a restricted mean", () => {
  test("is the area up to a time", () => {
    const { value, standardError, interval } = restrictedMean(falling, 4);
    expect(value).toBe(3.5);
    expect(standardError).toBeCloseTo(0.433012701892219, 14);
    expect(interval).toMatchObject({ upper: 4, method: "normal" });
  });

  test("up to the last time, when all have left, is the mean", () => {
    expect(restrictedMean(falling).value).toBe(5);
    const spread = Math.sqrt([2, 4, 6, 8].reduce((sum, time) => sum + (time - 5) ** 2, 0) / 16);
    expect(restrictedMean(falling).standardError).toBeCloseTo(spread, 14);
  });

  test("beyond the last time says so", () => {
    expect(restrictedMean(halting, 10)).toMatchObject({ value: 6.5, notes: ["beyond-last-time"] });
    expect(restrictedMean(falling, 10)).toMatchObject({ value: 5, notes: [] });
  });

  test("without an event before has no spread, and no interval", () => {
    expect(restrictedMean(falling, 1)).toMatchObject({
      value: 1,
      standardError: 0,
      interval: null,
      notes: ["no-spread"],
    });
    expect(restrictedMean(falling, 0)).toMatchObject({ value: 0, standardError: 0, interval: null });
    expect(restrictedMean(kaplanMeier({ time: [0, 0], event: [1, 0] }))).toMatchObject({ value: 0, standardError: 0 });
    expect(restrictedMean(empty, 3)).toMatchObject({ value: null, standardError: null, notes: ["no-observations"] });
    expect(codeOf(() => restrictedMean(falling, -1))).toBe("TIME_INVALID");
  });

  test("of very long times does not overflow", () => {
    expect(restrictedMean(kaplanMeier({ time: [1e200, 3e200], event: [1, 1] })).standardError).toBeCloseTo(
      1e200 / Math.sqrt(2),
      -187,
    );
  });
});
