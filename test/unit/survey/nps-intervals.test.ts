import { describe, expect, test } from "vitest";
import { exactCoverage } from "../../../src/stats/trinomial-coverage.ts";
import { trinomialScoreInterval } from "../../../src/stats/trinomial-score.ts";
import { trinomialWald, type TrinomialCounts } from "../../../src/stats/trinomial.ts";
import { nps, type NpsIntervalMethod } from "../../../src/survey/nps.ts";
import {
  npsBayes,
  npsBootstrap,
  npsBootstrapDistribution,
  type NpsBootstrapOptions,
  npsPosterior,
  npsScoreInterval,
  npsWaldInterval,
} from "../../../src/survey/nps-intervals.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../core/code-of.ts";

const counts = { promoters: 5, passives: 3, detractors: 2 };
const nobody = { promoters: 0, passives: 0, detractors: 0 };
const drawn = npsBootstrap({ seed: 7, replicates: 200 });

describe.each<[string, NpsIntervalMethod]>([
  ["wald", npsWaldInterval],
  ["score", npsScoreInterval],
  ["bayes", npsBayes()],
  ["bootstrap", npsBootstrap()],
  ["bootstrap", drawn],
])("%s, as the interval of nps", (name, interval) => {
  test("says its name and level", () => {
    expect(nps(counts, { interval, level: 0.8 }).interval).toMatchObject({ method: name, level: 0.8 });
  });

  test.each([
    [{ promoters: 1, passives: 0, detractors: 0 }],
    [{ promoters: 0, passives: 1, detractors: 0 }],
    [{ promoters: 0, passives: 0, detractors: 500 }],
    [{ promoters: 1, passives: 0, detractors: 1 }],
  ])("is within ±100 for %j", (few) => {
    const { lower, upper } = nps(few, { interval }).interval!;
    expect(notPlainJson({ lower, upper })).toEqual([]);
    expect(lower).toBeGreaterThanOrEqual(-100);
    expect(upper).toBeGreaterThanOrEqual(lower);
    expect(upper).toBeLessThanOrEqual(100);
  });

  test("mirrors when promoters and detractors change places", () => {
    const [one, other] = [interval(counts, 0.95), interval({ ...counts, promoters: 2, detractors: 5 }, 0.95)];
    if (interval === drawn) return;
    // A percentile is the smallest score that reaches its probability, so that it mirrors but for one step.
    const step = name === "bootstrap" ? 10 : 0;
    expect(Math.abs(one.lower + other.upper)).toBeLessThanOrEqual(step + 1e-9);
    expect(Math.abs(one.upper + other.lower)).toBeLessThanOrEqual(step + 1e-9);
  });

  test("refuses levels and counts that are none", () => {
    expect(codeOf(() => interval(counts, 95))).toBe("LEVEL_OUT_OF_RANGE");
    expect(codeOf(() => interval({ ...counts, passives: 0.5 }, 0.95))).toBe("COUNT_INVALID");
    expect(codeOf(() => interval({ ...counts, passives: -1 }, 0.95))).toBe("COUNT_INVALID");
  });

  test("of nobody is refused, but for the posterior, which then is the prior's", () => {
    if (name === "bayes") expect(interval(nobody, 0.95)).toMatchObject({ method: "bayes" });
    else expect(codeOf(() => interval(nobody, 0.95))).toBe("NO_ANSWERS");
  });
});

describe("what the documentation says of coverage", () => {
  /** Shares of promoters, passives and detractors in steps of a tenth. */
  const shares: TrinomialCounts[] = [];
  for (let up = 1; up < 10; up++)
    for (let down = 1; up + down < 10; down++)
      shares.push({ up: up / 10, down: down / 10, middle: (10 - up - down) / 10 });
  const coverages = (
    n: number,
    interval: (counts: TrinomialCounts) => { lower: number; upper: number } | null,
  ): number[] => shares.map((truth) => exactCoverage(n, truth, interval));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const wald =
    (pseudo: number) =>
    ({ up, middle, down }: TrinomialCounts) => {
      const [, , lower, upper] = trinomialWald(up + pseudo / 4, middle + pseudo / 2, down + pseudo / 4, 0.95);
      return { lower, upper };
    };
  const score = (one: TrinomialCounts) => trinomialScoreInterval(one, 0.95);

  test("Wald at 10 answers: short of its level", () => {
    const seen = mean(coverages(10, wald(0)));
    expect(seen).toBeGreaterThan(0.85);
    expect(seen).toBeLessThan(0.9);
  });

  test("adjusted Wald at 5, 10 and 30: on its level on average", () => {
    for (const n of [5, 10, 30]) expect(Math.abs(mean(coverages(n, wald(3))) - 0.95), `${n}`).toBeLessThan(0.01);
  });

  test("score at 5 and 10: above its level on average, and never far below", () => {
    for (const n of [5, 10]) {
      expect(mean(coverages(n, score)), `mean at ${n}`).toBeGreaterThan(0.955);
      expect(Math.min(...coverages(n, score)), `least at ${n}`).toBeGreaterThan(0.92);
    }
  });
});

describe("npsPosterior", () => {
  test("of nobody is the prior", () => {
    const { mean, probabilityAboveZero, interval } = npsPosterior(nobody);
    expect([mean, probabilityAboveZero]).toEqual([0, 0.5]);
    expect(interval.lower).toBeCloseTo(-interval.upper, 9);
  });

  test("leans with its prior", () => {
    const fond = npsPosterior(counts, { prior: { promoters: 20, passives: 1, detractors: 1 } });
    expect(fond.mean).toBeGreaterThan(npsPosterior(counts).mean);
    expect(npsPosterior(counts, { prior: { promoters: 0.5, passives: 0.5, detractors: 0.5 } }).mean).toBeCloseTo(
      (100 * 3) / 11.5,
      12,
    );
  });

  test("reads a result of nps", () => {
    expect(npsPosterior(nps([10, 9, 3]))).toEqual(npsPosterior({ promoters: 2, passives: 0, detractors: 1 }));
  });

  test.each<[string, unknown, unknown]>([
    ["PRIOR_INVALID", counts, { prior: { promoters: 0, passives: 1, detractors: 1 } }],
    ["PRIOR_INVALID", counts, { prior: { promoters: 1, passives: -1, detractors: 1 } }],
    ["PRIOR_INVALID", counts, { prior: { promoters: 1, passives: Number.NaN, detractors: 1 } }],
    ["PRIOR_INVALID", counts, { prior: { promoters: 1, passives: 1 } }],
    ["PRIOR_INVALID", counts, { prior: { promoters: Infinity, passives: 1, detractors: 1 } }],
    ["LEVEL_OUT_OF_RANGE", counts, { level: 95 }],
    ["COUNT_INVALID", { ...counts, promoters: 1.5 }, {}],
  ])("throws %s for %j, %j", (code, given, options) => {
    expect(codeOf(() => npsPosterior(given as never, options as never))).toBe(code);
  });
});

describe("npsBootstrapDistribution", () => {
  test("of answers that are all alike has no width", () => {
    expect(npsBootstrapDistribution({ promoters: 3, passives: 0, detractors: 0 })).toEqual({
      mean: 100,
      standardError: 0,
      interval: { lower: 100, upper: 100, level: 0.95, method: "bootstrap" },
    });
  });

  test("draws are the same for the same seed, and near what they stand for", () => {
    const options = { seed: 1, replicates: 20_000 };
    const one = npsBootstrapDistribution(counts, options);
    expect(npsBootstrapDistribution(counts, options)).toEqual(one);
    const exact = npsBootstrapDistribution(counts);
    expect(Math.abs(one.mean - exact.mean)).toBeLessThan(1);
    expect(Math.abs(one.standardError - exact.standardError)).toBeLessThan(1);
    expect(npsBootstrapDistribution(counts, { seed: 2, replicates: 20_000 })).not.toEqual(one);
  });

  test.each<[string, NpsBootstrapOptions & { level?: number }]>([
    ["SEED_REQUIRED", { replicates: 100 }],
    ["SEED_REQUIRED", { replicates: 100, seed: 0.5 }],
    ["SEED_REQUIRED", { replicates: 100, seed: "1" as never }],
    ["REPLICATES_INVALID", { replicates: 0, seed: 1 }],
    ["REPLICATES_INVALID", { replicates: 1.5, seed: 1 }],
    ["REPLICATES_INVALID", { replicates: 1e12, seed: 1 }],
    ["REPLICATES_INVALID", { replicates: null as never, seed: 1 }],
    ["LEVEL_OUT_OF_RANGE", { level: 1 }],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => npsBootstrapDistribution(counts, options))).toBe(code);
  });
});
