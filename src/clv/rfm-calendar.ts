import { fail } from "../core/metric-error.ts";
import { DAY_MS } from "../time/civil.ts";
import { calendarUnit, type CalendarUnit } from "../time/calendar-unit.ts";
import { readInstant } from "../time/instant.ts";
import { parseIso } from "../time/parse-iso.ts";
import { periodCalendar, type Every, type PeriodCalendar } from "../time/periods.ts";

/** Calendar periods as whole numbers, 0 being that of 1970-01-01, of instants in a zone and of dates in none. */
export interface RfmCalendar {
  readonly every: Every;
  readonly weekStart: number;
  /** `null` where all dates are local: then an instant throws `TIME_ZONE_REQUIRED`. */
  readonly timeZone: string | null;
  /** The period of an instant, a date or a local time; `null` where the value is none of these. */
  readonly periodOf: (value: unknown) => number | null;
  /** The periods of epoch milliseconds. */
  readonly periodsOfInstants: (instants: ArrayLike<number>) => Int32Array;
  /** The period of a day number, days since 1970-01-01. */
  readonly periodOfDay: (day: number) => number;
  /** The first day number of a period. */
  readonly firstDay: (period: number) => number;
  /** The first instant of a period. */
  readonly startOf: (period: number) => number;
  /** The name of a period, for example `2025-03-09` or `2025-W10`. */
  readonly nameOf: (period: number) => string;
}

/** The period with which an observation ends. */
export interface LastPeriod {
  readonly period: number;
  /** Whether the observation ends where the period does, and not within it. */
  readonly isOver: boolean;
  /** What was given, as plain JSON. */
  readonly given: string;
}

/**
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`
 */
export function rfmCalendar(every: Every, timeZone: string | undefined, weekStart: number): RfmCalendar {
  // Without a zone, the calendar of UTC checks the options; its clock is never asked.
  const zoned: PeriodCalendar = periodCalendar({ every, weekStart, timeZone: timeZone ?? "UTC" });
  const unit: CalendarUnit = calendarUnit(every, weekStart);
  const inZone = (value: unknown): PeriodCalendar => {
    if (timeZone === undefined) {
      fail(
        "TIME_ZONE_REQUIRED",
        "Cannot tell the day of an instant as timeZone must name whose day is meant, such as Europe/Berlin",
        value,
      );
    }
    return zoned;
  };
  return {
    every,
    weekStart,
    timeZone: timeZone ?? null,
    periodOf: (value) => {
      const day = localDay(value);
      if (day !== null) return unit.ofDay(day);
      const instant = readInstant(value);
      return instant === null ? null : inZone(value).bucket(instant);
    },
    periodsOfInstants: (instants) =>
      instants.length === 0 ? new Int32Array(0) : inZone(instants[0]).bucketAll(instants),
    periodOfDay: unit.ofDay,
    firstDay: unit.firstDay,
    startOf: (period) => zoned.start(period),
    nameOf: unit.key,
  };
}

/**
 * The last period of an observation: that of a date, or the one that an instant ends or falls within. An instant at
 * midnight ends the day before, as everywhere in the library.
 *
 * @throws {@link MetricError} `DATE_INVALID`, `TIME_ZONE_REQUIRED`
 */
export function lastPeriod(calendar: RfmCalendar, name: string, value: number | Date | string): LastPeriod {
  const day = localDay(value);
  if (day !== null) {
    const period = calendar.periodOfDay(day);
    return {
      period,
      isOver: calendar.periodOfDay(day + 1) > period,
      given: (value as string).slice(0, dateLength(value as string)),
    };
  }
  const instant = readInstant(value);
  if (instant === null) {
    fail(
      "DATE_INVALID",
      `Cannot end the observation as ${name} must be a date such as 2025-03-31 or an instant`,
      value,
    );
  }
  // First as it was given: if there is no zone to tell its day, the error shows that.
  const next = calendar.periodOf(value)!;
  const period = calendar.periodOf(instant - 1)!;
  return { period, isOver: next > period, given: new Date(instant).toISOString() };
}

/** The day number of a date or a local time without offset: `2025-03-09`, `2025-03-09T12:00:00`; else `null`. */
function localDay(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const ms = parseIso(value.includes(":") ? `${value}Z` : `${value}T00:00Z`);
  return Number.isNaN(ms) ? null : Math.floor(ms / DAY_MS);
}

/** Years beyond four digits have a sign and six of them. */
function dateLength(text: string): number {
  return text.charCodeAt(0) < 48 ? 13 : 10;
}
