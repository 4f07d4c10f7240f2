import { describe, expect, test } from "vitest";
import type { TrinomialCounts } from "../../../src/stats/trinomial.ts";
import { trinomialPosterior } from "../../../src/stats/trinomial-posterior.ts";
import { trinomialPosteriorCdf } from "../../../src/stats/trinomial-posterior-cdf.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

const none = { up: 0, middle: 0, down: 0 };
const each = (pseudo: number): TrinomialCounts => ({ up: pseudo, middle: pseudo, down: pseudo });

describe("trinomialPosteriorCdf", () => {
  test("a uniform triangle has areas: P(D <= d) is quadratic on either side of 0", () => {
    for (const d of [-0.999, -0.5, -1e-9, 0, 1e-9, 0.25, 0.9]) {
      const want = d <= 0 ? (1 + d) ** 2 / 2 : 1 - (1 - d) ** 2 / 2;
      expectClose(trinomialPosteriorCdf(each(1), d), want, { rel: 1e-11, abs: 0 });
    }
  });

  test("0 and 1 outside of what can be", () => {
    expect(trinomialPosteriorCdf(each(2), -1)).toBe(0);
    expect(trinomialPosteriorCdf(each(2), -1.5)).toBe(0);
    expect(trinomialPosteriorCdf(each(2), 1)).toBe(1);
  });

  // mpmath, tanh-sinh with 40 digits on a power of the middle share, in which nothing is infinite
  test.each<[TrinomialCounts, number, number]>([
    [{ up: 1.5, middle: 0.5, down: 0.5 }, -0.2, 0.10583359241569246879],
    [{ up: 1.5, middle: 0.5, down: 0.5 }, 0.97, 0.96835989643214478342],
    [{ up: 0.5, middle: 25.5, down: 0.5 }, 0.02, 0.80066665457006181272],
    [{ up: 16, middle: 15, down: 8 }, -0.03, 0.027652932834685356819],
    [{ up: 3, middle: 0.25, down: 4 }, 0.3, 0.88869431797444392743],
    [{ up: 0.2, middle: 0.3, down: 0.4 }, 0.6, 0.88598123332144101277],
    [{ up: 21, middle: 300, down: 25 }, -0.05, 0.025532435595022686126],
    [{ up: 110.5, middle: 72.5, down: 31.5 }, 0.27, 0.02580690122587532029],
  ])("%o at %f", (shape, difference, want) => {
    expectClose(trinomialPosteriorCdf(shape, difference), want, { rel: 1e-10, abs: 0 });
    expectClose(
      trinomialPosteriorCdf({ up: shape.down, middle: shape.middle, down: shape.up }, -difference),
      1 - want,
      { rel: 1e-10, abs: 1e-14 },
    );
  });
});

describe("trinomialPosterior", () => {
  test("no counts and a uniform prior: the triangle", () => {
    const { mean, standardDeviation, lower, upper, probabilityAboveZero } = trinomialPosterior(none, each(1), 0.95);
    expect(mean).toBe(0);
    expectClose(standardDeviation, 1 / Math.sqrt(6), exact);
    expectClose(lower, Math.sqrt(0.05) - 1, { rel: 1e-11, abs: 0 });
    expectClose(upper, 1 - Math.sqrt(0.05), { rel: 1e-11, abs: 0 });
    expectClose(probabilityAboveZero, 0.5, exact);
  });

  test("a prior of nothing needs counts everywhere", () => {
    const codeOf = (counts: TrinomialCounts): string => {
      try {
        trinomialPosterior(counts, none, 0.95);
        return "none";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(codeOf(none)).toBe("POSTERIOR_IMPROPER");
    expect(codeOf({ up: 3, middle: 0, down: 2 })).toBe("POSTERIOR_IMPROPER");
    expect(codeOf({ up: 3, middle: NaN, down: 2 })).toBe("POSTERIOR_IMPROPER");
    expect(codeOf({ up: 3, middle: 1, down: 2 })).toBe("none");
  });

  test("priors near nothing: all mass at the three corners", () => {
    const { lower, upper } = trinomialPosterior(none, each(0.01), 0.5);
    expectClose(lower, -1, { rel: 0, abs: 1e-6 });
    expectClose(upper, 1, { rel: 0, abs: 1e-6 });
  });

  test("1e9 counts: the normal limits and their skewness", () => {
    const { mean, standardDeviation, lower, upper } = trinomialPosterior(
      { up: 4e8, middle: 3e8, down: 3e8 },
      each(1),
      0.95,
    );
    expectClose((lower - mean) / standardDeviation, -1.95996963, { rel: 0, abs: 1e-8 });
    expectClose((upper - mean) / standardDeviation, 1.95995834, { rel: 0, abs: 1e-8 });
  });

  test("1e9 up and nothing else under Jeffreys' prior: gamma limits of what is not up", () => {
    // 1e9 (1 - D) is G1 + 2 G2 for gamma variables of shape 1/2, of which (exact, mpmath) these are quantiles.
    const { lower, upper } = trinomialPosterior({ up: 1e9, middle: 0, down: 0 }, each(0.5), 0.95);
    expectClose(1e9 * (1 - lower), 5.80103820561118, { rel: 1e-6, abs: 0 });
    expectClose(1e9 * (1 - upper), 0.0358323025974546, { rel: 1e-5, abs: 0 });
  });

  test("seven down, fourteen in the middle, fifteen up", () => {
    const posterior = trinomialPosterior({ up: 15, middle: 14, down: 7 }, { up: 0.75, middle: 1.5, down: 0.75 }, 0.95);
    expectClose(posterior.mean, 0.20512820512820515, exact);
    expectClose(posterior.standardDeviation, 0.11837298277320121, exact);
    expectClose(posterior.lower, -0.03272728101863626, { rel: 1e-11, abs: 0 });
    expectClose(posterior.upper, 0.4306392221957576, { rel: 1e-11, abs: 0 });
    expectClose(posterior.probabilityAboveZero, 0.9552730609517449, { rel: 1e-13, abs: 0 });
  });

  test("a far tail above 0 is not lost", () => {
    const { probabilityAboveZero } = trinomialPosterior({ up: 50, middle: 140, down: 310 }, each(1), 0.95);
    expectClose(probabilityAboveZero, 1.77762674043184724e-47, { rel: 1e-11, abs: 0 });
  });

  interface Named {
    readonly detractors: number;
    readonly passives: number;
    readonly promoters: number;
  }
  const counts = ({ detractors, passives, promoters }: Named): TrinomialCounts => ({
    up: promoters,
    middle: passives,
    down: detractors,
  });
  const cases = oracleCases<Named & { readonly prior: Named }, Record<string, number>>("nps-ci-bayes");
  test.each(cases)("known answer $id", ({ inputs, expected, tolerance }) => {
    for (const level of [95, 90]) {
      if (expected[`lower${level}`] === undefined) continue;
      const posterior = trinomialPosterior(counts(inputs), counts(inputs.prior), level / 100);
      expectClose(100 * posterior.mean, expected["posteriorMean"]!, tolerance, "mean");
      expectClose(100 * posterior.standardDeviation, expected["posteriorSd"]!, tolerance, "standard deviation");
      expectClose(100 * posterior.lower, expected[`lower${level}`]!, tolerance, "lower");
      expectClose(100 * posterior.upper, expected[`upper${level}`]!, tolerance, "upper");
      expectClose(posterior.probabilityAboveZero, expected["probAboveZero"]!, tolerance, "above 0");
    }
  });
});
