import { describe, expect, test } from "vitest";
import { drawPurchaseParameters } from "../../../src/clv/bootstrap-parameters.ts";
import { bootstrapPurchaseFit } from "../../../src/clv/bootstrap-purchase-fit.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { newCustomerPurchases } from "../../../src/clv/new-customer-purchases.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import type { ConvergedPurchaseFit, PurchaseFit } from "../../../src/clv/purchase-fit.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { codeOf, models, numbersIn, withErrors } from "./clv-support.ts";

const truth = { model: "mbg-nbd", timeUnit: "week", parameters: { r: 0.8, alpha: 7, a: 0.9, b: 2.4 } } as const;
const lengths = Array.from({ length: 2000 }, (_, i) => 27 + (i % 84) / 7);
const data = simulatePurchases(truth, { T: lengths, seed: 11 });
const fit = fitMbgNbd(data, { timeUnit: "week" }) as ConvergedPurchaseFit;
const customer = { frequency: 2, recency: 20, T: 30 };

test("the fit is there", () => {
  expect(fit.status).toBe("converged");
});

describe("refits to simulated customers", () => {
  const draws = bootstrapPurchaseFit(fit, data, { refit: fitMbgNbd, seed: 3, replicates: 100 });

  test("spread as the delta method says", () => {
    for (const call of [
      (interval: "delta" | typeof draws) => expectedPurchases(fit, customer, { ahead: 39, interval }),
      (interval: "delta" | typeof draws) => probabilityAlive(fit, customer, { interval }),
      (interval: "delta" | typeof draws) => newCustomerPurchases(fit, { ahead: 39, interval }),
    ]) {
      const [delta, drawn] = [call("delta"), call(draws)];
      expect(drawn.value).toBe(delta.value);
      // A hundred replicates know their spread to 7 %.
      expect(drawn.standardError! / delta.standardError!).toBeGreaterThan(0.75);
      expect(drawn.standardError! / delta.standardError!).toBeLessThan(1.33);
      expect(drawn.interval).toMatchObject({ level: 0.95, method: "bootstrap" });
      expect(drawn.interval!.lower).toBeLessThan(drawn.value!);
      expect(drawn.interval!.upper).toBeGreaterThan(drawn.value!);
    }
  });

  test("are the same for the same seed, and plain JSON", () => {
    const few = (seed: number) =>
      bootstrapPurchaseFit(fit, { T: lengths.slice(0, 300) }, { refit: fitMbgNbd, seed, replicates: 3 });
    expect(few(1)).toEqual(few(1));
    expect(few(1).draws).not.toEqual(few(2).draws);
    expect(JSON.parse(JSON.stringify(draws))).toEqual(draws);
    expect(numbersIn(draws).every(Number.isFinite)).toBe(true);
  });

  test("that fail are left out and noted", () => {
    let calls = 0;
    const failing = (...args: Parameters<typeof fitMbgNbd>): PurchaseFit => {
      const found = fitMbgNbd(...args);
      return ++calls % 2 === 0 ? ({ ...found, status: "failed", reason: "not-converged" } as PurchaseFit) : found;
    };
    const half = bootstrapPurchaseFit(fit, data, { refit: failing as typeof fitMbgNbd, seed: 3, replicates: 6 });
    expect(half).toMatchObject({ replicates: 6, draws: { length: 3 } });
    expect(probabilityAlive(fit, customer, { interval: half }).notes).toEqual(["replicates-failed"]);
    const none = { ...half, draws: [] };
    expect(probabilityAlive(fit, customer, { interval: none })).toMatchObject({
      interval: null,
      notes: ["replicates-failed"],
    });
  });

  test("serve a boundary, which has no covariance", () => {
    const boundary = { ...fit, status: "boundary" } as unknown as ConvergedPurchaseFit;
    expect(probabilityAlive(boundary, customer).interval).toBeNull();
    expect(probabilityAlive(boundary, customer, { interval: draws }).interval).not.toBeNull();
  });
});

describe("draws from the covariance", () => {
  test("spread as the delta method says where that is good", () => {
    const sure = withErrors(models["pareto-nbd"], 0.01);
    const draws = drawPurchaseParameters(sure, { seed: 1, replicates: 4000 });
    const delta = expectedPurchases(sure, customer, { ahead: 39 });
    const drawn = expectedPurchases(sure, customer, { ahead: 39, interval: draws });
    expect(drawn.standardError! / delta.standardError!).toBeCloseTo(1, 1);
    expect(drawn.interval!.upper / delta.interval!.upper).toBeCloseTo(1, 2);
  });

  test("hold with the correlations of a fit", () => {
    const draws = drawPurchaseParameters(fit, { seed: 2 });
    expect(draws).toMatchObject({ method: "normal", replicates: 1000, draws: { length: 1000 } });
    const delta = expectedPurchases(fit, customer, { ahead: 39 });
    const drawn = expectedPurchases(fit, customer, { ahead: 39, interval: draws });
    expect(drawn.standardError! / delta.standardError!).toBeGreaterThan(0.85);
    expect(drawn.standardError! / delta.standardError!).toBeLessThan(1.2);
  });

  test("need a covariance", () => {
    const bare = truth as unknown as ConvergedPurchaseFit;
    expect(codeOf(() => drawPurchaseParameters(bare, { seed: 1 }))).toBe("COVARIANCE_INVALID");
    const flat = { ...fit, covariance: fit.covariance.map((row) => row.map(() => 0)) };
    expect(codeOf(() => drawPurchaseParameters(flat, { seed: 1 }))).toBe("COVARIANCE_INVALID");
  });
});

test("draws beyond all numbers are left out, and missed", () => {
  const wide = {
    ...fit,
    covariance: fit.covariance.map((row, i) => row.map((each, j) => (i === j ? each * 1e10 : 0))),
  };
  const draws = drawPurchaseParameters(wide, { seed: 1, replicates: 50 });
  expect(draws.draws.length).toBeLessThan(50);
  expect(draws.draws.flat().every((value) => value > 0 && value < Infinity)).toBe(true);
  expect(expectedPurchases(wide, { frequency: 2, recency: 20, T: 39 }, { ahead: 9, interval: draws }).notes).toEqual([
    "replicates-failed",
  ]);
});

test("a bad call", () => {
  const call = (changes: object) =>
    codeOf(() => bootstrapPurchaseFit(fit, { T: [30, 40] }, { refit: fitMbgNbd, seed: 1, replicates: 2, ...changes }));
  expect(call({ replicates: 1 })).toBe("REPLICATES_INVALID");
  expect(call({ seed: 0.5 })).toBe("SEED_NOT_INTEGER");
  expect(call({ seed: undefined })).toBe("SEED_NOT_INTEGER");
  expect(call({ refit: undefined })).toBe("REFIT_MISSING");
  const other = () => bootstrapPurchaseFit(fit, data, { refit: fitBgNbd, seed: 1, replicates: 2 });
  expect(codeOf(other)).toBe("REFIT_DIFFERS");
  expect(codeOf(() => drawPurchaseParameters(fit, { seed: 1, replicates: 0 }))).toBe("REPLICATES_INVALID");
  expect(codeOf(() => drawPurchaseParameters(fit, undefined as never))).toBe("SEED_NOT_INTEGER");
});
