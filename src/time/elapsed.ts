import { fail } from "../core/metric-error.ts";
import { DAY_MS, daysInMonth, firstDayOfMonth, monthOfDay } from "./civil.ts";
import { checkInstant } from "./instant.ts";
import { instantOfLocal, localOfInstant } from "./local-time.ts";
import { asClock, type ZoneClock } from "./zone-clock.ts";

/**
 * The instant `months` calendar months away: the same time of the same day of the month, or of the
 * last day where the month is shorter (31 January + 1 = 28 February).
 *
 * A local time that is skipped or repeated is read as in `localToInstant`. Add to the first
 * instant, never to a sum: 31 January + 1 + 1 is 28 March.
 *
 * @param zone - an IANA name or, for many calls, one `zoneClock(name)`
 * @throws {@link MetricError} `INSTANT_INVALID`, `STEP_NOT_INTEGER`, `TIME_ZONE_UNKNOWN`
 */
export function addMonths(instant: number, months: number, zone: string | ZoneClock): number {
  return add(instant, months, zone, monthsLater);
}

/** The instant at the same local time `days` calendar days away; otherwise as {@link addMonths}. */
export function addDays(instant: number, days: number, zone: string | ZoneClock): number {
  return add(instant, days, zone, daysLater);
}

/**
 * Whole months from one instant to another: the most months that can be added to `from` without
 * passing `to`. The month that is going on does not count, so before `from` they are negative: -1
 * for the month that ends there.
 *
 * It never falls as `to` moves on. It can as `from` does: 30 January 23:00 and 31 January 01:00
 * are one month old on 28 February at 23:00 and at 01:00.
 *
 * @param zone - an IANA name or, for many calls, one `zoneClock(name)`
 * @throws {@link MetricError} `INSTANT_INVALID`, `TIME_ZONE_UNKNOWN`
 */
export function elapsedMonths(from: number, to: number, zone: string | ZoneClock): number {
  return elapsed(from, to, zone, monthsLater, monthOfDay);
}

/** Whole calendar days from one instant to another, of 23 or 25 hours too; otherwise as {@link elapsedMonths}. */
export function elapsedDays(from: number, to: number, zone: string | ZoneClock): number {
  return elapsed(from, to, zone, daysLater, (day) => day);
}

/** A day number moved by a number of steps. */
type Step = (day: number, steps: number) => number;

function monthsLater(day: number, months: number): number {
  const month = monthOfDay(day);
  const target = month + months;
  return firstDayOfMonth(target) + Math.min(day - firstDayOfMonth(month), daysInMonth(target) - 1);
}

function daysLater(day: number, days: number): number {
  return day + days;
}

function add(instant: number, steps: number, zone: string | ZoneClock, step: Step): number {
  checkInstant(instant);
  if (!Number.isSafeInteger(steps)) {
    fail("STEP_NOT_INTEGER", "Cannot add to the instant as months and days must be whole numbers", steps);
  }
  const sum = move(asClock(zone), instant, steps, step);
  checkInstant(sum);
  return sum;
}

function elapsed(
  from: number,
  to: number,
  zone: string | ZoneClock,
  step: Step,
  unitOfDay: (day: number) => number,
): number {
  checkInstant(from);
  checkInstant(to);
  const clock = asClock(zone);
  const unitAt = (instant: number): number => unitOfDay(Math.floor(localOfInstant(clock, instant) / DAY_MS));
  // The dates on the clock tell the answer to within one or, where clocks change, two.
  let steps = unitAt(to) - unitAt(from);
  while (move(clock, from, steps, step) > to) steps--;
  while (move(clock, from, steps + 1, step) <= to) steps++;
  return steps;
}

function move(clock: ZoneClock, instant: number, steps: number, step: Step): number {
  // In the repeated hour the local time would lead to its first occurrence, an hour before.
  if (steps === 0) return instant;
  const local = localOfInstant(clock, instant);
  const day = Math.floor(local / DAY_MS);
  return instantOfLocal(clock, local + (step(day, steps) - day) * DAY_MS);
}
