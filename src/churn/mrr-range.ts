import { fail } from "../core/metric-error.ts";
import { toInstant } from "../time/instant.ts";
import { type PeriodCalendar, periodCalendar } from "../time/periods.ts";
import type { MrrOptions } from "./mrr-options.ts";

/** The periods that a metric is about, and the local days in them. */
export interface MrrRange {
  /** First instants of the periods, and the first instant after the last. */
  readonly boundaries: Float64Array;
  /** The name of each period, or `null` where boundaries are your own. */
  readonly keys: readonly (string | null)[];
  /** First instants of the local days, cut at boundaries and ended at `asOf`; a skipped day is not among them. */
  readonly days: Float64Array;
  /** Where in `days` each period begins, and their number. */
  readonly firstDays: Int32Array;
  /** The instant that ends the observation, or Infinity. */
  readonly asOf: number;
  /** The period of an instant before the range, on the same grid; `null` for boundaries of your own, which end where they end. */
  readonly earlierPeriod: ((instant: number) => number) | null;
}

/** Periods at most: a hundred years of days. */
const MAX_PERIODS = 36_600;

/**
 * The range that the options name.
 *
 * @throws {@link MetricError} `RANGE_INVALID` unless `from` or `boundaries` is given; `PERIODS_INVALID`;
 *   `BOUNDARIES_INVALID`; `PERIOD_KEY_INVALID`; and as `periodCalendar`
 */
export function mrrRange(options: MrrOptions): MrrRange {
  const { timeZone, every = "month", weekStart = 1, from, periods = 1 } = options;
  const asOf = options.asOf === undefined ? Infinity : toInstant(options.asOf);
  const dayCalendar = periodCalendar({ every: "day", timeZone });
  if ((from === undefined) === (options.boundaries === undefined)) {
    fail("RANGE_INVALID", "Cannot choose periods as either from or boundaries must be given", from);
  }
  let boundaries: Float64Array;
  let keys: (string | null)[];
  let earlierPeriod: MrrRange["earlierPeriod"] = null;
  if (options.boundaries !== undefined) {
    boundaries = ownBoundaries(options.boundaries);
    keys = new Array<null>(boundaries.length - 1).fill(null);
  } else {
    const calendar = periodCalendar({ every, timeZone, weekStart });
    if (!(Number.isInteger(periods) && periods >= 1 && periods <= MAX_PERIODS)) {
      fail("PERIODS_INVALID", `Cannot choose periods as there must be 1 to ${MAX_PERIODS}`, periods);
    }
    const first = firstPeriod(from!, calendar, dayCalendar);
    boundaries = Float64Array.from({ length: periods + 1 }, (_, i) => calendar.start(first + i));
    keys = Array.from({ length: periods }, (_, i) => calendar.key(first + i));
    earlierPeriod = calendar.bucket;
  }
  return { boundaries, keys, asOf, earlierPeriod, ...daysOf(boundaries, asOf, dayCalendar) };
}

/** The period of a name, or the one that a local day or the first day of a month is in. */
function firstPeriod(from: string, calendar: PeriodCalendar, days: PeriodCalendar): number {
  const day = /^\d{4}-\d\d$/.test(from) ? `${from}-01` : /^\d{4}-\d\d-\d\d$/.test(from) ? from : null;
  return day === null ? calendar.parseKey(from) : calendar.bucket(days.start(days.parseKey(day)));
}

function ownBoundaries(given: readonly (number | Date | string)[]): Float64Array {
  const boundaries = Float64Array.from(given, (boundary) => toInstant(boundary));
  const isAscending = boundaries.every((boundary, i) => i === 0 || boundary > boundaries[i - 1]!);
  if (boundaries.length < 2 || boundaries.length > MAX_PERIODS + 1 || !isAscending) {
    fail(
      "BOUNDARIES_INVALID",
      `Cannot choose periods as boundaries must be 2 to ${MAX_PERIODS + 1} ascending instants`,
      given,
    );
  }
  return boundaries;
}

function daysOf(
  boundaries: Float64Array,
  asOf: number,
  calendar: PeriodCalendar,
): Pick<MrrRange, "days" | "firstDays"> {
  const days: number[] = [];
  const firstDays = new Int32Array(boundaries.length);
  for (let period = 0; period + 1 < boundaries.length; period++) {
    firstDays[period] = days.length;
    const end = Math.min(boundaries[period + 1]!, asOf);
    let day = boundaries[period]!;
    let index = calendar.bucket(day);
    while (day < end) {
      days.push(day);
      // A day that the zone skipped has no instant: it starts where the next one does.
      do day = calendar.start(++index);
      while (day <= days.at(-1)!);
    }
  }
  firstDays[boundaries.length - 1] = days.length;
  return { days: Float64Array.from(days), firstDays };
}

/** The place of the last of `starts` that is not after `instant`; `starts[0]` must not be. */
export function lastStart(starts: Float64Array, instant: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= instant) low = middle;
    else high = middle;
  }
  return low;
}
