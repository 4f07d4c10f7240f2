import { expect, test } from "vitest";
import { rfmSummaryColumns } from "../../../src/clv/rfm-columns.ts";
import { groupHistories } from "../../../src/clv/rfm-histories.ts";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import { codeOf } from "../churn/code-of.ts";

const rows = [
  { frequency: 2, recency: 3, T: 9 },
  { frequency: 0, recency: 0, T: 9 },
  { frequency: 2, recency: 3, T: 9 },
  { frequency: 2, recency: 1, T: 12 },
  { frequency: 2, recency: 3, T: 8 },
];
const grouped = { frequency: [0, 2, 2, 2], recency: [0, 1, 3, 3], T: [9, 12, 8, 9], count: [1, 1, 1, 2] };

test("distinct histories in order, with counts", () => {
  expect(groupHistories(rows)).toEqual(grouped);
  expect(groupHistories([...rows].reverse())).toEqual(grouped);
  expect(groupHistories([])).toEqual({ frequency: [], recency: [], T: [], count: [] });
});

test("columns, typed or not, and groups of groups", () => {
  const frequency = Float64Array.from(rows, (row) => row.frequency);
  const recency = Float64Array.from(rows, (row) => row.recency);
  const T = rows.map((row) => row.T);
  expect(groupHistories({ frequency, recency, T })).toEqual(grouped);
  expect(groupHistories(grouped)).toEqual(grouped);
  const parts = [...rows.slice(0, 2), { ...rows[0]!, count: 5 }];
  expect(groupHistories(parts).count).toEqual([1, 6]);
});

test("a summary, as rows or as columns, hands on the unit of its times", () => {
  const purchases = ["2025-03-01", "2025-03-08"].map((at) => ({ customerId: "a", at, amount: 1 }));
  const options = { asOf: "2025-03-29", timeUnit: "week" } as const;
  const known = { timeUnit: "week", frequency: [1], recency: [1], T: [4], count: [1] };
  expect(groupHistories(rfmSummary(purchases, options))).toEqual(known);
  const day = Date.UTC(2025, 2, 1) / 86_400_000;
  const columns = rfmSummaryColumns({ customers: ["a", "a"], days: [day, day + 7], amounts: [1, 1] }, options);
  expect(groupHistories(columns)).toEqual(known);
  const included = { ...options, first: "included" } as const;
  expect(codeOf(() => groupHistories(rfmSummary(purchases, included)))).toBe("FIRST_INCLUDED");
});

test.each([
  ["HISTORY_INVALID", [{ frequency: Number.NaN, recency: 0, T: 1 }]],
  ["HISTORY_INVALID", [{ frequency: 0, recency: 0 }]],
  ["HISTORY_INVALID", [{ frequency: 0, recency: 0, T: Infinity }]],
  ["HISTORY_INVALID", [{ ...rows[0], count: 0 }]],
  ["HISTORY_INVALID", [{ ...rows[0], count: "3" }]],
  ["HISTORY_INVALID", [null]],
  ["COLUMNS_UNEQUAL", { frequency: [1], recency: [1], T: [] }],
  ["COLUMNS_UNEQUAL", { frequency: [1], recency: [1] }],
  ["COLUMNS_UNEQUAL", { frequency: [1], recency: [1], T: [1], count: [] }],
  ["SOURCE_INVALID", null],
  ["SOURCE_INVALID", {}],
])("%s: %j", (code, source) => {
  expect(codeOf(() => groupHistories(source as never))).toBe(code);
});

test.each([
  ["HISTORY_INVALID", [1, 1].map(() => ({ frequency: 0, recency: 0, T: 1, count: 1e308 }))],
  ["TIME_UNIT_UNKNOWN", { frequency: [0], recency: [0], T: [1], timeUnit: "weeks" }],
  ["SOURCE_INVALID", { frequency: null, recency: [0], T: [1] }],
])("what is no group throws %s", (code, source) => {
  expect(codeOf(() => groupHistories(source as never))).toBe(code);
});
