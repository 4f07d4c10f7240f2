import { describe, expect, it } from "vitest";
import { compareModels } from "../../../src/clv/compare-models.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { noneLeftOut } from "../../../src/clv/history-check.ts";
import { validateHoldout } from "../../../src/clv/holdout-validation.ts";
import type { PurchaseFit } from "../../../src/clv/purchase-fit.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { codeOf } from "../churn/code-of.ts";

/** A fit with the figures that matter here. */
function fitOf(aic: number, other: object = {}): PurchaseFit {
  const fit = {
    status: "converged",
    model: "bg-nbd",
    timeUnit: "week",
    n: 100,
    repeatPurchases: 150,
    groups: 90,
    rows: 100,
    leftOut: { ...noneLeftOut(), first: [] },
    notes: [],
    parameters: { r: 1, alpha: 1, a: 1, b: 1 },
    logLikelihood: 4 - aic / 2,
    aic,
    bic: aic - 8 + 4 * Math.log(100),
    iterations: 5,
  };
  return { ...fit, ...other } as unknown as PurchaseFit;
}

describe("comparing models", () => {
  it("differences and weights by hand, the best first", () => {
    const { models, notes, n } = compareModels([fitOf(1010), fitOf(1000, { model: "mbg-nbd" }), fitOf(1004)]);
    expect(n).toBe(100);
    expect(models.map(({ index, aicDifference }) => [index, aicDifference])).toEqual([
      [1, 0],
      [2, 4],
      [0, 10],
    ]);
    const sum = 1 + Math.exp(-2) + Math.exp(-5);
    expect(models[0]!.akaikeWeight).toBeCloseTo(1 / sum, 12);
    expect(models[2]!.akaikeWeight).toBeCloseTo(Math.exp(-5) / sum, 12);
    expect(models[1]).toMatchObject({ parameters: 4, bicDifference: 4 });
    expect(notes).toEqual([]);
  });

  it("says what is close, penalised or at a limit", () => {
    const { notes } = compareModels([
      fitOf(1000),
      fitOf(1001, { status: "boundary" }),
      fitOf(1002, { penalty: { kind: "log-ridge", strength: 1, objective: 1 } }),
    ]);
    expect(notes).toEqual(["close", "boundary-fit", "penalised-fit"]);
  });

  it("lists fits that failed last, without figures", () => {
    const { models, notes } = compareModels([fitOf(0, { status: "failed", reason: "not-converged" }), fitOf(1000)]);
    expect(models.map(({ status }) => status)).toEqual(["converged", "failed"]);
    expect(models[0]!.akaikeWeight).toBe(1);
    expect(models[1]).toMatchObject({ index: 0, aic: null, aicDifference: null, akaikeWeight: null });
    expect(notes).toEqual(["fit-failed"]);
  });

  it("is not thrown off by likelihoods far apart", () => {
    const { models } = compareModels([fitOf(1000), fitOf(1e6)]);
    expect(models.map(({ akaikeWeight }) => akaikeWeight)).toEqual([1, 0]);
  });

  it.each<readonly [string, object]>([
    ["other customers", { n: 101 }],
    ["other purchases", { repeatPurchases: 151 }],
    ["another unit", { timeUnit: "day" }],
    ["BG/BB, whose data are others", { model: "bg-bb" }],
  ])("%s throw", (_, other) => {
    expect(codeOf(() => compareModels([fitOf(1000), fitOf(1000, other)]))).toBe("FITS_NOT_COMPARABLE");
  });

  it("no fits throw", () => {
    expect(codeOf(() => compareModels([]))).toBe("FITS_MISSING");
    expect(codeOf(() => compareModels(undefined as never))).toBe("FITS_MISSING");
    expect(codeOf(() => compareModels({} as never))).toBe("FITS_MISSING");
    expect(codeOf(() => compareModels([fitOf(1000), null as never]))).toBe("FITS_MISSING");
  });

  it("finds the model that customers were simulated from", () => {
    const model = { model: "mbg-nbd", timeUnit: "week", parameters: { r: 2, alpha: 6, a: 1, b: 2 } } as const;
    const simulated = simulatePurchases(model, { customers: 5000, T: 52, seed: 2 });
    const fits = [fitBgNbd, fitMbgNbd].map((fit) => fit(simulated, { timeUnit: "week" }));
    const [best, other] = compareModels(fits).models;
    expect(best!.model).toBe("mbg-nbd");
    expect(other!.aicDifference).toBeGreaterThan(2);
  });
});

describe("beside the holdout", () => {
  const model = { model: "mbg-nbd", timeUnit: "week", parameters: { r: 2, alpha: 6, a: 1, b: 2 } } as const;
  const split = simulatePurchases(model, { customers: 400, T: 30, holdout: 30, seed: 2 });
  const fits = [fitBgNbd, fitMbgNbd].map((fit) => fit(split, { timeUnit: "week" }));
  const validate = (fit: PurchaseFit, holdout = 30) =>
    fit.status === "failed" ? null : validateHoldout(fit, split, { holdout });
  const holdouts = fits.map((fit) => validate(fit));

  it("each model has its own total and error", () => {
    const { models } = compareModels(fits, { holdouts });
    for (const { index, holdout } of models) {
      const { total, errors } = holdouts[index]!;
      expect(holdout).toEqual({ totalRatio: total.ratio, rootMeanSquaredError: errors.rootMeanSquaredError });
    }
    expect(compareModels(fits).models.map(({ holdout }) => holdout)).toEqual([null, null]);
    expect(compareModels(fits, { holdouts: [null, holdouts[1]!] }).models.map(({ holdout }) => holdout)).toContain(
      null,
    );
    const failed = { ...fits[0]!, status: "failed", reason: "not-converged" } as PurchaseFit;
    expect(compareModels([failed, fits[1]!], { holdouts: [null, holdouts[1]!] }).models[1]!.holdout).toBeNull();
  });

  it.each<readonly [string, unknown]>([
    ["too few", [holdouts[0]]],
    ["those of other fits", [holdouts[1], holdouts[0]]],
    ["another holdout", [holdouts[0], validate(fits[1]!, 20)]],
    ["none of a kind", [{}, holdouts[1]]],
    ["no list", holdouts[0]],
  ])("%s throw", (_, wrong) => {
    expect(codeOf(() => compareModels(fits, { holdouts: wrong as never }))).toBe("HOLDOUTS_INVALID");
  });
});
