import { describe, expect, test } from "vitest";
import { historicValue, historicValueAccumulator } from "../../../src/clv/historic-value.ts";
import type { HistoricValueRow } from "../../../src/clv/historic-value-state.ts";
import { fold } from "../../../src/core/accumulator.ts";
import type { Transaction } from "../../../src/model/transaction.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { codeOf } from "../churn/code-of.ts";

const transactions: Transaction[] = [
  {
    id: "1",
    customerId: "Ann",
    at: "2025-01-10T00:00:00Z",
    amount: 10000,
    cost: 6000,
    currency: "EUR",
    kind: "purchase",
  },
  {
    id: "2",
    customerId: "Ann",
    at: "2025-02-10T00:00:00Z",
    amount: 5000,
    cost: 3000,
    currency: "EUR",
    kind: "purchase",
  },
  {
    id: "3",
    customerId: "Bob",
    at: "2025-01-20T00:00:00Z",
    amount: 20000,
    cost: 12000,
    currency: "EUR",
    kind: "purchase",
  },
  { id: "4", customerId: "Bob", at: "2025-01-25T00:00:00Z", amount: 4000, currency: "EUR", kind: "refund" },
];
const service: HistoricValueRow = {
  customerId: "Bob",
  at: "2025-01-25T00:00:00Z",
  amount: 4500,
  kind: "cost-to-serve",
};

describe("value so far", () => {
  test("is revenue less direct cost less cost to serve, in total and of each, the best first", () => {
    const result = historicValue([...transactions, service]);
    expect(result).toMatchObject({
      metric: "historic-value",
      value: 5500,
      unit: "money",
      currency: "EUR",
      n: 2,
      interval: null,
      notes: ["no-interval"],
      total: {
        purchases: 35000,
        refunds: 4000,
        revenue: 31000,
        directCost: 21000,
        costToServe: 4500,
        contribution: 5500,
      },
      mean: { value: 2750, n: 2, currency: "EUR" },
      definition: { value: "contribution", missingCost: "unknown", discount: "none", from: null, asOf: null },
      usedRows: 5,
      findings: [],
    });
    expect(result.customers).toEqual([
      {
        customerId: "Ann",
        transactions: 2,
        revenue: 15000,
        purchases: 15000,
        refunds: 0,
        directCost: 9000,
        costToServe: 0,
        contribution: 6000,
        acquisitionCost: null,
        afterAcquisition: null,
      },
      {
        customerId: "Bob",
        transactions: 2,
        revenue: 16000,
        purchases: 20000,
        refunds: 4000,
        directCost: 12000,
        costToServe: 4500,
        contribution: -500,
        acquisitionCost: null,
        afterAcquisition: null,
      },
    ]);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("costs to serve can turn the order round, and their absence is named", () => {
    const before = historicValue(transactions);
    expect(before.notes).toContain("no-costs-to-serve");
    expect(before.customers.map(({ customerId }) => customerId)).toEqual(["Ann", "Bob"]);
    const dear = historicValue([...transactions, { ...service, customerId: "Ann" }]);
    expect(dear.customers.map(({ customerId, contribution }) => [customerId, contribution])).toEqual([
      ["Bob", 4000],
      ["Ann", 1500],
    ]);
  });

  test("the mean has Student's interval", () => {
    const { mean } = historicValue([...transactions, service]);
    // 2750 ± t(0.975, 1) · 6500 / 2
    expect(mean.interval!.upper).toBeCloseTo(2750 + 12.706204736174707 * 3250, 6);
    expect(mean.standardDeviation).toBeCloseTo(6500 / Math.SQRT2, 8);
  });

  test("nobody is no value", () => {
    expect(historicValue([])).toMatchObject({
      value: null,
      n: 0,
      currency: null,
      customers: [],
      total: { revenue: 0, contribution: 0, acquisitionCost: null },
      mean: { value: null, interval: null },
      notes: ["no-customers"],
    });
  });
});

describe("a purchase without a cost", () => {
  const rows = [...transactions, { customerId: "Cid", at: 0, amount: 1000, currency: "EUR" }];

  test("leaves the contribution unknown, and the revenue known", () => {
    const { value, total, customers, mean, notes, purchasesWithoutCost } = historicValue(rows);
    expect([value, total.contribution, total.directCost, total.revenue, mean.value, mean.interval]).toEqual([
      null,
      null,
      null,
      32000,
      null,
      null,
    ]);
    expect(customers[2]).toMatchObject({ customerId: "Cid", revenue: 1000, directCost: null, contribution: null });
    expect(customers[0]).toMatchObject({ customerId: "Ann", contribution: 6000 });
    expect(notes).toContain("costs-unknown");
    expect(purchasesWithoutCost).toBe(1);
  });

  test("may be taken for free, or at a gross margin", () => {
    expect(historicValue(rows, { missingCost: "zero" })).toMatchObject({ value: 11000, total: { directCost: 21000 } });
    const assumed = historicValue(rows, { missingCost: { grossMargin: 0.25 } });
    expect(assumed).toMatchObject({ value: 10250, definition: { missingCost: { grossMargin: 0.25 } } });
    expect(assumed.notes).toContain("costs-assumed");
  });

  test("a refund needs none; a cost of its own is one more", () => {
    const refund = { customerId: "Ann", amount: 1000, kind: "refund" };
    const bought = { customerId: "Ann", amount: 1000, cost: 400 };
    expect(historicValue([bought, refund]).value).toBe(-400);
    expect(historicValue([bought, { ...refund, cost: 50 }]).value).toBe(-450);
  });
});

describe("acquisition costs", () => {
  const cost = (customerId: string, amount: number): HistoricValueRow => ({
    customerId,
    amount,
    kind: "acquisition-cost",
  });

  test("are taken off where they are known, and in total where all are", () => {
    const one = historicValue([...transactions, cost("Ann", 2000)]);
    expect(one.customers[0]).toMatchObject({ acquisitionCost: 2000, afterAcquisition: 4000 });
    expect(one).toMatchObject({ value: 10000, total: { acquisitionCost: 2000, afterAcquisition: null } });
    expect(one.notes).toContain("acquisition-costs-incomplete");
    const both = historicValue([...transactions, cost("Ann", 2000), cost("Bob", 0)]);
    expect(both.total).toMatchObject({ acquisitionCost: 2000, afterAcquisition: 8000 });
  });
});

describe("a window", () => {
  test("takes rows from its first instant to before its last", () => {
    const { value, leftOut, definition } = historicValue(transactions, {
      from: "2025-01-20T00:00:00Z",
      asOf: "2025-02-10T00:00:00Z",
    });
    expect(value).toBe(4000);
    expect(leftOut).toMatchObject({ "before-from": 1, "after-as-of": 1 });
    expect(definition).toMatchObject({ from: "2025-01-20T00:00:00.000Z", asOf: "2025-02-10T00:00:00.000Z" });
  });

  test("needs dates; without one they are not asked for", () => {
    const undated = { customerId: "Ann", amount: 1, cost: 0 };
    expect(historicValue([undated]).value).toBe(1);
    expect(historicValue([undated], { asOf: 5 }).leftOut["at-invalid"]).toBe(1);
    expect(historicValue([{ ...undated, at: "yesterday" }]).leftOut["at-invalid"]).toBe(1);
  });
});

describe("discounting", () => {
  const at = (days: number) => Date.parse("2025-01-01T00:00:00Z") - days * 86_400_000;
  const options = { asOf: "2025-01-01T00:00:00Z", discount: { rate: 0.1, per: "year" } } as const;

  test("compounds what was earned to asOf", () => {
    const { value, total } = historicValue(
      [
        { customerId: "Ann", at: at(365.25), amount: 10000, cost: 4000 },
        { customerId: "Ann", at: at(2 * 365.25), amount: 1000, kind: "cost-to-serve" },
      ],
      options,
    );
    expect(total.revenue).toBeCloseTo(11000, 8);
    expect(value).toBeCloseTo(6000 * 1.1 - 1000 * 1.21, 8);
  });

  test("at no rate changes nothing, and the state keeps instants", () => {
    const plain = historicValue([...transactions, service], { asOf: options.asOf });
    const none = { asOf: options.asOf, discount: { rate: 0, per: "year" } } as const;
    const same = historicValue([...transactions, service], none);
    expect(same.customers).toEqual(plain.customers);
    const { kind } = historicValueAccumulator(none).empty();
    expect(kind).toBe("historic-value/1 instants ../2025-01-01T00:00:00.000Z");
  });

  test("needs asOf, and a rate that leaves numbers", () => {
    expect(codeOf(() => historicValue([], { discount: { rate: 0.1, per: "year" } }))).toBe("AS_OF_REQUIRED");
    const absurd = { asOf: options.asOf, discount: { rate: 1e9, per: "day" } } as const;
    expect(codeOf(() => historicValue([{ customerId: "a", at: 0, amount: 1, cost: 1 }], absurd))).toBe(
      "DISCOUNT_RATE_INVALID",
    );
  });
});

describe("rows", () => {
  test("that cannot be used are counted and listed", () => {
    const bad = [
      null,
      { customerId: "a", amount: 1, kind: "gift" },
      { customerId: null, amount: 1 },
      { customerId: "a", amount: 0.5 },
      { customerId: "a", amount: -5 },
      { customerId: "a", amount: 5, cost: -1 },
      { customerId: "a", amount: 5, at: "2025-01-01" },
      { customerId: "a", amount: 5, cost: 1, currency: "USD" },
      transactions[0],
    ] as never[];
    const { findings, leftOut, usedRows, value } = historicValue([...transactions, ...bad], { currency: "EUR" });
    expect(findings.map(({ code }) => code)).toEqual([
      "row-invalid",
      "kind-unknown",
      "customer-id-invalid",
      "amount-invalid",
      "amount-invalid",
      "cost-invalid",
      "at-invalid",
      "other-currency",
      "duplicate-id",
    ]);
    expect(findings[3]).toEqual({ code: "amount-invalid", index: 7, value: 0.5 });
    expect(Object.values(leftOut).reduce((sum, each) => sum + each)).toBe(bad.length);
    expect([usedRows, value]).toEqual([4, 10000]);
  });

  test("of any form are read by a function", () => {
    const read = (order: { who: string; cents: number } | null) =>
      order && { customerId: order.who, amount: order.cents, cost: 0 };
    const result = historicValue([{ who: "a", cents: 5 }, null, { who: "a", cents: 7 }], { read });
    expect(result).toMatchObject({ value: 12, leftOut: { "row-invalid": 1 } });
  });

  test("of customers called as they like", () => {
    const rows = ["__proto__", "toString", "a,b", "🙂"].map((customerId) => ({ customerId, amount: 1, cost: 0 }));
    expect(historicValue(rows).customers.map(({ customerId }) => customerId)).toEqual([
      "__proto__",
      "a,b",
      "toString",
      "🙂",
    ]);
  });

  test("in parts are the whole", () => {
    const accumulator = historicValueAccumulator();
    const parts = [...transactions, service].map((row) => fold(accumulator, [row]));
    const state = parts.reverse().reduce(accumulator.merge, accumulator.empty());
    expect(historicValue(JSON.parse(JSON.stringify(state)))).toEqual(historicValue([...transactions, service]));
  });
});

test.each([
  ["SOURCE_INVALID", 5, {}],
  ["SOURCE_INVALID", null, {}],
  ["SOURCE_INVALID", "rows", {}],
  ["KIND_MISMATCH", { kind: "nps/1" }, {}],
  ["KIND_MISMATCH", historicValueAccumulator().empty(), { asOf: 5 }],
  [
    "CURRENCY_MIXED",
    [
      { customerId: "a", amount: 1, currency: "EUR" },
      { customerId: "b", amount: 1, currency: "USD" },
    ],
    {},
  ],
  [
    "AMOUNT_TOO_LARGE",
    [
      { customerId: "a", amount: 2 ** 53 - 1 },
      { customerId: "a", amount: 1 },
    ],
    {},
  ],
  ["ROW_INVALID", [null], { onInvalid: "throw" }],
  ["MISSING_COST_INVALID", [], { missingCost: "free" }],
  ["MISSING_COST_INVALID", [], { missingCost: { grossMargin: 40 } }],
  ["LEVEL_OUT_OF_RANGE", [], { level: 95 }],
  ["FUNCTION_REQUIRED", [], { read: "amount" }],
  ["DISCOUNT_RATE_INVALID", [], { asOf: 5, discount: 0.1 }],
  ["TIME_UNIT_UNKNOWN", [], { asOf: 5, discount: { rate: 0.1, per: "opportunity" } }],
  ["INSTANT_WITHOUT_OFFSET", [], { asOf: "2025-01-01" }],
])("a bad call throws %s", (code, source, options) => {
  expect(codeOf(() => historicValue(source as never, options as never))).toBe(code);
});

test.each([
  ["OPTIONS_INVALID", [], null],
  ["CURRENCY_INVALID", [], { currency: "" }],
  ["CURRENCY_INVALID", [], { currency: Symbol("EUR") }],
  ["ON_INVALID_UNKNOWN", [], { onInvalid: "trow" }],
  ["MISSING_COST_INVALID", [], { missingCost: { grossMargin: "0.5" } }],
  ["MISSING_COST_INVALID", [{ customerId: "a", amount: 9 }], { missingCost: { grossMargin: -1e308 } }],
])("what would pass for something else throws %s", (code, source, options) => {
  expect(codeOf(() => historicValue(source as never, options as never))).toBe(code);
});

test("a blank currency is none, and one that is no text is another", () => {
  const row = { customerId: "a", amount: 5, cost: 1 };
  const { value, currency, leftOut } = historicValue([
    { ...row, currency: "" },
    { ...row, currency: "EUR" },
    { ...row, currency: Number.NaN as never },
  ]);
  expect([value, currency, leftOut["other-currency"]]).toEqual([8, "EUR", 1]);
});

test("an edited state is not read", () => {
  const accumulator = historicValueAccumulator();
  const state = fold(accumulator, [{ customerId: "a", amount: 5, cost: 1 }]);
  const [entry] = state.customers["a"]!;
  for (const edited of [
    { customers: null },
    { customers: { a: null } },
    { customers: { a: [null] } },
    { customers: { a: [{ ...entry, purchases: Number.NaN }] } },
    { customers: { a: [{ ...entry, at: 5 }] } },
    { customers: { a: [entry, entry] } },
    { usedRows: Infinity },
    { leftOut: {} },
    { serviceRows: null },
  ]) {
    expect(codeOf(() => accumulator.result({ ...state, ...edited } as never))).toBe("KIND_MISMATCH");
  }
});

test("a row that throws is named by its place, those left out before it counted", () => {
  const accumulator = historicValueAccumulator({ onInvalid: "throw", from: 5 });
  const state = fold(accumulator, [{ customerId: "a", amount: 5, at: 1 }]);
  expect(() => accumulator.add(state, { customerId: "a", amount: -5, at: 6 })).toThrow("row 1");
});
