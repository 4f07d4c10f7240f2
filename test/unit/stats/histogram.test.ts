import { describe, expect, test } from "vitest";
import { histogramMoments, histogramQuantile, type QuantileType } from "../../../src/stats/histogram.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

describe("histogramMoments", () => {
  test("no data", () => {
    const nothing = { n: 0, mean: null, variance: null, sd: null, min: null, max: null, mode: null };
    expect(histogramMoments([], [])).toEqual(nothing);
    expect(histogramMoments([1, 2], [0, 0])).toEqual(nothing);
  });

  test("one observation has no variance to speak of", () => {
    expect(histogramMoments([1, 2, 3], [0, 1, 0])).toEqual({
      n: 1,
      mean: 2,
      variance: null,
      sd: null,
      min: 2,
      max: 2,
      mode: 2,
    });
  });

  test("equal observations have none at all, fractions too", () => {
    expect(histogramMoments([0.1, 0.7], [9, 0])).toEqual({
      n: 9,
      mean: 0.1,
      variance: 0,
      sd: 0,
      min: 0.1,
      max: 0.1,
      mode: 0.1,
    });
  });

  test("the lowest of equally frequent values is the mode", () => {
    expect(histogramMoments([1, 2, 3, 4], [1, 5, 2, 5]).mode).toBe(2);
  });

  test("1e12 observations keep their digits", () => {
    const { n, mean, variance, mode } = histogramMoments([1, 2, 3, 4, 5], [1e11, 2e11, 1e11, 3e11, 300_000_000_001]);
    expect(n).toBe(1_000_000_000_001);
    expectClose(mean, 3.5000000000015, exact);
    expectClose(variance, 1.85000000000225, exact);
    expect(mode).toBe(5);
  });

  test("a large offset does not eat the variance", () => {
    expect(histogramMoments([1e9, 1e9 + 1], [1, 1]).variance).toBe(0.5);
  });

  test("fractional values", () => {
    const { mean, variance } = histogramMoments([0.5, 2.5], [3, 1]);
    expect(mean).toBe(1);
    expect(variance).toBe(1);
  });
});

describe("histogramQuantile", () => {
  test("no data", () => {
    expect(histogramQuantile([1, 2], [0, 0], 0.5, 7)).toBeNull();
  });

  test("the ends are the least and the greatest value present", () => {
    for (const type of [1, 2, 7] as const) {
      expect(histogramQuantile([0, 1, 2, 3], [0, 2, 3, 0], 0, type)).toBe(1);
      expect(histogramQuantile([0, 1, 2, 3], [0, 2, 3, 0], 1, type)).toBe(2);
    }
  });

  // R: quantile(c(1, 2, 4, 7), c(.25, .5, .75), type = …)
  test.each<[QuantileType, number[]]>([
    [1, [1, 2, 4]],
    [2, [1.5, 3, 5.5]],
    [7, [1.75, 3, 4.75]],
  ])("type %i of 1, 2, 4, 7", (type, want) => {
    expect([0.25, 0.5, 0.75].map((p) => histogramQuantile([1, 2, 4, 7], [1, 1, 1, 1], p, type))).toEqual(want);
  });

  test("a rank that misses a whole number by rounding: 0.1 of thirty is the third, not past it", () => {
    const values = Array.from({ length: 30 }, (_, index) => index + 1);
    const ones = values.map(() => 1);
    expect(histogramQuantile(values, ones, 0.1, 1)).toBe(3);
    expect(histogramQuantile(values, ones, 0.1, 2)).toBe(3.5);
  });

  test("equals the quantile of the expanded data", () => {
    const values = [-2, 0, 0.5, 3, 10];
    const counts = [3, 0, 5, 1, 4];
    const expanded = values.flatMap((value, index) => new Array<number>(counts[index]!).fill(value));
    for (let p = 0; p <= 1; p += 0.03125) {
      const position = (expanded.length - 1) * p;
      const below = Math.floor(position);
      const want = expanded[below]! + (position - below) * ((expanded[below + 1] ?? 10) - expanded[below]!);
      expectClose(histogramQuantile(values, counts, p, 7), want, exact);
    }
  });

  test("weights for counts: half of the weight", () => {
    expect(histogramQuantile([1, 2, 3], [0.5, 0.25, 1.5], 0.5, 1)).toBe(3);
    expect(histogramQuantile([1, 2, 3], [1.5, 0.25, 0.5], 0.5, 1)).toBe(1);
    expect(histogramQuantile([1, 2, 3], [0.5, 0.5, 1], 0.5, 2)).toBe(2.5);
  });
});

interface Inputs {
  readonly values: number[];
  readonly counts: number[];
}
describe("known answers", () => {
  test.each(oracleCases<Inputs, Record<string, number | null>>("histogram-moments"))(
    "$id",
    ({ inputs: { values, counts }, expected, tolerance }) => {
      const moments = histogramMoments(values, counts);
      for (const key of ["n", "mean", "variance", "sd", "mode"] as const)
        expectClose(moments[key], expected[key]!, tolerance, key);
      expectClose(histogramQuantile(values, counts, 0.25, 7), expected["q25"]!, tolerance, "q25");
      expectClose(histogramQuantile(values, counts, 0.5, 7), expected["median"]!, tolerance, "median");
      expectClose(histogramQuantile(values, counts, 0.75, 7), expected["q75"]!, tolerance, "q75");
    },
  );

  interface Effort {
    readonly scores: number[];
    readonly scaleMin: number;
    readonly scaleMax: number;
    readonly reversed: boolean;
  }
  type EffortExpected = Record<"n" | "mean" | "median" | "sd", number> &
    Record<"quartilesType7" | "quartilesType2", number[]>;
  test.each(oracleCases<Effort, EffortExpected>("ces"))("effort $id", ({ inputs, expected, tolerance }) => {
    const values: number[] = [];
    for (let value = inputs.scaleMin; value <= inputs.scaleMax; value++) values.push(value);
    const scores = inputs.reversed
      ? inputs.scores.map((score) => inputs.scaleMin + inputs.scaleMax - score)
      : inputs.scores;
    const counts = values.map((value) => scores.filter((score) => score === value).length);
    const moments = histogramMoments(values, counts);
    for (const key of ["n", "mean", "sd"] as const) expectClose(moments[key], expected[key], tolerance, key);
    [0.25, 0.5, 0.75].forEach((p, index) => {
      expectClose(
        histogramQuantile(values, counts, p, 7),
        expected.quartilesType7[index]!,
        tolerance,
        `type 7 at ${p}`,
      );
      expectClose(
        histogramQuantile(values, counts, p, 2),
        expected.quartilesType2[index]!,
        tolerance,
        `type 2 at ${p}`,
      );
    });
  });
});
