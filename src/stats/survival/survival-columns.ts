import { fail } from "../../core/metric-error.ts";
import type { SurvivalCounts } from "./survival-counts.ts";
import { codedLabels, type GroupedRows } from "./survival-labels.ts";
import {
  checkResolution,
  faultOf,
  leaveOut,
  noneLeftOut,
  onlyCause,
  outcomeOf,
  roundedDown,
  roundedUp,
  type SurvivalColumns,
  type SurvivalObservation,
  type SurvivalReadingOptions,
} from "./survival-reading.ts";
import { countTimes } from "./survival-times.ts";

/** Columns in which the outcome of a row is a number. */
export interface ExitColumns extends Pick<SurvivalColumns, "time" | "entry" | "weight"> {
  /** In the order of their code units. */
  readonly causes: readonly string[];
  /** The place of a row's cause, one past them for those who stayed, -1 for what is neither. */
  readonly statusOf: (row: number) => number;
}

/** What is told of how to count, apart from accessors, which have been used up. */
export type CountingOptions = Pick<SurvivalReadingOptions, "censored" | "causes" | "resolution" | "onInvalid">;

/**
 * Reads columns.
 *
 * @throws {@link MetricError} `EVENT_REQUIRED` unless there is either `event` or `cause`; `LENGTH_MISMATCH`
 */
export function exitsOfColumns(columns: SurvivalColumns, options: CountingOptions): ExitColumns {
  const { time, event, cause, entry, weight } = columns;
  if (!event === !cause) {
    fail("EVENT_REQUIRED", "Cannot use columns as there must be either event or cause", Object.keys(columns));
  }
  const causes = cause && codedLabels(cause);
  for (const [name, column] of Object.entries({ event, cause: causes?.codes, entry, weight })) {
    if (column !== undefined) checkLength(name, column, time.length);
  }
  if (causes !== undefined) {
    const outcomes = causes.names.map((name) => (name === undefined ? name : outcomeOf(undefined, name, options)));
    return { time, entry, weight, ...statuses(causes.codes, outcomes, options) };
  }
  const statusOf = (row: number): number => {
    const ended = event?.[row];
    return ended === 1 || ended === true ? 0 : ended === 0 || ended === false ? 1 : -1;
  };
  return { time, entry, weight, causes: [onlyCause], statusOf };
}

/** Reads rows, once and in their order; `see` is shown each. */
export function exitsOfRows<Row>(
  rows: Iterable<Row>,
  options: SurvivalReadingOptions<Row>,
  see: (row: Row) => void = () => {},
): ExitColumns {
  const observe = observationOf(options);
  const time: unknown[] = [];
  const entry: unknown[] = [];
  const weight: unknown[] = [];
  const outcome: unknown[] = [];
  for (const row of rows) {
    const observation = observe(row);
    time.push(observation.time);
    entry.push(observation.entry);
    weight.push(observation.weight);
    outcome.push(outcomeOf(observation.event, observation.cause, options));
    see(row);
  }
  const { codes, names } = codedLabels(outcome);
  const columns = { time, entry, weight } as Pick<SurvivalColumns, "time" | "entry" | "weight">;
  return { ...columns, ...statuses(codes, names, options) };
}

/** How to get an observation out of a row. */
export function observationOf<Row>(options: SurvivalReadingOptions<Row>): (row: Row) => SurvivalObservation {
  const { time, event, cause, entry, weight } = options;
  return (row) => {
    // Something that is no row has no time, and is counted as such.
    const plain = (row ?? {}) as SurvivalObservation;
    return {
      time: time ? time(row) : plain.time,
      event: event ? event(row) : cause ? undefined : plain.event,
      cause: cause ? cause(row) : event ? undefined : plain.cause,
      entry: entry ? entry(row) : plain.entry,
      weight: weight ? weight(row) : plain.weight,
    };
  };
}

function statuses(
  codes: ArrayLike<number>,
  outcomes: readonly unknown[],
  options: CountingOptions,
): Pick<ExitColumns, "causes" | "statusOf"> {
  const found = outcomes.filter((name) => typeof name === "string");
  const causes = [...new Set([...found, ...(options.causes ?? [])])].sort();
  const status = outcomes.map((name) => (name === null ? causes.length : causes.indexOf(name as string)));
  return { causes, statusOf: (row) => status[codes[row]] ?? -1 };
}

/**
 * Counts columns, a result a group: one pass says where each row belongs, another counts.
 *
 * @throws {@link MetricError} `LENGTH_MISMATCH`, `RESOLUTION_INVALID`; `OBSERVATION_INVALID` when
 *   `onInvalid` is `"throw"`
 */
export function countExits(exits: ExitColumns, options: CountingOptions, groups?: GroupedRows): SurvivalCounts[] {
  const { time, entry, weight, causes, statusOf } = exits;
  const resolution = checkResolution(options.resolution);
  if (groups !== undefined) checkLength("group", groups.places, time.length);
  const lists = causes.length + 1;
  const ends = onGrid(time, resolution, roundedUp);
  const starts = onGrid(entry ?? [], resolution, roundedDown);
  const exitPlace = new Int32Array(time.length).fill(-1);
  const entryPlace = new Int32Array(starts.length).fill(-1);
  const weights = weight && new Float64Array(time.length);
  const tallies = (groups?.names ?? [""]).map(() => ({ rows: 0, shortest: Infinity, leftOut: noneLeftOut() }));

  for (let i = 0; i < time.length; i += 1) {
    const place = groups === undefined ? 0 : groups.places[i];
    const tally = tallies[place];
    const status = statusOf(i);
    const late = entry === undefined ? 0 : (entry[i] ?? 0);
    const many = weight === undefined || weight[i] === undefined ? 1 : weight[i];
    const fault = faultOf(time[i], status >= 0, late, many);
    if (fault >= 0) {
      leaveOut(tally.leftOut, fault, options, { row: i, time: time[i], entry: late, weight: many });
      continue;
    }
    tally.rows += 1;
    if (many === 0) continue;
    exitPlace[i] = place * lists + status;
    if (weights !== undefined) weights[i] = many as number;
    if (late === 0 || starts[i] === 0) continue;
    entryPlace[i] = place;
    if (ends[i] - starts[i] < tally.shortest) tally.shortest = ends[i] - starts[i];
  }

  const exited = countTimes(exitPlace, tallies.length * lists, ends, weights);
  const entered = countTimes(entryPlace, tallies.length, starts, weights);
  return tallies.map(({ rows, shortest, leftOut }, place) => ({
    causes,
    events: exited.slice(place * lists, (place + 1) * lists - 1),
    censored: exited[(place + 1) * lists - 1],
    entered: entered[place],
    rows,
    shortest: shortest === Infinity ? null : shortest,
    resolution,
    leftOut,
  }));
}

/** Times rounded to a grid, or as they are; what is no time is left out later. */
function onGrid(
  column: ArrayLike<number | null | undefined>,
  resolution: number | null,
  round: (time: number, resolution: number) => number,
): ArrayLike<number> {
  if (resolution === null) return column as ArrayLike<number>;
  const rounded = new Float64Array(column.length);
  for (let i = 0; i < column.length; i += 1) rounded[i] = round(column[i] ?? 0, resolution);
  return rounded;
}

function checkLength(name: string, { length }: ArrayLike<unknown>, wanted: number): void {
  if (length !== wanted)
    fail("LENGTH_MISMATCH", `Cannot use ${name} as it must be as long as time (${wanted})`, length);
}
