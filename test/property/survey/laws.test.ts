import fc from "fast-check";
import { expect } from "vitest";
import { combine, groupBy, mapInput } from "../../../src/core/accumulator.ts";
import { meanAccumulator, type MeanState } from "../../../src/stats/mean.ts";
import { cesAccumulator } from "../../../src/survey/ces.ts";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import { csatAccumulator } from "../../../src/survey/csat.ts";
import { npsAccumulator } from "../../../src/survey/nps.ts";
import { npsPresets } from "../../../src/survey/presets.ts";
import { scoreSummaryAccumulator } from "../../../src/survey/score-summary.ts";
import { weightedCsatAccumulator } from "../../../src/survey/weighted-csat.ts";
import { weightedNpsAccumulator } from "../../../src/survey/weighted-nps.ts";
import type { WeightedScoreState } from "../../../src/survey/weighted-scores.ts";
import { byPeriod } from "../../../src/time/by-period.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { cell, weight } from "./arbitrary-answers.ts";

testAccumulatorLaws("npsAccumulator", () => npsAccumulator(), cell);
testAccumulatorLaws(
  "npsAccumulator over responses",
  () => npsAccumulator({ definition: npsPresets.customerGaugeSummary, interval: "none" }),
  cell,
);
testAccumulatorLaws("csatAccumulator", () => csatAccumulator({ scale: "1-7", topBox: 2 }), cell);
testAccumulatorLaws(
  "csatAccumulator of a mean below 0",
  () => csatAccumulator({ scale: { min: -3, max: 0 }, topBox: 1, value: "mean" }),
  cell,
);
testAccumulatorLaws("cesAccumulator", () => cesAccumulator({ scale: "1-7", direction: "low-is-easy" }), cell);
testAccumulatorLaws(
  "scoreSummaryAccumulator",
  () => scoreSummaryAccumulator({ scale: "1-10", direction: "low-is-good" }),
  cell,
);

/** Sums of weights may differ in the last bits with the order of merging; all else may not. */
function sameWeighted(actual: WeightedScoreState, expected: WeightedScoreState): void {
  const { weights, squares, ...whole } = actual;
  const { weights: _, squares: __, ...expectedWhole } = expected;
  expect(whole).toStrictEqual(expectedWhole);
  for (const field of ["weights", "squares"] as const) {
    actual[field].forEach((sum, at) =>
      expect(Math.abs(sum - expected[field][at]!)).toBeLessThanOrEqual(1e-13 * expected[field][at]!),
    );
  }
}
const weighted = fc.record({ cell, weight });
type Weighted = { readonly cell: ScoreCell; readonly weight: number };
const columns = { read: (row: Weighted) => row.cell, weight: (row: Weighted) => row.weight };
testAccumulatorLaws("weightedNpsAccumulator", () => weightedNpsAccumulator(columns), weighted, {
  sameState: sameWeighted,
});
testAccumulatorLaws(
  "weightedNpsAccumulator by adjusted Wald",
  () => weightedNpsAccumulator({ ...columns, interval: "adjusted-wald" }),
  weighted,
  { sameState: sameWeighted },
);
testAccumulatorLaws("weightedCsatAccumulator", () => weightedCsatAccumulator({ ...columns, scale: "1-5" }), weighted, {
  sameState: sameWeighted,
});
testAccumulatorLaws(
  "weightedCsatAccumulator by Korn and Graubard",
  () => weightedCsatAccumulator({ ...columns, scale: "0-10", topBox: 3, interval: "beta" }),
  weighted,
  {
    sameState: sameWeighted,
  },
);

const number = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.integer({ min: -5, max: 5 }).map((x) => x + 1e9),
  fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, "5", -0, 1e200),
) as fc.Arbitrary<number | null>;
function sameMean(actual: MeanState, expected: MeanState): void {
  const { mean, squares, ...whole } = actual;
  const { mean: expectedMean, squares: expectedSquares, ...expectedWhole } = expected;
  expect(whole).toStrictEqual(expectedWhole);
  const size = Math.max(Math.abs(actual.min ?? 0), Math.abs(actual.max ?? 0));
  const spread = (actual.max ?? 0) - (actual.min ?? 0);
  expect(Math.abs(mean - expectedMean)).toBeLessThanOrEqual(1e-13 * size);
  // A deviation is known to a rounding of the numbers themselves.
  // Among the smallest doubles there are no digits to be near in: each step may round by one of them.
  const rounding = 8 * actual.n * Number.MIN_VALUE;
  expect(Math.abs(squares - expectedSquares)).toBeLessThanOrEqual(
    1e-12 * actual.n * spread * (spread + size * 1e-2) + rounding,
  );
}
testAccumulatorLaws("meanAccumulator", () => meanAccumulator({ level: 0.9 }), number, { sameState: sameMean });

const group = fc.constantFrom("a", "b", "__proto__", "toString", "", "1");
const at = fc.oneof(
  fc.integer({ min: Date.UTC(2025, 1, 25), max: Date.UTC(2025, 2, 12) }),
  fc.constantFrom<unknown>(
    null,
    undefined,
    "2025-03-09",
    "2025-03-09T02:30:00-05:00",
    "2025-11-02T01:30:00-04:00",
    Number.NaN,
    "soon",
    new Date(0),
    8.64e15,
    -8.64e15,
  ),
);
const row = fc.record({ cell, group, at });
type Row = { readonly cell: ScoreCell; readonly group: string; readonly at: unknown };
const ofRows = () => mapInput(npsAccumulator(), (one: Row) => one.cell);
const zoned = { timeZone: "America/New_York", at: (one: Row) => one.at as string };

testAccumulatorLaws("groupBy", () => groupBy(ofRows(), (one: Row) => one.group), row);
testAccumulatorLaws("byPeriod", () => byPeriod(ofRows(), { ...zoned, every: "day" }), row, { maxInputs: 15 });
testAccumulatorLaws(
  "byPeriod of groups",
  () =>
    byPeriod(
      groupBy(ofRows(), (one: Row) => one.group),
      { ...zoned, every: "week", weekStart: 7 },
    ),
  row,
  {
    maxInputs: 15,
  },
);
testAccumulatorLaws(
  "combine",
  () =>
    combine({
      nps: npsAccumulator(),
      csat: csatAccumulator({ scale: "0-10", topBox: 3 }),
      summary: scoreSummaryAccumulator({ scale: "0-10" }),
    }),
  cell,
);
