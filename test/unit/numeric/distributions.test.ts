import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile, betaSurvival, betaUpperQuantile } from "../../../src/numeric/beta-distribution.ts";
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  chiSquareUpperQuantile,
} from "../../../src/numeric/chi-square.ts";
import { fCdf, fQuantile, fSurvival, fUpperQuantile } from "../../../src/numeric/f-distribution.ts";
import { gammaCdf, gammaQuantile, gammaSurvival, gammaUpperQuantile } from "../../../src/numeric/gamma-distribution.ts";
import { normalSurvival } from "../../../src/numeric/normal.ts";
import {
  studentTCdf,
  studentTQuantile,
  studentTSurvival,
  studentTUpperQuantile,
} from "../../../src/numeric/student-t.ts";
import { relativeError } from "./accuracy.ts";

interface Distribution {
  readonly cdf: (x: number) => number;
  readonly survival: (x: number) => number;
  readonly quantile: (p: number) => number;
  readonly upperQuantile: (q: number) => number;
  readonly support: readonly [number, number];
}

const t = (df: number): Distribution => ({
  cdf: (x) => studentTCdf(x, df),
  survival: (x) => studentTSurvival(x, df),
  quantile: (p) => studentTQuantile(p, df),
  upperQuantile: (q) => studentTUpperQuantile(q, df),
  support: [-Infinity, Infinity],
});
const chiSquare = (df: number): Distribution => ({
  cdf: (x) => chiSquareCdf(x, df),
  survival: (x) => chiSquareSurvival(x, df),
  quantile: (p) => chiSquareQuantile(p, df),
  upperQuantile: (q) => chiSquareUpperQuantile(q, df),
  support: [0, Infinity],
});
const f = (df1: number, df2: number): Distribution => ({
  cdf: (x) => fCdf(x, df1, df2),
  survival: (x) => fSurvival(x, df1, df2),
  quantile: (p) => fQuantile(p, df1, df2),
  upperQuantile: (q) => fUpperQuantile(q, df1, df2),
  support: [0, Infinity],
});
const beta = (a: number, b: number): Distribution => ({
  cdf: (x) => betaCdf(x, a, b),
  survival: (x) => betaSurvival(x, a, b),
  quantile: (p) => betaQuantile(p, a, b),
  upperQuantile: (q) => betaUpperQuantile(q, a, b),
  support: [0, 1],
});
const gamma = (shape: number, rate: number): Distribution => ({
  cdf: (x) => gammaCdf(x, shape, rate),
  survival: (x) => gammaSurvival(x, shape, rate),
  quantile: (p) => gammaQuantile(p, shape, rate),
  upperQuantile: (q) => gammaUpperQuantile(q, shape, rate),
  support: [0, Infinity],
});

describe.each<[string, Distribution]>([
  ["t(0.7)", t(0.7)],
  ["t(4)", t(4)],
  ["t(Infinity)", t(Infinity)],
  ["t(1e10)", t(1e10)],
  ["chi-square(1)", chiSquare(1)],
  ["chi-square(7.5)", chiSquare(7.5)],
  ["F(1, 10)", f(1, 10)],
  ["F(30, 2.5)", f(30, 2.5)],
  ["beta(0.4, 7)", beta(0.4, 7)],
  ["gamma(0.2, 5)", gamma(0.2, 5)],
  ["gamma(20, 0.1)", gamma(20, 0.1)],
])("%s", (_name, { cdf, survival, quantile, upperQuantile, support: [low, high] }) => {
  test("is 0 below its support and 1 above", () => {
    expect([cdf(low), survival(low), cdf(high), survival(high)]).toEqual([0, 1, 1, 0]);
    expect([cdf(-Infinity), survival(-Infinity), cdf(Infinity), survival(Infinity)]).toEqual([0, 1, 1, 0]);
  });

  test("quantiles of 0 and 1 end its support, others have none", () => {
    expect([quantile(0), upperQuantile(1), quantile(1), upperQuantile(0)]).toEqual([low, low, high, high]);
    for (const p of [-0.1, 1.1, NaN]) expect([quantile(p), upperQuantile(p)]).toEqual([NaN, NaN]);
  });

  test("quantiles go there and back, in both tails", () => {
    for (const p of [1e-15, 1e-3, 0.2, 0.499999, 0.5, 0.7]) {
      expect(relativeError(cdf(quantile(p)), p)).toBeLessThan(2e-13);
      expect(relativeError(survival(upperQuantile(p)), p)).toBeLessThan(2e-13);
    }
  });

  test("NaN stays NaN", () => {
    expect([cdf(NaN), survival(NaN)]).toEqual([NaN, NaN]);
  });
});

describe("Student's t", () => {
  test("with 1 degree of freedom is Cauchy's", () => {
    for (const x of [1e-10, 0.5, 1, 30, 1e100, 1e200]) {
      expect(relativeError(studentTSurvival(x, 1), Math.atan2(1, x) / Math.PI)).toBeLessThan(2e-15);
    }
    expect(relativeError(studentTUpperQuantile(1e-200, 1), 1e200 / Math.PI)).toBeLessThan(1e-13);
    expect(relativeError(studentTUpperQuantile(1e-300, 1), 1e300 / Math.PI)).toBeLessThan(1e-13);
  });
  test("with many is normal", () => {
    expect(relativeError(studentTSurvival(3, 1e15), normalSurvival(3))).toBeLessThan(1e-13);
  });
  test("without degrees of freedom has no quantiles", () => {
    for (const df of [0, -1, NaN]) {
      expect(studentTQuantile(0.5, df)).toBeNaN();
      expect(studentTQuantile(0.1, df)).toBeNaN();
      expect(studentTCdf(1, df)).toBeNaN();
    }
  });
});

test("F(1, df) is the square of t(df)", () => {
  expect(relativeError(fSurvival(3 * 3, 1, 7), 2 * studentTSurvival(3, 7))).toBeLessThan(3e-15);
});

test("known quantiles", () => {
  expect(chiSquareUpperQuantile(0.05, 1)).toBeCloseTo(3.841458820694124, 14);
  expect(fUpperQuantile(0.05, 3, 20)).toBeCloseTo(3.0983912121407795, 14);
});
