import { fail } from "../../core/metric-error.ts";
import type { SurvivalCounts } from "./survival-counts.ts";
import { countsOn, unionOfTimes } from "./survival-times.ts";
import { tieStarts } from "./tie-tolerance.ts";

/** What happened at each time at which anybody left the risk set, ties joined. */
export interface SurvivalTable {
  /** Ascending. */
  readonly time: Float64Array;
  /** Under observation just before the time: entry < time <= exit. */
  readonly atRisk: Float64Array;
  /** Events of every cause. */
  readonly events: Float64Array;
  /** Events of each cause. */
  readonly byCause: readonly Float64Array[];
  readonly censored: Float64Array;
}

/** Every time of exit or late entry of the counts, the first of each run of ties alone. */
export function axisOf(counts: readonly SurvivalCounts[], tieTolerance: number): Float64Array {
  const lists = counts.flatMap(({ events, censored, entered }) =>
    [...events, censored, entered].map(({ time }) => time),
  );
  const shortest = Math.min(...counts.map((each) => each.shortest ?? Infinity));
  return tieStarts(unionOfTimes(lists), tieTolerance, shortest === Infinity ? null : shortest);
}

/** The table of one group. */
export function tableOf(counts: SurvivalCounts, tieTolerance: number): SurvivalTable {
  const axis = axisOf([counts], tieTolerance);
  const byCause = counts.events.map((list) => countsOn(axis, list));
  const censored = countsOn(axis, counts.censored);
  const events = byCause.length === 1 ? byCause[0] : sumOf(byCause, axis.length);
  const atRisk = new Float64Array(axis.length);
  const entered = counts.entered.time.length > 0 ? countsOn(axis, counts.entered) : null;

  // From the last time back, so that those who are left at the end are exactly those who leave then.
  let under = 0;
  let exited = 0;
  let rows = 0;
  for (let i = axis.length - 1; i >= 0; i -= 1) {
    const leave = events[i] + censored[i];
    exited += leave;
    under += leave;
    if (entered !== null) under -= entered[i];
    if (under < leave) {
      // Those who leave were there. Sums of fractions may be a rounding off; more than that is no state of ours.
      if (leave - under > 1e-9 * exited)
        fail("STATE_INVALID", "Cannot read state as those who entered must leave later", axis[i]);
      under = leave;
    }
    atRisk[i] = under;
    if (leave > 0) rows += 1;
  }
  const whole = { time: axis, atRisk, events, byCause, censored };
  return rows === axis.length ? whole : rowsOfExits(whole, rows);
}

/** Without the times at which there were but entries. */
function rowsOfExits({ time, atRisk, events, byCause, censored }: SurvivalTable, rows: number): SurvivalTable {
  const keep = (column: Float64Array): Float64Array => {
    const kept = new Float64Array(rows);
    for (let i = 0, next = 0; i < column.length; i += 1) if (events[i] + censored[i] > 0) kept[next++] = column[i];
    return kept;
  };
  const causes = byCause.map(keep);
  return {
    time: keep(time),
    atRisk: keep(atRisk),
    events: causes.length === 1 ? causes[0] : keep(events),
    byCause: causes,
    censored: keep(censored),
  };
}

function sumOf(columns: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const column of columns) for (let i = 0; i < length; i += 1) sum[i] += column[i];
  return sum;
}

/** A plain array, which is what JSON has. */
export function plain(column: Float64Array): number[] {
  const copy = new Array<number>(column.length);
  for (let i = 0; i < column.length; i += 1) copy[i] = column[i];
  return copy;
}
