import { describe, expect, test } from "vitest";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import type { TransactionColumns } from "../../../src/clv/transaction-columns.ts";
import { codeOf } from "../churn/code-of.ts";

const day = Date.UTC(2025, 2, 1) / 86_400_000;
const asOf = "2025-03-31";

test("codes, local days and amounts", () => {
  const columns = rfmSummaryColumns(
    {
      customers: Uint32Array.of(2, 0, 2, 2, 0),
      days: Int32Array.of(day + 9, day, day, day + 9, day),
      amounts: Float64Array.of(5, 1, 2, 7, 1),
    },
    { asOf },
  );
  expect(columns).toMatchObject({ n: 2, names: null, usedRows: 5, findings: [], notes: [] });
  expect(columns.codes).toEqual(Uint32Array.of(0, 2));
  expect(columns.frequency).toEqual(Float64Array.of(0, 1));
  expect(columns.recency).toEqual(Float64Array.of(0, 9));
  expect(columns.T).toEqual(Float64Array.of(30, 30));
  expect(columns.sinceLast).toEqual(Float64Array.of(30, 21));
  expect(columns.monetaryValue).toEqual(Float64Array.of(0, 12));
  expect(columns.spend).toEqual(Float64Array.of(2, 14));
  expect(columns.purchases).toEqual(Float64Array.of(2, 3));
  expect(columns.first).toEqual(Int32Array.of(day, day));
  expect(columns.last).toEqual(Int32Array.of(day, day + 9));
});

test("a heavy buyer in reverse order", () => {
  const count = 5000;
  const { frequency, recency, monetaryValue } = rfmSummaryColumns(
    {
      customers: new Uint8Array(count),
      days: Int32Array.from({ length: count }, (_, i) => day - i),
      amounts: new Float64Array(count).fill(0.1),
    },
    { asOf },
  );
  expect([frequency[0], recency[0], monetaryValue![0]]).toEqual([4999, 4999, 0.1]);
});

test("keys of a database, ids and names are customers", () => {
  const rest = { days: [day, day, day + 1], amounts: [1, 1, 1] };
  const of = (columns: Pick<TransactionColumns, "customers" | "names">): unknown => {
    const { codes, names, frequency } = rfmSummaryColumns({ ...columns, ...rest }, { asOf });
    return Array.from(codes, (code, i) => [names?.[code] ?? code, frequency[i]]);
  };
  expect(of({ customers: [9_000_000_000, 7, 9_000_000_000] })).toEqual([
    ["9000000000", 1],
    ["7", 0],
  ]);
  expect(of({ customers: ["__proto__", "b", "__proto__"] })).toEqual([
    ["__proto__", 1],
    ["b", 0],
  ]);
  expect(of({ customers: [1, 0, 1], names: ["a", "b"] })).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  expect(of({ customers: [0, 3, 0] })).toEqual([
    [0, 1],
    [3, 0],
  ]);
});

describe("bad rows", () => {
  test("are counted and listed, and take nothing with them", () => {
    const columns = rfmSummaryColumns(
      {
        customers: [0, -1, 0, 0, 0, 1, 0, null, 0],
        days: [day, day, Number.NaN, day + 1.5, day + 2, day + 31, day + 3, day, day + 4],
        amounts: [1, 1, 1, 1, Number.NaN, 1, null, 1, -1],
      },
      { asOf, refunds: "ignore" },
    );
    expect(columns.findings).toEqual([
      { code: "customer-id-invalid", index: 1, value: -1 },
      { code: "at-invalid", index: 2, value: "NaN" },
      { code: "at-invalid", index: 3, value: day + 1.5 },
      { code: "amount-invalid", index: 4, value: "NaN" },
      { code: "after-as-of", index: 5, value: day + 31 },
      { code: "amount-invalid", index: 6, value: null },
      { code: "customer-id-invalid", index: 7, value: null },
      { code: "refund-ignored", index: 8, value: -1 },
    ]);
    expect(columns).toMatchObject({ n: 1, usedRows: 1 });
  });

  test("of the wrong currency are all of them", () => {
    const log = { customers: [0, 0], days: [day, day], amounts: [1, 1], currency: "USD" };
    expect(rfmSummaryColumns(log, { asOf, currency: "EUR" })).toMatchObject({
      n: 0,
      currency: "EUR",
      leftOut: { "other-currency": 2 },
      notes: ["no-customers", "all-left-out"],
    });
    expect(rfmSummaryColumns(log, { asOf })).toMatchObject({ n: 1, currency: "USD" });
  });
});

test("amounts may be ignored; what is less than 0 is still a refund", () => {
  const log = { customers: [0, 0, 1], days: [day, day + 2, day], amounts: [Number.NaN, -1, -1] };
  const { frequency, monetaryValue, spend, withoutPurchases } = rfmSummaryColumns(log, {
    asOf,
    amounts: "ignored",
    refunds: "net-in-period",
  });
  expect([[...frequency], monetaryValue, spend, withoutPurchases]).toEqual([[0], null, null, 1]);
  const { customers, days } = log;
  expect([...rfmSummaryColumns({ customers, days }, { asOf, amounts: "ignored" }).frequency]).toEqual([1, 0]);
});

test("no rows", () => {
  for (const times of [{ at: [] }, { days: [] }]) {
    const columns = rfmSummaryColumns({ customers: [], amounts: [], ...times }, { asOf, timeZone: "UTC" });
    expect(columns).toMatchObject({ n: 0, usedRows: 0, notes: ["no-customers"] });
  }
});

test.each([
  ["SOURCE_INVALID", { customers: [0], amounts: [1] }],
  ["SOURCE_INVALID", { customers: [0], amounts: [1], at: [0], days: [0] }],
  ["SOURCE_INVALID", { days: [0], amounts: [1] }],
  ["SOURCE_INVALID", null],
  ["COLUMNS_UNEQUAL", { customers: [0], days: [0, 1], amounts: [1] }],
  ["COLUMNS_UNEQUAL", { customers: [0], days: [0], amounts: [] }],
  ["AMOUNTS_REQUIRED", { customers: [0], days: [0] }],
  ["TIME_ZONE_REQUIRED", { customers: [0], at: [0], amounts: [1] }],
  ["CUSTOMER_NAMES_REPEATED", { customers: [0], days: [0], amounts: [1], names: ["a", "a"] }],
  ["REFUNDS_UNDECIDED", { customers: [0], days: [0], amounts: [-1] }],
])("%s: %j", (code, columns) => {
  expect(codeOf(() => rfmSummaryColumns(columns as never, { asOf }))).toBe(code);
});

test.each([
  ["SOURCE_INVALID", { customers: [0], days: null, amounts: [1] }],
  ["SOURCE_INVALID", { customers: [0], days: [0], amounts: [1], names: [null] }],
  ["CURRENCY_INVALID", { customers: [0], days: [0], amounts: [1], currency: "" }],
])("what a database leaves out throws %s", (code, columns) => {
  expect(codeOf(() => rfmSummaryColumns(columns as never, { asOf }))).toBe(code);
});
