import { describe, expect, test } from "vitest";
import { type WeightedCell, weightedMoments } from "../../../src/stats/weighted.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

function cells(values: readonly number[], weights: readonly number[]): WeightedCell[] {
  const byValue = new Map<number, WeightedCell>();
  values.forEach((value, index) => {
    const old = byValue.get(value) ?? { value, n: 0, weight: 0, squaredWeight: 0 };
    const weight = weights[index]!;
    byValue.set(value, {
      value,
      n: old.n + 1,
      weight: old.weight + weight,
      squaredWeight: old.squaredWeight + weight * weight,
    });
  });
  return [...byValue.values()];
}
const net = (score: number): number => (score >= 9 ? 1 : score <= 6 ? -1 : 0);

describe("weightedMoments", () => {
  test("no weight, no mean", () => {
    expect(weightedMoments([])).toBeNull();
    expect(weightedMoments(cells([10, 0], [0, 0]))).toBeNull();
  });

  test("one observation has a mean and no standard error", () => {
    const moments = weightedMoments(cells([7], [2.5]))!;
    expect(moments).toMatchObject({
      n: 1,
      mean: 7,
      variance: 0,
      effectiveSize: 1,
      standardError: null,
      designEffect: null,
    });
  });

  test("equal values: exactly no variance, whatever the weights", () => {
    const moments = weightedMoments(cells([0.1, 0.1, 0.1], [0.3, 1.7, 2.9]))!;
    expect(moments).toMatchObject({ mean: 0.1, variance: 0, standardError: 0, designEffect: null });
  });

  test("equal weights cost nothing, and give the plain standard error", () => {
    const moments = weightedMoments(cells([1, 2, 3, 4], [2, 2, 2, 2]))!;
    expectClose(moments.mean, 2.5, exact);
    expectClose(moments.variance, 1.25, exact);
    expectClose(moments.standardError, Math.sqrt(5 / 3 / 4), exact);
    expect(moments.weightingEffect).toBe(1);
    expectClose(moments.designEffect, 1, exact);
  });

  // R: svymean(~x, svydesign(~1, weights = ~w), deff = "replace") of nine weighted answers
  test("nine weighted answers", () => {
    const scores = [6, 8, 10, 8, 8, 8, 5, 10, 7];
    const weights = [2.836, 1.37, 0.489, 0.887, 1.125, 0.855, 2.797, 2.274, 1.616];
    const moments = weightedMoments(cells(scores, weights), net)!;
    const tolerance = { rel: 1e-12, abs: 0 };
    expectClose(moments.mean, -0.20141764334339253, tolerance);
    expectClose(moments.variance, 0.5486652651838348, tolerance);
    expectClose(moments.effectiveSize, 7.1120027103752035, tolerance);
    expectClose(moments.weightingEffect, 1.2654663343801218, tolerance);
    expectClose(moments.standardErrorKish, 0.27775237211385992, tolerance);
    expectClose(moments.standardError, 0.317757202393782, tolerance);
    expectClose(moments.designEffect, 1.47222207900173, tolerance);
  });

  interface Inputs {
    readonly design: string;
    readonly score: number[];
    readonly weight: number[];
  }
  interface Expected extends Record<string, unknown> {
    readonly survey: Record<string, number>;
  }
  // Strata and clusters change the standard error, not the weights.
  const weighted = oracleCases<Inputs, Expected>("weighted-nps").filter(
    ({ inputs }) => inputs.design !== "poststratify",
  );
  test.each(weighted)("known answer $id", ({ inputs, expected, tolerance }) => {
    const sample = cells(inputs.score, inputs.weight);
    const moments = weightedMoments(sample, net)!;
    const want = expected as unknown as Record<string, number>;
    expect(moments.n).toBe(want["n"]);
    expectClose(moments.sumWeights, want["sumWeights"]!, tolerance);
    expectClose(moments.effectiveSize, want["nEffKish"]!, tolerance);
    expectClose(moments.weightingEffect, want["designEffectKish"]!, tolerance);
    expectClose(100 * moments.mean, want["score"]!, tolerance);
    expectClose(moments.variance, want["varianceWeighted"]!, tolerance);
    expectClose(100 * moments.standardErrorKish, want["standardErrorKish"]!, tolerance);
    const promoters = weightedMoments(sample, (value) => (value >= 9 ? 1 : 0))!;
    const score = weightedMoments(sample)!;
    expectClose(promoters.mean, want["promoterShare"]!, tolerance);
    expectClose(weightedMoments(sample, (value) => (value <= 6 ? 1 : 0))!.mean, want["detractorShare"]!, tolerance);
    expectClose(score.mean, want["mean"]!, tolerance);
    if (inputs.design !== "weights") return;
    expectClose(100 * moments.mean, expected.survey["score"]!, tolerance);
    expectClose(100 * moments.standardError!, expected.survey["standardError"]!, tolerance);
    expectClose(moments.designEffect, expected.survey["deffReplace"]!, tolerance);
    expectClose(score.mean, expected.survey["meanScore"]!, tolerance);
    expectClose(score.standardError, expected.survey["meanScoreStandardError"]!, tolerance);
    expectClose(promoters.mean, expected.survey["promoterShare"]!, tolerance);
    expectClose(promoters.standardError, expected.survey["promoterShareStandardError"]!, tolerance);
  });
});
