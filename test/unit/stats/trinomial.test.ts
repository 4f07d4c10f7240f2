import { describe, expect, test } from "vitest";
import { type TrinomialCounts, trinomialMoments, trinomialWald } from "../../../src/stats/trinomial.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

interface Named {
  readonly detractors: number;
  readonly passives: number;
  readonly promoters: number;
}
const wald = (
  up: number,
  middle: number,
  down: number,
  level: number,
): Record<"center" | "standardError" | "lower" | "upper", number> => {
  const [center, standardError, lower, upper] = trinomialWald(up, middle, down, level);
  return { center, standardError, lower, upper };
};
const counts = ({ detractors, passives, promoters }: Named): TrinomialCounts => ({
  up: promoters,
  middle: passives,
  down: detractors,
});

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

  test.each(oracleCases<Named, Record<string, number>>("nps-point"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const { n, difference, variance } = trinomialMoments(counts(inputs));
      expect(n).toBe(expected["n"]);
      expectClose(difference, expected["proportion"]!, tolerance, "difference");
      expectClose(variance, expected["variance"]!, tolerance, "variance");
      expectClose(Math.sqrt(variance / n), expected["standardError"]!, tolerance, "standard error");
    },
  );
});

describe("trinomialWald", () => {
  test("has no width without variance", () => {
    expect(wald(10, 0, 0, 0.95)).toEqual({ center: 1, standardError: 0, lower: 1, upper: 1 });
  });

  test("pseudo counts give a single answer a width, and no answers an interval", () => {
    const one = wald(1.75, 1.5, 0.75, 0.95);
    expectClose(one.center, 0.25, exact);
    expectClose(one.standardError, 0.375, exact);
    expectClose(one.lower, -0.48498649420252036, exact);
    expectClose(one.upper, 0.98498649420252036, exact);
    expect(wald(0.75, 1.5, 0.75, 0.95).center).toBe(0);
  });

  test("7 down, 14 in the middle, 15 up", () => {
    const plain = wald(15, 14, 7, 0.95);
    expectClose(plain.lower, -0.022605182859411608, { rel: 1e-13, abs: 0 });
    const adjusted = wald(15.75, 15.5, 7.75, 0.95);
    expectClose(adjusted.lower, -0.029834197424107516, { rel: 1e-13, abs: 0 });
    expectClose(adjusted.upper, 0.44009060768051775, { rel: 1e-13, abs: 0 });
  });

  type WaldInputs = Named & { readonly confidence: number; readonly pseudo: Named | null };
  test.each(oracleCases<WaldInputs, Record<string, number>>("nps-ci-wald"))(
    "known answer $id",
    ({ inputs, expected, tolerance }) => {
      const { promoters, passives, detractors } = inputs.pseudo ?? { promoters: 0, passives: 0, detractors: 0 };
      const plain = wald(
        inputs.promoters + promoters,
        inputs.passives + passives,
        inputs.detractors + detractors,
        inputs.confidence,
      );
      expectClose(100 * plain.center, expected["center"]!, tolerance, "center");
      expectClose(100 * plain.standardError, expected["standardError"]!, tolerance, "standard error");
      expectClose(100 * (plain.upper - plain.center), expected["marginOfError"]!, tolerance, "margin");
      expectClose(100 * plain.lower, expected["lower"]!, tolerance, "lower");
      expectClose(100 * plain.upper, expected["upper"]!, tolerance, "upper");
    },
  );
});
