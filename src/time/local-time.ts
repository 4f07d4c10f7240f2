import { fail } from "../core/metric-error.ts";
import { civilMs, DAY_MS, isCivilDateTime, type CivilDateTime } from "./civil.ts";
import { checkInstant } from "./instant.ts";
import { asClock, type ZoneClock } from "./zone-clock.ts";

/**
 * The instant at which the clocks of a zone show a date and time.
 *
 * Where clocks skip it (a gap), the instant that the clock before the change would have shown it:
 * as far after the gap as the time is inside it, 02:30 becomes 03:30. Where clocks show it twice
 * (an overlap), the earlier. This is the rule "compatible" of ECMAScript's Temporal.
 *
 * @param zone - an IANA name or, for many calls, one `zoneClock(name)`
 * @throws {@link MetricError} `CIVIL_TIME_INVALID`, `TIME_ZONE_UNKNOWN`, `INSTANT_INVALID`
 */
export function localToInstant(civil: CivilDateTime, zone: string | ZoneClock): number {
  if (!isCivilDateTime(civil)) {
    fail(
      "CIVIL_TIME_INVALID",
      "Cannot read the local time as its fields must name a day of the calendar and a time of the day",
      civil,
    );
  }
  const instant = instantOfLocal(asClock(zone), civilMs(civil));
  checkInstant(instant);
  return instant;
}

/** {@link localToInstant} for local milliseconds since 1970-01-01T00:00, unchecked. */
export function instantOfLocal(clock: ZoneClock, localMs: number): number {
  const { before, at, after } = clock.changeNear(localMs);
  const early = localMs - before;
  const late = localMs - after;
  return early < at || late < at ? early : late;
}

/** Local milliseconds since 1970-01-01T00:00 that the clock shows at an instant. */
export function localOfInstant(clock: ZoneClock, instant: number): number {
  const { before, at, after } = clock.changeNear(instant);
  return instant + (instant < at ? before : after);
}

/**
 * The day number at an instant: the latest date that the clock has shown up to then.
 *
 * That is the date on the clock, but for clocks set back across a midnight (St John's at 00:01 until
 * 2011, Juneau in 1867): the new day has begun and stays, so that days are intervals and partition time.
 */
export function dayAt(clock: ZoneClock, instant: number): number {
  const { before, at, after } = clock.changeNear(instant);
  if (instant < at) return Math.floor((instant + before) / DAY_MS);
  return Math.max(Math.floor((instant + after) / DAY_MS), Math.floor((at - 1 + before) / DAY_MS));
}

/**
 * The first instant at which the clock has shown the day number or a later one: midnight, the
 * end of the gap where clocks skip midnight, and for a skipped day the start of the next.
 */
export function startOfDay(clock: ZoneClock, day: number): number {
  const midnight = day * DAY_MS;
  const { before, at, after } = clock.changeNear(midnight);
  const early = midnight - before;
  return early < at ? early : Math.max(at, midnight - after);
}
