import { describe, expect, test } from "vitest";
import {
  logNormalCdf,
  logNormalSurvival,
  normalCdf,
  normalDensity,
  normalSurvival,
} from "../../../src/numeric/normal.ts";
import { relativeError } from "./accuracy.ts";

describe("tails", () => {
  test.each([
    [0, 0.5],
    [Infinity, 0],
    [-Infinity, 1],
    [40, 0],
    [NaN, NaN],
  ])("above %d lies %d", (x, share) => {
    expect(normalSurvival(x)).toBe(share);
    expect(normalCdf(-x)).toBe(share);
  });
  test("known values", () => {
    expect(relativeError(normalCdf(1.96), 0.9750021048517795)).toBeLessThan(1e-15);
    expect(relativeError(normalSurvival(10), 7.619853024160527e-24)).toBeLessThan(1e-15);
  });
});

describe("logarithms of the tails", () => {
  test.each([
    [Infinity, -Infinity],
    [-Infinity, 0],
    [NaN, NaN],
  ])("above %d is %d", (x, value) => {
    expect(logNormalSurvival(x) + 0).toBe(value);
    expect(logNormalCdf(-x) + 0).toBe(value);
  });
  test("go on where the probability is 0 or 1", () => {
    expect(relativeError(logNormalSurvival(1e5), -5000000012.43186)).toBeLessThan(1e-15);
    expect(relativeError(logNormalSurvival(-20), -2.7536241186062337e-89)).toBeLessThan(1e-15);
  });
});

test("the density integrates to 1 and is symmetric", () => {
  let sum = 0;
  for (let i = -400; i <= 400; i++) sum += normalDensity(i / 10) / 10;
  expect(sum).toBeCloseTo(1, 14);
  expect(normalDensity(-3)).toBe(normalDensity(3));
});
