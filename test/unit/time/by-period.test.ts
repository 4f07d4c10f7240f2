import { describe, expect, test } from "vitest";
import { type Accumulator, fold, groupBy } from "../../../src/core/accumulator.ts";
import { byPeriod, type ByPeriodOptions, periodOf } from "../../../src/time/by-period.ts";
import { codeOf } from "./code-of.ts";

interface Row {
  readonly at: unknown;
  readonly group?: string;
}

/** Counts rows. */
const counting = (): Accumulator<Row, { n: number }, number> => ({
  empty: () => ({ n: 0 }),
  add: (state) => ({ n: state.n + 1 }),
  merge: (left, right) => ({ n: left.n + right.n }),
  result: ({ n }) => n,
});
const by = (options: Partial<ByPeriodOptions<Row>> = {}) =>
  byPeriod(counting(), { every: "day", timeZone: "UTC", at: (row) => row.at as string, ...options });
const rowsAt = (...instants: unknown[]): Row[] => instants.map((at) => ({ at }));
/** Periods with how many rows they have. */
const counts = (rows: readonly Row[], options: Partial<ByPeriodOptions<Row>> = {}): (readonly [string, number])[] => {
  const accumulator = by(options);
  return accumulator.result(fold(accumulator, rows)).periods.map(({ period, result }) => [period, result]);
};

describe("byPeriod", () => {
  test("of no rows has no periods, and nothing undated", () => {
    const accumulator = by({ gaps: "fill" });
    expect(accumulator.result(accumulator.empty())).toEqual({
      every: "day",
      timeZone: "UTC",
      periods: [],
      undatedRows: 0,
      undated: null,
    });
  });

  test("rows without a date that can be read are counted apart, never dropped", () => {
    const odd = [
      null,
      undefined,
      "",
      "2025-03-09",
      "2025-03-09T12:00",
      "yesterday",
      Number.NaN,
      Infinity,
      8.64e15 + 1,
      new Date(Number.NaN),
      {},
      [],
      true,
      5n,
      "2025-02-30T00:00Z",
    ];
    const accumulator = by();
    const { periods, undatedRows, undated } = accumulator.result(fold(accumulator, rowsAt(...odd, 0)));
    expect({ undatedRows, undated, dated: periods.map(({ result }) => result) }).toEqual({
      undatedRows: odd.length,
      undated: odd.length,
      dated: [1],
    });
  });

  test("reads epoch milliseconds, dates and ISO 8601 with offset as one", () => {
    expect(
      counts(rowsAt(0, new Date(0), "1970-01-01T00:00:00Z", "1970-01-01T02:00+02:00", "1969-12-31T23:59:59.999Z")),
    ).toEqual([
      ["1969-12-31", 1],
      ["1970-01-01", 4],
    ]);
  });

  test("a period is half open, in the order of time though years have five digits", () => {
    const edges = rowsAt(
      "+010000-01-01T00:00Z",
      "2025-04-01T00:00Z",
      "2025-03-31T23:59:59.999Z",
      "-000001-12-31T00:00Z",
      "2025-03-01T00:00Z",
    );
    expect(counts(edges, { every: "month" }).map(([period]) => period)).toEqual([
      "-000001-12",
      "2025-03",
      "2025-04",
      "+010000-01",
    ]);
    expect(counts(edges, { every: "month" })[1]).toEqual(["2025-03", 2]);
  });

  test.each<[string, ByPeriodOptions<Row>["every"], number | undefined, string]>([
    ["2024-12-30T12:00Z", "week", undefined, "2025-W01"],
    ["2024-12-29T12:00Z", "week", undefined, "2024-W52"],
    ["2024-12-29T12:00Z", "week", 7, "2024-12-29"],
    ["2025-03-31T23:00Z", "quarter", undefined, "2025-Q1"],
    ["2025-03-31T23:00Z", "year", undefined, "2025"],
  ])("%s by %s from %s is %s", (at, every, weekStart, period) => {
    expect(counts(rowsAt(at), { every, weekStart })).toEqual([[period, 1]]);
  });

  test("follows the clocks of its zone: a day of 23 hours and one of 25", () => {
    const day = (date: string) => {
      const accumulator = by({ timeZone: "America/New_York" });
      const [period] = accumulator.result(fold(accumulator, rowsAt(`${date}T12:00-04:00`))).periods;
      return { ...period!, hours: (Date.parse(period!.end) - Date.parse(period!.start)) / 3_600_000 };
    };
    expect(day("2025-03-09")).toEqual({
      period: "2025-03-09",
      start: "2025-03-09T05:00:00.000Z",
      end: "2025-03-10T04:00:00.000Z",
      result: 1,
      hours: 23,
    });
    expect(day("2025-11-02")).toMatchObject({ period: "2025-11-02", start: "2025-11-02T04:00:00.000Z", hours: 25 });
    expect(counts(rowsAt("2025-11-02T05:30Z", "2025-11-02T06:30Z"), { timeZone: "America/New_York" })).toEqual([
      ["2025-11-02", 2],
    ]);
  });

  test("a day that a zone skipped is an empty period among those filled in", () => {
    const samoa = { timeZone: "Pacific/Apia", gaps: "fill" } as const;
    const accumulator = by(samoa);
    const { periods } = accumulator.result(fold(accumulator, rowsAt("2011-12-30T09:59:59Z", "2011-12-30T10:00Z")));
    expect(periods.map(({ period, result }) => [period, result])).toEqual([
      ["2011-12-29", 1],
      ["2011-12-30", 0],
      ["2011-12-31", 1],
    ]);
    expect(periods[1]!.start).toBe(periods[1]!.end);
  });

  test("fills gaps with what no rows come to, and only between the first and the last", () => {
    const rows = rowsAt("2025-01-15T00:00Z", "2025-04-15T00:00Z");
    expect(counts(rows, { every: "month", gaps: "fill" })).toEqual([
      ["2025-01", 1],
      ["2025-02", 0],
      ["2025-03", 0],
      ["2025-04", 1],
    ]);
    expect(counts(rows, { every: "month", gaps: "omit" })).toEqual([
      ["2025-01", 1],
      ["2025-04", 1],
    ]);
  });

  test("does not fill three million days up to a date that stands for never", () => {
    const rows = rowsAt("2025-01-15T00:00Z", "9999-12-31T00:00Z");
    const accumulator = by({ gaps: "fill" });
    const state = fold(accumulator, rows);
    expect(codeOf(() => accumulator.result(state))).toBe("TOO_MANY_PERIODS");
    expect(by().result(state).periods).toHaveLength(2);
    expect(counts(rows, { every: "month", gaps: "fill" })).toHaveLength(12 * 7975);
  });

  test("the first and the last instants that there are have a period too", () => {
    for (const timeZone of ["UTC", "America/Los_Angeles", "Pacific/Auckland"]) {
      for (const every of ["day", "week", "month", "quarter", "year"] as const) {
        const accumulator = by({ every, timeZone });
        const { periods } = accumulator.result(fold(accumulator, rowsAt(-8.64e15, 8.64e15)));
        expect(periods.map(({ result }) => result)).toEqual([1, 1]);
      }
    }
  });

  test("shards merge, undated rows too, and neither side is changed", () => {
    const accumulator = by({ every: "month" });
    const rows = rowsAt("2025-01-15T00:00Z", null, "2025-02-15T00:00Z", "x", "2025-01-31T00:00Z");
    const [left, right] = [fold(accumulator, rows.slice(0, 2)), fold(accumulator, rows.slice(2))];
    const before = JSON.stringify([left, right]);
    expect(accumulator.merge(left, right)).toEqual(fold(accumulator, rows));
    expect(accumulator.merge(right, left)).toEqual(fold(accumulator, rows));
    expect(JSON.stringify([left, right])).toBe(before);
  });

  test("groups within periods may have any name", () => {
    const grouped = byPeriod(
      groupBy(counting(), (row: Row) => row.group!),
      { every: "year", timeZone: "UTC", at: (row) => row.at as number },
    );
    const rows = ["__proto__", "toString", "__proto__"].map((group) => ({ at: 0, group }));
    const state = grouped.merge(fold(grouped, rows), JSON.parse(JSON.stringify(fold(grouped, rows))));
    expect(Object.entries(grouped.result(state).periods[0]!.result)).toEqual([
      ["__proto__", 4],
      ["toString", 2],
    ]);
  });

  test("states of other periods, zones or weeks do not merge", () => {
    const state = by().empty();
    for (const other of [by({ every: "month" }), by({ timeZone: "Europe/Berlin" }), by({ every: "week" })]) {
      expect(codeOf(() => by().merge(state, other.empty()))).toBe("KIND_MISMATCH");
    }
    expect(
      codeOf(() =>
        by({ every: "week" }).merge(by({ every: "week" }).empty(), by({ every: "week", weekStart: 7 }).empty()),
      ),
    ).toBe("KIND_MISMATCH");
    expect(by({ weekStart: 7 }).merge(by().empty(), by().empty())).toEqual(by().empty());
  });

  test("a state that names no period is damaged", () => {
    expect(codeOf(() => by().result({ ...by().empty(), periods: { "2025-02-30": { n: 1 } } }))).toBe(
      "PERIOD_KEY_INVALID",
    );
  });

  test.each<[string, object]>([
    ["PERIOD_UNKNOWN", { every: "hour" }],
    ["PERIOD_UNKNOWN", { every: undefined }],
    ["WEEK_START_OUT_OF_RANGE", { every: "week", weekStart: 0 }],
    ["WEEK_START_OUT_OF_RANGE", { every: "week", weekStart: 8 }],
    ["WEEK_START_OUT_OF_RANGE", { every: "week", weekStart: 1.5 }],
    ["TIME_ZONE_UNKNOWN", { timeZone: "Mars/Olympus" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: "+02:00" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: undefined }],
    ["AT_REQUIRED", { at: undefined }],
    ["AT_REQUIRED", { at: "at" }],
    ["GAPS_INVALID", { gaps: "yes" }],
    ["GAPS_INVALID", { gaps: true }],
  ])("throws %s for %j", (code, options) => {
    expect(codeOf(() => by(options))).toBe(code);
  });
});

describe("periodOf", () => {
  test("names the period of an instant", () => {
    const month = periodOf({ every: "month", timeZone: "America/New_York" });
    expect([month(Date.parse("2025-03-01T03:00:00Z")), month(Date.parse("2025-03-01T05:00:00Z"))]).toEqual([
      "2025-02",
      "2025-03",
    ]);
  });

  test("throws for what is no instant, zone or period", () => {
    const day = periodOf({ every: "day", timeZone: "UTC" });
    for (const instant of [Number.NaN, Infinity, 8.64e15 + 1, "2025-03-01T00:00Z"])
      expect(codeOf(() => day(instant as number))).toBe("INSTANT_INVALID");
    expect(codeOf(() => periodOf({ every: "day", timeZone: "" }))).toBe("TIME_ZONE_UNKNOWN");
    expect(codeOf(() => periodOf({ every: "hour" as never, timeZone: "UTC" }))).toBe("PERIOD_UNKNOWN");
  });
});
