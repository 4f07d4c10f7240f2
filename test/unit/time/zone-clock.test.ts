import { describe, expect, test } from "vitest";
import { asClock, offsetReader, zoneClock } from "../../../src/time/zone-clock.ts";
import { codeOf } from "./code-of.ts";

const at = (iso: string): number => Date.parse(iso);

describe("the offset of a zone", () => {
  test.each([
    ["Europe/Berlin", "2025-01-15T00:00:00Z", "+01:00:00"],
    ["Europe/Berlin", "2025-07-15T00:00:00Z", "+02:00:00"],
    ["Asia/Kathmandu", "2025-07-15T00:00:00Z", "+05:45:00"],
    ["America/St_Johns", "2025-01-15T00:00:00Z", "-03:30:00"],
    ["Pacific/Apia", "2011-12-31T00:00:00Z", "+14:00:00"],
    ["America/New_York", "1883-01-01T00:00:00Z", "-04:56:02"],
    ["Asia/Manila", "1840-01-01T00:00:00Z", "-15:56:08"],
    ["America/Puerto_Rico", "1890-01-01T00:00:00Z", "-04:24:25"],
    // Negative and under an hour, where tzOffset answers with the other sign.
    ["Africa/Monrovia", "1971-06-01T00:00:00Z", "-00:44:30"],
    ["Europe/Lisbon", "1900-01-01T00:00:00Z", "-00:36:45"],
    ["Europe/Dublin", "1900-01-01T00:00:00Z", "-00:25:21"],
    ["Europe/London", "1800-01-01T00:00:00Z", "-00:01:15"],
    ["Europe/Paris", "1900-01-01T00:00:00Z", "+00:09:21"],
    ["UTC", "2025-01-15T00:00:00Z", "+00:00:00"],
  ])("%s at %s is %s", (timeZone, iso, expected) => {
    const offset = offsetReader(timeZone)(at(iso));
    const clock = new Date(Math.abs(offset)).toISOString().slice(11, 19);
    expect((offset < 0 ? "-" : "+") + clock).toBe(expected);
  });
});

describe("the change near an instant", () => {
  test("is found to the millisecond, from both sides", () => {
    const clock = zoneClock("America/New_York");
    const change = { before: -5 * 3_600_000, at: at("2025-03-09T07:00:00Z"), after: -4 * 3_600_000 };
    for (const hours of [-30, -1, 0, 1, 29]) expect(clock.changeNear(change.at + hours * 3_600_000)).toEqual(change);
  });

  test("is none in a quiet week", () => {
    expect(zoneClock("America/New_York").changeNear(at("2025-01-15T00:00:00Z"))).toEqual({
      before: -18_000_000,
      at: Infinity,
      after: -18_000_000,
    });
  });

  test("is none in UTC", () => {
    expect(zoneClock("UTC").changeNear(0)).toEqual({ before: 0, at: Infinity, after: 0 });
  });

  // The closest pairs in the data of engines; a search by months sees none of them.
  test.each([
    ["Africa/Tunis", "1943-04-17T00:00:00Z", "1943-04-25T01:00:00Z"],
    ["Europe/Vienna", "1945-04-02T01:00:00Z", "1945-04-12T01:00:00Z"],
    ["America/Recife", "2000-10-08T03:00:00Z", "2000-10-15T02:00:00Z"],
  ])("%s changed at %s and back at %s", (timeZone, first, second) => {
    const clock = zoneClock(timeZone);
    expect([first, second].map((iso) => clock.changeNear(at(iso)).at)).toEqual([at(first), at(second)]);
    expect(clock.changeNear(at(first)).before).toBe(clock.changeNear(at(second)).after);
  });

  test("a week of summer time is seen from every hour of it: Recife, October 2000", () => {
    const [first, second] = [at("2000-10-08T03:00:00Z"), at("2000-10-15T02:00:00Z")];
    const clock = zoneClock("America/Recife");
    for (let instant = first - 20 * 86_400_000; instant < second + 20 * 86_400_000; instant += 3_600_000) {
      const change = clock.changeNear(instant);
      const hours = (instant < change.at ? change.before : change.after) / 3_600_000;
      if (hours !== (instant >= first && instant < second ? -2 : -3)) expect({ instant, hours }).toEqual({ instant });
    }
  });

  test("is half an hour where it is, at half past", () => {
    const change = zoneClock("Australia/Lord_Howe").changeNear(at("2025-10-04T15:30:00Z"));
    expect(change).toEqual({ before: 37_800_000, at: at("2025-10-04T15:30:00Z"), after: 39_600_000 });
  });

  test("is asked for at the edges of time", () => {
    const clock = zoneClock("Europe/Berlin");
    for (const edge of [-8.64e15, 8.64e15]) {
      const change = clock.changeNear(edge);
      expect([change.before, change.after].every(Number.isFinite)).toBe(true);
    }
  });
});

test("a clock is itself, and a name becomes one", () => {
  const clock = zoneClock("Asia/Tokyo");
  expect(asClock(clock)).toBe(clock);
  expect(asClock("Asia/Tokyo").timeZone).toBe("Asia/Tokyo");
  expect(codeOf(() => zoneClock("Mars/Base"))).toBe("TIME_ZONE_UNKNOWN");
  expect(codeOf(() => asClock(null as unknown as string))).toBe("TIME_ZONE_UNKNOWN");
});
