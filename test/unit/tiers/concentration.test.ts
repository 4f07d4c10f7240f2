import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { concentration, concentrationAccumulator } from "../../../src/tiers/concentration.ts";
import { customersFor } from "../../../src/tiers/customers-for.ts";
import { gini } from "../../../src/tiers/gini.ts";
import { lorenzCurve } from "../../../src/tiers/lorenz-curve.ts";
import { topShare } from "../../../src/tiers/top-share.ts";
import { customersAt } from "../../../src/tiers/value-decimal.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const values = [80, 5, 5, 5, 5];

describe("gini", () => {
  test("of nobody, of one, of equals, of one who has all", () => {
    expect(gini([])).toMatchObject({ value: null, unbiased: null, normalised: null, n: 0, notes: ["no-values"] });
    expect(gini([42])).toMatchObject({ value: 0, unbiased: null, normalised: 0, interval: null });
    expect(gini([7, 7, 7, 7])).toMatchObject({ value: 0, unbiased: 0, interval: null, notes: ["no-interval"] });
    expect(gini([0, 0, 0, 100])).toMatchObject({ value: 0.75, unbiased: 1, interval: null, notes: ["no-interval"] });
    expect(gini([0, 0])).toMatchObject({ value: null, normalised: null, notes: ["total-not-positive"] });
    expect(gini([5, -10])).toMatchObject({
      value: null,
      normalised: 0.5,
      interval: null,
      notes: ["total-not-positive", "has-losses"],
    });
  });

  test("a total of 0 in decimals is none, though floats leave 2.8e-17", () => {
    expect(gini([0.1, 0.2, -0.3])).toMatchObject({ total: 0, value: null });
    expect(gini([0.1, 0.2, -0.3 + 1e-9]).value).toBeGreaterThan(1e7);
  });

  test("a total that is nothing beside what cancels to it has no shares", () => {
    const result = concentration([1e100, -1e100, 5e-324]);
    expect(result).toMatchObject({ total: 5e-324, value: null, lorenz: [] });
    expect(result.notes).toEqual(["total-not-positive", "has-losses"]);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("the jackknife is that of leaving out each", () => {
    const sample = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7];
    const n = sample.length;
    const without = sample.map((_, j) => gini(sample.filter((_, i) => i !== j)).unbiased!);
    const mean = without.reduce((sum, value) => sum + value) / n;
    const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const result = gini(sample);
    expect(result.standardError).toBeCloseTo(Math.sqrt(((n - 1) / n) * squares), 14);
    expect(result.interval).toMatchObject({ level: 0.95, method: "jackknife-logit" });
    expect(result.notes).toEqual(["few-customers"]);
    const withLoss = gini([...sample, -2]);
    expect(withLoss.interval!.method).toBe("jackknife");
    expect(withLoss.interval!.lower).toBeGreaterThanOrEqual(0);
  });

  test("has no interval where leaving one out leaves nothing, nor on request", () => {
    expect(gini([10, -9, 0, 0])).toMatchObject({ standardError: null, interval: null });
    expect(gini(values, { interval: "none" })).toMatchObject({ interval: null, notes: ["no-interval"] });
  });

  test("cells without a value are counted", () => {
    const cells = [80, null, 5, Number.NaN, 5, undefined, 5, Infinity, 5, 1e101] as number[];
    expect(gini(cells)).toMatchObject({ value: 0.6, n: 5, leftOut: { missing: 2, invalid: 3 } });
    expect(gini(["5"] as unknown as number[])).toMatchObject({ value: null, leftOut: { missing: 0, invalid: 1 } });
    expect(gini(new Float32Array(values)).value).toBe(0.6);
    expect(gini([-0, 0, 100].values()).value).toBeCloseTo(2 / 3, 15);
    expect(gini([{ worth: 80 }, { worth: 20 }, {}], { read: (row: { worth?: number }) => row.worth })).toMatchObject({
      n: 2,
      leftOut: { missing: 1 },
    });
  });

  test("bad calls", () => {
    expect(codeOf(() => gini(5 as never))).toBe("SOURCE_INVALID");
    expect(codeOf(() => gini("55" as never))).toBe("SOURCE_INVALID");
    expect(codeOf(() => gini(null as never))).toBe("SOURCE_INVALID");
    expect(codeOf(() => gini(values, { level: 95 }))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => gini(values, { interval: "wald" as never }))).toBe("INTERVAL_UNKNOWN");
    expect(codeOf(() => gini(values, { read: "worth" } as never))).toBe("FUNCTION_REQUIRED");
  });
});

describe("topShare", () => {
  test("is 7 customers for 7 % of 100, and 3 for 30 % of 10", () => {
    expect(customersAt(0.07, 100)).toEqual({ whole: 7, part: 0 });
    expect(customersAt(0.3, 10)).toEqual({ whole: 3, part: 0 });
    expect(customersAt(1 / 3, 10).part).toBeCloseTo(1 / 3, 14);
    expect(customersAt(5e-324, 10)).toEqual({ whole: 0, part: 0 });
    expect(
      topShare(
        Array.from({ length: 100 }, (_, i) => i),
        0.07,
      ).customers,
    ).toBe(7);
  });

  test("of none and of all", () => {
    expect(topShare(values, 0)).toMatchObject({ value: 0, whole: 0, customers: 0, interval: null });
    expect(topShare(values, 1)).toMatchObject({ value: 1, whole: 1, customers: 5, interval: null });
    expect(topShare([1, -1], 0.5)).toMatchObject({ value: null, whole: null, customers: 1 });
  });

  test("its interval holds it, and goes with the level", () => {
    const many = Array.from({ length: 200 }, (_, i) => (i + 1) ** 2);
    const { value, interval, notes } = topShare(many, 0.2);
    expect(interval).toMatchObject({ method: "linearised-logit", level: 0.95 });
    expect(interval!.lower).toBeLessThan(value!);
    expect(interval!.upper).toBeGreaterThan(value!);
    expect(notes).toEqual([]);
    expect(topShare(many, 0.2, { level: 0.99 }).interval!.upper).toBeGreaterThan(interval!.upper);
  });

  test("a percentage is no proportion", () => {
    expect(codeOf(() => topShare(values, 20))).toBe("SHARE_OUT_OF_RANGE");
    expect(codeOf(() => topShare(values, "0.2" as never))).toBe("SHARE_OUT_OF_RANGE");
    expect(codeOf(() => customersFor(values, Number.NaN))).toBe("SHARE_OUT_OF_RANGE");
  });
});

describe("customersFor", () => {
  test("decides equality in decimals", () => {
    expect(customersFor([0.1, 0.2, 0.3, 0.4], 0.7).value).toBe(2);
    // Ten times 0.1 are 1, and 0.1 · 3 is 0.3.
    expect(customersFor(new Array(10).fill(0.1), 0.3).value).toBe(3);
    expect(customersFor(new Array(10).fill(0.1), 0.3000001).value).toBe(4);
    expect(customersFor([1e-9, 1e15, 1e15], 0.5).value).toBe(2);
    expect(customersFor([1e15, 1e15], 0.5).value).toBe(1);
    for (let n = 1; n <= 300; n++) {
      const alike = new Array<number>(n).fill(0.07);
      for (let percent = 1; percent <= 100; percent += 11) {
        expect(customersFor(alike, percent / 100).value).toBe(Math.ceil((n * percent) / 100));
      }
    }
  });

  test("of nothing and of all", () => {
    expect(customersFor(values, 0)).toMatchObject({ value: 0, ofCustomers: 0 });
    expect(customersFor([3, 0, 2, 0], 1).value).toBe(2);
    expect(customersFor([10, 2, 0, -2], 1)).toMatchObject({ value: 1, notes: ["has-losses", "no-interval"] });
    expect(customersFor([0], 0.5)).toMatchObject({ value: null, ofCustomers: null, notes: ["total-not-positive"] });
  });
});

describe("lorenzCurve", () => {
  test("goes from nothing to all, in steps on its own lines", () => {
    expect(lorenzCurve([])).toEqual([]);
    expect(lorenzCurve([1, 3])).toEqual([
      { customers: 0, value: 0 },
      { customers: 0.5, value: 0.25 },
      { customers: 1, value: 1 },
    ]);
    expect(lorenzCurve([1, 3], { steps: 4 }).map(({ value }) => value)).toEqual([0, 0.125, 0.25, 0.625, 1]);
    expect(lorenzCurve([1, 3], { steps: 1 })).toHaveLength(2);
    expect(codeOf(() => lorenzCurve([1], { steps: 0 }))).toBe("STEPS_INVALID");
  });
});

describe("concentration", () => {
  test("is what its parts are, and gives the options that make it again", () => {
    const sample = [100, 50, 20, -10, -30];
    const result = concentration(sample);
    expect(notPlainJson(result)).toEqual([]);
    expect(result.value).toBe(gini(sample).value);
    expect(result.topShares.map(({ p }) => p)).toEqual([0.1, 0.2, 0.5]);
    expect(result.customersFor.map(({ customers }) => customers)).toEqual([1, 2]);
    expect(result.lorenz).toEqual(lorenzCurve(sample, { steps: 20 }));
    const { topShares, valueShares, steps, level, interval } = result.definition;
    expect(concentration(sample, { topShares, valueShares, steps, level, interval })).toEqual(result);
  });

  test("a state is read by all, and a broken one by none", () => {
    const accumulator = concentrationAccumulator({ topShares: [0.2] });
    const state = fold(accumulator, values);
    expect(state).toEqual({ kind: "values/1", counts: { "5": 4, "80": 1 }, missing: 0, invalid: 0 });
    expect(accumulator.result(state)).toEqual(concentration(values, { topShares: [0.2] }));
    expect(gini(state)).toEqual(gini(values));
    expect(customersFor(state, 0.8)).toEqual(customersFor(values, 0.8));
    expect(lorenzCurve(state)).toEqual(lorenzCurve(values));
    expect(codeOf(() => gini({ ...state, kind: "scores/1" }))).toBe("KIND_MISMATCH");
    for (const counts of [{ x: 1 }, { "5": -1 }, { "5": 0.5 }, { "05": 1 }, { "1e+101": 1 }, { "5": 0 }]) {
      expect(codeOf(() => gini({ ...state, counts: counts as never }))).toBe("STATE_INVALID");
    }
    expect(codeOf(() => gini({ ...state, missing: -1 }))).toBe("STATE_INVALID");
  });

  test("bad calls", () => {
    expect(codeOf(() => concentration(values, { topShares: [20] }))).toBe("SHARE_OUT_OF_RANGE");
    expect(codeOf(() => concentration(values, { valueShares: 0.8 as never }))).toBe("SHARES_INVALID");
    expect(codeOf(() => concentration(values, { steps: 0.5 }))).toBe("STEPS_INVALID");
    expect(codeOf(() => concentrationAccumulator({ level: 2 }))).toBe("LEVEL_OUT_OF_RANGE");
  });
});
