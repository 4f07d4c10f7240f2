import { describe, expect, test } from "vitest";
import { type Calibration, type Population, postStratify } from "../../../src/stats/calibration.ts";
import { type DesignRow, designMean } from "../../../src/stats/design-mean.ts";
import { rake } from "../../../src/stats/rake.ts";
import { weightedMoments } from "../../../src/stats/weighted.ts";
import { exact, expectClose, oracleCases } from "./support.ts";

describe("designMean", () => {
  test("no weight, no mean", () => {
    expect(designMean([])).toBeNull();
    expect(designMean([{ value: 3, weight: 0 }])).toBeNull();
  });

  test("one observation is a lonely one", () => {
    expect(designMean([{ value: 3 }])).toEqual({
      n: 1,
      sumWeights: 1,
      mean: 3,
      variance: 0,
      standardError: null,
      designEffect: null,
      degreesOfFreedom: 0,
      lonelyStrata: [""],
    });
  });

  test("a stratum of one cluster shows no spread: it is named and there is no standard error", () => {
    const rows = [
      { value: 1, stratum: "b", cluster: "s" },
      { value: 5, stratum: "b", cluster: "s" },
      { value: 2, stratum: "a" },
      { value: 4, stratum: "a" },
      { value: 9, stratum: "__proto__" },
    ];
    expect(designMean(rows)).toMatchObject({
      standardError: null,
      designEffect: null,
      degreesOfFreedom: 1,
      lonelyStrata: ["__proto__", "b"],
    });
  });

  test("a stratum asked in full adds nothing to the error", () => {
    const rows = [
      { value: 1, stratum: "all", stratumPopulation: 1 },
      { value: 5, stratum: "half", stratumPopulation: 4 },
      { value: 7, stratum: "half", stratumPopulation: 4 },
    ];
    const { standardError, lonelyStrata } = designMean(rows)!;
    // influences ±1/3 around their mean, two of four: sqrt(1/2 * 2/1 * 2/9)
    expectClose(standardError, Math.sqrt(2 / 9), exact);
    expect(lonelyStrata).toEqual([]);
  });

  test("a population smaller than the sample is a mistake", () => {
    expect(() =>
      designMean([
        { value: 1, stratumPopulation: 1 },
        { value: 2, stratumPopulation: 1 },
      ]),
    ).toThrow(expect.objectContaining({ code: "POPULATION_TOO_SMALL" }));
    const calibration: Calibration = { baseWeights: [1], weights: [1], margins: [] };
    expect(() => designMean([{ value: 1 }, { value: 2 }], calibration)).toThrow(
      expect.objectContaining({ code: "LENGTH_MISMATCH" }),
    );
  });

  test("clusters of one name in two strata are two clusters", () => {
    const rows = [
      { value: 1, stratum: "a", cluster: "s" },
      { value: 3, stratum: "a", cluster: "t" },
      { value: 2, stratum: "b", cluster: "s" },
      { value: 6, stratum: "b", cluster: "t" },
    ];
    expect(designMean(rows)!.degreesOfFreedom).toBe(2);
  });

  test("without strata and clusters it is the weighted mean of independent observations", () => {
    const rows = [3, 9, 4, 4, 10].map((value, index) => ({ value, weight: 1 + index / 3 }));
    const cells = rows.map(({ value, weight }) => ({ value, n: 1, weight, squaredWeight: weight * weight }));
    const design = designMean(rows)!;
    const weighted = weightedMoments(cells)!;
    expectClose(design.standardError, weighted.standardError, exact);
    expectClose(design.designEffect, weighted.designEffect, exact);
  });

  test("a segment that explains everything leaves no error", () => {
    const margin = { segments: ["a", "a", "b", "b"], population: { a: 30, b: 10 } };
    const { mean, standardError } = designMean(
      [2, 2, 8, 8].map((value) => ({ value })),
      postStratify([1, 1, 1, 1], margin),
    )!;
    expectClose(mean, 3.5, exact);
    expectClose(standardError, 0, { rel: 0, abs: 1e-15 });
  });

  // Python: proportional fitting, then the least squares residuals on both margins (numpy); ten rounds
  // of alternating means, as R's rake takes, give 0.40121538288.
  const values = [10, 8, 9, 3, 6, 10, 9, 7, 10, 2, 9, 8];
  const margins = [
    { segments: [..."xxxyyyyxxyxy"], population: { x: 60, y: 40 } },
    { segments: [..."ppqqprrqrpqr"], population: { p: 30, q: 45, r: 25 } },
  ];
  test.each([
    { weights: values.map(() => 1), mean: 7.620139057334203, standardError: 0.40121538059481626 },
    { weights: [1, 2, 1, 1, 3, 1, 0.5, 1, 1, 2, 1, 1], mean: 7.568873695552652, standardError: 0.41275303015074544 },
  ])("raked, $weights", ({ weights, mean, standardError }) => {
    const raking = rake(weights, margins);
    if (raking.status !== "converged") throw new Error(raking.reason);
    const design = designMean(
      values.map((value) => ({ value })),
      raking.calibration,
    )!;
    expectClose(design.mean, mean, { rel: 1e-11, abs: 0 });
    expectClose(design.standardError, standardError, { rel: 1e-11, abs: 0 });
  });

  interface Inputs {
    readonly score: number[];
    readonly weight: number[];
    readonly stratum?: string[];
    readonly cluster?: string[];
    readonly stratumPopulation?: number[];
    readonly segment?: string[];
    readonly population?: Population;
  }
  interface Expected {
    readonly survey: Record<string, number>;
  }
  test.each(oracleCases<Inputs, Expected>("weighted-nps"))(
    "known answer $id",
    ({ inputs, expected: { survey }, tolerance }) => {
      const calibration =
        inputs.segment && postStratify(inputs.weight, { segments: inputs.segment, population: inputs.population! });
      const of = (recode: (score: number) => number) => {
        const rows = inputs.score.map(
          (score, index): DesignRow => ({
            value: recode(score),
            weight: inputs.weight[index]!,
            ...(inputs.stratum && { stratum: inputs.stratum[index]! }),
            ...(inputs.cluster && { cluster: inputs.cluster[index]! }),
            ...(inputs.stratumPopulation && { stratumPopulation: inputs.stratumPopulation[index]! }),
          }),
        );
        return designMean(rows, calibration)!;
      };
      const net = of((score) => (score >= 9 ? 100 : score <= 6 ? -100 : 0));
      expectClose(net.mean, survey["score"]!, tolerance, "score");
      expectClose(net.standardError, survey["standardError"]!, tolerance, "standard error");
      expectClose(net.designEffect, survey["deffReplace"]!, tolerance, "design effect");
      const score = of((value) => value);
      expectClose(score.mean, survey["meanScore"]!, tolerance, "mean score");
      expectClose(score.standardError, survey["meanScoreStandardError"]!, tolerance, "its standard error");
      const promoters = of((value) => (value >= 9 ? 1 : 0));
      expectClose(promoters.mean, survey["promoterShare"]!, tolerance, "promoters");
      expectClose(promoters.standardError, survey["promoterShareStandardError"]!, tolerance, "their standard error");
    },
  );
});
