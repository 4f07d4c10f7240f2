import type { SurvivalBand } from "./survival-bands.ts";

/**
 * A survival curve as columns, a row a distinct time at which anybody left: with the event, or censored.
 *
 * Between two times the curve is flat, before the first it is 1. All columns are of one length.
 */
export interface SurvivalCurve {
  /** Ascending, in the unit of the data. */
  readonly time: readonly number[];
  /** Under observation just before the time. */
  readonly atRisk: readonly number[];
  /** Events at the time. */
  readonly events: readonly number[];
  /** Last seen at the time, without the event. */
  readonly censored: readonly number[];
  /** The share that is expected to go on beyond the time. */
  readonly survival: readonly number[];
  /** Greenwood's standard error of `survival`; `null` where that is 0. */
  readonly standardError: readonly (number | null)[];
  /** The lower end of the pointwise band; `null` where `survival` is 0; without a band, empty. */
  readonly lower: readonly (number | null)[];
  /** The upper end. */
  readonly upper: readonly (number | null)[];
  /** Coverage and method of the band, or `null` without one. */
  readonly band: SurvivalBand | null;
  /** How observations are counted. */
  readonly n: number;
  /** What the curve follows. */
  readonly definition: SurvivalDefinition;
}

/** What a curve follows; as options it gives the same curve again. */
export interface SurvivalDefinition {
  /** How the curve is estimated. */
  readonly estimator: string;
  /** Events come before censorings of the same time: who was last seen then is still at risk. */
  readonly ties: "events-first";
  /** Times nearer than this share of their mean are one. */
  readonly tieTolerance: number;
  /** The grid to which times were rounded, or `null`. */
  readonly resolution: number | null;
}

/** The last row of a curve at or before a time, ties joined; -1 before the first. */
export function rowAt({ time, definition }: Pick<SurvivalCurve, "time" | "definition">, at: number): number {
  const reach = at * (1 + definition.tieTolerance);
  let [from, to] = [0, time.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (time[middle] <= reach) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
