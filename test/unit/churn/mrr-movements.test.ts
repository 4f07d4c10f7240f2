import { describe, expect, test } from "vitest";
import { mrrLedger } from "../../../src/churn/mrr-ledger.ts";
import { mrrLog } from "../../../src/churn/mrr-log.ts";
import { mrrAccumulator, mrrMovements } from "../../../src/churn/mrr-movements.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import { mrrRange } from "../../../src/churn/mrr-range.ts";
import { tally } from "../../../src/churn/mrr-tally.ts";
import { fold } from "../../../src/core/accumulator.ts";
import type { Subscription } from "../../../src/model/subscription.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../readers/code-of.ts";

let ids = 0;
/** A segment of 10.00 a month. */
const segment = (
  customerId: string,
  start: string,
  end: string | null,
  rest: Partial<Subscription> = {},
): Subscription => ({
  id: `s${(ids += 1)}`,
  customerId,
  start: `${start}T00:00:00Z`,
  end: end === null ? null : `${end}T00:00:00Z`,
  amount: 1000,
  currency: "EUR",
  interval: "month",
  ...rest,
});
const may: MrrOptions = { currency: "EUR", timeZone: "UTC", from: "2024-05" };
const only = (rows: readonly Subscription[], options: Partial<MrrOptions> = {}) =>
  mrrMovements(rows, { ...may, ...options }).periods[0]!;

describe("revenue movements", () => {
  test("of nothing are zeros, and rates that divide by it are null", () => {
    const result = mrrMovements([], may);
    expect(notPlainJson(result)).toEqual([]);
    expect(result).toMatchObject({
      segments: { given: 0, counted: 0, withoutMrr: 0, leftOut: 0 },
      findings: [],
      notes: ["no-segments"],
    });
    expect(result.wholeRange).toMatchObject({
      openingMrr: 0,
      closingMrr: 0,
      nrr: null,
      grr: null,
      logoRetention: null,
    });
    expect(result.periods[0]).toMatchObject({
      nrr: null,
      grr: null,
      quickRatio: null,
      grossMrrChurnRate: null,
      netMrrChurnRate: null,
      logoRetention: null,
    });
    expect(result.periods[0]!.logoChurn).toEqual({
      openingCohort: null,
      opening: null,
      average: null,
      openingPlusNew: null,
      openingPlusNewAndReactivated: null,
      dailyAverage: null,
      dailySum: 0,
      exposureRate: null,
      lifeTable: null,
    });
  });

  test("a change at the first instant of a period belongs to it, one at its end to the next", () => {
    const [april, next] = mrrMovements([segment("A", "2024-04-01", "2024-05-01")], {
      ...may,
      from: "2024-04",
      periods: 2,
    }).periods;
    expect(april).toMatchObject({ openingMrr: 0, closingMrr: 1000, movements: { events: { new: 1, churn: 0 } } });
    expect(next).toMatchObject({ openingMrr: 1000, closingMrr: 0, movements: { events: { churn: 1 } } });
  });

  test("a plan change, a transfer between subscriptions and a price in another interval are no movement when they cost the same", () => {
    const rows = [
      segment("A", "2024-04-01", "2024-05-15"),
      segment("A", "2024-05-15", "2024-05-20", { amount: 3000, intervalCount: 3 }),
      segment("A", "2024-05-20", "2024-05-25", { amount: 12000, interval: "year" }),
      segment("A", "2024-05-25", null, { amount: 250, quantity: 4 }),
    ];
    expect(mrrLog(rows, may)).toEqual([]);
  });

  test("a hundred yearly plans of 100.00 that come and go leave nothing", () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      segment("A", "2024-04-01", `2024-05-${String(1 + (i % 30)).padStart(2, "0")}`, {
        amount: 10000 + i,
        interval: "year",
      }),
    );
    expect(only(rows)).toMatchObject({ closingMrr: 0, closingCustomers: 0, movements: { events: { churn: 1 } } });
  });

  test("a year of 48 weeks, and of 360 days", () => {
    const rows = [
      segment("A", "2024-04-01", null, { interval: "week" }),
      segment("B", "2024-04-01", null, { interval: "day" }),
    ];
    expect(only(rows, { weeksPerYear: 48, daysPerYear: 360 }).openingMrr).toBe(34000);
  });

  test("which statuses count can be chosen", () => {
    const rows = [
      segment("A", "2024-04-01", null, { status: "past_due" }),
      segment("B", "2024-04-01", null, { status: "gifted" }),
      segment("C", "2024-04-01", null, { status: "paused" }),
    ];
    expect(mrrMovements(rows, may)).toMatchObject({
      segments: { counted: 1, withoutMrr: 1, leftOut: 1 },
      findings: [{ code: "status-unknown", index: 1 }],
    });
    const chosen = mrrMovements(rows, {
      ...may,
      countedStatuses: ["active", "paused"],
      uncountedStatuses: ["gifted", "past_due"],
    });
    expect(chosen).toMatchObject({
      segments: { counted: 1, withoutMrr: 2, leftOut: 0 },
      periods: [{ openingMrr: 1000 }],
    });
  });

  test("changes within the window are one, at the instant of the first", () => {
    const at = (time: string): string => `2024-05-10T${time}Z`;
    const rows = [
      segment("A", "2024-04-01", null, { end: at("10:00:00") }),
      segment("A", "2024-05-10", null, { start: at("10:30:00"), amount: 4000, end: at("11:00:00") }),
      segment("A", "2024-05-10", null, { start: at("11:00:00.001"), amount: 1500 }),
    ];
    expect(mrrLog(rows, may).map(({ type }) => type)).toEqual(["churn", "reactivation", "churn", "reactivation"]);
    expect(mrrLog(rows, { ...may, coalesceMs: 1_800_000 }).map(({ type, at }) => [type, at.slice(11, 19)])).toEqual([
      ["expansion", "10:00:00"],
      ["contraction", "11:00:00"],
    ]);
    expect(mrrLog(rows, { ...may, coalesceMs: 3_600_000 }).map(({ type, amount }) => [type, amount])).toEqual([
      ["churn", 1000],
      ["reactivation", 1500],
    ]);
    expect(mrrLog(rows, { ...may, coalesceMs: 3_600_001 }).map(({ type, amount }) => [type, amount])).toEqual([
      ["expansion", 500],
    ]);
  });

  test("a customer who was trialing is new when paying, and reactivated after a pause", () => {
    const rows = [
      segment("A", "2024-04-01", "2024-05-05", { status: "trialing" }),
      segment("A", "2024-05-05", "2024-05-10"),
      segment("A", "2024-05-10", "2024-05-12", { status: "paused" }),
      segment("A", "2024-05-12", null),
    ];
    expect(mrrLog(rows, may).map(({ type }) => type)).toEqual(["new", "churn", "reactivation"]);
  });

  test("any string is a customer", () => {
    const names = ["__proto__", "toString", "a,b", "🙂", "constructor"];
    const log = mrrLog(
      names.map((name) => segment(name, "2024-05-02", null)),
      may,
    );
    expect(log.map(({ customerId }) => customerId)).toEqual([...names].sort());
  });

  test("boundaries of your own: a rolling 30 days, and what counts as a return in them", () => {
    const boundaries = ["2024-04-16T12:00:00Z", "2024-05-16T12:00:00Z"];
    const rows = [
      segment("A", "2024-04-01", "2024-05-16"),
      segment("B", "2024-05-16", null),
      segment("C", "2024-01-02", "2024-01-03"),
      segment("C", "2024-05-01", null),
    ];
    const { periods, definition } = mrrMovements(rows, { currency: "EUR", timeZone: "UTC", boundaries });
    expect(definition.every).toBeNull();
    expect(periods[0]).toMatchObject({
      period: null,
      days: 31,
      openingCustomers: 1,
      closingCustomers: 2,
      counts: { new: 1, reactivated: 1, churned: 1 },
    });
    expect(periods[0]!.netMovements.customers).toMatchObject({ new: 1, reactivation: 1 });
  });

  test("a period is named, or a day or a month in it is", () => {
    const first = (every: MrrOptions["every"], from: string) =>
      mrrMovements([], { ...may, every, from }).periods[0]!.period;
    expect(first("week", "2024-01-31")).toBe("2024-W05");
    expect([first("quarter", "2024-05"), first("quarter", "2024-Q2"), first("quarter", "2024-06-30")]).toEqual([
      "2024-Q2",
      "2024-Q2",
      "2024-Q2",
    ]);
    expect([
      first("year", "2024"),
      first("year", "2024-05"),
      first("day", "2024-05"),
      first("month", "2024-05-31"),
    ]).toEqual(["2024", "2024", "2024-05-01", "2024-05"]);
    expect(mrrMovements([], { ...may, every: "week", weekStart: 7, from: "2024-05-01" }).periods[0]!.period).toBe(
      "2024-04-28",
    );
  });

  test("a customer with more than sixty changes", () => {
    const rows = Array.from({ length: 70 }, (_, i) =>
      segment("A", "2024-05-01", null, {
        start: Date.UTC(2024, 4, 2) + i * 3_600_000,
        end: Date.UTC(2024, 4, 2) + i * 3_600_000 + 1_800_000,
      }),
    );
    expect(only(rows.reverse()).movements.events).toEqual({
      new: 1,
      expansion: 0,
      contraction: 0,
      churn: 70,
      reactivation: 69,
    });
  });

  test("a state is asked another currency, zone and period than it was built for", () => {
    const rows = [segment("A", "2024-04-01", null), segment("B", "2024-05-02", null, { currency: "USD", amount: 500 })];
    const state = fold(mrrAccumulator(may), rows);
    expect(
      mrrMovements(state, { ...may, currency: "USD", every: "quarter", from: "2024-Q2", timeZone: "Asia/Tokyo" }),
    ).toMatchObject({
      periods: [{ closingMrr: 500, movements: { mrr: { new: 500 } } }],
      findings: [{ code: "other-currency", id: rows[0]!.id, index: null }],
    });
  });

  test("a ledger that does not tie out is not reported", () => {
    const ledger = mrrLedger([segment("A", "2024-05-02", "2024-05-10"), segment("B", "2024-05-03", null)], may);
    const broken = { ...ledger, before: [0, 12000, 12000] };
    expect(codeOf(() => tally(broken, mrrRange(may)))).toBe("LEDGER_INCONSISTENT");
    expect(codeOf(() => tally(ledger, mrrRange(may)))).toBe("none");
  });
});

describe("asOf", () => {
  const rows = [
    segment("A", "2024-04-01", "2024-05-20"),
    segment("B", "2024-05-10", null),
    segment("C", "2024-05-15", null),
    segment("D", "2024-04-01", "2024-05-15"),
  ];

  test("ends the observation: what is said to happen at it or later has not happened", () => {
    const result = mrrMovements(rows, { ...may, asOf: "2024-05-15T00:00:00Z", periods: 2 });
    expect(result.findings).toEqual([{ code: "starts-after-as-of", id: rows[2]!.id, index: 2, usedInstead: null }]);
    expect(result.notes).toEqual(["incomplete-period", "rows-left-out"]);
    const [now, later] = result.periods;
    expect(now).toMatchObject({
      complete: false,
      days: 14,
      openingCustomers: 2,
      closingCustomers: 3,
      movements: { events: { churn: 0, new: 1 } },
    });
    expect(now!.counts.customerPeriods).toBeCloseTo((2 * 14 + 5) / 31, 12);
    expect(later).toMatchObject({
      complete: false,
      days: 0,
      openingMrr: 3000,
      closingMrr: 3000,
      counts: { customerPeriods: 0, daily: { customers: [] } },
    });
    expect(later!.logoChurn).toMatchObject({ opening: 0, dailyAverage: null, dailySum: null, exposureRate: null });
  });

  test("at the end of a period leaves it complete", () => {
    const result = mrrMovements(rows, { ...may, asOf: "2024-06-01T00:00:00Z" });
    expect(result).toMatchObject({
      periods: [{ complete: true, days: 31 }],
      notes: [],
      definition: { asOf: "2024-06-01T00:00:00.000Z" },
    });
    expect(result.periods).toEqual(mrrMovements(rows, may).periods);
  });
});

test("the definition gives the same figures again", () => {
  const rows = [segment("A", "2024-04-01", "2024-05-20", { interval: "week" }), segment("B", "2024-05-10", null)];
  const { definition, periods } = mrrMovements(rows, {
    ...may,
    every: "week",
    from: "2024-W20",
    weeksPerYear: 48,
    coalesceMs: 5,
    asOf: Date.UTC(2024, 5, 1),
  });
  const { every, asOf, ...rest } = definition;
  expect(mrrMovements(rows, { ...rest, every: every!, asOf: asOf!, from: "2024-W20" })).toMatchObject({
    periods,
    definition,
  });
});
