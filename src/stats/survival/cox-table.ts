import { fail } from "../../core/metric-error.ts";
import { type OrderedLabels, orderLabels } from "./cox-labels.ts";
import {
  type CoxReading,
  coxFault,
  isLabel,
  leaveOut,
  noneLeftOut,
  readColumnsAt,
  type UsableReading,
} from "./cox-reading.ts";
import type { CoxColumns, CoxLeftOut, CoxReadingOptions } from "./cox-rows.ts";
import { checkResolution, roundedDown, roundedUp } from "./survival-reading.ts";

/** The usable rows of a regression as typed columns, in the order in which they came, and what was left out. */
export interface CoxTable {
  /** Names of the covariates. */
  readonly names: readonly string[];
  readonly time: Float64Array;
  /** 0 for a row without; `null` when no row has one. */
  readonly entry: Float64Array | null;
  readonly event: Uint8Array;
  readonly covariates: readonly Float64Array[];
  readonly stratum: OrderedLabels | null;
  readonly cluster: OrderedLabels | null;
  /** `null` when each weighs 1. */
  readonly weight: Float64Array | null;
  /** `null` when each stands for itself alone. */
  readonly count: Float64Array | null;
  /** Rows given, used or not. */
  readonly given: number;
  /** The place of each used row among those given; `null` when all are used. */
  readonly places: Int32Array | null;
  readonly leftOut: CoxLeftOut;
}

/** The options that a table needs. */
export type CoxTableOptions = Pick<CoxReadingOptions<never>, "onInvalid" | "resolution">;

/**
 * Reads columns: fast checks find the rows that may be unusable, and only those are looked at one by one.
 *
 * @throws MetricError `COVARIATES_REQUIRED`, `LENGTH_MISMATCH`, `RESOLUTION_INVALID`, `OBSERVATION_INVALID`
 */
export function tableOfColumns(
  columns: CoxColumns,
  asked: readonly string[] | null,
  options: CoxTableOptions,
): CoxTable {
  const names = asked ?? Object.keys(columns.covariates ?? {});
  checkColumns(columns, names);
  const rows = columns.time.length;
  const suspects = new Uint8Array(rows);
  const time = numbersOf(columns.time, suspects, 0, Infinity);
  const covariates = names.map((name) => numbersOf(columns.covariates[name], suspects, -1e100, 1e100, 1, 0));
  const entry = columns.entry ? numbersOf(columns.entry, suspects, 0, Infinity) : null;
  const weight = columns.weight ? numbersOf(columns.weight, suspects, 0, 2 ** 53) : null;
  const count = columns.count ? numbersOf(columns.count, suspects, 0, 2 ** 53) : null;
  const event = eventsOf(columns.event, suspects);
  for (const labels of [columns.stratum, columns.cluster]) if (labels) suspectLabels(labels, suspects);
  for (let i = 0; i < rows; i++) {
    if (entry !== null && entry[i] > 0 && entry[i] > time[i] * (1 - 1e-7)) suspects[i] = 1;
    if (weight !== null && weight[i] === 0) suspects[i] = 1;
    if (count !== null && (count[i] === 0 || count[i] % 1 !== 0)) suspects[i] = 1;
  }

  const leftOut = noneLeftOut();
  let used = rows;
  for (let i = 0; i < rows; i++) {
    if (suspects[i] === 0) continue;
    const reading = readColumnsAt(columns, names, i);
    const fault = coxFault(reading);
    suspects[i] = fault === null ? 0 : 1;
    if (fault === null) {
      mend(reading as UsableReading, i, entry, weight, count);
      continue;
    }
    leaveOut(leftOut, fault, options.onInvalid, reading);
    used--;
  }
  const places = used === rows ? null : placesOf(suspects, used);
  const pick = (column: Float64Array | null): Float64Array | null =>
    column && places ? picked(column, places) : column;
  return onGrid(
    {
      names,
      time: pick(time) as Float64Array,
      entry: entry?.some((at) => at > 0) ? pick(entry) : null,
      event: places ? Uint8Array.from(places, (place) => event[place]) : event,
      covariates: covariates.map((column) => pick(column) as Float64Array),
      stratum: columns.stratum ? orderLabels(columns.stratum, places) : null,
      cluster: columns.cluster ? orderLabels(columns.cluster, places) : null,
      weight: pick(weight),
      count: pick(count),
      given: rows,
      places,
      leftOut,
    },
    options,
  );
}

/** The table of what was read row by row. */
export function tableOfReadings(
  names: readonly string[],
  readings: Iterable<CoxReading>,
  options: CoxTableOptions,
): CoxTable {
  const kept: UsableReading[] = [];
  const places: number[] = [];
  const leftOut = noneLeftOut();
  let given = 0;
  for (const reading of readings) {
    const fault = coxFault(reading);
    if (fault === null) {
      kept.push(reading as UsableReading);
      places.push(given);
    } else leaveOut(leftOut, fault, options.onInvalid, reading);
    given++;
  }
  type Key = "entry" | "weight" | "count";
  const unless = (usual: number, key: Key): Float64Array | null =>
    kept.every((row) => row[key] === usual) ? null : Float64Array.from(kept, (row) => row[key]);
  const labels = (key: "stratum" | "cluster"): OrderedLabels | null =>
    kept.every((row) => row[key] === undefined)
      ? null
      : orderLabels(
          kept.map((row) => row[key] ?? (key === "stratum" ? "" : undefined)),
          null,
        );
  return onGrid(
    {
      names,
      time: Float64Array.from(kept, (row) => row.time),
      entry: unless(0, "entry"),
      event: Uint8Array.from(kept, (row) => Number(row.event)),
      covariates: names.map((_, j) => Float64Array.from(kept, (row) => Number(row.values[j]))),
      stratum: labels("stratum"),
      cluster: labels("cluster"),
      weight: unless(1, "weight"),
      count: unless(1, "count"),
      given,
      places: kept.length === given ? null : Int32Array.from(places),
      leftOut,
    },
    options,
  );
}

function checkColumns({ covariates, ...columns }: CoxColumns, names: readonly string[]): void {
  if (names.length === 0) fail("COVARIATES_REQUIRED", "Cannot regress on covariates as there must be one", covariates);
  const unknown = names.find((name) => !Object.hasOwn(covariates, name));
  if (unknown !== undefined)
    fail("COVARIATE_UNKNOWN", "Cannot regress on covariate as it must be among the columns", unknown);
  const { time, event, entry, weight, count, stratum, cluster } = columns;
  if (!time || !event)
    fail("SOURCE_INVALID", "Cannot use columns as there must be time and event", Object.keys(columns));
  const lengthOf = (labels: CoxColumns["stratum"]): ArrayLike<unknown> | undefined =>
    labels && "codes" in labels ? labels.codes : labels;
  const others = { event, entry, weight, count, stratum: lengthOf(stratum), cluster: lengthOf(cluster) };
  for (const [name, column] of [...Object.entries(others), ...names.map((name) => [name, covariates[name]] as const)]) {
    if (column && column.length !== time.length)
      fail("LENGTH_MISMATCH", `Cannot use ${name} as it must be as long as time (${time.length})`, column.length);
  }
}

/** The column as float64, itself where it is; rows that hold no number in [least, limit) become suspects. */
function numbersOf(
  column: ArrayLike<unknown>,
  suspects: Uint8Array,
  least: number,
  limit: number,
  yes = NaN,
  no = NaN,
): Float64Array {
  const rows = column.length;
  const numbers = column instanceof Float64Array ? column : new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const value = column[i];
    const number = typeof value === "number" ? value : value === true ? yes : value === false ? no : NaN;
    if (!(number >= least && number < limit)) suspects[i] = 1;
    if (numbers !== column) numbers[i] = number;
  }
  return numbers;
}

function eventsOf(column: ArrayLike<unknown>, suspects: Uint8Array): Uint8Array {
  const events = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const event = column[i];
    if (event === 1 || event === true) events[i] = 1;
    else if (event !== 0 && event !== false) suspects[i] = 1;
  }
  return events;
}

function suspectLabels(column: NonNullable<CoxColumns["stratum"]>, suspects: Uint8Array): void {
  const isUsable = "codes" in column ? Array.from(column.names, isLabel) : null;
  const keys: ArrayLike<unknown> = "codes" in column ? column.codes : column;
  for (let i = 0; i < keys.length; i++) {
    if (isUsable === null ? !isLabel(keys[i]) : isUsable[keys[i] as number] !== true) suspects[i] = 1;
  }
}

/** Puts what a missing number means where it was read as none. */
function mend({ entry, weight, count }: UsableReading, i: number, ...columns: readonly (Float64Array | null)[]): void {
  [entry, weight, count].forEach((number, k) => {
    const column = columns[k];
    if (column !== null && column[i] !== number) column[i] = number;
  });
}

function placesOf(left: Uint8Array, used: number): Int32Array {
  const places = new Int32Array(used);
  for (let i = 0, at = 0; at < used; i++) if (left[i] === 0) places[at++] = i;
  return places;
}

function picked(column: Float64Array, places: Int32Array): Float64Array {
  const some = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) some[i] = column[places[i]];
  return some;
}

/** The same rows at the times of a grid: ends rounded up, entries down, so that none becomes of no length. */
function onGrid(table: CoxTable, { resolution }: CoxTableOptions): CoxTable {
  const step = checkResolution(resolution);
  if (step === null) return table;
  return {
    ...table,
    time: table.time.map((time) => roundedUp(time, step)),
    entry: table.entry?.map((entry) => roundedDown(entry, step)) ?? null,
  };
}
