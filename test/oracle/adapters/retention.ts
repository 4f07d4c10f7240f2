import { activityChurn } from "../../../src/churn/activity-churn.ts";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import { cohortMembers } from "../../../src/churn/cohort-members.ts";
import { growthAccounting } from "../../../src/churn/growth-accounting.ts";
import { retentionTable, type RetentionCohort } from "../../../src/churn/retention-table.ts";
import type { AgeRange } from "../../../src/churn/retention-options.ts";
import { periodOf, type Every } from "../../../src/index.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly timeZone: string;
  readonly asOf: string;
  readonly events: readonly { readonly customer: string; readonly at: string; readonly amount?: number }[];
  readonly calendar: readonly {
    readonly granularity: Every;
    readonly weekStart: number;
    readonly brackets: readonly AgeRange[];
  }[];
  readonly elapsed: readonly {
    readonly windowHours: number;
    readonly windows: number;
    readonly cohortGranularity: Every;
    readonly weekStart: number;
  }[];
  readonly activityChurn: readonly { readonly start: string; readonly end: string; readonly inactivityDays: number }[];
}

/** Cohort triangles, growth accounting and activity churn of one log. */
export const retentionCohorts: Adapter = ({ inputs }) => {
  const { events, calendar, elapsed, activityChurn: churns, ...frame } = inputs as Inputs;
  const rows: ActivityRow[] = events.map(({ customer, at, amount }) => ({ customerId: customer, at, amount }));
  return {
    calendar: calendar?.map((asked) => calendarTable(rows, frame, asked)),
    elapsed: elapsed?.map((asked) => elapsedTable(rows, frame, asked)),
    activityChurn: churns?.map(({ start, end, inactivityDays }) => {
      const result = activityChurn(rows, { from: start, at: end, inactivityDays });
      return { ...result, start, end, inactivityDays, churnRate: result.value };
    }),
  };
};

type Frame = Pick<Inputs, "timeZone" | "asOf">;

function calendarTable(
  rows: readonly ActivityRow[],
  frame: Frame,
  { granularity, weekStart, brackets }: Inputs["calendar"][number],
): unknown {
  const options = { ...frame, every: granularity, weekStart };
  const classic = retentionTable(rows, options);
  const unbounded = retentionTable(rows, { ...options, mode: "unbounded" });
  const bracket = brackets === undefined ? null : retentionTable(rows, { ...options, mode: "bracket", brackets });
  const members = new Map(cohortMembers(rows, options).map(({ cohort, customers }) => [cohort, customers]));
  const dateOf = firstDate(options);
  return {
    granularity,
    weekStart,
    cohorts: classic.cohorts.map((cohort, row) => ({
      cohort: dateOf(cohort.cohort, cohort.start),
      size: cohort.size,
      classic: cohort.cells.map(({ retained }) => retained),
      unbounded: unbounded.cohorts[row]!.cells.map(({ retained }) => retained),
      complete: cohort.cells.map(({ complete }) => complete),
      brackets: bracket?.cohorts[row]?.cells.map(({ from, to, retained, complete }) => ({
        from,
        to,
        active: retained,
        complete,
      })),
      revenue: cohort.cells.map(({ revenue }) => revenue),
      customers: members.get(cohort.cohort) ?? [],
    })),
    aggregate: classic.byAge.map(({ from, cohorts, n, share, meanShare }, age) => ({
      period: from,
      cohorts,
      size: n,
      classic: share,
      unbounded: unbounded.byAge[age]!.share,
      classicSimpleMean: meanShare,
    })),
    growthAccounting: growthAccounting(rows, options).periods.map((period) => ({
      ...period,
      period: dateOf(period.period, period.start),
    })),
  };
}

function elapsedTable(
  rows: readonly ActivityRow[],
  frame: Frame,
  { windowHours, windows, cohortGranularity, weekStart }: Inputs["elapsed"][number],
): unknown {
  const options = {
    ...frame,
    every: cohortGranularity,
    weekStart,
    clock: "elapsed",
    windowHours,
    ages: windows,
  } as const;
  const classic = retentionTable(rows, options);
  const unbounded = retentionTable(rows, { ...options, mode: "unbounded" });
  const dateOf = firstDate(options);
  const retainedIn = ({ cells }: RetentionCohort): number[] => cells.map(({ retained }) => retained);
  return {
    windowHours,
    windows,
    cohortGranularity,
    cohorts: classic.cohorts.map((cohort, row) => ({
      cohort: dateOf(cohort.cohort, cohort.start),
      size: cohort.size,
      matureSize: cohort.cells.map(({ n }) => n),
      classic: retainedIn(cohort),
      unbounded: retainedIn(unbounded.cohorts[row]!),
    })),
  };
}

/** The date that a period starts on: its name where that is a date, else the day of its first instant. */
function firstDate({ timeZone }: Frame): (period: string, start: string) => string {
  const dayOf = periodOf({ every: "day", timeZone });
  return (period, start) => (/^\d{4}-\d\d-\d\d$/.test(period) ? period : dayOf(Date.parse(start)));
}
