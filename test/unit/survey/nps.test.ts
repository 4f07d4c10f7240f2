import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import { mergeScores } from "../../../src/survey/merge-scores.ts";
import {
  nps,
  npsAccumulator,
  npsBand,
  type NpsCounts,
  type NpsOptions,
  npsValue,
  standardNps,
} from "../../../src/survey/nps.ts";
import { npsDefinition } from "../../../src/survey/nps-definition.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { tallyScores } from "../../../src/survey/tally-scores.ts";
import { tallyWeightedScores } from "../../../src/survey/weighted-scores.ts";
import { codeOf, thrownBy } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };
const standard = { scale: { min: 0, max: 10 }, detractorTo: 6, passiveTo: 8, denominator: "answers" };

describe("nps", () => {
  test("of nobody is unknown, not 0", () => {
    const empty = {
      metric: "nps",
      value: null,
      unit: "points",
      n: 0,
      interval: null,
      promoters: 0,
      passives: 0,
      detractors: 0,
      standardError: null,
      leftOut: none,
      definition: standard,
      notes: ["no-answers"],
    };
    expect(nps([])).toEqual(empty);
    expect(nps({ promoters: 0, passives: 0, detractors: 0 })).toEqual(empty);
    expect(nps([null, undefined])).toEqual({ ...empty, leftOut: { ...none, skipped: 2 } });
    expect(nps([], { interval: "none" })).toEqual(empty);
  });

  test("says when all answers were off the scale: the wrong scale, most likely", () => {
    expect(nps([50, 80, null])).toMatchObject({
      value: null,
      leftOut: { ...none, skipped: 1, outOfRange: 2 },
      notes: ["all-outside-scale"],
    });
    expect(nps([50, 10])).toMatchObject({ value: 100, notes: [] });
  });

  test.each([
    [0, -100],
    [6, -100],
    [7, 0],
    [8, 0],
    [9, 100],
    [10, 100],
  ])("one answer of %d is %d points", (score, value) => {
    expect(nps([score])).toMatchObject({ value, n: 1, standardError: 0 });
  });

  test("leaves out, and says why", () => {
    const answers = [
      10,
      -1,
      11,
      99,
      6.5,
      Number.NaN,
      Infinity,
      "9",
      "",
      true,
      [],
      {},
      null,
      undefined,
      new Date(0),
      5n,
    ];
    expect(nps(answers as ScoreCell[])).toMatchObject({
      n: 1,
      leftOut: { skipped: 2, outOfRange: 4, nonInteger: 1, invalid: 8 },
    });
  });

  test("reads cells that a reader has read", () => {
    const cells: ScoreCell[] = [
      { status: "ok", value: 9 },
      { status: "skipped" },
      { status: "outOfRange" },
      { status: "nonInteger" },
      { status: "invalid" },
    ];
    expect(nps(cells)).toMatchObject({ n: 1, leftOut: { skipped: 1, outOfRange: 1, nonInteger: 1, invalid: 1 } });
    expect(
      nps([{ status: "__proto__" }, { status: "toString" }, { status: 5 }, { value: "9" }, { value: null }] as never),
    ).toMatchObject({ n: 0, leftOut: { ...none, invalid: 5 } });
  });

  test.each([
    [
      "a generator",
      (function* () {
        yield* [10, 9, 3];
      })(),
    ],
    ["a set", new Set([10, 9, 3])],
    ["bytes", Uint8Array.of(10, 9, 3)],
    ["a list with a hole", Object.assign(new Array<number>(4), { 0: 10, 1: 9, 3: 3 })],
  ] as [string, Iterable<number>][])("reads %s", (_, source) => {
    expect(nps(source)).toMatchObject({ n: 3, promoters: 2, detractors: 1 });
  });

  test("whole points come out whole: 100 times the share of 29 in 100 would be 28.999999999999996", () => {
    for (let promoters = 0; promoters <= 100; promoters++) {
      expect(nps({ promoters, passives: 100 - promoters, detractors: 0 }).value).toBe(promoters);
      expect(nps({ promoters: 0, passives: 100 - promoters, detractors: promoters }).value).toBe(0 - promoters);
    }
  });

  test("reads a row by its accessor, once", () => {
    let reads = 0;
    const rows = [{ score: 10 }, { score: 3 }];
    const read = (row: { score: number }): number => {
      reads += 1;
      return row.score;
    };
    expect(nps(rows, { read }).value).toBe(0);
    expect(reads).toBe(2);
  });

  test("has no interval where none is wanted, and says so", () => {
    expect(nps([10, 3], { interval: "none" })).toMatchObject({
      interval: null,
      standardError: Math.sqrt(0.5) * 100,
      notes: ["no-interval"],
    });
  });

  test("hands the three counts and the level to the method", () => {
    const seen: unknown[] = [];
    const own = ({ promoters, passives, detractors }: NpsCounts, level: number) => {
      seen.push([promoters, passives, detractors, level]);
      return { lower: -1, upper: 1, level, method: "own" };
    };
    expect(nps([10, 9, 8, 3], { interval: own, level: 0.5 }).interval).toEqual({
      lower: -1,
      upper: 1,
      level: 0.5,
      method: "own",
    });
    expect(nps([], { interval: own }).interval).toBeNull();
    expect(seen).toEqual([[2, 1, 1, 0.5]]);
  });

  test("the default interval leans towards 0, and is cut at ±100", () => {
    expect(nps([10]).interval!.upper).toBeLessThan(100);
    expect(nps({ promoters: 1000, passives: 0, detractors: 0 }).interval).toMatchObject({
      upper: 100,
      method: "adjusted-wald",
    });
    expect(nps({ promoters: 0, passives: 0, detractors: 1000 }).interval).toMatchObject({ lower: -100 });
  });

  test("counts up to 2^53 − 1 cost no digits", () => {
    const n = Number.MAX_SAFE_INTEGER;
    expect(nps({ promoters: n, passives: 0, detractors: 0 })).toMatchObject({ value: 100, n, standardError: 0 });
    const { interval, standardError } = nps({ promoters: 1, passives: n - 1, detractors: 0 });
    expect(interval!.lower).toBeLessThan(interval!.upper);
    expect(standardError! / (100 / n)).toBeCloseTo(1, 12);
  });

  test("a result is fresh: changing it changes neither state nor definition", () => {
    const state = tallyScores([10, null], { scale: "0-10" });
    const result = nps(state);
    (result.leftOut as { skipped: number }).skipped = 99;
    (result.definition as { detractorTo: number }).detractorTo = 0;
    expect(nps(state)).toMatchObject({ leftOut: { skipped: 1 }, definition: standard });
  });
});

describe("nps by another definition", () => {
  test("counts 6.5 to the band below the next whole score", () => {
    const state = tallyScores([6.5, 8.5, 8.999, 9.5], { scale: "0-10", fractions: "allow" });
    expect(nps(state)).toMatchObject({ n: 4, detractors: 1, passives: 2, promoters: 1 });
  });

  test("responses as the denominator count skipped questions as passives", () => {
    const definition = npsPresets.customerGaugeSummary;
    expect(nps([10, 3, 10, null], { definition })).toMatchObject({
      value: 25,
      n: 4,
      passives: 1,
      leftOut: { skipped: 1 },
    });
    expect(nps([null, null], { definition })).toMatchObject({ value: 0, n: 2 });
    expect(nps([11, 6.5], { definition })).toMatchObject({ value: null, n: 0 });
  });

  test("a scale need not start at 0, nor be positive", () => {
    const definition = npsDefinition({ scale: { min: -2, max: 2 }, detractorTo: -1, passiveTo: 1 });
    expect(nps([-2, -1, 0, 1, 2, 3, -0], { definition })).toMatchObject({
      detractors: 2,
      passives: 3,
      promoters: 1,
      leftOut: { outOfRange: 1 },
    });
  });

  test("nobody need be passive", () => {
    const definition = npsDefinition({ scale: "binary", detractorTo: 0, passiveTo: 0 });
    expect(nps([1, 1, 0], { definition })).toMatchObject({ promoters: 2, passives: 0, detractors: 1 });
  });

  test("an interval comes with the definition's counts", () => {
    expect(nps([8, 7, 5], { definition: npsPresets.european }).interval).toEqual(
      nps({ promoters: 1, passives: 1, detractors: 1 }).interval,
    );
  });
});

describe("nps of a state", () => {
  const state = tallyScores([10, 9, 3, null, 11], { scale: "0-10" });

  test("is that of its answers, also after a journey as text", () => {
    expect(nps(state)).toEqual(nps([10, 9, 3, null, 11]));
    expect(nps(JSON.parse(JSON.stringify(state)))).toEqual(nps(state));
  });

  test.each<[string, unknown]>([
    ["another scale", tallyScores([5], { scale: "1-5" })],
    ["another version", { ...state, kind: "scores/2 0..10" }],
    ["a weighted state", tallyWeightedScores([10], { scale: "0-10", weights: [1] })],
    ["too few counts", { ...state, counts: state.counts.slice(1) }],
    ["too many counts", { ...state, counts: [...state.counts, 0] }],
    ["no counts", { kind: state.kind, min: 0 }],
    ["another lowest score", { ...state, min: 1 }],
    ["another metric's state", { kind: "mean/1", n: 5, mean: 3 }],
  ])("refuses %s", (_, damaged) => {
    expect(codeOf(() => nps(damaged as never))).toBe("KIND_MISMATCH");
  });

  test.each([[-1], [0.5], [2 ** 53], ["3"], [null], [Number.NaN]])("refuses a count of %o", (count) => {
    expect(codeOf(() => nps({ ...state, counts: [count, ...state.counts.slice(1)] as number[] }))).toBe(
      "COUNT_INVALID",
    );
    expect(codeOf(() => nps({ ...state, fractions: { "6.5": count as number } }))).toBe("COUNT_INVALID");
  });

  test("refuses counts that add up to more than 2^53 − 1", () => {
    const counts = [...state.counts];
    counts[0] = Number.MAX_SAFE_INTEGER;
    expect(codeOf(() => nps({ ...state, counts }))).toBe("COUNT_INVALID");
  });
});

describe("nps, called in the wrong way", () => {
  test.each<[string, unknown, unknown?]>([
    ["SOURCE_INVALID", null],
    ["SOURCE_INVALID", undefined],
    ["SOURCE_INVALID", 9],
    ["SOURCE_INVALID", "9"],
    ["SOURCE_INVALID", {}],
    ["SOURCE_INVALID", { passives: 1, detractors: 1 }],
    ["SOURCE_INVALID", { promoters: null, passives: 1, detractors: 1 }],
    ["COUNT_INVALID", { promoters: 1, passives: 1 }],
    ["COUNT_INVALID", { promoters: "1", passives: 1, detractors: 1 }],
    ["COUNT_INVALID", { promoters: -1, passives: 1, detractors: 1 }],
    ["COUNT_INVALID", { promoters: 0.5, passives: 1, detractors: 1 }],
    ["COUNT_INVALID", { promoters: 2 ** 53 - 1, passives: 1, detractors: 0 }],
    ["COUNT_INVALID", { promoters: Number.NaN, passives: 1, detractors: 1 }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: 95 }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: 0 }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: 1 }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: Number.NaN }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: "0.95" }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: null }],
    ["LEVEL_OUT_OF_RANGE", [], { level: 95 }],
    ["LEVEL_OUT_OF_RANGE", [10], { level: 95, interval: "none" }],
    ["INTERVAL_INVALID", [10], { interval: "wald" }],
    ["INTERVAL_INVALID", [10], { interval: {} }],
    ["SCORE_INVALID", [10, 11], { onInvalid: "throw" }],
  ])("throws %s for %o, %o", (code, source, options) => {
    expect(codeOf(() => nps(source as never, options as NpsOptions))).toBe(code);
  });

  test("who names a method is told what one is", () => {
    expect(thrownBy(() => nps([10], { interval: "wald" as never })).message).toBe(
      'Cannot use interval as it must be a function: received "wald"',
    );
  });

  test("a bad answer is shown, with the reason", () => {
    const error = thrownBy(() => nps([10, null, 6.5], { onInvalid: "throw" }));
    expect([error.message, error.value]).toEqual(["Cannot use score as it is nonInteger: received 6.5", 6.5]);
    expect(thrownBy(() => nps(["9"] as never, { onInvalid: "throw" })).message).toBe(
      'Cannot use score as it is invalid: received "9"',
    );
  });
});

describe("npsAccumulator", () => {
  test("refuses a level that is none before a row is read", () => {
    expect(codeOf(() => npsAccumulator({ level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
  });

  test("says what nps says, with all options", () => {
    const options = {
      read: (row: { score: number | null }) => row.score,
      definition: npsPresets.customerGaugeSummary,
      level: 0.9,
      interval: "none",
    } as const;
    const rows: { score: number | null }[] = [{ score: 10 }, { score: null }, { score: 3 }, { score: 12 }];
    const accumulator = npsAccumulator(options);
    expect(accumulator.result(fold(accumulator, rows))).toEqual(nps(rows, options));
    expect(
      accumulator.result(mergeScores(fold(accumulator, rows.slice(2)), fold(accumulator, rows.slice(0, 2)))),
    ).toEqual(nps(rows, options));
  });

  test("stops at the first bad answer where it is asked to", () => {
    const strict = npsAccumulator({ onInvalid: "throw" });
    expect(codeOf(() => fold(strict, [10, 11]))).toBe("SCORE_INVALID");
    expect(codeOf(() => strict.merge(strict.empty(), tallyScores([], { scale: "1-5" })))).toBe("KIND_MISMATCH");
  });
});

test("npsBand and npsValue agree, at the seams too", () => {
  const bands = [0, 6, 6.5, 6.999, 7, 8, 8.999, 9, 10].map((score) => [
    npsBand(score, standardNps()),
    npsValue(score, standardNps()),
  ]);
  const [detractor, passive, promoter] = [
    ["detractors", -1],
    ["passives", 0],
    ["promoters", 1],
  ];
  expect(bands).toEqual([detractor, detractor, detractor, detractor, passive, passive, passive, promoter, promoter]);
});
