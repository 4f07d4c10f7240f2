import { describe, expect, test } from "vitest";
import { hyp2f1 } from "../../../src/numeric/hypergeometric.ts";
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

  test("goes from series to integral without a step", () => {
    // Contiguous functions, NIST DLMF 15.5.15, some by the integral and some not: two terms and their sum.
    for (const z of everywhere) {
      for (const [a, b, c] of [
        [1, 2.5, 100.5],
        [1.7, 0.4, 100.9],
        [19.5, 3, 8],
      ] as const) {
        const left = (c - a - 1) * hyp2f1(a, b, c, z) + a * hyp2f1(a + 1, b, c, z);
        const right = (c - 1) * hyp2f1(a, b, c - 1, z);
        const size = Math.abs((c - a - 1) * hyp2f1(a, b, c, z)) + a * hyp2f1(a + 1, b, c, z);
        expect(Math.abs(left - right), `${a} ${b} ${c} ${z}`).toBeLessThan(3e-14 * size);
      }
    }
  });

  test.each([
    [1, 0.3, 1000001.3, -1e8, 0.314963682611253],
    [1, 1, 1000002, -1e8, 0.04078515026763533],
    [1, 2.5, 1000003.5, -1e8, 0.006554535274043618],
  ])("no terms are left out where there are millions: %d, %d; %d at %d", (a, b, c, z, value) => {
    expect(relativeError(hyp2f1(a, b, c, z), value)).toBeLessThan(1e-14);
  });

  test.each([
    [1e300, 1, 1e300, -1, 0.5],
    [1e-300, 1e-300, 160, -1e300, 1],
    [1e-300, 40, 1e-300, 0.5, 2 ** 40],
    [100, 1e-8, 1e-8, -1e300, 0],
    [100, 3, 200, -Infinity, NaN],
    [100, 3, Infinity, -1, NaN],
    [100, NaN, 200, -1, NaN],
    [1e6, 1e6, 2, -1, NaN],
  ])("at the ends of float64: %d, %d; %d at %d is %d", (a, b, c, z, value) => {
    const got = hyp2f1(a, b, c, z);
    if (Number.isNaN(value)) expect(got).toBeNaN();
    else expect(relativeError(got, value)).toBeLessThan(1e-13);
  });

  test("stays within float64 where its factors do not", () => {
    expect(hyp2f1(2000, 3, 3, 0.9)).toBe(Infinity);
    // Of an integral, and of its peak, which is beyond float64.
    expect(relativeError(hyp2f1(300.5, 3, 3, -9), 10 ** -300.5)).toBeLessThan(2e-13);
    expect(relativeError(hyp2f1(300.5, 3, 3, 0.9), 10 ** 300.5)).toBeLessThan(2e-13);
    const large = hyp2f1(730.943262214, 0.000213569200526, 655.365131895, 0.999815581270027);
    expect(relativeError(large, 3.513242392948563e172)).toBeLessThan(2e-13);
  });

  test.each([
    [0.0972584564378, 79406184136.5, 392456090428, -8103836453.17, 0.12699518560978304],
    [0.124512265593, 32615267.788, 641310888.911, -525158308.505, 0.11893013340314144],
    [28361547193000, 37914949.9548, 117168845451000, -3.84971829768e-9, 0.9652857534862189],
  ])("a peak of width 1/√c: %d, %d; %d at %d", (a, b, c, z, value) => {
    expect(relativeError(hyp2f1(a, b, c, z), value)).toBeLessThan(1e-15 * Math.sqrt(c));
  });

  test("a and b above c by less than 5, where it changes sign", () => {
    expect(relativeError(hyp2f1(1.06, 1.719e4, 3.037e-7, -4.064e7), 5.620672429664475e-8)).toBeLessThan(1e-12);
  });
});
