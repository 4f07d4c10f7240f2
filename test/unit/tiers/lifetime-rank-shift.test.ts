import { expect, test } from "vitest";
import { rankShift } from "../../../src/tiers/lifetime-rank-shift.ts";

const customer = (customerId: string, profit: number, lifetimeValue: number) => ({ customerId, profit, lifetimeValue });

test("nobody, and one alone", () => {
  expect(rankShift([])).toMatchObject({ n: 0, agreement: null, customers: [], notes: ["no-customers"] });
  expect(rankShift([customer("a", 1, 2)])).toMatchObject({
    agreement: null,
    inBoth: ["a"],
    customers: [{ profitRank: 1, lifetimeRank: 1, shift: 0 }],
    notes: ["no-agreement"],
  });
});

test("equal values share the better rank", () => {
  const { customers } = rankShift([customer("a", 5, 1), customer("b", 5, 2), customer("c", 1, 3)]);
  expect(
    customers.map(({ customerId, profitRank, lifetimeRank, shift }) => [customerId, profitRank, lifetimeRank, shift]),
  ).toEqual([
    ["c", 3, 1, 2],
    ["a", 1, 3, -2],
    ["b", 1, 2, -1],
  ]);
});

test("the top: a share rounded up, and ties with its last", () => {
  const rows = Array.from({ length: 10 }, (_, i) => customer(`c${i}`, 10 - i, i));
  expect(rankShift(rows)).toMatchObject({ onlyByProfit: ["c0", "c1"], onlyByLifetime: ["c8", "c9"], inBoth: [] });
  expect(rankShift(rows, { top: 0.25 }).onlyByProfit).toEqual(["c0", "c1", "c2"]);
  expect(rankShift(rows, { top: 1 }).inBoth).toHaveLength(10);
  const tied = Array.from({ length: 5 }, (_, i) => customer(`c${i}`, 7, i));
  expect(rankShift(tied).onlyByProfit).toEqual(["c0", "c1", "c2", "c3"]);
  // 0.1 · 30 is 3 and a bit in floats.
  const thirty = Array.from({ length: 30 }, (_, i) => customer(`c${i}`, i, i));
  expect(rankShift(thirty, { top: 0.1 }).inBoth).toHaveLength(3);
});

test("agreement is Spearman's", () => {
  const rows = Array.from({ length: 6 }, (_, i) => customer(`c${i}`, i, i ** 3));
  expect(rankShift(rows).agreement).toBe(1);
  expect(rankShift(rows.map((row) => ({ ...row, lifetimeValue: -row.profit }))).agreement).toBe(-1);
  // Mid-ranks 4, 2.5, 2.5, 1 and 1, 4, 2.5, 2.5: products of their distances from 2.5 add up to -2.25, squares to 4.5 each.
  const tied = [customer("a", 1, 4), customer("b", 2, 1), customer("c", 2, 3), customer("d", 4, 3)];
  expect(rankShift(tied).agreement).toBe(-0.5);
  expect(rankShift(tied.map((row) => ({ ...row, profit: 1 }))).agreement).toBeNull();
});

test("who lacks a value is counted and listed", () => {
  const rows = [
    customer("a", 1, 2),
    customer("a", 1, 2),
    customer("b", Number.NaN, 1),
    { customerId: "c", profit: 1 },
    3,
    customer("", 1, 1),
  ];
  const { n, leftOut } = rankShift(rows as never);
  expect(n).toBe(1);
  expect(leftOut).toEqual({
    "row-invalid": 1,
    "customer-id-invalid": 1,
    "duplicate-customer": 1,
    "profit-invalid": 1,
    "lifetime-value-invalid": 1,
  });
});

test.each([0, 1.1, Number.NaN, "0.2"])("top %j throws", (top) => {
  expect(() => rankShift([], { top: top as never })).toThrow(expect.objectContaining({ code: "TOP_SHARE_INVALID" }));
});
