import { describe, expect, test } from "vitest";
import { mrrAccumulator, mrrMovements } from "../../../src/churn/mrr-movements.ts";
import type { MrrOptions } from "../../../src/churn/mrr-options.ts";
import { fold } from "../../../src/core/accumulator.ts";
import type { Subscription } from "../../../src/model/subscription.ts";
import { codeOf } from "../readers/code-of.ts";

const may: MrrOptions = { currency: "EUR", timeZone: "UTC", from: "2024-05" };
const row: Subscription = {
  id: "a",
  customerId: "A",
  start: "2024-04-01T00:00:00Z",
  end: null,
  amount: 1000,
  currency: "EUR",
  interval: "month",
};
const findings = (rows: readonly unknown[], options: Partial<MrrOptions> = {}) =>
  mrrMovements(rows as Subscription[], { ...may, ...options }).findings;

describe("a row that cannot be used is listed with its place and its code", () => {
  test.each<[string, object]>([
    ["id-invalid", { id: "" }],
    ["id-invalid", { id: 7 }],
    ["subscription-id-invalid", { subscriptionId: 7 }],
    ["customer-id-invalid", { customerId: null }],
    ["start-invalid", { start: "2024-04-01" }],
    ["start-invalid", { start: NaN }],
    ["start-invalid", { start: new Date(NaN) }],
    ["end-invalid", { end: "never" }],
    ["end-before-start", { end: "2024-03-31T23:59:59.999Z" }],
    ["amount-invalid", { amount: NaN }],
    ["amount-invalid", { amount: 9.99 }],
    ["amount-invalid", { amount: -100 }],
    ["amount-invalid", { amount: "1000" }],
    ["amount-invalid", { amount: 2 ** 53 }],
    ["quantity-invalid", { quantity: 1.5 }],
    ["interval-invalid", { interval: "quarter" }],
    ["interval-count-invalid", { intervalCount: 0 }],
    ["interval-count-invalid", { intervalCount: null }],
    ["currency-invalid", { currency: "" }],
    ["other-currency", { currency: "USD" }],
    ["status-invalid", { status: null }],
    ["status-unknown", { status: "actve" }],
  ])("%s: %o", (code, wrong) => {
    const bad = { ...row, id: "b", ...wrong };
    const result = mrrMovements([row, bad as Subscription], may);
    expect(result.findings).toEqual([
      { code, id: typeof bad.id === "string" ? bad.id : "", index: 1, usedInstead: null },
    ]);
    expect(result.segments).toEqual({ given: 2, counted: 1, withoutMrr: 0, leftOut: 1 });
    expect(result.periods[0]!.openingMrr).toBe(1000);
    expect(result.notes).toEqual(["rows-left-out"]);
  });

  test("no row at all", () => {
    expect(findings([null, 7, undefined, "a"]).map(({ code, index }) => [code, index])).toEqual(
      [0, 1, 2, 3].map((index) => ["row-invalid", index]),
    );
  });

  test("of a state, by its id", () => {
    const state = fold(mrrAccumulator(may), [
      row,
      { ...row, id: "b", amount: NaN },
      { ...row, id: "b", amount: NaN },
      null as unknown as Subscription,
    ]);
    expect(mrrMovements(state, may)).toMatchObject({
      segments: { given: 4, counted: 1, leftOut: 3 },
      findings: [
        { code: "amount-invalid", id: "b", index: null },
        { code: "amount-invalid", id: "b" },
        { code: "row-invalid", id: "" },
      ],
    });
  });
});

describe("one id twice", () => {
  test("the one that starts first is used, and of those the one that ends first", () => {
    const stale = { ...row, end: null };
    const fresh = { ...row, end: "2024-05-20T00:00:00Z" };
    for (const rows of [
      [stale, fresh],
      [fresh, stale],
    ]) {
      const result = mrrMovements(rows, may);
      expect(result.periods[0]!.movements.events.churn).toBe(1);
      expect(result.findings).toEqual([
        { code: "duplicate-id", id: "a", index: rows.indexOf(stale), usedInstead: "a" },
      ]);
    }
  });

  test("in several shards, each of them sound", () => {
    const accumulator = mrrAccumulator(may);
    const day = fold(accumulator, [row, { ...row, id: "b", customerId: "B" }]);
    const result = accumulator.result(accumulator.merge(accumulator.merge(day, day), day));
    expect(result.periods[0]!.openingMrr).toBe(2000);
    expect(result.findings.map(({ code, id }) => [code, id])).toEqual([
      ["duplicate-id", "a"],
      ["duplicate-id", "a"],
      ["duplicate-id", "b"],
      ["duplicate-id", "b"],
    ]);
  });
});

describe("segments of one subscription that overlap", () => {
  const stretch = (id: string, start: string, end: string | null): Subscription => ({
    ...row,
    id,
    subscriptionId: "s",
    start: `${start}T00:00:00Z`,
    end: end && `${end}T00:00:00Z`,
  });

  test("the earlier is used, whatever order they come in", () => {
    const rows = [
      stretch("3", "2024-04-25", "2024-05-01"),
      stretch("1", "2024-04-01", "2024-04-20"),
      stretch("2", "2024-04-10", "2024-04-25"),
    ];
    expect(findings(rows)).toEqual([{ code: "overlap", id: "2", index: 2, usedInstead: "1" }]);
    expect(findings(rows.toReversed())).toEqual([{ code: "overlap", id: "2", index: 0, usedInstead: "1" }]);
  });

  test("touching is no overlap, nor is a segment without length, nor another subscription of the customer", () => {
    const rows = [
      stretch("1", "2024-04-01", "2024-04-20"),
      stretch("2", "2024-04-20", null),
      stretch("3", "2024-04-10", "2024-04-10"),
      { ...row, id: "4" },
      { ...row, id: "5", subscriptionId: "t" },
    ];
    expect(findings(rows)).toEqual([]);
  });

  test("a trial overlaps too; a left out segment does not", () => {
    expect(
      findings([stretch("1", "2024-04-01", null), { ...stretch("2", "2024-04-02", null), status: "trialing" }]).map(
        ({ code, id }) => [code, id],
      ),
    ).toEqual([["overlap", "2"]]);
    expect(
      findings([{ ...stretch("1", "2024-04-01", null), currency: "USD" }, stretch("2", "2024-04-02", null)]).map(
        ({ code }) => code,
      ),
    ).toEqual(["other-currency"]);
  });
});

test("onInvalid: throw stops at what is wrong, and not at another currency or a later start", () => {
  const strict: MrrOptions = { ...may, onInvalid: "throw", asOf: "2024-05-01T00:00:00Z" };
  expect(codeOf(() => mrrMovements([{ ...row, amount: NaN }], strict))).toBe("SUBSCRIPTION_INVALID");
  expect(codeOf(() => mrrMovements([row, row], strict))).toBe("SUBSCRIPTION_INVALID");
  expect(codeOf(() => mrrMovements([{ ...row, status: "x" }], strict))).toBe("SUBSCRIPTION_INVALID");
  expect(codeOf(() => fold(mrrAccumulator(strict), [{ ...row, amount: NaN }]))).toBe("SUBSCRIPTION_INVALID");
  expect(
    mrrMovements(
      [row, { ...row, id: "b", currency: "USD" }, { ...row, id: "c", start: "2024-05-01T00:00:00Z" }],
      strict,
    ).findings.length,
  ).toBe(2);
});

describe("a call that breaks a rule throws", () => {
  test.each<[string, object]>([
    ["CURRENCY_REQUIRED", { currency: undefined }],
    ["CURRENCY_REQUIRED", { currency: "" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: "Mars/Base" }],
    ["TIME_ZONE_UNKNOWN", { timeZone: undefined }],
    ["PERIOD_UNKNOWN", { every: "fortnight" }],
    ["WEEK_START_OUT_OF_RANGE", { weekStart: 0 }],
    ["RANGE_INVALID", { from: undefined }],
    ["RANGE_INVALID", { boundaries: [0, 1] }],
    ["PERIOD_KEY_INVALID", { from: "2024-13" }],
    ["PERIOD_KEY_INVALID", { from: "2024-02-30" }],
    ["PERIOD_KEY_INVALID", { every: "week", from: "2024-Q1" }],
    ["PERIOD_KEY_INVALID", { from: 2024 }],
    ["PERIODS_INVALID", { periods: 0 }],
    ["PERIODS_INVALID", { periods: 1.5 }],
    ["PERIODS_INVALID", { periods: 1e9 }],
    ["BOUNDARIES_INVALID", { from: undefined, boundaries: [0] }],
    ["BOUNDARIES_INVALID", { from: undefined, boundaries: [0, 0] }],
    ["INSTANT_WITHOUT_OFFSET", { from: undefined, boundaries: ["2024-05-01", "2024-06-01"] }],
    ["INSTANT_WITHOUT_OFFSET", { asOf: "2024-05-01" }],
    ["INSTANT_INVALID", { asOf: NaN }],
    ["STATUSES_INVALID", { countedStatuses: "active" }],
    ["STATUSES_INVALID", { countedStatuses: ["active"], uncountedStatuses: ["active"] }],
    ["STATUSES_INVALID", { uncountedStatuses: [7] }],
    ["COALESCE_INVALID", { coalesceMs: -1 }],
    ["COALESCE_INVALID", { coalesceMs: Infinity }],
    ["YEAR_LENGTH_INVALID", { weeksPerYear: 52.18 }],
    ["YEAR_LENGTH_INVALID", { daysPerYear: 0 }],
    ["ON_INVALID_UNKNOWN", { onInvalid: "ignore" }],
  ])("%s: %o", (code, wrong) => {
    const options = { ...may, ...wrong } as MrrOptions;
    expect(codeOf(() => mrrMovements([row], options))).toBe(code);
    expect(codeOf(() => mrrAccumulator(options))).toBe(code);
  });

  test("what is no source, and a state of another metric", () => {
    for (const source of [undefined, null, 7, "rows", row])
      expect(codeOf(() => mrrMovements(source as never, may))).toBe("SOURCE_INVALID");
    expect(codeOf(() => mrrMovements({ kind: "scores/1 0..10" } as never, may))).toBe("KIND_MISMATCH");
    const accumulator = mrrAccumulator(may);
    expect(codeOf(() => accumulator.merge(accumulator.empty(), { kind: "mrr/2", segments: {}, unread: {} }))).toBe(
      "KIND_MISMATCH",
    );
  });
});
