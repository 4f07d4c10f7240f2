import { fail } from "../../core/metric-error.ts";
import { checkSameKind } from "../../core/state.ts";
import { countExits, exitsOfColumns, exitsOfRows } from "./survival-columns.ts";
import { countsOfState, type SurvivalCounts } from "./survival-counts.ts";
import { type GroupedRows, groupedRows } from "./survival-labels.ts";
import type { SurvivalColumns, SurvivalObservation, SurvivalReadingOptions } from "./survival-reading.ts";
import { isSurvivalState, type SurvivalState } from "./survival-state.ts";

/** Columns, rows, or a state of them. */
export type SurvivalSource<Row = SurvivalObservation> = SurvivalColumns | Iterable<Row> | SurvivalState;

/** A state a group. */
export type SurvivalStates = { readonly [group: string]: SurvivalState };

/** Columns or rows with their groups, or a state a group. */
export type GroupedSurvivalSource<Row = SurvivalObservation> = SurvivalColumns | Iterable<Row> | SurvivalStates;

/** How grouped rows are read. */
export interface GroupReadingOptions<Row = SurvivalObservation> extends SurvivalReadingOptions<Row> {
  /** How to get the group out of a row. @defaultValue its `group` */
  readonly group?: ((row: Row) => string) | undefined;
}

/** The counts of each group, groups in the order of their code units. */
export interface GroupedCounts {
  readonly names: readonly string[];
  readonly counts: readonly SurvivalCounts[];
}

/** Counts whatever source there is. @throws {@link MetricError} `SOURCE_INVALID`, and as what reads it */
export function countsOf<Row>(source: SurvivalSource<Row>, options: SurvivalReadingOptions<Row>): SurvivalCounts {
  if (isSurvivalState(source)) return countsOfState(source, options);
  if (isColumns(source)) return countExits(exitsOfColumns(source, options), options)[0];
  return countExits(exitsOfRows(checkRows<Row>(source), options), options)[0];
}

/** Counts by group. @throws {@link MetricError} `GROUP_REQUIRED`, `GROUP_INVALID`, and as {@link countsOf} */
export function groupedCountsOf<Row>(
  source: GroupedSurvivalSource<Row>,
  options: GroupReadingOptions<Row>,
): GroupedCounts {
  if (isColumns(source)) {
    const groups = groupsOf(source);
    return { names: groups.names, counts: countExits(exitsOfColumns(source, options), options, groups) };
  }
  if (isIterable<Row>(source)) {
    const labels: unknown[] = [];
    const { group = (row: Row) => (row as SurvivalObservation | null)?.group } = options;
    const exits = exitsOfRows(source, options, (row) => labels.push(group(row)));
    const groups = groupedRows(labels);
    return { names: groups.names, counts: countExits(exits, options, groups) };
  }
  const states = checkStates(source);
  const names = Object.keys(states).sort();
  for (const name of names) checkSameKind(states[names[0]], states[name]);
  return { names, counts: names.map((name) => countsOfState(states[name], options)) };
}

/** Whether a source is columns. */
export function isColumns(source: unknown): source is SurvivalColumns {
  return typeof (source as SurvivalColumns | undefined)?.time?.length === "number";
}

/** Whether a source is rows. */
export function isIterable<Row>(source: unknown): source is Iterable<Row> {
  return typeof (source as Iterable<Row> | null | undefined)?.[Symbol.iterator] === "function";
}

/** The groups of columns. @throws {@link MetricError} `GROUP_REQUIRED`, `GROUP_INVALID` */
export function groupsOf({ group }: SurvivalColumns): GroupedRows {
  return groupedRows(
    group ?? fail("GROUP_REQUIRED", "Cannot group columns as there must be a group for each row", group),
  );
}

function checkRows<Row>(source: unknown): Iterable<Row> {
  return isIterable<Row>(source)
    ? source
    : fail("SOURCE_INVALID", "Cannot use source as it must be columns, rows or a state", source);
}

function checkStates(source: unknown): SurvivalStates {
  const isRecord = typeof source === "object" && source !== null && Object.values(source).every(isSurvivalState);
  if (!isRecord) fail("SOURCE_INVALID", "Cannot use source as it must be columns, rows or a state a group", source);
  return source as SurvivalStates;
}
