import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { sampleGamma } from "../../../src/numeric/sample-continuous.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import { readSpend } from "../../../src/clv/gamma-gamma-customers.ts";
import type { BoundarySpendFit, ConvergedSpendFit } from "../../../src/clv/gamma-gamma-fit.ts";
import { gammaGammaLikelihood, spendLogDensity } from "../../../src/clv/gamma-gamma-likelihood.ts";

/** Customers of the model; p or q infinite: without variation of purchases, or of customers. */
function customersOf(
  p: number,
  q: number,
  v: number,
  n: number,
  seed = 5,
): { frequency: number[]; monetaryValue: number[] } {
  const random = seededRandom(seed);
  const frequency = Array.from({ length: n }, (_, i) => 1 + (i % 7));
  const monetaryValue = frequency.map((x) => {
    const rate = q === Infinity ? 1 / v : sampleGamma(random, q) / v;
    return p === Infinity ? 1 / rate : sampleGamma(random, p * x) / x / rate;
  });
  return { frequency, monetaryValue };
}

const some = customersOf(6, 3.7, 15, 800);
const fit = fitGammaGamma(some) as ConvergedSpendFit;

function codeOf(call: () => unknown): string {
  try {
    call();
    return "none";
  } catch (error) {
    return isMetricError(error) ? error.code : "other";
  }
}

describe("likelihood", () => {
  test("derivatives are those of the values", () => {
    const likelihood = gammaGammaLikelihood(readSpend(some));
    const at = [0.7, 1.9, 2.8];
    const { gradient, hessian } = likelihood(at);
    for (let i = 0; i < 3; i++) {
      const moved = (by: number) => likelihood(at.map((x, j) => (i === j ? x + by : x)));
      const [below, above] = [moved(-1e-5), moved(1e-5)];
      expect((above.value - below.value) / 2e-5 / gradient[i]!).toBeCloseTo(1, 6);
      for (let j = 0; j < 3; j++) {
        expect((above.gradient[j]! - below.gradient[j]!) / 2e-5 / hessian![i]![j]!).toBeCloseTo(1, 6);
      }
    }
  });

  test("is the sum of the densities of the mean spends", () => {
    const { frequency, monetaryValue } = some;
    const sum = frequency.reduce((all, x, i) => all + spendLogDensity(fit.parameters, x, monetaryValue[i]!), 0);
    expect(fit.logLikelihood / sum).toBeCloseTo(1, 13);
  });

  test("the density has probability 1 over all means", () => {
    let sum = 0;
    const step = 1 / 64;
    for (let log = -40; log < 40; log += step) {
      sum += step * Math.exp(log + spendLogDensity({ p: 2, q: 1.5, v: 4 }, 3, Math.exp(log)));
    }
    expect(sum).toBeCloseTo(1, 10);
  });
});

describe("a fit", () => {
  test("finds what customers were made with, and says how sure it is", () => {
    expect(fit.status).toBe("converged");
    expect(fit).toMatchObject({ n: 800, rows: 800, currency: null, notes: [], order: ["p", "q", "v"] });
    const { intervals, covariance, standardErrors, logStandardErrors, parameters } = fit;
    const truth = { p: 6, q: 3.7, v: 15 };
    for (const [i, name] of (["p", "q", "v"] as const).entries()) {
      expect(intervals[name]!.lower).toBeLessThan(truth[name]);
      expect(intervals[name]!.upper).toBeGreaterThan(truth[name]);
      expect(Math.sqrt(covariance[i]![i]!)).toBeCloseTo(standardErrors[name], 12);
      expect(standardErrors[name] / parameters[name]).toBeCloseTo(logStandardErrors[name], 12);
      for (let j = 0; j < 3; j++) expect(covariance[i]![j]).toBe(covariance[j]![i]);
    }
    expect(fit.aic).toBe(6 - 2 * fit.logLikelihood);
    expect(fit.bic).toBeCloseTo(3 * Math.log(800) - 2 * fit.logLikelihood, 10);
  });

  test("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });

  test("another unit of money moves v alone", () => {
    const cents = fitGammaGamma({
      ...some,
      monetaryValue: some.monetaryValue.map((m) => m * 1e9),
    }) as ConvergedSpendFit;
    expect(cents.parameters.p / fit.parameters.p).toBeCloseTo(1, 10);
    expect(cents.parameters.v / fit.parameters.v / 1e9).toBeCloseTo(1, 10);
    expect(cents.logStandardErrors.v / fit.logStandardErrors.v).toBeCloseTo(1, 8);
  });

  test("weights are customers, rows are columns, and the order does not matter", () => {
    const rows = some.frequency.map((frequency, i) => ({ frequency, monetaryValue: some.monetaryValue[i]! }));
    const twice = fitGammaGamma([...rows, ...rows].reverse()) as ConvergedSpendFit;
    const weighted = fitGammaGamma({ customers: rows.map((row) => ({ ...row, weight: 2 })) }) as ConvergedSpendFit;
    const columns = fitGammaGamma({ ...some, weight: some.frequency.map(() => 2) }) as ConvergedSpendFit;
    for (const other of [weighted, columns]) {
      expect(other.n).toBe(twice.n);
      expect(other.repeatPurchases).toBe(twice.repeatPurchases);
      for (const name of ["p", "q", "v"] as const) {
        expect(other.parameters[name] / twice.parameters[name]).toBeCloseTo(1, 11);
        expect(other.standardErrors[name] / twice.standardErrors[name]).toBeCloseTo(1, 10);
      }
    }
  });

  test("the currency goes through", () => {
    expect(fitGammaGamma(some, { currency: "USD" }).currency).toBe("USD");
    const table = { ...some, currency: "EUR" };
    expect([fitGammaGamma(table).currency, fitGammaGamma(table, { currency: "EUR" }).currency]).toEqual(["EUR", "EUR"]);
    expect(() => fitGammaGamma(table, { currency: "USD" })).toThrow(
      expect.objectContaining({ code: "CURRENCY_MIXED" }),
    );
  });

  test("q below 1 is said", () => {
    const heavy = fitGammaGamma(customersOf(4, 0.6, 10, 800)) as ConvergedSpendFit;
    expect(heavy.parameters.q).toBeLessThan(1);
    expect(heavy.notes).toEqual(["no-population-mean"]);
  });

  test("a few customers are hardly enough", () => {
    const few = fitGammaGamma({
      frequency: [2, 1, 7, 1, 2, 5, 10, 1, 3, 2, 1, 4, 6, 2],
      monetaryValue: [22.3, 11.8, 73.7, 15.1, 25.6, 29.4, 24.2, 9.9, 25.1, 32.3, 41.5, 61.2, 18.4, 12.7],
    });
    expect(few.status).toBe("weakly-identified");
  });
});

describe("without a maximum", () => {
  test("customers who always spend the same", () => {
    const { frequency, monetaryValue } = customersOf(Infinity, 3, 30, 500, 2);
    const limit = fitGammaGamma({ frequency, monetaryValue }) as BoundarySpendFit;
    expect(limit.status).toBe("boundary");
    const { boundary, parameters, logLikelihood, standardErrors } = limit;
    expect(boundary).toMatchObject({ meaning: ["constant-spend"], drifting: { p: "infinity", v: "zero" } });
    expect(logLikelihood).toBeLessThanOrEqual(boundary.supremum);
    expect(logLikelihood).toBeGreaterThan(boundary.supremum - 1e-5);
    expect((parameters.p * parameters.v) / boundary.identified["p*v"]!).toBeCloseTo(1, 12);
    expect(Math.abs(parameters.q - 3) / standardErrors["q"]!).toBeLessThan(3);
    expect(Math.abs(boundary.identified["p*v"]! - 30) / standardErrors["p*v"]!).toBeLessThan(3);
    expect(JSON.parse(JSON.stringify(limit))).toEqual(limit);
  });

  test("customers alike", () => {
    const limit = fitGammaGamma(customersOf(2, Infinity, 15, 500, 8)) as BoundarySpendFit;
    expect(limit.status).toBe("boundary");
    const { boundary, parameters, standardErrors } = limit;
    expect(boundary).toMatchObject({ meaning: ["customers-alike"], drifting: { q: "infinity", v: "infinity" } });
    expect(Math.abs(parameters.p - 2) / standardErrors["p"]!).toBeLessThan(3);
    expect(Math.abs(boundary.identified["p*v/q"]! - 30) / standardErrors["p*v/q"]!).toBeLessThan(3);
    expect((parameters.p * parameters.v) / parameters.q / boundary.identified["p*v/q"]!).toBeCloseTo(1, 12);
  });

  test("no interior point is higher than the limit", () => {
    const source = customersOf(2, Infinity, 15, 500, 8);
    const { boundary } = fitGammaGamma(source) as BoundarySpendFit;
    const likelihood = gammaGammaLikelihood(readSpend(source));
    for (const p of [0.3, 0.7, 1.2]) {
      for (const q of [2, 5, 9]) expect(likelihood([p, q, Math.log(30)]).value).toBeLessThan(boundary.supremum);
    }
  });

  test.each([
    ["two customers, the busier spending less", [3, 2], [10, 20], "boundary"],
    ["two who bought once", [1, 1], [10, 20], "boundary"],
    ["one", [3], [10], "no-variation"],
    ["all alike", [3, 2, 1], [10, 10, 10], "no-variation"],
    ["alike but for rounding", [3, 3, 3], [0.1 + 0.2, 0.3, 0.3], "no-variation"],
    ["none", [], [], "no-customers"],
    ["none who bought again", [0, 0], [0, null], "no-repeat-purchases"],
  ])("%s", (_, frequency, monetaryValue, said) => {
    const found = fitGammaGamma({ frequency, monetaryValue });
    expect(found.status === "failed" ? found.reason : found.status).toBe(said);
  });

  test("all bought again just once: fitted, though weakly", () => {
    const { monetaryValue } = customersOf(6, 3.7, 15, 700);
    const found = fitGammaGamma({ frequency: monetaryValue.map(() => 1), monetaryValue });
    expect(["converged", "weakly-identified", "boundary"]).toContain(found.status);
  });
});

describe("rows that cannot be", () => {
  const rows = [
    { frequency: 0, monetaryValue: null },
    { frequency: 0, monetaryValue: -3 },
    { frequency: 2, monetaryValue: null },
    { frequency: 2 },
    { frequency: 2, monetaryValue: 0 },
    { frequency: 2, monetaryValue: -1 },
    { frequency: 2, monetaryValue: NaN },
    { frequency: 2, monetaryValue: Infinity },
    { frequency: 2, monetaryValue: "7" },
    { frequency: 1.5, monetaryValue: 7 },
    { frequency: -1, monetaryValue: 7 },
    { frequency: NaN, monetaryValue: 7 },
    { frequency: 2, monetaryValue: 7, weight: -1 },
    { frequency: 2, monetaryValue: 7, weight: NaN },
    { frequency: 2, monetaryValue: 7, weight: 0 },
    null,
  ] as never[];

  test("are counted by reason, and the first are named", () => {
    const { leftOut, rows: all, n, notes } = fitGammaGamma(rows);
    expect(leftOut).toEqual({
      noRepeatPurchases: 2,
      spendMissing: 2,
      spendZero: 1,
      spendInvalid: 4,
      frequencyInvalid: 4,
      weightInvalid: 2,
      first: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    });
    expect([all, n, notes]).toEqual([16, 0, ["rows-left-out"]]);
  });

  test("throw where asked to; those without repeat purchases do not", () => {
    expect(codeOf(() => fitGammaGamma(rows, { onInvalid: "throw" }))).toBe("SPEND_INVALID");
    expect(codeOf(() => fitGammaGamma(rows.slice(0, 2), { onInvalid: "throw" }))).toBe("none");
  });
});

test.each([
  [() => fitGammaGamma(null as never), "SOURCE_INVALID"],
  [() => fitGammaGamma({ frequency: [1] } as never), "SOURCE_INVALID"],
  [() => fitGammaGamma({ frequency: [1, 2], monetaryValue: [1] }), "COLUMNS_UNEQUAL"],
  [() => fitGammaGamma({ frequency: [1, 2], monetaryValue: [1, 2], weight: [1] }), "COLUMNS_UNEQUAL"],
  [() => fitGammaGamma(some, { level: 95 }), "LEVEL_OUT_OF_RANGE"],
  [() => fitGammaGamma(some, { currency: "" }), "CURRENCY_REQUIRED"],
  [() => fitGammaGamma(some, { onInvalid: "skip" as never }), "ON_INVALID_UNKNOWN"],
])("a bad call %#", (call, code) => {
  expect(codeOf(call)).toBe(code);
});
