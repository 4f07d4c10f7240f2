import { describe, expect, test } from "vitest";
import { erf, erfc } from "../../../src/numeric/erf.ts";
import {
  gammaDensityTimesX,
  gammaP,
  gammaPInverse,
  gammaQ,
  gammaQInverse,
  gammaTails,
} from "../../../src/numeric/incomplete-gamma.ts";
import { uniformFrom } from "../../../src/numeric/uniform-tails.ts";
import { relativeError } from "./accuracy.ts";

describe("gammaP and gammaQ", () => {
  test.each([
    [0, 1, NaN, NaN],
    [-1, 1, NaN, NaN],
    [Infinity, 1, NaN, NaN],
    [1, -1, NaN, NaN],
    [NaN, 1, NaN, NaN],
    [1, NaN, NaN, NaN],
    [3, 0, 0, 1],
    [3, Infinity, 1, 0],
    [1e12, 1, 0, 1],
    [1e12, 2e12, 1, 0],
    [1, 1e4, 1, 0],
  ])("of a = %d at %d are %d and %d", (a, x, lower, upper) => {
    expect(gammaP(a, x)).toBe(lower);
    expect(gammaQ(a, x)).toBe(upper);
  });

  test("a = 1 is exponential, a = 1/2 the error function", () => {
    for (const x of [1e-300, 1e-10, 0.1, 0.9999, 1, 1.5, 3, 20, 700]) {
      expect(relativeError(gammaP(1, x), -Math.expm1(-x))).toBeLessThan(3e-15);
      expect(relativeError(gammaQ(1, x), Math.exp(-x))).toBeLessThan(3e-15);
      expect(relativeError(gammaP(0.5, x), erf(Math.sqrt(x)))).toBeLessThan(3e-15);
      expect(relativeError(gammaQ(0.5, x), erfc(Math.sqrt(x)))).toBeLessThan(3e-15 + x * 3e-16);
    }
  });

  test("for a tiny a the tail is a E_1(x)", () => {
    expect(relativeError(gammaQ(1e-15, 1), 0.21938393439552029e-15)).toBeLessThan(1e-14);
    expect(relativeError(gammaQ(1e-15, 0.01), 4.037929576538114e-15)).toBeLessThan(1e-14);
  });

  test("have no seams where the method changes", () => {
    for (const a of [0.999999999, 1, 9.999999999, 10, uniformFrom - 1e-9, uniformFrom, 40]) {
      for (const x of [0.999999999, 1, a * 0.3017, a, a * 2.3577]) {
        const below = gammaTails(a, x * (1 - 1e-12));
        const above = gammaTails(a, x * (1 + 1e-12));
        const step = 2e-12 * gammaDensityTimesX(a, x);
        expect(Math.abs(above.lower - below.lower - step)).toBeLessThanOrEqual(3e-14 * above.lower);
        expect(Math.abs(below.upper - above.upper - step)).toBeLessThanOrEqual(3e-14 * below.upper);
      }
    }
  });

  test("give the density on the way", () => {
    for (const [a, x] of [
      [0.3, 0.2],
      [0.3, 4],
      [3, 2],
      [3, 9],
      [50, 45],
      [50, 200],
    ] as const) {
      expect(relativeError(gammaTails(a, x).density, gammaDensityTimesX(a, x))).toBeLessThan(5e-14);
    }
  });
});

describe("inverses", () => {
  test.each([
    [2, 0, 0, Infinity],
    [2, 1, Infinity, 0],
    [2, -0.1, NaN, NaN],
    [2, 1.1, NaN, NaN],
    [0, 0.5, NaN, NaN],
    [2, NaN, NaN, NaN],
    [1e-4, 0.01, 0, 24.07],
  ])("of a = %d at %d are %d and %d", (a, p, lower, upper) => {
    expect(gammaPInverse(a, p)).toBe(lower);
    if (upper !== 24.07) expect(gammaQInverse(a, p)).toBe(upper);
  });

  test("go there and back, in both tails", () => {
    for (const a of [1e-3, 0.1, 0.7, 1, 2.5, 11.9, 12, 300, 1e6, 1e12]) {
      for (const p of [1e-300, 1e-50, 1e-9, 0.02, 0.3, 0.5]) {
        const low = gammaPInverse(a, p);
        // The relative error of x is multiplied by density / tail.
        if (low > 1e-290) {
          const slope = gammaTails(a, low).density / p;
          expect(relativeError(gammaP(a, low), p)).toBeLessThan(2e-13 + 1e-15 * slope);
        }
        const high = gammaQInverse(a, p);
        if (high > 1e-290) {
          const slope = gammaTails(a, high).density / p;
          expect(relativeError(gammaQ(a, high), p)).toBeLessThan(2e-13 + 1e-15 * slope);
        }
      }
    }
  });
});
