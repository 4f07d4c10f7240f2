import { describe, expect, test } from "vitest";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import { growthAccounting, type GrowthPeriod } from "../../../src/churn/growth-accounting.ts";
import { share } from "../../../src/stats/share.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "./code-of.ts";

const options = { every: "month", timeZone: "UTC", asOf: "2025-05-01T00:00:00Z" } as const;

/** `"a 1 1000"`: customer, month of 2025, amount. */
function log(...lines: readonly string[]): ActivityRow[] {
  return lines.map((line) => {
    const [customerId, month, amount] = line.split(" ");
    return {
      customerId: customerId!,
      at: `2025-0${month}-15T12:00:00Z`,
      ...(amount === undefined ? {} : { amount: Number(amount) }),
    };
  });
}

const users = (periods: readonly GrowthPeriod[]): number[][] =>
  periods.map((period) => [period.active, period.new, period.retained, period.resurrected, period.churned]);

describe("users", () => {
  const rows = log("a 1", "a 1", "a 2", "a 4", "b 1", "c 2", "c 3");

  test("of each period are new, retained or resurrected; of the one before, retained or churned", () => {
    const { periods, n } = growthAccounting(rows, options);
    expect(users(periods)).toEqual([
      [2, 2, 0, 0, 0],
      [2, 1, 1, 0, 1],
      [1, 0, 1, 0, 1],
      [1, 0, 0, 1, 1],
    ]);
    expect(n).toBe(3);
    expect(periods.map(({ period, previousActive }) => [period, previousActive])).toEqual([
      ["2025-01", 0],
      ["2025-02", 2],
      ["2025-03", 2],
      ["2025-04", 1],
    ]);
  });

  test("have a retention rate with its interval, and a quick ratio; null where they would divide by 0", () => {
    const { periods } = growthAccounting(rows, options);
    expect(periods[0]).toMatchObject({ retentionRate: null, interval: null, quickRatio: null, revenue: null });
    expect(periods[1]).toMatchObject({ retentionRate: 0.5, interval: share(1, 2).interval, quickRatio: 1 });
    expect(growthAccounting(rows, { ...options, interval: "none" }).periods[1]!.interval).toBeNull();
  });

  test("of a period that is not over are flagged, without interval", () => {
    const { periods } = growthAccounting(rows, { ...options, asOf: "2025-04-20T00:00:00Z" });
    expect(periods.map(({ complete }) => complete)).toEqual([true, true, true, false]);
    expect(periods[3]).toMatchObject({ retentionRate: 0, interval: null });
    expect(
      growthAccounting(rows, { ...options, asOf: "2025-04-01T00:00:00Z" }).periods.map(({ complete }) => complete),
    ).toEqual([true, true, true]);
  });

  test("that nobody used for periods are all listed", () => {
    expect(users(growthAccounting(log("a 1", "a 4"), options).periods)).toEqual([
      [1, 1, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0],
      [1, 0, 0, 1, 0],
    ]);
  });

  test("no rows give no periods", () => {
    expect(growthAccounting([], options)).toMatchObject({ n: 0, periods: [], notes: ["no-customers"], currency: null });
  });
});

describe("old customers", () => {
  test("of firstSeen come back and are not new; seen in the same period they are", () => {
    const rows = log("a 2", "b 2", "c 2");
    const firstSeen = { a: "2025-01-31T23:59:59Z", b: "2025-02-01T00:00:00Z", nobody: "2024-01-01T00:00:00Z" };
    expect(users(growthAccounting(rows, { ...options, firstSeen }).periods)[0]).toEqual([3, 2, 0, 1, 0]);
  });

  test("before knownSince tell who is retained, churned or back; periods are listed from it on", () => {
    const rows = log("a 1", "a 2", "b 1", "c 2", "a 3");
    const { periods, definition } = growthAccounting(rows, { ...options, knownSince: "2025-02-01T00:00:00Z" });
    expect(users(periods)).toEqual([
      [2, 1, 1, 0, 1],
      [1, 0, 1, 0, 1],
      [0, 0, 0, 0, 1],
    ]);
    expect(definition.knownSince).toBe("2025-02-01T00:00:00.000Z");
    // A period that began before it is not wholly known.
    expect(growthAccounting(rows, { ...options, knownSince: "2025-02-01T00:00:00.001Z" }).periods[0]!.period).toBe(
      "2025-03",
    );
    expect(growthAccounting(rows, { ...options, knownSince: "2026-01-01T00:00:00Z" }).periods).toEqual([]);
  });
});

describe("revenue", () => {
  const refund = (customerId: string, month: number, amount: number): ActivityRow => ({
    customerId,
    at: `2025-0${month}-20T12:00:00Z`,
    amount,
    kind: "refund",
  });

  test("divides as the customers do, with expansion and contraction of those who stay", () => {
    const rows = log(
      "up 1 100",
      "down 1 80",
      "same 1 50",
      "gone 1 30",
      "up 2 150",
      "down 2 20",
      "same 2 50",
      "new 2 7",
      "gone 3 9",
    );
    const { periods } = growthAccounting(rows, options);
    expect(periods[1]!.revenue).toEqual({
      total: 227,
      previous: 260,
      new: 7,
      retained: 170,
      resurrected: 0,
      expansion: 50,
      contraction: 60,
      churned: 30,
      refundsOfInactive: 0,
      grossRetention: 170 / 260,
      netRetention: 220 / 260,
      quickRatio: 57 / 90,
    });
    expect(periods[2]!.revenue).toMatchObject({
      total: 9,
      resurrected: 9,
      churned: 227,
      retained: 0,
      grossRetention: 0,
    });
    expect(periods[0]!.revenue).toMatchObject({
      total: 260,
      new: 260,
      previous: 0,
      grossRetention: null,
      netRetention: null,
      quickRatio: null,
    });
  });

  test("less refunds may be negative; refunds of who is not active stand by themselves", () => {
    const rows = [...log("a 1 100", "b 1 40", "a 2 30"), refund("a", 2, 50), refund("b", 2, 40), refund("b", 3, 1)];
    const { periods } = growthAccounting(rows, options);
    expect(periods[1]!.revenue).toMatchObject({
      total: -60,
      retained: -20,
      contraction: 120,
      churned: 40,
      expansion: 0,
      refundsOfInactive: -40,
      previous: 140,
    });
    expect(periods[2]!.revenue).toMatchObject({
      total: -1,
      churned: -20,
      previous: -20,
      grossRetention: null,
      quickRatio: null,
    });
    const total = periods.reduce((sum, { revenue }) => sum + revenue!.total, 0);
    expect(total).toBe(100 + 40 + 30 - 50 - 40 - 1);
  });

  test("a refund before any purchase has a period, and nobody in it", () => {
    const { periods, n } = growthAccounting([refund("a", 1, 10), ...log("a 2 5")], options);
    expect(periods[0]).toMatchObject({ period: "2025-01", active: 0, revenue: { total: -10, refundsOfInactive: -10 } });
    expect(periods[1]).toMatchObject({ new: 1, churned: 0, revenue: { new: 5, total: 5 } });
    expect(n).toBe(1);
  });

  test("beyond 2^53 minor units, where sums are not exact, is refused", () => {
    const large = log(`a 1 ${2 ** 52}`, `b 1 ${2 ** 52}`, `c 1 ${2 ** 52}`);
    expect(codeOf(() => growthAccounting(large, options))).toBe("MOVEMENTS_DO_NOT_ADD_UP");
  });
});

test("the definition as options gives the same again, as plain JSON", () => {
  const rows = log("a 1 5", "b 2 6", "a 4 7");
  const result = growthAccounting(rows, { ...options, every: "week", weekStart: 7, knownSince: 0 });
  expect(growthAccounting(rows, result.definition)).toEqual(result);
  expect(notPlainJson(result)).toEqual([]);
});

describe("calls that break a rule", () => {
  test.each<[string, object]>([
    ["PERIOD_UNKNOWN", { every: "hour" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: "CET+1" }],
    ["INSTANT_WITHOUT_OFFSET", { asOf: "2025-05-01" }],
    ["INSTANT_INVALID", { knownSince: "then" }],
    ["LEVEL_OUT_OF_RANGE", { level: 0 }],
    ["FIRST_SEEN_INVALID", { firstSeen: 3 }],
  ])("throw %s for %j", (code, change) => {
    expect(codeOf(() => growthAccounting([], { ...options, ...change }))).toBe(code);
  });

  test("a stray date does not make a list of millions of days", () => {
    expect(
      growthAccounting([{ customerId: "a", at: -8e12 }, ...log("a 1")], {
        ...options,
        every: "day",
        knownSince: "2025-01-01T00:00:00Z",
      }).periods,
    ).toHaveLength(120);
    expect(codeOf(() => growthAccounting([{ customerId: "a", at: -8.64e15 }], { ...options, every: "day" }))).toBe(
      "TABLE_TOO_LARGE",
    );
  });
});
