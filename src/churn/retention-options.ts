import { fail } from "../core/metric-error.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import type { Every, PeriodCalendar } from "../time/periods.ts";
import { activityFrame, type ActivityFrame, type ActivityOptions } from "./activity-options.ts";
import { firstSeenEntries, type FirstSeen } from "./cohort-first-seen.ts";
import { cellInterval, type CellInterval } from "./retention-interval.ts";

/** What counts as retained in a cell: active in that period, in that or a later one, or at least once in a range of periods. */
export type RetentionMode = "classic" | "unbounded" | "bracket";

/** The first and the last age of a range, both of them in it. */
export type AgeRange = readonly [from: number, to: number];

/** Options of {@link retentionTable}. */
export interface RetentionTableOptions extends ActivityOptions {
  /**
   * What counts as retained at an age: active in exactly that period (`"classic"`, N-day), in it or any later
   * one (`"unbounded"`, rolling), or at least once in each of the `brackets`.
   * @defaultValue `"classic"`
   */
  readonly mode?: RetentionMode | undefined;
  /**
   * What an age is: whole calendar periods since that of the first activity, or windows of exact hours since
   * its instant.
   * @defaultValue `"calendar"`
   */
  readonly clock?: "calendar" | "elapsed" | undefined;
  /**
   * Whether a customer belongs to the cohort of the first activity alone, or to the cohort of every period with activity.
   * @defaultValue `"first-time"`
   */
  readonly cohorts?: "first-time" | "recurring" | undefined;
  /** Ranges of ages for `mode: "bracket"`, for example `[[0, 0], [1, 3], [4, 7]]`. */
  readonly brackets?: readonly AgeRange[] | undefined;
  /**
   * Hours of a window of the elapsed clock, to the millisecond.
   * @defaultValue 24 a day, 168 a week, 720 (30 days) a month, 2160 a quarter, 8760 a year
   */
  readonly windowHours?: number | undefined;
  /**
   * How many ages are listed at most, from 0 on.
   * @defaultValue all that have begun
   */
  readonly ages?: number | undefined;
  /**
   * When customers were first seen, where that is known from elsewhere (sign-ups, the years before the log). The earlier of
   * it and the first activity opens the cohort; customers without any activity are members of theirs too.
   */
  readonly firstSeen?: FirstSeen | undefined;
  /** Customers first seen before it are old ones that only appear to be new: they are kept out of the cohorts, and counted. */
  readonly knownSince?: number | Date | string | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals are computed.
   * @defaultValue Wilson
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What a retention table means. As options it gives the same table again. */
export interface RetentionDefinition {
  /** What counts as retained. */
  readonly mode: RetentionMode;
  /** What an age is. */
  readonly clock: "calendar" | "elapsed";
  /** Which cohorts a customer belongs to. */
  readonly cohorts: "first-time" | "recurring";
  /** Ranges of ages, in mode `"bracket"`. */
  readonly brackets?: readonly AgeRange[];
  /** Hours of a window, on the elapsed clock. */
  readonly windowHours?: number;
  /** How many ages are listed at most. */
  readonly ages?: number;
  /** The period of a cohort, and on the calendar clock of an age. */
  readonly every: Every;
  /** The zone whose calendar is meant. */
  readonly timeZone: string;
  /** The day that weeks start on. */
  readonly weekStart: number;
  /** Customers first seen before it are kept out. */
  readonly knownSince?: string;
  /** The end of the observation. */
  readonly asOf: string;
}

/** Checked options, ready to count by. */
export interface RetentionPlan extends ActivityFrame {
  readonly definition: RetentionDefinition;
  /** The calendar of the slots; `null` where slots are instants. */
  readonly slotCalendar: PeriodCalendar | null;
  /** The period that holds the last millisecond before `asOf`, and the last that is complete. */
  readonly lastPeriod: number;
  readonly lastComplete: number;
  /** How many slots an age has: 1 period, or the milliseconds of a window. */
  readonly width: number;
  readonly knownSince: number;
  readonly firstSeen: readonly (readonly [customerId: string, instant: number])[];
  readonly intervalOf: CellInterval;
}

const HOUR_MS = 3_600_000;

/**
 * @throws {@link MetricError} `RETENTION_MODE_UNKNOWN`, `RETENTION_CLOCK_UNKNOWN`, `COHORTS_UNKNOWN`, `COHORTS_RECURRING`,
 *   `BRACKETS_INVALID`, `WINDOW_INVALID`, `AGES_INVALID`, `LEVEL_OUT_OF_RANGE`, and those of {@link activityFrame}
 */
export function retentionPlan(options: RetentionTableOptions): RetentionPlan {
  const {
    mode = "classic",
    clock = "calendar",
    cohorts = "first-time",
    brackets,
    ages,
    firstSeen,
    knownSince,
    level = 0.95,
    interval,
  } = options;
  if (!["classic", "unbounded", "bracket"].includes(mode)) {
    fail("RETENTION_MODE_UNKNOWN", "Cannot count retention as mode must be classic, unbounded or bracket", mode);
  }
  if (clock !== "calendar" && clock !== "elapsed")
    fail("RETENTION_CLOCK_UNKNOWN", "Cannot count ages as clock must be calendar or elapsed", clock);
  if (cohorts !== "first-time" && cohorts !== "recurring") {
    fail("COHORTS_UNKNOWN", "Cannot make cohorts as cohorts must be first-time or recurring", cohorts);
  }
  if (cohorts === "recurring" && (firstSeen !== undefined || knownSince !== undefined)) {
    fail(
      "COHORTS_RECURRING",
      "Cannot make recurring cohorts as firstSeen and knownSince are of first-time ones",
      cohorts,
    );
  }
  if (ages !== undefined && !(Number.isSafeInteger(ages) && ages >= 1))
    fail("AGES_INVALID", "Cannot list ages as their number must be whole, >= 1", ages);
  const frame = activityFrame(options);
  const { calendar, asOf } = frame;
  const { every, timeZone, weekStart } = calendar;
  const windowHours = clock === "elapsed" ? (options.windowHours ?? hoursOf(every)) : undefined;
  // 0.7 hours are 2,519,999.9999999995 ms in binary.
  const width = windowHours === undefined ? 1 : Math.round(windowHours * HOUR_MS);
  if (!(Number.isSafeInteger(width) && width >= 1)) {
    fail("WINDOW_INVALID", "Cannot count windows as windowHours must be a millisecond or more", windowHours);
  }
  const lastPeriod = calendar.bucket(asOf - 1);
  const since = knownSince === undefined ? -Infinity : toInstant(knownSince);
  return {
    ...frame,
    definition: {
      mode,
      clock,
      cohorts,
      ...(mode === "bracket" ? { brackets: checkedBrackets(brackets) } : {}),
      ...(windowHours === undefined ? {} : { windowHours }),
      ...(ages === undefined ? {} : { ages }),
      every,
      timeZone,
      weekStart,
      ...(knownSince === undefined ? {} : { knownSince: instantToIso(since) }),
      asOf: instantToIso(asOf),
    },
    slotCalendar: clock === "elapsed" ? null : calendar,
    lastPeriod,
    lastComplete: calendar.end(lastPeriod) <= asOf ? lastPeriod : lastPeriod - 1,
    width,
    knownSince: since,
    firstSeen: firstSeenEntries(firstSeen),
    intervalOf: cellInterval(interval, level),
  };
}

/** Windows have no calendar: a month is 30 days. */
function hoursOf(every: Every): number {
  return { day: 24, week: 168, month: 720, quarter: 2160, year: 8760 }[every];
}

function checkedBrackets(brackets: readonly AgeRange[] | undefined): AgeRange[] {
  const isAge = (age: unknown): boolean => Number.isSafeInteger(age) && (age as number) >= 0;
  const isRange = (range: AgeRange): boolean =>
    range?.length === 2 && isAge(range[0]) && isAge(range[1]) && range[0] <= range[1];
  if (!Array.isArray(brackets) || brackets.length === 0 || !brackets.every(isRange)) {
    fail(
      "BRACKETS_INVALID",
      "Cannot count brackets as there must be ranges [from, to] of whole ages, from <= to",
      brackets,
    );
  }
  return (brackets as readonly AgeRange[]).map(([from, to]) => [from, to]);
}
