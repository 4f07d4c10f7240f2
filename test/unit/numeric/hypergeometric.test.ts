import { describe, expect, test } from "vitest";
import { hyp2f1, logHyp2f1 } from "../../../src/numeric/hypergeometric.ts";
import { relativeError } from "./accuracy.ts";

const everywhere = [-1e10, -1e3, -5, -1, -0.3, -1e-12, 1e-300, 0.1, 0.5, 0.74, 0.76, 0.9, 0.999, 0.9999999999999999];

describe("hyp2f1", () => {
  test.each([
    [1, 2, 0, 0.5, NaN],
    [1, 2, -3, 0.5, NaN],
    [1, 2, 3, 1, NaN],
    [1, 2, 3, 2, NaN],
    [1, 2, 3, -Infinity, NaN],
    [1, 2, 3, NaN, NaN],
    [NaN, 2, 3, 0.5, NaN],
    [1, 2, 3, 0, 1],
    [0, 2, 3, 0.9, 1],
    [2, 0, 3, -50, 1],
  ])("of %d, %d, %d at %d is %d", (a, b, c, z, value) => {
    expect(hyp2f1(a, b, c, z)).toBe(value);
  });

  test("is NaN where its terms cancel beyond repair", () => {
    expect(hyp2f1(39.6, 29.5, 3.7, -59.9)).toBeNaN();
    expect(hyp2f1(-60, 61, 0.5, 0.4)).toBeNaN();
  });

  test("1, 1; 2 is -ln(1 - z)/z", () => {
    for (const z of everywhere) expect(relativeError(hyp2f1(1, 1, 2, z), -Math.log1p(-z) / z)).toBeLessThan(2e-14);
  });

  test("a, b; b is a power", () => {
    for (const z of everywhere) {
      for (const a of [-3.5, -2, 0.3, 4, 12]) {
        const power = Math.pow(1 - z, -a);
        expect(relativeError(hyp2f1(a, 1.7, 1.7, z), power), `${a} ${z}`).toBeLessThan(3e-14);
        expect(relativeError(hyp2f1(1.7, a, 1.7, z), power), `${a} ${z}`).toBeLessThan(3e-14);
      }
    }
  });

  test("1/2, 1/2; 3/2 is the arcsine", () => {
    for (const z of [1e-20, 0.1, 0.5, 0.7, 0.8, 0.99, 0.999999]) {
      const root = Math.sqrt(z);
      const arcsine = Math.atan2(root, Math.sqrt(1 - z));
      expect(relativeError(hyp2f1(0.5, 0.5, 1.5, z), arcsine / root)).toBeLessThan(3e-15);
      expect(relativeError(hyp2f1(0.5, 0.5, 1.5, -z), Math.asinh(root) / root)).toBeLessThan(3e-15);
    }
  });

  test("of a negative integer is a polynomial", () => {
    expect(hyp2f1(-2, 3, 4, 0.5)).toBeCloseTo(1 - (2 * 3 * 0.5) / 4 + (3 * 4 * 0.25) / (4 * 5), 15);
    expect(hyp2f1(3, -2, 4, -10)).toBeCloseTo(1 + (2 * 3 * 10) / 4 + (3 * 4 * 100) / (4 * 5), 11);
  });

  test("the order of the first two does not matter", () => {
    for (const z of everywhere) expect(hyp2f1(0.3, 2.4, 1.9, z)).toBe(hyp2f1(2.4, 0.3, 1.9, z));
  });
});

describe("logHyp2f1", () => {
  test("goes on beyond float64", () => {
    expect(hyp2f1(2000, 3, 3, 0.9)).toBe(Infinity);
    expect(relativeError(logHyp2f1(2000, 3, 3, 0.9), 2000 * Math.LN10)).toBeLessThan(1e-14);
    expect(relativeError(logHyp2f1(2000, 3, 3, -9), -2000 * Math.LN10)).toBeLessThan(1e-14);
    // Positive terms whose sum is beyond float64, in the series and in the steps towards 1.
    expect(relativeError(logHyp2f1(3000, 0.5, 0.25, 0.7), 3614.8474378025181)).toBeLessThan(1e-14);
    expect(relativeError(logHyp2f1(300, 200.5, 0.25, 0.99), 2640.7025541464815)).toBeLessThan(1e-14);
  });
  test("is NaN for a negative value", () => {
    expect(hyp2f1(2, 1, -0.5, 0.3)).toBeLessThan(0);
    expect(logHyp2f1(2, 1, -0.5, 0.3)).toBeNaN();
  });
});
