import { describe, expect, test } from "vitest";
import { fold, groupBy } from "../../../../src/core/accumulator.ts";
import { kaplanMeier, kaplanMeierAccumulator } from "../../../../src/stats/survival/kaplan-meier.ts";
import { kaplanMeierBy } from "../../../../src/stats/survival/kaplan-meier-by.ts";
import { survivalAt } from "../../../../src/stats/survival/survival-at.ts";
import type { SurvivalBandMethod } from "../../../../src/stats/survival/survival-bands.ts";
import type { SurvivalColumns } from "../../../../src/stats/survival/survival-reading.ts";
import { tallySurvival } from "../../../../src/stats/survival/survival-tally.ts";
import { codeOf } from "./code-of.ts";

describe("without evidence", () => {
  test("there is no curve, no median, and a reason", () => {
    const curve = kaplanMeier({ time: [], event: [] });
    expect(curve).toMatchObject({
      value: null,
      interval: null,
      n: 0,
      time: [],
      survival: [],
      notes: ["no-observations"],
    });
    expect(kaplanMeier([])).toStrictEqual({ ...curve });
  });

  test("nobody who left leaves the share at 1, and the median unknown", () => {
    const curve = kaplanMeier({ time: [3, 3, 5, 8], event: [0, 0, 0, 0] });
    expect(curve).toMatchObject({
      survival: [1, 1, 1],
      standardError: [0, 0, 0],
      lower: [1, 1, 1],
      upper: [1, 1, 1],
      value: null,
    });
    expect(curve.notes).toEqual(["median-not-reached", "no-events"]);
  });

  test("all who left at once leave no band", () => {
    const curve = kaplanMeier({ time: [4, 4, 4], event: [1, 1, 1] });
    expect(curve).toMatchObject({
      survival: [0],
      standardError: [null],
      lower: [null],
      upper: [null],
      value: 4,
      interval: null,
    });
    expect(curve.notes).toEqual(["open-interval"]);
  });

  test("weights of 0 are rows that count for nothing", () => {
    expect(kaplanMeier({ time: [1, 2], event: [1, 1], weight: [0, 1] })).toMatchObject({ time: [2], n: 1, rows: 2 });
  });
});

describe("who is at risk", () => {
  test("who is last seen when another leaves is", () => {
    expect(kaplanMeier({ time: [5, 5, 5, 9], event: [1, 0, 1, 1] })).toMatchObject({
      atRisk: [4, 1],
      events: [2, 1],
      censored: [1, 0],
      survival: [0.5, 0],
    });
  });

  test("who leaves at once takes the share down at 0", () => {
    expect(kaplanMeier({ time: [0, 0, 1, 2], event: [1, 0, 1, 1] })).toMatchObject({
      time: [0, 1, 2],
      atRisk: [4, 2, 1],
      survival: [0.75, 0.375, 0],
    });
  });

  test("who comes late is from then on, not at the very time, as worked by hand", () => {
    const data = { time: [3, 5, 6, 8, 10, 12], event: [1, 1, 1, 0, 1, 1], entry: [0, 2, 4, 5, 1, 6] };
    const curve = kaplanMeier(data);
    expect(curve.atRisk).toEqual([3, 3, 3, 3, 2, 1]);
    const shares = [2 / 3, 4 / 9, 8 / 27, 8 / 27, 4 / 27, 0];
    shares.forEach((share, row) => expect(curve.survival[row]).toBeCloseTo(share, 15));
  });

  test("who was there from the start may leave at 0, although an entry at 0 is given", () => {
    expect(kaplanMeier({ time: [0, 4], event: [1, 1], entry: [0, 0] })).toMatchObject({ atRisk: [2, 1], rows: 2 });
  });

  test("late entries after all had left are told", () => {
    const curve = kaplanMeier({ time: [2, 9, 12], event: [1, 1, 0], entry: [0, 5, 6] });
    expect(curve.survival).toEqual([0, 0, 0]);
    expect(curve.notes).toContain("risk-set-emptied");
  });
});

describe("times", () => {
  const unsorted = { time: [13, 9, 28, 13, 31, 18, 23, 48, 161, 34, 45], event: [0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0] };

  test("may come in any order", () => {
    expect(survivalAt(kaplanMeier(unsorted), 48).value).toBeCloseTo(0.1840909, 7);
  });

  test("are one when only float noise divides them", () => {
    const torn = { time: [0.1 + 0.2, 0.3, 1, 2], event: [1, 1, 0, 1] };
    expect(kaplanMeier(torn)).toMatchObject({ time: [0.3, 1, 2], events: [2, 0, 1], survival: [0.5, 0.5, 0] });
    expect(kaplanMeier(torn, { tieTolerance: 0 }).time).toEqual([0.3, 0.1 + 0.2, 1, 2]);
    expect(survivalAt(kaplanMeier({ ...torn, time: [0.1 + 0.2, 0.7, 1, 2] }), 0.3).value).toBe(0.75);
  });

  test("of entries tie with those of exits", () => {
    const data = { time: [0.1 + 0.2, 5, 6], event: [1, 1, 1], entry: [0, 0.3, 0] };
    expect(kaplanMeier(data).atRisk[0]).toBe(2);
    expect(kaplanMeier(data, { tieTolerance: 0 }).atRisk[0]).toBe(3);
  });

  test("of a stay that is shorter than the tolerance stay two", () => {
    const data = { time: [1e-7, 2e9], event: [1, 0], entry: [5e-8, 0] };
    expect(kaplanMeier(data)).toMatchObject({ time: [1e-7, 2e9], atRisk: [2, 1], events: [1, 0] });
  });

  test("on a grid: exits up, entries down, noise away", () => {
    const data = { time: [0.2, 1, 1.1, 0.1 + 0.2], event: [1, 1, 1, 1], entry: [0, 0.5, 1.05, 0] };
    expect(tallySurvival(data, { resolution: 1 })).toMatchObject({
      events: { event: { 1: 3, 2: 1 } },
      entered: { 1: 1 },
      shortest: 1,
    });
    expect(kaplanMeier({ time: [0.1 + 0.2], event: [1] }, { resolution: 0.1 }).time[0]).toBeCloseTo(0.3, 14);
    expect(kaplanMeier(data, { resolution: 1 }).definition.resolution).toBe(1);
  });
});

describe("bands", () => {
  const data = { time: [2, 4, 6, 8], event: [1, 1, 1, 1] };
  const known: { readonly [Method in SurvivalBandMethod]: readonly [number, number] } = {
    plain: [0.0100090038649866, 0.989990996135013],
    log: [0.187658928706588, 1],
    "log-log": [0.0578470829951446, 0.844861281190374],
    logit: [0.123470945316888, 0.876529054683112],
    arcsin: [0.0847563301771482, 0.915243669822852],
  };

  test.each(Object.entries(known))("%s is R's", (method, [lower, upper]) => {
    const curve = kaplanMeier(data, { interval: method as SurvivalBandMethod });
    expect(curve.lower[1]).toBeCloseTo(lower, 13);
    expect(curve.upper[1]).toBeCloseTo(upper, 13);
    expect(curve.band).toEqual({ level: 0.95, method });
  });

  test("can be left away", () => {
    const curve = kaplanMeier(data, { interval: "none" });
    expect(curve).toMatchObject({ lower: [], upper: [], band: null, interval: null, value: 5, notes: ["no-interval"] });
  });
});

describe("what is left out", () => {
  test("is counted by reason", () => {
    const curve = kaplanMeier({
      time: [1, NaN, -1, Infinity, null, 2, 3, 4, 5, 6, 7, 8],
      event: [1, 1, 1, 1, 1, 2, null, 1, 1, 1, 1, 0],
      entry: [0, 0, 0, 0, 0, 0, 0, -2, NaN, 6, 0, null],
      weight: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, 1],
    });
    expect(curve.leftOut).toEqual({
      invalidTime: 4,
      unknownEvent: 2,
      invalidEntry: 2,
      entryNotBeforeTime: 1,
      invalidWeight: 1,
    });
    expect(curve.rows).toBe(2);
  });

  test("can be an error", () => {
    const bad = { time: [1, NaN], event: [1, 0] };
    expect(codeOf(() => kaplanMeier(bad, { onInvalid: "throw" }))).toBe("OBSERVATION_INVALID");
    expect(codeOf(() => fold(kaplanMeierAccumulator({ onInvalid: "throw" }), [{ time: -1, event: true }]))).toBe(
      "OBSERVATION_INVALID",
    );
  });

  test("includes R's codes 1 and 2, which say nothing by themselves", () => {
    expect(kaplanMeier({ time: [1, 2, 3], event: [1, 2, 2] }).leftOut.unknownEvent).toBe(2);
  });
});

describe("a source", () => {
  const rows = [
    { days: 2, left: true, plan: "pro" },
    { days: 6, left: false, plan: "pro" },
    { days: 3, left: true, plan: "free" },
  ];
  const read = { time: (row: (typeof rows)[number]) => row.days, event: (row: (typeof rows)[number]) => row.left };

  test("may be columns of any arrays, rows, or a state", () => {
    const typed = kaplanMeier({ time: Float64Array.of(2, 6, 3), event: Uint8Array.of(1, 0, 1) });
    expect(kaplanMeier({ time: [2, 6, 3], event: [true, false, true] })).toStrictEqual(typed);
    expect(kaplanMeier(rows, read)).toStrictEqual(typed);
    expect(kaplanMeier(new Set(rows), read)).toStrictEqual(typed);
    expect(kaplanMeier(JSON.parse(JSON.stringify(tallySurvival(rows, read))))).toStrictEqual(typed);
    const { definition } = typed;
    expect(kaplanMeier(rows, { ...definition, ...read })).toStrictEqual(typed);
  });

  test("may name causes, each of which is an event", () => {
    const data = { time: [1, 2, 3, 4], cause: ["voluntary", null, "failed payment", "censored"] };
    expect(kaplanMeier(data).survival).toEqual([0.75, 0.75, 0.375, 0.375]);
    expect(kaplanMeier(data, { causes: ["voluntary"] }).leftOut.unknownEvent).toBe(1);
    expect(kaplanMeier({ time: [1, 2], cause: ["left", "still here"] }, { censored: "still here" }).survival).toEqual([
      0.5, 0.5,
    ]);
    const coded = { time: [1, 2, 3, 4], cause: { codes: [1, 0, 2, 7], names: [null, "voluntary", "failed payment"] } };
    expect(kaplanMeier(coded)).toMatchObject({ rows: 3, leftOut: { unknownEvent: 1 } });
  });

  test("by group is a curve a group, as groupBy has it", () => {
    const group = (row: (typeof rows)[number]): string => row.plan;
    const curves = kaplanMeierBy(rows, { ...read, group });
    expect(Object.keys(curves)).toEqual(["free", "pro"]);
    const accumulator = groupBy(kaplanMeierAccumulator(read), group);
    const states = fold(accumulator, rows);
    expect(accumulator.result(states)).toStrictEqual(curves);
    expect(kaplanMeierBy(states)).toStrictEqual(curves);
    const coded = { time: [2, 6, 3], event: [1, 0, 1], group: { codes: [1, 1, 0], names: ["free", "pro"] } };
    expect(kaplanMeierBy(coded)).toStrictEqual(curves);
  });

  test("takes fractional weights for counts, and says so", () => {
    const curve = kaplanMeier({ time: [1, 2, 3], event: [1, 0, 1], weight: [0.5, 1.5, 2] });
    expect(curve.survival).toEqual([0.875, 0.875, 0]);
    expect(curve.notes).toContain("fractional-weights");
  });
});

describe("a bad call", () => {
  const good: SurvivalColumns = { time: [1, 2], event: [1, 0] };
  const calls: { readonly [name: string]: readonly [code: string, call: () => unknown] } = {
    "a level in percent": ["LEVEL_OUT_OF_RANGE", () => kaplanMeier(good, { level: 95 })],
    "an unknown band": ["INTERVAL_UNKNOWN", () => kaplanMeier(good, { interval: "toString" as never })],
    "no source": ["SOURCE_INVALID", () => kaplanMeier(undefined as never)],
    "a number": ["SOURCE_INVALID", () => kaplanMeier(7 as never)],
    "neither event nor cause": ["EVENT_REQUIRED", () => kaplanMeier({ time: [1, 2] })],
    "both event and cause": ["EVENT_REQUIRED", () => kaplanMeier({ ...good, cause: ["a", "b"] })],
    "fewer events than times": ["LENGTH_MISMATCH", () => kaplanMeier({ time: [1, 2], event: [1] })],
    "fewer entries than times": ["LENGTH_MISMATCH", () => kaplanMeier({ ...good, entry: [0] })],
    "more weights than times": ["LENGTH_MISMATCH", () => kaplanMeier({ ...good, weight: [1, 1, 1] })],
    "fewer groups than times": ["LENGTH_MISMATCH", () => kaplanMeierBy({ ...good, group: ["a"] })],
    "no groups": ["GROUP_REQUIRED", () => kaplanMeierBy(good)],
    "no state a group": ["SOURCE_INVALID", () => kaplanMeierBy({ a: 1 } as never)],
    "a group that is no text": ["GROUP_INVALID", () => kaplanMeierBy({ ...good, group: ["a", null as never] })],
    "a code without a name": [
      "GROUP_INVALID",
      () => kaplanMeierBy({ ...good, group: { codes: [0, 1], names: ["a"] } }),
    ],
    "a resolution of 0": ["RESOLUTION_INVALID", () => kaplanMeier(good, { resolution: 0 })],
    "a negative tolerance": ["TIE_TOLERANCE_INVALID", () => kaplanMeier(good, { tieTolerance: -1 })],
    "a state on another grid": ["KIND_MISMATCH", () => kaplanMeier(tallySurvival(good), { resolution: 7 })],
    "a state of something else": ["KIND_MISMATCH", () => kaplanMeier({ kind: "mean/1" } as never)],
    "a damaged state": ["STATE_INVALID", () => kaplanMeier({ kind: "survival/1", resolution: null } as never)],
    "a state with a negative count": [
      "STATE_INVALID",
      () => kaplanMeier({ ...tallySurvival(good), censored: { 3: -1 } }),
    ],
    "a state with a time that is none": [
      "STATE_INVALID",
      () => kaplanMeier({ ...tallySurvival(good), censored: { soon: 1 } }),
    ],
    "a state in which more came than left": [
      "STATE_INVALID",
      () => kaplanMeier({ ...tallySurvival(good), entered: { 1: 5 } }),
    ],
    "states of two grids": [
      "KIND_MISMATCH",
      () => kaplanMeierBy({ a: tallySurvival(good), b: tallySurvival(good, { resolution: 1 }) }),
    ],
  };

  test.each(Object.entries(calls))("%s", (_, [code, call]) => {
    expect(codeOf(call)).toBe(code);
  });
});
