import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { holdoutSplit, type HoldoutOptions } from "../../../src/clv/rfm-holdout.ts";
import { rfmSummary, rfmSummaryAccumulator } from "../../../src/clv/rfm-summary.ts";
import type { TransactionRow } from "../../../src/clv/transaction-row.ts";
import { codeOf } from "../churn/code-of.ts";

const buy = (customerId: string, at: string, amount = 100): TransactionRow => ({ customerId, at, amount });
const options: HoldoutOptions = { calibrationEnd: "2025-01-31", holdoutEnd: "2025-02-28" };
const rows = [
  buy("a", "2025-01-03", 10),
  buy("a", "2025-01-31", 20),
  buy("a", "2025-02-01", 30),
  buy("a", "2025-02-01T20:00:00", 5),
  buy("a", "2025-02-28", 1),
  buy("a", "2025-03-01", 99),
  buy("quiet", "2025-01-10"),
  buy("new", "2025-02-02"),
];

test("what was known, and what came: all purchase periods of the holdout count", () => {
  const split = holdoutSplit(rows, options);
  expect(split).toMatchObject({ n: 2, holdoutLength: 28, newInHoldout: 1, withoutPurchases: 0, usedRows: 7 });
  expect(split.leftOut["after-as-of"]).toBe(1);
  expect(split.customers).toMatchObject([
    {
      customerId: "a",
      frequency: 1,
      recency: 28,
      T: 28,
      monetaryValue: 20,
      spend: 30,
      holdoutFrequency: 2,
      holdoutSpend: 36,
      holdoutMonetaryValue: 18,
    },
    { customerId: "quiet", frequency: 0, T: 21, holdoutFrequency: 0, holdoutSpend: 0, holdoutMonetaryValue: null },
  ]);
});

test("the first part is the summary as of its end", () => {
  const { customers } = rfmSummary(rows, { asOf: "2025-01-31" });
  const split = holdoutSplit(rows, options);
  expect(
    split.customers.map(({ holdoutFrequency: _, holdoutSpend: __, holdoutMonetaryValue: ___, ...known }) => known),
  ).toEqual(customers);
});

test("a state of the whole log is split anywhere", () => {
  const state = fold(rfmSummaryAccumulator({ asOf: "2025-02-28" }), rows);
  expect(holdoutSplit(state, options)).toEqual({ ...holdoutSplit(rows, options), findings: [] });
  expect(holdoutSplit(state, { ...options, calibrationEnd: "2025-01-09" })).toMatchObject({ n: 1, newInHoldout: 2 });
});

test("units, refunds, weeks, definition", () => {
  const back = [
    ...rows,
    { ...buy("a", "2025-02-15", 6), kind: "refund" },
    { ...buy("none", "2025-02-15", 6), kind: "refund" },
  ];
  const split = holdoutSplit(back, { ...options, refunds: "net-in-period", timeUnit: "week" });
  expect(split).toMatchObject({
    holdoutLength: 4,
    withoutPurchases: 1,
    customers: [{ holdoutFrequency: 2, holdoutSpend: 30 }, {}],
  });
  expect(holdoutSplit(back, split.definition)).toEqual(split);
  const weeks = holdoutSplit(rows, { calibrationEnd: "2025-01-26", holdoutEnd: "2025-02-09", every: "week" });
  expect(weeks).toMatchObject({
    holdoutLength: 2,
    customers: [{ frequency: 0, holdoutFrequency: 1, holdoutSpend: 55 }, {}],
  });
});

test("without amounts there is no spend", () => {
  expect(holdoutSplit(rows, { ...options, amounts: "ignored" }).customers[0]).toMatchObject({
    holdoutFrequency: 2,
    holdoutSpend: null,
    holdoutMonetaryValue: null,
  });
});

describe("bad calls", () => {
  test.each([
    ["HOLDOUT_EMPTY", { calibrationEnd: "2025-01-31", holdoutEnd: "2025-01-31" }],
    ["HOLDOUT_EMPTY", { calibrationEnd: "2025-01-31", holdoutEnd: "2024-01-31" }],
    ["HOLDOUT_EMPTY", { calibrationEnd: "2025-01-28", holdoutEnd: "2025-01-31", every: "week" }],
    ["DATE_INVALID", { calibrationEnd: "2025-01-31" }],
    ["DATE_INVALID", { holdoutEnd: "2025-01-31" }],
    ["DATE_INVALID", undefined],
  ])("%s: %j", (code, bad) => {
    expect(codeOf(() => holdoutSplit(rows, bad as never))).toBe(code);
  });

  test("the state must end in time", () => {
    const state = fold(rfmSummaryAccumulator({ asOf: "2025-03-31" }), rows);
    expect(codeOf(() => holdoutSplit(state, options))).toBe("STATE_AFTER_AS_OF");
  });
});
