import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import type { ActivityColumns } from "../../../src/churn/activity-columns.ts";
import type { ActivitySource } from "../../../src/churn/activity-log.ts";
import type { ActivityOptions } from "../../../src/churn/activity-options.ts";
import type { ActivityRow } from "../../../src/churn/activity-row.ts";
import type { CustomerActivity } from "../../../src/churn/activity-state.ts";
import { tallyActivity } from "../../../src/churn/activity-tally.ts";
import { cohortMembers } from "../../../src/churn/cohort-members.ts";
import { growthAccountingAccumulator } from "../../../src/churn/growth-accounting.ts";
import { retentionRows } from "../../../src/churn/retention-rows.ts";
import { retentionTable, retentionTableAccumulator } from "../../../src/churn/retention-table.ts";
import type { ActivityEvent } from "../../../src/model/activity-event.ts";
import type { Transaction } from "../../../src/model/transaction.ts";
import { codeOf } from "./code-of.ts";

const options = { every: "month", timeZone: "UTC", asOf: "2025-04-01T00:00:00Z" } as const;
const jan = Date.parse("2025-01-05T12:00:00Z");
const feb = Date.parse("2025-02-05T12:00:00Z");
const none = {
  "row-invalid": 0,
  "customer-id-invalid": 0,
  "at-invalid": 0,
  "after-as-of": 0,
  "amount-invalid": 0,
  "other-currency": 0,
  "kind-unknown": 0,
  "duplicate-id": 0,
};

/** A row of data that no type would let through. */
const raw = (row: unknown): ActivityRow => row as ActivityRow;
const good = { customerId: "a", at: jan };

describe("a row that cannot be used", () => {
  const bad: readonly (readonly [string, unknown, unknown])[] = [
    ["row-invalid", null, null],
    ["row-invalid", undefined, null],
    ["row-invalid", "a,2025", "a,2025"],
    ["customer-id-invalid", { at: jan }, null],
    ["customer-id-invalid", { customerId: "", at: jan }, ""],
    ["customer-id-invalid", { customerId: null, at: "never" }, null],
    ["customer-id-invalid", { customerId: 7, at: jan }, 7],
    ["at-invalid", { customerId: "a" }, null],
    ["at-invalid", { customerId: "a", at: NaN }, "NaN"],
    ["at-invalid", { customerId: "a", at: "2025-01-05" }, "2025-01-05"],
    ["at-invalid", { customerId: "a", at: new Date(NaN) }, "object"],
    ["at-invalid", { customerId: "a", at: 1e18 }, 1e18],
    ["after-as-of", { customerId: "a", at: "2025-04-01T00:00:00Z" }, "2025-04-01T00:00:00Z"],
    ["amount-invalid", { ...good, amount: NaN }, "NaN"],
    ["amount-invalid", { ...good, amount: 12.5 }, 12.5],
    ["amount-invalid", { ...good, amount: -1 }, -1],
    ["amount-invalid", { ...good, amount: "12" }, "12"],
    ["amount-invalid", { ...good, kind: "refund" }, null],
    ["other-currency", { ...good, amount: 5, currency: "USD" }, "USD"],
    ["kind-unknown", { ...good, kind: "chargeback" }, "chargeback"],
  ];

  test.each(bad)("is listed as %s: %j", (code, row, value) => {
    const table = retentionTable([good, raw(row), good], { ...options, currency: "EUR" });
    expect(table.findings).toEqual([{ code, index: 1, value }]);
    expect(table.leftOut).toEqual({ ...none, [code]: 1 });
    expect(table.usedRows).toBe(2);
  });

  test("nothing is lost: used and left out are all that were given, however the log comes", () => {
    const rows = [good, ...bad.map(([, row]) => raw(row)), { ...good, id: "1" }, { ...good, id: "1" }];
    const asked = { ...options, currency: "EUR" };
    const table = retentionTable(rows, asked);
    const total = Object.values(table.leftOut).reduce((sum, count) => sum + count, 0);
    expect(table.usedRows + total).toBe(rows.length);
    expect(table.findings).toHaveLength(total);
    expect(table.findings.map(({ index }) => index)).toEqual(
      [...Array(bad.length).keys(), bad.length + 1].map((i) => i + 1),
    );
    const { leftOut, usedRows } = fold(retentionTableAccumulator(asked), rows);
    // A state has no ids: it takes the second row of id 1 for another purchase.
    expect(leftOut).toEqual({ ...table.leftOut, "duplicate-id": 0 });
    expect(usedRows).toBe(table.usedRows + 1);
  });

  test("throws where that is asked for, except after asOf", () => {
    const strict = { ...options, currency: "EUR", onInvalid: "throw" } as const;
    for (const [code, row] of bad) {
      const wanted = code === "after-as-of" ? "none" : "ROW_INVALID";
      expect(codeOf(() => retentionTable([raw(row)], strict))).toBe(wanted);
      expect(codeOf(() => fold(retentionTableAccumulator(strict), [raw(row)]))).toBe(wanted);
    }
    expect(
      codeOf(() =>
        retentionTable(
          [
            { ...good, id: "1" },
            { ...good, id: "1" },
          ],
          strict,
        ),
      ),
    ).toBe("ROW_INVALID");
  });

  test("an id repeats only among rows that are used", () => {
    const table = retentionTable(
      [
        { id: "1", customerId: "a", at: NaN },
        { ...good, id: "1" },
        { ...good, id: "1" },
        { ...good, id: null },
      ],
      options,
    );
    expect(table.findings).toEqual([
      { code: "at-invalid", index: 0, value: "NaN" },
      { code: "duplicate-id", index: 2, value: "1" },
    ]);
  });
});

describe("currencies", () => {
  const euro = { ...good, amount: 5, currency: "EUR" };
  const dollar = { ...good, amount: 7, currency: "USD" };

  test("of two none is chosen and none is added: CURRENCY_MIXED", () => {
    const accumulator = retentionTableAccumulator(options);
    expect(codeOf(() => retentionTable([euro, dollar], options))).toBe("CURRENCY_MIXED");
    expect(codeOf(() => fold(accumulator, [euro, dollar]))).toBe("CURRENCY_MIXED");
    expect(codeOf(() => accumulator.merge(fold(accumulator, [euro]), fold(accumulator, [dollar])))).toBe(
      "CURRENCY_MIXED",
    );
    expect(codeOf(() => retentionTable(fold(accumulator, [euro]), { ...options, currency: "USD" }))).toBe(
      "CURRENCY_MIXED",
    );
  });

  test("one may be asked for; an amount that names none is in that of the log", () => {
    const table = retentionTable([euro, dollar, { ...good, amount: 2 }], { ...options, currency: "EUR" });
    expect(table).toMatchObject({ currency: "EUR", usedRows: 2, leftOut: { "other-currency": 1 } });
    expect(table.cohorts[0]!.cells[0]!.revenue).toBe(7);
    expect(retentionTable([{ ...good, amount: 2 }, dollar], options).currency).toBe("USD");
  });

  test("do not matter to rows without amount", () => {
    expect(retentionTable([{ ...good, currency: "USD" }, euro], options)).toMatchObject({
      currency: "EUR",
      usedRows: 2,
    });
  });
});

test("the facts of the model are rows", () => {
  const events: ActivityEvent[] = [{ customerId: "a", at: "2025-01-05T12:00:00+01:00", name: "login" }];
  const transactions: Transaction[] = [
    { id: "t1", customerId: "a", at: jan, amount: 100, currency: "EUR", kind: "purchase" },
    { id: "t2", customerId: "a", at: new Date(feb), amount: 30, currency: "EUR", kind: "refund" },
  ];
  expect(retentionTable(events, options).n).toBe(1);
  expect(retentionTable(transactions, options).cohorts[0]!.cells.map(({ revenue }) => revenue)).toEqual([100, -30, 0]);
  expect(retentionTable(new Set(transactions).values(), options).n).toBe(1);
});

describe("columns", () => {
  const rows: ActivityRow[] = [
    { customerId: "x", at: feb, amount: 3 },
    { customerId: "y", at: jan, amount: 4 },
    { customerId: "x", at: jan, amount: 5 },
    { customerId: "x", at: feb, amount: 2, kind: "refund" },
    { customerId: "x", at: jan, amount: 0 },
  ];
  const at = rows.map((row) => row.at as number);
  const amounts = [3, 4, 5, -2, 0];
  const fromRows = retentionTable(rows, options);

  test.each<[string, ActivityColumns]>([
    [
      "dictionary codes",
      {
        customers: Uint8Array.of(0, 1, 0, 0, 0),
        names: ["x", "y"],
        at: Float64Array.from(at),
        amounts: Int32Array.from(amounts),
      },
    ],
    ["codes without names", { customers: [0, 1, 0, 0, 0], at, amounts }],
    ["codes with gaps", { customers: [900, 17, 900, 900, 900], at, amounts }],
    ["keys of a database", { customers: [9e15, 7, 9e15, 9e15, 9e15], at, amounts }],
    ["ids", { customers: ["x", "y", "x", "x", "x"], at, amounts }],
  ])("of %s say what rows say", (_, columns) => {
    const table = retentionTable(columns, options);
    expect(table).toEqual(fromRows);
    const { customers, ...state } = tallyActivity(columns, options);
    const { customers: expected, ...stateOfRows } = tallyActivity(rows, options);
    expect(state).toEqual(stateOfRows);
    expect(Object.values(customers).sort(byFirstCount)).toEqual(Object.values(expected).sort(byFirstCount));
  });

  test("name their customers", () => {
    const named = (columns: ActivityColumns): unknown => cohortMembers(columns, options)[0]!.customers;
    expect(named({ customers: [1, 0], names: ["x", "y"], at: [jan, jan] })).toEqual(["x", "y"]);
    expect(named({ customers: [10, 9], at: [jan, jan] })).toEqual(["10", "9"]);
    expect(named({ customers: [9e15, 3], at: [jan, jan] })).toEqual(["3", "9000000000000000"]);
    expect(named({ customers: ["b", "a"], at: [jan, jan] })).toEqual(["a", "b"]);
  });

  test("list what is wrong by its place", () => {
    const columns: ActivityColumns = {
      customers: [0, -1, NaN, null, 0.5, 2, 0, 0, 0, 0, 0, 1],
      names: ["x", "", "z"],
      at: [jan, jan, jan, jan, jan, jan, NaN, null, Infinity, 1e15, jan, jan],
      amounts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1],
    };
    const { findings, usedRows, leftOut, cohorts } = retentionTable(columns, options);
    expect(findings.map(({ code, index }) => [index, code])).toEqual([
      [1, "customer-id-invalid"],
      [2, "customer-id-invalid"],
      [3, "customer-id-invalid"],
      [4, "customer-id-invalid"],
      [6, "at-invalid"],
      [7, "at-invalid"],
      [8, "at-invalid"],
      [9, "after-as-of"],
      [10, "amount-invalid"],
      [11, "customer-id-invalid"],
    ]);
    expect(leftOut).toEqual({
      ...none,
      "customer-id-invalid": 5,
      "at-invalid": 3,
      "after-as-of": 1,
      "amount-invalid": 1,
    });
    expect([usedRows, cohorts[0]!.size, cohorts[0]!.cells[0]!.revenue]).toEqual([2, 2, 2]);
  });

  test("may lack some amounts, or all", () => {
    const table = retentionTable({ customers: [0, 1], at: [jan, jan], amounts: [null, 4] }, options);
    expect(table.cohorts[0]!.cells[0]).toMatchObject({ retained: 2, revenue: 4 });
    expect(
      retentionTable({ customers: [0], at: [jan], amounts: [null] }, options).cohorts[0]!.cells[0]!.revenue,
    ).toBeNull();
    expect(tallyActivity({ customers: [0, 1], at: [jan, jan], amounts: [undefined, 4] }, options).pricedRows).toBe(1);
  });

  test("of another currency are left out, as far as they have amounts", () => {
    const columns = { customers: [0, 0], at: [jan, jan], amounts: [5, null], currency: "USD" };
    const table = retentionTable(columns, { ...options, currency: "EUR" });
    expect(table).toMatchObject({ usedRows: 1, findings: [{ code: "other-currency", index: 0, value: "USD" }] });
    expect(retentionTable(columns, options).currency).toBe("USD");
  });

  test("are refused where they do not fit together", () => {
    expect(codeOf(() => retentionTable({ customers: [0, 1], at: [jan] }, options))).toBe("LENGTH_MISMATCH");
    expect(codeOf(() => retentionTable({ customers: [0], at: [jan], amounts: [] }, options))).toBe("LENGTH_MISMATCH");
    expect(codeOf(() => retentionTable({ customers: [0], names: ["a", "a"], at: [jan] }, options))).toBe(
      "CUSTOMER_NAMES_REPEATED",
    );
    expect(codeOf(() => retentionTable({ customers: 3 as never, at: [jan] }, options))).toBe("SOURCE_INVALID");
  });

  test("of a customer with thousands of rows in no order are sorted in time", () => {
    const length = 200_000;
    const backwards = Float64Array.from({ length }, (_, i) => jan + (((length - i) * 7919) % 86_400_000));
    const table = retentionTable(
      { customers: new Uint8Array(length), at: backwards, amounts: new Uint8Array(length).fill(1) },
      { ...options, clock: "elapsed", windowHours: 1 },
    );
    expect(table.cohorts[0]!.cells.slice(0, 25).reduce((sum, { revenue }) => sum + revenue!, 0)).toBe(length);
  });
});

test.each([[undefined], [null], [7], ["rows"], [{}], [true]])("%s is no source", (source) => {
  expect(codeOf(() => retentionTable(source as unknown as ActivitySource, options))).toBe("SOURCE_INVALID");
});

describe("a state", () => {
  const rows = [good, { customerId: "a", at: feb }, { customerId: "b", at: feb }];

  test("serves retention of every mode and growth accounting", () => {
    const retention = retentionTableAccumulator(options);
    const growth = growthAccountingAccumulator(options);
    const state = fold(retention, rows);
    expect(state).toStrictEqual(fold(growth, rows));
    expect(state).toStrictEqual(tallyActivity(rows, options));
    expect(growth.result(state).periods[1]).toMatchObject({ new: 1, retained: 1 });
    const unbounded = { ...options, mode: "unbounded" } as const;
    expect(retentionTable(state, unbounded)).toEqual(retentionTable(rows, unbounded));
    expect(cohortMembers(state, options)).toEqual([
      { cohort: "2025-01", customers: ["a"] },
      { cohort: "2025-02", customers: ["b"] },
    ]);
  });

  test("is of its periods: others do not read it, nor merge with it", () => {
    const state = tallyActivity(rows, options);
    const others: ActivityOptions[] = [
      { ...options, every: "week" },
      { ...options, timeZone: "Europe/Berlin" },
    ];
    for (const other of others) {
      expect(codeOf(() => retentionTable(state, other))).toBe("KIND_MISMATCH");
      expect(codeOf(() => retentionTableAccumulator(other).merge(state, tallyActivity(rows, other)))).toBe(
        "KIND_MISMATCH",
      );
    }
    expect(codeOf(() => retentionTable(state, { ...options, clock: "elapsed" }))).toBe("KIND_MISMATCH");
    const weeks = tallyActivity(rows, { ...options, every: "week", weekStart: 1 });
    expect(codeOf(() => retentionTable(weeks, { ...options, every: "week", weekStart: 7 }))).toBe("KIND_MISMATCH");
    // A start of weeks means nothing to months.
    expect(retentionTable(state, { ...options, weekStart: 7 }).n).toBe(2);
  });

  test("of yesterday is read today; one of tomorrow is not", () => {
    const state = tallyActivity(rows, { ...options, asOf: "2025-02-06T00:00:00Z" });
    expect(retentionTable(state, options)).toEqual(retentionTable(rows, options));
    expect(codeOf(() => retentionTable(state, { ...options, asOf: feb }))).toBe("STATE_AFTER_AS_OF");
    expect(retentionTable(state, { ...options, asOf: feb + 1 }).n).toBe(2);
  });

  test("on the elapsed clock keeps the instants", () => {
    const elapsed = { ...options, clock: "elapsed", windowHours: 24 * 31 } as const;
    const accumulator = retentionTableAccumulator(elapsed);
    // The later half comes first, so the first event is only known when they are merged.
    const state = accumulator.merge(fold(accumulator, rows.slice(1)), fold(accumulator, rows.slice(0, 1)));
    expect(state.kind).toBe("activity/1 instants");
    expect(accumulator.result(state)).toEqual(retentionTable(rows, elapsed));
  });

  test.each([
    [{ slots: [660, 661], counts: [1], amounts: [0, 0] }],
    [{ slots: [660, 661], counts: [1, 1], amounts: [] }],
    [{ slots: [661, 660], counts: [1, 1], amounts: [0, 0] }],
    [{ slots: [660, 660], counts: [1, 1], amounts: [0, 0] }],
    [{ slots: [660.5], counts: [1], amounts: [0] }],
    [{ slots: [660], counts: [-1], amounts: [0] }],
    [{ slots: [660], counts: [1], amounts: [0.1] }],
    [{}],
  ])("that is damaged is refused: %j", (customer) => {
    const state = tallyActivity(rows, options);
    const damaged = { ...state, customers: { a: { first: jan, ...customer } as CustomerActivity } };
    expect(codeOf(() => retentionTable(damaged, options))).toBe("KIND_MISMATCH");
  });

  test("a refund of nothing leaves a used row and no trace", () => {
    const nothing = { customerId: "r", at: jan, amount: 0, kind: "refund" };
    const state = tallyActivity([nothing], options);
    expect(state).toMatchObject({ usedRows: 1, pricedRows: 1, customers: {}, latest: jan });
    expect(state).toStrictEqual(fold(retentionTableAccumulator(options), [nothing]));
  });
});

test("rows of a table are its cells, one by one", () => {
  const table = retentionTable([good, { customerId: "b", at: feb }], options);
  const rows = retentionRows(table);
  expect(rows).toHaveLength(6);
  expect(rows[1]).toEqual({
    cohort: "2025-01",
    start: "2025-01-01T00:00:00.000Z",
    size: 1,
    from: 1,
    to: 1,
    n: 1,
    retained: 0,
    share: 0,
    lower: 0,
    upper: table.cohorts[0]!.cells[1]!.interval!.upper,
    complete: true,
    revenue: null,
  });
  expect(retentionRows(retentionTable([good], { ...options, interval: "none" }))[0]).toMatchObject({
    lower: null,
    upper: null,
  });
});

function byFirstCount(
  left: { readonly counts: readonly number[] },
  right: { readonly counts: readonly number[] },
): number {
  return left.counts.join() < right.counts.join() ? -1 : 1;
}
