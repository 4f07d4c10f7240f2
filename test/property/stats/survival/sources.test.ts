import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../../src/core/accumulator.ts";
import {
  cumulativeIncidence,
  cumulativeIncidenceAccumulator,
} from "../../../../src/stats/survival/cumulative-incidence.ts";
import { kaplanMeier, kaplanMeierAccumulator } from "../../../../src/stats/survival/kaplan-meier.ts";
import { lifeTable } from "../../../../src/stats/survival/life-table.ts";
import { logRank, logRankAccumulator } from "../../../../src/stats/survival/log-rank.ts";
import { nelsonAalen, nelsonAalenAccumulator } from "../../../../src/stats/survival/nelson-aalen.ts";
import type { SurvivalObservation } from "../../../../src/stats/survival/survival-reading.ts";
import { mergeSurvival, tallySurvival } from "../../../../src/stats/survival/survival-tally.ts";
import { testAccumulatorLaws } from "../../../support/accumulator-laws.ts";
import { notPlainJson } from "../../../support/plain-json.ts";
import { anyRow } from "./arbitrary-observations.ts";

testAccumulatorLaws("kaplanMeierAccumulator", () => kaplanMeierAccumulator(), anyRow);
testAccumulatorLaws(
  "kaplanMeierAccumulator on a grid",
  () => kaplanMeierAccumulator({ resolution: 0.1, interval: "plain" }),
  anyRow,
);
testAccumulatorLaws(
  "nelsonAalenAccumulator",
  () => nelsonAalenAccumulator({ estimator: "fleming-harrington" }),
  anyRow,
);
testAccumulatorLaws(
  "cumulativeIncidenceAccumulator",
  () => cumulativeIncidenceAccumulator({ causes: ["voluntary", "failed payment", "__proto__"] }),
  anyRow,
);

const grouped: fc.Arbitrary<SurvivalObservation> = fc
  .tuple(anyRow, fc.constantFrom("a", "b", "__proto__"), fc.constantFrom(undefined, "north", "south"))
  .map(([row, group, stratum]) => ({ ...row, group, ...(stratum === undefined ? {} : { stratum }) }));
testAccumulatorLaws("logRankAccumulator", () => logRankAccumulator(), grouped);

describe("rows, columns and states", () => {
  const rows = fc.array(anyRow, { maxLength: 40 });
  const resolution = fc.constantFrom(null, 1, 0.1, 7);

  test("say the same of the same, whatever is among it", () => {
    fc.assert(
      fc.property(rows, resolution, (data, grid) => {
        const accumulator = kaplanMeierAccumulator({ resolution: grid });
        const state = fold(accumulator, data);
        expect(tallySurvival(data, { resolution: grid })).toStrictEqual(state);
        expect(accumulator.result(state)).toStrictEqual(kaplanMeier(data, { resolution: grid }));
        const half = data.length >> 1;
        const parts = [data.slice(0, half), data.slice(half)].map((part) => tallySurvival(part, { resolution: grid }));
        expect(mergeSurvival(...parts)).toStrictEqual(data.length === 0 ? mergeSurvival(state) : state);
      }),
      { numRuns: 300 },
    );
  });

  test("as columns are those as rows", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (data, byCause) => {
        const columns = {
          time: data.map(({ time }) => time),
          entry: data.map(({ entry }) => entry),
          weight: data.map(({ weight }) => weight),
          ...(byCause ? { cause: data.map(({ cause }) => cause) } : { event: data.map(({ event }) => event) }),
        };
        const plain = data.map(({ event, cause, ...row }) => ({ ...row, ...(byCause ? { cause } : { event }) }));
        expect(tallySurvival(columns)).toStrictEqual(tallySurvival(plain));
        expect(kaplanMeier(columns)).toStrictEqual(kaplanMeier(plain));
        expect(cumulativeIncidence(columns)).toStrictEqual(cumulativeIncidence(plain));
      }),
      { numRuns: 300 },
    );
  });

  test("count what they are given: used or left out", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const { rows, leftOut } = kaplanMeier(data);
        expect(rows + Object.values(leftOut).reduce((sum, each) => sum + each, 0)).toBe(data.length);
      }),
    );
  });

  test("never make a result that is no JSON", () => {
    fc.assert(
      fc.property(fc.array(grouped, { maxLength: 12 }), (data) => {
        const results = [
          kaplanMeier(data),
          kaplanMeier(data, { interval: "none" }),
          nelsonAalen(data),
          cumulativeIncidence(data, { interval: "logit" }),
          logRank(data, { rho: 0.5 }),
          lifeTable(data, { breaks: [0, 1, 5, 1000] }),
        ];
        expect(notPlainJson(results)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("keep on a grid all that is in them", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.1, 1, 7, 30), (data, grid) => {
        const [fine, coarse] = [kaplanMeier(data), kaplanMeier(data, { resolution: grid })];
        expect([coarse.n, coarse.rows, coarse.leftOut]).toEqual([fine.n, fine.rows, fine.leftOut]);
        const sum = (column: readonly number[]): number => column.reduce((total, each) => total + each, 0);
        expect([sum(coarse.events), sum(coarse.censored)]).toEqual([sum(fine.events), sum(fine.censored)]);
      }),
    );
  });
});
