import { describe, expect, test } from "vitest";
import { periodCalendar, type Every, type PeriodOptions } from "../../../src/time/periods.ts";
import { codeOf } from "./code-of.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");
const units: readonly Every[] = ["day", "week", "month", "quarter", "year"];

describe("the name of a period", () => {
  test.each<[Every, number, string, string]>([
    ["day", 1, "2025-03-09T23:59:59Z", "2025-03-09"],
    ["month", 1, "2025-03-09T00:00:00Z", "2025-03"],
    ["quarter", 1, "2025-03-31T23:59:59Z", "2025-Q1"],
    ["quarter", 1, "2025-12-31T23:59:59Z", "2025-Q4"],
    ["year", 1, "2025-03-09T00:00:00Z", "2025"],
    // ISO 8601: a week belongs to the year of its Thursday.
    ["week", 1, "2024-12-30T00:00:00Z", "2025-W01"],
    ["week", 1, "2024-12-29T23:59:59Z", "2024-W52"],
    ["week", 1, "2021-01-03T00:00:00Z", "2020-W53"],
    ["week", 1, "2021-01-04T00:00:00Z", "2021-W01"],
    ["week", 1, "2016-01-03T12:00:00Z", "2015-W53"],
    ["week", 1, "1970-01-01T00:00:00Z", "1970-W01"],
    // Other weeks have no standard number.
    ["week", 7, "2025-03-09T00:00:00Z", "2025-03-09"],
    ["week", 7, "2025-03-08T23:59:59Z", "2025-03-02"],
    ["week", 6, "2025-03-09T00:00:00Z", "2025-03-08"],
    ["week", 2, "2025-03-09T00:00:00Z", "2025-03-04"],
    ["day", 1, "0000-02-29T00:00:00Z", "0000-02-29"],
    ["year", 1, "-000001-06-01T00:00:00Z", "-000001"],
    ["month", 1, "+012025-06-01T00:00:00Z", "+012025-06"],
    ["week", 1, "-000001-12-30T00:00:00Z", "-000001-W52"],
  ])("every %s from weekday %d, %s is in %s, and back", (every, weekStart, instant, key) => {
    const calendar = periodCalendar({ every, timeZone: "UTC", weekStart });
    const index = calendar.bucket(at(instant));
    expect(calendar.key(index)).toBe(key);
    expect(calendar.parseKey(key)).toBe(index);
  });

  test.each<[Every, number, unknown]>([
    ["day", 1, "2025-02-29"],
    ["day", 1, "2025-2-9"],
    ["day", 1, "2025-03"],
    ["day", 1, "2025-03-09T00:00:00Z"],
    ["week", 1, "2025-W53"],
    ["week", 1, "2025-W00"],
    ["week", 1, "2025-03-03"],
    ["week", 7, "2025-03-10"],
    ["week", 7, "2025-W10"],
    ["month", 1, "2025-13"],
    ["month", 1, "2025-00"],
    ["quarter", 1, "2025-Q5"],
    ["quarter", 1, "2025-Q0"],
    ["quarter", 1, "2025Q1"],
    ["year", 1, "25"],
    ["year", 1, "+002025"],
    ["year", 1, "-000000"],
    ["year", 1, "+275762"],
    ["year", 1, 2025],
    ["year", 1, undefined],
    ["year", 1, ""],
  ])("every %s from weekday %d, %s is none", (every, weekStart, key) => {
    const calendar = periodCalendar({ every, timeZone: "UTC", weekStart });
    expect(codeOf(() => calendar.parseKey(key as string))).toBe("PERIOD_KEY_INVALID");
  });
});

describe("periods are whole numbers from 1970-01-01", () => {
  test("in every unit", () => {
    const march = at("2025-03-09T12:00:00Z");
    expect(units.map((every) => periodCalendar({ every, timeZone: "UTC" }).bucket(march))).toEqual([
      20_156, 2879, 662, 220, 55,
    ]);
    expect(units.map((every) => periodCalendar({ every, timeZone: "UTC" }).bucket(0))).toEqual([0, 0, 0, 0, 0]);
    expect(units.map((every) => periodCalendar({ every, timeZone: "UTC" }).bucket(at("1969-12-25T00:00:00Z")))).toEqual(
      [-7, -1, -1, -1, -1],
    );
  });

  test("week 0 holds 1970-01-01, a Thursday, whatever day weeks start on", () => {
    const starts = [1, 2, 3, 4, 5, 6, 7].map((weekStart) =>
      iso(periodCalendar({ every: "week", timeZone: "UTC", weekStart }).start(0)).slice(0, 10),
    );
    expect(starts).toEqual([
      "1969-12-29",
      "1969-12-30",
      "1969-12-31",
      "1970-01-01",
      "1969-12-26",
      "1969-12-27",
      "1969-12-28",
    ]);
  });
});

describe("a period starts with the first instant of its first day", () => {
  test.each<[Every, string, string, string, string]>([
    ["day", "America/New_York", "2025-03-09", "2025-03-09T05:00:00Z", "2025-03-10T04:00:00Z"],
    ["day", "America/New_York", "2025-11-02", "2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z"],
    ["day", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"],
    ["day", "Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z", "2024-04-26T21:00:00Z"],
    ["day", "Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"],
    ["day", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"],
    ["day", "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"],
    ["week", "Europe/Berlin", "2025-W13", "2025-03-23T23:00:00Z", "2025-03-30T22:00:00Z"],
    ["month", "Europe/Berlin", "2025-03", "2025-02-28T23:00:00Z", "2025-03-31T22:00:00Z"],
    ["month", "Asia/Kolkata", "2024-02", "2024-01-31T18:30:00Z", "2024-02-29T18:30:00Z"],
    ["month", "America/St_Johns", "2009-11", "2009-11-01T02:30:00Z", "2009-12-01T03:30:00Z"],
    ["quarter", "America/New_York", "2025-Q1", "2025-01-01T05:00:00Z", "2025-04-01T04:00:00Z"],
    ["year", "Pacific/Apia", "2011", "2011-01-01T10:00:00Z", "2011-12-31T10:00:00Z"],
  ])("every %s in %s, %s is [%s, %s)", (every, timeZone, key, start, end) => {
    const calendar = periodCalendar({ every, timeZone });
    const index = calendar.parseKey(key);
    expect([iso(calendar.start(index)), iso(calendar.end(index))]).toEqual([start, end]);
    expect(calendar.bucket(calendar.end(index) - 1)).toBe(start === end ? index - 1 : index);
    expect(calendar.bucket(calendar.end(index))).toBe(start === end ? index + 1 : calendar.bucket(at(end)));
  });

  test("nobody is counted on the day that Kwajalein skipped", () => {
    const calendar = periodCalendar({ every: "day", timeZone: "Pacific/Kwajalein" });
    const instants = Array.from({ length: 96 }, (_, hour) => at("1993-08-19T12:00:00Z") + hour * 3_600_000);
    const keys = new Set(Array.from(calendar.bucketAll(instants), calendar.key));
    expect([...keys]).toEqual(["1993-08-19", "1993-08-20", "1993-08-22", "1993-08-23"]);
  });
});

describe("many instants", () => {
  const instants = Array.from(
    { length: 3000 },
    (_, index) => at("2009-12-31T00:00:00Z") + ((index * 7919) % 3000) * 1_234_567,
  );

  test.each(units)("every %s, are bucketed as one by one, in their order", (every) => {
    for (const timeZone of ["UTC", "America/St_Johns", "Pacific/Apia"]) {
      const calendar = periodCalendar({ every, timeZone, weekStart: 7 });
      const expected = instants.map(calendar.bucket);
      expect(Array.from(calendar.bucketAll(instants))).toEqual(expected);
      expect(Array.from(calendar.bucketAll(Float64Array.from(instants)))).toEqual(expected);
      const boundaries = [...new Set(expected)].flatMap((index) => [
        calendar.start(index) - 1,
        calendar.start(index),
        calendar.end(index) - 1,
      ]);
      const repeated = Array.from({ length: 40 }, () => boundaries).flat();
      expect(Array.from(calendar.bucketAll(repeated))).toEqual(repeated.map(calendar.bucket));
    }
  });

  test("a stray one among them", () => {
    const calendar = periodCalendar({ every: "day", timeZone: "Europe/Berlin" });
    const never = [...instants, at("9999-12-31T00:00:00Z"), -8.64e15, 8.64e15];
    expect(Array.from(calendar.bucketAll(never))).toEqual(never.map(calendar.bucket));
  });

  test("none, one, and the same again", () => {
    const calendar = periodCalendar({ every: "month", timeZone: "Europe/Berlin" });
    expect(calendar.bucketAll([])).toEqual(new Int32Array(0));
    expect(Array.from(calendar.bucketAll([0]))).toEqual([0]);
    expect(Array.from(calendar.bucketAll([0, 0, 0]))).toEqual([0, 0, 0]);
  });

  test.each([NaN, Infinity, 8.64e15 + 1, undefined])("%s is refused, not put into 1970", (bad) => {
    const calendar = periodCalendar({ every: "month", timeZone: "UTC" });
    expect(codeOf(() => calendar.bucketAll([0, bad as number, 1]))).toBe("INSTANT_INVALID");
    expect(codeOf(() => calendar.bucket(bad as number))).toBe("INSTANT_INVALID");
  });
});

describe("bad calls", () => {
  test.each<[object, string]>([
    [{ every: "day", timeZone: "Mars/Base" }, "TIME_ZONE_UNKNOWN"],
    [{ every: "day" }, "TIME_ZONE_UNKNOWN"],
    [{ every: "isoWeek", timeZone: "UTC" }, "PERIOD_UNKNOWN"],
    [{ every: "constructor", timeZone: "UTC" }, "PERIOD_UNKNOWN"],
    [{ timeZone: "UTC" }, "PERIOD_UNKNOWN"],
    [{ every: "week", timeZone: "UTC", weekStart: 0 }, "WEEK_START_OUT_OF_RANGE"],
    [{ every: "week", timeZone: "UTC", weekStart: 8 }, "WEEK_START_OUT_OF_RANGE"],
    [{ every: "week", timeZone: "UTC", weekStart: 1.5 }, "WEEK_START_OUT_OF_RANGE"],
    [{ every: "week", timeZone: "UTC", weekStart: "1" }, "WEEK_START_OUT_OF_RANGE"],
  ])("%j: %s", (options, code) => {
    expect(codeOf(() => periodCalendar(options as PeriodOptions))).toBe(code);
  });

  test.each([NaN, 0.5, Infinity, 1e9, -1e9, 1e308])("no period has index %d", (index) => {
    for (const every of units) {
      const calendar = periodCalendar({ every, timeZone: "UTC" });
      for (const call of [calendar.start, calendar.end, calendar.key])
        expect(codeOf(() => call(index))).toBe("PERIOD_INDEX_INVALID");
    }
  });
});

test("a calendar says what it is", () => {
  expect(periodCalendar({ every: "week", timeZone: "Europe/Berlin" })).toMatchObject({
    every: "week",
    timeZone: "Europe/Berlin",
    weekStart: 1,
  });
});

test("the first and the last instant have periods with names", () => {
  for (const every of units) {
    for (const timeZone of ["UTC", "Asia/Manila", "Pacific/Auckland"]) {
      const calendar = periodCalendar({ every, timeZone });
      for (const edge of [-8.64e15, 8.64e15]) {
        const index = calendar.bucket(edge);
        expect(calendar.parseKey(calendar.key(index))).toBe(index);
        expect(calendar.start(index) <= edge && edge < calendar.end(index)).toBe(true);
      }
    }
  }
});
