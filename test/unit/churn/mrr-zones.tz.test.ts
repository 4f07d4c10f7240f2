import { expect, test } from "vitest";
import { mrrMovements } from "../../../src/churn/mrr-movements.ts";
import type { Subscription } from "../../../src/model/subscription.ts";

const from = (start: string, end: string | null = null): Subscription => ({
  id: start,
  customerId: start,
  start,
  end,
  amount: 1000,
  currency: "EUR",
  interval: "month",
});

test("Asunción has no midnight on 1 October 2017: that month starts at 01:00 local, 04:00 UTC", () => {
  const { periods } = mrrMovements([from("2017-10-01T03:59:59.999Z"), from("2017-10-01T04:00:00Z")], {
    currency: "EUR",
    timeZone: "America/Asuncion",
    from: "2017-09",
    periods: 2,
  });
  expect(periods.map(({ end, days, counts }) => [end, days, counts.new])).toEqual([
    ["2017-10-01T04:00:00.000Z", 30, 1],
    ["2017-11-01T03:00:00.000Z", 31, 1],
  ]);
});

test("Apia skipped 30 December 2011: the month has 30 days, and the day itself nothing", () => {
  const rows = [from("2011-12-01T00:00:00Z", "2011-12-30T10:00:00Z")];
  const december = mrrMovements(rows, { currency: "EUR", timeZone: "Pacific/Apia", from: "2011-12" }).periods[0]!;
  expect(december).toMatchObject({ days: 30, openingCustomers: 1, closingCustomers: 0 });
  expect(
    december.counts.daily.churned.map((churned, day) => [churned, day]).filter(([churned]) => churned! > 0),
  ).toEqual([[1, 29]]);
  const days = mrrMovements(rows, {
    currency: "EUR",
    timeZone: "Pacific/Apia",
    every: "day",
    from: "2011-12-29",
    periods: 3,
  }).periods;
  expect(days.map(({ period, days, counts }) => [period, days, counts.churned, counts.customerPeriods])).toEqual([
    ["2011-12-29", 1, 0, 1],
    ["2011-12-30", 0, 0, 0],
    ["2011-12-31", 1, 1, 0],
  ]);
});

test("a day of 23 hours weighs as a day in daily figures, and as 23 hours in customer-time", () => {
  const { counts } = mrrMovements([from("2024-03-10T00:00:00-05:00", "2024-03-11T00:00:00-04:00")], {
    currency: "EUR",
    timeZone: "America/New_York",
    every: "day",
    from: "2024-03-10",
  }).periods[0]!;
  expect(counts.customerPeriods).toBe(1);
  const march = mrrMovements([from("2024-03-10T00:00:00-05:00", "2024-03-11T00:00:00-04:00")], {
    currency: "EUR",
    timeZone: "America/New_York",
    from: "2024-03",
  }).periods[0]!;
  expect(march.counts.customerPeriods).toBeCloseTo(23 / (31 * 24 - 1), 14);
  expect(march.counts.daily.customers.reduce((sum, customers) => sum + customers, 0)).toBe(1);
});

test("weeks start on the day that is asked for", () => {
  const monday = mrrMovements([from("2024-03-03T12:00:00Z")], {
    currency: "EUR",
    timeZone: "UTC",
    every: "week",
    from: "2024-W09",
  }).periods[0]!;
  const sunday = mrrMovements([from("2024-03-03T12:00:00Z")], {
    currency: "EUR",
    timeZone: "UTC",
    every: "week",
    weekStart: 7,
    from: "2024-03-03",
  }).periods[0]!;
  expect([monday.start, monday.counts.new, sunday.start, sunday.counts.new]).toEqual([
    "2024-02-26T00:00:00.000Z",
    1,
    "2024-03-03T00:00:00.000Z",
    1,
  ]);
});
