import { describe, expect, test } from "vitest";
import { erfcx } from "../../../src/numeric/erf.ts";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import { relativeError } from "./accuracy.ts";

describe("scaledExponentialIntegral", () => {
  test.each([
    [-1, 1, NaN],
    [1, -1, NaN],
    [NaN, 1, NaN],
    [1, NaN, NaN],
    [1, 0, Infinity],
    [0.5, 0, Infinity],
    [3, 0, 0.5],
    [0, 4, 0.25],
    [2, Infinity, 0],
  ])("of order %d at %d is %d", (s, z, value) => {
    expect(scaledExponentialIntegral(s, z)).toBe(value);
  });

  test("of order 1/2 is an error function", () => {
    for (const z of [1e-20, 1e-3, 0.5, 0.999999, 1, 1.000001, 5, 400, 1e10]) {
      const known = Math.sqrt(Math.PI / z) * erfcx(Math.sqrt(z));
      expect(relativeError(scaledExponentialIntegral(0.5, z), known)).toBeLessThan(1e-14);
    }
  });

  test("is continuous in its order, at 1 too", () => {
    for (const z of [1e-8, 0.01, 0.9, 3]) {
      const at = scaledExponentialIntegral(1, z);
      for (const e of [1e-15, -1e-15]) {
        expect(relativeError(scaledExponentialIntegral(1 + e, z), at)).toBeLessThan(5e-14);
      }
    }
  });

  test("has no seams where the method changes", () => {
    for (const s of [1.5, 2.5, 20]) {
      for (const z of [0.3, 1]) {
        const below = scaledExponentialIntegral(s - 1e-12, z * (1 - 1e-12));
        expect(relativeError(scaledExponentialIntegral(s + 1e-12, z), below)).toBeLessThan(5e-12);
      }
    }
  });
});
