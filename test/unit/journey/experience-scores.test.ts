import { describe, expect, test } from "vitest";
import { expectationGap } from "../../../src/journey/expectation-gap.ts";
import { extraMileLift } from "../../../src/journey/extra-mile-lift.ts";
import { peakEnd } from "../../../src/journey/peak-end.ts";
import { peakEndByJourney } from "../../../src/journey/peak-end-by-journey.ts";
import { repurchaseByScore, repurchaseByScoreAccumulator } from "../../../src/journey/repurchase-by-score.ts";
import { notPlainJson } from "../../support/plain-json.ts";

describe("peakEnd", () => {
  test("what is no score is counted, and -0 is 0", () => {
    const result = peakEnd([-0, null, undefined, Number.NaN, "2" as never, Number.POSITIVE_INFINITY]);
    expect(result).toMatchObject({ value: 0, n: 1, leftOut: { missing: 2, invalid: 3 } });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("a bad call says so", () => {
    expect(() => peakEnd([], { neutral: Number.NaN })).toThrow("Cannot use neutral");
    expect(() => peakEnd([], { peak: "highest" as never })).toThrow("Cannot use peak");
  });
});

describe("peakEndByJourney", () => {
  test("instants are compared, not texts; then sequence, then place", () => {
    const row = (startedAt: string, emotion: number, sequence?: number) => ({
      journeyId: "a",
      startedAt,
      emotion,
      sequence,
    });
    const result = peakEndByJourney([
      row("2025-03-09T12:00:00+02:00", -1),
      row("2025-03-09T09:30:00Z", 2),
      row("2025-03-09T10:00:00Z", 1, 2),
      row("2025-03-09T10:00:00Z", 0, 2),
    ]);
    expect(result.journeys).toEqual([{ journeyId: "a", known: 4, peak: 2, end: 0, peakEnd: 1, mean: 0.5 }]);
    expect(result.memoryGap.value).toBe(0.5);
  });

  test("what has no place or no emotion is counted", () => {
    const startedAt = "2025-03-09T12:00:00Z";
    const result = peakEndByJourney([
      { journeyId: null, startedAt, emotion: 1 },
      { journeyId: "a", startedAt: "yesterday", emotion: 1 },
      { journeyId: "__proto__", startedAt, emotion: null },
      { journeyId: "__proto__", startedAt, emotion: Number.NaN },
    ]);
    expect(result.leftOut).toEqual({ withoutJourney: 1, invalidInstant: 1, missing: 1, invalid: 1 });
    expect(result).toMatchObject({ journeysWithEmotion: 0, meanPeakEnd: { value: null, interval: null } });
    expect(notPlainJson(result)).toEqual([]);
  });
});

describe("expectationGap", () => {
  test("intervals are those of paired differences", () => {
    const answers = [1, 2, 3].map((perception) => ({ dimension: "d", expectation: 1, perception }));
    // Mean 1, sd 1; with two degrees of freedom t is in closed form: level · √(2 / (1 − level²)).
    expect(expectationGap(answers).dimensions[0]!.interval!.lower).toBeCloseTo(
      1 - (0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))) / Math.sqrt(3),
      12,
    );
  });

  test("names are safe, and what is no number is counted", () => {
    const result = expectationGap(
      [
        { dimension: "__proto__", expectation: 1, perception: 1 },
        { dimension: "toString", expectation: 1, perception: 3 },
        { dimension: "x", expectation: Number.NaN, perception: null },
        { dimension: "x", expectation: null, perception: 3 },
      ],
      { weights: JSON.parse('{"__proto__": 3}') },
    );
    expect(result).toMatchObject({
      used: 2,
      skipped: 2,
      leftOut: { missing: 1, invalid: 1 },
      weighted: 0.5,
      unweighted: 1,
    });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("a bad weight throws; weights of 0 leave no figure", () => {
    expect(() => expectationGap([], { weights: { d: -1 } })).toThrow("Cannot use weight");
    const result = expectationGap([{ dimension: "d", expectation: 1, perception: 1 }], { weights: { d: 0 } });
    expect(result).toMatchObject({ weighted: null, unweighted: 0 });
  });
});

describe("repurchaseByScore", () => {
  const rows = [8, 8, 7, 7].map((score, i) => ({ score, boughtAgain: i % 2 === 0 }));

  test("every row is used or counted", () => {
    const result = repurchaseByScore([
      ...rows,
      { score: null, boughtAgain: true },
      { score: Number.NaN, boughtAgain: true },
      { score: 8, boughtAgain: null },
      { score: 8, boughtAgain: 1 as never },
    ]);
    expect(result).toMatchObject({ n: 4, overall: { value: 0.5 }, comparison: null });
    expect(result.leftOut).toEqual({ missingScore: 1, invalidScore: 1, outcomeUnknown: 1, invalidOutcome: 1 });
  });

  test("a state gives what its rows give", () => {
    const accumulator = repurchaseByScoreAccumulator();
    const state = rows.reduce(accumulator.add, accumulator.empty());
    expect(repurchaseByScore(state, { compare: [8, 7] })).toEqual(repurchaseByScore(rows, { compare: [8, 7] }));
    expect(() => repurchaseByScore({ ...state, kind: "mean/1" })).toThrow("Cannot use state");
  });

  test("the interval of the ratio is Katz's: 40 % of 40 against 20 % of 60", () => {
    const group = (score: number, n: number, again: number) =>
      Array.from({ length: n }, (_, i) => ({ score, boughtAgain: i < again }));
    const { comparison } = repurchaseByScore([...group(1, 40, 16), ...group(2, 60, 12)], { compare: [1, 2] });
    expect(comparison!.relativeLift).toBe(1);
    expect(comparison!.relativeInterval!.lower).toBeCloseTo(1.0624435857255812 - 1, 12);
    expect(comparison!.relativeInterval!.upper).toBeCloseTo(3.7649057829910606 - 1, 12);
  });

  test("the interval of the difference is Newcombe's: 56 of 70 against 48 of 80", () => {
    const group = (score: number, n: number, again: number) =>
      Array.from({ length: n }, (_, i) => ({ score, boughtAgain: i < again }));
    const { comparison } = repurchaseByScore([...group(1, 70, 56), ...group(2, 80, 48)], { compare: [1, 2] });
    // Table II of the paper, case (a), to its four digits.
    expect(comparison!.absoluteInterval!.lower).toBeCloseTo(0.0524, 4);
    expect(comparison!.absoluteInterval!.upper).toBeCloseTo(0.3339, 4);
  });

  test("a bad call says so", () => {
    expect(() => repurchaseByScore(rows, { compare: [8] as never })).toThrow("Cannot use compare");
    expect(() => repurchaseByScore(rows, { compare: [8, Number.NaN] })).toThrow("Cannot use compare");
    expect(() => repurchaseByScore(rows, { level: 95 })).toThrow("Cannot use level");
    expect(() => repurchaseByScore(8 as never)).toThrow("Cannot fold inputs");
  });
});

describe("extraMileLift", () => {
  test("Welch's interval: 6 scores after a broken promise, 8 after kept ones", () => {
    const result = extraMileLift([
      ...[3, 6, 7, 9, 5, 8].map((emotion) => ({ emotion, extraMileMinutes: 5 })),
      ...[9, 10, 8, 10, 7, 9, 9, 6].map((emotion) => ({ emotion, extraMileMinutes: 0 })),
    ]);
    // mpmath, 30 digits.
    expect(result.value).toBeCloseTo(-2.1666666666666665, 12);
    expect(result.degreesOfFreedom).toBeCloseTo(8.13083319192262, 12);
    expect(result.interval!.lower).toBeCloseTo(-4.497947545112886, 12);
    expect(result.interval!.upper).toBeCloseTo(0.16461421177955234, 12);
  });

  test("what is not known is counted, and one side alone gives no lift", () => {
    const result = extraMileLift([
      { emotion: 1, extraMileMinutes: 5 },
      { emotion: null, extraMileMinutes: 5 },
      { emotion: Number.NaN, extraMileMinutes: 5 },
      { emotion: 1, extraMileMinutes: null },
      { emotion: 1, extraMileMinutes: -1 },
    ]);
    expect(result).toMatchObject({ value: null, interval: null, n: 1 });
    expect(result.leftOut).toEqual({ missingEmotion: 1, invalidEmotion: 1, unknownMinutes: 1, invalidMinutes: 1 });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("scores that do not vary have no interval", () => {
    const rows = [1, 1, 0, 0].map((emotion) => ({ emotion, extraMileMinutes: emotion }));
    expect(extraMileLift(rows)).toMatchObject({
      value: 1,
      interval: null,
      notes: ["association-not-cause", "no-spread"],
    });
  });
});
