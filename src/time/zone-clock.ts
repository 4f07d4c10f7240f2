import { tzOffset } from "@date-fns/tz/tzOffset";
import { MAX_INSTANT } from "./instant.ts";
import { checkTimeZone } from "./zone.ts";

/**
 * What the clock of a zone does near an instant: it is `before` milliseconds ahead of UTC until
 * `at`, and `after` from then on. `at` is Infinity where nothing changes.
 */
export interface ClockChange {
  readonly before: number;
  readonly at: number;
  readonly after: number;
}

/**
 * The clock of a zone, with a memory of its own: keep one for many calls.
 */
export interface ZoneClock {
  /** The IANA name it was made with. */
  readonly timeZone: string;
  /** The one change of offset within 30 hours of an instant, if there is one. */
  readonly changeNear: (instant: number) => ClockChange;
}

/**
 * Changes are looked for in windows of three cells of 30 hours. Two facts of the IANA data
 * (2025b, all 598 names, 1700 to 2500) make that exact: no two changes of a zone are closer than
 * 95 h 40 min (Africa/Freetown, September 1939), and no offset exceeds 16 hours, so that a civil
 * time and all that it can mean lie in one window.
 */
const CELL_MS = 108_000_000;

/**
 * The clock of an IANA zone.
 *
 * @throws {@link MetricError} `TIME_ZONE_UNKNOWN`
 */
export function zoneClock(timeZone: string): ZoneClock {
  checkTimeZone(timeZone);
  if (timeZone === "UTC") return { timeZone, changeNear: () => UTC_CLOCK };

  const offsetAt = offsetReader(timeZone);
  const changes = new Map<number, ClockChange>();
  return {
    timeZone,
    changeNear: (instant) => {
      const cell = Math.floor(instant / CELL_MS);
      let change = changes.get(cell);
      if (change === undefined) {
        change = changeBetween((cell - 1) * CELL_MS, (cell + 2) * CELL_MS, offsetAt);
        changes.set(cell, change);
      }
      return change;
    },
  };
}

const UTC_CLOCK: ClockChange = { before: 0, at: Infinity, after: 0 };

/**
 * How many milliseconds the clock of a zone is ahead of UTC at an instant, by the engine's zone data.
 */
export function offsetReader(timeZone: string): (instant: number) => number {
  let signed: Intl.DateTimeFormat | undefined;
  return (instant) => {
    const date = new Date(Math.min(Math.max(instant, -MAX_INSTANT), MAX_INSTANT));
    const minutes = tzOffset(timeZone, date);
    const offset = Math.round(minutes * 60) * 1000;
    if (Math.abs(minutes) >= 60 || offset === 0) return offset;
    // tzOffset loses the sign of offsets under an hour, as -00:44:30 in Monrovia until 1972.
    signed ??= new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    return signed.format(date).includes("GMT-") ? -Math.abs(offset) : Math.abs(offset);
  };
}

/** The clock of a zone given by name, or the clock itself. */
export function asClock(zone: string | ZoneClock): ZoneClock {
  return typeof zone === "object" && zone !== null ? zone : zoneClock(zone);
}

/** The one change after `from` and not after `to`, by halving: zones change on whole seconds. */
function changeBetween(from: number, to: number, offsetAt: (instant: number) => number): ClockChange {
  const before = offsetAt(from);
  const after = offsetAt(to);
  if (before === after) return { before, at: Infinity, after };
  let low = from / 1000;
  let high = to / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === before) low = middle;
    else high = middle;
  }
  return { before, at: high * 1000, after };
}
