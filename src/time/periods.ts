import { fail } from "../core/metric-error.ts";
import { calendarUnit, type CalendarUnit, type Every } from "./calendar-unit.ts";
import { checkInstant } from "./instant.ts";
import { dayAt, startOfDay } from "./local-time.ts";
import { zoneClock } from "./zone-clock.ts";

export type { Every } from "./calendar-unit.ts";

/** Which calendar periods, and in which zone. */
export interface PeriodOptions {
  /** The length of a period. */
  readonly every: Every;
  /** IANA name of the zone whose calendar it is. */
  readonly timeZone: string;
  /** The day that weeks start on, 1 = Monday … 7 = Sunday. @defaultValue 1 */
  readonly weekStart?: number;
}

/**
 * The calendar periods of a zone as whole numbers: half-open [start, end), without gaps or
 * overlaps, 0 being the period of 1970-01-01 (months since 1970-01, days since 1970-01-01).
 *
 * A period starts at the first instant at which the clocks of the zone have shown its first day or
 * a later one. A day that a zone skipped is an empty period, start = end.
 */
export interface PeriodCalendar {
  readonly every: Every;
  readonly timeZone: string;
  readonly weekStart: number;
  /** The period of an instant. */
  readonly bucket: (instant: number) => number;
  /** The periods of many instants, in their order. */
  readonly bucketAll: (instants: ArrayLike<number>) => Int32Array;
  /** The first instant of a period. */
  readonly start: (index: number) => number;
  /** The first instant after a period. */
  readonly end: (index: number) => number;
  /** The name of a period: `2025-03-09`, `2025-W09`, `2025-03`, `2025-Q1`, `2025`. */
  readonly key: (index: number) => string;
  /** The period of a name. */
  readonly parseKey: (key: string) => number;
}

/** No period with an instant in it starts further than this from 1970-01-01: 10^8 days and a year. */
const MAX_DAY = 100_000_367;

/** Periods that {@link PeriodCalendar.bucketAll} tabulates at most: 89 years of days. */
const MAX_TABLE = 32_768;

/**
 * The calendar of the options. It remembers the clock changes it has met: keep one for many calls.
 *
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`; its
 *   functions `INSTANT_INVALID`, `PERIOD_INDEX_INVALID`, `PERIOD_KEY_INVALID`
 */
export function periodCalendar(options: PeriodOptions): PeriodCalendar {
  const { every, timeZone, weekStart = 1 } = options;
  if (!Number.isInteger(weekStart) || weekStart < 1 || weekStart > 7) {
    fail("WEEK_START_OUT_OF_RANGE", "Cannot start weeks as weekStart must be 1 (Monday) to 7 (Sunday)", weekStart);
  }
  const unit: CalendarUnit | undefined = calendarUnit(every, weekStart);
  if (unit === undefined) {
    fail("PERIOD_UNKNOWN", "Cannot cut time as every must be day, week, month, quarter or year", every);
  }
  const clock = zoneClock(timeZone);

  const periodAt = (instant: number): number => unit.ofDay(dayAt(clock, instant));
  const startOf = (index: number): number => startOfDay(clock, unit.firstDay(index));
  const isInRange = (index: number): boolean => Math.abs(unit.firstDay(index)) <= MAX_DAY;
  const checkIndex = (index: number): void => {
    if (!Number.isInteger(index) || !isInRange(index)) {
      fail(
        "PERIOD_INDEX_INVALID",
        "Cannot find the period as its index must be a whole number within the range of instants",
        index,
      );
    }
  };
  return {
    every,
    timeZone,
    weekStart,
    bucket: (instant) => {
      checkInstant(instant);
      return periodAt(instant);
    },
    bucketAll: (instants) => bucketAll(instants, periodAt, startOf),
    start: (index) => {
      checkIndex(index);
      return startOf(index);
    },
    end: (index) => {
      checkIndex(index);
      return startOf(index + 1);
    },
    key: (index) => {
      checkIndex(index);
      return unit.key(index);
    },
    parseKey: (key) => {
      const index = unit.parse(key);
      // The name of what was read is what was read, or it names nothing: 2025-02-30, 2025-W53.
      if (!isInRange(index) || unit.key(index) !== key) {
        fail("PERIOD_KEY_INVALID", `Cannot read the period as its key must name a ${every}`, key);
      }
      return index;
    },
  };
}

/**
 * Tabulates the starts of the periods that the instants span, and looks each instant up from a
 * proportional guess: periods of a unit hardly differ in length, so it is right or next to it.
 * One instant at a time where the table would be longer than the list, or where one stray instant
 * (9999-12-31 for "never") would make it vast.
 */
function bucketAll(
  instants: ArrayLike<number>,
  periodAt: (instant: number) => number,
  startOf: (index: number) => number,
): Int32Array {
  const buckets = new Int32Array(instants.length);
  if (buckets.length === 0) return buckets;
  let earliest = Infinity;
  let latest = -Infinity;
  for (let i = 0; i < instants.length; i++) {
    const instant = instants[i]!;
    checkInstant(instant);
    if (instant < earliest) earliest = instant;
    if (instant > latest) latest = instant;
  }
  const first = periodAt(earliest);
  const count = periodAt(latest) - first + 1;
  if (count > instants.length || count > MAX_TABLE) {
    for (let i = 0; i < instants.length; i++) buckets[i] = periodAt(instants[i]!);
    return buckets;
  }
  const starts = new Float64Array(count + 1);
  for (let i = 0; i <= count; i++) starts[i] = startOf(first + i);
  const origin = starts[0]!;
  const perMs = count / (starts[count]! - origin);
  for (let i = 0; i < instants.length; i++) {
    const instant = instants[i]!;
    let guess = ((instant - origin) * perMs) | 0;
    while (instant < starts[guess]!) guess--;
    while (instant >= starts[guess + 1]!) guess++;
    buckets[i] = first + guess;
  }
  return buckets;
}
