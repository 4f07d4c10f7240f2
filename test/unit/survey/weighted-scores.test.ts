import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { csat } from "../../../src/survey/csat.ts";
import { nps } from "../../../src/survey/nps.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { tallyWeightedScores, type WeightedScoreOptions } from "../../../src/survey/weighted-scores.ts";
import { weightedCsat, weightedCsatAccumulator, type WeightedCsatOptions } from "../../../src/survey/weighted-csat.ts";
import { weightedNps, weightedNpsAccumulator, type WeightedNpsOptions } from "../../../src/survey/weighted-nps.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0, invalidWeight: 0 };
const scale = "1-5";

describe("tallyWeightedScores", () => {
  test("counts answers, weights and squares by score", () => {
    expect(tallyWeightedScores([5, 4, 5, null, 9, 3.5], { scale, weights: [1, 0.5, 2, 1, 1, 1] })).toEqual({
      kind: "weighted-scores/1 1..5",
      min: 1,
      counts: [0, 0, 0, 1, 2],
      weights: [0, 0, 0, 0.5, 3],
      squares: [0, 0, 0, 0.25, 5],
      leftOut: { ...none, skipped: 1, outOfRange: 1, nonInteger: 1 },
    });
  });

  test("a weight that is none is counted, and never taken for a number", () => {
    const weights = ["1", null, undefined, Number.NaN, Infinity, -1, true, [1], {}, 1e101, 1e-101] as number[];
    const state = tallyWeightedScores(
      weights.map(() => 5),
      { scale, weights },
    );
    expect(state).toMatchObject({
      counts: [0, 0, 0, 0, 0],
      weights: [0, 0, 0, 0, 0],
      leftOut: { ...none, invalidWeight: weights.length },
    });
    expect(notPlainJson(state)).toEqual([]);
  });

  test("answers of weight 0 are counted, minus zero too", () => {
    const state = tallyWeightedScores([5, 4], { scale, weights: [0, -0] });
    expect(state).toMatchObject({ counts: [0, 0, 0, 1, 1], weights: [0, 0, 0, 0, 0] });
    expect(notPlainJson(state)).toEqual([]);
  });

  test("stops as soon as there are more answers than weights, though there be no end of answers", () => {
    const forever = (function* () {
      for (;;) yield 5;
    })();
    expect(codeOf(() => tallyWeightedScores(forever, { scale, weights: [1, 1] }))).toBe("LENGTH_MISMATCH");
  });

  test("hands back a state of its own scale", () => {
    const state = tallyWeightedScores([5], { scale, weights: [2] });
    expect(tallyWeightedScores(state, { scale })).toBe(state);
  });

  const state = tallyWeightedScores([5], { scale, weights: [2] });
  test.each<[string, unknown, unknown]>([
    ["WEIGHTS_REQUIRED", [5], { scale }],
    ["WEIGHTS_REQUIRED", [], { scale }],
    ["LENGTH_MISMATCH", [5, 4], { scale, weights: [1] }],
    ["LENGTH_MISMATCH", [5], { scale, weights: [1, 1] }],
    ["LENGTH_MISMATCH", [], { scale, weights: [1] }],
    ["WEIGHT_INVALID", [5], { scale, weights: [-1], onInvalid: "throw" }],
    ["SCORE_INVALID", [9], { scale, weights: [1], onInvalid: "throw" }],
    ["SOURCE_INVALID", null, { scale, weights: [1] }],
    ["SOURCE_INVALID", undefined, { scale, weights: [1] }],
    ["SOURCE_INVALID", 5, { scale, weights: [1] }],
    ["SOURCE_INVALID", "5", { scale, weights: [1] }],
    ["SCALE_INVALID", [5], { weights: [1] }],
    ["SCALE_INVALID", [5], undefined],
    ["KIND_MISMATCH", tallyScores([5], { scale }), { scale, weights: [1] }],
    ["KIND_MISMATCH", state, { scale: "0-10" }],
    ["KIND_MISMATCH", { ...state, kind: "weighted-scores/2 1..5" }, { scale }],
    ["KIND_MISMATCH", { ...state, min: 0 }, { scale }],
    ["KIND_MISMATCH", { ...state, counts: [1] }, { scale }],
    ["KIND_MISMATCH", { ...state, weights: [1] }, { scale }],
    ["KIND_MISMATCH", { ...state, squares: undefined }, { scale }],
  ])("throws %s for %j, %j", (code, source, options) => {
    expect(codeOf(() => tallyWeightedScores(source as never, options as WeightedScoreOptions))).toBe(code);
  });
});

describe("weightedNps", () => {
  test("of nobody is unknown; of nobody with a weight too, with the reason", () => {
    expect(weightedNps([], { weights: [] })).toMatchObject({
      value: null,
      n: 0,
      sumWeights: 0,
      effectiveSize: null,
      interval: null,
      standardError: null,
      notes: ["no-answers"],
    });
    expect(weightedNps([99], { weights: [1] }).notes).toEqual(["all-outside-scale"]);
    expect(weightedNps([10, 3], { weights: [0, 0] })).toMatchObject({
      value: null,
      n: 2,
      promoterShare: null,
      interval: null,
      notes: ["no-weight"],
    });
  });

  test("of one answer has no spread, but for the method that needs none", () => {
    expect(weightedNps([10], { weights: [3] })).toMatchObject({
      value: 100,
      effectiveSize: 1,
      standardError: null,
      interval: null,
      notes: ["one-answer-has-no-spread"],
    });
    expect(weightedNps([10], { weights: [3], interval: "adjusted-wald" })).toMatchObject({
      interval: { method: "adjusted-wald", ...bounds(nps([10])) },
      notes: [],
    });
    expect(weightedNps([10], { weights: [3], interval: "none" })).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });

  test("answers of weight 0 are in n and move no figure", () => {
    const [with0, without] = [
      weightedNps([10, 9, 3, 0], { weights: [1, 2, 1, 0] }),
      weightedNps([10, 9, 3], { weights: [1, 2, 1] }),
    ];
    expect(with0.n).toBe(4);
    for (const field of ["value", "sumWeights", "effectiveSize", "variance", "standardErrorKish"] as const)
      expect(with0[field]).toBe(without[field]);
  });

  test("where all weight is on one kind, linearised has no width and adjusted Wald has", () => {
    expect(weightedNps([10, 9, 10], { weights: [1, 2, 1] }).interval).toMatchObject({ lower: 100, upper: 100 });
    expect(weightedNps([10, 9, 10], { weights: [1, 2, 1], interval: "adjusted-wald" }).interval!.lower).toBeLessThan(
      100,
    );
  });

  test("the unit of the weights is of no account, however large or small", () => {
    const one = weightedNps([10, 9, 3, 8], { weights: [1, 2, 1, 5] });
    for (const unit of [1e-99, 1e99]) {
      const other = weightedNps([10, 9, 3, 8], { weights: [unit, 2 * unit, unit, 5 * unit] });
      expect(notPlainJson(other)).toEqual([]);
      for (const field of ["value", "standardError", "effectiveSize", "designEffect"] as const)
        expect(other[field]! / one[field]!).toBeCloseTo(1, 12);
    }
  });

  test("has other thresholds where they are asked for, but nothing weighs those who skipped", () => {
    expect(weightedNps([8, 5], { weights: [3, 1], definition: npsPresets.european }).value).toBe(50);
    const options = { weights: [1], definition: npsPresets.customerGaugeSummary };
    expect(codeOf(() => weightedNps([10], options))).toBe("DENOMINATOR_INVALID");
    expect(codeOf(() => weightedNpsAccumulator(options))).toBe("DENOMINATOR_INVALID");
  });

  test.each<[string, unknown]>([
    ["INTERVAL_INVALID", { weights: [1], interval: "wald" }],
    ["INTERVAL_INVALID", { weights: [1], interval: () => null }],
    ["LEVEL_OUT_OF_RANGE", { weights: [1], level: 95 }],
    ["WEIGHTS_REQUIRED", {}],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => weightedNps([10], options as WeightedNpsOptions))).toBe(code);
  });

  test("an unweighted state is no weighted one, and the other way round", () => {
    const state = tallyScores([10], { scale: "0-10" });
    expect(codeOf(() => weightedNps(state as never, { weights: [1] }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => nps(tallyWeightedScores([10], { scale: "0-10", weights: [1] }) as never))).toBe(
      "KIND_MISMATCH",
    );
    expect(codeOf(() => csat(tallyWeightedScores([5], { scale, weights: [1] }) as never, { scale }))).toBe(
      "KIND_MISMATCH",
    );
  });
});

describe("weightedNpsAccumulator", () => {
  type Row = { score: number; revenue: number };
  const options: WeightedNpsOptions<Row> = { read: (row) => row.score, weight: (row) => row.revenue, level: 0.9 };
  const rows: Row[] = [
    { score: 10, revenue: 3 },
    { score: 3, revenue: 1 },
    { score: 9, revenue: -1 },
    { score: 99, revenue: 1 },
  ];

  test("says what weightedNps says", () => {
    const accumulator = weightedNpsAccumulator(options);
    expect(accumulator.result(fold(accumulator, rows))).toEqual(weightedNps(rows, options));
  });

  test("needs a weight for rows, but not to merge and read states", () => {
    const reader = weightedNpsAccumulator({});
    expect(codeOf(() => fold(reader, [10]))).toBe("WEIGHTS_REQUIRED");
    const state = tallyWeightedScores([10], { scale: "0-10", weights: [1] });
    expect(reader.result(reader.merge(state, state)).n).toBe(2);
  });

  test("refuses damaged states, on either side", () => {
    const accumulator = weightedNpsAccumulator(options);
    const state = fold(accumulator, rows);
    for (const damaged of [
      { ...state, counts: [] },
      { ...state, squares: [] },
      { ...state, weights: [1] },
      { ...state, kind: "scores/1 0..10" },
    ]) {
      expect(codeOf(() => accumulator.merge(state, damaged))).toBe("KIND_MISMATCH");
      expect(codeOf(() => accumulator.merge(damaged, state))).toBe("KIND_MISMATCH");
      expect(codeOf(() => accumulator.result(damaged))).toBe("KIND_MISMATCH");
    }
    expect(codeOf(() => accumulator.result({ ...state, counts: state.counts.map(() => -1) }))).toBe("COUNT_INVALID");
  });
});

describe("weightedCsat", () => {
  test("of nobody is unknown, and says why", () => {
    expect(weightedCsat([], { scale, weights: [] })).toMatchObject({
      value: null,
      n: 0,
      interval: null,
      mean: null,
      notes: ["no-answers"],
    });
    expect(weightedCsat([9], { scale, weights: [1] }).notes).toEqual(["all-outside-scale"]);
    expect(weightedCsat([5], { scale, weights: [0] }).notes).toEqual(["no-weight"]);
  });

  test.each(["wilson", "logit", "beta", "arcsine", "mean"] as const)(
    "%s has its name in the interval, and a level",
    (interval) => {
      const result = weightedCsat([5, 4, 2, 1, 5], { scale, weights: [1, 2, 1, 3, 1], interval, level: 0.9 });
      expect(result).toMatchObject({ value: 0.5, interval: { method: interval, level: 0.9 }, notes: [] });
      expect(result.interval!.lower).toBeLessThan(0.5);
      expect(result.interval!.upper).toBeGreaterThan(0.5);
    },
  );

  test("everybody satisfied: which methods have an interval", () => {
    const of = (interval: "wilson" | "logit" | "beta" | "arcsine" | "mean" | "none") =>
      weightedCsat([5, 4, 5], { scale, weights: [1, 2, 1], interval });
    expect(of("wilson").interval).toMatchObject({ upper: 1 });
    expect(of("mean").interval).toMatchObject({ lower: 1, upper: 1 });
    for (const method of ["logit", "beta", "arcsine", "none"] as const)
      expect(of(method)).toMatchObject({ interval: null, notes: ["no-interval"] });
  });

  test("one answer: only Wilson has an interval", () => {
    expect(weightedCsat([5], { scale, weights: [2] }).interval).not.toBeNull();
    expect(weightedCsat([5], { scale, weights: [2], interval: "mean" })).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });

  test("reflects where low is good", () => {
    expect(weightedCsat([1, 5], { scale, weights: [3, 1], direction: "low-is-good" })).toMatchObject({
      value: 0.75,
      mean: 4,
    });
  });

  test.each<[string, unknown]>([
    ["INTERVAL_INVALID", { scale, weights: [1], interval: "wald" }],
    ["LEVEL_OUT_OF_RANGE", { scale, weights: [1], level: 95 }],
    ["TOP_BOX_REQUIRED", { scale: "1-7", weights: [1] }],
    ["TOP_BOX_OUT_OF_RANGE", { scale, weights: [1], topBox: 0 }],
    ["DIRECTION_INVALID", { scale, weights: [1], direction: "low" }],
    ["SCALE_INVALID", { weights: [1] }],
    ["SCALE_INVALID", undefined],
  ])("throws %s for %j, before a row is read", (code, options) => {
    expect(codeOf(() => weightedCsat([5], options as WeightedCsatOptions))).toBe(code);
    expect(codeOf(() => weightedCsatAccumulator(options as WeightedCsatOptions))).toBe(code);
  });

  test("its accumulator says the same", () => {
    const options: WeightedCsatOptions<readonly [number, number]> = {
      scale,
      read: (row) => row[0],
      weight: (row) => row[1],
      interval: "beta",
    };
    const rows = [
      [5, 1],
      [3, 2],
      [4, 1],
      [9, 1],
    ] as const;
    const accumulator = weightedCsatAccumulator(options);
    expect(accumulator.result(fold(accumulator, rows))).toEqual(weightedCsat(rows, options));
  });
});

function bounds({ interval }: { readonly interval: { readonly lower: number; readonly upper: number } | null }) {
  return { lower: interval!.lower, upper: interval!.upper };
}
