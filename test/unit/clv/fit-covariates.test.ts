import { describe, expect, test } from "vitest";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { PurchaseHistoryRow } from "../../../src/clv/history-source.ts";
import type { PurchaseModelName } from "../../../src/clv/purchase-process.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { codeOf } from "../core/code-of.ts";
import { converged, shuffled, simulated, week } from "./fit-support.ts";

const base = { "bg-nbd": [0.6, 6, 0.8, 2.5], "mbg-nbd": [0.6, 6, 0.8, 2.5], "pareto-nbd": [0.7, 7, 0.8, 12] };

/** Customers of two kinds (`member` 0 or 1) and of some age, of whom both move what they do. */
function twoKinds(model: keyof typeof base, customers: number, seed: number): PurchaseHistoryRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, (_, i) => {
    const covariates = { member: i % 2, age: 20 + 5 * Math.floor(random.next() * 9) };
    const [r = 0, alpha = 0, a = 0, b = 0] = base[model];
    const rate = alpha * Math.exp(-0.8 * covariates.member - 0.02 * (covariates.age - 40));
    const [third, fourth] =
      model === "pareto-nbd" ? [a, b * Math.exp(0.7 * covariates.member)] : [a * Math.exp(-0.6 * covariates.member), b];
    const times = processOf(model).simulate([r, rate, third, fourth], random, 50);
    return { frequency: times.length, recency: times.at(-1) ?? 0, T: 50, covariates };
  });
}

const pareto = twoKinds("pareto-nbd", 1500, 1);
const both = { purchase: ["member", "age"], dropout: ["member"] } as const;

describe("covariates", () => {
  test.each<[PurchaseModelName, typeof fitMbgNbd, { readonly [name: string]: number }]>([
    ["pareto-nbd", fitParetoNbd, { "purchase.member": 0.8, "purchase.age": 0.02, "dropout.member": -0.7 }],
    ["bg-nbd", fitBgNbd, { "purchase.member": 0.8, "purchase.age": 0.02, "a.member": -0.6, "b.member": 0 }],
    ["mbg-nbd", fitMbgNbd, { "purchase.member": 0.8, "purchase.age": 0.02, "a.member": -0.6, "b.member": 0 }],
  ])("of simulated customers are found by %s", (model, fit, effects) => {
    const rows = twoKinds(model as keyof typeof base, 1500, 2);
    const found = converged(fit(rows, { ...week, covariates: both }));
    expect(found.order).toEqual([...processOf(model).parameterNames, ...Object.keys(effects)]);
    for (const [name, effect] of Object.entries(effects)) {
      expect(Math.abs(found.parameters[name]! - effect), name).toBeLessThan(4 * found.standardErrors[name]!);
      const { lower, upper, method } = found.intervals[name]!;
      expect((lower + upper) / 2).toBeCloseTo(found.parameters[name]!, 9);
      expect(method).toBe("wald");
    }
  });

  test("the likelihood is that of each customer's own parameters", () => {
    const found = converged(fitParetoNbd(pareto, { ...week, covariates: both }));
    const process = processOf("pareto-nbd");
    const sum = pareto.reduce((total, row) => {
      const parameters = process.parameterNames.map((name) => found.parameters[name]!);
      for (const { name, covariate, moves } of found.covariates!.coefficients) {
        for (const { parameter, sign } of moves) {
          const effect = sign * found.parameters[name]! * row.covariates![covariate]!;
          parameters[process.parameterNames.indexOf(parameter)]! *= Math.exp(effect);
        }
      }
      return total + process.logLikelihood(parameters, row);
    }, 0);
    expect(found.logLikelihood / sum).toBeCloseTo(1, 12);
  });

  test("of another unit have coefficients of another unit, and nothing else changes", () => {
    const inMonths = pareto.map((row) => ({
      ...row,
      covariates: { ...row.covariates, age: 12 * row.covariates!["age"]! + 600 },
    }));
    const years = converged(fitParetoNbd(pareto, { ...week, covariates: both }));
    const months = converged(fitParetoNbd(inMonths, { ...week, covariates: both }));
    expect(months.logLikelihood).toBeCloseTo(years.logLikelihood, 8);
    expect((12 * months.parameters["purchase.age"]!) / years.parameters["purchase.age"]!).toBeCloseTo(1, 8);
    expect((12 * months.standardErrors["purchase.age"]!) / years.standardErrors["purchase.age"]!).toBeCloseTo(1, 6);
    expect(months.parameters["r"]! / years.parameters["r"]!).toBeCloseTo(1, 8);
  });

  test("without effect leave the fit where it is", () => {
    const rows = simulated("mbg-nbd", base["mbg-nbd"], 1000, 4).map((row, i) => ({
      ...row,
      covariates: { coin: i % 2 },
    }));
    const without = converged(fitMbgNbd(rows, week));
    const covariates = { purchase: ["coin"], dropout: ["coin"] };
    const found = converged(fitMbgNbd(rows, { ...week, covariates }));
    expect(found.logLikelihood - without.logLikelihood).toBeGreaterThan(0);
    expect(found.logLikelihood - without.logLikelihood).toBeLessThan(10);
  });

  test("none is a fit without", () => {
    const plain = fitBgNbd(pareto, week);
    expect(fitBgNbd(pareto, { ...week, covariates: {} })).toEqual(plain);
    expect(fitBgNbd(pareto, { ...week, covariates: { purchase: [], dropout: [] } })).toEqual(plain);
  });

  test("tied move a and b by one coefficient, so that separate ones fit better", () => {
    const rows = twoKinds("bg-nbd", 1500, 6);
    const tied = converged(fitBgNbd(rows, { ...week, covariates: { ...both, dropoutEffect: "tied" } }));
    const separate = converged(fitBgNbd(rows, { ...week, covariates: both }));
    expect(tied.order.slice(4)).toEqual(["purchase.member", "purchase.age", "dropout.member"]);
    expect(separate.logLikelihood).toBeGreaterThan(tied.logLikelihood);
  });

  test("order, columns and groups change nothing", () => {
    const options = { ...week, covariates: both };
    const one = fitBgNbd(pareto, options);
    expect(fitBgNbd(shuffled(pareto, 3), options)).toEqual(one);
    const columns = {
      frequency: pareto.map((row) => row.frequency),
      recency: pareto.map((row) => row.recency),
      T: pareto.map((row) => row.T),
      covariates: {
        age: pareto.map((row) => row.covariates!["age"]!),
        member: Int8Array.from(pareto, (row) => row.covariates!["member"]!),
      },
    };
    expect(fitBgNbd(columns, options)).toEqual(one);
  });

  test("that are missing in a row leave it out", () => {
    const rows = [
      ...pareto,
      { frequency: 0, recency: 0, T: 5 },
      { frequency: 0, recency: 0, T: 5, covariates: { member: NaN, age: 1 } },
    ];
    const found = fitBgNbd(rows, { ...week, covariates: both });
    expect(found).toMatchObject({ n: 1500, rows: 1502, leftOut: { covariateInvalid: 2, first: [1500, 1501] } });
  });

  test.each<[string, (row: PurchaseHistoryRow) => { readonly [name: string]: number }]>([
    ["constant", (row) => ({ ...row.covariates, age: 7 })],
    ["the same twice", (row) => ({ ...row.covariates, age: 3 * row.covariates!["member"]! + 1 })],
  ])("%s are no covariates", (_, change) => {
    const rows = pareto.map((row) => ({ ...row, covariates: change(row) }));
    expect(fitBgNbd(rows, { ...week, covariates: both })).toMatchObject({
      status: "failed",
      reason: "covariates-collinear",
    });
  });

  test("without which nobody leaves: the limit is named", () => {
    const stay = simulated("bg-nbd", [1.3, 3, 1e-9, 1], 300, 5).map((row, i) => ({
      ...row,
      covariates: { kind: i % 2 },
    }));
    const covariates = { purchase: ["kind"], dropout: ["kind"] };
    const found = fitParetoNbd(stay, { ...week, covariates });
    expect(found).toMatchObject({ status: "boundary", boundary: { meaning: ["no-dropout"], drifting: { s: "zero" } } });
    if (found.status !== "boundary") throw new Error(found.status);
    expect(Object.keys(found.boundary.identified)).toEqual(["r", "alpha", "purchase.kind"]);
  });

  test("of whom one kind never leaves: a limit, and soon", () => {
    const stays = simulated("bg-nbd", [1.3, 3, 1e-9, 1], 300, 5).map((row) => ({ ...row, covariates: { kind: 0 } }));
    const leaves = simulated("bg-nbd", [1.3, 3, 1, 2], 300, 6).map((row) => ({ ...row, covariates: { kind: 1 } }));
    for (const fit of [fitParetoNbd, fitBgNbd, fitMbgNbd]) {
      const found = fit([...stays, ...leaves], { ...week, covariates: { dropout: ["kind"] } });
      expect(found.status).toBe("boundary");
    }
  });

  test.each<[string, object]>([
    ["COVARIATES_INVALID", { purchase: "age" }],
    ["COVARIATES_INVALID", { purchase: ["age", "age"] }],
    ["COVARIATES_INVALID", { dropout: [7] }],
    ["DROPOUT_EFFECT_UNKNOWN", { dropout: ["age"], dropoutEffect: "both" }],
  ])("%s", (code, covariates) => {
    expect(codeOf(() => fitBgNbd(pareto, { ...week, covariates: covariates as never }))).toBe(code);
  });

  test("that a table does not have", () => {
    const columns = { frequency: [1], recency: [1], T: [2] };
    expect(codeOf(() => fitBgNbd(columns, { ...week, covariates: both }))).toBe("COVARIATE_MISSING");
  });
});

test.each([
  ["bg-nbd", fitBgNbd],
  ["mbg-nbd", fitMbgNbd],
] as const)("a covariate that separates is told at a limit too: %s", (model, fit) => {
  const rows = twoKinds(model, 300, 5).map((row) =>
    row.covariates!.member === 1 ? row : { ...row, frequency: 0, recency: 0 },
  );
  const found = fit(rows, { ...week, covariates: { purchase: ["member"] } });
  if (found.status !== "boundary") throw new Error(found.status);
  expect(found.boundary.meaning).toContain("covariate-separates");
  expect(found.boundary.drifting["purchase.member"]).toBe("infinity");
  // alpha of those without purchases is beyond all that the data tell.
  expect(found.boundary.identified).toEqual({});
});

test("null covariates are none", () => {
  const none = fitMbgNbd(pareto, { ...week, covariates: null as never });
  expect(none).toEqual(fitMbgNbd(pareto, week));
});
