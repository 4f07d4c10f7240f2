import { describe, expect, test } from "vitest";
import {
  designArcsine,
  designBeta,
  designLogit,
  designMeanProportion,
  type DesignProportion,
} from "../../../src/stats/design-proportion.ts";
import { weightedMoments } from "../../../src/stats/weighted.ts";
import { wilson } from "../../../src/stats/wilson.ts";
import { expectClose, oracleCases, type Tolerance } from "./support.ts";

const methods = {
  svycipropLogit: designLogit,
  svycipropBeta: designBeta,
  svycipropMean: designMeanProportion,
  svycipropAsin: designArcsine,
};
type Method = keyof typeof methods;

function expectMethods(
  sample: DesignProportion,
  expected: { readonly [name in Method]: readonly number[] },
  tolerance: Tolerance,
): void {
  for (const name of Object.keys(methods) as Method[]) {
    const bounds = methods[name](sample, 0.95);
    expectClose(bounds?.lower, expected[name][0]!, tolerance, `${name} lower`);
    expectClose(bounds?.upper, expected[name][1]!, tolerance, `${name} upper`);
  }
}

describe("intervals of a designed proportion", () => {
  test("everybody satisfied: no standard error, no interval", () => {
    const sample = { proportion: 1, standardError: 0, n: 8, degreesOfFreedom: 7 };
    expect([designLogit, designBeta, designArcsine].map((method) => method(sample, 0.95))).toEqual([null, null, null]);
    expect(designMeanProportion(sample, 0.95)).toEqual({ lower: 1, upper: 1 });
  });

  // R: svyciprop of 25 weighted answers
  test("twenty-five answers, 0.90 satisfied", () => {
    const sample = { proportion: 0.90348282569883, standardError: 0.0758652562056577, n: 25, degreesOfFreedom: 24 };
    expectMethods(
      sample,
      {
        svycipropLogit: [0.60848484839331, 0.982572495864523],
        svycipropBeta: [0.642802194292572, 0.993338200310499],
        svycipropMean: [0.746904632538432, 1.06006101885923],
        svycipropAsin: [0.698736080384374, 0.997423385570933],
      },
      // R's logit comes from an iterated fit that stops at 1e-8.
      { rel: 1e-9, abs: 0 },
    );
  });

  test("the arcsine stops at the ends of the scale", () => {
    expect(designArcsine({ proportion: 0.99, standardError: 0.05, n: 25, degreesOfFreedom: 24 }, 0.99)!.upper).toBe(1);
    expect(designArcsine({ proportion: 0.01, standardError: 0.05, n: 25, degreesOfFreedom: 24 }, 0.99)!.lower).toBe(0);
  });

  test("fewer degrees of freedom are wider", () => {
    for (const method of Object.values(methods)) {
      const sample = { proportion: 0.7, standardError: 0.06, n: 60, degreesOfFreedom: 59 };
      const [many, few] = [method(sample, 0.95)!, method({ ...sample, degreesOfFreedom: 5 }, 0.95)!];
      expect(few.lower).toBeLessThan(many.lower);
      expect(few.upper).toBeGreaterThan(many.upper);
    }
  });

  interface Inputs {
    readonly satisfied: number[];
    readonly weight: number[];
  }
  type Expected = { readonly [name in Method | "wilsonKish"]: number[] } & Record<
    "proportion" | "standardErrorLinearised" | "nEffKish",
    number
  >;
  test.each(oracleCases<Inputs, Expected>("weighted-proportion-ci"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const cells = inputs.satisfied.map((value, index) => ({
        value,
        n: 1,
        weight: inputs.weight[index]!,
        squaredWeight: inputs.weight[index]! ** 2,
      }));
      const { n, mean, standardError, effectiveSize } = weightedMoments(cells)!;
      expectClose(mean, expected.proportion, tolerance);
      expectClose(standardError, expected.standardErrorLinearised, tolerance);
      expectClose(effectiveSize, expected.nEffKish, tolerance);
      const { lower, upper } = wilson(mean * effectiveSize, effectiveSize, 0.95);
      expectClose(lower, expected.wilsonKish[0]!, tolerance);
      expectClose(upper, expected.wilsonKish[1]!, tolerance);
      expectMethods(
        { proportion: mean, standardError: standardError!, n, degreesOfFreedom: n - 1 },
        expected,
        tolerance,
      );
    },
  );
});
