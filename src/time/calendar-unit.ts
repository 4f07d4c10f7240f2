import { firstDayOfMonth, monthOf, monthOfDay } from "./civil.ts";

/** A calendar period by its length. */
export type Every = "day" | "week" | "month" | "quarter" | "year";

/**
 * Periods as whole numbers without gaps, in no zone: 0 is the period of 1970-01-01.
 */
export interface CalendarUnit {
  /** The period of a day number. */
  readonly ofDay: (day: number) => number;
  /** The day number that a period starts with. */
  readonly firstDay: (index: number) => number;
  /** The name of a period. */
  readonly key: (index: number) => string;
  /** The period of a name as {@link CalendarUnit.key} writes it, or of a similar string, or NaN. */
  readonly parse: (key: string) => number;
}

/**
 * The unit of `every`, weeks from `weekStart` (1 = Monday … 7 = Sunday).
 *
 * Keys are `2025-03-09`, `2025-03`, `2025-Q1`, `2025`; a week is `2025-W09` (ISO 8601) when it
 * starts on Monday, otherwise the date of its first day, because no standard numbers other weeks.
 */
export function calendarUnit(every: Every, weekStart: number): CalendarUnit {
  switch (every) {
    case "day":
      return { ofDay: (day) => day, firstDay: (index) => index, key: dateKey, parse: parseDate };
    case "week":
      return weekStart === 1 ? isoWeeks() : weeksFrom(weekStart);
    case "month":
      return months(1, (month) => `${yearKey(month)}-${pad(monthInYear(month))}`, /^([+-]\d{6}|\d{4})-(\d\d)$/);
    case "quarter":
      return months(3, (month) => `${yearKey(month)}-Q${(monthInYear(month) + 2) / 3}`, /^([+-]\d{6}|\d{4})-Q(\d)$/);
    case "year":
      return months(12, yearKey, /^([+-]\d{6}|\d{4})$/);
  }
}

/** Periods of `length` months that start with the year, named after their first month. */
function months(length: number, keyOfMonth: (month: number) => string, pattern: RegExp): CalendarUnit {
  return {
    ofDay: (day) => Math.floor(monthOfDay(day) / length),
    firstDay: (index) => firstDayOfMonth(index * length),
    key: (index) => keyOfMonth(index * length),
    parse: (key) => {
      const [, year, part = "1"] = pattern.exec(key) ?? [];
      return monthOf(Number(year), 1) / length + Number(part) - 1;
    },
  };
}

/** Weeks from Monday. A week belongs to the year of its Thursday, and week 0 to Thursday 1970-01-01. */
function isoWeeks(): CalendarUnit {
  const weeks = weeksFrom(1);
  return {
    ...weeks,
    key: (index) => {
      const january = firstMonthOfYear(monthOfDay(index * 7));
      const week = Math.floor((index * 7 - firstDayOfMonth(january)) / 7) + 1;
      return `${yearKey(january)}-W${pad(week)}`;
    },
    parse: (key) => {
      const [, year, week] = /^([+-]\d{6}|\d{4})-W(\d\d)$/.exec(key) ?? [];
      // 4 January is always in week 1.
      return weeks.ofDay(firstDayOfMonth(monthOf(Number(year), 1)) + 3) + Number(week) - 1;
    },
  };
}

function weeksFrom(weekStart: number): CalendarUnit {
  // Days from the start of week 0 to 1970-01-01, a Thursday (4).
  const lead = (11 - weekStart) % 7;
  const ofDay = (day: number): number => Math.floor((day + lead) / 7);
  const firstDay = (index: number): number => index * 7 - lead;
  return { ofDay, firstDay, key: (index) => dateKey(firstDay(index)), parse: (key) => ofDay(parseDate(key)) };
}

function dateKey(day: number): string {
  const month = monthOfDay(day);
  return `${yearKey(month)}-${pad(monthInYear(month))}-${pad(day - firstDayOfMonth(month) + 1)}`;
}

function parseDate(key: string): number {
  const [, year, month, day] = /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)$/.exec(key) ?? [];
  return firstDayOfMonth(monthOf(Number(year), Number(month))) + Number(day) - 1;
}

/** The year of a month number: four digits, or a sign and six outside 0 to 9999 as in ECMAScript. */
function yearKey(month: number): string {
  const year = Math.floor(month / 12) + 1970;
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return (year < 0 ? "-" : "+") + String(Math.abs(year)).padStart(6, "0");
}

/** 1 to 12. */
function monthInYear(month: number): number {
  return month - firstMonthOfYear(month) + 1;
}

function firstMonthOfYear(month: number): number {
  return Math.floor(month / 12) * 12;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
