import fc from "fast-check";
import type { SurvivalObservation } from "../../../../src/stats/survival/survival-reading.ts";

/** An observation of which all is said. */
export interface Observed {
  readonly time: number;
  readonly event: boolean;
  readonly entry: number;
  readonly weight: number;
  readonly group: string;
  readonly stratum: string;
}

/** Whole times with many ties, or any times at all. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 1, max: 50_000 }),
  fc.double({ min: 0, max: 1000, noNaN: true }).map((at) => Math.round(at * 1000) / 1000),
);

const group = fc.constantFrom("a", "b", "c", "__proto__");
const stratum = fc.constantFrom("", "north", "south");

/** Right-censored observations, each of them once. */
export const rightCensored: fc.Arbitrary<Observed> = fc.record({
  time,
  event: fc.boolean(),
  entry: fc.constant(0),
  weight: fc.constant(1),
  group,
  stratum,
});

/** Observations of which some come late, and some stand for several. */
export const lateAndWeighted: fc.Arbitrary<Observed> = fc
  .record({
    time,
    event: fc.boolean(),
    from: fc.constantFrom(0, 0, 0.25, 0.5, 0.9),
    weight: fc.integer({ min: 0, max: 3 }),
    group,
    stratum,
  })
  .map(({ from, ...row }) => ({ ...row, entry: row.time >= 1 ? Math.floor(from * row.time * 100) / 100 : 0 }))
  .map((row) => ({ ...row, entry: row.entry < row.time ? row.entry : 0 }));

export const sample = (observation: fc.Arbitrary<Observed>, maxLength = 25): fc.Arbitrary<Observed[]> =>
  fc.array(observation, { maxLength });

/** What no observation should be, among what it may be. */
export const anyRow: fc.Arbitrary<SurvivalObservation> = fc.record(
  {
    time: fc.oneof(time, fc.constantFrom(NaN, -1, Infinity, null, undefined, -0, 0.1 + 0.2, 0.3, 1e300, 5e-324)),
    event: fc.constantFrom(true, false, 0, 1, 2, NaN, null, undefined),
    cause: fc.constantFrom(undefined, undefined, null, "censored", "voluntary", "failed payment", "", "__proto__"),
    entry: fc.oneof(fc.constantFrom(0, null, undefined, NaN, -3, 0.1, 2, 1e9), time),
    weight: fc.constantFrom(undefined, 1, 2, 0, -1, NaN, null, 40),
  },
  { requiredKeys: ["time"] },
);

export const columnsOf = (rows: readonly Observed[]) => ({
  time: rows.map((row) => row.time),
  event: rows.map((row) => row.event),
  entry: rows.map((row) => row.entry),
  weight: rows.map((row) => row.weight),
  group: rows.map((row) => row.group),
  stratum: rows.map((row) => row.stratum),
});

/** Rows that stand for several, as often as they do. */
export const expanded = (rows: readonly Observed[]): Observed[] =>
  rows.flatMap((row) => Array.from({ length: row.weight }, () => ({ ...row, weight: 1 })));
