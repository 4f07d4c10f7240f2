import { describe, expect, test } from "vitest";
import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import { codeOf } from "../core/code-of.ts";
import { allFits, converged, nbdFits, simulated, week } from "./fit-support.ts";

const rows = simulated("mbg-nbd", [0.6, 6, 0.7, 2], 500, 7);
const ridge = (strength: number) => ({ kind: "log-ridge", strength }) as const;

describe("a log-ridge penalty", () => {
  test.each(nbdFits)("of %s has no unit", (_, fit) => {
    const days = rows.map((row) => ({ ...row, recency: 7 * row.recency, T: 7 * row.T }));
    const inWeeks = converged(fit(rows, { ...week, penalty: ridge(3) }));
    const inDays = converged(fit(days, { timeUnit: "day", penalty: ridge(3) }));
    for (const name of inWeeks.order) {
      const factor = name === "alpha" || name === "beta" ? 7 : 1;
      expect(inDays.parameters[name]! / inWeeks.parameters[name]! / factor).toBeCloseTo(1, 8);
    }
  });

  test.each(allFits)("of %s: none, little, much", (model, fit) => {
    const some =
      model === "bg-bb"
        ? simulated(model, [1.2, 0.8, 0.7, 2.5], 500, 7, [5, 9])
        : model === "pareto-nbd"
          ? simulated(model, [0.6, 6, 0.7, 10], 800, 3)
          : rows;
    const of = (strength: number) => converged(fit(some, { timeUnit: "week", penalty: ridge(strength) }));
    const plain = converged(fit(some, { timeUnit: "week" }));
    for (const name of plain.order) expect(of(0).parameters[name]! / plain.parameters[name]!).toBeCloseTo(1, 8);
    expect(of(0).notes).toContain("penalised");
    const likelihoods = [0, 0.1, 1, 10, 1000].map((strength) => of(strength).logLikelihood);
    expect(likelihoods).toEqual([...likelihoods].sort((a, b) => b - a));
    expect(of(5).penalty).toMatchObject({ kind: "log-ridge", strength: 5 });
    expect(of(5).penalty!.objective).toBeLessThan(of(5).logLikelihood);
  });

  test("much of it is the centre: a plain population of the mean rate that is seen", () => {
    const { parameters } = converged(fitParetoNbd(rows, { ...week, penalty: ridge(1e9) }));
    const time = rows.reduce((sum, { T }) => sum + T, 0);
    const purchases = rows.reduce((sum, { frequency }) => sum + frequency, 0);
    expect(parameters["r"]).toBeCloseTo(1, 4);
    expect(parameters["s"]).toBeCloseTo(1, 4);
    expect(parameters["alpha"]! / (time / purchases)).toBeCloseTo(1, 4);
    expect(parameters["beta"]! / (time / rows.length)).toBeCloseTo(1, 4);
  });

  test("makes a maximum where there is none", () => {
    const regular = [1, 2, 3, 4, 8].map((frequency) => ({ frequency, recency: 20, T: 20 }));
    expect(fitBgNbd(regular, week).status).toBe("boundary");
    expect(converged(fitBgNbd(regular, { ...week, penalty: ridge(0.5) })).penalty!.strength).toBe(0.5);
    expect(converged(fitBgBb([{ frequency: 3, recency: 3, T: 3 }], { penalty: ridge(0.5) })).n).toBe(1);
  });

  test("pulls coefficients by the spread of their covariate", () => {
    const kinds = rows.map((row, i) => ({ ...row, covariates: { kind: i % 2, more: 100 * (i % 2) } }));
    const of = (name: string) =>
      converged(fitBgNbd(kinds, { ...week, covariates: { purchase: [name] }, penalty: ridge(20) }));
    const [one, hundred] = [of("kind").parameters["purchase.kind"]!, of("more").parameters["purchase.more"]!];
    expect((100 * hundred) / one).toBeCloseTo(1, 7);
  });
});

describe("a penalty of lifetimes", () => {
  const lifetimes = { kind: "lifetimes", strength: 0.01 } as const;

  test("is the mean negative log-likelihood and squares of the parameters, at its least", () => {
    const found = converged(fitBgNbd(rows, { ...week, penalty: lifetimes }));
    const { r = 0, alpha = 0, a = 0, b = 0 } = found.parameters;
    const longest = Math.max(...rows.map(({ T }) => T));
    const squares = r ** 2 + (alpha / longest) ** 2 + a ** 2 + b ** 2;
    expect(found.penalty!.objective).toBeCloseTo(0.01 * squares - found.logLikelihood / 500, 10);
  });

  test("is for BG/NBD and MBG/NBD without covariates", () => {
    expect(codeOf(() => fitParetoNbd(rows, { ...week, penalty: lifetimes }))).toBe("PENALTY_UNSUPPORTED");
    expect(codeOf(() => fitBgBb(rows, { penalty: lifetimes }))).toBe("PENALTY_UNSUPPORTED");
    const covariates = { purchase: ["kind"] };
    expect(codeOf(() => fitBgNbd(rows, { ...week, covariates, penalty: lifetimes }))).toBe("PENALTY_UNSUPPORTED");
  });
});

test.each<[unknown]>([
  [{ kind: "log-ridge", strength: -1 }],
  [{ kind: "log-ridge" }],
  [{ kind: "l2", strength: 1 }],
  [0.1],
  [null],
])("%j is no penalty", (penalty) => {
  expect(codeOf(() => fitBgNbd(rows, { ...week, penalty: penalty as never }))).toBe("PENALTY_INVALID");
});
