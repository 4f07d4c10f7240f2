import { describe, expect, test } from "vitest";
import { erf, erfc, erfcInverse, erfcx } from "../../../src/numeric/erf.ts";
import { relativeError } from "./accuracy.ts";

describe("erf and erfc", () => {
  test.each([
    [0, 0, 1],
    [Infinity, 1, 0],
    [-Infinity, -1, 2],
    [NaN, NaN, NaN],
    [30, 1, 0],
    [-30, -1, 2],
  ])("at %d are %d and %d", (x, value, complement) => {
    expect(erf(x)).toBe(value);
    expect(erfc(x)).toBe(complement);
  });
  test("erf keeps tiny arguments and the sign of 0", () => {
    expect(relativeError(erf(1e-300), 1.1283791670955126e-300)).toBeLessThan(1e-15);
    expect(erf(-0)).toBe(-0);
  });
  test("erfc goes down to the smallest number", () => {
    expect(erfc(27.2)).toBeGreaterThan(0);
    expect(erfc(1e300)).toBe(0);
  });
});

describe("erfcx", () => {
  test.each([
    [0, 1],
    [Infinity, 0],
    [-27, Infinity],
    [NaN, NaN],
  ])("at %d is %d", (x, value) => {
    expect(erfcx(x)).toBe(value);
  });
  test("is 1/(x sqrt pi) far out", () => {
    expect(relativeError(erfcx(1e200), 1 / (1e200 * Math.sqrt(Math.PI)))).toBeLessThan(1e-15);
  });
});

describe("erfcInverse", () => {
  test.each([
    [0, Infinity],
    [2, -Infinity],
    [1, 0],
    [-0.1, NaN],
    [2.1, NaN],
  ])("of %d is %d", (q, x) => {
    expect(erfcInverse(q) + 0).toBe(x);
  });
  test.each([1e-300, 1e-20, 0.01, 0.3, 0.999999, 1.5, 1.99])("inverts erfc at %d", (q) => {
    const x = erfcInverse(q);
    // An error of x is multiplied by 2 x^2.
    expect(relativeError(erfc(x), q)).toBeLessThan(1e-15 * (2 + 2 * x * x));
  });
});
