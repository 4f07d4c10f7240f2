import { describe, expect, test } from "vitest";
import { checkIntervalMethod, netInterval, wilson } from "../../../src/stats/share-interval.ts";
import { agrestiCoull, clopperPearson, jeffreys, midP, waldShare } from "../../../src/stats/share-methods.ts";
import { share } from "../../../src/stats/share.ts";
import { codeOf, thrownBy } from "../core/code-of.ts";

const methods = { wilson, clopperPearson, jeffreys, midP, agrestiCoull, waldShare };

describe("share", () => {
  test("of nothing is unknown", () => {
    expect(share(0, 0)).toEqual({
      metric: "share",
      value: null,
      unit: "proportion",
      n: 0,
      interval: null,
      successes: 0,
      standardError: null,
      notes: ["no-trials"],
    });
    expect(share(0, 0, { interval: "none" }).notes).toEqual(["no-trials"]);
  });

  test.each([
    [0, 0],
    [1, 1],
  ])("of %d of 1 has an interval that reaches it", (successes, value) => {
    const result = share(successes, 1);
    expect(result).toMatchObject({ value, standardError: 0, notes: [] });
    expect(successes === 0 ? result.interval!.lower : result.interval!.upper).toBe(value);
  });

  test("says that there is no interval where none was wanted", () => {
    expect(share(3, 4, { interval: "none" })).toMatchObject({ value: 0.75, interval: null, notes: ["no-interval"] });
  });

  test("hands successes, n and level to the method", () => {
    const seen: number[] = [];
    const own = (successes: number, n: number, level: number) => {
      seen.push(successes, n, level);
      return { lower: 0, upper: 1, level, method: "own" };
    };
    expect(share(2, 5, { interval: own, level: 0.8 }).interval).toEqual({
      lower: 0,
      upper: 1,
      level: 0.8,
      method: "own",
    });
    expect(seen).toEqual([2, 5, 0.8]);
  });

  test("counts up to 2^53 − 1 cost no digits", () => {
    const n = Number.MAX_SAFE_INTEGER;
    const { interval, standardError } = share(1, n);
    expect(standardError! / (1 / n)).toBeCloseTo(1, 12);
    expect(interval!.lower).toBeGreaterThan(0);
  });

  test.each<[string, readonly unknown[]]>([
    ["SUCCESSES_EXCEED_N", [5, 4]],
    ["COUNT_INVALID", [-1, 4]],
    ["COUNT_INVALID", [0.5, 4]],
    ["COUNT_INVALID", [1, Number.POSITIVE_INFINITY]],
    ["COUNT_INVALID", ["1", 4]],
    ["COUNT_INVALID", []],
    ["LEVEL_OUT_OF_RANGE", [1, 4, { level: 95 }]],
    ["LEVEL_OUT_OF_RANGE", [0, 0, { level: "0.95" }]],
    ["INTERVAL_INVALID", [1, 4, { interval: "wilson" }]],
    ["INTERVAL_INVALID", [0, 0, { interval: null }]],
  ])("throws %s for %j", (code, call) => {
    expect(codeOf(() => share(...(call as Parameters<typeof share>)))).toBe(code);
  });
});

describe.each(Object.entries(methods))("%s", (name, method) => {
  test("says its level and its name", () => {
    expect(method(3, 7, 0.9)).toMatchObject({ level: 0.9 });
    expect(method(3, 7, 0.9).method.replaceAll("-", "")).toBe(name.toLowerCase().replace("share", ""));
  });

  test.each<[string, readonly [number, number, number]]>([
    ["SUCCESSES_EXCEED_N", [0, 0, 0.95]],
    ["SUCCESSES_EXCEED_N", [5, 4, 0.95]],
    ["SUCCESSES_EXCEED_N", [-1, 4, 0.95]],
    ["SUCCESSES_EXCEED_N", [Number.NaN, 4, 0.95]],
    ["SUCCESSES_EXCEED_N", [1, Number.POSITIVE_INFINITY, 0.95]],
    ["LEVEL_OUT_OF_RANGE", [1, 4, 95]],
    ["LEVEL_OUT_OF_RANGE", [1, 4, 0]],
    ["LEVEL_OUT_OF_RANGE", [1, 4, Number.NaN]],
  ])("throws %s for %j, and never gives NaN", (code, call) => {
    expect(codeOf(() => method(...call))).toBe(code);
  });

  test("mirrors: failures of n are successes of n, turned around", () => {
    for (const [successes, n] of [
      [0, 1],
      [1, 3],
      [9, 10],
      [50, 100],
    ] as const) {
      const [one, other] = [method(successes, n, 0.95), method(n - successes, n, 0.95)];
      expect(one.lower).toBeCloseTo(1 - other.upper, 12);
      expect(one.upper).toBeCloseTo(1 - other.lower, 12);
    }
  });
});

test("checkIntervalMethod tells who writes a name what a method is", () => {
  expect(() => checkIntervalMethod("none")).not.toThrow();
  expect(() => checkIntervalMethod(wilson)).not.toThrow();
  expect(thrownBy(() => checkIntervalMethod("wilson")).message).toContain(
    'a function such as wilson, or "none": received "wilson"',
  );
});

describe("netInterval", () => {
  test("is in the unit, and cut at its ends", () => {
    expect(netInterval(50, 0, 0, 0.999, 1).upper).toBe(1);
    expect(netInterval(0, 0, 50, 0.999, 100).lower).toBe(-100);
    const [share_, points] = [netInterval(5, 3, 2, 0.95, 1), netInterval(5, 3, 2, 0.95, 100)];
    expect(points.lower).toBeCloseTo(100 * share_.lower, 12);
    expect(points).toMatchObject({ level: 0.95, method: "adjusted-wald" });
  });

  /** How often the interval of successes less failures holds the truth, by all samples of a yes-or-no question. */
  const coverage = (n: number, truth: number): number => {
    let [held, probability] = [0, (1 - truth) ** n];
    for (let successes = 0; successes <= n; successes++) {
      const { lower, upper } = netInterval(successes, 0, n - successes, 0.95, 1);
      if (lower <= 2 * truth - 1 && 2 * truth - 1 <= upper) held += probability;
      probability *= ((n - successes) / (successes + 1)) * (truth / (1 - truth));
    }
    return held;
  };

  test("holds its level where nobody can be in the middle, though a pseudo answer is put there", () => {
    for (const n of [5, 10, 20, 50, 100]) {
      const truths = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
      const coverages = truths.map((truth) => coverage(n, truth));
      expect(coverages.reduce((sum, one) => sum + one, 0) / 99, `mean at ${n}`).toBeGreaterThan(0.94);
      expect(Math.min(...coverages), `least at ${n}`).toBeGreaterThan(0.87);
    }
  });
});
