import { describe, expect, it } from "vitest";
import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import type { PurchaseFit, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { simulatePurchases } from "../../../src/clv/simulate-purchases.ts";
import { holdoutSplit } from "../../../src/clv/rfm-holdout.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { simulatedTransactions } from "../../../src/clv/simulate-transactions.ts";
import { codeOf } from "../churn/code-of.ts";

const bgNbd: PurchaseModel = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.5, alpha: 6, a: 0.9, b: 2.4 } };
const spend = { p: 6, q: 4, v: 15 };

describe("simulated purchases", () => {
  it("are the same for the same seed, and others for another", () => {
    const once = simulatePurchases(bgNbd, { customers: 50, T: 39, seed: 5 });
    expect(simulatePurchases(bgNbd, { customers: 50, T: 39, seed: 5 })).toEqual(once);
    expect(simulatePurchases(bgNbd, { customers: 50, T: 39, seed: 6 })).not.toEqual(once);
  });

  it("do not change with spend", () => {
    const without = simulatePurchases(bgNbd, { customers: 50, T: 39, seed: 5 });
    const {
      spend: _,
      monetaryValue,
      holdoutSpend,
      ...same
    } = simulatePurchases(bgNbd, {
      customers: 50,
      T: 39,
      seed: 5,
      spend,
    });
    expect(same).toEqual(without);
    expect(monetaryValue).toHaveLength(50);
    expect(holdoutSpend!.every((amount) => amount === 0)).toBe(true);
  });

  it("fit together: times, frequency, recency, holdout and spend", () => {
    const T = Array.from({ length: 200 }, (_, i) => 10 + (i % 30));
    const all = simulatePurchases(bgNbd, { T, seed: 1, holdout: { weeks: 20 }, spend });
    all.times.forEach((times, i) => {
      const inside = times.filter((time) => time <= T[i]!);
      expect(all.frequency[i]).toBe(inside.length);
      expect(all.recency[i]).toBe(inside.at(-1) ?? 0);
      expect(all.holdoutFrequency[i]).toBe(times.length - inside.length);
      expect(times.every((time, k) => time > (times[k - 1] ?? 0) && time <= T[i]! + 20)).toBe(true);
      const amounts = all.spend![i]!;
      expect(amounts).toHaveLength(times.length + 1);
      const repeat = amounts.slice(1, inside.length + 1);
      const mean = repeat.length === 0 ? null : repeat.reduce((sum, each) => sum + each, 0) / repeat.length;
      if (mean === null) expect(all.monetaryValue![i]).toBeNull();
      else expect(all.monetaryValue![i]).toBeCloseTo(mean, 9);
    });
  });

  it("of BG/BB happen at whole opportunities", () => {
    const model: PurchaseModel = {
      model: "bg-bb",
      timeUnit: "opportunity",
      parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 },
    };
    const { times, recency } = simulatePurchases(model, { customers: 300, T: 6, holdout: 2, seed: 2 });
    expect(times.flat().every((time) => Number.isInteger(time) && time >= 1 && time <= 8)).toBe(true);
    expect(recency.every((last) => last <= 6)).toBe(true);
  });

  it("follow covariates", () => {
    const fit = {
      ...bgNbd,
      covariates: {
        coefficients: [{ name: "purchase.app", covariate: "app", moves: [{ parameter: "alpha", sign: -1 }] }],
      },
      parameters: { ...bgNbd.parameters, "purchase.app": 1 },
    } as const;
    const app = Array.from({ length: 4000 }, (_, i) => i % 2);
    const { frequency } = simulatePurchases(fit, { customers: 4000, T: 26, seed: 3, covariates: { app } });
    const bought = [0, 1].map((group) => frequency.reduce((sum, x, i) => (app[i] === group ? sum + x : sum), 0));
    expect(bought[1]! / bought[0]!).toBeGreaterThan(1.4);
    expect(codeOf(() => simulatePurchases(fit, { customers: 2, T: 26, seed: 3 }))).toBe("COVARIATES_INVALID");
  });

  it("are nobody's where there are no customers", () => {
    expect(simulatePurchases(bgNbd, { customers: 0, T: 39, seed: 1 })).toMatchObject({ customers: 0, frequency: [] });
  });

  it.each<readonly [string, string, () => unknown]>([
    ["no number of customers", "CUSTOMERS_INVALID", () => simulatePurchases(bgNbd, { T: 39, seed: 1 })],
    ["a fraction of one", "CUSTOMERS_INVALID", () => simulatePurchases(bgNbd, { customers: 1.5, T: 39, seed: 1 })],
    [
      "another number than T",
      "CUSTOMERS_INVALID",
      () => simulatePurchases(bgNbd, { customers: 3, T: [1, 2], seed: 1 }),
    ],
    ["a negative T", "TIME_SPAN_INVALID", () => simulatePurchases(bgNbd, { T: [1, -2], seed: 1 })],
    ["no seed", "SEED_NOT_INTEGER", () => simulatePurchases(bgNbd, { customers: 1, T: 1, seed: 0.5 })],
    [
      "no spread of spend",
      "SPEND_PARAMETERS_INVALID",
      () => simulatePurchases(bgNbd, { customers: 1, T: 1, seed: 1, spend: { p: 0, q: 1, v: 1 } }),
    ],
  ])("%s throws %s", (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("a simulated log", () => {
  const parameters = { r: 0.5, alpha: 60, a: 0.9, b: 2.4 };
  const daily: PurchaseModel = { model: "mbg-nbd", timeUnit: "day", parameters };
  const T = Array.from({ length: 300 }, (_, i) => 100 + i);
  const simulated = simulatePurchases(daily, { T, seed: 9, holdout: 50, spend: { p: 6, q: 4, v: 1500 } });
  const log = simulatedTransactions(simulated, { asOf: "2026-01-01T00:00:00Z", currency: "EUR" });

  it("has every purchase once, in order", () => {
    expect(log).toHaveLength(300 + simulated.times.flat().length);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    expect(log.every(({ at }, i) => i === 0 || String(at) >= String(log[i - 1]!.at))).toBe(true);
    expect(log.every(({ amount }) => Number.isInteger(amount) && amount >= 0)).toBe(true);
  });

  it("comes back as the histories that it was made from, but for purchases on one day", () => {
    const options = { timeZone: "UTC", timeUnit: "day" } as const;
    const split = holdoutSplit(log, { ...options, calibrationEnd: "2025-12-31", holdoutEnd: "2026-02-19" });
    expect(split.n).toBe(300);
    expect(split.holdoutLength).toBe(50);
    const sums = split.customers.map(({ frequency, holdoutFrequency }) => frequency + holdoutFrequency);
    const known = simulated.times.map(({ length }) => length);
    for (const { customerId, T: watched, recency } of split.customers) {
      const i = Number(customerId.slice(1)) - 1;
      // The first day is a day after a midnight of T, and the observation ends with a day.
      expect(watched).toBe(T[i]! - 1);
      expect(Math.abs(recency - simulated.recency[i]!)).toBeLessThanOrEqual(1);
    }
    const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0);
    expect(total(sums)).toBeLessThanOrEqual(total(known));
    expect(total(sums)).toBeGreaterThan(0.95 * total(known));
    expect(rfmSummary(log, { ...options, asOf: "2025-12-31" }).leftOut["after-as-of"]).toBe(
      total(simulated.holdoutFrequency),
    );
  });

  it("needs spend, and time with a length", () => {
    const options = { asOf: 0, currency: "EUR" };
    const without = simulatePurchases(daily, { customers: 1, T: 1, seed: 1 });
    expect(codeOf(() => simulatedTransactions(without, options))).toBe("SPEND_MISSING");
    const paid = { ...without, spend: without.times.map((own) => [0, ...own].map(() => 5)) };
    const noCurrency = { ...options, currency: "" };
    expect(codeOf(() => simulatedTransactions(paid, noCurrency))).toBe("CURRENCY_INVALID");
    expect(codeOf(() => simulatedTransactions(null as never, options))).toBe("SPEND_MISSING");
    const discrete: PurchaseModel = {
      model: "bg-bb",
      timeUnit: "opportunity",
      parameters: { alpha: 1, beta: 1, gamma: 1, delta: 1 },
    };
    const years = simulatePurchases(discrete, { customers: 1, T: 1, seed: 1, spend });
    expect(codeOf(() => simulatedTransactions(years, options))).toBe("TIME_UNIT_UNKNOWN");
    expect(codeOf(() => simulatedTransactions(simulated, { ...options, asOf: "2026-01-01" }))).toBe(
      "INSTANT_WITHOUT_OFFSET",
    );
  });
});

/** The estimates are within four standard errors of what was simulated. */
function expectRecovered(fit: PurchaseFit, model: PurchaseModel): void {
  if (fit.status !== "converged") throw new Error(fit.status);
  for (const [name, truth] of Object.entries(model.parameters)) {
    const distance = Math.log(fit.parameters[name]! / truth) / fit.logStandardErrors[name]!;
    expect(Math.abs(distance), name).toBeLessThan(4);
  }
}

describe("simulated and fitted again", () => {
  const customers = 20_000;

  it("the BG/NBD gives its parameters back", () => {
    const simulated = simulatePurchases(bgNbd, { customers, T: { years: 1 }, seed: 11 });
    expectRecovered(fitBgNbd(simulated, { timeUnit: "week" }), bgNbd);
  });

  it("the MBG/NBD too", () => {
    const model: PurchaseModel = { ...bgNbd, model: "mbg-nbd" };
    const simulated = simulatePurchases(model, { customers, T: { years: 1 }, seed: 12 });
    expectRecovered(fitMbgNbd(simulated, { timeUnit: "week" }), model);
  });

  it("the Pareto/NBD too", () => {
    const parameters = { r: 0.55, alpha: 10, s: 0.6, beta: 12 };
    const model: PurchaseModel = { model: "pareto-nbd", timeUnit: "week", parameters };
    const simulated = simulatePurchases(model, { customers, T: { years: 1 }, seed: 13 });
    expectRecovered(fitParetoNbd(simulated, { timeUnit: "week" }), model);
  });

  it("the BG/BB too", () => {
    const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 };
    const model: PurchaseModel = { model: "bg-bb", timeUnit: "opportunity", parameters };
    expectRecovered(fitBgBb(simulatePurchases(model, { customers, T: 8, seed: 14 })), model);
  });

  it("and the gamma-gamma", () => {
    const { frequency, monetaryValue } = simulatePurchases(bgNbd, { customers, T: { years: 1 }, seed: 15, spend });
    const fit = fitGammaGamma({ frequency, monetaryValue: monetaryValue! });
    if (fit.status !== "converged") throw new Error(fit.status);
    for (const name of ["p", "q", "v"] as const) {
      const distance = Math.log(fit.parameters[name] / spend[name]) / fit.logStandardErrors[name];
      expect(Math.abs(distance), name).toBeLessThan(4);
    }
  });
});
