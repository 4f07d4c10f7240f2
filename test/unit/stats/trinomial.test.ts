import { describe, expect, test } from "vitest";
import { type TrinomialCounts, trinomialMoments, trinomialWald } from "../../../src/stats/trinomial.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

interface Named {
  readonly detractors: number;
  readonly passives: number;
  readonly promoters: number;
}
const counts = ({ detractors, passives, promoters }: Named): TrinomialCounts => ({ up: promoters, middle: passives, down: detractors });

describe("trinomialMoments", () => {
  test("one answer has no variance", () => {
    expect(trinomialMoments({ up: 1, middle: 0, down: 0 })).toEqual({ n: 1, difference: 1, variance: 0 });
    expect(trinomialMoments({ up: 0, middle: 1, down: 0 })).toEqual({ n: 1, difference: 0, variance: 0 });
    expect(trinomialMoments({ up: 0, middle: 0, down: 1 })).toEqual({ n: 1, difference: -1, variance: 0 });
  });

  test("one in 1e12 keeps all digits of the variance", () => {
    const { n, difference, variance } = trinomialMoments({ up: 999_999_999_999, middle: 0, down: 1 });
    expect(n).toBe(1e12);
    expectClose(difference, 0.999999999998, exact);
    expectClose(variance, 3.999999999996e-12, exact);
  });

  test("7 down, 14 in the middle, 15 up", () => {
    const { difference, variance } = trinomialMoments({ up: 15, middle: 14, down: 7 });
    expectClose(difference, 2 / 9, exact);
    expectClose(variance, 0.5617283950617284, exact);
  });

  test.each(oracleCases<Named, Record<string, number>>("nps-point"))("known answer $id", ({ inputs, expected, tolerance }) => {
    const { n, difference, variance } = trinomialMoments(counts(inputs));
    expect(n).toBe(expected["n"]);
    expectClose(difference, expected["proportion"]!, tolerance, "difference");
    expectClose(variance, expected["variance"]!, tolerance, "variance");
    expectClose(Math.sqrt(variance / n), expected["standardError"]!, tolerance, "standard error");
  });
});

describe("trinomialWald", () => {
  test("has no width without variance", () => {
    expect(trinomialWald({ up: 10, middle: 0, down: 0 }, 0.95)).toEqual({ center: 1, standardError: 0, margin: 0, lower: 1, upper: 1 });
  });

  test("pseudo counts give a single answer a width, and no answers an interval", () => {
    const pseudo = { up: 0.75, middle: 1.5, down: 0.75 };
    const one = trinomialWald({ up: 1, middle: 0, down: 0 }, 0.95, pseudo);
    expectClose(one.center, 0.25, exact);
    expectClose(one.standardError, 0.375, exact);
    expectClose(one.lower, -0.48498649420252036, exact);
    expectClose(one.upper, 0.98498649420252036, exact);
    expect(trinomialWald({ up: 0, middle: 0, down: 0 }, 0.95, pseudo).center).toBe(0);
  });

  test("7 down, 14 in the middle, 15 up", () => {
    const wald = trinomialWald({ up: 15, middle: 14, down: 7 }, 0.95);
    expectClose(wald.margin, 0.24482740508163385, exact);
    expectClose(wald.lower, -0.022605182859411608, { rel: 1e-13, abs: 0 });
    const adjusted = trinomialWald({ up: 15, middle: 14, down: 7 }, 0.95, { up: 0.75, middle: 1.5, down: 0.75 });
    expectClose(adjusted.lower, -0.029834197424107516, { rel: 1e-13, abs: 0 });
    expectClose(adjusted.upper, 0.44009060768051775, { rel: 1e-13, abs: 0 });
  });

  type WaldInputs = Named & { readonly confidence: number; readonly pseudo: Named | null };
  test.each(oracleCases<WaldInputs, Record<string, number>>("nps-ci-wald"))("known answer $id", ({ inputs, expected, tolerance }) => {
    const wald = trinomialWald(counts(inputs), inputs.confidence, inputs.pseudo ? counts(inputs.pseudo) : undefined);
    expectClose(100 * wald.center, expected["center"]!, tolerance, "center");
    expectClose(100 * wald.standardError, expected["standardError"]!, tolerance, "standard error");
    expectClose(100 * wald.margin, expected["marginOfError"]!, tolerance, "margin");
    expectClose(100 * wald.lower, expected["lower"]!, tolerance, "lower");
    expectClose(100 * wald.upper, expected["upper"]!, tolerance, "upper");
  });
});
