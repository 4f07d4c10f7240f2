import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { scoreSummary, scoreSummaryAccumulator, type ScoreSummaryOptions } from "../../../src/survey/score-summary.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { codeOf } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };

describe("scoreSummary", () => {
  test("of nobody knows nothing but the scale", () => {
    expect(scoreSummary([], { scale: "1-7" })).toEqual({
      metric: "score",
      value: null,
      unit: "score",
      n: 0,
      interval: null,
      scale: { min: 1, max: 7 },
      mean: null,
      variance: null,
      standardDeviation: null,
      standardError: null,
      min: null,
      max: null,
      mode: null,
      median: null,
      quartiles: null,
      leftOut: none,
      notes: ["no-answers"],
    });
    expect(scoreSummary([8], { scale: "1-7" }).notes).toEqual(["all-outside-scale"]);
  });

  test("of one answer has no spread", () => {
    expect(scoreSummary([4], { scale: "1-7" })).toMatchObject({
      value: 4,
      min: 4,
      max: 4,
      mode: 4,
      median: 4,
      quartiles: [4, 4, 4],
      variance: null,
      standardDeviation: null,
      standardError: null,
      interval: null,
      notes: ["one-answer-has-no-spread"],
    });
  });

  test("of equal answers has an interval of no width", () => {
    expect(scoreSummary([4, 4, 4], { scale: "1-7" })).toMatchObject({ variance: 0, interval: { lower: 4, upper: 4 } });
  });

  test("of equal frequencies the mode is the lowest; after reflection, the lowest then", () => {
    expect(scoreSummary([2, 5], { scale: "1-7" }).mode).toBe(2);
    expect(scoreSummary([2, 5], { scale: "1-7", direction: "low-is-good" })).toMatchObject({ mode: 3, min: 3, max: 6 });
  });

  // R: quantile(c(1, 2, 4, 7), type = 1), 2 and 7
  test.each<[1 | 2 | 7, readonly number[]]>([
    [1, [1, 2, 4]],
    [2, [1.5, 3, 5.5]],
    [7, [1.75, 3, 4.75]],
  ])("quartiles of type %d", (quantiles, quartiles) => {
    expect(scoreSummary([7, 1, 4, 2], { scale: "1-7", quantiles }).quartiles).toEqual(quartiles);
  });

  test("keeps fractions where they are", () => {
    const state = tallyScores([6.5, 7, 6.5], { scale: "0-10", fractions: "allow" });
    expect(scoreSummary(state, { scale: "0-10" })).toMatchObject({ n: 3, mode: 6.5, median: 6.5, max: 7 });
  });

  test.each<[string, unknown]>([
    ["QUANTILES_INVALID", { scale: "1-7", quantiles: 5 }],
    ["QUANTILES_INVALID", { scale: "1-7", quantiles: "7" }],
    ["DIRECTION_INVALID", { scale: "1-7", direction: "low-is-easy" }],
    ["LEVEL_OUT_OF_RANGE", { scale: "1-7", level: 95 }],
    ["SCALE_INVALID", {}],
    ["SCALE_INVALID", undefined],
  ])("throws %s for %j, before a row is read", (code, options) => {
    expect(codeOf(() => scoreSummary([], options as ScoreSummaryOptions))).toBe(code);
    expect(codeOf(() => scoreSummaryAccumulator(options as ScoreSummaryOptions))).toBe(code);
  });

  test("throws for the source too", () => {
    expect(codeOf(() => scoreSummary({} as never, { scale: "1-7" }))).toBe("SOURCE_INVALID");
    expect(codeOf(() => scoreSummaryAccumulator({ scale: "1-7" }).result(tallyScores([5], { scale: "1-5" })))).toBe(
      "KIND_MISMATCH",
    );
  });
});

test("scoreSummaryAccumulator says what scoreSummary says", () => {
  const options = { scale: "1-5", direction: "low-is-good", quantiles: 2, level: 0.5 } as const;
  const accumulator = scoreSummaryAccumulator(options);
  expect(accumulator.result(fold(accumulator, [5, 3, null, 4, 9]))).toEqual(scoreSummary([5, 3, null, 4, 9], options));
});
