import { describe, expect, test } from "vitest";
import { dayAt, localOfInstant, localToInstant, startOfDay } from "../../../src/time/local-time.ts";
import { zoneClock } from "../../../src/time/zone-clock.ts";
import { codeOf } from "./code-of.ts";

/** The fields of `2025-03-09T02:30:00`. */
function civil(text: string): Parameters<typeof localToInstant>[0] {
  const [year, month, day, hour, minute, second] = text.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute, second, ms: 0 };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");

describe("a local time", () => {
  test.each([
    ["UTC", "2025-03-09T02:30:00", "2025-03-09T02:30:00Z"],
    ["Europe/Berlin", "2025-01-15T12:00:00", "2025-01-15T11:00:00Z"],
    ["Asia/Kathmandu", "2025-01-15T00:00:00", "2025-01-14T18:15:00Z"],
    ["America/New_York", "1883-11-18T12:00:00", "1883-11-18T16:56:02Z"],
    // Gaps move on by their length: 02:30 reads as 03:30, 00:15 as 01:15.
    ["America/New_York", "2025-03-09T01:59:59", "2025-03-09T06:59:59Z"],
    ["America/New_York", "2025-03-09T02:00:00", "2025-03-09T07:00:00Z"],
    ["America/New_York", "2025-03-09T02:30:00", "2025-03-09T07:30:00Z"],
    ["America/New_York", "2025-03-09T03:00:00", "2025-03-09T07:00:00Z"],
    ["America/Sao_Paulo", "2018-11-04T00:15:00", "2018-11-04T03:15:00Z"],
    ["Australia/Lord_Howe", "2025-10-05T02:15:00", "2025-10-04T15:45:00Z"],
    ["Antarctica/Troll", "2025-03-30T02:00:00", "2025-03-30T02:00:00Z"],
    // The day that Samoa skipped is read as the next.
    ["Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z"],
    ["Pacific/Apia", "2011-12-31T12:00:00", "2011-12-30T22:00:00Z"],
    // Overlaps: the earlier.
    ["America/New_York", "2025-11-02T01:30:00", "2025-11-02T05:30:00Z"],
    ["America/New_York", "2025-11-02T02:00:00", "2025-11-02T07:00:00Z"],
    ["Australia/Lord_Howe", "2025-04-06T01:45:00", "2025-04-05T14:45:00Z"],
    ["Pacific/Kwajalein", "1969-09-30T12:00:00", "1969-09-30T01:00:00Z"],
  ])("%s %s is %s", (timeZone, local, expected) => {
    expect(iso(localToInstant(civil(local), timeZone))).toBe(expected);
    expect(iso(localToInstant(civil(local), zoneClock(timeZone)))).toBe(expected);
  });

  test("must name a moment of the calendar, within the range of instants, in a zone", () => {
    expect(codeOf(() => localToInstant(civil("2025-02-30T00:00:00"), "UTC"))).toBe("CIVIL_TIME_INVALID");
    expect(codeOf(() => localToInstant(civil("2025-03-09T24:00:00"), "UTC"))).toBe("CIVIL_TIME_INVALID");
    expect(codeOf(() => localToInstant(civil("275760-09-14T00:00:00"), "UTC"))).toBe("INSTANT_INVALID");
    expect(codeOf(() => localToInstant(civil("2025-03-09T00:00:00"), "Mars/Base"))).toBe("TIME_ZONE_UNKNOWN");
  });

  test("is what the clock shows", () => {
    const clock = zoneClock("America/New_York");
    expect(iso(localOfInstant(clock, Date.parse("2025-03-09T06:59:59Z")))).toBe("2025-03-09T01:59:59Z");
    expect(iso(localOfInstant(clock, Date.parse("2025-03-09T07:00:00Z")))).toBe("2025-03-09T03:00:00Z");
  });
});

describe("the start of a day", () => {
  test.each([
    ["UTC", "2025-03-09", "2025-03-09T00:00:00Z"],
    ["Europe/Berlin", "2025-03-30", "2025-03-29T23:00:00Z"],
    // Clocks skip from 24:00 to 01:00.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"],
    ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"],
    ["Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"],
    ["America/Asuncion", "2022-10-02", "2022-10-02T04:00:00Z"],
    // Clocks go back from 24:00 to 23:00, from 01:00 to 00:00, and from 00:01 to 23:01.
    ["America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"],
    ["America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"],
    ["America/St_Johns", "2009-11-01", "2009-11-01T02:30:00Z"],
    // The skipped days start with the next.
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"],
    ["Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00:00Z"],
    ["Pacific/Kwajalein", "1993-08-22", "1993-08-21T12:00:00Z"],
    ["Asia/Kathmandu", "1919-12-31", "1919-12-30T18:18:44Z"],
  ])("%s %s is %s", (timeZone, date, expected) => {
    expect(iso(startOfDay(zoneClock(timeZone), dayOf(date)))).toBe(expected);
  });
});

describe("a clock set back across midnight", () => {
  test("does not bring the old day back: every second around 00:01 in St John's", () => {
    const clock = zoneClock("America/St_Johns");
    const start = Date.parse("2009-11-01T02:30:00Z");
    for (let second = -7200; second < 7200; second++) {
      const day = dayAt(clock, start + second * 1000);
      if (day !== dayOf("2009-10-31") + (second >= 0 ? 1 : 0)) expect({ second, day }).toEqual({ second });
    }
  });

  test("nor does a date line that moves: Alaska, 18 October 1867 twice", () => {
    const clock = zoneClock("America/Juneau");
    const days: number[] = [];
    for (let hour = 0; hour < 24 * 6; hour++)
      days.push(dayAt(clock, Date.parse("1867-10-16T00:00:00Z") + hour * 3_600_000));
    expect(days).toEqual(days.slice().sort((left, right) => left - right));
    const lengths = ["1867-10-17", "1867-10-18", "1867-10-19", "1867-10-20"].map(
      (date) => startOfDay(clock, dayOf(date) + 1) - startOfDay(clock, dayOf(date)),
    );
    expect(lengths.map((ms) => ms / 3_600_000)).toEqual([24, 24, 48, 24]);
  });
});
