import fc from "fast-check";
import { expect, test } from "vitest";
import { cumulativeIncidence } from "../../../../src/stats/survival/cumulative-incidence.ts";
import { incidenceAt } from "../../../../src/stats/survival/cumulative-incidence-at.ts";
import { kaplanMeier } from "../../../../src/stats/survival/kaplan-meier.ts";
import { lateAndWeighted, type Observed, rightCensored, sample } from "./arbitrary-observations.ts";

const causes = ["failed payment", "voluntary", "__proto__"];

/** The group of an observation serves as its cause. */
const columnsOf = (rows: readonly Observed[]) => ({
  time: rows.map(({ time }) => time),
  cause: rows.map(({ event, group }) => (event ? causes[group.length % 3]! + (group === "b" ? "" : "!") : null)),
  entry: rows.map(({ entry }) => entry),
  weight: rows.map(({ weight }) => weight),
});

const close = (got: number, want: number, tolerance = 1e-10): void =>
  expect(Math.abs(got - want), `got ${got}, want ${want}`).toBeLessThanOrEqual(tolerance);

test("incidences of all causes and those still there are all there were", () => {
  fc.assert(
    fc.property(sample(lateAndWeighted), (rows) => {
      const curves = cumulativeIncidence(columnsOf(rows));
      const overall = kaplanMeier(columnsOf(rows));
      expect(curves.time).toEqual(overall.time);
      expect(curves.atRisk).toEqual(overall.atRisk);
      curves.eventFree.forEach((share, row) => {
        close(share, overall.survival[row]!);
        close(
          curves.causes.reduce((sum, { incidence }) => sum + incidence[row]!, share),
          1,
        );
      });
      for (const { incidence, standardError, lower, upper } of curves.causes) {
        incidence.forEach((share, row) => {
          expect(share >= (incidence[row - 1] ?? 0) && share <= 1 && standardError[row]! >= 0).toBe(true);
          if (lower[row] !== null) {
            expect(lower[row]! >= 0 && lower[row]! <= share * (1 + 1e-12)).toBe(true);
            expect(upper[row]! <= 1 && upper[row]! >= share * (1 - 1e-12)).toBe(true);
          }
        });
      }
      const last = curves.time.at(-1);
      if (last !== undefined) {
        const { eventFree, causes } = incidenceAt(curves, last);
        close(
          causes.reduce((sum, { value }) => sum + value!, eventFree!),
          1,
        );
      }
    }),
  );
});

test("with one cause the incidence is what the survival curve has lost", () => {
  fc.assert(
    fc.property(sample(lateAndWeighted), (rows) => {
      const data = { ...columnsOf(rows), cause: rows.map(({ event }) => (event ? "left" : null)) };
      const [curves, overall] = [cumulativeIncidence(data, { causes: ["left"] }), kaplanMeier(data)];
      curves.causes[0]!.incidence.forEach((share, row) => {
        close(share, 1 - overall.survival[row]!);
        if (overall.standardError[row] !== null)
          close(curves.causes[0]!.standardError[row]!, overall.standardError[row]!, 1e-9);
      });
    }),
  );
});

test("without late entries the error is how the share moves as each one counts a little more", () => {
  fc.assert(
    fc.property(sample(rightCensored, 12), (rows) => {
      const data = columnsOf(rows);
      const curves = cumulativeIncidence(data);
      const step = 1e-4;
      const moved = (row: number, by: number) =>
        cumulativeIncidence({ ...data, weight: rows.map((_, i) => (i === row ? 1 + by : 1)) });
      const sides = rows.map((_, row) => [moved(row, step), moved(row, -step)] as const);
      curves.causes.forEach(({ standardError }, cause) => {
        standardError.forEach((error, at) => {
          const square = sides.reduce((sum, [up, down]) => {
            return sum + ((up.causes[cause]!.incidence[at]! - down.causes[cause]!.incidence[at]!) / (2 * step)) ** 2;
          }, 0);
          close(error, Math.sqrt(square), 1e-6);
        });
      });
    }),
    { numRuns: 40 },
  );
});
