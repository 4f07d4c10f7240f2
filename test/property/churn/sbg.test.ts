import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractualAccumulator, type ContractualCustomer } from "../../../src/churn/contractual-accumulator.ts";
import { derl, del, expectedTenure } from "../../../src/churn/contractual-lifetime.ts";
import type { ContractualModel } from "../../../src/churn/contractual-model.ts";
import { type ContractualCohort, contractualStateOf } from "../../../src/churn/contractual-source.ts";
import { drawState } from "../../../src/churn/project-bootstrap.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import { seededRandom } from "../../../src/numeric/random.ts";
import { notPlainJson } from "../../support/plain-json.ts";

/** A cohort of any fate. */
const cohort: fc.Arbitrary<ContractualCohort> = fc
  .record({
    start: fc.nat(4),
    size: fc.nat(2000),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
  })
  .map(({ start, size, shares }) => {
    const survivors = [size];
    for (const share of shares) survivors.push(Math.round(survivors.at(-1)! * share));
    return { start, survivors };
  });
const cohorts = fc.array(cohort, { minLength: 1, maxLength: 5 });
const parameter = fc.double({ min: -3, max: 4, noNaN: true }).map(Math.exp);
const model = fc.record({ model: fc.constant("shifted-beta-geometric" as const), alpha: parameter, beta: parameter });

describe("fits of shifted beta-geometric models", () => {
  test("whatever the data, an answer of plain JSON", () => {
    fc.assert(
      fc.property(cohorts, (data) => {
        const fit = fitShiftedBetaGeometric(data);
        expect(notPlainJson(fit)).toEqual([]);
        expect(fit.status === "failed" ? fit.reason : "").not.toBe("not-converged");
        if (fit.status === "boundary") expect(fit.logLikelihood).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test("customers drawn from a model give it back, within their errors", () => {
    for (const [seed, alpha, beta] of [
      [1, 0.7, 1.2],
      [2, 0.67, 3.8],
      [3, 3.8, 15.2],
      [4, 1.5, 0.8],
    ] as const) {
      // prettier-ignore
      const truth: ContractualModel = { model: "shifted-beta-geometric", alpha, beta };
      const seen = contractualStateOf([
        { survivors: [30_000, ...new Array<number>(9).fill(30_000)] },
        { start: 2, survivors: new Array<number>(6).fill(9000) },
      ]);
      const fit = fitShiftedBetaGeometric(drawState(seededRandom(seed), truth, seen));
      if (fit.status !== "converged") throw new Error(fit.reason);
      expect(Math.abs(Math.log(fit.alpha / alpha))).toBeLessThan(3.5 * fit.logStandardErrors.alpha);
      expect(Math.abs(Math.log(fit.beta / beta))).toBeLessThan(3.5 * fit.logStandardErrors.beta);
      expect(fit.logStandardErrors.alpha).toBeLessThan(0.1);
    }
  });

  test("so many times the customers: the same parameters, so many times the log-likelihood", () => {
    fc.assert(
      fc.property(cohorts, fc.integer({ min: 2, max: 1000 }), (data, times) => {
        const fit = fitShiftedBetaGeometric(data);
        const many = data.map(({ start, survivors }) => ({
          start,
          survivors: Array.from(survivors, (count) => count * times),
        }));
        const scaled = fitShiftedBetaGeometric(many);
        // Next to a boundary, more customers may tell what fewer do not.
        if (fit.status !== "converged" || fit.notes.length > 0) return;
        if (scaled.status !== "converged") throw new Error(scaled.reason);
        expect(Math.abs(scaled.alpha / fit.alpha - 1)).toBeLessThan(1e-7);
        expect(Math.abs(scaled.beta / fit.beta - 1)).toBeLessThan(1e-7);
        expect(Math.abs(scaled.logLikelihood / fit.logLikelihood / times - 1)).toBeLessThan(1e-12);
        expect(Math.abs((scaled.standardErrors.alpha / fit.standardErrors.alpha) * Math.sqrt(times) - 1)).toBeLessThan(
          1e-6,
        );
      }),
    );
  });

  test("cohorts pooled, merged or in another order are one fit", () => {
    fc.assert(
      fc.property(cohorts, fc.nat(5), (data, cut) => {
        const { merge } = contractualAccumulator();
        const whole = fitShiftedBetaGeometric(data);
        const [left, right] = [data.slice(0, cut), data.slice(cut)].map((part) => contractualStateOf(part));
        expect(fitShiftedBetaGeometric(merge(left!, right!))).toEqual(whole);
        expect(fitShiftedBetaGeometric([...data].reverse())).toEqual(whole);
      }),
    );
  });

  test("customers who have come to no renewal change nothing but n and BIC", () => {
    fc.assert(
      fc.property(cohorts, fc.nat(100), (data, more) => {
        const fit = fitShiftedBetaGeometric(data);
        const other = fitShiftedBetaGeometric([...data, { survivors: [more] }]);
        expect({ ...other, n: 0, bic: 0 }).toEqual({ ...fit, n: 0, bic: 0, ...("bic" in fit ? {} : { bic: 0 }) });
      }),
    );
  });

  test("customers in any order are one state", () => {
    const customer: fc.Arbitrary<ContractualCustomer> = fc.record({
      tenure: fc.integer({ min: 1, max: 6 }),
      churned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(customer), (customers) => {
        expect(contractualStateOf([...customers].reverse())).toEqual(contractualStateOf(customers));
      }),
    );
  });
});

describe("what follows from the model", () => {
  test("retention rises with tenure, survival falls, and what is lost adds up", () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 2, max: 40 }), (given, horizon) => {
        const { periods } = projectRetention(given, horizon);
        for (let k = 1; k < horizon; k++) {
          expect(periods[k]!.retentionRate).toBeGreaterThan(periods[k - 1]!.retentionRate);
          expect(periods[k]!.survival).toBeLessThan(periods[k - 1]!.survival);
        }
        const lost = periods.reduce((sum, { churned }) => sum + churned, 0);
        expect(Math.abs(lost + periods.at(-1)!.survival - 1)).toBeLessThan(1e-13);
        expect(Math.abs(periods.at(-1)!.survival / contractualSurvival(given, horizon) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test("DERL is the sum that it stands for", () => {
    fc.assert(
      fc.property(
        model,
        fc.double({ min: 0.02, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (given, rate, period) => {
          let [sum, stay, worth] = [0, 1, 1];
          for (let t = period; worth > 1e-18; t++, worth /= 1 + rate) {
            stay *= (given.beta + t - 1) / (given.alpha + given.beta + t - 1);
            sum += stay * worth;
          }
          expect(Math.abs(derl(given, { discountRate: rate, period }).value! / sum - 1)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  test("customers who stay are worth more, a higher rate makes all worth less, and no rate is the limit", () => {
    fc.assert(
      fc.property(model, fc.double({ min: 1e-6, max: 1, noNaN: true }), (given, rate) => {
        const at = (period: number, discountRate: number): number => derl(given, { discountRate, period }).value!;
        expect(at(2, rate)).toBeGreaterThan(at(1, rate));
        expect(at(1, rate * 1.01)).toBeLessThan(at(1, rate));
        const mean = expectedTenure(given).value;
        if (mean !== null) expect(del(given, { discountRate: rate }).value!).toBeLessThan(mean);
        if (mean !== null && given.alpha > 3) {
          expect(Math.abs(del(given, { discountRate: 1e-9 }).value! / mean - 1)).toBeLessThan(1e-5);
        }
      }),
    );
  });
});
