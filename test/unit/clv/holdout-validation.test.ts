import { describe, expect, it } from "vitest";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { calibrationBins } from "../../../src/clv/holdout-bins.ts";
import { predictionErrors } from "../../../src/clv/holdout-errors.ts";
import { validateHoldout } from "../../../src/clv/holdout-validation.ts";
import type { PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { codeOf } from "../churn/code-of.ts";

const parameters = { r: 0.5, alpha: 6, a: 0.9, b: 2.4 };
const model: PurchaseModel = { model: "mbg-nbd", timeUnit: "week", parameters };
const values = Object.values(parameters);
const process = processOf("mbg-nbd");
const rows = [
  { frequency: 0, recency: 0, T: 20, holdoutFrequency: 0 },
  { frequency: 0, recency: 0, T: 20, holdoutFrequency: 2 },
  { frequency: 4, recency: 18, T: 20, holdoutFrequency: 1 },
  { frequency: 8, recency: 30, T: 40, holdoutFrequency: 3 },
];
const ahead = 10;
const expected = rows.map((row) => process.expectedPurchases(values, row, ahead));
const chances = rows.map((row) => 1 - process.conditionalCountProbabilities(values, row, ahead, 0)[0]!);
const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0);

describe("four customers by hand", () => {
  const result = validateHoldout(model, rows, { holdout: { weeks: 10 } });

  it("the total with its luck", () => {
    const variances = rows.map((row, i) => {
      const counts = process.conditionalCountProbabilities(values, row, ahead, 400);
      return counts.reduce((total, chance, k) => total + chance * (k - expected[i]!) ** 2, 0);
    });
    const luck = Math.sqrt(sum(variances));
    const predicted = sum(expected);
    const { total } = result;
    expect(total.predicted).toBeCloseTo(predicted, 12);
    expect(total.actual).toBe(6);
    expect(total.ratio).toBeCloseTo(predicted / 6, 12);
    expect(total.luck).toBeCloseTo(luck, 5);
    expect(total.parameterError).toBeNull();
    expect(total.interval!.lower).toBe(Math.max(0, predicted - 1.959963984540054 * total.luck));
    expect(total.interval!.upper).toBeCloseTo(predicted + 1.959963984540054 * total.luck, 12);
    expect(result.notes).toContain("no-covariance");
  });

  it("errors of the model and of the rule to beat", () => {
    const errors = expected.map((each, i) => Math.abs(each - rows[i]!.holdoutFrequency));
    const sorted = [...errors].sort((a, b) => a - b);
    expect(result.errors.meanAbsoluteError).toBeCloseTo(sum(errors) / 4, 12);
    expect(result.errors.rootMeanSquaredError).toBeCloseTo(Math.sqrt(sum(errors.map((each) => each ** 2)) / 4), 12);
    expect(result.errors.medianAbsoluteError).toBeCloseTo((sorted[1]! + sorted[2]!) / 2, 12);
    // 4 in 20 weeks and 8 in 40 are 2 in 10.
    expect(result.baseline).toMatchObject({ rule: "as-often-as-so-far", predicted: 4, ratio: 4 / 6 });
    expect(result.baseline.errors).toMatchObject({ meanAbsoluteError: 1, medianAbsoluteError: 1 });
    expect(result.baseline.errors.rootMeanSquaredError).toBeCloseTo(Math.sqrt(6 / 4), 12);
    const share = result.errors.rootMeanSquaredError! ** 2 / (6 / 4);
    expect(result.baseline.skill).toBeCloseTo(1 - share, 12);
  });

  it("who came back", () => {
    const came = [0, 1, 1, 1];
    const { active } = result;
    expect(active.predicted).toBeCloseTo(sum(chances) / 4, 12);
    expect(active.actual).toBe(0.75);
    expect(active.brier).toBeCloseTo(sum(chances.map((each, i) => (each - came[i]!) ** 2)) / 4, 12);
    expect(active.brierOfShare).toBe(0.1875);
    expect(active.interval).toMatchObject({ method: "wilson" });
  });

  it("by frequency, with 7 and more in one", () => {
    const { byFrequency } = result;
    expect(byFrequency.map(({ n }) => n)).toEqual([2, 0, 0, 0, 1, 0, 0, 1]);
    expect(byFrequency[0]).toMatchObject({ actual: 1, baseline: 0 });
    expect(byFrequency[0]!.predicted).toBeCloseTo(expected[0]!, 12);
    expect(byFrequency[1]).toMatchObject({ predicted: null, actual: null, baseline: null });
    expect(byFrequency[7]).toMatchObject({ andMore: true, actual: 3, baseline: 2 });
  });

  it("the same as columns, as a table, with weights and in another order", () => {
    const columns = {
      frequency: [8, 0, 4, 0],
      recency: [30, 0, 18, 0],
      T: [40, 20, 20, 20],
      holdoutFrequency: [3, 2, 1, 0],
    };
    expect(validateHoldout(model, columns, { holdout: 10 })).toEqual(result);
    const table = { customers: rows, definition: { timeUnit: "week" }, holdoutLength: 10 } as const;
    expect(validateHoldout(model, table)).toEqual(result);
    const doubled = validateHoldout(model, { ...columns, count: [2, 2, 2, 2] }, { holdout: 10 });
    expect(doubled.n).toBe(8);
    expect(doubled.total.luck).toBeCloseTo(result.total.luck * Math.SQRT2, 10);
    expect(doubled.errors).toMatchObject({ medianAbsoluteError: result.errors.medianAbsoluteError });
    expect(JSON.parse(JSON.stringify(doubled))).toEqual(doubled);
  });
});

describe("what cannot be said is null", () => {
  it("of nobody", () => {
    const nobody = validateHoldout(model, [], { holdout: 10 });
    expect(nobody).toMatchObject({
      n: 0,
      total: { predicted: 0, actual: 0, ratio: null, interval: null, isWithin: null },
      errors: { meanAbsoluteError: null, correlation: null },
      baseline: { ratio: null, skill: null },
      byPrediction: [],
      active: { predicted: null, brier: null, interval: null, bins: [] },
    });
    expect(nobody.notes[0]).toBe("no-customers");
  });

  it("where nobody bought, and where all are alike", () => {
    const silent = [0, 0, 0].map((holdoutFrequency) => ({ frequency: 0, recency: 0, T: 20, holdoutFrequency }));
    const result = validateHoldout(model, silent, { holdout: 10 });
    expect(result.total.ratio).toBeNull();
    expect(result.errors.correlation).toBeNull();
    // To expect nothing was right: no share of an error of 0 can be saved.
    expect(result.baseline.skill).toBeNull();
  });

  it("bad rows are counted", () => {
    const bad = [
      { frequency: 1, recency: 0, T: 20, holdoutFrequency: 1 },
      { frequency: 1, recency: 30, T: 20, holdoutFrequency: 1 },
      { frequency: 0, recency: 0, T: 20, holdoutFrequency: -1 },
      { frequency: 0, recency: 0, T: 20, holdoutFrequency: Number.NaN },
      { frequency: 0, recency: 0, T: 20 } as never,
    ];
    const result = validateHoldout(model, [...rows, ...bad], { holdout: 10 });
    expect(result.n).toBe(4);
    expect(result.leftOut).toMatchObject({ recencyWithoutPurchase: 1, recencyAfterT: 1, covariateInvalid: 3 });
    expect(result.notes).toContain("rows-left-out");
  });

  it.each<readonly [string, string, () => unknown]>([
    ["a holdout of no length", "HOLDOUT_EMPTY", () => validateHoldout(model, rows, { holdout: 0 })],
    ["a holdout beyond all time", "TIME_SPAN_INVALID", () => validateHoldout(model, rows, { holdout: 1e308 })],
    ["a holdout that is not said", "TIME_SPAN_INVALID", () => validateHoldout(model, rows)],
    ["half a bin", "BINS_INVALID", () => validateHoldout(model, rows, { holdout: 1, bins: 0.5 })],
    ["a level in percent", "LEVEL_OUT_OF_RANGE", () => validateHoldout(model, rows, { holdout: 1, level: 95 })],
    ["no source", "SOURCE_INVALID", () => validateHoldout(model, null as never, { holdout: 1 })],
    [
      "another unit",
      "TIME_UNIT_MISMATCH",
      () => validateHoldout(model, { customers: rows, definition: { timeUnit: "day" } }, { holdout: 1 }),
    ],
  ])("%s throws %s", (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("parts", () => {
  it("errors: weighted medians and correlations", () => {
    const counts = Float64Array.of(1, 3, 1);
    const errors = predictionErrors([1, 2, 3], [1, 1, 6], counts);
    expect(errors.medianAbsoluteError).toBe(1);
    expect(errors.meanAbsoluteError).toBe((0 + 3 + 3) / 5);
    expect(predictionErrors([1, 2], [3, 5], Float64Array.of(1, 1)).correlation).toBeCloseTo(1, 12);
    expect(predictionErrors([1, 2], [5, 3], Float64Array.of(1, 1)).correlation).toBeCloseTo(-1, 12);
    expect(predictionErrors([2, 2], [5, 3], Float64Array.of(1, 1)).correlation).toBeNull();
  });

  it("bins: equal predictions together, all customers in one", () => {
    const predicted = [0.1, 0.2, 0.2, 0.2, 0.5, 0.9];
    const bins = calibrationBins(predicted, [0, 0, 1, 2, 1, 3], Float64Array.of(1, 1, 1, 1, 1, 1), 3);
    expect(bins.map(({ n }) => n)).toEqual([4, 1, 1]);
    expect(bins[0]).toMatchObject({ from: 0.1, to: 0.2, actual: 0.75 });
    expect(bins[0]!.predicted).toBeCloseTo(0.7 / 4, 12);
    const many = calibrationBins(predicted, predicted, new Float64Array(6).fill(2), 100);
    expect(many.map(({ n }) => n)).toEqual([2, 6, 2, 2]);
  });
});

describe("a model that is right", () => {
  const simulated = simulatePurchases(model, { customers: 5000, T: 39, holdout: 39, seed: 3 });
  const fit = fitMbgNbd(simulated, { timeUnit: "week" });
  if (fit.status === "failed") throw new Error(fit.reason);
  const result = validateHoldout(fit, simulated, { holdout: 39 });

  it("is found right: total, calibration, who comes back", () => {
    const { total, byPrediction, active, baseline } = result;
    expect(total.isWithin).toBe(true);
    expect(total.parameterError).toBeGreaterThan(0);
    expect(baseline.skill).toBeGreaterThan(0.3);
    expect(baseline.ratio).toBeGreaterThan(1.3);
    expect(byPrediction.reduce((all, { n }) => all + n, 0)).toBe(5000);
    expect(active.brier).toBeLessThan(active.brierOfShare!);
    for (const { n, predicted, actual } of active.bins) {
      // Binomial luck, and a little for the parameters.
      expect(Math.abs(predicted - actual)).toBeLessThan(4 * Math.sqrt((predicted * (1 - predicted)) / n) + 0.01);
    }
  });

  it("and a wrong one wrong", () => {
    const wrong = { ...model, parameters: { ...parameters, a: 0.05 } };
    expect(validateHoldout(wrong, simulated, { holdout: 39 }).total.isWithin).toBe(false);
  });

  it("its interval of the total holds what comes as often as it says", () => {
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const customers = simulatePurchases(model, { customers: 300, T: 39, holdout: 39, seed });
      if (validateHoldout(model, customers, { holdout: 39 }).total.isWithin) held++;
    }
    // 190 expected, and a standard deviation of 3.
    expect(held).toBeGreaterThan(180);
    expect(held).toBeLessThan(199);
  });
});
