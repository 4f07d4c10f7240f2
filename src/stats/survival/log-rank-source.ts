import { fail } from "../../core/metric-error.ts";
import { checkSameKind } from "../../core/state.ts";
import { countExits, exitsOfColumns, exitsOfRows } from "./survival-columns.ts";
import { countsOfState, type SurvivalCounts } from "./survival-counts.ts";
import { type GroupedRows, groupedRows } from "./survival-labels.ts";
import type { SurvivalObservation } from "./survival-reading.ts";
import {
  type GroupedSurvivalSource,
  type GroupReadingOptions,
  groupsOf,
  isColumns,
  isIterable,
  type SurvivalStates,
} from "./survival-source.ts";
import { emptySurvivalState, isSurvivalState } from "./survival-state.ts";

/** Observations with their groups and perhaps strata, or states of them. */
export type StratifiedSource<Row = SurvivalObservation> =
  | GroupedSurvivalSource<Row>
  | { readonly [stratum: string]: SurvivalStates };

/** How stratified rows are read. */
export interface StratumReadingOptions<Row = SurvivalObservation> extends GroupReadingOptions<Row> {
  /** How to get the stratum out of a row. @defaultValue its `stratum`, or one for all */
  readonly stratum?: ((row: Row) => string | undefined) | undefined;
}

/** The counts of each group within each stratum, in the order of the code units of their names. */
export interface StratifiedCounts {
  readonly names: readonly string[];
  readonly strata: readonly (readonly SurvivalCounts[])[];
}

/** Counts whatever source there is. @throws {@link MetricError} `SOURCE_INVALID`, `GROUP_REQUIRED`, `GROUP_INVALID` */
export function stratifiedCountsOf<Row>(
  source: StratifiedSource<Row>,
  options: StratumReadingOptions<Row>,
): StratifiedCounts {
  if (isColumns(source)) {
    const groups = groupsOf(source);
    const strata = source.stratum === undefined ? undefined : groupedRows(source.stratum, groups.places.length);
    return split(countExits(exitsOfColumns(source, options), options, crossed(groups, strata)), groups.names);
  }
  if (isIterable<Row>(source)) {
    const {
      group = (row: Row) => (row as SurvivalObservation | null)?.group,
      stratum = (row: Row) => (row as SurvivalObservation | null)?.stratum,
    } = options;
    const labels = { group: [] as unknown[], stratum: [] as unknown[] };
    const exits = exitsOfRows(source, options, (row) => {
      labels.group.push(group(row));
      labels.stratum.push(stratum(row) ?? "");
    });
    const groups = groupedRows(labels.group);
    return split(countExits(exits, options, crossed(groups, groupedRows(labels.stratum))), groups.names);
  }
  return countsOfStates(source, options);
}

/** The groups of every stratum, one stratum after the other. */
function crossed(groups: GroupedRows, strata: GroupedRows | undefined): GroupedRows {
  if (strata === undefined) return groups;
  const size = groups.names.length;
  const places = groups.places.map((group, row) => strata.places[row] * size + group);
  return { places, names: strata.names.flatMap(() => groups.names) };
}

function split(counts: readonly SurvivalCounts[], names: readonly string[]): StratifiedCounts {
  const strata: SurvivalCounts[][] = [];
  for (let from = 0; from < counts.length; from += names.length) strata.push(counts.slice(from, from + names.length));
  return { names, strata };
}

function countsOfStates(source: unknown, options: Pick<GroupReadingOptions, "resolution">): StratifiedCounts {
  if (typeof source !== "object" || source === null) return notASource(source);
  const strata = (
    isStates(source)
      ? [source]
      : Object.keys(source)
          .sort()
          .map((name) => (source as { readonly [name: string]: unknown })[name])
  ) as SurvivalStates[];
  if (!strata.every(isStates)) return notASource(source);
  const states = strata.flatMap((groups) => Object.values(groups));
  for (const state of states) checkSameKind(states[0], state);
  const names = [...new Set(strata.flatMap((groups) => Object.keys(groups)))].sort();
  const empty = emptySurvivalState(states[0]?.resolution ?? null);
  return {
    names,
    strata: strata.map((groups) =>
      names.map((name) => countsOfState(Object.hasOwn(groups, name) ? groups[name] : empty, options)),
    ),
  };
}

function notASource(source: unknown): never {
  return fail(
    "SOURCE_INVALID",
    "Cannot use source as it must be columns, rows, states by group, or these by stratum",
    source,
  );
}

function isStates(value: unknown): value is SurvivalStates {
  return (
    typeof value === "object" &&
    value !== null &&
    !isSurvivalState(value) &&
    Object.values(value).every(isSurvivalState)
  );
}
