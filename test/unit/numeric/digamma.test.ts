import { describe, expect, test } from "vitest";
import { digamma, trigamma } from "../../../src/numeric/digamma.ts";
import { relativeError } from "./accuracy.ts";

describe("digamma", () => {
  test.each([
    [0, -Infinity],
    [-1, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [1, -0.5772156649015329],
  ])("of %d is %d", (x, value) => {
    expect(digamma(x)).toBe(value);
  });
  test("of the double next to its root", () => {
    expect(relativeError(digamma(1.4616321449683622), -9.2412655217294275e-17)).toBeLessThan(1e-6);
  });
  test("of 1/2 is -gamma - 2 ln 2", () => {
    expect(relativeError(digamma(0.5), -0.5772156649015329 - 2 * Math.LN2)).toBeLessThan(1e-15);
  });
});

describe("trigamma", () => {
  test.each([
    [0, Infinity],
    [-1, NaN],
    [NaN, NaN],
    [Infinity, 0],
    [1e-300, Infinity],
    [1e300, 1e-300],
  ])("of %d is %d", (x, value) => {
    expect(trigamma(x)).toBe(value);
  });
  test("of 1 is pi^2/6, of 1/2 pi^2/2", () => {
    expect(relativeError(trigamma(1), Math.PI ** 2 / 6)).toBeLessThan(1e-15);
    expect(relativeError(trigamma(0.5), Math.PI ** 2 / 2)).toBeLessThan(1e-15);
  });
});
