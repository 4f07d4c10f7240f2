import { expect, test } from "vitest";
import {
  checkTimeUnit,
  continuousRate,
  discountNotes,
  spanIn,
  type TimeSpan,
  type TimeUnit,
} from "../../../src/clv/time-unit.ts";
import { thrownBy } from "../core/code-of.ts";
import { codeOf } from "./clv-support.ts";

test("a length of time in each unit", () => {
  expect(spanIn("week", 39, "ahead")).toBe(39);
  expect(spanIn("opportunity", 6, "ahead")).toBe(6);
  expect(spanIn("week", { weeks: 39 }, "ahead")).toBe(39);
  expect(spanIn("day", { weeks: 39 }, "ahead")).toBe(273);
  expect(spanIn("day", { years: 1 }, "ahead")).toBe(365.25);
  expect(spanIn("year", { months: 12 }, "ahead")).toBe(1);
  expect(spanIn("month", { years: 2 }, "ahead")).toBe(24);
  expect(spanIn("week", { days: 272 }, "ahead")).toBe(272 / 7);
  expect(spanIn("week", { days: 0 }, "ahead")).toBe(0);
});

test.each<unknown>([
  -1,
  Number.NaN,
  Infinity,
  "39",
  null,
  undefined,
  [39],
  {},
  { hours: 5 },
  { weeks: "39" },
  { weeks: -1 },
  { weeks: 1, days: 2 },
  { toString: 3 },
])("%j is no length of time", (span) => {
  expect(codeOf(() => spanIn("week", span as TimeSpan, "ahead"))).toBe("TIME_SPAN_INVALID");
});

test("opportunities have no length", () => {
  expect(codeOf(() => spanIn("opportunity", { weeks: 2 }, "ahead"))).toBe("TIME_UNIT_UNKNOWN");
  expect(codeOf(() => continuousRate("opportunity", { rate: 0.1, per: "year" }))).toBe("TIME_UNIT_UNKNOWN");
  expect(codeOf(() => continuousRate("week", { rate: 0.1, per: "opportunity" }))).toBe("TIME_UNIT_UNKNOWN");
  expect(continuousRate("opportunity", { rate: 0.1, per: "opportunity" })).toBe(Math.log1p(0.1));
});

test("a rate in each unit", () => {
  expect(continuousRate("year", { rate: 0.1, per: "year" })).toBe(Math.log1p(0.1));
  expect(continuousRate("day", { rate: 0.1, per: "year" })).toBe(Math.log1p(0.1) / 365.25);
  expect(continuousRate("year", { rate: 0.01, per: "month" })).toBeCloseTo(12 * Math.log1p(0.01), 15);
  expect(continuousRate("week", { rate: 0.002, per: "week", compounding: "continuous" })).toBe(0.002);
  expect(continuousRate("week", { rate: 0, per: "year" })).toBe(0);
  // A year of weekly discounting is a year of yearly discounting.
  expect(
    Math.exp(-continuousRate("week", { rate: 0.15, per: "year" }) * spanIn("week", { years: 1 }, "ahead")),
  ).toBeCloseTo(1 / 1.15, 15);
});

test.each<unknown>([
  0.1,
  null,
  undefined,
  { rate: -0.1, per: "year" },
  { rate: "0.1", per: "year" },
  { rate: Infinity, per: "year" },
  { rate: 0.1 },
  { rate: 0.1, per: "years" },
  { rate: 0.1, per: "year", compounding: "daily" },
])("%j is no rate", (discount) => {
  expect(codeOf(() => continuousRate("week", discount as never))).toBe("DISCOUNT_RATE_INVALID");
});

test("units are known by name", () => {
  for (const unit of ["day", "week", "month", "year", "opportunity"] as const) checkTimeUnit(unit);
  for (const unit of ["weeks", "", "toString", null]) {
    expect(codeOf(() => checkTimeUnit(unit as TimeUnit))).toBe("TIME_UNIT_UNKNOWN");
  }
});

test("a wrong length of time is told which option it is, and what is right", () => {
  expect(thrownBy(() => spanIn("week", "12" as never, "horizon", ', or "infinite"')).message).toBe(
    'Cannot use horizon as it must be a number of 0 or more, or one of { days | weeks | months | years }, or "infinite": received "12"',
  );
  expect(thrownBy(() => spanIn("week", { weeks: -1 }, "ahead")).message).toContain("Cannot use ahead as");
});

test("a wrong discount is told what is right", () => {
  expect(thrownBy(() => continuousRate("week", 0.1 as never)).message).toBe(
    'Cannot use discount as it must be a rate of 0 or more with its period, as { rate: 0.1, per: "year" }, or "none": received 0.1',
  );
});

test("no discount is a rate of 0; above 100 % there is a note", () => {
  expect(continuousRate("opportunity", "none")).toBe(0);
  expect(discountNotes("none")).toEqual([]);
  expect(discountNotes({ rate: 1, per: "year" })).toEqual([]);
  expect(discountNotes({ rate: 10, per: "year" })).toEqual(["discount-above-100-percent"]);
});
