import { fail } from "../core/metric-error.ts";
import { civilMs, isCivilDateTime } from "./civil.ts";

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
  // A date or a local time is what would be an instant if a time or an offset followed.
  if (typeof value === "string" && (parseInstant(`${value}Z`) !== null || parseInstant(`${value}T00:00Z`) !== null)) {
    fail("INSTANT_WITHOUT_OFFSET", "Cannot read the instant as a string must end in Z or an offset such as +02:00", value);
  }
  return fail(
    "INSTANT_INVALID",
    "Cannot read the instant as it must be epoch milliseconds, a Date or an ISO 8601 string such as 2025-03-09T12:00:00Z",
    value,
  );
}

/** {@link toInstant} for rows of data: `null` where the value is no instant. */
export function readInstant(value: unknown): number | null {
  if (typeof value === "string") return parseInstant(value);
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

/**
 * Reads `YYYY-MM-DDTHH:MM[:SS[.fraction]]` and an offset `Z`, `±HH`, `±HHMM`, `±HH:MM` or
 * `±HH:MM:SS` (zones before 1900 have seconds). A blank or `t` may stand for the T and `z` for the Z
 * (RFC 3339, section 5.6), a comma for the point, and years beyond four digits are `±YYYYYY`.
 *
 * Written by hand because it reads a million strings in the time a regular expression needs for
 * 250,000, and because `Date.parse` takes 30 February for 2 March. Hour 24 and second 60 are
 * refused as in RFC 3339 and Temporal: whoever wrote 24:00 meant the day that ends, and half-open
 * periods would count it in the next; a leap second has no epoch milliseconds.
 */
function parseInstant(text: string): number | null {
  let at = 4;
  let year = digits(text, 0, 4);
  const first = text.charCodeAt(0);
  if (first === PLUS || first === MINUS) {
    year = digits(text, 1, 6);
    if (first === MINUS) year = year > 0 ? -year : NaN;
    at = 7;
  }
  const separator = text.charCodeAt(at + 6);
  if (
    text.charCodeAt(at) !== MINUS ||
    text.charCodeAt(at + 3) !== MINUS ||
    (separator !== UPPER_T && separator !== SPACE && separator !== LOWER_T) ||
    text.charCodeAt(at + 9) !== COLON
  ) {
    return null;
  }
  const month = digits(text, at + 1, 2);
  const day = digits(text, at + 4, 2);
  const hour = digits(text, at + 7, 2);
  const minute = digits(text, at + 10, 2);
  let second = 0;
  let ms = 0;
  at += 12;
  if (text.charCodeAt(at) === COLON) {
    second = digits(text, at + 1, 2);
    at += 3;
    const mark = text.charCodeAt(at);
    if (mark === POINT || mark === COMMA) {
      let scale = 100;
      const start = ++at;
      for (let digit = digits(text, at, 1); digit >= 0; digit = digits(text, ++at, 1)) {
        if (scale >= 1) ms += digit * scale;
        scale /= 10;
      }
      if (at === start) return null;
    }
  }
  const offset = parseOffset(text, at);
  const civil = { year, month, day, hour, minute, second, ms };
  if (offset === null || !isCivilDateTime(civil)) return null;
  return clip(civilMs(civil) - offset);
}

/** Milliseconds ahead of UTC of the offset that fills the rest of `text`, or `null`. */
function parseOffset(text: string, start: number): number | null {
  const sign = text.charCodeAt(start);
  const length = text.length - start;
  if (sign === UPPER_Z || sign === LOWER_Z) return length === 1 ? 0 : null;
  if (sign !== PLUS && sign !== MINUS) return null;
  let minute = 0;
  let second = 0;
  if (length === 5) {
    minute = digits(text, start + 3, 2);
  } else if (length === 6 || length === 9) {
    if (text.charCodeAt(start + 3) !== COLON) return null;
    minute = digits(text, start + 4, 2);
    if (length === 9) {
      if (text.charCodeAt(start + 6) !== COLON) return null;
      second = digits(text, start + 7, 2);
    }
  } else if (length !== 3) {
    return null;
  }
  const hour = digits(text, start + 1, 2);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  const ms = ((hour * 60 + minute) * 60 + second) * 1000;
  return sign === MINUS ? -ms : ms;
}

/** The number that `count` ASCII digits spell, or NaN where one of them is none. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
const SPACE = 32;
const UPPER_T = 84;
const LOWER_T = 116;
const UPPER_Z = 90;
const LOWER_Z = 122;
