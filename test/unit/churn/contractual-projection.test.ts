import { describe, expect, test } from "vitest";
import type { ContractualModel } from "../../../src/churn/contractual-model.ts";
import { contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { fitBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import { drawState, projectionBootstrap } from "../../../src/churn/project-bootstrap.ts";
import { deltaMethod } from "../../../src/churn/project-interval.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import {
  codeOf,
  convergedBetaDiscreteWeibull,
  convergedShiftedBetaGeometric,
  expectNear,
  highEnd,
  regular,
} from "./contractual-support.ts";

const given: ContractualModel = { model: "shifted-beta-geometric", alpha: 1, beta: 1 };

describe("projectRetention", () => {
  test("alpha = beta = 1: survival 1 / (t + 1)", () => {
    const { periods, notes, n } = projectRetention(given, 4);
    periods.forEach(({ renewal, survival, retentionRate, churned }, k) => {
      expect(renewal).toBe(k + 1);
      expectNear(survival, 1 / (k + 2));
      expectNear(retentionRate, (k + 1) / (k + 2));
      expectNear(churned, 1 / (k + 1) / (k + 2));
    });
    expect(periods[0]).toMatchObject({ survivalInterval: null, survivalStandardError: null, retentionInterval: null });
    expect([notes, n]).toEqual([["no-covariance"], 0]);
  });

  // Delta method with the covariance at the maximum, in 50 digits (mpmath).
  test("standard errors of survival", () => {
    const ofHighEnd = [0.00952569061126021, 0.012395273258388295, 0.013342398288543991, 0.01386718920523978];
    const { periods } = projectRetention(convergedShiftedBetaGeometric(highEnd), 12);
    ofHighEnd.forEach((error, k) => expectNear(periods[k]!.survivalStandardError, error, 1e-10));
    expectNear(periods[11]!.survivalStandardError, 0.019427701776505216, 1e-10);
    const { periods: others } = projectRetention(convergedShiftedBetaGeometric(regular), 12);
    expectNear(others[11]!.survivalStandardError, 0.013252545731204794, 1e-10);
  });

  test("an interval holds its figure, is within (0, 1) and is wider at a higher level", () => {
    const fit = convergedBetaDiscreteWeibull(highEnd);
    const [wide, narrow] = [0.99, 0.8].map((level) => projectRetention(fit, 30, { level }).periods);
    wide!.forEach(({ survival, survivalInterval, retentionRate, retentionInterval }, k) => {
      const inner = narrow![k]!.survivalInterval!;
      expect(0 < survivalInterval!.lower && survivalInterval!.lower < inner.lower && inner.lower < survival).toBe(true);
      expect(survival < inner.upper && inner.upper < survivalInterval!.upper && survivalInterval!.upper < 1).toBe(true);
      expect(retentionInterval!.lower < retentionRate && retentionRate < retentionInterval!.upper).toBe(true);
    });
    expect(wide![0]!.survivalInterval).toMatchObject({ level: 0.99, method: "delta-logit" });
  });

  test("customers who have stayed: survival given so far", () => {
    const fit = convergedShiftedBetaGeometric(highEnd);
    const { periods, definition } = projectRetention(fit, 5, { tenure: 7 });
    expect(periods.map(({ renewal }) => renewal)).toEqual([8, 9, 10, 11, 12]);
    expectNear(periods[4]!.survival, contractualSurvival(fit, 12) / contractualSurvival(fit, 7));
    expect(periods[0]!.retentionRate).toBe(projectRetention(fit, 8).periods[7]!.retentionRate);
    expect(definition).toEqual({
      model: { model: "shifted-beta-geometric", alpha: fit.alpha, beta: fit.beta },
      tenure: 7,
    });
  });

  test.each([
    ["nobody ever leaves", { model: "geometric", churnProbability: 0 }, [1, 1]],
    ["all leave at once", { model: "geometric", churnProbability: 1 }, [0, 0]],
    ["half leave", { model: "geometric", churnProbability: 0.5 }, [0.5, 0.25]],
    ["a rising chance", { model: "discrete-weibull", churnProbability: 0.5, c: 2 }, [0.5, 0.0625]],
    ["c = 1", { model: "beta-discrete-weibull", alpha: 1, beta: 1, c: 1 }, [1 / 2, 1 / 3]],
  ] as const)("%s", (_, model, survival) => {
    const result = projectRetention(model, 2);
    result.periods.forEach((period, k) => expect(period.survival).toBeCloseTo(survival[k]!, 14));
    expect(notPlainJson(result)).toEqual([]);
  });

  test("far into the future nothing breaks", () => {
    const steep: ContractualModel = { model: "beta-discrete-weibull", alpha: 50, beta: 3, c: 8 };
    for (const model of [given, steep, { model: "discrete-weibull", churnProbability: 0.3, c: 5 } as const]) {
      expect(notPlainJson(projectRetention(model, 2000))).toEqual([]);
    }
    expectNear(contractualSurvival(given, 100_000), 1 / 100_001, 1e-12);
  });

  test("no interval", () => {
    const { periods, notes } = projectRetention(convergedShiftedBetaGeometric(highEnd), 1, { interval: "none" });
    expect(periods[0]).toMatchObject({ survivalInterval: null, retentionStandardError: null });
    expect(notes).toEqual(["no-interval"]);
  });

  test.each([
    ["HORIZON_INVALID", () => projectRetention(given, 0)],
    ["HORIZON_INVALID", () => projectRetention(given, 1.5)],
    ["HORIZON_INVALID", () => projectRetention(given, 1e9)],
    ["HORIZON_INVALID", () => projectRetention(given, NaN)],
    ["TENURE_INVALID", () => projectRetention(given, 3, { tenure: -1 })],
    ["TENURE_INVALID", () => contractualSurvival(given, 0.5)],
    ["LEVEL_OUT_OF_RANGE", () => projectRetention(given, 3, { level: 95 })],
    ["MODEL_INVALID", () => projectRetention(fitShiftedBetaGeometric([10, 5, 5]) as never, 3)],
    ["MODEL_INVALID", () => projectRetention({ ...given, alpha: 0 } as never, 3)],
    ["MODEL_INVALID", () => projectRetention({ ...given, beta: NaN } as never, 3)],
    ["MODEL_INVALID", () => projectRetention({ model: "geometric", churnProbability: 1.1 }, 3)],
    ["MODEL_INVALID", () => projectRetention({ model: "discrete-weibull", churnProbability: 0.1, c: 0 }, 3)],
    ["MODEL_INVALID", () => projectRetention({ model: "other" } as never, 3)],
    ["MODEL_INVALID", () => contractualSurvival(null as never, 3)],
  ] as const)("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("deltaMethod", () => {
  test("a covariance of another size is none", () => {
    const fit = { ...convergedShiftedBetaGeometric(highEnd), model: "beta-discrete-weibull", c: 1 } as const;
    expect(deltaMethod(fit, () => [0.5], "share", 0.95)).toEqual({
      figures: [{ standardError: null, interval: null }],
      notes: ["no-covariance"],
    });
  });

  test("a positive figure by its logarithm: the parameter itself", () => {
    const fit = convergedShiftedBetaGeometric(highEnd);
    const { figures } = deltaMethod(fit, (model) => [(model as typeof fit).alpha], "positive", 0.95);
    expectNear(figures[0]!.standardError, fit.standardErrors.alpha, 1e-10);
    expectNear(figures[0]!.interval!.lower, fit.intervals.alpha!.lower, 1e-10);
  });
});

describe("projectionBootstrap", () => {
  const source = [{ survivors: [300, 190, 140, 115] }, { start: 2, survivors: [80, 66, 58, 51] }];
  const options = { source, fit: fitShiftedBetaGeometric, seed: 7, replicates: 400 };

  test("is near the delta method, the same for the same seed, another for another", () => {
    const fit = convergedShiftedBetaGeometric(source);
    const byDelta = projectRetention(fit, 8).periods[7]!;
    const draw = (seed: number) => projectRetention(fit, 8, { interval: projectionBootstrap({ ...options, seed }) });
    const { periods, notes } = draw(7);
    const byDraws = periods[7]!;
    expect(notes).toEqual([]);
    expect(byDraws.survivalInterval!.method).toBe("bootstrap");
    expect(Math.abs(byDraws.survivalStandardError! / byDelta.survivalStandardError! - 1)).toBeLessThan(0.15);
    expect(Math.abs(byDraws.survivalInterval!.lower - byDelta.survivalInterval!.lower)).toBeLessThan(0.02);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
  });

  test("for the limit of a boundary", () => {
    const alike = [200, 100, 50, 25];
    const fit = fitBetaDiscreteWeibull(alike);
    if (fit.status !== "boundary") throw new Error(fit.status);
    const interval = projectionBootstrap({ source: alike, fit: fitBetaDiscreteWeibull, seed: 1, replicates: 50 });
    const { periods } = projectRetention(fit.limit!, 5, { interval });
    expect(periods[4]!.survivalInterval!.upper).toBeGreaterThan(1 / 32);
  });

  test("draws without a figure are noted", () => {
    const few = [4, 3, 2, 2];
    const fit = convergedShiftedBetaGeometric([5, 3, 2, 2]);
    const { notes, periods } = projectRetention(fit, 3, { interval: projectionBootstrap({ ...options, source: few }) });
    expect(notes).toEqual(["replicates-failed"]);
    expect(periods[2]!.survivalInterval).not.toBeNull();
    const none = projectionBootstrap({
      ...options,
      fit: () => ({ status: "failed", reason: "not-converged", notes: [] }),
    });
    expect(projectRetention(fit, 1, { interval: none }).periods[0]).toMatchObject({ survivalInterval: null });
  });

  test.each([
    ["REPLICATES_INVALID", { replicates: 1 }],
    ["REPLICATES_INVALID", { replicates: 1.5 }],
    ["SEED_REQUIRED", { seed: undefined as never }],
    ["SEED_REQUIRED", { seed: 0.5 }],
    ["SURVIVORS_INCREASE", { source: [1, 2] }],
  ])("%s", (code, change) => {
    expect(codeOf(() => projectionBootstrap({ ...options, ...change }))).toBe(code);
  });

  test("drawn customers come and go as those observed", () => {
    const observed = contractualStateOf(source);
    const drawn = drawState(seededRandom(3), given, observed);
    expect(drawn.entered).toEqual(observed.entered);
    expect(drawn.churned.length).toBeLessThanOrEqual(6);
    expect(drawn.active.length).toBeLessThanOrEqual(6);
    expect(contractualStateOf(drawn)).toBe(drawn);
    // Where all were seen to leave, those who stay are seen no longer.
    const gone = drawState(seededRandom(3), { model: "geometric", churnProbability: 0 }, contractualStateOf([9, 4, 0]));
    expect(gone).toMatchObject({ churned: [], active: [0, 0, 9], entered: [9] });
  });
});
