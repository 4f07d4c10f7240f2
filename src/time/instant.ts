import { fail } from "../core/metric-error.ts";
import { parseIso } from "./parse-iso.ts";

/** The furthest instant from the epoch that a `Date` and `Intl` know, in milliseconds. */
export const MAX_INSTANT = 8_640_000_000_000_000;

/**
 * Epoch milliseconds of an instant given as epoch milliseconds, a `Date` or an ISO 8601 string with
 * offset.
 *
 * Digits finer than a millisecond are cut towards the past, so that no instant moves into a later period.
 *
 * @throws {@link MetricError} `INSTANT_WITHOUT_OFFSET` for a date or a local time, which is no
 *   instant before somebody names its zone; `INSTANT_INVALID` for everything else
 */
export function toInstant(value: number | Date | string): number {
  const instant = readInstant(value);
  if (instant !== null) return instant;
  if (typeof value === "string" && lacksOffset(value)) {
    fail(
      "INSTANT_WITHOUT_OFFSET",
      "Cannot read the instant as a string must end in Z or an offset such as +02:00",
      value,
    );
  }
  return fail(
    "INSTANT_INVALID",
    "Cannot read the instant as it must be epoch milliseconds, a Date or an ISO 8601 string such as 2025-03-09T12:00:00Z",
    value,
  );
}

/** {@link toInstant} for rows of data: `null` where the value is no instant. */
export function readInstant(value: unknown): number | null {
  if (typeof value === "string") return clip(parseIso(value));
  if (typeof value === "number") return clip(value);
  if (typeof value !== "object" || value === null) return null;
  try {
    // Unlike instanceof, this knows a Date of another realm, and nothing else passes for one.
    return clip(Date.prototype.getTime.call(value));
  } catch {
    return null;
  }
}

/** The instant in ISO 8601, UTC, to the millisecond: `2025-03-09T12:00:00.000Z`. */
export function instantToIso(instant: number): string {
  checkInstant(instant);
  return new Date(Math.floor(instant)).toISOString();
}

/**
 * Throws unless `instant` is epoch milliseconds within the range of a `Date`.
 *
 * @throws {@link MetricError} `INSTANT_INVALID`
 */
export function checkInstant(instant: number): void {
  if (!(instant >= -MAX_INSTANT && instant <= MAX_INSTANT)) {
    fail("INSTANT_INVALID", "Cannot use the instant as it must be epoch milliseconds within 8.64e15 of 1970", instant);
  }
}

/** Whole milliseconds, or `null` outside the range of a `Date`; NaN and infinities are outside. */
function clip(ms: number): number | null {
  // Adding 0 turns -0 into 0: they would be two values to Object.is and to JSON readers.
  return ms >= -MAX_INSTANT && ms <= MAX_INSTANT ? Math.floor(ms) + 0 : null;
}

/** Whether the string is a date or a local time: an instant if a time or an offset followed. */
function lacksOffset(text: string): boolean {
  return readInstant(`${text}Z`) !== null || readInstant(`${text}T00:00Z`) !== null;
}
