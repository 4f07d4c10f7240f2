import { fail } from "../core/metric-error.ts";

/**
 * Three-letter names that are in the IANA data. Some engines know more, from ICU (IST as India,
 * which is Israel and Ireland too; PST with daylight saving); others refuse them, and so do we.
 */
const IANA_ABBREVIATIONS = /^(?:UTC|UCT|GMT|EST|MST|HST|CET|EET|MET|WET|PRC|ROC|ROK)$/i;

/**
 * Throws unless the engine knows the IANA time zone.
 *
 * Offsets (`+02:00`) are refused: engines differ in taking them, and they are no zones (no
 * daylight saving). So is a missing name, which `Intl` would read as the zone of the host.
 *
 * @throws {@link MetricError} `TIME_ZONE_UNKNOWN`
 */
export function checkTimeZone(timeZone: string): void {
  if (timeZone !== "UTC" && !isTimeZone(timeZone)) {
    fail("TIME_ZONE_UNKNOWN", "Cannot use the time zone as it must be an IANA name such as Europe/Berlin", timeZone);
  }
}

function isTimeZone(timeZone: unknown): boolean {
  if (typeof timeZone !== "string" || !/^[A-Z]/i.test(timeZone) || /^SystemV\//i.test(timeZone)) return false;
  if (timeZone.length === 3 && !IANA_ABBREVIATIONS.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }) !== null;
  } catch {
    return false;
  }
}
