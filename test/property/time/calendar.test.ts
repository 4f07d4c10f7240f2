import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localOfInstant, localToInstant } from "../../../src/time/local-time.ts";
import { periodCalendar, type Every, type PeriodCalendar } from "../../../src/time/periods.ts";
import { clockOf, zonedInstant, zonedInstantNearChange } from "./arbitrary-time.ts";
import { intlClock } from "./intl-clock.ts";

const DAY_MS = 86_400_000;
const runs = { numRuns: 300 };
const anywhere = fc.oneof(zonedInstant, zonedInstantNearChange);

const calendars = new Map<string, PeriodCalendar>();
function calendarOf(every: Every, timeZone: string, weekStart = 1): PeriodCalendar {
  const name = `${every} ${timeZone} ${weekStart}`;
  const calendar = calendars.get(name) ?? periodCalendar({ every, timeZone, weekStart });
  calendars.set(name, calendar);
  return calendar;
}

/** The name of the period of a day by the fields of a `Date` in UTC, ISO weeks by their Thursday. */
function keyByDate(every: Every, weekStart: number, day: number): string {
  const date = new Date(day * DAY_MS);
  const dateKey = (of: Date): string => of.toISOString().slice(0, -14);
  const year = dateKey(date).slice(0, -6);
  if (every === "day") return dateKey(date);
  if (every === "month") return dateKey(date).slice(0, -3);
  if (every === "quarter") return `${year}-Q${Math.ceil((date.getUTCMonth() + 1) / 3)}`;
  if (every === "year") return year;
  const first = new Date(date);
  while (first.getUTCDay() !== weekStart % 7) first.setUTCDate(first.getUTCDate() - 1);
  if (weekStart !== 1) return dateKey(first);
  const thursday = new Date(first.getTime() + 3 * DAY_MS);
  let week = 1;
  for (const probe = new Date(thursday); ; week++) {
    probe.setUTCDate(probe.getUTCDate() - 7);
    if (probe.getUTCFullYear() !== thursday.getUTCFullYear()) break;
  }
  return `${dateKey(thursday).slice(0, -6)}-W${String(week).padStart(2, "0")}`;
}

/** The latest date that the clock has shown: the date it shows, but for clocks set back across midnight. */
function latestDay(timeZone: string, instant: number, claimed: number): number {
  const { day } = intlClock(timeZone);
  let latest = day(instant);
  if (latest === claimed) return latest;
  for (let minute = 1; minute <= 25 * 60; minute++) latest = Math.max(latest, day(instant - minute * 60_000));
  return latest;
}

describe("a clock", () => {
  test("shows what Intl says", () => {
    fc.assert(
      fc.property(anywhere, ({ timeZone, instant }) => {
        expect(localOfInstant(clockOf(timeZone), instant)).toBe(intlClock(timeZone).local(instant));
      }),
      runs,
    );
  });

  test("reads back what it shows, the first time that it shows it", () => {
    fc.assert(
      fc.property(anywhere, ({ timeZone, instant }) => {
        const { local } = intlClock(timeZone);
        const shown = new Date(local(instant));
        const civil = {
          year: shown.getUTCFullYear(),
          month: shown.getUTCMonth() + 1,
          day: shown.getUTCDate(),
          hour: shown.getUTCHours(),
          minute: shown.getUTCMinutes(),
          second: shown.getUTCSeconds(),
          ms: shown.getUTCMilliseconds(),
        };
        const read = localToInstant(civil, clockOf(timeZone));
        expect(local(read)).toBe(local(instant));
        expect(read).toBeLessThanOrEqual(instant);
      }),
      runs,
    );
  });
});

describe("a calendar", () => {
  const unit = fc.record({
    every: fc.constantFrom<Every>("day", "week", "month", "quarter", "year"),
    weekStart: fc.integer({ min: 1, max: 7 }),
  });

  test("puts an instant into the period of the date that Intl says", () => {
    fc.assert(
      fc.property(anywhere, unit, ({ timeZone, instant }, { every, weekStart }) => {
        const calendar = calendarOf(every, timeZone, weekStart);
        const day = latestDay(timeZone, instant, calendarOf("day", timeZone).bucket(instant));
        expect(calendar.key(calendar.bucket(instant))).toBe(keyByDate(every, weekStart, day));
      }),
      runs,
    );
  });

  test("starts a period where the clock goes from a date before it to its first day or later", () => {
    fc.assert(
      fc.property(anywhere, unit, ({ timeZone, instant }, { every, weekStart }) => {
        const calendar = calendarOf(every, timeZone, weekStart);
        const index = calendar.bucket(instant);
        const start = calendar.start(index);
        expect(start).toBeLessThanOrEqual(instant);
        expect(calendar.end(index)).toBeGreaterThan(instant);
        expect(calendar.end(index)).toBe(calendar.start(index + 1));
        const { day } = intlClock(timeZone);
        const key = calendar.key(index);
        expect(keyByDate(every, weekStart, day(start))).toBe(key);
        expect(keyByDate(every, weekStart, day(start - 1))).not.toBe(key);
      }),
      runs,
    );
  });

  test("reads the names that it gives", () => {
    fc.assert(
      fc.property(anywhere, unit, ({ timeZone, instant }, { every, weekStart }) => {
        const calendar = calendarOf(every, timeZone, weekStart);
        const index = calendar.bucket(instant);
        expect(calendar.parseKey(calendar.key(index))).toBe(index);
      }),
      runs,
    );
  });

  test("never goes back", () => {
    fc.assert(
      fc.property(
        zonedInstantNearChange,
        unit,
        fc.array(fc.nat(172_800_000), { maxLength: 20 }),
        ({ timeZone, instant }, { every, weekStart }, steps) => {
          const calendar = calendarOf(every, timeZone, weekStart);
          const instants = [instant, ...steps.map((step) => instant + step)].sort((left, right) => left - right);
          const indices = instants.map(calendar.bucket);
          expect(indices).toEqual(indices.slice().sort((left, right) => left - right));
        },
      ),
      runs,
    );
  });

  test("buckets many instants as one by one, in any order", () => {
    fc.assert(
      fc.property(
        fc.array(anywhere, { maxLength: 300 }),
        unit,
        fc.nat(5000),
        (found, { every, weekStart }, spreadDays) => {
          const calendar = calendarOf(every, found[0]?.timeZone ?? "UTC", weekStart);
          const origin = found[0]?.instant ?? 0;
          const instants = found.map(({ instant }) => origin + (instant % (spreadDays * DAY_MS + 1)));
          expect(Array.from(calendar.bucketAll(instants))).toEqual(instants.map(calendar.bucket));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("does not depend on what it was asked before", () => {
    fc.assert(
      fc.property(fc.array(zonedInstantNearChange, { minLength: 2, maxLength: 10 }), (found) => {
        const timeZone = found[0]!.timeZone;
        const one = periodCalendar({ every: "day", timeZone });
        const forwards = found.map(({ instant }) => one.bucket(instant));
        const other = periodCalendar({ every: "day", timeZone });
        const backwards = found
          .slice()
          .reverse()
          .map(({ instant }) => other.bucket(instant));
        expect(backwards.reverse()).toEqual(forwards);
      }),
      { numRuns: 100 },
    );
  });
});
