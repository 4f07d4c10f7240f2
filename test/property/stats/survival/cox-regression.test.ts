import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CoxTies } from "../../../../src/stats/survival/cox-likelihood.ts";
import { coxRegressionAccumulator } from "../../../../src/stats/survival/cox-accumulator.ts";
import { coxRegression } from "../../../../src/stats/survival/cox-regression.ts";
import type { CoxFit, CoxRegressionOptions } from "../../../../src/stats/survival/cox-result.ts";
import type { CoxColumns, CoxRow } from "../../../../src/stats/survival/cox-rows.ts";
import { fold } from "../../../../src/core/accumulator.ts";
import { testAccumulatorLaws } from "../../../support/accumulator-laws.ts";
import { columnsOf, gradient, hessian, inverse, logLikelihoodByHand, type Row, rowsOf } from "./cox-by-hand.ts";

const ties = fc.constantFrom<CoxTies>("efron", "breslow");
const anyRows = rowsOf({ ties: true, late: true, weighted: true, strata: true });

/** The fit, where there is one with coefficients of a size that differences can deal with. */
function fitOf(data: CoxColumns, options: CoxRegressionOptions = {}): CoxFit {
  const fit = coxRegression(data, options);
  fc.pre(
    fit.status === "converged" &&
      fit.coefficients.every(
        ({ coefficient, modelStandardError }) => Math.abs(coefficient) < 5 && modelStandardError < 5,
      ),
  );
  return fit as CoxFit;
}

const betaOf = (fit: CoxFit): number[] => fit.coefficients.map(({ coefficient }) => coefficient);
const errorsOf = (fit: CoxFit): number[] => fit.coefficients.map(({ modelStandardError }) => modelStandardError);

function near(got: readonly (number | null)[], want: readonly (number | null)[], tolerance: number): void {
  expect(got.length).toBe(want.length);
  got.forEach((value, i) => {
    expect(Math.abs(value! - want[i]!), `${got} and ${want}`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want[i]!)));
  });
}

describe("a fit", () => {
  test("is where the likelihood as it is written has its top, with late entries, weights and strata", () => {
    fc.assert(
      fc.property(anyRows, ties, (rows, how) => {
        const fit = fitOf(columnsOf(rows), { ties: how });
        const byHand = (beta: readonly number[]): number =>
          logLikelihoodByHand(rows, how, ({ x }) => x[0]! * beta[0]! + x[1]! * beta[1]!);
        const beta = betaOf(fit);
        expect(fit.logLikelihood - byHand(beta)).toBeCloseTo(0, 9);
        expect(fit.nullLogLikelihood - byHand([0, 0])).toBeCloseTo(0, 9);
        near(gradient(byHand, beta), [0, 0], 1e-8);
        const information = hessian(byHand, beta).map((row) => row.map((value) => -value));
        const covariance = inverse(information);
        fit.modelCovariance.forEach((row, i) => near(row, covariance[i]!, 1e-5));
        const atNull = inverse(hessian(byHand, [0, 0]).map((row) => row.map((value) => -value)));
        const u = gradient(byHand, [0, 0]);
        const score = u.reduce((sum, a, i) => sum + u.reduce((inner, b, j) => inner + a * b * atNull[i]![j]!, 0), 0);
        near([fit.tests.score.statistic!], [score], 1e-5);
      }),
      { numRuns: 60 },
    );
  });

  test("keeps its digits when heavy rows come and go", () => {
    fc.assert(
      fc.property(
        anyRows,
        ties,
        fc.array(fc.constantFrom(1, 1, 1e4, 1e9), { minLength: 30, maxLength: 30 }),
        (rows, how, heavy) => {
          const weighted = rows.map((row, i) => ({ ...row, weight: row.weight * heavy[i]! }));
          const fit = fitOf(columnsOf(weighted), { ties: how });
          // Each log hazard by itself: a heavy one that is not at risk must not be heard.
          const byHand = (beta: readonly number[]): number =>
            logLikelihoodByHand(weighted, how, ({ x }) => x[0]! * beta[0]! + x[1]! * beta[1]!);
          near([fit.logLikelihood], [byHand(betaOf(fit))], 1e-11);
          near([fit.nullLogLikelihood], [byHand([0, 0])], 1e-11);
          const split = weighted.flatMap((row): Row[] =>
            row.time > 4 && row.entry < 4
              ? [
                  { ...row, time: 4, event: false },
                  { ...row, entry: 4 },
                ]
              : [row],
          );
          const again = fitOf(columnsOf(split), { ties: how });
          near(betaOf(again), betaOf(fit), 1e-7);
        },
      ),
    );
  });

  test("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(anyRows, ties, fc.infiniteStream(fc.nat()), (rows, how, keys) => {
        const fit = fitOf(columnsOf(rows), { ties: how });
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const again = fitOf(columnsOf(shuffled.map(({ row }) => row)), { ties: how });
        near(betaOf(again), betaOf(fit), 1e-9);
        near(errorsOf(again), errorsOf(fit), 1e-8);
      }),
    );
  });

  test("does not depend on the units and offsets of covariates, nor on those of time", () => {
    const unit = fc.constantFrom(1e-6, 0.1, 12, 1e5);
    fc.assert(
      fc.property(
        anyRows,
        ties,
        unit,
        fc.integer({ min: -1000, max: 1000 }),
        unit,
        (rows, how, scale, shift, clock) => {
          const data = columnsOf(rows);
          const fit = fitOf(data, { ties: how });
          const again = coxRegression(
            columnsOf(
              rows.map((row) => ({ ...row, time: row.time * clock, entry: row.entry * clock })),
              {
                covariates: {
                  annual: rows.map(({ x }) => x[0]! * scale + shift * scale),
                  seats: rows.map(({ x }) => x[1]!),
                },
              },
            ),
            { ties: how },
          ) as CoxFit;
          expect(again.status).toBe("converged");
          near([again.coefficients[0]!.coefficient * scale, again.coefficients[1]!.coefficient], betaOf(fit), 1e-8);
          near([again.logLikelihood], [fit.logLikelihood], 1e-10);
          near([again.tests.wald.statistic!], [fit.tests.wald.statistic!], 1e-7);
        },
      ),
    );
  });

  test("is the same by Breslow and Efron when nobody leaves together", () => {
    fc.assert(
      fc.property(rowsOf({ ties: false, late: true, weighted: true, strata: true }), (rows) => {
        const efron = fitOf(columnsOf(rows), { ties: "efron", errors: "robust" });
        const breslow = fitOf(columnsOf(rows), { ties: "breslow", errors: "robust" });
        near(betaOf(efron), betaOf(breslow), 1e-12);
        near(efron.robustCovariance!.flat(), breslow.robustCovariance!.flat(), 1e-12);
        near(
          efron.baselines.flatMap((each) => each.cumulativeHazard),
          breslow.baselines.flatMap((each) => each.cumulativeHazard),
          1e-12,
        );
      }),
    );
  });

  test("of rows that weigh two is that of rows given twice by Breslow, and of rows that count two by either", () => {
    fc.assert(
      fc.property(rowsOf({ ties: true, late: true }), ties, (rows, how) => {
        const twice = fitOf(columnsOf([...rows, ...rows]), { ties: how, errors: "robust" });
        const counted = fitOf(columnsOf(rows, { count: rows.map(() => 2) }), { ties: how, errors: "robust" });
        near(betaOf(counted), betaOf(twice), 1e-9);
        near(counted.modelCovariance.flat(), twice.modelCovariance.flat(), 1e-9);
        near(counted.robustCovariance!.flat(), twice.robustCovariance!.flat(), 1e-9);
        expect([counted.n, counted.events]).toEqual([twice.n, twice.events]);
        near(counted.baselines[0]!.cumulativeHazard, twice.baselines[0]!.cumulativeHazard, 1e-9);
        if (how === "breslow") {
          const weighted = fitOf(columnsOf(rows, { weight: rows.map(() => 2) }), { ties: how });
          near(betaOf(weighted), betaOf(twice), 1e-9);
          near(weighted.modelCovariance.flat(), twice.modelCovariance.flat(), 1e-9);
        }
      }),
    );
  });

  test("by one stratum is the one without strata", () => {
    fc.assert(
      fc.property(rowsOf({ ties: true, late: true, weighted: true }), ties, (rows, how) => {
        const { stratum, ...plain } = columnsOf(rows);
        const { baselines, ...fit } = fitOf({ ...plain, stratum: rows.map(() => "all") }, { ties: how });
        const { baselines: unstratified, ...without } = fitOf(plain, { ties: how });
        expect(stratum).toBeDefined();
        expect(fit).toEqual(without);
        expect(baselines).toEqual([{ ...unstratified[0], stratum: "all" }]);
      }),
    );
  });

  test("of time split into stretches is that of whole time", () => {
    fc.assert(
      fc.property(
        rowsOf({ ties: true, weighted: true, strata: true }),
        ties,
        fc.integer({ min: 1, max: 8 }),
        (rows, how, cut) => {
          const split = rows.flatMap((row): Row[] =>
            row.time > cut
              ? [
                  { ...row, time: cut, event: false },
                  { ...row, entry: cut },
                ]
              : [row],
          );
          const whole = fitOf(columnsOf(rows), { ties: how });
          const stretches = fitOf(columnsOf(split), { ties: how });
          near(betaOf(stretches), betaOf(whole), 1e-9);
          near(stretches.modelCovariance.flat(), whole.modelCovariance.flat(), 1e-9);
        },
      ),
    );
  });
});

test("the score test of one yes-or-no covariate is the log-rank test, when nobody leaves together", () => {
  fc.assert(
    fc.property(rowsOf({ ties: false, strata: true }), (rows) => {
      const { annual } = columnsOf(rows).covariates;
      const fit = fitOf(columnsOf(rows, { covariates: { annual: annual! } }));
      let difference = 0;
      let variance = 0;
      for (const row of rows.filter(({ event }) => event)) {
        const there = rows.filter(({ time, stratum }) => time >= row.time && stratum === row.stratum);
        const share = there.filter(({ x }) => x[0] === 1).length / there.length;
        difference += row.x[0]! - share;
        variance += share * (1 - share);
      }
      near([fit.tests.score.statistic!], [difference ** 2 / variance], 1e-10);
    }),
  );
});

describe("a state", () => {
  const covariates = ["annual", "seats"];
  const row: fc.Arbitrary<CoxRow> = fc.record(
    {
      time: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0.1 + 0.2, 0.3, -1, NaN, null)),
      event: fc.constantFrom(true, false, 1, 0, 2, null),
      covariates: fc.record({
        annual: fc.boolean(),
        seats: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(NaN, null, -0)),
      }),
      entry: fc.constantFrom(0, 1, 2, 9, undefined),
      weight: fc.constantFrom(1, 0.1, 2, 0, -1, undefined),
      count: fc.constantFrom(1, 2, 0, undefined),
      stratum: fc.constantFrom("a", "__proto__", 1, undefined),
      cluster: fc.constantFrom("k", 7, undefined),
    },
    { requiredKeys: ["time", "event", "covariates"] },
  );
  testAccumulatorLaws("coxRegressionAccumulator", () => coxRegressionAccumulator({ covariates }), row);
  testAccumulatorLaws(
    "coxRegressionAccumulator with a resolution",
    () => coxRegressionAccumulator({ covariates, resolution: 2, errors: "robust" }),
    row,
  );

  test("gives what its rows give", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), ties, (rows, how) => {
        const accumulator = coxRegressionAccumulator({ covariates, ties: how });
        const folded = accumulator.result(fold(accumulator, rows));
        const direct = coxRegression(rows, { covariates, ties: how });
        expect(folded.status).toBe(direct.status);
        expect([folded.n, folded.events]).toEqual([direct.n, direct.events]);
        expect(folded.leftOut).toEqual(direct.leftOut);
        if (folded.status === "failed" || direct.status === "failed") return;
        near(betaOf(folded), betaOf(direct), 1e-7);
        near(folded.modelCovariance.flat(), direct.modelCovariance.flat(), 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test("of any rows gives a plain answer, and counts every row", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const result = coxRegression(rows, { covariates, errors: "robust" });
        const listed = Object.values(result.leftOut).reduce((sum, rowsLost) => sum + rowsLost, 0);
        // A row of no count stands for itself among those left out.
        expect(result.n + listed).toBe(rows.reduce((sum, { count = 1 }) => sum + (count || 1), 0));
        expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
      }),
      { numRuns: 500 },
    );
  });
});
