import { fail } from "../core/metric-error.ts";
import type { ActivityLog } from "./activity-log.ts";
import type { CohortEntries } from "./cohort-entries.ts";
import type { AgeRange, RetentionPlan } from "./retention-options.ts";

/** The counts of a retention table: cell (row, column) is at `row · columns + column`. */
export interface RetentionCells {
  /** Cohorts by row, ascending. */
  readonly cohorts: readonly number[];
  /** The ages of each column, both ends in it. */
  readonly ranges: readonly AgeRange[];
  /** Members of each cohort. */
  readonly sizes: Float64Array;
  /** Members whose ages of the column have wholly passed; on the calendar clock, which is one for all, all members. */
  readonly observed: Float64Array;
  readonly retained: Float64Array;
  readonly revenue: Float64Array | null;
  /** Revenue before age 0. */
  readonly revenueBefore: number;
}

/** Cells that a table may have: ten years of weeks are 136,000, three years of days 600,000. */
const MAX_CELLS = 2_000_000;

/**
 * Counts memberships into cells.
 *
 * @throws {@link MetricError} `TABLE_TOO_LARGE`
 */
export function retentionCells(log: ActivityLog, entries: CohortEntries, plan: RetentionPlan): RetentionCells {
  const { definition, slotCalendar, width, asOf } = plan;
  const isElapsed = slotCalendar === null;
  const cohorts = listedCohorts(entries, plan);
  const ranges = definition.mode === "bracket" ? definition.brackets! : listedAges(entries, plan, cohorts);
  const columns = ranges.length;
  if (cohorts.length * columns > MAX_CELLS) {
    fail(
      "TABLE_TOO_LARGE",
      `Cannot make the table as it must have no more than ${MAX_CELLS} cells; limit ages, set knownSince, or take longer periods`,
      cohorts.length * columns,
    );
  }
  const rowOf = isElapsed ? new Map(cohorts.map((cohort, row) => [cohort, row])) : null;
  const sizes = new Float64Array(cohorts.length);
  const observed = new Float64Array(cohorts.length * columns);
  const retained = new Float64Array(cohorts.length * columns);
  const revenue = log.amounts === null ? null : new Float64Array(cohorts.length * columns);
  const counter = { classic: countClassic, unbounded: countUnbounded, bracket: countBrackets }[definition.mode];
  const { froms, tos, bases } = entries;
  const member: Member = { log, from: 0, to: 0, base: 0, width, limit: Infinity, start: 0, ranges, retained, revenue };
  let revenueBefore = 0;
  for (let entry = 0; entry < entries.length; entry++) {
    const row = rowOf === null ? entries.cohorts[entry]! - cohorts[0]! : rowOf.get(entries.cohorts[entry]!)!;
    sizes[row]! += 1;
    member.from = froms[entry]!;
    member.to = tos[entry]!;
    member.base = bases[entry]!;
    member.start = row * columns;
    if (isElapsed) {
      member.limit = Math.floor((asOf - member.base) / width);
      // Ages ascend, brackets may not.
      const end = definition.mode === "bracket" ? columns : Math.min(columns, member.limit);
      for (let column = 0; column < end; column++)
        if (ranges[column]![1] < member.limit) observed[member.start + column]! += 1;
    }
    for (; member.from < member.to && log.slots[member.from]! < member.base; member.from++)
      revenueBefore += log.amounts?.[member.from] ?? 0;
    counter(member);
  }
  if (definition.mode === "unbounded") sumFromTheRight(retained, columns);
  if (!isElapsed)
    for (let cell = 0; cell < observed.length; cell++) observed[cell] = sizes[Math.floor(cell / columns)]!;
  return { cohorts, ranges, sizes, observed, retained, revenue, revenueBefore };
}

/** One membership and the cells it counts into. */
interface Member {
  readonly log: ActivityLog;
  from: number;
  to: number;
  base: number;
  readonly width: number;
  /** Ages from it on have not wholly passed, and are not counted. */
  limit: number;
  /** The first cell of the cohort. */
  start: number;
  readonly ranges: readonly AgeRange[];
  readonly retained: Float64Array;
  readonly revenue: Float64Array | null;
}

function countClassic({ log, from, to, base, width, limit, start, ranges, retained, revenue }: Member): void {
  const end = Math.min(limit, ranges.length);
  let last = -1;
  for (let i = from; i < to; i++) {
    const age = Math.floor((log.slots[i]! - base) / width);
    if (age >= end) return;
    if (log.counts[i]! > 0 && age !== last) {
      retained[start + age]! += 1;
      last = age;
    }
    if (revenue !== null) revenue[start + age]! += log.amounts![i]!;
  }
}

/** Counts the last age alone; {@link sumFromTheRight} gives it to the ages before. Activity in windows still open counts too. */
function countUnbounded({ log, from, to, base, width, limit, start, ranges, retained, revenue }: Member): void {
  const end = Math.min(limit, ranges.length);
  let last = -1;
  for (let i = from; i < to; i++) {
    const age = Math.floor((log.slots[i]! - base) / width);
    if (log.counts[i]! > 0) last = age;
    if (revenue !== null && age < end) revenue[start + age]! += log.amounts![i]!;
  }
  const reached = Math.min(last, end - 1);
  if (reached >= 0) retained[start + reached]! += 1;
}

function countBrackets({ log, from, to, base, width, limit, start, ranges, retained, revenue }: Member): void {
  for (let column = 0; column < ranges.length; column++) {
    const [first, last] = ranges[column]!;
    if (last >= limit) continue;
    let isActive = false;
    for (let i = from; i < to; i++) {
      const age = Math.floor((log.slots[i]! - base) / width);
      if (age < first || age > last) continue;
      isActive ||= log.counts[i]! > 0;
      if (revenue !== null) revenue[start + column]! += log.amounts![i]!;
    }
    if (isActive) retained[start + column]! += 1;
  }
}

function sumFromTheRight(cells: Float64Array, columns: number): void {
  for (let cell = cells.length - 2; cell >= 0; cell--) {
    if ((cell + 1) % columns !== 0) cells[cell]! += cells[cell + 1]!;
  }
}

/** On the calendar clock every period from the first cohort's to the last one, on the elapsed clock those with customers. */
function listedCohorts({ length, cohorts }: CohortEntries, { slotCalendar, lastPeriod }: RetentionPlan): number[] {
  if (slotCalendar === null)
    return [...new Set(Array.from({ length }, (_, entry) => cohorts[entry]!))].sort((a, b) => a - b);
  let earliest = lastPeriod + 1;
  for (let entry = 0; entry < length; entry++) if (cohorts[entry]! < earliest) earliest = cohorts[entry]!;
  if (lastPeriod - earliest >= MAX_CELLS) {
    fail(
      "TABLE_TOO_LARGE",
      "Cannot make the table as its cohorts must not be millions of periods apart; set knownSince, or take longer periods",
      lastPeriod - earliest,
    );
  }
  return Array.from({ length: lastPeriod + 1 - earliest }, (_, row) => earliest + row);
}

/** A column an age: all that have begun, or as many as asked for. */
function listedAges(
  { length, bases }: CohortEntries,
  { definition, slotCalendar, asOf, width }: RetentionPlan,
  cohorts: readonly number[],
): AgeRange[] {
  let begun = cohorts.length;
  if (slotCalendar === null) {
    let earliest = asOf;
    for (let entry = 0; entry < length; entry++) if (bases[entry]! < earliest) earliest = bases[entry]!;
    begun = Math.ceil((asOf - earliest) / width);
  }
  const { ages } = definition;
  const listed = slotCalendar === null ? (ages ?? begun) : Math.min(ages ?? begun, begun);
  if (listed > MAX_CELLS)
    fail(
      "TABLE_TOO_LARGE",
      "Cannot make the table as it must have fewer ages; limit them, or take longer windows",
      listed,
    );
  return Array.from({ length: listed }, (_, age) => [age, age]);
}
