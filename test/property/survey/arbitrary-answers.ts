import fc from "fast-check";
import type { ScoreCell } from "../../../src/survey/count-scores.ts";
import type { NpsCounts } from "../../../src/survey/nps.ts";

/** What stands in columns of answers: answers on and off a scale of 0–10, and all that is no answer. */
export const cell: fc.Arbitrary<ScoreCell> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -2, max: 13 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(6.5, 0.1, 9.999, 10.5, -0, -0.5, Number.NaN, Infinity, -Infinity, 1e300),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      "9",
      "",
      "ten",
      true,
      false,
      9n,
      {},
      [],
      [9],
      new Date(9),
      { score: 9 },
      Symbol("9"),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      { status: "ok", value: 9 },
      { status: "ok", value: 6.5 },
      { status: "ok", value: 11 },
      { status: "skipped" },
      { status: "outOfRange" },
      { status: "nonInteger" },
      { status: "invalid" },
      { status: "toString" },
      { status: "__proto__" },
    ),
  },
) as fc.Arbitrary<ScoreCell>;

export const cells: fc.Arbitrary<ScoreCell[]> = fc.array(cell, { maxLength: 40 });

/** The same as a weight: mostly one, sometimes none. */
export const weight: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(-1, Number.NaN, Infinity, "2", null, undefined, 1e200, 1e-200, -0) },
) as fc.Arbitrary<number>;

export const weightedCells: fc.Arbitrary<{ cell: ScoreCell; weight: number }[]> = fc.array(
  fc.record({ cell, weight }),
  { maxLength: 40 },
);

const count = fc.oneof(fc.constant(0), fc.nat(4), fc.nat(300));

/** Counts of at least one answer. */
export const someCounts: fc.Arbitrary<NpsCounts> = fc
  .record({ promoters: count, passives: count, detractors: count })
  .filter(({ promoters, passives, detractors }) => promoters + passives + detractors > 0);

/** Levels from very low to very high. */
export const level: fc.Arbitrary<number> = fc.oneof(
  fc.double({ min: 0.01, max: 0.999, noNaN: true }),
  fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99, 0.999_999),
);

/** All the numbers of a record of counts, added up. */
export const total = (counts: object): number =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count as number), 0);

/** The notes that say why there is no interval or no figure; a doubt about the column may stand beside one. */
export const reasons = (notes: readonly string[]): readonly string[] =>
  notes.filter((note) => !note.startsWith("mostly-"));
