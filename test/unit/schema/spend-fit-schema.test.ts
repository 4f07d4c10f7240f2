import { describe, expect, test } from "vitest";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import { spendFitSchema } from "../../../src/schema/spend-fit-schema.ts";

const customers = Array.from({ length: 1000 }, (_, i) => {
  const frequency = 1 + (i % 5);
  const own = 30 * Math.exp(2 * ((i * 0.618) % 1) - 1);
  return { frequency, monetaryValue: own * (1 + (((i * 0.414) % 1) - 0.5) / Math.sqrt(frequency)) };
});
const few = { frequency: [1, 2, 3, 5, 2, 4], monetaryValue: [10, 22, 14, 31, 55, 18] };

const paths = (input: unknown): string[] =>
  spendFitSchema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("a stored fit of spend", () => {
  test.each([
    ["converged", fitGammaGamma(customers, { currency: "EUR" })],
    ["converged", fitGammaGamma([...customers, { frequency: 0 }, { frequency: 2, monetaryValue: -1 }])],
    ["weakly-identified", fitGammaGamma(few)],
    ["boundary", fitGammaGamma({ frequency: [3, 2], monetaryValue: [10, 20] })],
    ["failed", fitGammaGamma([])],
  ])("%s comes back as it was", (status, fit) => {
    expect(fit.status).toBe(status);
    expect(spendFitSchema.parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
  });

  const fit = fitGammaGamma(customers);
  test.each<[string, object]>([
    ["status", { status: "done" }],
    ["model", { model: "normal" }],
    ["currency", { currency: "" }],
    ["n", { n: -1 }],
    ["rows", { rows: 1.5 }],
    ["logLikelihood", { logLikelihood: NaN }],
    ["parameters.q", { parameters: { p: 1, q: 0, v: 1 } }],
    ["parameters.v", { parameters: { p: 1, q: 1 } }],
    ["parameters", { parameters: { p: 1, q: 1, v: 1, w: 1 } }],
    ["order.1", { order: ["p", "v", "v"] }],
    ["covariance", { covariance: [[1, 0, 0]] }],
    [
      "covariance.2",
      {
        covariance: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 1],
        ],
      },
    ],
    ["leftOut.first", { leftOut: { ...fit.leftOut, first: Array.from({ length: 11 }, (_, i) => i) } }],
    ["", { more: 1 }],
  ])("has an issue at %s", (path, change) => {
    expect(paths({ ...fit, ...change })).toEqual([path]);
  });
});
