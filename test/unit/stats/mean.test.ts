import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { meanAccumulator, type MeanResult } from "../../../src/stats/mean.ts";
import { codeOf } from "../core/code-of.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const mean = meanAccumulator();
const of = (values: readonly unknown[]): MeanResult => mean.result(fold(mean, values as number[]));

describe("meanAccumulator", () => {
  test("of nothing knows nothing", () => {
    expect(of([])).toEqual({
      metric: "mean",
      value: null,
      unit: "value",
      n: 0,
      interval: null,
      variance: null,
      standardDeviation: null,
      standardError: null,
      min: null,
      max: null,
      leftOut: { missing: 0, invalid: 0 },
      notes: ["no-values"],
    });
  });

  test("of one number has no spread, and says so", () => {
    expect(of([-3])).toMatchObject({
      value: -3,
      n: 1,
      variance: null,
      standardError: null,
      interval: null,
      min: -3,
      max: -3,
      notes: ["one-value-has-no-spread"],
    });
  });

  test("of equal numbers has a spread of 0", () => {
    expect(of([0.1, 0.1, 0.1])).toMatchObject({ value: 0.1, variance: 0, interval: { lower: 0.1, upper: 0.1 } });
  });

  test("counts what is no number", () => {
    const odd = [
      null,
      undefined,
      Number.NaN,
      Infinity,
      -Infinity,
      "5",
      "",
      5n,
      true,
      {},
      [],
      Symbol("5"),
      new Date(0),
      1e101,
      -1e101,
      4,
    ];
    expect(of(odd)).toMatchObject({ value: 4, n: 1, leftOut: { missing: 2, invalid: 13 } });
  });

  test("numbers so large that their squares are still numbers", () => {
    const result = of([1e100, -1e100, 1e100]);
    expect(notPlainJson(result)).toEqual([]);
    expect(result.value! / 1e100).toBeCloseTo(1 / 3, 14);
    expect(result.variance! / 1e200).toBeCloseTo(4 / 3, 13);
  });

  test("minus zero is zero, so that a stored state is the state", () => {
    const state = fold(mean, [-0, -0]);
    expect(notPlainJson(state)).toEqual([]);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  });

  // Two numbers: t of one degree of freedom at 95 % is 12.706204736174705 (R: qt(0.975, 1))
  test("has Student's interval at the level asked for", () => {
    const { interval, standardError } = of([1, 3]);
    expect(standardError).toBe(1);
    expect(interval).toMatchObject({ level: 0.95, method: "t" });
    expect(interval!.upper).toBeCloseTo(2 + 12.706204736174705, 10);
    expect(interval!.lower).toBeCloseTo(2 - 12.706204736174705, 10);
    const wide = meanAccumulator({ level: 0.99 });
    expect(wide.result(fold(wide, [1, 3])).interval!.upper).toBeGreaterThan(interval!.upper);
  });

  test("nothing cancels behind a large offset, in one go and in parts", () => {
    const values = [4, 7, 13, 16].map((x) => x + 1e9);
    expect(of(values).variance).toBe(30);
    expect(mean.result(mean.merge(fold(mean, values.slice(0, 1)), fold(mean, values.slice(1)))).variance).toBeCloseTo(
      30,
      6,
    );
  });

  test("merging adds up what was left out, and the range", () => {
    const merged = mean.merge(fold(mean, [null, 5]), fold(mean, [Number.NaN, -2, null]));
    expect(mean.result(merged)).toMatchObject({
      n: 2,
      value: 1.5,
      min: -2,
      max: 5,
      leftOut: { missing: 2, invalid: 1 },
    });
  });

  test("refuses a level that is none at once, and another kind of state", () => {
    expect(codeOf(() => meanAccumulator({ level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => mean.merge(mean.empty(), { ...mean.empty(), kind: "mean/2" }))).toBe("KIND_MISMATCH");
  });
});
