import { describe, expect, test } from "vitest";
import { trinomialScoreInterval } from "../../../src/stats/trinomial-score.ts";
import { expectClose, oracleCases } from "./support.ts";

const z2 = 3.8414588206941254;

describe("trinomialScoreInterval", () => {
  test("no counts, no interval", () => {
    expect(trinomialScoreInterval({ up: 0, middle: 0, down: 0 }, 0.95)).toBeNull();
  });

  test("equal answers: closed forms", () => {
    const up = trinomialScoreInterval({ up: 10, middle: 0, down: 0 }, 0.95)!;
    expectClose(up.lower, 1 - (2 * z2) / (10 + z2), { rel: 1e-14, abs: 0 });
    expect(up.upper).toBe(1);
    const down = trinomialScoreInterval({ up: 0, middle: 0, down: 10 }, 0.95)!;
    expect(down.lower).toBe(-1);
    expect(down.upper).toBe(-up.lower);
    const middle = trinomialScoreInterval({ up: 0, middle: 25, down: 0 }, 0.95)!;
    expectClose(middle.lower, -z2 / (25 + z2), { rel: 1e-14, abs: 0 });
    expect(middle.upper).toBe(-middle.lower);
  });

  test("1e15 counts keep the digits of their distance", () => {
    const { lower, upper } = trinomialScoreInterval({ up: 5e14, middle: 2e14, down: 3e14 }, 0.95)!;
    const margin = 1.959963984540054 * Math.sqrt(0.76 / 1e15);
    expectClose(0.2 - lower, margin, { rel: 1e-7, abs: 0 });
    expectClose(upper - 0.2, margin, { rel: 1e-7, abs: 0 });
  });

  test("any level finds its ends", () => {
    for (const level of [1e-9, 0.01, 0.5, 0.999999, 1 - 1e-12]) {
      const { lower, upper } = trinomialScoreInterval({ up: 2, middle: 1, down: 0 }, level)!;
      expect(lower).toBeLessThan(2 / 3);
      expect(upper).toBeGreaterThan(2 / 3);
      expect(lower).toBeGreaterThanOrEqual(-1);
      expect(upper).toBeLessThanOrEqual(1);
    }
  });

  // mpmath, bisection on Tango's statistic with 40 digits
  test.each([
    [{ up: 15, middle: 14, down: 7 }, 0.95, -0.034031980286963237, 0.4481228676862901],
    [{ up: 1, middle: 0, down: 1 }, 0.95, -0.8109375885315386, 0.8109375885315386],
    [{ up: 50, middle: 140, down: 310 }, 0.99, -0.59251865084615716, -0.4379927554292612],
    [{ up: 4, middle: 3, down: 0 }, 0.95, 0.014623602038062569, 0.8417801447485303],
  ])("%o at level %f", (counts, level, lower, upper) => {
    const bounds = trinomialScoreInterval(counts, level)!;
    expectClose(bounds.lower, lower, { rel: 1e-13, abs: 1e-15 });
    expectClose(bounds.upper, upper, { rel: 1e-13, abs: 1e-15 });
  });

  interface Inputs {
    readonly detractors: number;
    readonly passives: number;
    readonly promoters: number;
    readonly confidence: number;
  }
  test.each(oracleCases<Inputs, Record<string, number>>("nps-ci-score"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const counts = { up: inputs.promoters, middle: inputs.passives, down: inputs.detractors };
      const { lower, upper } = trinomialScoreInterval(counts, inputs.confidence)!;
      expectClose(100 * lower, expected["lower"]!, tolerance, "lower");
      expectClose(100 * upper, expected["upper"]!, tolerance, "upper");
    },
  );
});
