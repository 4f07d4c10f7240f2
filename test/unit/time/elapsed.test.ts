import { describe, expect, test } from "vitest";
import { addDays, addMonths, elapsedDays, elapsedMonths } from "../../../src/time/elapsed.ts";
import { zoneClock } from "../../../src/time/zone-clock.ts";
import { codeOf } from "./code-of.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");

describe("months later", () => {
  test.each([
    ["UTC", "2025-01-31T10:00:00Z", 1, "2025-02-28T10:00:00Z"],
    ["UTC", "2024-01-31T10:00:00Z", 1, "2024-02-29T10:00:00Z"],
    ["UTC", "2025-01-31T10:00:00Z", 2, "2025-03-31T10:00:00Z"],
    ["UTC", "2025-03-31T10:00:00Z", -1, "2025-02-28T10:00:00Z"],
    ["UTC", "2024-02-29T10:00:00Z", 12, "2025-02-28T10:00:00Z"],
    ["UTC", "2024-02-29T10:00:00Z", -48, "2020-02-29T10:00:00Z"],
    ["UTC", "2024-12-15T00:00:00Z", 1, "2025-01-15T00:00:00Z"],
    // The zone decides which day it is: 31 January in Auckland, 30 January in UTC.
    ["Pacific/Auckland", "2025-01-30T22:00:00Z", 1, "2025-02-27T22:00:00Z"],
    // Same time on the clock, whatever the offset; a skipped time moves on, a repeated one is the first.
    ["America/New_York", "2025-02-09T12:00:00Z", 1, "2025-03-09T11:00:00Z"],
    ["America/New_York", "2025-02-09T07:30:00Z", 1, "2025-03-09T07:30:00Z"],
    ["America/New_York", "2025-10-02T05:30:00Z", 1, "2025-11-02T05:30:00Z"],
    ["Pacific/Apia", "2011-11-30T22:00:00Z", 1, "2011-12-30T22:00:00Z"],
    ["Asia/Kathmandu", "1919-12-31T08:07:28Z", -5, "1919-07-31T08:07:28Z"],
  ])("%s %s + %d = %s", (timeZone, from, months, expected) => {
    expect(iso(addMonths(at(from), months, timeZone))).toBe(expected);
  });
});

describe("days later", () => {
  test.each([
    ["UTC", "2025-02-28T10:00:00Z", 1, "2025-03-01T10:00:00Z"],
    ["America/New_York", "2025-03-08T17:00:00Z", 1, "2025-03-09T16:00:00Z"],
    ["America/New_York", "2025-11-01T16:00:00Z", 1, "2025-11-02T17:00:00Z"],
    ["Pacific/Auckland", "1997-03-14T13:17:15Z", 1, "1997-03-15T13:17:15Z"],
    ["Pacific/Apia", "2011-12-29T22:00:00Z", 1, "2011-12-30T22:00:00Z"],
    ["Pacific/Apia", "2011-12-29T22:00:00Z", 2, "2011-12-30T22:00:00Z"],
  ])("%s %s + %d = %s", (timeZone, from, days, expected) => {
    expect(iso(addDays(at(from), days, timeZone))).toBe(expected);
  });

  test("nothing added changes nothing, in a repeated hour too", () => {
    const second = at("2025-11-02T06:30:00Z");
    expect([addDays(second, 0, "America/New_York"), addMonths(second, 0, "America/New_York")]).toEqual([
      second,
      second,
    ]);
  });
});

describe("whole months", () => {
  test.each([
    ["UTC", "2025-01-31T10:00:00Z", "2025-02-28T09:59:59Z", 0],
    ["UTC", "2025-01-31T10:00:00Z", "2025-02-28T10:00:00Z", 1],
    ["UTC", "2025-01-31T10:00:00Z", "2025-03-30T10:00:00Z", 1],
    ["UTC", "2025-01-31T10:00:00Z", "2025-03-31T10:00:00Z", 2],
    ["UTC", "2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z", 12],
    ["UTC", "2025-01-15T00:00:00Z", "2025-01-15T00:00:00Z", 0],
    // The month that is going on does not count, so the one before the start is -1.
    ["UTC", "2025-01-15T00:00:00Z", "2025-01-14T23:59:59Z", -1],
    ["UTC", "2025-01-15T00:00:00Z", "2024-12-15T00:00:00Z", -1],
    ["UTC", "2025-01-15T00:00:00Z", "2024-12-14T23:59:59Z", -2],
    ["UTC", "2025-03-31T00:00:00Z", "2025-02-28T00:00:00Z", -1],
    // Where one zone has had its anniversary, another has not.
    ["America/New_York", "2018-08-31T17:55:01Z", "2018-11-30T22:39:38Z", 3],
    ["America/New_York", "2009-10-31T10:22:32Z", "2009-11-30T05:52:41Z", 0],
    ["America/New_York", "1991-07-31T18:46:02Z", "1992-02-29T11:40:18Z", 6],
    ["Europe/Berlin", "2035-10-28T15:55:55Z", "2036-02-28T02:22:13Z", 3],
    ["UTC", "2025-03-01T00:00:00Z", "2025-03-31T00:00:00Z", 0],
    ["America/Los_Angeles", "2025-03-01T00:00:00Z", "2025-03-31T00:00:00Z", 1],
    ["America/New_York", "2025-11-02T06:30:00Z", "2025-11-02T06:30:00Z", 0],
    ["America/New_York", "2025-11-02T06:30:00Z", "2025-11-02T06:29:59Z", -1],
  ])("%s from %s to %s: %d", (timeZone, from, to, expected) => {
    expect(elapsedMonths(at(from), at(to), timeZone)).toBe(expected);
    expect(elapsedMonths(at(from), at(to), zoneClock(timeZone))).toBe(expected);
  });

  test("start on 30 January 23:00 later than on 31 January 01:00, as the same day of February ends both", () => {
    const to = at("2025-02-28T02:00:00Z");
    expect([
      elapsedMonths(at("2025-01-30T23:00:00Z"), to, "UTC"),
      elapsedMonths(at("2025-01-31T01:00:00Z"), to, "UTC"),
    ]).toEqual([0, 1]);
  });
});

describe("whole days", () => {
  test.each([
    ["America/New_York", "2025-03-08T17:00:00Z", "2025-03-09T16:00:00Z", 1],
    ["America/New_York", "2025-11-01T16:00:00Z", "2025-11-02T16:00:00Z", 0],
    ["America/New_York", "2025-11-01T16:00:00Z", "2025-11-02T17:00:00Z", 1],
    ["Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z", 2],
    // Clocks went from 00:01 on 1 November back to 23:01: it was there, and one day older, before.
    ["America/St_Johns", "2009-10-30T02:30:30Z", "2009-11-01T02:30:29Z", 1],
    ["America/St_Johns", "2009-10-30T02:30:30Z", "2009-11-01T03:00:00Z", 2],
    ["UTC", "2025-03-09T12:00:00Z", "2025-03-09T11:00:00Z", -1],
    ["UTC", "2025-03-09T12:00:00Z", "2026-03-09T12:00:00Z", 365],
  ])("%s from %s to %s: %d", (timeZone, from, to, expected) => {
    expect(elapsedDays(at(from), at(to), timeZone)).toBe(expected);
  });
});

test("what is no instant, step or zone is refused", () => {
  expect(codeOf(() => addMonths(NaN, 1, "UTC"))).toBe("INSTANT_INVALID");
  expect(codeOf(() => addMonths(0, 1.5, "UTC"))).toBe("STEP_NOT_INTEGER");
  expect(codeOf(() => addDays(0, NaN, "UTC"))).toBe("STEP_NOT_INTEGER");
  expect(codeOf(() => addDays(8.64e15, 1, "UTC"))).toBe("INSTANT_INVALID");
  expect(codeOf(() => addMonths(0, 1e12, "Europe/Berlin"))).toBe("INSTANT_INVALID");
  expect(codeOf(() => addMonths(0, 1, "Mars/Base"))).toBe("TIME_ZONE_UNKNOWN");
  expect(codeOf(() => elapsedMonths(0, Infinity, "UTC"))).toBe("INSTANT_INVALID");
  expect(codeOf(() => elapsedDays(NaN, 0, "UTC"))).toBe("INSTANT_INVALID");
});

test("the longest time there is", () => {
  expect(elapsedDays(-8.64e15, 8.64e15, "Europe/Berlin")).toBe(200_000_000);
  expect(elapsedMonths(-8.64e15, 8.64e15, "UTC")).toBe(6_570_976);
});
