import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { jeffreys } from "../../../src/stats/share-methods.ts";
import { ces, cesAccumulator, type CesOptions } from "../../../src/survey/ces.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { codeOf } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };
const agree = { scale: "1-7", direction: "high-is-easy" } as const;
const effort = { scale: "1-5", direction: "low-is-easy" } as const;

describe("ces", () => {
  test("of nobody is unknown, in each of its figures", () => {
    for (const [value, unit] of [
      ["mean", "score"],
      ["easy-share", "proportion"],
      ["net-easy", "points"],
    ] as const) {
      expect(ces([], { ...agree, value })).toEqual({
        metric: "ces",
        value: null,
        unit,
        n: 0,
        interval: null,
        mean: null,
        median: null,
        quartiles: null,
        standardDeviation: null,
        standardError: null,
        easy: 0,
        neutral: 0,
        difficult: 0,
        easyShare: null,
        difficultShare: null,
        netEasy: null,
        meanOn0to100: null,
        leftOut: none,
        definition: { scale: { min: 1, max: 7 }, direction: "high-is-easy", easyFrom: 5, difficultTo: 3, value },
        notes: ["no-answers"],
      });
    }
    expect(ces([0, 8], agree).notes).toEqual(["all-outside-scale"]);
  });

  test("gives each figure as its value, with its unit and interval", () => {
    const answers = [7, 6, 4, 1];
    expect(ces(answers, agree)).toMatchObject({
      value: 4.5,
      unit: "score",
      interval: { method: "t" },
      median: 5,
      easy: 2,
      neutral: 1,
      difficult: 1,
    });
    expect(ces(answers, { ...agree, value: "easy-share" })).toMatchObject({
      value: 0.5,
      unit: "proportion",
      interval: { method: "wilson" },
    });
    expect(ces(answers, { ...agree, value: "net-easy" })).toMatchObject({
      value: 25,
      unit: "points",
      interval: { method: "adjusted-wald" },
    });
    expect(ces(answers, { ...agree, value: "easy-share", interval: jeffreys, level: 0.9 }).interval).toEqual(
      jeffreys(2, 4, 0.9),
    );
  });

  test("one answer has no spread", () => {
    expect(ces([7], agree)).toMatchObject({
      value: 7,
      standardDeviation: null,
      standardError: null,
      interval: null,
      quartiles: [7, 7, 7],
      notes: ["one-answer-has-no-spread"],
    });
    expect(ces([7], { ...agree, value: "net-easy" }).interval!.upper).toBeLessThan(100);
    expect(ces([7], { ...agree, interval: "none" }).notes).toEqual(["no-interval"]);
  });

  test("low effort is easy: reflected, so that more is easier everywhere", () => {
    expect(ces([1, 1, 2, 5], effort)).toMatchObject({
      value: 3.75,
      median: 4.5,
      easy: 3,
      neutral: 0,
      difficult: 1,
      easyShare: 0.75,
      netEasy: 50,
      meanOn0to100: 68.75,
    });
    expect(ces([7, 7, 1], { scale: "1-7", direction: "low-is-easy" }).mean).toBeCloseTo(3, 12);
  });

  test("bounds are after reflection, and nobody need find it difficult", () => {
    expect(ces([1, 2, 5], { ...effort, easyFrom: 5, difficultTo: 1 })).toMatchObject({
      easy: 1,
      neutral: 1,
      difficult: 1,
    });
    expect(ces([1, 5], { scale: "1-5", direction: "high-is-easy", easyFrom: 2, difficultTo: 0 })).toMatchObject({
      easy: 1,
      neutral: 1,
      difficult: 0,
    });
  });

  test.each<[string, unknown]>([
    ["DIRECTION_REQUIRED", { scale: "1-7" }],
    ["DIRECTION_REQUIRED", { scale: "1-7", direction: "high-is-good" }],
    ["DIRECTION_REQUIRED", { scale: "1-7", direction: true }],
    ["EASY_FROM_REQUIRED", { scale: "1-10", direction: "high-is-easy" }],
    ["EASY_FROM_REQUIRED", { scale: "1-10", direction: "high-is-easy", easyFrom: 8 }],
    ["EASY_FROM_REQUIRED", { scale: { min: 0, max: 5 }, direction: "high-is-easy" }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: 8 }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: 1, difficultTo: 0 }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: 4.5 }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: 3, difficultTo: 3 }],
    ["EASY_OUT_OF_RANGE", { ...agree, difficultTo: -1 }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: "5" }],
    ["EASY_OUT_OF_RANGE", { ...agree, easyFrom: Number.NaN }],
    ["VALUE_INVALID", { ...agree, value: "top-box" }],
    ["INTERVAL_INVALID", { ...agree, interval: "t" }],
    ["LEVEL_OUT_OF_RANGE", { ...agree, level: 1 }],
    ["SCALE_INVALID", { direction: "high-is-easy" }],
    ["SCALE_INVALID", undefined],
  ])("throws %s for %j, before a row is read", (code, options) => {
    expect(codeOf(() => ces([], options as CesOptions))).toBe(code);
    expect(codeOf(() => cesAccumulator(options as CesOptions))).toBe(code);
  });

  test("throws for the source too", () => {
    expect(codeOf(() => ces(undefined as never, agree))).toBe("SOURCE_INVALID");
    expect(codeOf(() => ces([8], { ...agree, onInvalid: "throw" }))).toBe("SCORE_INVALID");
    const state = tallyScores([5], { scale: "1-5" });
    expect(codeOf(() => ces(state, agree))).toBe("KIND_MISMATCH");
    expect(codeOf(() => cesAccumulator(agree).result(state))).toBe("KIND_MISMATCH");
  });
});

test("cesAccumulator says what ces says", () => {
  const options = {
    ...effort,
    read: (row: { effort: number | null }) => row.effort,
    value: "net-easy",
    level: 0.8,
  } as const;
  const rows: { effort: number | null }[] = [{ effort: 5 }, { effort: null }, { effort: 1 }, { effort: 6 }];
  const accumulator = cesAccumulator(options);
  expect(accumulator.result(fold(accumulator, rows))).toEqual(ces(rows, options));
});
