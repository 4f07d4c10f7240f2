import type { Accumulator } from "../core/accumulator.ts";
import type { Interval } from "../core/estimate.ts";
import { instantToIso } from "../time/instant.ts";
import { activityAccumulator } from "./activity-accumulator.ts";
import { activityLog, type ActivitySource } from "./activity-log.ts";
import type { ActivityFinding, ActivityLeftOut, ActivityRow } from "./activity-row.ts";
import type { ActivityState } from "./activity-state.ts";
import { cohortEntries, type OutsideCohorts } from "./cohort-entries.ts";
import { retentionByAge, type RetentionByAge } from "./retention-by-age.ts";
import { retentionCells, type RetentionCells } from "./retention-cells.ts";
import {
  retentionPlan,
  type RetentionDefinition,
  type RetentionPlan,
  type RetentionTableOptions,
} from "./retention-options.ts";

/** One cohort at one age. */
export interface RetentionCell {
  /** The age, in periods or windows since that of the first activity, which is 0; the first of a bracket. */
  readonly from: number;
  /** The last age of a bracket, else the same age; `null` in mode `"unbounded"`, which means any later. */
  readonly to: number | null;
  /** Customers that `retained` is a share of: the cohort; on the elapsed clock those of it whose window has ended by `asOf`. */
  readonly n: number;
  /** How many of them were active. */
  readonly retained: number;
  /** retained / n, or `null` where n is 0. Of a cell that is not complete it may still rise. */
  readonly share: number | null;
  /** How sure `share` is, or `null` where n is 0, it may still rise, or none was asked for. */
  readonly interval: Interval | null;
  /** Whether the ages had wholly passed by `asOf`, for every customer of the cohort. */
  readonly complete: boolean;
  /** Revenue of these customers at these ages in minor units, or `null` where no row has an amount. In mode `"unbounded"` of this age alone. */
  readonly revenue: number | null;
}

/** Customers who were first active in one period, or (recurring) active in it. */
export interface RetentionCohort {
  /** `2025-03-09`, `2025-W10`, `2025-03`, `2025-Q1` or `2025`. */
  readonly cohort: string;
  /** The first instant of the period, ISO 8601. */
  readonly start: string;
  /** The first instant after it, ISO 8601. */
  readonly end: string;
  /** Its customers. */
  readonly size: number;
  /** A cell an age that has begun by `asOf`, the youngest first; on the elapsed clock as many in every cohort. */
  readonly cells: readonly RetentionCell[];
}

/** Retention by cohort and age, with what it means and what was not used. */
export interface RetentionTableResult {
  readonly metric: "retention";
  /** Of shares and of the ends of intervals. */
  readonly unit: "proportion";
  /** What the table means; as options it gives the same table again. */
  readonly definition: RetentionDefinition;
  /** Memberships in cohorts: customers, each as often as it recurs. */
  readonly n: number;
  /** The cohorts, the earliest first. On the calendar clock periods without new customers are listed with size 0. */
  readonly cohorts: readonly RetentionCohort[];
  /** All cohorts together, by age: over cells that are complete. */
  readonly byAge: readonly RetentionByAge[];
  /** Currency of revenue, or `null` where none was named. */
  readonly currency: string | null;
  /** Who and what is in no cohort. */
  readonly outside: OutsideCohorts;
  /** Rows that were used; with everything in `leftOut` all that were given. */
  readonly usedRows: number;
  /** Rows that were not, by code. */
  readonly leftOut: ActivityLeftOut;
  /** The same rows one by one; empty for states, which count and do not list. */
  readonly findings: readonly ActivityFinding[];
  /** `no-customers`; `cohorts-before-log`: some cohorts are older than the log's first period, their cells of before are empty, not zero. */
  readonly notes: readonly string[];
}

/**
 * Retention by cohort and age: of the customers who came in one period, how many were active one period
 * later, two periods later, and so on; and how much they spent.
 *
 * @formula share of cohort c at age k: #{customers of c active at age k} / #{customers of c}; all
 *   cohorts at age k: Σ active / Σ size, over the cohorts whose age k is over
 *
 * @param source - events or transactions as rows; columns `{ customers, at, amounts }` for a million of them; or an {@link ActivityState}
 * @param options - periods, zone, `asOf` and the convention; see {@link RetentionTableOptions}
 * @returns shares in [0, 1] with intervals, `null` where nobody could be active; revenue in minor units
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `TIME_ZONE_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `INSTANT_INVALID`,
 *   `INSTANT_WITHOUT_OFFSET`, `RETENTION_MODE_UNKNOWN`, `RETENTION_CLOCK_UNKNOWN`, `COHORTS_UNKNOWN`,
 *   `COHORTS_RECURRING`, `BRACKETS_INVALID`, `WINDOW_INVALID`, `AGES_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `FIRST_SEEN_INVALID`, `SOURCE_INVALID`, `LENGTH_MISMATCH`, `CUSTOMER_NAMES_REPEATED`, `CURRENCY_MIXED`,
 *   `KIND_MISMATCH`, `STATE_AFTER_AS_OF`, `TABLE_TOO_LARGE`; `ROW_INVALID` when `onInvalid` is `"throw"`
 *
 * @example Two customers of January, seen from 10 March: their third month is not over
 * ```ts
 * import { retentionTable } from "customer-metrics/churn";
 *
 * const events = [
 *   { customerId: "a", at: "2025-01-05T12:00:00Z" },
 *   { customerId: "a", at: "2025-02-07T12:00:00Z" },
 *   { customerId: "b", at: "2025-01-20T12:00:00Z" },
 *   { customerId: "b", at: "2025-03-02T12:00:00Z" },
 * ];
 * const options = { every: "month", timeZone: "Europe/Berlin", asOf: "2025-03-10T00:00:00Z" } as const;
 * const { cohorts, byAge } = retentionTable(events, options);
 * cohorts[0]; // => { cohort: "2025-01", size: 2 }
 * cohorts[0]!.cells.map(({ share, complete }) => [share, complete]); // => [[1, true], [0.5, true], [0.5, false]]
 * byAge[1]; // => { from: 1, n: 2, retained: 1, share: 0.5, interval: { lower: ≈0.0945, upper: ≈0.9055, method: "wilson" } }
 * byAge[2]; // => { n: 0, share: null }
 * ```
 */
export function retentionTable(source: ActivitySource, options: RetentionTableOptions): RetentionTableResult {
  return tableOf(source, retentionPlan(options));
}

/**
 * {@link retentionTable} as an {@link Accumulator}: for streams, shards, and the log of yesterday with that of today.
 *
 * On the calendar clock its states are those of `growthAccountingAccumulator` with the same periods, so one pass serves both.
 *
 * @param options - as for {@link retentionTable}
 * @returns an accumulator of rows with an {@link ActivityState}; a state has no ids of rows and cannot see that one repeats
 *
 * @example Two shards of the log, with one customer in both
 * ```ts
 * import { fold } from "customer-metrics";
 * import { retentionTableAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = retentionTableAccumulator({ every: "week", timeZone: "UTC", asOf: "2025-01-20T00:00:00Z" });
 * const one = fold(accumulator, [{ customerId: "a", at: "2025-01-15T12:00:00Z" }]);
 * const other = fold(accumulator, [{ customerId: "a", at: "2025-01-07T12:00:00Z" }]);
 * accumulator.result(accumulator.merge(one, other)).byAge.map(({ share }) => share); // => [1, 1]
 * ```
 */
export function retentionTableAccumulator(
  options: RetentionTableOptions,
): Accumulator<ActivityRow, ActivityState, RetentionTableResult> {
  const plan = retentionPlan(options);
  return activityAccumulator(plan, plan.slotCalendar, (state) => tableOf(state, plan));
}

function tableOf(source: ActivitySource, plan: RetentionPlan): RetentionTableResult {
  const log = activityLog(source, plan, plan.slotCalendar);
  const entries = cohortEntries(log, plan);
  const cells = retentionCells(log, entries, plan);
  const { outside } = entries;
  const notes: string[] = [];
  if (entries.length === 0) notes.push("no-customers");
  else if (cells.cohorts[0]! < firstLoggedPeriod(log.first, plan)) notes.push("cohorts-before-log");
  return {
    metric: "retention",
    unit: "proportion",
    definition: plan.definition,
    n: entries.length,
    cohorts: cells.cohorts.map((_, row) => cohortOf(cells, row, plan)),
    byAge: retentionByAge(cells, plan),
    currency: log.currency,
    outside: { ...outside, revenue: outside.revenue === null ? null : outside.revenue + cells.revenueBefore },
    usedRows: log.usedRows,
    leftOut: log.leftOut,
    findings: log.findings,
    notes,
  };
}

/** The period of the first activity in the log. */
function firstLoggedPeriod(firsts: Float64Array, { calendar, asOf }: RetentionPlan): number {
  let earliest = asOf;
  for (const first of firsts) if (first < earliest) earliest = first;
  return calendar.bucket(earliest);
}

function cohortOf(cells: RetentionCells, row: number, plan: RetentionPlan): RetentionCohort {
  const { calendar } = plan;
  const period = cells.cohorts[row]!;
  return {
    cohort: calendar.key(period),
    start: instantToIso(calendar.start(period)),
    end: instantToIso(calendar.end(period)),
    size: cells.sizes[row]!,
    cells: cellsOf(cells, row, plan),
  };
}

function cellsOf(
  { cohorts, ranges, sizes, observed, retained, revenue }: RetentionCells,
  row: number,
  plan: RetentionPlan,
): RetentionCell[] {
  const { definition, slotCalendar, lastPeriod, lastComplete, intervalOf } = plan;
  const cells: RetentionCell[] = [];
  for (const [column, [from, to]] of ranges.entries()) {
    // On the calendar clock a cohort has the cells that have begun.
    if (slotCalendar !== null && cohorts[row]! + from > lastPeriod) continue;
    const at = row * ranges.length + column;
    const n = observed[at]!;
    const hasPassed = slotCalendar === null || cohorts[row]! + to <= lastComplete;
    cells.push({
      from,
      to: definition.mode === "unbounded" ? null : to,
      n,
      retained: retained[at]!,
      share: n === 0 ? null : retained[at]! / n,
      interval: hasPassed ? intervalOf(retained[at]!, n) : null,
      complete: hasPassed && n === sizes[row],
      revenue: revenue === null ? null : revenue[at]! + 0,
    });
  }
  return cells;
}
