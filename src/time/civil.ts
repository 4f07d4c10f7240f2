/**
 * The proleptic Gregorian calendar as arithmetic on two ordinals: a day number (days since
 * 1970-01-01) and a month number (months since 1970-01). No zone and no `Date`.
 *
 * Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms (2013), `days_from_civil` and
 * `civil_from_days`: years begin on 1 March, so that the leap day is the last of its year, and
 * repeat every 400 years ("era", 146,097 days).
 */

/** Milliseconds of a civil day without a clock change. */
export const DAY_MS = 86_400_000;

/** Days from 0000-03-01, where the eras are counted from, to 1970-01-01. */
const EPOCH_DAY = 719_468;
/** Months from 0000-03 to 1970-01. */
const EPOCH_MONTH = 23_638;

/** A date and time as a wall clock shows it, in no zone. */
export interface CivilDateTime {
  /** Astronomical year: 0 is 1 BC. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to the length of the month. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
  /** 0 to 59. */
  readonly second: number;
  /** 0 to 999. */
  readonly ms: number;
}

/** Whether the fields name a moment of the calendar: 30 February, 24:00 and second 60 do not. */
export function isCivilDateTime(civil: CivilDateTime): boolean {
  const { year, month, day, hour, minute, second, ms } = civil;
  return (
    within(year, -271_821, 275_760) &&
    within(month, 1, 12) &&
    within(day, 1, daysInMonth(monthOf(year, month))) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 59) &&
    within(ms, 0, 999)
  );
}

/** Milliseconds from 1970-01-01T00:00 to the fields, on the same clock. */
export function civilMs(civil: CivilDateTime): number {
  const days = firstDayOfMonth(monthOf(civil.year, civil.month)) + civil.day - 1;
  return days * DAY_MS + ((civil.hour * 60 + civil.minute) * 60 + civil.second) * 1000 + civil.ms;
}

/** The month number of a year and a month 1 to 12. */
export function monthOf(year: number, month: number): number {
  return (year - 1970) * 12 + month - 1;
}

/** The month number that a day number is in. */
export function monthOfDay(day: number): number {
  const shifted = day + EPOCH_DAY;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  // March to July and August to December have the same 153 days, January and February the start of a third run.
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  return (era * 400 + yearOfEra) * 12 + monthFromMarch - EPOCH_MONTH;
}

/** The day number of the first day of a month number. */
export function firstDayOfMonth(month: number): number {
  const shifted = month + EPOCH_MONTH;
  const year = Math.floor(shifted / 12);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = ((153 * (shifted - year * 12) + 2) / 5) | 0;
  return era * 146_097 + yearOfEra * 365 + (yearOfEra >> 2) - ((yearOfEra / 100) | 0) + dayOfYear - EPOCH_DAY;
}

/** The days of a month number: 28 to 31. */
export function daysInMonth(month: number): number {
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
}

/** `value` when it is a whole number from `least` to `most`. */
function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
