import { describe, expect, test } from "vitest";
import { agrestiCoull, agrestiCoullUnclamped } from "../../../src/stats/agresti-coull.ts";
import { clopperPearson } from "../../../src/stats/clopper-pearson.ts";
import { jeffreys, jeffreysModified } from "../../../src/stats/jeffreys.ts";
import { midP } from "../../../src/stats/mid-p.ts";
import type { ProportionInterval } from "../../../src/stats/proportion.ts";
import { waldProportion, waldProportionUnclamped } from "../../../src/stats/wald-proportion.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { wilsonContinuity } from "../../../src/stats/wilson-continuity.ts";
import { expectClose, oracleCases, type Tolerance } from "./support.ts";

const methods: { readonly [name: string]: ProportionInterval } = {
  wald: waldProportion,
  waldUnclamped: waldProportionUnclamped,
  wilson,
  wilsonContinuity,
  agrestiCoull,
  agrestiCoullUnclamped,
  clopperPearson,
  jeffreys,
  jeffreysModified,
  midP,
};

function expectBounds(
  name: string,
  inputs: readonly [number, number, number],
  want: readonly number[],
  tolerance: Tolerance,
): void {
  const { lower, upper } = methods[name]!(...inputs);
  expectClose(lower, want[0]!, tolerance, `${name} lower`);
  expectClose(upper, want[1]!, tolerance, `${name} upper`);
}

// statsmodels and mpmath (mid-P by bisection, beta quantiles polished), and R's prop.test for the continuity correction
describe("7 of 9 at level 0.95", () => {
  test.each<[string, number[]]>([
    ["wald", [0.5061661584975858, 1]],
    ["waldUnclamped", [0.5061661584975858, 1.0493893970579697]],
    ["wilson", [0.45258896910698887, 0.9367748928821533]],
    ["wilsonContinuity", [0.401909346110599, 0.960534618580965]],
    ["agrestiCoull", [0.4427923730641351, 0.9465714889250071]],
    ["clopperPearson", [0.3999064262836879, 0.9718550265221018]],
    ["jeffreys", [0.45617556688065247, 0.9506980770234059]],
    ["jeffreysModified", [0.45617556688065247, 0.9506980770234059]],
    ["midP", [0.4379231448243837, 0.9609154217881174]],
  ])("%s", (name, want) => expectBounds(name, [7, 9, 0.95], want, { rel: 1e-13, abs: 0 }));
});

describe("0 of 10 at level 0.9", () => {
  test.each<[string, number[]]>([
    ["wald", [0, 0]],
    ["wilson", [0, 0.2129419700834071]],
    ["wilsonContinuity", [0, 0.284737387717655]],
    ["agrestiCoull", [0, 0.24880234523003686]],
    ["agrestiCoullUnclamped", [-0.03586037514662977, 0.24880234523003686]],
    ["clopperPearson", [0, 0.2588655508930523]],
    ["jeffreys", [0.000191736288974476, 0.1707731082448479]],
    ["jeffreysModified", [0, 0.1707731082448479]],
    ["midP", [0, 0.2056717652757185]],
  ])("%s", (name, want) => expectBounds(name, [0, 10, 0.9], want, { rel: 1e-13, abs: 0 }));
});

describe("the ends of the scale", () => {
  test.each(["wald", "wilson", "wilsonContinuity", "agrestiCoull", "clopperPearson", "jeffreysModified", "midP"])(
    "%s reaches them exactly",
    (name) => {
      expect(methods[name]!(0, 3, 0.95).lower).toBe(0);
      expect(methods[name]!(3, 3, 0.95).upper).toBe(1);
      expect(methods[name]!(0, 1e12, 0.95).lower).toBe(0);
      expect(methods[name]!(1e12, 1e12, 0.95).upper).toBe(1);
    },
  );

  test("one of one, exactly: the lower end is the tail itself", () => {
    expectClose(clopperPearson(1, 1, 0.95).lower, 0.025, { rel: 1e-14, abs: 0 });
    expectClose(midP(1, 1, 0.95).lower, 0.05, { rel: 1e-14, abs: 0 });
  });
});

describe("large and rare", () => {
  test("one in 1e12 keeps its digits", () => {
    // -ln(0.975) and 5.571643390938898 are the limits of a Poisson count of one.
    const { lower, upper } = clopperPearson(1, 1e12, 0.95);
    expectClose(lower, 2.5317807984289875e-14, { rel: 1e-11, abs: 0 });
    expectClose(upper, 5.571643390938898e-12, { rel: 1e-11, abs: 0 });
    expectClose(wilson(1, 1e12, 0.95).lower, 1.76524554935e-13, { rel: 1e-9, abs: 0 });
  });

  test("8e11 of 1e12: normal, with the shift by skewness that the beta quantiles have", () => {
    for (const name of ["clopperPearson", "jeffreys", "midP"]) {
      const { lower, upper } = methods[name]!(8e11, 1e12, 0.95);
      expectClose(lower, 0.8 - 7.839855938160217e-7, { rel: 0, abs: 3e-12 });
      expectClose(upper, 0.8 + 7.839855938160217e-7, { rel: 0, abs: 3e-12 });
    }
  });

  test("an effective sample size need not be whole", () => {
    const tolerance = { rel: 1e-12, abs: 0 };
    expectBounds(
      "wilson",
      [0.725809977170059 * 47.55752131955379, 47.55752131955379, 0.95],
      [0.5858138270773031, 0.8320529389219663],
      tolerance,
    );
    for (const name of ["clopperPearson", "jeffreys", "midP", "agrestiCoull", "wilsonContinuity"]) {
      const below = methods[name]!(7, 10, 0.95);
      const between = methods[name]!(7.35, 10.5, 0.95);
      const above = methods[name]!(7.7, 11, 0.95);
      expect(between.lower).toBeGreaterThan(below.lower);
      expect(above.lower).toBeGreaterThan(between.lower);
    }
  });
});

test("the continuity correction fades at half successes, as in R's prop.test", () => {
  expect(wilsonContinuity(250, 500, 0.95)).toEqual(wilson(250, 500, 0.95));
});

interface Inputs {
  readonly successes: number;
  readonly n: number;
  readonly confidence: number;
}
describe("known answers", () => {
  test.each(oracleCases<Inputs, Record<string, number | number[]>>("csat-proportion-ci"))(
    "$id",
    ({ inputs, expected, tolerance }) => {
      for (const name of Object.keys(methods)) {
        const want = expected[name];
        if (want) expectBounds(name, [inputs.successes, inputs.n, inputs.confidence], want as number[], tolerance);
      }
    },
  );
});
