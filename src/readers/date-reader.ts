import { fail } from "../core/metric-error.ts";
import { civilMs, isCivilDateTime } from "../time/civil.ts";
import { readInstant } from "../time/instant.ts";
import { instantOfLocal } from "../time/local-time.ts";
import { zoneClock, type ZoneClock } from "../time/zone-clock.ts";
import { textOf } from "./cell.ts";
import type { DateFormat } from "./survey-mapping.ts";

/** What a cell says about when: an instant, perhaps with a doubt, or why there is none. */
export interface DateReading {
  /** Epoch milliseconds, or `null`. */
  readonly instant: number | null;
  /** What is wrong, if anything. */
  readonly doubt?: "dateInvalid" | "dateWithoutZone" | "dateAmbiguous";
}

/** 0001-01-01 and 10000-01-01: years that no survey has, as when milliseconds are read as seconds. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_800_000;

/** Three numbers, a time with or without AM and PM, and an offset. It has no repetition that could run twice over the same text. */
const WRITTEN =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:(?:T|,? )(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AP])M)?)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/;

/**
 * A reader of date cells; `undefined` for blank ones.
 *
 * @throws {@link MetricError} `DATE_FORMAT_UNKNOWN`, `TIME_ZONE_UNKNOWN`
 */
export function dateReader(
  dates: DateFormat | readonly DateFormat[] = "iso",
  timeZone?: string,
): (cell: unknown) => DateReading | undefined {
  const clock = timeZone === undefined ? undefined : zoneClock(timeZone);
  const formats = typeof dates === "string" ? [dates] : dates;
  for (const format of formats) {
    if (!FORMATS.includes(format))
      fail("DATE_FORMAT_UNKNOWN", `Cannot read dates as their format must be one of ${FORMATS.join(", ")}`, format);
  }
  return (cell) => {
    const text = textOf(cell)?.replace(/\s/g, " ").trim();
    // A library that makes Dates of its cells has settled how they are to be read.
    if (text === undefined) return typeof cell === "object" && cell !== null ? sound(readInstant(cell)) : undefined;
    let best: DateReading = { instant: null, doubt: "dateInvalid" };
    for (const format of formats) {
      const reading = readDate(text, format, clock);
      if (reading.instant !== null) return reading;
      if (reading.doubt === "dateWithoutZone") best = reading;
    }
    return best;
  };
}

const FORMATS: readonly string[] = ["iso", "mdy", "dmy", "unix-seconds", "unix-milliseconds"];

function readDate(text: string, format: DateFormat, clock: ZoneClock | undefined): DateReading {
  if (format === "unix-seconds" || format === "unix-milliseconds") {
    if (!/^-?\d{1,17}(?:\.\d{1,9})?$/.test(text)) return sound(null);
    return sound(readInstant(Number(text) * (format === "unix-seconds" ? 1000 : 1)));
  }
  const parts = text.length > 60 ? null : WRITTEN.exec(text.toUpperCase());
  if (parts === null) return sound(null);
  const [year, month, day] =
    format === "iso"
      ? [parts[1], parts[2], parts[3]]
      : format === "mdy"
        ? [parts[3], parts[1], parts[2]]
        : [parts[3], parts[2], parts[1]];
  // Two digits would leave the century to guess.
  if (year!.length !== 4 || day!.length > 2) return sound(null);
  const half = parts[8];
  let hour = Number(parts[4] ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return sound(null);
    hour = (hour % 12) + (half === "P" ? 12 : 0);
  }
  const ms = Number((parts[7] ?? "").padEnd(3, "0").slice(0, 3));
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour,
    minute: Number(parts[5] ?? 0),
    second: Number(parts[6] ?? 0),
    ms,
  };
  if (!isCivilDateTime(civil)) return sound(null);
  const local = civilMs(civil);
  return parts[9] === undefined ? onClock(local, clock) : sound(local - offsetMs(parts[9]));
}

/** A time on the clock of a zone. */
function onClock(local: number, clock: ZoneClock | undefined): DateReading {
  if (clock === undefined) return { instant: null, doubt: "dateWithoutZone" };
  const { before, at, after } = clock.changeNear(local);
  const reading = sound(instantOfLocal(clock, local));
  // Either both readings of the clock are right, or none is.
  const once = local - before < at !== local - after >= at;
  return once || reading.instant === null ? reading : { ...reading, doubt: "dateAmbiguous" };
}

function offsetMs(offset: string): number {
  if (offset === "Z" || offset === "UTC" || offset === "GMT") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset[0] === "-" ? -60_000 : 60_000) * minutes;
}

function sound(instant: number | null): DateReading {
  return instant !== null && instant >= FIRST && instant < LAST ? { instant } : { instant: null, doubt: "dateInvalid" };
}
