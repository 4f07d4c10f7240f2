import { describe, expect, test } from "vitest";
import {
  gammaBelowStirling,
  gammaStar,
  logBeta,
  logGamma,
  logGamma1p,
  logGammaRatio,
} from "../../../src/numeric/gamma.ts";
import { stirlingFrom } from "../../../src/numeric/stirling.ts";
import { relativeError } from "./accuracy.ts";

describe("logGamma", () => {
  test.each([
    [0, Infinity],
    [-0.5, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [1, 0],
    [2, 0],
    [2.6e305, Infinity],
  ])("of %d is %d", (x, value) => {
    expect(logGamma(x) + 0).toBe(value);
  });

  test("is the logarithm of factorials", () => {
    let factorial = 1;
    for (let n = 2; n < 171; n++) {
      expect(relativeError(logGamma(n + 1), Math.log((factorial *= n)))).toBeLessThan(1e-15);
    }
  });

  test("of the smallest and the largest number", () => {
    expect(relativeError(logGamma(5e-324), 744.4400719213812)).toBeLessThan(1e-15);
    expect(relativeError(logGamma(2.5e305), 1.7555118602376452e308)).toBeLessThan(1e-15);
  });
});

describe("logGamma1p", () => {
  test.each([-1, -2, NaN])("of %d is no number", (z) => {
    expect(logGamma1p(z)).not.toBeLessThan(Infinity);
  });
  test("of a tiny z is -z times Euler's constant", () => {
    expect(relativeError(logGamma1p(1e-300), -0.5772156649015329e-300)).toBeLessThan(1e-15);
    expect(relativeError(logGamma1p(-1e-300), 0.5772156649015329e-300)).toBeLessThan(1e-15);
    expect(Math.abs(logGamma1p(0))).toBe(0);
  });
});

describe("gammaStar", () => {
  test("is 1 + 1/(12 x) far out, and gamma near 0", () => {
    expect(gammaStar(1e10)).toBe(1 + 1 / 12e10);
    expect(relativeError(gammaStar(0.5), Math.sqrt(Math.E / 2))).toBeLessThan(1e-15);
  });
  test("has no seam", () => {
    expect(relativeError(gammaStar(stirlingFrom - 1e-12), gammaStar(stirlingFrom))).toBeLessThan(2e-15);
    expect(relativeError(gammaBelowStirling(stirlingFrom - 1e-13), 362880)).toBeLessThan(1e-12);
  });
});

describe("logBeta", () => {
  test.each([
    [0, 1, Infinity],
    [-1, 1, NaN],
    [1, NaN, NaN],
  ])("of %d and %d is %d", (a, b, value) => {
    expect(logBeta(a, b)).toBe(value);
    expect(logBeta(b, a)).toBe(value);
  });
  test("of 1 and b is -ln b", () => {
    for (const b of [1e-300, 1e-5, 0.3, 7, 1e5, 1e300]) {
      expect(relativeError(logBeta(1, b), -Math.log(b))).toBeLessThan(1e-15);
    }
  });
});

describe("logGammaRatio", () => {
  test.each([
    [0, 1],
    [-1, 3],
    [1, -1],
    [2, -3],
    [NaN, 1],
  ])("from %d by %d is no number", (x, step) => {
    expect(logGammaRatio(x, step)).toBeNaN();
  });
  test("over 1 is ln x, over 0 is 0", () => {
    for (const x of [1e-5, 0.7, 1, 9.5, 10, 1e3, 1e15, 1e200]) {
      expect(Math.abs(logGammaRatio(x, 1) - Math.log(x))).toBeLessThanOrEqual(
        1e-15 * Math.max(1, Math.abs(Math.log(x))),
      );
      expect(Math.abs(logGammaRatio(x, 0))).toBe(0);
    }
  });
  test("keeps the digits that a difference of two logGamma loses", () => {
    expect(relativeError(logGammaRatio(1e15, 0.5), 17.269388197455342)).toBeLessThan(1e-15);
  });
});
