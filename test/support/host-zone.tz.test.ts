import { expect, test } from "vitest";

/** Minutes that a wall clock is behind UTC on New Year's day 2025, and on the first of July. */
const offsets: { readonly [timeZone: string]: readonly [number, number] } = {
  UTC: [0, 0],
  "America/Los_Angeles": [480, 420],
  "Pacific/Auckland": [-780, -720],
  "Asia/Kathmandu": [-345, -345],
};

test("the host really is in the zone that this run is about", () => {
  const timeZone = process.env["TZ"] ?? "none";
  expect(Object.keys(offsets)).toContain(timeZone);
  const seen = [new Date(2025, 0, 1).getTimezoneOffset(), new Date(2025, 6, 1).getTimezoneOffset()];
  expect(seen).toEqual(offsets[timeZone]);
});
