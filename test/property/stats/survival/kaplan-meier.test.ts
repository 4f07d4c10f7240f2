import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kaplanMeier } from "../../../../src/stats/survival/kaplan-meier.ts";
import { kaplanMeierBy } from "../../../../src/stats/survival/kaplan-meier-by.ts";
import { nelsonAalen } from "../../../../src/stats/survival/nelson-aalen.ts";
import { restrictedMean } from "../../../../src/stats/survival/restricted-mean.ts";
import { conditionalSurvival, survivalAt } from "../../../../src/stats/survival/survival-at.ts";
import type { SurvivalBandMethod } from "../../../../src/stats/survival/survival-bands.ts";
import { survivalQuantile } from "../../../../src/stats/survival/survival-quantile.ts";
import { columnsOf, expanded, lateAndWeighted, rightCensored, sample } from "./arbitrary-observations.ts";
import { momentsOf, survivalByHand } from "./by-hand.ts";

const near = (got: number | null, want: number | null, tolerance = 1e-10): void => {
  if (got === null || want === null) expect(got).toBe(want);
  else expect(Math.abs(got - want), `got ${got}, want ${want}`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));
};

const methods: readonly SurvivalBandMethod[] = ["log-log", "log", "plain", "logit", "arcsin"];

describe("a survival curve", () => {
  test("is the product over the rows at risk at each time, late and weighted ones too", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), (rows) => {
        const moments = momentsOf(expanded(rows));
        const curve = kaplanMeier(columnsOf(rows));
        expect(curve.time).toEqual(moments.map(({ time }) => time));
        expect(curve.atRisk).toEqual(moments.map(({ atRisk }) => atRisk));
        expect(curve.events).toEqual(moments.map(({ events }) => events));
        expect(curve.censored).toEqual(moments.map(({ censored }) => censored));
        survivalByHand(moments).forEach((survival, row) => near(curve.survival[row]!, survival));
      }),
      { numRuns: 300 },
    );
  });

  test("without censoring is the share that is left, to the last bit", () => {
    fc.assert(
      fc.property(sample(rightCensored), (rows) => {
        const times = rows.map(({ time }) => time);
        const curve = kaplanMeier({ time: times, event: times.map(() => 1) });
        expect(curve.survival).toEqual(
          curve.time.map((time) => times.filter((each) => each > time).length / times.length),
        );
        curve.survival.forEach((survival, row) => {
          const error = survival === 0 ? null : Math.sqrt((survival * (1 - survival)) / times.length);
          near(curve.standardError[row]!, error);
        });
      }),
    );
  });

  test("does not depend on the order of rows, nor on which are in one part", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), fc.infiniteStream(fc.nat(1e6)), (rows, luck) => {
        const shuffled = rows
          .map((row) => ({ row, key: luck.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        expect(kaplanMeier(columnsOf(shuffled))).toStrictEqual(kaplanMeier(columnsOf(rows)));
        expect(kaplanMeier(shuffled)).toStrictEqual(kaplanMeier(columnsOf(rows)));
      }),
    );
  });

  test("in another unit of time is the same curve", () => {
    const factor = fc.constantFrom(7, 24, 1 / 7, 365.25 / 12, 86_400_000, 1e-6);
    fc.assert(
      fc.property(sample(lateAndWeighted), factor, (rows, unit) => {
        const scaled = rows.map((row) => ({ ...row, time: row.time * unit, entry: row.entry * unit }));
        const [before, after] = [kaplanMeier(columnsOf(rows)), kaplanMeier(columnsOf(scaled))];
        for (const column of ["survival", "standardError", "lower", "upper", "atRisk", "events", "censored"] as const) {
          expect(after[column]).toStrictEqual(before[column]);
        }
        near(after.value, before.value === null ? null : before.value * unit);
        near(
          restrictedMean(after).standardError,
          before.time.length === 0 ? null : restrictedMean(before).standardError! * unit,
        );
      }),
    );
  });

  test("with weights is that of rows as many", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), (rows) => {
        const [weighted, plain] = [kaplanMeier(columnsOf(rows)), kaplanMeier(columnsOf(expanded(rows)))];
        expect({ ...weighted, rows: 0 }).toStrictEqual({ ...plain, rows: 0 });
        const tied = { estimator: "fleming-harrington" } as const;
        nelsonAalen(columnsOf(rows), tied).hazard.forEach((hazard, row) => {
          near(hazard, nelsonAalen(columnsOf(expanded(rows)), tied).hazard[row]!);
        });
      }),
    );
  });

  test("does not depend on what weights add up to, late entries or not", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), fc.constantFrom(0.1, 1 / 3, 1e-6, 1e6), (rows, factor) => {
        const scaled = rows.map((row) => ({ ...row, weight: row.weight * factor }));
        const [before, after] = [kaplanMeier(columnsOf(rows)), kaplanMeier(columnsOf(scaled))];
        expect(after.time).toEqual(before.time);
        after.survival.forEach((survival, row) => {
          near(survival, before.survival[row]!, 1e-9);
        });
      }),
    );
  });

  test("falls within its band, which is within [0, 1] and wider at a higher level", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), fc.constantFrom(...methods), (rows, interval) => {
        const curve = kaplanMeier(columnsOf(rows), { interval });
        const wider = kaplanMeier(columnsOf(rows), { interval, level: 0.99 });
        curve.survival.forEach((survival, row) => {
          const [lower, upper] = [curve.lower[row]!, curve.upper[row]!];
          if (survival === 0) return expect([lower, upper]).toEqual([null, null]);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(upper).toBeLessThanOrEqual(1);
          expect(lower).toBeLessThanOrEqual(survival * (1 + 1e-12));
          expect(upper).toBeGreaterThanOrEqual(survival * (1 - 1e-12));
          expect(wider.lower[row]!).toBeLessThanOrEqual(lower);
          expect(wider.upper[row]!).toBeGreaterThanOrEqual(upper);
        });
      }),
    );
  });

  test("has Greenwood's error: how the share moves as each one counts a little more", () => {
    fc.assert(
      fc.property(sample(rightCensored, 12), (rows) => {
        const curve = kaplanMeier(columnsOf(rows));
        const step = 1e-4;
        const moved = (row: number, by: number): readonly number[] =>
          kaplanMeier({ ...columnsOf(rows), weight: rows.map((_, i) => (i === row ? 1 + by : 1)) }).survival;
        const influences = rows.map((_, row) => {
          const [up, down] = [moved(row, step), moved(row, -step)];
          return curve.survival.map((_, at) => (up[at]! - down[at]!) / (2 * step));
        });
        curve.standardError.forEach((error, at) => {
          if (error !== null) near(Math.sqrt(influences.reduce((sum, by) => sum + by[at]! ** 2, 0)), error, 1e-6);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("of each group is that of its rows alone", () => {
    fc.assert(
      fc.property(sample(lateAndWeighted), (rows) => {
        const curves = kaplanMeierBy(columnsOf(rows));
        const names = [...new Set(rows.map(({ group }) => group))].sort();
        expect(Object.keys(curves)).toEqual(names);
        for (const name of names) {
          const own = Object.getOwnPropertyDescriptor(curves, name)!.value;
          expect(own).toStrictEqual(kaplanMeier(columnsOf(rows.filter(({ group }) => group === name))));
        }
      }),
    );
  });
});

describe("what is read from a curve", () => {
  const curves = sample(lateAndWeighted).map((rows) => kaplanMeier(columnsOf(rows)));

  test("a quantile is where the curve comes below", () => {
    fc.assert(
      fc.property(curves, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (curve, probability) => {
        const { value, lower, upper } = survivalQuantile(curve, probability);
        const below = curve.survival.findIndex((survival) => survival < 1 - probability - 1.5e-8);
        if (value === null) expect(below).toBe(-1);
        else {
          expect(survivalAt(curve, value).value! <= 1 - probability + 1.5e-8).toBe(true);
          if (below >= 0) expect(value).toBeLessThanOrEqual(curve.time[below]!);
          if (lower !== null) expect(lower).toBeLessThanOrEqual(value);
          if (upper !== null) expect(upper).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });

  test("a restricted mean is the area, and grows by no more than time does", () => {
    fc.assert(
      fc.property(curves, fc.double({ min: 0, max: 1e5, noNaN: true }), (curve, until) => {
        const { value, standardError } = restrictedMean(curve, until);
        if (curve.n === 0) {
          expect([value, standardError]).toEqual([null, null]);
          return;
        }
        const ends = [0, ...curve.time.filter((time) => time > 0 && time < until), until];
        const area = ends.slice(1).reduce((sum, end, i) => {
          const row = curve.time.findLastIndex((time) => time <= ends[i]!);
          return sum + (end - ends[i]!) * (row < 0 ? 1 : curve.survival[row]!);
        }, 0);
        near(value, area);
        expect(value!).toBeLessThanOrEqual(until);
        expect(standardError!).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("a conditional survival takes the curve apart", () => {
    const span = fc.record({ survived: fc.nat(20), further: fc.nat(20) });
    fc.assert(
      fc.property(curves, span, (curve, { survived, further }) => {
        const [before, after] = [survivalAt(curve, survived).value, survivalAt(curve, survived + further).value];
        const { value, interval } = conditionalSurvival(curve, { survived, further });
        near(value, before === null || before === 0 || after === null ? null : after / before);
        if (value !== null && interval !== null) {
          expect(interval.lower).toBeLessThanOrEqual(value);
          expect(interval.upper).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });
});
