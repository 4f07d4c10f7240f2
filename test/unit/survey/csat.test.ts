import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { clopperPearson } from "../../../src/stats/share-methods.ts";
import { csat, csatAccumulator, type CsatOptions } from "../../../src/survey/csat.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf, thrownBy } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };

describe("csat", () => {
  test("of nobody is unknown, in each of its figures", () => {
    for (const value of ["top-box", "net", "mean"] as const) {
      expect(csat([], { scale: "1-5", value })).toEqual({
        metric: "csat",
        value: null,
        unit: value === "mean" ? "score" : "proportion",
        n: 0,
        interval: null,
        satisfied: 0,
        neutral: 0,
        dissatisfied: 0,
        topBoxShare: null,
        bottomBoxShare: null,
        neutralShare: null,
        netShare: null,
        mean: null,
        meanOn0to100: null,
        meanShareOfMax: null,
        leftOut: none,
        definition: { scale: { min: 1, max: 5 }, topBox: 2, bottomBox: 2, direction: "high-is-good", value },
        notes: ["no-answers"],
      });
    }
    expect(csat([0, 9], { scale: "1-5" })).toMatchObject({
      leftOut: { ...none, outOfRange: 2 },
      notes: ["all-outside-scale"],
    });
  });

  test("gives each figure as its value, with its unit and interval", () => {
    const answers = [5, 4, 3, 1];
    const [top, net, mean] = (["top-box", "net", "mean"] as const).map((value) =>
      csat(answers, { scale: "1-5", value }),
    );
    expect(top).toMatchObject({ value: 0.5, unit: "proportion", interval: { method: "wilson" } });
    expect(net).toMatchObject({ value: 0.25, unit: "proportion", interval: { method: "adjusted-wald" } });
    expect(mean).toMatchObject({
      value: 3.25,
      unit: "score",
      interval: { method: "t" },
      meanOn0to100: 56.25,
      meanShareOfMax: 0.65,
    });
    const figures = ({ topBoxShare, netShare, mean }: typeof top & {}) => [topBoxShare, netShare, mean];
    expect([top!, net!, mean!].map(figures)).toEqual([
      [0.5, 0.25, 3.25],
      [0.5, 0.25, 3.25],
      [0.5, 0.25, 3.25],
    ]);
  });

  test("one answer has a share and no spread of its mean", () => {
    expect(csat([5], { scale: "1-5" })).toMatchObject({ value: 1, interval: { upper: 1 }, notes: [] });
    expect(csat([5], { scale: "1-5", value: "mean" })).toMatchObject({
      value: 5,
      interval: null,
      notes: ["one-answer-has-no-spread"],
    });
    expect(csat([5], { scale: "1-5", value: "mean", interval: "none" })).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });

  test("the t interval of a mean is not cut at the ends of the scale", () => {
    const { lower, upper } = csat([1, 5], { scale: "1-5", value: "mean" }).interval!;
    expect(lower).toBeLessThan(1);
    expect(upper).toBeGreaterThan(5);
  });

  test("has the interval asked for", () => {
    expect(csat([5, 5, 4], { scale: "1-5", interval: clopperPearson, level: 0.8 }).interval).toEqual(
      clopperPearson(3, 3, 0.8),
    );
  });

  test("a mean over a highest score that is not above 0 is no share", () => {
    for (const max of [0, -1]) {
      const result = csat([max - 1, max], { scale: { min: -5, max }, topBox: 1 });
      expect(notPlainJson(result)).toEqual([]);
      expect(result).toMatchObject({ meanShareOfMax: null, mean: max - 0.5 });
    }
  });

  test("counts an answer between two points to neither box that it does not reach", () => {
    const state = tallyScores([3.5, 2.5, 4, 2], { scale: "1-5", fractions: "allow" });
    expect(csat(state, { scale: "1-5" })).toMatchObject({ satisfied: 1, neutral: 2, dissatisfied: 1, mean: 3 });
    expect(csat(state, { scale: "1-5", direction: "low-is-good" })).toMatchObject({
      satisfied: 1,
      neutral: 2,
      dissatisfied: 1,
      mean: 3,
    });
  });
});

describe("boxes of csat", () => {
  test.each<[string, CsatOptions, { topBox: number; bottomBox: number }]>([
    ["1-5", { scale: "1-5" }, { topBox: 2, bottomBox: 2 }],
    ["1-3", { scale: "1-3" }, { topBox: 1, bottomBox: 1 }],
    ["binary", { scale: "binary" }, { topBox: 1, bottomBox: 1 }],
    ["0-2", { scale: { min: 0, max: 2 } }, { topBox: 1, bottomBox: 1 }],
    ["1-7, three", { scale: "1-7", topBox: 3 }, { topBox: 3, bottomBox: 3 }],
    ["1-10, all but one", { scale: "1-10", topBox: 9 }, { topBox: 9, bottomBox: 1 }],
    ["1-5, bottom as asked", { scale: "1-5", bottomBox: 3 }, { topBox: 2, bottomBox: 3 }],
    ["1-5, no bottom", { scale: "1-5", bottomBox: 0 }, { topBox: 2, bottomBox: 0 }],
  ])("%s", (_, options, boxes) => {
    expect(csat([], options).definition).toMatchObject(boxes);
  });

  test("low-is-good reflects the scale", () => {
    expect(csat([1, 1, 2, 5], { scale: "1-5", direction: "low-is-good", topBox: 1 })).toMatchObject({
      satisfied: 2,
      dissatisfied: 1,
      mean: 3.75,
      meanOn0to100: 68.75,
    });
  });

  test.each<[string, unknown]>([
    ["TOP_BOX_REQUIRED", { scale: "1-7" }],
    ["TOP_BOX_REQUIRED", { scale: "1-10" }],
    ["TOP_BOX_REQUIRED", { scale: { min: 0, max: 4 } }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: 0 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: -1 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: 1.5 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: 5 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: "2" }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: Number.NaN }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", bottomBox: -1 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", bottomBox: 0.5 }],
    ["TOP_BOX_OUT_OF_RANGE", { scale: "1-5", topBox: 3, bottomBox: 3 }],
    ["DIRECTION_INVALID", { scale: "1-5", direction: "low" }],
    ["DIRECTION_INVALID", { scale: "1-5", direction: null }],
    ["VALUE_INVALID", { scale: "1-5", value: "topbox" }],
    ["INTERVAL_INVALID", { scale: "1-5", interval: "wilson" }],
    ["INTERVAL_INVALID", { scale: "1-5", interval: null }],
    ["LEVEL_OUT_OF_RANGE", { scale: "1-5", level: 95 }],
    ["LEVEL_OUT_OF_RANGE", { scale: "1-5", level: "0.95" }],
    ["SCALE_INVALID", {}],
    ["SCALE_INVALID", undefined],
    ["SCALE_INVALID", { scale: "5" }],
    ["SCALE_INVALID", { scale: 5 }],
    ["SCALE_INVALID", { scale: { min: 5, max: 1 } }],
    ["SCALE_INVALID", { scale: { max: 5 } }],
  ])("throws %s for %j, before a row is read", (code, options) => {
    expect(codeOf(() => csat([], options as CsatOptions))).toBe(code);
    expect(codeOf(() => csatAccumulator(options as CsatOptions))).toBe(code);
  });

  test("shows the boxes that do not fit", () => {
    expect(thrownBy(() => csat([5], { scale: "1-5", topBox: 5 })).value).toEqual({ topBox: 5, bottomBox: 0 });
  });

  test("throws for the source too", () => {
    expect(codeOf(() => csat(null as never, { scale: "1-5" }))).toBe("SOURCE_INVALID");
    expect(codeOf(() => csat({ promoters: 1, passives: 1, detractors: 1 } as never, { scale: "1-5" }))).toBe(
      "SOURCE_INVALID",
    );
    expect(codeOf(() => csat([6], { scale: "1-5", onInvalid: "throw" }))).toBe("SCORE_INVALID");
    const state = tallyScores([5], { scale: "1-5" });
    expect(codeOf(() => csat(state, { scale: "1-7", topBox: 2 }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => csatAccumulator({ scale: "1-7", topBox: 2 }).result(state))).toBe("KIND_MISMATCH");
    expect(codeOf(() => csat({ ...state, counts: [1, 2] }, { scale: "1-5" }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => csat({ ...state, counts: [-1, 0, 0, 0, 1] }, { scale: "1-5" }))).toBe("COUNT_INVALID");
    expect(codeOf(() => csat({ ...state, counts: [2 ** 53 - 1, 0, 0, 0, 1] }, { scale: "1-5" }))).toBe("COUNT_INVALID");
  });
});

test("csatAccumulator says what csat says", () => {
  const options = {
    scale: "1-5",
    read: (row: { rating: number | null }) => row.rating,
    value: "net",
    level: 0.8,
  } as const;
  const rows: { rating: number | null }[] = [{ rating: 5 }, { rating: null }, { rating: 1 }, { rating: 6 }];
  const accumulator = csatAccumulator(options);
  expect(accumulator.result(fold(accumulator, rows))).toEqual(csat(rows, options));
});
