import { describe, expect, test } from "vitest";
import { fold } from "../../../../src/core/accumulator.ts";
import { isMetricError } from "../../../../src/core/metric-error.ts";
import { coxRegressionAccumulator } from "../../../../src/stats/survival/cox-accumulator.ts";
import { coxConcordance } from "../../../../src/stats/survival/cox-concordance.ts";
import { proportionalHazardsTest } from "../../../../src/stats/survival/cox-proportionality.ts";
import { coxRegression } from "../../../../src/stats/survival/cox-regression.ts";
import { coxResiduals } from "../../../../src/stats/survival/cox-residuals.ts";
import type { CoxFit, CoxRegressionOptions } from "../../../../src/stats/survival/cox-result.ts";
import type { CoxColumns } from "../../../../src/stats/survival/cox-rows.ts";
import { coxSurvival } from "../../../../src/stats/survival/cox-survival.ts";

/** Weighted data with ties of events and of censorings (Therneau and Grambsch, Modeling Survival Data, appendix E); answers are R's. */
const weighted: CoxColumns = {
  time: [1, 1, 2, 2, 2, 2, 3, 4, 5],
  event: [1, 0, 1, 1, 1, 0, 0, 1, 0],
  covariates: { x: [2, 0, 1, 1, 0, 1, 0, 1, 0] },
  weight: [1, 2, 3, 4, 3, 2, 1, 2, 1],
};
const stretches: CoxColumns = {
  entry: [0, 5, 0, 0, 10, 15, 0, 0, 14, 0, 0, 0, 23, 0],
  time: [5, 10, 10, 10, 15, 20, 20, 14, 20, 20, 30, 23, 40, 50],
  event: [0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0],
  covariates: { x: [2, 2, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0] },
  weight: [1, 1, 2, 3, 3, 3, 4, 3, 3, 2, 1, 2, 2, 1],
};
const customer = [0, 0, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 7, 8];

const fitOf = (data: CoxColumns, options: CoxRegressionOptions = {}): CoxFit => {
  const fit = coxRegression(data, options);
  if (fit.status === "failed") throw new Error(fit.reason);
  return fit;
};
const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : String(error);
  }
};

describe("residuals", () => {
  const efronMartingale = [
    0.85334536, -0.02560716, 0.32265266, 0.32265266, 0.71696234, -1.07772629, -0.45034077, -0.90490339, -0.79598658,
  ];
  const efronScore = [
    0.88116056, 0.02477248, 0.06057806, 0.06057806, -0.59724033, -0.16737066, 0.38040295, -0.1375029, 0.66631324,
  ];
  const breslowScore = [
    0.88681615, 0.02497653, 0.03608964, 0.03608964, -0.54297652, -0.1252878, 0.29564605, -0.09476911, 0.58400064,
  ];
  const breslowMartingale = [
    0.85531186, -0.02593169, 0.17636221, 0.17636221, 0.65131344, -0.82363779, -0.34868656, -0.64894181, -0.69807852,
  ];

  test.each([
    ["efron", "martingale", efronMartingale],
    ["efron", "score", efronScore],
    ["breslow", "martingale", breslowMartingale],
    ["breslow", "score", breslowScore],
  ] as const)("by %s that are %s are R's, and add up over a customer's stretches", (ties, kind, wanted) => {
    const [found] = coxResiduals(fitOf(weighted, { ties }), weighted, { kind }).columns;
    wanted.forEach((value, i) => expect(found![i]).toBeCloseTo(value, 7));
    const [split] = coxResiduals(fitOf(stretches, { ties }), stretches, { kind }).columns;
    const totals = wanted.map((_, id) =>
      split!.reduce<number>((sum, value, i) => sum + (customer[i] === id ? value! : 0), 0),
    );
    wanted.forEach((value, i) => expect(totals[i]).toBeCloseTo(value, 7));
  });

  test("that are Schoenfeld's are R's, null for those who stayed", () => {
    const [found] = coxResiduals(fitOf(weighted), weighted, { kind: "schoenfeld" }).columns;
    const close = (value: number) => expect.closeTo(value, 7);
    expect(found).toEqual([
      close(1.0325955),
      null,
      close(0.1621759),
      close(0.1621759),
      close(-0.8378241),
      null,
      null,
      close(0.1728229),
      null,
    ]);
  });

  test("read the covariates of the fit, whatever others there are", () => {
    const { covariates, ...rest } = weighted;
    const more = { ...rest, covariates: { other: weighted.time as number[], ...covariates } };
    expect(coxResiduals(fitOf(weighted), more)).toEqual(coxResiduals(fitOf(weighted), weighted));
  });

  test("are in the order of the rows as given, null where a row was not used", () => {
    const data = { time: [9, -1, 3, 6, 5], event: [0, 1, 1, 1, 1], covariates: { x: [1, 5, 2, 0, 1] } };
    const used = { time: [9, 3, 6, 5], event: [0, 1, 1, 1], covariates: { x: [1, 2, 0, 1] } };
    const found = coxResiduals(fitOf(data), data);
    const [first, ...rest] = coxResiduals(fitOf(used), used).columns[0]!;
    expect(found.columns).toEqual([[first, null, ...rest]]);
    expect(found.sumsOfSquares[0]).toBeCloseTo(
      [first, ...rest].reduce<number>((sum, value) => sum + value! ** 2, 0),
      12,
    );
    expect(found.covariates).toEqual([]);
    expect(coxResiduals(fitOf(data), data, { kind: "score" }).covariates).toEqual(["x"]);
  });
});

describe("concordance", () => {
  test("of weighted rows is R's, with its error", () => {
    expect(coxConcordance(fitOf(weighted), weighted)).toMatchObject({
      value: 0.6375,
      standardError: expect.closeTo(0.161, 3),
    });
    expect(coxConcordance(fitOf(stretches), stretches)).toMatchObject({
      value: 0.6375,
      standardError: expect.closeTo(0.172, 3),
    });
  });

  test("can be asked of data that the fit has not seen, also where a covariate is constant there", () => {
    const fit = fitOf(weighted);
    const other = { time: [1, 2, 3], event: [1, 1, 0], covariates: { x: [3, 2, 1] } };
    expect(coxConcordance(fit, other)).toMatchObject({
      value: 1,
      concordant: 3,
      n: 3,
      standardError: 0,
      interval: { lower: 1, upper: 1 },
    });
    expect(coxConcordance(fit, { ...other, covariates: { x: [1, 1, 1] } })).toMatchObject({ value: 0.5, tiedRisk: 3 });
  });

  test("without pairs is null, and without an interval says so", () => {
    const fit = fitOf(weighted);
    expect(coxConcordance(fit, { time: [1, 1], event: [1, 1], covariates: { x: [1, 2] } })).toMatchObject({
      value: null,
      standardError: null,
      interval: null,
      tiedTime: 1,
      notes: ["no-pairs"],
    });
    expect(coxConcordance(fit, { time: [], event: [], covariates: { x: [] } })).toMatchObject({ value: null, n: 0 });
    expect(coxConcordance(fit, weighted, { interval: "none" })).toMatchObject({
      value: 0.6375,
      interval: null,
      standardError: null,
      notes: ["no-interval"],
    });
  });
});

describe("predicted survival", () => {
  const data = {
    time: [2, 4, 4, 6, 8],
    event: [1, 1, 0, 1, 0],
    covariates: { x: [1, 0, 2, 1, 3] },
    stratum: ["a", "a", "b", "b", "b"],
  };
  const single = { time: data.time, event: data.event, covariates: data.covariates };

  test("can be read at any time: 1 before the first, null beyond the last", () => {
    const fit = fitOf(single);
    const curve = coxSurvival(fit, { covariates: { x: 1 } });
    const read = coxSurvival(fit, { covariates: { x: 1 } }, { times: [0, 1, 2, 5, 8, 8 * (1 + 1e-9), 9] });
    expect(curve.time).toEqual([2, 4, 6, 8]);
    expect(read.survival).toEqual([
      1,
      1,
      curve.survival[0],
      curve.survival[1],
      curve.survival[3],
      curve.survival[3],
      null,
    ]);
    expect(read.standardError.slice(0, 2)).toEqual([0, 0]);
    expect(read.lower.slice(0, 2)).toEqual([1, 1]);
    expect(read.notes).toEqual(["beyond-last-time"]);
    expect(JSON.parse(JSON.stringify(read))).toStrictEqual(read);
  });

  test("survives storage of the fit", () => {
    const fit = fitOf(single);
    const stored = JSON.parse(JSON.stringify(fit)) as CoxFit;
    expect(coxSurvival(stored, { covariates: { x: 2 } })).toEqual(coxSurvival(fit, { covariates: { x: 2 } }));
  });

  test("takes the stratum that it is asked for", () => {
    const fit = fitOf(data);
    expect(coxSurvival(fit, { covariates: { x: 1 }, stratum: "b" }).time).toEqual([4, 6, 8]);
    expect(codeOf(() => coxSurvival(fit, { covariates: { x: 1 } }))).toBe("STRATUM_UNKNOWN");
    expect(codeOf(() => coxSurvival(fit, { covariates: { x: 1 }, stratum: "c" }))).toBe("STRATUM_UNKNOWN");
    expect(codeOf(() => coxSurvival(fitOf(single), { covariates: { x: 1 }, stratum: "a" }))).toBe("STRATUM_UNKNOWN");
  });

  test("of a customer beyond all others is 0, not an error", () => {
    const fit = fitOf(single);
    const sign = Math.sign(fit.coefficients[0]!.coefficient);
    const far = coxSurvival(fit, { covariates: { x: sign * 1e6 } }, { times: [1, 5] });
    expect(far).toMatchObject({
      survival: [1, 0],
      cumulativeHazard: [0, null],
      standardError: [0, null],
      lower: [1, null],
    });
    expect(coxSurvival(fit, { covariates: { x: sign * -1e6 } }, { times: [1, 5] }).survival).toEqual([1, 1]);
    expect(JSON.parse(JSON.stringify(far))).toStrictEqual(far);
  });

  test("without a band says so", () => {
    expect(coxSurvival(fitOf(single), { covariates: { x: 1 } }, { interval: "none" })).toMatchObject({
      band: null,
      notes: ["no-interval"],
      lower: [null, null, null, null],
    });
    const clustered = fitOf({ ...single, cluster: [1, 1, 1, 1, 1] });
    expect(coxSurvival(clustered, { covariates: { x: 1 } })).toMatchObject({ band: null, notes: ["no-covariance"] });
  });

  test.each<[string, () => unknown]>([
    ["COVARIATE_INVALID", () => coxSurvival(fitOf(single), { covariates: {} })],
    ["COVARIATE_INVALID", () => coxSurvival(fitOf(single), { covariates: { x: NaN } })],
    ["TIME_INVALID", () => coxSurvival(fitOf(single), { covariates: { x: 1 } }, { times: [-1] })],
    ["LEVEL_OUT_OF_RANGE", () => coxSurvival(fitOf(single), { covariates: { x: 1 } }, { level: 95 })],
    ["INTERVAL_UNKNOWN", () => coxSurvival(fitOf(single), { covariates: { x: 1 } }, { interval: "normal" as never })],
    ["BASELINE_REQUIRED", () => coxSurvival(fitOf(single, { baseline: "none" }), { covariates: { x: 1 } })],
  ])("throws %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("the test of proportional hazards", () => {
  test("finds an effect that wears off", () => {
    // The risky half leaves early; of those of it who are left, nobody leaves sooner than the others.
    const time = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 && i < 120 ? 1 + i / 200 : 10 + ((i * 37) % 100)));
    const data = {
      time,
      event: time.map(() => 1),
      covariates: { risky: time.map((_, i) => (i + 1) % 2), other: time.map((_, i) => (i * 13) % 7) },
    };
    const found = proportionalHazardsTest(fitOf(data), data);
    expect(found.covariates[0]!.pValue).toBeLessThan(1e-6);
    expect(found.covariates[1]!.pValue).toBeGreaterThan(0.01);
    expect(found.global).toMatchObject({ df: 2 });
  });

  test("has a power only where there are two times: else null", () => {
    const data = { time: [1, 1, 1, 1], event: [1, 1, 0, 1], covariates: { x: [1, 2, 3, 4] } };
    expect(proportionalHazardsTest(fitOf(data), data)).toMatchObject({
      covariates: [{ covariate: "x", statistic: null, pValue: null }],
      global: { statistic: null },
    });
  });

  test("of a state is that of its rows", () => {
    const accumulator = coxRegressionAccumulator({ covariates: ["x"] });
    const rows = [1, 2, 3, 4, 5, 5, 6].map((time, i) => ({ time, event: i !== 3, covariates: { x: (i * 5) % 4 } }));
    const state = fold(accumulator, rows);
    const fit = coxRegression(state) as CoxFit;
    const [folded, direct] = [proportionalHazardsTest(fit, state), proportionalHazardsTest(fit, rows)];
    expect(folded.global.statistic).toBeCloseTo(direct.global.statistic!, 10);
    expect(coxConcordance(fit, state).value).toBe(coxConcordance(fit, rows).value);
  });
});

describe("a bad call", () => {
  const fit = fitOf(weighted);

  test.each<[string, () => unknown]>([
    ["COVARIATE_UNKNOWN", () => coxConcordance(fit, { time: [1], event: [1], covariates: { y: [1] } })],
    [
      "COVARIATES_DIFFER",
      () =>
        coxResiduals(fit, { ...weighted, covariates: { x: [], y: weighted.time as number[] } }, { covariates: ["y"] }),
    ],
    ["KIND_MISMATCH", () => coxConcordance(fit, coxRegressionAccumulator({ covariates: ["y"] }).empty())],
    ["SAMPLE_DIFFERS", () => coxResiduals(fit, { time: [1], event: [1], covariates: { x: [1] } })],
    ["SAMPLE_DIFFERS", () => proportionalHazardsTest(fit, { ...weighted, event: weighted.time as number[] })],
    ["SAMPLE_DIFFERS", () => coxResiduals(fit, { ...weighted, covariates: { x: [0, 2, 1, 1, 0, 1, 0, 1, 0] } })],
    ["RESIDUAL_UNKNOWN", () => coxResiduals(fit, weighted, { kind: "pearson" as never })],
    ["TRANSFORM_UNKNOWN", () => proportionalHazardsTest(fit, weighted, { transform: "square" as never })],
    ["SOURCE_INVALID", () => coxResiduals(fit, coxRegressionAccumulator({ covariates: ["x"] }).empty())],
    ["LEVEL_OUT_OF_RANGE", () => coxConcordance(fit, weighted, { level: 1 })],
    [
      "TIME_INVALID",
      () => {
        const data = { time: [0, 1, 2, 3], event: [1, 1, 1, 0], covariates: { x: [1, 2, 1, 3] } };
        return proportionalHazardsTest(fitOf(data), data, { transform: "log" });
      },
    ],
  ])("throws %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
