import { describe, expect, test } from "vitest";
import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import { purchaseFitSchema } from "../../../src/schema/purchase-fit-schema.ts";

const histories = {
  frequency: [0, 1, 1, 2, 2, 3, 4, 6, 9],
  recency: [0, 4, 30, 11, 35, 20, 38, 27, 37],
  T: [39, 39, 38, 39, 37, 39, 39, 38, 39],
  count: [600, 90, 60, 40, 40, 25, 20, 10, 8],
  covariates: { web: [0, 1, 0, 1, 0, 1, 0, 1, 0] },
};
const week = { timeUnit: "week" } as const;
const regular = [1, 2, 3, 4, 8].map((frequency) => ({ frequency, recency: 20, T: 20 }));

const paths = (input: unknown): string[] =>
  purchaseFitSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("a stored fit", () => {
  test.each([
    ["converged", fitMbgNbd(histories, week)],
    ["boundary", fitBgNbd([...regular, { frequency: 0, recency: 0, T: 20 }], week)],
    ["failed", fitParetoNbd([], week)],
    ["weakly-identified", fitParetoNbd(weak(), week)],
    ["converged", fitMbgNbd(histories, { ...week, penalty: { kind: "log-ridge", strength: 1 } })],
    ["converged", fitParetoNbd(histories, { ...week, covariates: { purchase: ["web"] } })],
    ["converged", fitBgBb(appeals)],
  ])("%s comes back as it was", (status, fit) => {
    expect(fit.status).toBe(status);
    expect(purchaseFitSchema.parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
  });

  const fit = fitMbgNbd(histories, week);
  test.each<[string, object]>([
    ["status", { status: "done" }],
    ["model", { model: "sbg" }],
    ["timeUnit", { timeUnit: "weeks" }],
    ["n", { n: -1 }],
    ["rows", { rows: 1.5 }],
    ["logLikelihood", { logLikelihood: NaN }],
    ["parameters.r", { parameters: { r: 0, alpha: 1, a: 1, b: 1 } }],
    ["parameters.b", { parameters: { r: 1, alpha: 1, a: 1 } }],
    ["order", { order: ["r", "alpha", "a", "c"] }],
    ["covariance", { covariance: [[1]] }],
    ["leftOut.first", { leftOut: { ...fit.leftOut, first: Array.from({ length: 11 }, (_, i) => i) } }],
    ["", { more: 1 }],
  ])("has an issue at %s", (path, change) => {
    expect(paths({ ...fit, ...change })).toEqual([path]);
  });

  test("has the coefficients that it speaks of", () => {
    const withWeb = fitParetoNbd(histories, { ...week, covariates: { purchase: ["web"] } });
    if (withWeb.status === "failed") throw new Error(withWeb.reason);
    const { "purchase.web": _, ...parameters } = withWeb.parameters;
    expect(paths({ ...withWeb, parameters })).toEqual(["parameters.purchase.web"]);
  });
});

const appeals = {
  frequency: [0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6],
  recency: [0, 1, 3, 6, 2, 6, 4, 6, 6, 6, 6],
  T: [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6],
  count: [300, 90, 40, 20, 60, 40, 40, 60, 80, 90, 100],
};

/** Fewer customers than tell two parameters of dropout apart. */
function weak() {
  return { ...histories, count: [60, 9, 6, 4, 4, 2, 2, 1, 1] };
}
