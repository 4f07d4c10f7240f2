import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import type { RfmOptions } from "../../../src/clv/rfm-options.ts";
import { holdoutSplit } from "../../../src/clv/rfm-holdout.ts";
import { groupHistories } from "../../../src/clv/rfm-histories.ts";
import { rfmSummary, rfmSummaryAccumulator } from "../../../src/clv/rfm-summary.ts";
import type { TransactionRow } from "../../../src/clv/transaction-row.ts";
import type { Transaction } from "../../../src/model/transaction.ts";
import { codeOf } from "../churn/code-of.ts";

const asOf = "2025-03-31";
const buy = (customerId: string, at: TransactionRow["at"], amount = 100): TransactionRow => ({
  customerId,
  at,
  amount,
});
const refund = (customerId: string, at: string, amount: number): TransactionRow => ({
  ...buy(customerId, at, amount),
  kind: "refund",
});
describe("periods", () => {
  test("one purchase is no repeat purchase: nothing to be recent, and no mean", () => {
    expect(rfmSummary([buy("a", "2025-03-01", 250)], { asOf }).customers).toEqual([
      {
        customerId: "a",
        frequency: 0,
        recency: 0,
        T: 30,
        sinceLast: 30,
        monetaryValue: null,
        spend: 250,
        purchases: 1,
        first: "2025-03-01",
        last: "2025-03-01",
      },
    ]);
  });

  test("purchases of one day are one, and the first day's spend is in no mean", () => {
    const rows = [buy("a", "2025-03-01", 5), buy("a", "2025-03-01T23:59:59", 5), buy("a", "2025-03-08", 7)];
    rows.push(buy("a", "2025-03-08T00:00:00", 3));
    expect(rfmSummary(rows, { asOf }).customers[0]).toMatchObject({
      frequency: 1,
      recency: 7,
      monetaryValue: 10,
      spend: 20,
      purchases: 4,
    });
  });

  test("the leap day is a day", () => {
    const rows = [buy("a", "2024-02-28"), buy("a", "2024-02-29"), buy("a", "2024-03-01")];
    expect(rfmSummary(rows, { asOf: "2024-03-10" }).customers[0]).toMatchObject({ frequency: 2, recency: 2, T: 11 });
  });

  test("days over 7 are weeks with a fraction, calendar weeks are whole, from whichever day", () => {
    // A Sunday and the Monday after it.
    const rows = [buy("a", "2025-03-09"), buy("a", "2025-03-10")];
    const of = (options: Partial<RfmOptions>): unknown => rfmSummary(rows, { asOf, ...options }).customers[0];
    expect(of({ timeUnit: "week" })).toMatchObject({ frequency: 1, recency: 1 / 7, T: 22 / 7, sinceLast: 3 });
    expect(of({ unitDays: 2 })).toMatchObject({ frequency: 1, recency: 0.5, T: 11 });
    expect(of({ every: "week" })).toMatchObject({
      frequency: 1,
      recency: 1,
      T: 4,
      first: "2025-W10",
      last: "2025-W11",
    });
    expect(of({ every: "week", timeUnit: "day" })).toMatchObject({ frequency: 1, recency: 7, T: 28 });
    expect(of({ every: "week", weekStart: 7 })).toMatchObject({ frequency: 0, recency: 0, T: 3 });
  });

  test("months are opportunities, and have no length in days", () => {
    const rows = [buy("a", "2025-01-31"), buy("a", "2025-03-01")];
    expect(rfmSummary(rows, { asOf, every: "month" })).toMatchObject({
      definition: { timeUnit: "opportunity" },
      customers: [{ frequency: 1, recency: 2, T: 2, first: "2025-01" }],
    });
    expect(codeOf(() => rfmSummary(rows, { asOf, every: "month", timeUnit: "day" }))).toBe("TIME_UNIT_UNKNOWN");
  });

  test("the first period counts where that is wanted", () => {
    const rows = [buy("a", "2025-03-01", 5), buy("a", "2025-03-08", 10), buy("b", "2025-03-02", 4)];
    expect(rfmSummary(rows, { asOf, first: "included" })).toMatchObject({
      customers: [
        { frequency: 2, recency: 7, T: 30, monetaryValue: 7.5 },
        { frequency: 1, recency: 0, monetaryValue: 4 },
      ],
      notes: ["first-included"],
    });
  });
});

describe("the end of the observation", () => {
  const rows = [buy("a", "2025-03-01"), buy("a", "2025-03-20"), buy("b", "2025-03-21")];

  test("is in it; later rows are counted, and customers who come later are none", () => {
    expect(rfmSummary(rows, { asOf: "2025-03-20" })).toMatchObject({
      n: 1,
      customers: [{ customerId: "a", frequency: 1, T: 19, sinceLast: 0 }],
      usedRows: 2,
      leftOut: { "after-as-of": 1 },
      findings: [{ code: "after-as-of", index: 2, value: "2025-03-21" }],
    });
  });

  test("as an instant it is exclusive: midnight ends the day before", () => {
    const midnight = rfmSummary(rows, { asOf: "2025-03-21T00:00:00+01:00", timeZone: "Europe/Berlin" });
    expect(midnight).toMatchObject({ n: 1, customers: [{ T: 19 }], notes: [] });
    expect(midnight.definition.asOf).toBe("2025-03-20T23:00:00.000Z");
    const within = rfmSummary(rows, { asOf: "2025-03-21T00:00:01+01:00", timeZone: "Europe/Berlin" });
    expect(within).toMatchObject({ n: 2, customers: [{ T: 20 }, { T: 0 }], notes: ["last-period-not-over"] });
  });

  test("within a week, the week is the last and counts whole", () => {
    const { customers, notes } = rfmSummary([buy("c", "2024-01-01"), buy("c", "2024-01-14", 16)], {
      asOf: "2024-01-10",
      every: "week",
    });
    expect(customers[0]).toMatchObject({ frequency: 1, recency: 1, T: 1, monetaryValue: 16 });
    expect(notes).toEqual(["last-period-not-over"]);
  });

  test("the definition as options gives the same again", () => {
    for (const end of [
      "2025-03-20",
      "2025-03-20T23:30:00",
      "2025-03-20T22:00:00Z",
      1742500000000,
      new Date(1742500000000),
    ]) {
      const once = rfmSummary(rows, { asOf: end, timeZone: "America/New_York", unitDays: 14, refunds: "ignore" });
      expect(rfmSummary(rows, once.definition)).toEqual(once);
    }
  });
});

describe("refunds", () => {
  const rows = [
    refund("a", "2025-02-20", 3),
    buy("a", "2025-03-01", 10),
    buy("a", "2025-03-08", 20),
    refund("a", "2025-03-08", 5),
    refund("a", "2025-03-10", 6),
    refund("b", "2025-03-10", 6),
  ];

  test("throw where nobody has said what they do", () => {
    expect(codeOf(() => rfmSummary(rows, { asOf }))).toBe("REFUNDS_UNDECIDED");
    expect(codeOf(() => fold(rfmSummaryAccumulator({ asOf }), rows))).toBe("REFUNDS_UNDECIDED");
    // After the end there are none.
    expect(codeOf(() => rfmSummary(rows, { asOf: "2025-02-01" }))).toBe("none");
  });

  test("ignored, they are counted and listed", () => {
    const summary = rfmSummary(rows, { asOf, refunds: "ignore", onInvalid: "throw" });
    expect(summary).toMatchObject({ n: 1, withoutPurchases: 0, usedRows: 2, leftOut: { "refund-ignored": 4 } });
    expect(summary.customers[0]).toMatchObject({ frequency: 1, monetaryValue: 20, spend: 30 });
  });

  test("net, they lower the spend of their period, and are no purchase", () => {
    const summary = rfmSummary(rows, { asOf, refunds: "net-in-period" });
    expect(summary).toMatchObject({ n: 1, withoutPurchases: 1, usedRows: 6 });
    // What was paid back before the first purchase is in the spend, and in no mean.
    expect(summary.customers[0]).toMatchObject({ frequency: 1, recency: 7, monetaryValue: 9, spend: 16, purchases: 2 });
    expect(rfmSummary(rows, { asOf, refunds: "net-in-period", first: "included" }).customers[0]).toMatchObject({
      frequency: 2,
      monetaryValue: 9.5,
    });
  });

  test("more back than paid is said", () => {
    const { customers, notes } = rfmSummary([...rows, refund("a", "2025-03-30", 50)], {
      asOf,
      refunds: "net-in-period",
    });
    expect(customers[0]).toMatchObject({ frequency: 1, monetaryValue: -41, last: "2025-03-08" });
    expect(notes).toEqual(["mean-not-positive"]);
  });
});

describe("bad rows", () => {
  const bad: readonly (readonly [string, unknown, unknown])[] = [
    ["row-invalid", null, null],
    ["row-invalid", "a,2025-03-01,5", "a,2025-03-01,5"],
    ["customer-id-invalid", buy("", "2025-03-01"), ""],
    ["customer-id-invalid", { at: "2025-03-01", amount: 1 }, null],
    ["at-invalid", buy("a", "2025-02-30"), "2025-02-30"],
    ["at-invalid", buy("a", "yesterday"), "yesterday"],
    ["at-invalid", buy("a", null), null],
    ["at-invalid", buy("a", Number.NaN), "NaN"],
    ["amount-invalid", buy("a", "2025-03-01", Number.NaN), "NaN"],
    ["amount-invalid", buy("a", "2025-03-01", -5), -5],
    ["amount-invalid", buy("a", "2025-03-01", Infinity), "Infinity"],
    ["amount-invalid", buy("a", "2025-03-01", 2 ** 60), 2 ** 60],
    ["amount-invalid", { customerId: "a", at: "2025-03-01" }, null],
    ["kind-unknown", { ...buy("a", "2025-03-01"), kind: "chargeback" }, "chargeback"],
    ["other-currency", { ...buy("a", "2025-03-01"), currency: "USD" }, "USD"],
  ];

  test.each(bad)("%s: %j", (code, row, value) => {
    const rows = [buy("a", "2025-03-01"), row, buy("a", "2025-03-02")] as TransactionRow[];
    const options: RfmOptions = { asOf, timeZone: "UTC", currency: "EUR" };
    const summary = rfmSummary(rows, options);
    expect(summary.findings).toEqual([{ code, index: 1, value }]);
    expect(summary.leftOut).toMatchObject({ [code]: 1 });
    expect(summary.usedRows).toBe(2);
    expect(summary.customers[0]).toMatchObject({ frequency: 1, spend: 200 });
    const accumulator = rfmSummaryAccumulator(options);
    expect(accumulator.result(fold(accumulator, rows))).toEqual({ ...summary, findings: [] });
    expect(codeOf(() => rfmSummary(rows, { ...options, onInvalid: "throw" }))).toBe("TRANSACTION_INVALID");
  });

  test("an id that repeats is seen where all rows are", () => {
    const rows = [buy("a", "2025-03-01"), buy("a", "2025-03-02"), buy("a", "2025-03-02")].map((row, i) => ({
      ...row,
      id: i === 0 ? "1" : "2",
    }));
    expect(rfmSummary(rows, { asOf })).toMatchObject({
      customers: [{ purchases: 2, spend: 200 }],
      findings: [{ code: "duplicate-id", index: 2, value: "2" }],
    });
    // A row that cannot be used does not take the id from one that can.
    const [first, second] = rows as [TransactionRow, TransactionRow];
    expect(rfmSummary([{ ...second, amount: -1 }, first, second], { asOf }).usedRows).toBe(2);
  });

  test("amounts may be none where they are ignored", () => {
    const rows = [
      { customerId: "a", at: "2025-03-01" },
      { customerId: "a", at: "2025-03-08", amount: Number.NaN },
    ];
    const options: RfmOptions = { asOf, amounts: "ignored" };
    const summary = rfmSummary(rows, options);
    expect(summary.customers[0]).toMatchObject({ frequency: 1, recency: 7, monetaryValue: null, spend: null });
    const accumulator = rfmSummaryAccumulator(options);
    expect(accumulator.result(fold(accumulator, rows))).toEqual(summary);
  });

  test("nothing at all", () => {
    expect(rfmSummary([], { asOf })).toMatchObject({ n: 0, customers: [], usedRows: 0, notes: ["no-customers"] });
  });
});

describe("bad calls", () => {
  const one = [buy("a", "2025-03-01")];
  test.each([
    ["DATE_INVALID", {}],
    ["DATE_INVALID", { asOf: "31.3.2025" }],
    ["DATE_INVALID", { asOf: Number.NaN }],
    ["TIME_ZONE_REQUIRED", { asOf: "2025-03-31T00:00:00Z" }],
    ["TIME_ZONE_UNKNOWN", { asOf, timeZone: "Berlin" }],
    ["PERIOD_UNKNOWN", { asOf, every: "decade" }],
    ["WEEK_START_OUT_OF_RANGE", { asOf, every: "week", weekStart: 0 }],
    ["TIME_UNIT_UNKNOWN", { asOf, timeUnit: "fortnight" }],
    ["UNIT_DAYS_INVALID", { asOf, unitDays: 0 }],
    ["UNIT_DAYS_INVALID", { asOf, unitDays: Number.NaN }],
    ["UNIT_DAYS_INVALID", { asOf, unitDays: 7, timeUnit: "week" }],
    ["TIME_UNIT_UNKNOWN", { asOf, timeUnit: 7 }],
    ["TIME_UNIT_UNKNOWN", { asOf, every: "month", unitDays: 7 }],
    ["FIRST_UNKNOWN", { asOf, first: true }],
    ["REFUNDS_UNKNOWN", { asOf, refunds: "net-of-purchase" }],
    ["AMOUNTS_UNKNOWN", { asOf, amounts: "none" }],
    ["ON_INVALID_UNKNOWN", { asOf, onInvalid: "skip" }],
    ["FUNCTION_REQUIRED", { asOf, read: "customerId" }],
  ])("%s: %j", (code, options) => {
    expect(codeOf(() => rfmSummary(one, options as never))).toBe(code);
  });

  test("options are required, and a source too", () => {
    expect(codeOf(() => rfmSummary(one, undefined as never))).toBe("DATE_INVALID");
    expect(codeOf(() => rfmSummary(undefined as never, { asOf }))).toBe("SOURCE_INVALID");
    expect(codeOf(() => rfmSummary({} as never, { asOf }))).toBe("SOURCE_INVALID");
  });

  test("an instant is on no day before somebody names the zone", () => {
    expect(codeOf(() => rfmSummary([buy("a", "2025-03-01T12:00:00Z")], { asOf }))).toBe("TIME_ZONE_REQUIRED");
    expect(codeOf(() => rfmSummary([buy("a", 0)], { asOf }))).toBe("TIME_ZONE_REQUIRED");
  });

  test("the message names a zone, and shows what was given", () => {
    const says = (at: string) =>
      `as timeZone must name whose day is meant, such as Europe/Berlin: received ${JSON.stringify(at)}`;
    const at = "2025-03-31T00:00:00Z";
    expect(() => rfmSummary([], { asOf: at })).toThrow(says(at));
    expect(() => rfmSummary([], { asOf: new Date(at) })).toThrow(says(new Date(at).toISOString()));
    expect(() => rfmSummary([buy("a", at)], { asOf })).toThrow(says(at));
  });

  test("two currencies do not add", () => {
    const rows = ["EUR", "USD"].map((currency) => ({ ...buy("a", "2025-03-01"), currency }));
    expect(codeOf(() => rfmSummary(rows, { asOf }))).toBe("CURRENCY_MIXED");
    expect(codeOf(() => fold(rfmSummaryAccumulator({ asOf }), rows))).toBe("CURRENCY_MIXED");
    expect(rfmSummary(rows, { asOf, currency: "USD" })).toMatchObject({
      currency: "USD",
      leftOut: { "other-currency": 1 },
    });
  });

  test("states of other options, of later periods, or edited by hand are refused", () => {
    const state = fold(rfmSummaryAccumulator({ asOf }), [buy("a", "2025-03-20")]);
    expect(rfmSummary(state, { asOf }).n).toBe(1);
    expect(codeOf(() => rfmSummary(state, { asOf, every: "week" }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => rfmSummary(state, { asOf, timeZone: "UTC" }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => rfmSummary(state, { asOf, refunds: "net-in-period" }))).toBe("KIND_MISMATCH");
    expect(codeOf(() => rfmSummary(state, { asOf: "2025-03-19" }))).toBe("STATE_AFTER_AS_OF");
    expect(codeOf(() => rfmSummary({ ...state, currency: "EUR" }, { asOf, currency: "USD" }))).toBe("CURRENCY_MIXED");
    const edited = (customer: object): unknown => ({ ...state, customers: { a: customer } });
    for (const customer of [
      {},
      { periods: [2, 1], purchases: [1, 1], amounts: [1, 1] },
      { periods: [1], purchases: [-1], amounts: [1] },
      { periods: [1], purchases: [1], amounts: [null] },
      { periods: [1], purchases: [1], amounts: [[1]] },
    ]) {
      expect(codeOf(() => rfmSummary(edited(customer) as never, { asOf }))).toBe("KIND_MISMATCH");
    }
  });
});

test("any row can be read", () => {
  const rows = [{ who: 7, when: 1741000000000, eur: "12.5" }];
  const { customers } = rfmSummary(rows, {
    asOf,
    timeZone: "UTC",
    read: ({ who, when, eur }) => ({ customerId: String(who), at: when, amount: Number(eur) }),
  });
  expect(customers[0]).toMatchObject({ customerId: "7", spend: 12.5 });
});

test("the model's transactions are rows", () => {
  const transaction: Transaction = {
    id: "1",
    customerId: "a",
    at: "2025-03-01T12:00:00Z",
    amount: 100,
    currency: "EUR",
    kind: "purchase",
  };
  expect(rfmSummary([transaction], { asOf, timeZone: "UTC" })).toMatchObject({ n: 1, currency: "EUR" });
});

test("customers come by code unit, whatever they are called", () => {
  const ids = ["__proto__", "toString", "a,b", "😀", "10", "9", "Z", "a", "ä", "\uFFFD"];
  const rows = [...ids, ...ids].map((id, i) => buy(id, i < ids.length ? "2025-03-01" : "2025-03-08"));
  const { customers } = rfmSummary(rows, { asOf });
  expect(customers.map(({ customerId }) => customerId)).toEqual([...ids].sort());
  expect(customers.every(({ frequency }) => frequency === 1)).toBe(true);
  const accumulator = rfmSummaryAccumulator({ asOf });
  const state = accumulator.merge(fold(accumulator, rows.slice(0, 13)), fold(accumulator, rows.slice(13)));
  expect(accumulator.result(JSON.parse(JSON.stringify(state)) as typeof state).customers).toEqual(customers);
});

test("0.1 ten times is 1, and what is added in another order is the same", () => {
  const amounts = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 1e15, 1e-15];
  const rows = amounts.map((amount) => buy("a", "2025-03-08", amount));
  const of = (list: readonly TransactionRow[]): unknown =>
    rfmSummary([buy("a", "2025-03-01", 0), ...list], { asOf }).customers[0]!.monetaryValue;
  expect(of(rows)).toBe(1000000000000001);
  expect(of([...rows].reverse())).toBe(1000000000000001);
  expect(of(rows.slice(0, 10))).toBe(1);
});

describe.skipIf(!existsSync("../shared/data/cdnow-sample-transactions.csv"))("CDNOW", () => {
  const read = (name: string): string[][] =>
    readFileSync(`../shared/data/${name}.csv`, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));

  test("calibration and holdout of all 2,357 customers", () => {
    const split = holdoutSplit(read("cdnow-sample-transactions"), {
      calibrationEnd: "1997-09-30",
      holdoutEnd: "1998-06-30",
      read: ([customerId, at, , value]) => ({ customerId, at, amount: Math.round(Number(value) * 100) }),
    });
    const known = read("cdnow-sample-rfm-by-customer").map(([customerId, x, tx, T, spend, later, laterSpend]) => ({
      customerId,
      frequency: Number(x),
      recency: Number(tx),
      T: Number(T),
      repeatSpend: Math.round(Number(spend) * 100),
      holdoutFrequency: Number(later),
      holdoutSpend: Math.round(Number(laterSpend) * 100),
    }));
    const found = split.customers.map(
      ({ customerId, frequency, recency, T, monetaryValue, holdoutFrequency, holdoutSpend }) => ({
        customerId,
        frequency,
        recency,
        T,
        repeatSpend: Math.round((monetaryValue ?? 0) * frequency),
        holdoutFrequency,
        holdoutSpend,
      }),
    );
    expect(found).toHaveLength(2357);
    expect(found.sort((a, b) => Number(a.customerId) - Number(b.customerId))).toEqual(known);
    expect(split).toMatchObject({ holdoutLength: 273, newInHoldout: 0, usedRows: 6919 });
  });

  test("grouped, they are the 1,016 histories of the other file", () => {
    const { customers } = rfmSummary(read("cdnow-sample-transactions"), {
      asOf: "1997-09-30",
      read: ([customerId, at, , value]) => ({ customerId, at, amount: Number(value) }),
    });
    const { frequency, recency, T, count } = groupHistories(customers);
    const known = read("cdnow-sample-rfm-grouped").map((row) => row.map(Number));
    expect(frequency.map((x, i) => [x, recency[i], T[i], count[i]])).toEqual(known);
  });
});

describe("what would pass for something else", () => {
  test.each([
    ["TIME_ZONE_REQUIRED", [buy("a", 0)], { asOf, timeZone: null }],
    ["CURRENCY_INVALID", [], { asOf, currency: 5 }],
    ["UNIT_DAYS_INVALID", [], { asOf, unitDays: "7" }],
    ["UNIT_DAYS_INVALID", [], { asOf, unitDays: 5e-324 }],
  ])("throws %s", (code, source, options) => {
    expect(codeOf(() => rfmSummary(source, options as never))).toBe(code);
  });

  test("a blank currency is none, and one that is no text is another", () => {
    const currencies = ["", "EUR", Symbol("EUR")] as string[];
    const { currency, leftOut, usedRows } = rfmSummary(
      currencies.map((currency) => ({ ...buy("a", asOf), currency })),
      { asOf },
    );
    expect([currency, leftOut["other-currency"], usedRows]).toEqual(["EUR", 1, 2]);
    expect(rfmSummary([], { asOf, currency: null as never }).currency).toBeNull();
  });

  test("an edited state is not read, nor added up for ever", () => {
    const state = fold(rfmSummaryAccumulator({ asOf }), [buy("a", asOf)]);
    const [customer] = Object.values(state.customers);
    for (const edited of [
      { customers: null },
      { customers: { a: null } },
      { customers: { a: { ...customer, amounts: [[1e308, 1e308]] } } },
      { customers: { a: { ...customer, amounts: [Number.NaN] } } },
      { customers: { a: { ...customer, purchases: "1" } } },
      { usedRows: Number.NaN },
      { leftOut: {} },
      { currency: 5 },
      { latest: Infinity },
    ]) {
      expect(codeOf(() => rfmSummary({ ...state, ...edited } as never, { asOf }))).toBe("KIND_MISMATCH");
    }
    const huge = { ...state, customers: { a: { ...customer!, amounts: [1e308] } } };
    expect(codeOf(() => rfmSummaryAccumulator({ asOf }).merge(huge, huge))).toBe("AMOUNT_TOO_LARGE");
  });
});
