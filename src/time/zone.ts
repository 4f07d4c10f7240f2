import { fail } from "../core/metric-error.ts";

/**
 * Throws unless the engine knows the IANA time zone.
 *
 * Offsets (`+02:00`) are refused: engines differ in taking them, and they are no zones (no
 * daylight saving). So is a missing name, which `Intl` would read as the zone of the host.
 *
 * @throws {@link MetricError} `TIME_ZONE_UNKNOWN`
 */
export function checkTimeZone(timeZone: string): void {
  if (timeZone === "UTC") return;
  if (!isTimeZone(timeZone)) {
    fail("TIME_ZONE_UNKNOWN", "Cannot use the time zone as it must be an IANA name such as Europe/Berlin", timeZone);
  }
}

function isTimeZone(timeZone: unknown): boolean {
  if (typeof timeZone !== "string" || !/^[A-Za-z]/.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }) !== null;
  } catch {
    return false;
  }
}
