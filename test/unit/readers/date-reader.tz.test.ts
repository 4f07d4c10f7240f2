import { describe, expect, test } from "vitest";
import { dateReader } from "../../../src/readers/date-reader.ts";
import type { DateFormat } from "../../../src/readers/survey-mapping.ts";
import { codeOf } from "./code-of.ts";

/** The instant in ISO 8601, with what is doubtful about it. */
function read(cell: unknown, dates?: DateFormat | readonly DateFormat[], timeZone?: string): string | undefined {
  const reading = dateReader(dates, timeZone)(cell);
  if (reading === undefined) return undefined;
  const text = reading.instant === null ? "" : new Date(reading.instant).toISOString();
  return [text, reading.doubt ?? ""].filter((part) => part !== "").join(" ");
}

describe("an instant with an offset needs no zone and heeds none", () => {
  test.each([
    ["2025-03-09T01:30:00-05:00", "2025-03-09T06:30:00.000Z"],
    ["2025-03-09T01:30:00+0545", "2025-03-08T19:45:00.000Z"],
    ["2025-03-09 10:15:00 UTC", "2025-03-09T10:15:00.000Z"],
    ["2025-03-09 10:15 gmt", "2025-03-09T10:15:00.000Z"],
    ["2025-03-09t10:15:00.1239z", "2025-03-09T10:15:00.123Z"],
    [" 2025/03/09 10:15:00,5 Z\n", "2025-03-09T10:15:00.500Z"],
  ])("%j", (cell, expected) => {
    expect(read(cell)).toBe(expected);
    expect(read(cell, "iso", "Asia/Tokyo")).toBe(expected);
  });
});

describe("a local time is read on the clock of the zone", () => {
  test.each<[string, DateFormat, string, string]>([
    ["2025-03-07 08:12:27", "iso", "America/Denver", "2025-03-07T15:12:27.000Z"],
    ["2025-07-07 08:12:27", "iso", "America/Denver", "2025-07-07T14:12:27.000Z"],
    ["2025-3-7 8:12", "iso", "UTC", "2025-03-07T08:12:00.000Z"],
    ["2025-03-07", "iso", "Europe/Berlin", "2025-03-06T23:00:00.000Z"],
    ["03/07/2025 08:25:00 AM", "mdy", "America/New_York", "2025-03-07T13:25:00.000Z"],
    ["3/7/2025, 12:05:09\u202FPM", "mdy", "UTC", "2025-03-07T12:05:09.000Z"],
    ["03/07/2025 12:05 am", "mdy", "UTC", "2025-03-07T00:05:00.000Z"],
    ["09.03.2025 10:15", "dmy", "Europe/Berlin", "2025-03-09T09:15:00.000Z"],
    ["9-3-2025", "dmy", "UTC", "2025-03-09T00:00:00.000Z"],
    ["2024-02-29 00:00", "iso", "Asia/Kathmandu", "2024-02-28T18:15:00.000Z"],
  ])("%s as %s in %s", (cell, dates, timeZone, expected) => {
    expect(read(cell, dates, timeZone)).toBe(expected);
  });

  test("and without a zone it is no instant", () => {
    expect(read("2025-03-07 08:12:27")).toBe("dateWithoutZone");
    expect(read("2025-03-07")).toBe("dateWithoutZone");
  });

  test("and says so when the clock showed it twice or never", () => {
    expect(read("2025-11-02 01:30", "iso", "America/New_York")).toBe("2025-11-02T05:30:00.000Z dateAmbiguous");
    expect(read("2025-03-09 02:30", "iso", "America/New_York")).toBe("2025-03-09T07:30:00.000Z dateAmbiguous");
    expect(read("2025-03-09 03:00", "iso", "America/New_York")).toBe("2025-03-09T07:00:00.000Z");
  });
});

describe("Unix time", () => {
  test.each<[unknown, DateFormat, string]>([
    [1741335480, "unix-seconds", "2025-03-07T08:18:00.000Z"],
    ["1741335480", "unix-seconds", "2025-03-07T08:18:00.000Z"],
    [1741335480n, "unix-seconds", "2025-03-07T08:18:00.000Z"],
    ["1741335480.25", "unix-seconds", "2025-03-07T08:18:00.250Z"],
    [1741335480000, "unix-milliseconds", "2025-03-07T08:18:00.000Z"],
    [0, "unix-seconds", "1970-01-01T00:00:00.000Z"],
    [1741335480000, "unix-seconds", "dateInvalid"],
    ["1e9", "unix-seconds", "dateInvalid"],
    ["2025-03-07", "unix-seconds", "dateInvalid"],
    [1741335480, "iso", "dateInvalid"],
    [45723.5, "iso", "dateInvalid"],
  ])("%s as %s", (cell, dates, expected) => {
    expect(read(cell, dates)).toBe(expected);
  });
});

test("several formats are tried in order", () => {
  const dates = ["iso", "dmy", "unix-seconds"] as const;
  const cells = ["2025-03-09T01:30:00-05:00", "09.03.2025 10:15", "1741515300", "03/13/2025", "soon"];
  expect(cells.map((cell) => read(cell, dates, "UTC"))).toEqual([
    "2025-03-09T06:30:00.000Z",
    "2025-03-09T10:15:00.000Z",
    "2025-03-09T10:15:00.000Z",
    "dateInvalid",
    "dateInvalid",
  ]);
  expect(read("09.03.2025 10:15", dates)).toBe("dateWithoutZone");
});

test.each([
  "2025-02-30 10:00",
  "2025-13-01",
  "2025-03-09 24:00",
  "2025-03-09 10:60",
  "25-03-09",
  "03/09/2025",
  "2025-03-09 13:00 PM",
  "2025-03-09 0:30 AM",
  "2025-03-09 10",
  "2025-03-091",
  "0000-01-01",
  "x".repeat(100),
])("%s is no date", (cell) => {
  expect(read(cell, "iso", "UTC")).toBe("dateInvalid");
});

test("a Date is an instant, and what is no cell is no date", () => {
  expect(read(new Date(1741335480000), "mdy")).toBe("2025-03-07T08:18:00.000Z");
  expect(read(new Date(NaN))).toBe("dateInvalid");
  expect([{}, [], true].map((cell) => read(cell))).toEqual(["dateInvalid", "dateInvalid", "dateInvalid"]);
  expect([null, undefined, "", " \t", NaN].map((cell) => read(cell))).toEqual(Array(5).fill(undefined));
});

test("formats and zones are checked", () => {
  expect(codeOf(() => dateReader("ymd" as "iso"))).toBe("DATE_FORMAT_UNKNOWN");
  expect(codeOf(() => dateReader("iso", "Mars/Olympus"))).toBe("TIME_ZONE_UNKNOWN");
});
