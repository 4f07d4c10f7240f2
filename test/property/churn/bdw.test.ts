import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import { derl } from "../../../src/churn/contractual-lifetime.ts";
import type { BetaDiscreteWeibull, ContractualModel } from "../../../src/churn/contractual-model.ts";
import { contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { drawState } from "../../../src/churn/project-bootstrap.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const parameter = fc.double({ min: -2.5, max: 4, noNaN: true }).map(Math.exp);
const model: fc.Arbitrary<BetaDiscreteWeibull> = fc.record({
  model: fc.constant("beta-discrete-weibull" as const),
  alpha: parameter,
  beta: parameter,
  c: fc.double({ min: -1, max: 1, noNaN: true }).map(Math.exp),
});
const seed = fc.nat(1e6);
const cohortOf = (size: number, renewals: number, start = 0) =>
  contractualStateOf([{ start, survivors: new Array<number>(renewals + 1).fill(size) }]);

describe("fits of beta-discrete-Weibull models", () => {
  test("whatever the model, an answer of plain JSON that fits no worse than the model in it", () => {
    fc.assert(
      fc.property(
        model,
        seed,
        fc.integer({ min: 3, max: 9 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 3000 }),
        (truth, luck, renewals, start, size) => {
          const state = drawState(seededRandom(luck), truth, cohortOf(size, renewals, start));
          const [whole, nested] = [fitBetaDiscreteWeibull(state), fitShiftedBetaGeometric(state)];
          expect(notPlainJson(whole)).toEqual([]);
          if (whole.status === "failed" || nested.status === "failed") return;
          expect(whole.logLikelihood).toBeGreaterThanOrEqual(nested.logLikelihood - 1e-6);
          expect(whole.logLikelihood).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("customers drawn from a model give its survival back", () => {
    for (const [luck, alpha, beta, c] of [
      [1, 0.46, 0.78, 1.28],
      [2, 0.21, 1.43, 1.72],
      [3, 3, 9, 0.7],
    ] as const) {
      // prettier-ignore
      const truth: ContractualModel = { model: "beta-discrete-weibull", alpha, beta, c };
      const fit = fitBetaDiscreteWeibull(drawState(seededRandom(luck), truth, cohortOf(200_000, 10)));
      if (fit.status !== "converged") throw new Error(fit.reason);
      expect(Math.abs(Math.log(fit.c / c))).toBeLessThan(3.5 * fit.logStandardErrors.c);
      for (const { renewal, survival, survivalStandardError } of projectRetention(fit, 20).periods) {
        expect(Math.abs(survival - contractualSurvival(truth, renewal))).toBeLessThan(3.5 * survivalStandardError!);
      }
    }
  });

  test("so many times the customers: the same survival, so many times the log-likelihood", () => {
    fc.assert(
      fc.property(model, seed, fc.integer({ min: 2, max: 100 }), (truth, luck, times) => {
        const state = drawState(seededRandom(luck), truth, cohortOf(2000, 8));
        const fit = fitBetaDiscreteWeibull(state);
        if (fit.status !== "converged" || fit.notes.length > 0) return;
        const by = (counts: number[]): number[] => counts.map((count) => count * times);
        const many = { ...state, churned: by(state.churned), active: by(state.active), entered: by(state.entered) };
        const scaled = fitBetaDiscreteWeibull(many);
        if (scaled.status !== "converged") throw new Error(scaled.reason);
        expect(Math.abs(scaled.logLikelihood / fit.logLikelihood / times - 1)).toBeLessThan(1e-12);
        expect(Math.abs(contractualSurvival(scaled, 15) / contractualSurvival(fit, 15) - 1)).toBeLessThan(1e-7);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what follows from the model", () => {
  test("with c = 1 it is the shifted beta-geometric", () => {
    fc.assert(
      fc.property(
        model,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (given, discountRate, period) => {
          const { alpha, beta } = given;
          const plain: ContractualModel = { model: "shifted-beta-geometric", alpha, beta };
          const [one, other] = [{ ...given, c: 1 }, plain].map(
            (each) => projectRetention(each, period).periods.at(-1)!,
          );
          expect(Math.abs(one!.survival / other!.survival - 1)).toBeLessThan(1e-12);
          const [summed, closed] = [{ ...given, c: 1 }, plain].map(
            (each) => derl(each, { discountRate, period }).value!,
          );
          expect(Math.abs(summed! / closed! - 1)).toBeLessThan(1e-11);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("DERL is the sum that it stands for", () => {
    fc.assert(
      fc.property(
        model,
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (given, rate, period) => {
          const { periods } = projectRetention(given, Math.ceil(42 / Math.log1p(rate)), {
            tenure: period - 1,
            interval: "none",
          });
          const sum = periods.reduce((total, { survival }, k) => total + survival / (1 + rate) ** k, 0);
          expect(Math.abs(derl(given, { discountRate: rate, period }).value! / sum - 1)).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 60 },
    );
  });
});
