import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coxConcordance } from "../../../../src/stats/survival/cox-concordance.ts";
import type { CoxTies } from "../../../../src/stats/survival/cox-likelihood.ts";
import {
  type ProportionalityTransform,
  proportionalHazardsTest,
} from "../../../../src/stats/survival/cox-proportionality.ts";
import { coxRegression } from "../../../../src/stats/survival/cox-regression.ts";
import { coxResiduals } from "../../../../src/stats/survival/cox-residuals.ts";
import type { CoxFit, CoxRegressionOptions } from "../../../../src/stats/survival/cox-result.ts";
import type { CoxColumns } from "../../../../src/stats/survival/cox-rows.ts";
import { coxSurvival } from "../../../../src/stats/survival/cox-survival.ts";
import {
  atRisk,
  columnsOf,
  eventTimes,
  gradient,
  hessian,
  inverse,
  logLikelihoodByHand,
  type Row,
  rowsOf,
} from "./cox-by-hand.ts";

const ties = fc.constantFrom<CoxTies>("efron", "breslow");
const anyRows = rowsOf({ ties: true, late: true, weighted: true, strata: true });

function fitOf(data: CoxColumns, options: CoxRegressionOptions = {}): CoxFit {
  const fit = coxRegression(data, options);
  fc.pre(
    fit.status === "converged" &&
      fit.coefficients.every(
        ({ coefficient, modelStandardError }) => Math.abs(coefficient) < 3 && modelStandardError < 3,
      ),
  );
  return fit as CoxFit;
}

const predictor = (fit: CoxFit, { x }: Row): number =>
  fit.coefficients.reduce((sum, { coefficient }, j) => sum + coefficient * x[j]!, 0);
const valuesOf = (column: readonly (number | null)[] | undefined): number[] =>
  (column as number[]).map((value) => value ?? 0);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function near(got: number, want: number, tolerance: number): void {
  expect(Math.abs(got - want), `${got} and ${want}`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));
}

describe("residuals", () => {
  test("add up to nothing, by weight", () => {
    fc.assert(
      fc.property(anyRows, ties, (rows, how) => {
        const data = columnsOf(rows);
        const fit = fitOf(data, { ties: how });
        const weighted = (kind: "martingale" | "score" | "schoenfeld"): number[] =>
          coxResiduals(fit, data, { kind }).columns.map((column) =>
            sumOf(valuesOf(column).map((value, i) => value * rows[i]!.weight)),
          );
        for (const kind of ["martingale", "score"] as const) for (const total of weighted(kind)) near(total, 0, 1e-9);
        if (how === "breslow") for (const total of weighted("schoenfeld")) near(total, 0, 1e-9);
      }),
    );
  });

  test("of score say how coefficients move with a weight, and give the robust errors", () => {
    fc.assert(
      fc.property(rowsOf({ ties: true, late: true, weighted: true, strata: true }), fc.nat(), (rows, pick) => {
        const how = { ties: "breslow", errors: "robust" } as const;
        const fit = fitOf(columnsOf(rows), how);
        const one = pick % rows.length;
        const betaWith = (more: number): number[] => {
          const weight = rows.map((row, i) => row.weight + (i === one ? more : 0));
          return (coxRegression(columnsOf(rows, { weight }), how) as CoxFit).coefficients.map(
            ({ coefficient }) => coefficient,
          );
        };
        const dfbeta = coxResiduals(fit, columnsOf(rows), { kind: "dfbeta" }).columns.map(valuesOf);
        const [up, down] = [betaWith(1e-4), betaWith(-1e-4)];
        dfbeta.forEach((column, j) => near(column[one]! / rows[one]!.weight, (up[j]! - down[j]!) / 2e-4, 1e-5));
        const sandwich = dfbeta.map((a) => dfbeta.map((b) => sumOf(a.map((value, i) => value * b[i]!))));
        fit.robustCovariance!.flat().forEach((value, k) => near(value, sandwich.flat()[k]!, 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  test("are added up within clusters for clustered errors; clusters of one change nothing", () => {
    fc.assert(
      fc.property(anyRows, ties, (rows, how) => {
        const cluster = rows.map((row) => row.cluster);
        const fit = fitOf(columnsOf(rows, { cluster }), { ties: how });
        expect(fit.definition.errors).toBe("robust");
        expect(fit.clusters).toBe(new Set(cluster).size);
        const dfbeta = coxResiduals(fit, columnsOf(rows, { cluster }), { kind: "dfbeta" }).columns.map(valuesOf);
        const totals = [...new Set(cluster)].map((name) =>
          dfbeta.map((column) => sumOf(column.filter((_, i) => cluster[i] === name))),
        );
        const sandwich = dfbeta.map((_, a) =>
          dfbeta.map((__, b) => sumOf(totals.map((total) => total[a]! * total[b]!))),
        );
        fit.robustCovariance?.flat().forEach((value, k) => near(value, sandwich.flat()[k]!, 1e-9));
        const alone = fitOf(columnsOf(rows, { cluster: rows.map((_, i) => i) }), { ties: how });
        const unclustered = fitOf(columnsOf(rows), { ties: how, errors: "robust" });
        alone
          .robustCovariance!.flat()
          .forEach((value, k) => near(value, unclustered.robustCovariance!.flat()[k]!, 1e-12));
      }),
    );
  });

  test("that are martingale are events less those expected by the cumulative hazard, that are Schoenfeld covariates less their mean (Breslow)", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const data = columnsOf(rows);
        const fit = fitOf(data, { ties: "breslow" });
        const martingale = coxResiduals(fit, data).columns[0]!;
        const [, seats] = coxResiduals(fit, data, { kind: "schoenfeld" }).columns;
        const deviance = coxResiduals(fit, data, { kind: "deviance" }).columns[0]!;
        const risk = (some: readonly Row[], of: (row: Row) => number): number =>
          sumOf(some.map((row) => row.weight * Math.exp(predictor(fit, row)) * of(row)));
        rows.forEach((row, i) => {
          const seen = eventTimes(rows).filter(({ time, stratum }) => atRisk(rows, time, stratum).includes(row));
          const hazard = sumOf(
            seen.map(
              ({ time, stratum, events }) =>
                sumOf(events.map(({ weight }) => weight)) / risk(atRisk(rows, time, stratum), () => 1),
            ),
          );
          const expected = hazard * Math.exp(predictor(fit, row));
          near(martingale[i]!, Number(row.event) - expected, 1e-9);
          const twice = -2 * (martingale[i]! + (row.event ? Math.log(expected) : 0));
          near(deviance[i]!, Math.sign(martingale[i]!) * Math.sqrt(Math.max(0, twice)), 1e-7);
          if (!row.event) return expect(seats![i]).toBeNull();
          const there = atRisk(rows, row.time, row.stratum);
          near(seats![i]!, row.x[1]! - risk(there, ({ x }) => x[1]!) / risk(there, () => 1), 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });
});

test("predicted survival and its error are those of the formulas as they are written", () => {
  fc.assert(
    fc.property(
      anyRows,
      ties,
      fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -2, max: 2 })),
      (rows, how, x) => {
        const fit = fitOf(columnsOf(rows), { ties: how });
        const relative = Math.exp(sumOf(fit.coefficients.map(({ coefficient }, j) => coefficient * x[j]!)));
        const risk = (some: readonly Row[], of: (row: Row) => number): number =>
          sumOf(some.map((row) => row.weight * Math.exp(predictor(fit, row)) * of(row)));
        for (const stratum of new Set(rows.map((row) => row.stratum))) {
          const curve = coxSurvival(fit, { covariates: { annual: x[0], seats: x[1] }, stratum });
          curve.time.forEach((time, at) => {
            let [hazard, variance] = [0, 0];
            const slope = [0, 0];
            for (const { time: when, events } of eventTimes(rows).filter(
              (moment) => moment.stratum === stratum && moment.time <= time,
            )) {
              const there = atRisk(rows, when, stratum);
              const weight = sumOf(events.map((row) => row.weight)) / events.length;
              events.forEach((_, k) => {
                const gone = how === "efron" ? k / events.length : 0;
                const sum = (of: (row: Row) => number): number => risk(there, of) - gone * risk(events, of);
                const all = sum(() => 1);
                hazard += weight / all;
                variance += weight / all ** 2;
                slope.forEach((__, j) => {
                  slope[j]! += ((x[j]! - sum((row) => row.x[j]!) / all) * weight) / all;
                });
              });
            }
            const ofBeta = sumOf(slope.map((a, i) => sumOf(slope.map((b, j) => a * b * fit.modelCovariance[i]![j]!))));
            near(curve.survival[at]!, Math.exp(-relative * hazard), 1e-9);
            if (curve.standardError[at] !== null) {
              near(
                curve.standardError[at]!,
                Math.exp(-relative * hazard) * relative * Math.sqrt(variance + ofBeta),
                1e-8,
              );
            }
            if (curve.lower[at] === null) return;
            expect(curve.lower[at]).toBeLessThanOrEqual(curve.survival[at]! + 1e-12);
            expect(curve.upper[at]).toBeGreaterThanOrEqual(curve.survival[at]! - 1e-12);
          });
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe("concordance", () => {
  const byHand = (rows: readonly Row[], fit: CoxFit): number[] => {
    const counts = [0, 0, 0, 0, 0];
    rows.forEach((first, i) => {
      rows.forEach((other, j) => {
        if (i === j || !first.event || first.stratum !== other.stratum) return;
        const difference = Math.sign(Math.round(1e9 * (predictor(fit, first) - predictor(fit, other))));
        const pair = first.weight * other.weight;
        if (first.time === other.time && other.event) counts[difference === 0 ? 4 : 3]! += pair / 2;
        else if (other.time >= first.time && (other.entry === 0 || other.entry < first.time))
          counts[1 - difference === 0 ? 0 : 1 - difference === 2 ? 1 : 2]! += pair;
      });
    });
    return counts;
  };

  test("counts the pairs that there are, and its error is the jackknife's", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const fit = fitOf(columnsOf(rows));
        const found = coxConcordance(fit, columnsOf(rows));
        const counts = byHand(rows, fit);
        [found.concordant, found.discordant, found.tiedRisk, found.tiedTime, found.tiedBoth].forEach((count, k) =>
          near(count, counts[k]!, 1e-10),
        );
        const shareOf = ([concordant, discordant, tied]: readonly number[]): number =>
          (concordant! + tied! / 2) / (concordant! + discordant! + tied!);
        if (found.value === null) return;
        near(found.value, shareOf(counts), 1e-10);
        const influences = rows.map((row, i) => {
          const moved = (by: number): number =>
            shareOf(
              byHand(
                rows.map((each, at) => (at === i ? { ...each, weight: each.weight + by } : each)),
                fit,
              ),
            );
          return (row.weight * (moved(1e-4) - moved(-1e-4))) / 2e-4;
        });
        near(found.standardError!, Math.sqrt(sumOf(influences.map((value) => value ** 2))), 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test("of rows that count two is that of rows given twice", () => {
    fc.assert(
      fc.property(rowsOf({ ties: true, late: true, strata: true }), (rows) => {
        const fit = fitOf(columnsOf(rows));
        const counted = coxConcordance(fit, columnsOf(rows, { count: rows.map(() => 2) }));
        const twice = coxConcordance(fit, columnsOf([...rows, ...rows]));
        for (const key of ["concordant", "discordant", "tiedRisk", "tiedTime", "tiedBoth", "n"] as const)
          near(counted[key], twice[key], 1e-12);
        if (twice.standardError !== null) near(counted.standardError!, twice.standardError, 1e-10);
      }),
    );
  });
});

test("the test of proportional hazards is the score test of covariates that change with time", () => {
  const transform = fc.constantFrom<ProportionalityTransform>("km", "identity", "log", "rank");
  fc.assert(
    fc.property(anyRows, ties, transform, (rows, how, of) => {
      const data = columnsOf(rows);
      const fit = fitOf(data, { ties: how });
      const found = proportionalHazardsTest(fit, data, { transform: of });
      const times = rows.map(({ time }) => time).sort((a, b) => a - b);
      const stay = (time: number): number => {
        const moments = [...new Set(rows.filter((row) => row.event && row.time < time).map((row) => row.time))];
        return moments.reduce((share, moment) => {
          const there = rows.filter((row) => row.time >= moment && (row.entry === 0 || row.entry < moment)).length;
          return share * (1 - rows.filter((row) => row.event && row.time === moment).length / there);
        }, 1);
      };
      const rank = (time: number): number => (times.indexOf(time) + times.lastIndexOf(time)) / 2;
      const g = { km: (time: number) => 10 * stay(time), identity: (time: number) => time, log: Math.log, rank }[of];
      const beta = fit.coefficients.map(({ coefficient }) => coefficient);
      const middle = g(times[times.length >> 1]!);
      // One that may change at a time, and both: score' · inverse information · score with the score of the constant parts 0.
      for (const [chosen, result] of [
        [[0], found.covariates[0]],
        [[1], found.covariates[1]],
        [[0, 1], found.global],
      ] as const) {
        const byHand = (at: readonly number[]): number =>
          logLikelihoodByHand(
            rows,
            how,
            ({ x }, time) =>
              x[0]! * at[0]! +
              x[1]! * at[1]! +
              sumOf(chosen.map((j, k) => x[j]! * at[2 + k]! * ((g(time) - middle) / 10))),
          );
        const at = [...beta, ...chosen.map(() => 0)];
        const information = hessian(byHand, at).map((row) => row.map((value) => -value));
        const u = gradient(byHand, at).map((value, i) => (i < 2 ? 0 : value));
        const variance = inverse(information);
        if (result!.statistic === null || !variance.flat().every((value) => Math.abs(value) < 1e3)) continue;
        near(result!.statistic, sumOf(u.map((a, i) => sumOf(u.map((b, j) => a * b * variance[i]![j]!)))), 1e-4);
      }
    }),
    { numRuns: 40 },
  );
});
