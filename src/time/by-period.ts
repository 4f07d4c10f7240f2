import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { instantToIso, MAX_INSTANT, readInstant } from "./instant.ts";
import { periodCalendar, type Every } from "./periods.ts";

/** Options of {@link byPeriod}. */
export interface ByPeriodOptions<Row> {
  /** The length of a period. */
  readonly every: Every;
  /** IANA name of the zone whose calendar is meant, for example `"Europe/Berlin"`; never the host's. */
  readonly timeZone: string;
  /**
   * The day that weeks start on, 1 = Monday … 7 = Sunday.
   * @defaultValue `1`
   */
  readonly weekStart?: number | undefined;
  /** When a row happened: epoch milliseconds, a Date, or ISO 8601 with offset. */
  readonly at: (row: Row) => number | Date | string | null | undefined;
  /**
   * Whether periods without rows between the first and the last are listed, 100 000 in all at most.
   * @defaultValue `"omit"`
   */
  readonly gaps?: "omit" | "fill" | undefined;
}

/** A state a period, and one of the rows without a readable date. */
export interface ByPeriodState<State> extends Kinded {
  /** `"by-period/1 month Europe/Berlin"`. */
  readonly kind: string;
  /** States by period, for example `"2025-03"`. */
  readonly periods: { [period: string]: State };
  /** Rows that have no date, or none that can be read. */
  undatedRows: number;
  /** The state of those rows. */
  undated: State;
}

/** Results in the order of time. */
export interface ByPeriodResult<Result> {
  /** The length of a period. */
  readonly every: Every;
  /** The zone whose calendar is meant. */
  readonly timeZone: string;
  /** A result a period, the earliest first. */
  readonly periods: readonly PeriodResult<Result>[];
  /** Rows that belong to no period because they have no readable date: counted here, never dropped. */
  readonly undatedRows: number;
  /** What those rows come to, or `null` when there are none. */
  readonly undated: Result | null;
}

/** The result of one calendar period. */
export interface PeriodResult<Result> {
  /** `2025-03-09`, `2025-W10`, `2025-03`, `2025-Q1` or `2025`. */
  readonly period: string;
  /** The first instant of the period, ISO 8601. */
  readonly start: string;
  /** The first instant after it, ISO 8601. */
  readonly end: string;
  /** What its rows come to. */
  readonly result: Result;
}

/**
 * An accumulator a calendar period: the days, weeks, months, quarters or years of a time zone.
 *
 * Periods are half-open [start, end) and follow daylight saving time: a day may have 23 or 25 hours.
 *
 * @param accumulator - what to compute in each period
 * @throws {@link MetricError} `PERIOD_UNKNOWN`; `WEEK_START_OUT_OF_RANGE`; `TIME_ZONE_UNKNOWN`;
 *   `AT_REQUIRED`; `GAPS_INVALID`. Merging states of other periods or zones throws `KIND_MISMATCH`, and a
 *   result with gaps filled `TOO_MANY_PERIODS`
 *
 * @example Monthly NPS where the customers are
 * ```ts
 * import { byPeriod, fold, mapInput, npsAccumulator } from "customer-metrics";
 *
 * type Row = { at: string; score: number };
 * const monthly = byPeriod(mapInput(npsAccumulator(), (row: Row) => row.score), {
 *   every: "month",
 *   timeZone: "America/New_York",
 *   at: (row) => row.at,
 * });
 * const { periods, undatedRows } = monthly.result(fold(monthly, [
 *   { at: "2025-03-01T03:00:00Z", score: 10 },
 *   { at: "2025-03-05T12:00:00Z", score: 3 },
 *   { at: "yesterday", score: 9 },
 * ]));
 * periods.map(({ period, result }) => [period, result.value]); // => [["2025-02", 100], ["2025-03", -100]]
 * undatedRows; // => 1
 * ```
 */
export function byPeriod<Row, State, Result>(
  accumulator: Accumulator<Row, State, Result>,
  options: ByPeriodOptions<Row>,
): Accumulator<Row, ByPeriodState<State>, ByPeriodResult<Result>> {
  const { every, timeZone, weekStart = 1, at, gaps = "omit" } = options;
  checkChoice("GAPS_INVALID", "gaps", gaps, ["omit", "fill"]);
  if (typeof at !== "function") fail("AT_REQUIRED", "Cannot find the period of a row as at must be a function", at);
  const calendar = periodCalendar({ every, timeZone, weekStart });
  const kind = `by-period/1 ${every}${every === "week" ? ` from ${weekStart}` : ""} ${timeZone}`;
  return {
    empty: () => ({ kind, periods: {}, undatedRows: 0, undated: accumulator.empty() }),
    add: (state, row) => {
      const instant = readInstant(at(row));
      if (instant === null) {
        state.undatedRows += 1;
        state.undated = accumulator.add(state.undated, row);
      } else {
        const period = calendar.key(calendar.bucket(instant));
        state.periods[period] = accumulator.add(state.periods[period] ?? accumulator.empty(), row);
      }
      return state;
    },
    merge: (left, right) => {
      checkSameKind(left, right);
      const periods: { [period: string]: State } = {};
      for (const period of [...new Set([...Object.keys(left.periods), ...Object.keys(right.periods)])].sort()) {
        periods[period] = accumulator.merge(
          left.periods[period] ?? accumulator.empty(),
          right.periods[period] ?? accumulator.empty(),
        );
      }
      return {
        kind,
        periods,
        undatedRows: left.undatedRows + right.undatedRows,
        undated: accumulator.merge(left.undated, right.undated),
      };
    },
    result: (state) => {
      const indices = Object.keys(state.periods)
        .map((period) => calendar.parseKey(period))
        .sort((a, b) => a - b);
      const listed =
        gaps === "fill" && indices.length > 0 ? range(indices[0]!, indices.at(-1)!, calendar.key) : indices;
      const periods = listed.map((index) => {
        const period = calendar.key(index);
        return {
          period,
          start: instantToIso(Math.max(calendar.start(index), -MAX_INSTANT)),
          end: instantToIso(Math.min(calendar.end(index), MAX_INSTANT)),
          result: accumulator.result(state.periods[period] ?? accumulator.empty()),
        };
      });
      const undated = state.undatedRows > 0 ? accumulator.result(state.undated) : null;
      return { every, timeZone, periods, undatedRows: state.undatedRows, undated };
    },
  };
}

/** A date of 9999-12-31, as some write "never", must not become three million days. */
function range(first: number, last: number, key: (index: number) => string): number[] {
  if (last - first >= 100_000)
    fail("TOO_MANY_PERIODS", "Cannot fill gaps as there must be at most 100 000 periods", [key(first), key(last)]);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * A function from instants to the names of their calendar periods, for `groupBy` and for labels.
 *
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`; the
 *   function itself throws `INSTANT_INVALID`
 *
 * @example
 * ```ts
 * import { periodOf } from "customer-metrics";
 *
 * const week = periodOf({ every: "week", timeZone: "Europe/Berlin" });
 * week(Date.parse("2024-12-30T12:00:00Z")); // => "2025-W01"
 * ```
 */
export function periodOf(options: {
  readonly every: Every;
  readonly timeZone: string;
  readonly weekStart?: number | undefined;
}): (instant: number) => string {
  const { every, timeZone, weekStart = 1 } = options;
  const calendar = periodCalendar({ every, timeZone, weekStart });
  return (instant) => calendar.key(calendar.bucket(instant));
}
