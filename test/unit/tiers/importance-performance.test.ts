import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { meanAccumulator } from "../../../src/stats/mean.ts";
import { importancePerformance } from "../../../src/tiers/importance-performance.ts";
import {
  importancePerformanceAccumulator,
  importancePerformanceOfRatings,
} from "../../../src/tiers/importance-performance-ratings.ts";

const criterion = (name: string, importance: number, performance: number) => ({
  criterion: name,
  importance,
  performance,
});

test("no criteria: no crosshair, no score", () => {
  expect(importancePerformance([])).toMatchObject({
    meanImportance: null,
    crosshair: null,
    valueScore: null,
    criteria: [],
    notes: ["no-criteria"],
  });
});

test("at the mean is high, in decimals too", () => {
  for (const values of [
    [0.1, 0.1, 0.1],
    [4.1, 4.2, 4.3],
    [0.7, 0.7, 0.7, 0.7, 0.7, 0.7],
  ]) {
    const middle = values[values.length >> 1]!;
    const { criteria } = importancePerformance(values.map((value, i) => criterion(`c${i}`, value, value)));
    expect(criteria[values.length >> 1]).toEqual({
      ...criterion(`c${values.length >> 1}`, middle, middle),
      quadrant: "keep-up",
    });
  }
});

test("a crosshair of one's own is what it is", () => {
  const { criteria, crosshair, meanImportance, definition } = importancePerformance(
    [criterion("a", 3, 3), criterion("b", 2.9999999999999996, 3.1)],
    { crosshair: { importance: 3, performance: 3 } },
  );
  expect(criteria.map(({ quadrant }) => quadrant)).toEqual(["keep-up", "possible-overkill"]);
  expect(crosshair).toEqual({ importance: 3, performance: 3 });
  expect(meanImportance).toBe(3);
  expect(definition.crosshair).toBe("given");
});

test("importance below 0, as a regression gives, weighs nothing up", () => {
  const { valueScore, criteria, notes } = importancePerformance([criterion("a", -0.2, 3), criterion("b", 0.6, 4)]);
  expect(valueScore).toBeNull();
  expect(criteria.map(({ quadrant }) => quadrant)).toEqual(["low-priority", "keep-up"]);
  expect(notes).toEqual(["no-value-score"]);
  expect(importancePerformance([criterion("a", 0, 3)]).valueScore).toBeNull();
});

test("bad criteria are counted and listed", () => {
  const rows = [criterion("a", 1, 2), criterion("a", 1, 2), criterion("", 1, 2), criterion("b", Number.NaN, 1), null];
  const { n, leftOut, findings } = importancePerformance([...rows, { criterion: "c", importance: 1 }] as never);
  expect(n).toBe(1);
  expect(leftOut).toEqual({
    "row-invalid": 1,
    "criterion-invalid": 1,
    "duplicate-criterion": 1,
    "importance-invalid": 1,
    "performance-invalid": 1,
  });
  expect(findings).toHaveLength(5);
});

test.each([
  [{ crosshair: "mean" }, "CROSSHAIR_INVALID"],
  [{ crosshair: { importance: 3 } }, "CROSSHAIR_INVALID"],
  [null, "OPTIONS_INVALID"],
])("%j throws %s", (options, code) => {
  expect(() => importancePerformance([], options as never)).toThrow(expect.objectContaining({ code }));
  expect(() => importancePerformanceOfRatings([], options as never)).toThrow(expect.objectContaining({ code }));
});

describe("of ratings", () => {
  const ratings = [1, 4, 5, 5, 2, 3].map((importance, i) => ({ criterion: "price", importance, performance: 6 - i }));

  test("means and intervals are those of the ratings", () => {
    const { criteria } = importancePerformanceOfRatings(ratings);
    const accumulator = meanAccumulator();
    const mean = accumulator.result(fold(accumulator, [1, 4, 5, 5, 2, 3]));
    const { importance } = criteria[0]!;
    expect(importance.n).toBe(6);
    expect(importance.value).toBeCloseTo(mean.value!, 14);
    expect(importance.interval!.lower).toBeCloseTo(mean.interval!.lower, 12);
    expect(importance.interval!.upper).toBeCloseTo(mean.interval!.upper, 12);
  });

  test("one answer has no interval, and a criterion without answers no field", () => {
    const { criteria, notes, valueScore, n } = importancePerformanceOfRatings([
      { criterion: "a", importance: 5, performance: 2 },
      { criterion: "b", importance: 4 },
      { criterion: "c", importance: null, performance: null },
    ]);
    expect(n).toBe(2);
    expect(criteria.map(({ criterion: name, quadrant, isClear }) => [name, quadrant, isClear])).toEqual([
      ["a", "keep-up", null],
      ["b", null, null],
    ]);
    expect(criteria[1]!.performance).toEqual({ value: null, interval: null, n: 0 });
    expect(valueScore).toBe(2);
    expect(notes).toEqual(["rows-left-out", "criteria-without-mean", "few-answers"]);
  });

  test("a field is clear when no interval crosses the crosshair", () => {
    const many = (name: string, importance: number, performance: number, spread: number) =>
      Array.from({ length: 40 }, (_, i) =>
        criterion(name, importance + (i % 2 === 0 ? spread : -spread), performance + (i % 2 === 0 ? spread : -spread)),
      );
    const rows = [...many("clear", 5, 1, 0.1), ...many("other", 1, 5, 0.1), ...many("near", 3.1, 3, 1)];
    const { criteria } = importancePerformanceOfRatings(rows);
    expect(criteria.map(({ criterion: name, isClear }) => [name, isClear])).toEqual([
      ["clear", true],
      ["near", false],
      ["other", true],
    ]);
  });

  test("everybody saying the same leaves no doubt", () => {
    const same = ["a", "b"].flatMap((name, i) => [criterion(name, i, 1 - i), criterion(name, i, 1 - i)]);
    const { criteria } = importancePerformanceOfRatings(same);
    expect(criteria.map(({ quadrant, isClear }) => [quadrant, isClear])).toEqual([
      ["possible-overkill", true],
      ["concentrate-here", true],
    ]);
  });

  test("criteria of any name, and ratings beyond the scale", () => {
    const rows = ["__proto__", "toString", "a, b", "😀"].map((name) => criterion(name, 3, 3));
    const result = importancePerformanceOfRatings(
      [...rows, criterion("x", 6, 3), criterion("x", 3, 0), { criterion: 5 } as never],
      {
        scale: { min: 1, max: 5 },
      },
    );
    expect(result.criteria.map(({ criterion: name }) => name)).toEqual(["__proto__", "a, b", "toString", "😀"]);
    expect(result.leftOut).toMatchObject({ "importance-invalid": 1, "performance-invalid": 1, "criterion-invalid": 1 });
    expect(result.findings[0]).toEqual({ code: "importance-invalid", index: 4, value: 6 });
  });

  test("a stored state is read as its rows are, and a broken one throws", () => {
    const accumulator = importancePerformanceAccumulator();
    const state = fold(accumulator, ratings);
    expect(importancePerformanceOfRatings(JSON.parse(JSON.stringify(state)))).toEqual(
      importancePerformanceOfRatings(ratings),
    );
    const broken = { ...state, criteria: { price: { importance: { "3": -1 }, performance: {} } } };
    expect(() => importancePerformanceOfRatings(broken)).toThrow(expect.objectContaining({ code: "KIND_MISMATCH" }));
    expect(() => importancePerformanceOfRatings(state, { scale: { min: 0, max: 9 } })).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
  });

  test("a level or scale that cannot be throws", () => {
    expect(() => importancePerformanceOfRatings([], { level: 95 })).toThrow(
      expect.objectContaining({ code: "LEVEL_OUT_OF_RANGE" }),
    );
    expect(() => importancePerformanceOfRatings([], { scale: { min: 5, max: 1 } })).toThrow(
      expect.objectContaining({ code: "SCALE_INVALID" }),
    );
  });
});
