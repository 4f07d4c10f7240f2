import { describe, expect, test } from "vitest";
import {
  civilMs,
  daysInMonth,
  firstDayOfMonth,
  isCivilDateTime,
  monthOf,
  monthOfDay,
  type CivilDateTime,
} from "../../../src/time/civil.ts";

const midnight: CivilDateTime = { year: 2025, month: 3, day: 9, hour: 0, minute: 0, second: 0, ms: 0 };

/** Day and month numbers by the engine's own proleptic Gregorian calendar. */
function byDate(day: number): { month: number; first: number } {
  const date = new Date(day * 86_400_000);
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return { month, first: day - date.getUTCDate() + 1 };
}

describe("the calendar", () => {
  test("agrees with Date on every day of 400 years, and on month ends to the edges of time", () => {
    for (let day = -100_000; day < 46_097; day++) {
      const month = monthOfDay(day);
      const known = byDate(day);
      if (month !== known.month || firstDayOfMonth(month) !== known.first)
        expect({ day, month }).toEqual({ day, month: known.month });
    }
    for (let month = -3_200_000; month < 3_200_000; month += 977) {
      const first = firstDayOfMonth(month);
      const seen = [byDate(first).month, byDate(first - 1).month, monthOfDay(first), monthOfDay(first - 1)];
      if (seen.join() !== [month, month - 1, month, month - 1].join()) expect({ month, seen }).toEqual({ month });
    }
  });

  test("the first month is January 1970", () => {
    expect([monthOf(1970, 1), monthOf(2025, 3), monthOf(1969, 12)]).toEqual([0, 662, -1]);
    expect([firstDayOfMonth(0), firstDayOfMonth(1), firstDayOfMonth(-1)]).toEqual([0, 31, -31]);
  });

  test("leap years are divisible by 4, of centuries by 400", () => {
    expect([2000, 2024, 1900, 2100, 2025, 0, -4].map((year) => daysInMonth(monthOf(year, 2)))).toEqual([
      29, 29, 28, 28, 28, 29, 29,
    ]);
  });
});

test("civil milliseconds are those of the same time in UTC", () => {
  const civil = { year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 58, ms: 7 };
  expect(civilMs(civil)).toBe(Date.UTC(1969, 11, 31, 23, 59, 58, 7));
  expect(civilMs(midnight)).toBe(Date.UTC(2025, 2, 9));
});

describe("a moment of the calendar", () => {
  test.each([
    { ...midnight, month: 2, day: 28 },
    { ...midnight, year: 2024, month: 2, day: 29 },
    { ...midnight, hour: 23, minute: 59, second: 59, ms: 999 },
    { ...midnight, year: -271_821 },
  ])("is %j", (civil) => {
    expect(isCivilDateTime(civil)).toBe(true);
  });

  test.each([
    { ...midnight, month: 2, day: 29 },
    { ...midnight, month: 4, day: 31 },
    { ...midnight, day: 0 },
    { ...midnight, month: 0 },
    { ...midnight, month: 13 },
    { ...midnight, hour: 24 },
    { ...midnight, minute: 60 },
    { ...midnight, second: 60 },
    { ...midnight, ms: 1000 },
    { ...midnight, ms: 0.5 },
    { ...midnight, day: 1.5 },
    { ...midnight, year: NaN },
    { ...midnight, month: NaN },
    { ...midnight, hour: -1 },
    { ...midnight, year: 275_761 },
  ])("is not %j", (civil) => {
    expect(isCivilDateTime(civil)).toBe(false);
  });
});
