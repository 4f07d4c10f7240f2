import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  betaDensityTimesXY,
  betaI,
  betaIInverse,
  betaIUpper,
  betaIUpperInverse,
  betaOddsOfTails,
  betaTails,
} from "../../../src/numeric/incomplete-beta.ts";
import { relativeError } from "./accuracy.ts";

describe("betaI and betaIUpper", () => {
  test.each([
    [0, 2, 3, 0, 1],
    [1, 2, 3, 1, 0],
    [-0.1, 2, 3, NaN, NaN],
    [1.1, 2, 3, NaN, NaN],
    [0.5, 0, 3, NaN, NaN],
    [0.5, 3, -1, NaN, NaN],
    [0.5, Infinity, 1, NaN, NaN],
    [NaN, 1, 1, NaN, NaN],
    [0.1, 1e12, 1e12, 0, 1],
    [0.5, 7, 7, 0.5, 0.5],
    [0.5, 1e12, 1e12, 0.5, 0.5],
  ])("at %d of %d and %d are %d and %d", (x, a, b, lower, upper) => {
    const near = (value: number): unknown => (Number.isNaN(value) ? NaN : expect.closeTo(value, 14));
    expect([betaI(x, a, b), betaIUpper(x, a, b)]).toEqual([near(lower), near(upper)]);
  });

  test("b = 1 is x^a, a = 1 is 1 - (1 - x)^b, a = b = 1/2 the arcsine", () => {
    for (const x of [1e-300, 1e-20, 1e-3, 0.3, 0.5, 0.7, 0.999]) {
      for (const shape of [0.001, 0.7, 1, 2, 30, 1000]) {
        const power = Math.pow(x, shape);
        if (power > 1e-300) expect(relativeError(betaI(x, shape, 1), power)).toBeLessThan(2e-13);
        const rest = -Math.expm1(shape * Math.log1p(-x));
        expect(relativeError(betaI(x, 1, shape), rest)).toBeLessThan(1e-14);
        expect(relativeError(betaIUpper(x, shape, 1), -Math.expm1(shape * Math.log(x)))).toBeLessThan(1e-13);
      }
      expect(relativeError(betaI(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(1e-14);
    }
  });

  test("have no seams where the method changes", () => {
    for (const [a, b] of [
      [0.9999999, 3],
      [1, 3],
      [5, 0.9999],
      [23.99999, 24.00001],
      [24, 24],
      [12.0001, 1e6],
      [0.3, 0.4],
    ] as const) {
      for (const x of [a / (a + b), 0.7 / b, 1 - 0.7 / a, 0.5, 0.2]) {
        if (!(x > 0.01 && x < 0.99)) continue;
        const below = betaTails(x - 1e-13, 1 - x + 1e-13, a, b);
        const above = betaTails(x + 1e-13, 1 - x - 1e-13, a, b);
        const step = (2e-13 * betaDensityTimesXY(x, 1 - x, a, b)) / (x * (1 - x));
        expect(Math.abs(above.lower - below.lower - step)).toBeLessThanOrEqual(2e-14 * above.lower + 1e-3 * step);
        expect(Math.abs(below.upper - above.upper - step)).toBeLessThanOrEqual(2e-14 * below.upper + 1e-3 * step);
      }
    }
  });

  test("give the density on the way", () => {
    for (const [x, a, b] of [
      [0.1, 0.3, 2],
      [0.3, 2, 0.4],
      [0.4, 9, 9],
      [0.7, 9, 9],
      [0.33, 100, 200],
      [0.1, 100, 200],
    ] as const) {
      expect(relativeError(betaTails(x, 1 - x, a, b).density, betaDensityTimesXY(x, 1 - x, a, b))).toBeLessThan(1e-13);
    }
  });

  test("1 - x counts where x is next to 1", () => {
    expect(relativeError(betaTails(1, 1e-20, 2, 3).upper, 4e-60)).toBeLessThan(3e-14);
  });
});

describe("inverses", () => {
  test.each([
    [0, 2, 3, 0, 1],
    [1, 2, 3, 1, 0],
    [0.5, 2, 2, 0.5, 0.5],
    [0.5, 1e-3, 1e-3, 0.5, 0.5],
    [-0.1, 2, 3, NaN, NaN],
    [1.1, 2, 3, NaN, NaN],
    [0.5, 0, 3, NaN, NaN],
    [0.5, 2, Infinity, NaN, NaN],
    [NaN, 1, 1, NaN, NaN],
  ])("of %d with %d and %d are %d and %d", (p, a, b, lower, upper) => {
    // Where the density is 0.00025 the last digit of p moves the quantile by 4000 of its own.
    const near = (value: number): unknown => (Number.isNaN(value) ? NaN : expect.closeTo(value, a < 0.01 ? 12 : 15));
    expect([betaIInverse(p, a, b), betaIUpperInverse(p, a, b)]).toEqual([near(lower), near(upper)]);
  });

  test("go there and back, in both tails", () => {
    for (const a of [0.001, 0.3, 1, 4.5, 70, 1e4, 1e12]) {
      for (const b of [0.001, 0.3, 1, 4.5, 70, 1e4, 1e12]) {
        for (const p of [1e-280, 1e-30, 1e-6, 0.025, 0.5]) {
          const odds = betaOddsOfTails(p, 1, a, b);
          if (odds < 1e-280 || odds > 1e280) continue;
          const tails = betaTails(odds / (1 + odds), 1 / (1 + odds), a, b);
          // The relative error of the odds is multiplied by density / tail.
          expect(relativeError(tails.lower, p), `${p} ${a} ${b}`).toBeLessThan(3e-13 + (1e-15 * tails.density) / p);
        }
      }
    }
  });

  test("Clopper and Pearson's limits, up to a sample of 10^12", () => {
    const { cases, tolerance } = JSON.parse(readFileSync("test/oracle/cases/survey/csat-proportion-ci.json", "utf8"));
    for (const { inputs, expected } of cases) {
      const { successes, n, confidence } = inputs;
      const tail = (1 - confidence) / 2;
      const limits = [
        successes === 0 ? 0 : betaIInverse(tail, successes, n - successes + 1),
        successes === n ? 1 : betaIUpperInverse(tail, successes + 1, n - successes),
      ];
      limits.forEach((limit, i) => {
        const wanted = expected.clopperPearson[i];
        expect(Math.abs(limit - wanted)).toBeLessThanOrEqual(tolerance.abs + tolerance.rel * wanted);
        if (n < 1e12) expect(relativeError(limit, wanted)).toBeLessThan(1e-13);
      });
    }
    // The file has these to eleven digits; here by Newton's method on integrals of the density at 60 digits.
    expect(relativeError(betaIInverse(0.025, 8e11, 2e11 + 1), 0.7999992160130379)).toBeLessThan(3e-16);
    expect(relativeError(betaIUpperInverse(0.025, 8e11 + 1, 2e11), 0.8000007839852255)).toBeLessThan(3e-16);
  });
});
