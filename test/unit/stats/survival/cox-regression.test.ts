import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../../src/core/metric-error.ts";
import { coxConcordance } from "../../../../src/stats/survival/cox-concordance.ts";
import { coxRegression } from "../../../../src/stats/survival/cox-regression.ts";
import { coxResiduals } from "../../../../src/stats/survival/cox-residuals.ts";
import type { CoxFit, CoxNoFit, CoxRegressionOptions } from "../../../../src/stats/survival/cox-result.ts";
import type { CoxColumns } from "../../../../src/stats/survival/cox-rows.ts";
import { coxSurvival } from "../../../../src/stats/survival/cox-survival.ts";

/** Weighted data with ties of events and of censorings (Therneau and Grambsch, Modeling Survival Data, appendix E). */
const weighted: CoxColumns = {
  time: [1, 1, 2, 2, 2, 2, 3, 4, 5],
  event: [1, 0, 1, 1, 1, 0, 0, 1, 0],
  covariates: { x: [2, 0, 1, 1, 0, 1, 0, 1, 0] },
  weight: [1, 2, 3, 4, 3, 2, 1, 2, 1],
};

/** The same, at ten times the time and in stretches. */
const stretches: CoxColumns = {
  entry: [0, 5, 0, 0, 10, 15, 0, 0, 14, 0, 0, 0, 23, 0],
  time: [5, 10, 10, 10, 15, 20, 20, 14, 20, 20, 30, 23, 40, 50],
  event: [0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0],
  covariates: { x: [2, 2, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0] },
  weight: [1, 1, 2, 3, 3, 3, 4, 3, 3, 2, 1, 2, 2, 1],
};

const fitOf = (data: CoxColumns, options: CoxRegressionOptions = {}): CoxFit => {
  const fit = coxRegression(data, options);
  if (fit.status === "failed") throw new Error(fit.reason);
  return fit;
};

const failureOf = (data: CoxColumns, options: CoxRegressionOptions = {}): CoxNoFit => {
  const fit = coxRegression(data, options);
  if (fit.status === "converged") throw new Error("converged");
  return fit;
};

/** Numbers that look like chance, the same each time. */
const chance = (n: number, seed: number): number[] => {
  let state = seed;
  return Array.from({ length: n }, () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648);
};

const n = 200;
const time = chance(n, 1).map((u) => Math.ceil(50 * u));
const event = chance(n, 2).map((u) => Number(u < 0.6));
const usage = chance(n, 3);
const annual = chance(n, 4).map((u) => Number(u < 0.5));

describe("a fit", () => {
  test.each([
    ["breslow", 0.8596, 0.7131, 1.69, 1.52],
    ["efron", 0.8726, 0.7126, 1.75, null],
  ] as const)(
    "of weighted ties by %s is R's, in whole time and in stretches",
    (ties, coefficient, error, ratio, score) => {
      for (const data of [weighted, stretches]) {
        const { coefficients, tests } = fitOf(data, { ties });
        expect(coefficients[0]!.coefficient).toBeCloseTo(coefficient, 4);
        expect(coefficients[0]!.standardError).toBeCloseTo(error, 4);
        expect(tests.likelihoodRatio.statistic).toBeCloseTo(ratio, 2);
        if (score !== null) expect(tests.score.statistic).toBeCloseTo(score, 2);
      }
    },
  );

  test("by Breslow has the closed form of a small sample: x = ln((3 + √33) / 2)", () => {
    const { coefficients, logLikelihood, nullLogLikelihood } = fitOf(
      { time: [1, 1, 6, 6, 8, 9], event: [1, 0, 1, 1, 0, 1], covariates: { x: [1, 1, 1, 0, 0, 0] } },
      { ties: "breslow" },
    );
    expect(coefficients[0]!.coefficient).toBeCloseTo(Math.log((3 + Math.sqrt(33)) / 2), 12);
    expect(nullLogLikelihood).toBeCloseTo(-4.564348, 6);
    expect(logLikelihood).toBeCloseTo(-3.82475, 5);
  });

  test("says what it is: counts, tests, definition, hazard ratio with its interval", () => {
    const fit = fitOf({ time, event, covariates: { usage, annual } }, { level: 0.9 });
    expect(fit).toMatchObject({
      metric: "cox-regression",
      status: "converged",
      n,
      events: event.reduce((sum, each) => sum + each, 0),
      definition: { ties: "efron", errors: "model", level: 0.9, resolution: null },
      robustCovariance: null,
      clusters: null,
      notes: [],
    });
    const [first] = fit.coefficients;
    expect(first).toMatchObject({
      covariate: "usage",
      robustStandardError: null,
      interval: { level: 0.9, method: "wald" },
    });
    expect(first!.hazardRatio).toBeCloseTo(Math.exp(first!.coefficient), 14);
    expect(Math.log(first!.interval!.upper) - first!.coefficient).toBeCloseTo(
      1.6448536269514722 * first!.standardError!,
      12,
    );
    expect(first!.z).toBe(first!.coefficient / first!.standardError!);
    expect(fit.tests.wald.df).toBe(2);
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
  });

  test("p-values go on where 1 − Φ would be 0", () => {
    const many = 1200;
    const strong = chance(many, 5).map((u) => Number(u < 0.5));
    const fit = fitOf({
      time: chance(many, 6).map((u, i) => -Math.log(1 - u) * (strong[i]! > 0 ? 1 : 9)),
      event: strong.map(() => 1),
      covariates: { strong },
    });
    expect(fit.coefficients[0]!.z).toBeGreaterThan(20);
    expect(fit.coefficients[0]!.pValue).toBeGreaterThan(0);
    expect(fit.coefficients[0]!.pValue).toBeLessThan(1e-80);
  });

  test("joins times that differ by float noise, as R's timefix does", () => {
    const noisy = fitOf({
      time: [0.1 + 0.2, 0.3, 0.7, 0.8, 0.9],
      event: [1, 1, 0, 1, 1],
      covariates: { x: [1, 0, 2, 1, 0] },
    });
    const clean = fitOf({
      time: [0.3, 0.3, 0.7, 0.8, 0.9],
      event: [1, 1, 0, 1, 1],
      covariates: { x: [1, 0, 2, 1, 0] },
    });
    expect(noisy.coefficients[0]!.coefficient).toBeCloseTo(clean.coefficients[0]!.coefficient, 12);
    expect(noisy.baselines[0]!.time).toHaveLength(4);
    const apart = fitOf(
      { time: [0.1 + 0.2, 0.3, 0.7, 0.8, 0.9], event: [1, 1, 0, 1, 1], covariates: { x: [1, 0, 2, 1, 0] } },
      { tieTolerance: 0 },
    );
    expect(apart.baselines[0]!.time).toHaveLength(5);
  });

  test("an event at time 0 counts, and so does everybody else then", () => {
    const fit = fitOf({ time: [0, 0, 1, 2], event: [1, 0, 1, 0], covariates: { x: [1, 2, 0, 1] } });
    expect(fit.nullLogLikelihood).toBeCloseTo(-Math.log(4) - Math.log(2), 12);
  });

  test("who came from the start is at risk at time 0, who came late is not", () => {
    const fit = fitOf({
      time: [0, 3, 5, 6],
      entry: [0, 0, 2, 0],
      event: [1, 1, 1, 0],
      covariates: { x: [1, 2, 0, 1] },
    });
    expect(fit.nullLogLikelihood).toBeCloseTo(-Math.log(3) - Math.log(3) - Math.log(2), 12);
  });

  test("a heavy row that goes leaves no rounding behind", () => {
    const light = { time: [1, 2, 3, 4, 4], event: [1, 1, 1, 1, 0], x: [1, 3, 2, 2, 1] };
    // At risk from 5 to 6 only, when nobody leaves.
    const fit = fitOf({
      time: [...light.time, 6, 6],
      event: [...light.event, 0, 0],
      entry: [...light.time.map(() => 0), 5, 5],
      covariates: { x: [...light.x, 2, 2] },
      weight: [...light.time.map(() => 1), 1e14, 3.3e14],
    });
    const alone = fitOf({ time: light.time, event: light.event, covariates: { x: light.x } });
    expect(fit.coefficients[0]!.coefficient).toBeCloseTo(alone.coefficients[0]!.coefficient, 12);
    expect(fit.coefficients[0]!.standardError).toBeCloseTo(alone.coefficients[0]!.standardError!, 12);
  });

  test("a short stay is not taken for a tie, however long others stay", () => {
    const fit = fitOf({
      time: [10, 1e9, 2e9, 3e9],
      entry: [9.999, 0, 0, 0],
      event: [1, 1, 1, 0],
      covariates: { x: [1, 2, 0, 1] },
    });
    expect(fit.nullLogLikelihood).toBeCloseTo(-Math.log(4) - Math.log(3) - Math.log(2), 12);
  });

  test.each([
    ["a large offset", (x: number) => x + 1e9, 1],
    ["a tiny unit", (x: number) => x * 1e-90, 1e90],
    ["a huge unit", (x: number) => x * 1e90, 1e-90],
  ])("is not hurt by %s", (_, change, factor) => {
    const whole = usage.map((u) => Math.floor(1000 * u));
    const plain = fitOf({ time, event, covariates: { whole, annual } });
    const changed = fitOf({ time, event, covariates: { whole: whole.map(change), annual } });
    expect(changed.coefficients[0]!.coefficient / factor).toBeCloseTo(plain.coefficients[0]!.coefficient, 12);
    expect(changed.coefficients[1]!.coefficient).toBeCloseTo(plain.coefficients[1]!.coefficient, 10);
    expect(changed.logLikelihood).toBeCloseTo(plain.logLikelihood, 9);
  });

  test("what is beyond float64 is null, never infinite", () => {
    const fit = fitOf({ time, event, covariates: { tiny: usage.map((u) => u * -1e-90) } });
    expect(fit.coefficients[0]).toMatchObject({ hazardRatio: null, interval: null });
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
  });

  test("weights of any scale give the same coefficients", () => {
    const plain = fitOf({ time, event, covariates: { usage } });
    for (const scale of [1e-12, 1e12]) {
      const scaled = fitOf({ time, event, covariates: { usage }, weight: time.map(() => scale) });
      expect(scaled.coefficients[0]!.coefficient).toBeCloseTo(plain.coefficients[0]!.coefficient, 9);
      expect(scaled.coefficients[0]!.standardError! * Math.sqrt(scale)).toBeCloseTo(
        plain.coefficients[0]!.standardError!,
        9,
      );
      expect(scaled.notes).toContain("weights-need-robust-errors");
    }
  });

  test("notes few events and too few clusters", () => {
    const few = fitOf({ time: [1, 2, 3, 4], event: [1, 1, 0, 1], covariates: { x: [1, 3, 2, 2] } });
    expect(few.notes).toEqual(["few-events-per-covariate"]);
    const clustered = fitOf({ time, event, covariates: { usage, annual }, cluster: time.map((_, i) => i % 2) });
    expect(clustered.notes).toEqual(["too-few-clusters"]);
    expect(clustered.coefficients[0]).toMatchObject({ standardError: null, z: null, pValue: null, interval: null });
    expect(clustered).toMatchObject({
      clusters: 2,
      robustCovariance: null,
      tests: { wald: { statistic: null, pValue: null } },
    });
  });

  test("without baselines when they are not wanted", () => {
    expect(fitOf({ time, event, covariates: { usage } }, { baseline: "none" }).baselines).toEqual([]);
  });
});

describe("no fit", () => {
  test.each<[string, CoxColumns, Partial<CoxNoFit>]>([
    ["no rows", { time: [], event: [], covariates: { x: [] } }, { reason: "no-observations", n: 0 }],
    [
      "nobody left",
      { time: [1, 2], event: [0, 0], covariates: { x: [1, 2] } },
      { reason: "no-events", n: 2, events: 0 },
    ],
    [
      "more covariates than events",
      { time: [1, 2, 3], event: [0, 1, 0], covariates: { x: [1, 2, 3], y: [2, 1, 5] } },
      { reason: "too-few-events" },
    ],
    [
      "a constant covariate",
      { time, event, covariates: { usage, odd: usage.map(() => 0.1) } },
      { reason: "constant", covariates: ["odd"] },
    ],
    [
      "one that is constant in each stratum",
      { time, event, covariates: { usage, annual }, stratum: annual },
      { reason: "constant", covariates: ["annual"] },
    ],
    [
      "one that varies only after the last event",
      { time: [1, 2, 3, 4], event: [0, 0, 0, 1], covariates: { x: [1, 2, 3, 4] } },
      { reason: "constant", covariates: ["x"] },
    ],
    [
      "a combination of others",
      { time, event, covariates: { usage, annual, both: usage.map((u, i) => 2 * u - 3 * annual[i]! + 5) } },
      { reason: "collinear", covariates: ["both"] },
    ],
    [
      "a covariate and its twin",
      { time, event, covariates: { usage, twin: usage } },
      { reason: "collinear", covariates: ["twin"] },
    ],
    [
      "nobody left on an annual plan",
      { time, event: event.map((left, i) => (annual[i] === 1 ? 0 : left)), covariates: { usage, annual } },
      { reason: "separation", covariates: ["annual"] },
    ],
    [
      "the same, with late entries",
      {
        time,
        event: event.map((left, i) => (annual[i] === 1 ? 0 : left)),
        covariates: { usage, annual },
        entry: time.map((t) => t / 2),
      },
      { reason: "separation", covariates: ["annual"] },
    ],
    [
      "a covariate that orders all",
      {
        time: Array.from({ length: 50 }, (_, i) => i + 1),
        event: Array.from({ length: 50 }, () => 1),
        covariates: { x: Array.from({ length: 50 }, (_, i) => -i) },
      },
      { reason: "separation", covariates: ["x"] },
    ],
    [
      "one event, of the largest",
      { time: [1, 2, 3, 4], event: [0, 1, 0, 0], covariates: { x: [1, 5, 2, 4] } },
      { reason: "separation", covariates: ["x"] },
    ],
  ])("says why: %s", (_, data, wanted) => {
    const failure = failureOf(data);
    expect(failure).toMatchObject({ metric: "cox-regression", status: "failed", ...wanted });
    expect(JSON.parse(JSON.stringify(failure))).toStrictEqual(failure);
  });

  test("and after how many steps", () => {
    expect(failureOf({ time, event, covariates: { usage, twin: usage } }).iterations).toBe(0);
    expect(failureOf({ time, event, covariates: { usage, annual } }, { maxIterations: 1 })).toMatchObject({
      reason: "not-converged",
      iterations: 1,
    });
  });

  test("risks may differ by more than float64 can hold, then what cannot be held is null", () => {
    // Ordered but for two neighbours: the top is at ln(n − 1), and the risks of first and last differ by e^5000.
    const order = Array.from({ length: 800 }, (_, i) => (i === 20 ? -21 : i === 21 ? -20 : -i));
    const data = { time: order.map((_, i) => i + 1), event: order.map(() => 1), covariates: { order } };
    const fit = fitOf(data, { errors: "robust" });
    expect(fit.coefficients[0]!.coefficient).toBeCloseTo(Math.log(799), 10);
    expect(fit.baselines[0]!.cumulativeHazard.at(-1)).toBeNull();
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
    const middle = coxSurvival(fit, { covariates: { order: -400 } });
    expect([middle.survival[0], middle.survival.at(-1)]).toEqual([1, 0]);
    expect(JSON.parse(JSON.stringify(middle))).toStrictEqual(middle);
    const residuals = coxResiduals(fit, data);
    expect(JSON.parse(JSON.stringify(residuals))).toStrictEqual(residuals);
    expect(coxConcordance(fit, data).discordant).toBe(1);
  });

  test("a step that loses likelihood is halved", () => {
    const data = { time: [12, 13, 17, 10, 12, 10, 15, 13, 12, 5, 18, 10], event: [1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1] };
    const seats = [0.5, 2.4, 1.4, 2.4, 1, 0.7, 2.5, 3, 1.4, 15.1, 0.5, 90.3];
    const fit = fitOf({ ...data, covariates: { seats } });
    expect(fit.logLikelihood).toBeGreaterThan(fit.nullLogLikelihood);
    const shorter = fitOf({ ...data, covariates: { seats: seats.map((x) => x / 7) } });
    expect(shorter.coefficients[0]!.coefficient / 7).toBeCloseTo(fit.coefficients[0]!.coefficient, 10);
  });

  test("an outlier of hardly any risk who is left alone at the end does not stop the fit", () => {
    const time = [113, 1, 8976544, 19, 5, 561, 5, 12, 73, 458, 26, 2291, 187, 6437];
    const event = [1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1];
    const revenue = [
      0.638, 0.072, 388.416, 0.498, 0.155, 4.204, 0.008, 0.164, 1.079, 6.123, 0.344, 11.198, 3.422, 12.898,
    ];
    // Scipy's bounded minimiser on the logarithms of sums.
    expect(fitOf({ time, event, covariates: { revenue } }).coefficients[0]!.coefficient).toBeCloseTo(-3.524164, 5);
  });

  test("nearly separated and nearly collinear data have one", () => {
    // Two neighbours in the wrong order: a coefficient of ln 49, and no more.
    const order = Array.from({ length: 50 }, (_, i) => (i === 20 ? -21 : i === 21 ? -20 : -i));
    expect(
      fitOf({ time: order.map((_, i) => i + 1), event: order.map(() => 1), covariates: { order } }).coefficients[0]!
        .coefficient,
    ).toBeLessThan(5);
    const close = usage.map((u, i) => u + 1e-4 * annual[i]!);
    expect(fitOf({ time, event, covariates: { usage, close } }).status).toBe("converged");
  });
});

describe("a bad call", () => {
  const codeOf = (call: () => unknown): string => {
    try {
      call();
      return "none";
    } catch (error) {
      return isMetricError(error) ? error.code : String(error);
    }
  };
  const covariates = { usage };

  test.each<[string, () => unknown]>([
    ["LENGTH_MISMATCH", () => coxRegression({ time, event: [1], covariates })],
    ["LENGTH_MISMATCH", () => coxRegression({ time, event, covariates: { usage: [1] } })],
    ["LENGTH_MISMATCH", () => coxRegression({ time, event, covariates, weight: [1] })],
    ["LENGTH_MISMATCH", () => coxRegression({ time, event, covariates, stratum: { codes: [0], names: ["a"] } })],
    ["COVARIATES_REQUIRED", () => coxRegression({ time, event, covariates: {} })],
    ["COVARIATES_REQUIRED", () => coxRegression({ time, event, covariates }, { covariates: [] })],
    ["COVARIATES_REQUIRED", () => coxRegression({ time, event, covariates }, { covariates: ["usage", "usage"] })],
    ["COVARIATES_REQUIRED", () => coxRegression([{ time: 1, event: 1, covariates: {} }])],
    ["COVARIATE_UNKNOWN", () => coxRegression({ time, event, covariates }, { covariates: ["toString"] })],
    ["SOURCE_INVALID", () => coxRegression(null as never)],
    ["SOURCE_INVALID", () => coxRegression({ covariates } as never)],
    ["LEVEL_OUT_OF_RANGE", () => coxRegression({ time, event, covariates }, { level: 95 })],
    ["TIES_UNKNOWN", () => coxRegression({ time, event, covariates }, { ties: "exact" as never })],
    ["ERRORS_UNKNOWN", () => coxRegression({ time, event, covariates }, { errors: "naive" as never })],
    ["TIE_TOLERANCE_INVALID", () => coxRegression({ time, event, covariates }, { tieTolerance: -1 })],
    ["RESOLUTION_INVALID", () => coxRegression({ time, event, covariates }, { resolution: 0 })],
    ["ITERATIONS_INVALID", () => coxRegression({ time, event, covariates }, { maxIterations: 0 })],
    [
      "OBSERVATION_INVALID",
      () => coxRegression({ time: [-1], event: [1], covariates: { x: [1] } }, { onInvalid: "throw" }),
    ],
  ])("throws %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
