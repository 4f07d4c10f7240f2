import { describe, expect, test } from "vitest";
import { normalQuantile, normalUpperQuantile } from "../../../src/numeric/normal-quantile.ts";

describe("normalQuantile", () => {
  test.each([
    [0, -Infinity],
    [1, Infinity],
    [-1e-300, NaN],
    [1.0000000000000002, NaN],
    [NaN, NaN],
    [0.5, 0],
  ])("of %d is %d", (p, z) => {
    expect(normalQuantile(p)).toBe(z);
  });

  test.each([
    [0.975, 1.9599639845400538],
    [0.995, 2.5758293035489004],
    [0.9, 1.2815515655446006],
    [1e-300, -37.0470962993612],
    [5e-324, -38.467405617144344],
    [0.9999999999999999, 8.209536151601387],
  ])("of %d is %d", (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(5e-16);
  });

  test("is continuous where the middle meets the tails", () => {
    for (const p of [0.075, 0.925]) {
      expect(Math.abs(normalQuantile(p + 1e-15) - normalQuantile(p - 1e-15))).toBeLessThan(3e-14);
    }
  });
});

test("normalUpperQuantile is exact where 1 - q is 1", () => {
  expect(normalUpperQuantile(1e-20)).toBeCloseTo(9.262340089798407, 14);
  expect(normalUpperQuantile(0)).toBe(Infinity);
});
