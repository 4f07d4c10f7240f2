import { vectorFromArray, Int8, Dictionary, Utf8 } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { byteHistogram } from "../../../src/survey/byte-histogram.ts";
import { mergeScores, subtractScores } from "../../../src/survey/merge-scores.ts";
import { readScore } from "../../../src/survey/read-score.ts";
import { tallyScores, type ScoreSource } from "../../../src/survey/tally-scores.ts";
import { tallyScoresAsync } from "../../../src/survey/tally-scores-async.ts";
import { tallyScoresBy } from "../../../src/survey/tally-scores-by.ts";
import { tallyWeightedScores } from "../../../src/survey/weighted-scores.ts";
import { codeOf } from "../core/code-of.ts";

const none = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };
const scale = "1-5";

describe("tallyScores", () => {
  test("counts nothing as nothing", () => {
    expect(tallyScores([], { scale })).toEqual({
      kind: "scores/1 1..5",
      min: 1,
      counts: [0, 0, 0, 0, 0],
      leftOut: none,
    });
  });

  test("says why an answer was left out", () => {
    const answers = [
      5,
      null,
      undefined,
      0,
      6,
      -1,
      99,
      3.5,
      10.5,
      NaN,
      Infinity,
      "4",
      true,
      {},
      [],
      4n,
      Symbol("x"),
      () => 5,
    ];
    const { counts, leftOut } = tallyScores(answers as ScoreSource, { scale });
    expect(counts).toEqual([0, 0, 0, 0, 1]);
    expect(leftOut).toEqual({ skipped: 2, outOfRange: 6, nonInteger: 1, invalid: 8 });
  });

  test("an answer of minus zero is zero", () => {
    expect(tallyScores([-0], { scale: "0-10" }).counts[0]).toBe(1);
  });

  test("keeps fractions where they are allowed, and only within the scale", () => {
    const { counts, fractions, leftOut, kind } = tallyScores([6.5, 6.5, 10, 10.5, 0.5], {
      scale: "0-10",
      fractions: "allow",
    });
    expect(kind).toBe("scores/1 0..10");
    expect(fractions).toEqual({ "6.5": 2, "0.5": 1 });
    expect(counts[10]).toBe(1);
    expect(leftOut).toEqual({ ...none, outOfRange: 1 });
  });

  test("reads rows, and cells read as scores", () => {
    const rows = [{ answer: "4 - Good" }, { answer: "N/A" }, { answer: "9" }, { answer: "4,5" }, { answer: "?" }];
    const { counts, leftOut } = tallyScores(rows, { scale, read: (row) => readScore(row.answer, { scale }) });
    expect(counts).toEqual([0, 0, 0, 1, 0]);
    expect(leftOut).toEqual({ skipped: 1, outOfRange: 1, nonInteger: 1, invalid: 1 });
  });

  test.each([
    ["array", [1, 5, 5, 9, 3]],
    ["Uint8Array", Uint8Array.of(1, 5, 5, 9, 3)],
    ["Int8Array", Int8Array.of(1, 5, 5, 9, 3)],
    ["Int32Array", Int32Array.of(1, 5, 5, 9, 3)],
    ["Float64Array", Float64Array.of(1, 5, 5, 9, 3)],
    [
      "set-like iterable",
      new Map([
        [0, 1],
        [1, 5],
        [2, 5],
        [3, 9],
        [4, 3],
      ]).values(),
    ],
    ["Arrow vector", vectorFromArray([1, 5, 5, 9, 3], new Int8())],
  ])("reads a %s", (_, source) => {
    expect(tallyScores(source as ScoreSource, { scale })).toMatchObject({
      counts: [1, 0, 1, 0, 2],
      leftOut: { ...none, outOfRange: 1 },
    });
  });

  test("an Arrow vector's nulls are skipped answers, not what lies under them", () => {
    const vector = vectorFromArray([1, null, 5], new Int8());
    expect(tallyScores(vector as ScoreSource, { scale })).toMatchObject({
      counts: [1, 0, 0, 0, 1],
      leftOut: { ...none, skipped: 1 },
    });
  });

  test.each([[undefined], [null], [7], ["10"], [{}], [true]])("throws SOURCE_INVALID for %s", (source) => {
    expect(() => tallyScores(source as never, { scale })).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
  });

  test.each([
    ["0-5-1"],
    ["five"],
    [undefined],
    [null],
    [{ min: 1, max: 1 }],
    [{ min: 0.5, max: 2 }],
    [{ min: 0, max: 1e9 }],
    [{ min: NaN, max: 3 }],
  ])("throws SCALE_INVALID for scale %s", (input) => {
    expect(() => tallyScores([1], { scale: input as never })).toThrow(
      expect.objectContaining({ code: "SCALE_INVALID" }),
    );
  });

  test("onInvalid: throw stops at the first bad answer and shows it, skipped answers pass", () => {
    const strict = { scale, onInvalid: "throw" } as const;
    expect(tallyScores([5, null], strict).leftOut.skipped).toBe(1);
    for (const bad of [6, 3.5, NaN, "x"]) {
      expect(() => tallyScores([5, bad] as number[], strict)).toThrow(
        expect.objectContaining({ code: "SCORE_INVALID", value: bad }),
      );
    }
    expect(() => tallyScores(Uint8Array.of(5, 6), strict)).toThrow(
      expect.objectContaining({ code: "SCORE_INVALID", value: 6 }),
    );
  });

  test("hands back a state of its own scale and refuses another", () => {
    const state = tallyScores([5], { scale });
    expect(tallyScores(state, { scale })).toBe(state);
    expect(() => tallyScores(state, { scale: "0-10" })).toThrow(expect.objectContaining({ code: "KIND_MISMATCH" }));
    expect(tallyScores(state, undefined as never)).toBe(state);
    expect(() => tallyScores({ ...state, counts: [1] }, { scale })).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
    expect(() => tallyScores({ ...state, kind: "other/1" }, { scale })).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
  });
});

describe("byteHistogram", () => {
  const plain = (bytes: Uint8Array): number[] => {
    const counts = new Array<number>(256).fill(0);
    for (const byte of bytes) counts[byte]! += 1;
    return counts;
  };
  test.each([0, 1, 2, 3, 99_999, 100_001, 100_002, 100_003, 100_004])(
    "counts %i bytes as a plain loop does, at any offset",
    (length) => {
      const buffer = Uint8Array.from({ length: length + 1 }, (_, i) => (i * 2654435761) >>> 24);
      for (const offset of [0, 1]) {
        const bytes = buffer.subarray(offset, offset + length);
        expect(byteHistogram(bytes)).toEqual(plain(bytes));
      }
    },
  );
});

describe("tallyScoresAsync", () => {
  test("mixes answers and chunks", async () => {
    async function* parts(): AsyncGenerator<unknown> {
      yield 5;
      yield [4, 9];
      yield Uint8Array.of(1, 1);
      yield vectorFromArray([2, null], new Int8());
      yield null;
    }
    const state = await tallyScoresAsync(parts() as AsyncIterable<number>, { scale });
    expect(state).toMatchObject({ counts: [2, 1, 0, 1, 1], leftOut: { ...none, skipped: 2, outOfRange: 1 } });
  });

  test("passes on what the source throws", async () => {
    async function* parts(): AsyncGenerator<number> {
      yield 5;
      throw new Error("connection lost");
    }
    await expect(tallyScoresAsync(parts(), { scale })).rejects.toThrow("connection lost");
  });
});

describe("tallyScoresAsync, asked for what it cannot do", () => {
  test("takes an iterable that does not wait", async () => {
    expect(await tallyScoresAsync([5, [4, 9]] as never, { scale })).toMatchObject({
      counts: [0, 0, 0, 1, 1],
      leftOut: { ...none, outOfRange: 1 },
    });
  });

  test.each([[null], [undefined], [5], ["5"], [{}]])("rejects with SOURCE_INVALID for %o", async (source) => {
    await expect(tallyScoresAsync(source as never, { scale })).rejects.toMatchObject({ code: "SOURCE_INVALID" });
  });

  test("rejects a scale that is none, and the first bad answer when it should", async () => {
    await expect(tallyScoresAsync([] as never, undefined as never)).rejects.toMatchObject({ code: "SCALE_INVALID" });
    await expect(
      tallyScoresAsync([[5], Uint8Array.of(9)] as never, { scale, onInvalid: "throw" }),
    ).rejects.toMatchObject({ code: "SCORE_INVALID", value: 9 });
  });
});

describe("tallyScoresBy", () => {
  test("any string is a group", () => {
    const states = tallyScoresBy([1, 2, 3, 4], ["__proto__", "a,b", "toString", "🙂"], { scale });
    expect(Object.keys(states)).toEqual(["__proto__", "a,b", "toString", "🙂"]);
    expect(states["toString"]!.counts).toEqual([0, 0, 1, 0, 0]);
  });

  test("reads dictionary codes, leaves out by group", () => {
    const states = tallyScoresBy(
      Uint8Array.of(5, 9, 4),
      { codes: Uint8Array.of(1, 0, 1), names: ["a", "b"] },
      { scale },
    );
    expect(states["a"]!.leftOut.outOfRange).toBe(1);
    expect(states["b"]!.counts).toEqual([0, 0, 0, 1, 1]);
  });

  test("reads Arrow vectors: their nulls are skipped answers, of which group ever", () => {
    const groups = vectorFromArray(["a", "b", "a", "b"], new Dictionary(new Utf8(), new Int8()));
    for (const answers of [vectorFromArray([5, 4, 3, 3], new Int8()), vectorFromArray([5, 4, 3, null], new Int8())]) {
      const states = tallyScoresBy(answers as unknown as ArrayLike<number>, groups as unknown as ArrayLike<string>, {
        scale,
      });
      expect(states["a"]).toMatchObject({ counts: [0, 0, 1, 0, 1], leftOut: none });
      expect(states["b"]!.counts[3]).toBe(1);
      expect(states["b"]!.counts[2]! + states["b"]!.leftOut.skipped).toBe(1);
    }
  });

  test("reads the codes and names of an Arrow dictionary", () => {
    const { values, dictionary, length } = vectorFromArray(["a", "b", "a"], new Dictionary(new Utf8(), new Int8()))
      .data[0]!;
    const states = tallyScoresBy(
      [5, 4, 3],
      { codes: values.subarray(0, length), names: dictionary as unknown as ArrayLike<string> },
      { scale },
    );
    expect(states["a"]!.counts).toEqual([0, 0, 1, 0, 1]);
  });

  test("keys that are no text become text: nobody is lost where a parser made numbers of some", () => {
    const keys = ["1", 1, null, undefined, "null"] as unknown as string[];
    const states = tallyScoresBy([1, 2, 3, 4, 5], keys, { scale });
    expect(Object.keys(states)).toEqual(["1", "null", "undefined"]);
    expect(states["1"]!.counts).toEqual([1, 1, 0, 0, 0]);
    expect(states["null"]!.counts).toEqual([0, 0, 1, 0, 1]);
    const names = [1, "1"] as unknown as string[];
    expect(() => tallyScoresBy([1], { codes: [0], names }, { scale })).toThrow(
      expect.objectContaining({ code: "GROUP_NAMES_REPEATED" }),
    );
  });

  test("no answers, no groups; a name without answers is a group of none", () => {
    expect(tallyScoresBy([], [], { scale })).toEqual({});
    expect(tallyScoresBy([], { codes: [], names: ["a"] }, { scale })["a"]!.counts).toEqual([0, 0, 0, 0, 0]);
    expect(tallyScoresBy(new Uint8Array(), { codes: new Uint8Array(), names: ["a"] }, { scale })["a"]!.counts).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test.each<[string, readonly unknown[]]>([
    ["SOURCE_INVALID", [null, ["a"], { scale }]],
    ["SOURCE_INVALID", [undefined, ["a"], { scale }]],
    ["SOURCE_INVALID", ["5", ["a"], { scale }]],
    ["SOURCE_INVALID", [[5], null, { scale }]],
    ["SOURCE_INVALID", [[5], "a", { scale }]],
    ["SOURCE_INVALID", [[5], { codes: null, names: ["a"] }, { scale }]],
    ["SOURCE_INVALID", [[5], { codes: [0] }, { scale }]],
    ["SOURCE_INVALID", [new Set([5]), ["a"], { scale }]],
    ["LENGTH_MISMATCH", [[5, 4], ["a"], { scale }]],
    ["LENGTH_MISMATCH", [[5], [], { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: [1], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: [-1], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: [0.5], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: [Number.NaN], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: [2 ** 32], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [[5], { codes: ["0"], names: ["a"] }, { scale }]],
    ["GROUP_CODE_INVALID", [Uint8Array.of(5), { codes: Uint8Array.of(1), names: ["a"] }, { scale }]],
    ["GROUP_NAMES_REPEATED", [[5], { codes: [0], names: ["a", "a"] }, { scale }]],
    ["SCALE_INVALID", [[5], ["a"], undefined]],
    ["SCORE_INVALID", [[5, 9], ["a", "a"], { scale, onInvalid: "throw" }]],
    ["SCORE_INVALID", [Uint8Array.of(9), { codes: Uint8Array.of(0), names: ["a"] }, { scale, onInvalid: "throw" }]],
  ])("throws %s for %#", (code, call) => {
    expect(codeOf(() => tallyScoresBy(...(call as Parameters<typeof tallyScoresBy>)))).toBe(code);
  });
});

describe("mergeScores and subtractScores", () => {
  const state = tallyScores([5, 4, null, 9], { scale });

  test("take away what was put in", () => {
    const more = tallyScores([1, 1, 3.5], { scale });
    expect(subtractScores(mergeScores(state, more), more)).toEqual(state);
    const half = tallyScores([1.5, 2], { scale, fractions: "allow" });
    expect(subtractScores(mergeScores(half, half), half)).toEqual(half);
    expect(subtractScores(half, half).fractions).toBeUndefined();
  });

  test("refuse other kinds, negative results and damaged counts", () => {
    const other = tallyScores([5], { scale: "1-7" });
    expect(() => mergeScores(state, other)).toThrow(expect.objectContaining({ code: "KIND_MISMATCH" }));
    expect(() => subtractScores(state, mergeScores(state, state))).toThrow(
      expect.objectContaining({ code: "COUNT_INVALID" }),
    );
    const huge = { ...state, counts: [0, 0, 0, 0, Number.MAX_SAFE_INTEGER] };
    expect(() => mergeScores(huge, state)).toThrow(expect.objectContaining({ code: "COUNT_INVALID" }));
    expect(() => mergeScores({ ...state, counts: [0.5, 0, 0, 0, 0] }, state)).toThrow(
      expect.objectContaining({ code: "COUNT_INVALID" }),
    );
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a number", 5],
    ["a list", [1, 2, 3, 4, 5]],
    ["too few counts", { ...state, counts: [1, 2] }],
    ["too many counts", { ...state, counts: [0, 0, 0, 0, 0, 0] }],
    ["no counts", { kind: state.kind, min: 1 }],
    ["counts that are no list", { ...state, counts: { length: 5 } }],
    ["another lowest score", { ...state, min: 0 }],
    ["another version", { ...state, kind: "scores/2 1..5" }],
    ["another metric", { kind: "mean/1", n: 0 }],
    ["weighted answers", tallyWeightedScores([5], { scale, weights: [2] })],
  ])("refuse %s on either side", (_, damaged) => {
    expect(codeOf(() => mergeScores(state, damaged as never))).toBe("KIND_MISMATCH");
    expect(codeOf(() => mergeScores(damaged as never, state))).toBe("KIND_MISMATCH");
    expect(codeOf(() => mergeScores(damaged as never))).toBe("KIND_MISMATCH");
    expect(codeOf(() => subtractScores(state, damaged as never))).toBe("KIND_MISMATCH");
  });

  test("a state that does not say what was left out is damaged", () => {
    const { leftOut: _, ...silent } = state;
    expect(codeOf(() => mergeScores(state, silent as never))).toBe("COUNT_INVALID");
    expect(codeOf(() => mergeScores(silent as never, state))).toBe("COUNT_INVALID");
    expect(codeOf(() => mergeScores(state, { ...state, leftOut: { ...none, skipped: -1 } }))).toBe("COUNT_INVALID");
  });

  test("merge one state into a copy of it", () => {
    const copy = mergeScores(state);
    expect(copy).toEqual(state);
    expect(copy.counts).not.toBe(state.counts);
  });
});
