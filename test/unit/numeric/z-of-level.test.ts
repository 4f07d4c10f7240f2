import { describe, expect, test } from "vitest";
import { zOfLevel } from "../../../src/numeric/z-of-level.ts";
import { codeOf } from "../core/code-of.ts";

describe("zOfLevel", () => {
  // mpmath, 40 digits: sqrt(2) * erfinv(level)
  test.each([
    [1e-10, 1.2533141373155003e-10],
    [0.001, 0.0012533144654325545],
    [0.1, 0.12566134685507404],
    [0.5, 0.67448975019608174],
    [0.6826894921370859, 0.99999999999999991],
    [0.8, 1.2815515655446006],
    [0.9, 1.6448536269514728],
    [0.9545, 2.000002443899604],
    [0.95, 1.9599639845400539],
    [0.99, 2.5758293035489005],
    [0.999, 3.2905267314918945],
    [0.999999, 4.8916384756929318],
    [0.9999999999, 6.466951074732419],
    [0.9999999999999999, 8.2923610758135955],
  ])("of %d is %d to 3e-15", (level, z) => {
    expect(Math.abs(zOfLevel(level) - z)).toBeLessThanOrEqual(3e-15);
  });

  test("of the least level is 0 to 3e-15", () => {
    expect(Math.abs(zOfLevel(Number.MIN_VALUE))).toBeLessThanOrEqual(3e-15);
  });

  test("rises with the level, across the seam at 2 too", () => {
    let before = 0;
    for (let i = 1; i < 4000; i++) {
      const z = zOfLevel(i / 4000);
      expect(z).toBeGreaterThan(before);
      before = z;
    }
    for (let i = 1; i <= 50; i++) {
      const z = zOfLevel(1 - 2 ** -(12 + i * 0.8));
      expect(z).toBeGreaterThan(before);
      before = z;
    }
  });

  test.each([0, 1, 95, -0.95, Number.NaN])("refuses %d", (level) => {
    expect(codeOf(() => zOfLevel(level))).toBe("LEVEL_OUT_OF_RANGE");
  });
});
