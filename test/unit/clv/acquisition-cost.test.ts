import { describe, expect, test } from "vitest";
import { customerAcquisitionCost, customerAcquisitionCostAccumulator } from "../../../src/clv/acquisition-cost.ts";
import type { AcquisitionRow } from "../../../src/clv/acquisition-cost-state.ts";
import { fold } from "../../../src/core/accumulator.ts";
import { exactPoisson } from "../../../src/stats/exact-poisson.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const april = {
  spend: [
    { kind: "media", amount: 12000 },
    { kind: "salaries", amount: 18000 },
  ],
  newCustomers: { paid: 40, organic: 60 },
};

describe("of sums", () => {
  test("one amount is of a kind without a name, as in rows", () => {
    const listed = { spend: [{ kind: "unspecified", amount: 12000 }], newCustomers: 40 };
    expect(customerAcquisitionCost({ spend: 12000, newCustomers: 40 })).toEqual(customerAcquisitionCost(listed));
    expect(customerAcquisitionCost({ spend: 12000, newCustomers: 40 }).value).toBe(300);
    expect(customerAcquisitionCost({ spend: 0, newCustomers: 40 }).notes).toEqual(["no-spend"]);
    const wrong = () => customerAcquisitionCost({ spend: { media: 12000 }, newCustomers: 40 } as never);
    expect(wrong).toThrow('a list such as [{ kind: "media", amount: 12000 }]: received {"media":12000}');
  });

  test("blended and fully loaded", () => {
    const result = customerAcquisitionCost(april, { currency: "EUR" });
    const around = exactPoisson(100, 1, 0.95);
    expect(result).toMatchObject({
      metric: "customer-acquisition-cost",
      value: 300,
      unit: "money",
      currency: "EUR",
      n: 100,
      spend: 30000,
      interval: { lower: 30000 / around.upper, upper: 30000 / around.lower, method: "exact-poisson", level: 0.95 },
      definition: { costs: ["media", "salaries"], costsLeftOut: [], customers: "all" },
      channels: [],
      notes: [],
    });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("paid customers, media alone: each choice is another figure, and says so", () => {
    expect(customerAcquisitionCost(april, { customers: "paid" }).value).toBe(750);
    expect(customerAcquisitionCost(april, { costs: ["media"] })).toMatchObject({
      value: 120,
      notes: ["costs-left-out"],
      definition: { costs: ["media"], costsLeftOut: ["salaries"] },
      spendByKind: [
        { kind: "media", amount: 12000, included: true },
        { kind: "salaries", amount: 18000, included: false },
      ],
    });
    expect(customerAcquisitionCost({ ...april, newCustomers: 7 }).definition.customers).toBe("as-given");
  });

  test("amounts of one kind add up without rounding", () => {
    const spend = new Array(10).fill({ kind: "media", amount: 0.1 });
    expect(customerAcquisitionCost({ spend, newCustomers: 1 }).value).toBe(1);
  });

  test("has no figure without customers, or without costs", () => {
    expect(customerAcquisitionCost({ ...april, newCustomers: 0 })).toMatchObject({
      value: null,
      interval: null,
      notes: ["no-new-customers"],
    });
    expect(customerAcquisitionCost({ spend: [], newCustomers: 5 })).toMatchObject({ value: null, notes: ["no-costs"] });
    expect(customerAcquisitionCost(april, { costs: ["meda"] })).toMatchObject({
      value: null,
      notes: ["no-costs", "costs-left-out", "costs-not-found"],
    });
    expect(customerAcquisitionCost({ spend: [{ kind: "media", amount: 0 }], newCustomers: 5 })).toMatchObject({
      value: 0,
      interval: null,
      notes: ["no-spend"],
    });
    expect(customerAcquisitionCost(april, { interval: "none" })).toMatchObject({
      interval: null,
      notes: ["no-interval"],
    });
  });
});

const rows: AcquisitionRow[] = [
  { kind: "cost", costKind: "media", channel: "search", amount: 90000, currency: "EUR", at: "2025-03-02T00:00:00Z" },
  { kind: "cost", costKind: "salaries", amount: 60000, currency: "EUR", at: "2025-03-20T00:00:00Z" },
  { kind: "acquired", customerId: "a", channel: "search", at: "2025-03-05T00:00:00Z" },
  { kind: "acquired", customerId: "b", channel: "search", at: "2025-04-06T00:00:00Z" },
  { kind: "acquired", customerId: "c", channel: "friends", at: "2025-03-07T00:00:00Z" },
  { kind: "acquired", customerId: "a", channel: "friends", at: "2025-03-09T00:00:00Z" },
];

describe("of rows", () => {
  test("a customer counts once, by the first acquisition", () => {
    const result = customerAcquisitionCost(rows);
    expect(result).toMatchObject({
      value: 50000,
      currency: "EUR",
      n: 3,
      usedRows: 6,
      channels: [
        { channel: "friends", spend: 0, newCustomers: 1, value: null, interval: null },
        { channel: "search", spend: 90000, newCustomers: 2, value: 45000 },
        { channel: null, spend: 60000, newCustomers: 0, value: null, interval: null },
      ],
      notes: ["shared-costs-not-in-channels"],
    });
    expect(notPlainJson(result)).toEqual([]);
    expect(customerAcquisitionCost(rows, { customers: "paid" })).toMatchObject({ n: 2, value: 75000 });
  });

  test("of a window are those won in it; those won before are not new", () => {
    const window = { from: "2025-04-01T00:00:00Z", asOf: "2025-05-01T00:00:00Z" };
    expect(customerAcquisitionCost(rows, window)).toMatchObject({
      value: null,
      n: 1,
      acquiredBefore: 2,
      notes: ["no-costs"],
      leftOut: { "before-from": 2 },
    });
    const lagged = customerAcquisitionCost(rows, { ...window, lag: { days: 31 } });
    expect(lagged).toMatchObject({
      value: 150000,
      n: 1,
      definition: { lagDays: 31, from: "2025-04-01T00:00:00.000Z" },
    });
  });

  test("a state is the same as its rows, in whatever parts", () => {
    const { empty, merge } = customerAcquisitionCostAccumulator();
    const parts = rows.map((row) => fold(customerAcquisitionCostAccumulator(), [row]));
    const state = parts.reverse().reduce(merge, empty());
    expect(customerAcquisitionCost(JSON.parse(JSON.stringify(state)))).toEqual(customerAcquisitionCost(rows));
  });

  test("that cannot be used are counted and listed", () => {
    const bad = [
      null,
      { kind: "refund" },
      { kind: "acquired", customerId: "" },
      { kind: "cost", amount: 1.5 },
      { kind: "cost", amount: 5, at: "2025-03-02" },
      { kind: "cost", amount: 5, currency: "USD" },
    ] as never[];
    const { findings, leftOut, usedRows, spend } = customerAcquisitionCost([...rows, ...bad], { currency: "EUR" });
    expect(findings.map(({ code, index }) => [code, index])).toEqual([
      ["row-invalid", 6],
      ["kind-unknown", 7],
      ["customer-id-invalid", 8],
      ["amount-invalid", 9],
      ["at-invalid", 10],
      ["other-currency", 11],
    ]);
    expect(Object.values(leftOut).reduce((sum, each) => sum + each)).toBe(bad.length);
    expect([usedRows, spend]).toEqual([6, 150000]);
    expect(codeOf(() => customerAcquisitionCost(bad, { onInvalid: "throw" }))).toBe("ROW_INVALID");
  });

  test("names of objects are names as others", () => {
    const strange = (channel: string): AcquisitionRow[] => [
      { kind: "cost", costKind: channel, channel, amount: 10 },
      { kind: "acquired", customerId: channel, channel },
    ];
    const { channels } = customerAcquisitionCost(["__proto__", "toString", "constructor"].flatMap(strange));
    expect(channels.map(({ channel, value }) => [channel, value])).toEqual([
      ["__proto__", 10],
      ["constructor", 10],
      ["toString", 10],
    ]);
  });
});

test.each([
  ["SPEND_INVALID", { spend: [{ kind: "media", amount: -1 }], newCustomers: 1 }, {}],
  ["SPEND_INVALID", { spend: [{ amount: 1 }], newCustomers: 1 }, {}],
  ["SPEND_INVALID", { spend: -5, newCustomers: 1 }, {}],
  ["SPEND_INVALID", { spend: Number.NaN, newCustomers: 1 }, {}],
  ["SPEND_INVALID", { spend: "5", newCustomers: 1 }, {}],
  ["COUNT_INVALID", { spend: [], newCustomers: 1.5 }, {}],
  ["COUNT_INVALID", { spend: [], newCustomers: { paid: 1, organic: -1 } }, {}],
  ["COUNT_INVALID", { spend: [], newCustomers: null }, {}],
  ["CUSTOMERS_UNKNOWN", april, { customers: "organic" }],
  ["COST_KINDS_INVALID", april, { costs: "media" }],
  ["LEVEL_OUT_OF_RANGE", april, { level: 95 }],
  ["SOURCE_INVALID", 5, {}],
  ["SOURCE_INVALID", null, {}],
  ["KIND_MISMATCH", { kind: "nps/1" }, {}],
  [
    "CURRENCY_MIXED",
    [
      { kind: "cost", amount: 1, currency: "EUR" },
      { kind: "cost", amount: 1, currency: "USD" },
    ],
    {},
  ],
  [
    "AMOUNT_TOO_LARGE",
    [
      { kind: "cost", amount: 2 ** 53 - 1 },
      { kind: "cost", amount: 1 },
    ],
    {},
  ],
  ["WINDOW_REQUIRED", rows, { lag: 3 }],
  ["WINDOW_EMPTY", rows, { from: 5, asOf: 5 }],
  ["INSTANT_WITHOUT_OFFSET", rows, { from: "2025-01-01" }],
  ["TIME_SPAN_INVALID", rows, { from: 5, lag: { fortnights: 1 } }],
])("a bad call throws %s", (code, source, options) => {
  expect(codeOf(() => customerAcquisitionCost(source as never, options as never))).toBe(code);
});

test.each([
  ["OPTIONS_INVALID", rows, null],
  ["ON_INVALID_UNKNOWN", rows, { onInvalid: "trow" }],
  ["CURRENCY_INVALID", april, { currency: 5 }],
  ["INTERVAL_UNKNOWN", april, { interval: "nome" }],
  ["COUNT_INVALID", { ...april, newCustomers: { paid: 1, organic: Number.NaN } }, { customers: "paid" }],
  ["SPEND_INVALID", { ...april, spend: ["a", "b"].map((kind) => ({ kind, amount: 1e308 })) }, {}],
  ["SPEND_INVALID", { ...april, spend: ["a", "a"].map((kind) => ({ kind, amount: 1e308 })) }, { costs: [] }],
  ["KIND_MISMATCH", { kind: "acquisition-cost/1" }, {}],
])("what would give no number throws %s", (code, source, options) => {
  expect(codeOf(() => customerAcquisitionCost(source as never, options as never))).toBe(code);
});

test("an edited state is not read", () => {
  const accumulator = customerAcquisitionCostAccumulator();
  const state = fold(accumulator, [
    { kind: "cost", amount: 5, costKind: Symbol("media") as never },
    { kind: "acquired", customerId: "a" },
  ]);
  expect(accumulator.result(state)).toMatchObject({ value: 5, definition: { costs: ["unspecified"] } });
  for (const edited of [
    { spend: { media: null } },
    { spend: { media: { search: Number.NaN } } },
    { customers: { a: null } },
    { customers: { a: { at: Number.NaN, channel: null } } },
    { usedRows: -1 },
    { leftOut: null },
  ]) {
    expect(codeOf(() => accumulator.result({ ...state, ...edited } as never))).toBe("KIND_MISMATCH");
  }
});

test("an interval of one's own that is none is left out; no -0", () => {
  const interval = () => ({ lower: Number.NaN, upper: 5, level: 0.95, method: "mine" });
  expect(customerAcquisitionCost(april, { interval })).toMatchObject({ interval: null, notes: ["no-interval"] });
  const nothing = customerAcquisitionCost({ spend: [{ kind: "a", amount: -0 }], newCustomers: 5 });
  expect(notPlainJson(nothing)).toEqual([]);
});
