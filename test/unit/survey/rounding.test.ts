import { describe, expect, test } from "vitest";
import { roundHalfAwayFromZero, roundShares, toPercent } from "../../../src/survey/rounding.ts";
import { codeOf } from "../core/code-of.ts";

describe("roundHalfAwayFromZero", () => {
  test.each<[number, number, number]>([
    [-2.5, 0, -3],
    [2.5, 0, 3],
    [-0.5, 0, -1],
    [0.5, 0, 1],
    [0.49999999999999994, 0, 0],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [1.0049999999999997, 2, 1],
    [8.345, 2, 8.35],
    [2.675, 2, 2.68],
    [66.66666666666667, 1, 66.7],
    [99.95, 1, 100],
    [57624.549999999996, 1, 57624.5],
    [172.73499999999999, 2, 172.73],
    [265590579929490.88, 8, 265590579929490.88],
    [12176.347289966683, 15, 12176.347289966683],
    [0.1234567890123455, 15, 0.123456789012346],
    [1e21, 2, 1e21],
    [-1.5e300, 15, -1.5e300],
    [Number.MAX_VALUE, 15, Number.MAX_VALUE],
    [Number.MIN_VALUE, 15, 0],
    [1e-7, 7, 1e-7],
    [5e-8, 7, 1e-7],
    [4.9e-8, 7, 0],
    [Number.MAX_SAFE_INTEGER, 3, Number.MAX_SAFE_INTEGER],
  ])("%d to %d digits is %d", (value, digits, rounded) => {
    expect(roundHalfAwayFromZero(value, digits)).toBe(rounded);
  });

  test("never gives minus zero", () => {
    for (const value of [-0, -0.4, -Number.MIN_VALUE]) expect(Object.is(roundHalfAwayFromZero(value), 0)).toBe(true);
    expect(Object.is(roundHalfAwayFromZero(-0, 15), 0)).toBe(true);
  });

  test.each<[string, unknown, unknown]>([
    ["VALUE_NOT_FINITE", Number.NaN, 0],
    ["VALUE_NOT_FINITE", Infinity, 0],
    ["VALUE_NOT_FINITE", null, 0],
    ["VALUE_NOT_FINITE", "2.5", 0],
    ["DIGITS_OUT_OF_RANGE", 2.5, -1],
    ["DIGITS_OUT_OF_RANGE", 2.5, 16],
    ["DIGITS_OUT_OF_RANGE", 2.5, 0.5],
    ["DIGITS_OUT_OF_RANGE", 2.5, "1"],
    ["DIGITS_OUT_OF_RANGE", 2.5, null],
  ])("throws %s for %o, %o", (code, value, digits) => {
    expect(codeOf(() => roundHalfAwayFromZero(value as number, digits as number))).toBe(code);
  });
});

describe("roundShares", () => {
  test.each<[readonly number[], object, readonly number[] | null]>([
    [[], {}, null],
    [[0, 0], {}, null],
    [[5], {}, [100]],
    [[0, 3], {}, [0, 100]],
    [[1, 1, 1], {}, [34, 33, 33]],
    [[1, 1, 1], { order: [2] }, [33, 33, 34]],
    [[1, 1, 1], { order: [2, 5, -1] }, [33, 33, 34]],
    [[1, 1, 1], { digits: 1 }, [33.4, 33.3, 33.3]],
    [[1, 1, 1, 1, 1, 1], {}, [17, 17, 17, 17, 16, 16]],
    [[29, 71], {}, [29, 71]],
    [[0.1, 0.1, 0.1], {}, [34, 33, 33]],
    [[1, 999_999], {}, [0, 100]],
    [[5e-324, 5e-324], {}, [50, 50]],
    [[1e300, 1e300], {}, [50, 50]],
  ])("of %j, %j", (counts, options, shares) => {
    expect(roundShares(counts, options)).toEqual(shares);
  });

  test.each<[string, unknown, unknown?]>([
    ["COUNT_INVALID", [-1, 2]],
    ["COUNT_INVALID", [Number.NaN]],
    ["COUNT_INVALID", [Infinity, 1]],
    ["COUNT_INVALID", [undefined, 1]],
    ["COUNT_INVALID", [1.7e308, 1e308, 1]],
    ["DIGITS_OUT_OF_RANGE", [1], { digits: 10 }],
    ["DIGITS_OUT_OF_RANGE", [1], { digits: -1 }],
    ["DIGITS_OUT_OF_RANGE", [1], { digits: 1.5 }],
  ])("throws %s for %j, %j", (code, counts, options) => {
    expect(codeOf(() => roundShares(counts as number[], options as object))).toBe(code);
  });
});

test("toPercent leaves unknown unknown", () => {
  expect([toPercent(null), toPercent(0), toPercent(0.5), toPercent(-1)]).toEqual([null, 0, 50, -100]);
});
