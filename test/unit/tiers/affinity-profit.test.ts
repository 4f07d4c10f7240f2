import { expect, test } from "vitest";
import { affinityProfit } from "../../../src/tiers/affinity-profit.ts";

const customer = (customerId: string, profit: number, ourAffinity?: number | null, theirAffinity?: number | null) => ({
  customerId,
  profit,
  ourAffinity,
  theirAffinity,
});

test("nobody: fifteen fields of nobody", () => {
  const { cells, rows, notes } = affinityProfit([], { highProfit: 100 });
  expect(cells).toHaveLength(15);
  expect(cells[0]).toEqual({
    affinity: "mutual",
    profitClass: "highly-profitable",
    customers: 0,
    shareOfCustomers: null,
    profit: 0,
  });
  expect(rows[4]).toEqual({
    affinity: "unknown",
    customers: 0,
    profit: 0,
    profitPerCustomer: null,
    shareHighlyProfitable: null,
  });
  expect(notes).toEqual(["no-customers"]);
});

test("every field, limits included", () => {
  const result = affinityProfit(
    [
      customer("a", 100, 8, 9),
      customer("b", 99.5, 8, 8.5),
      customer("c", 0, 7.5, 9),
      customer("d", -5, 0, 0),
      customer("e", 200, 10, null),
      customer("f", 200, undefined, 0),
    ],
    { highProfit: 100 },
  );
  expect(result.cells.filter(({ customers }) => customers > 0)).toMatchObject([
    { affinity: "mutual", profitClass: "highly-profitable", customers: 1, profit: 100 },
    { affinity: "only-ours", profitClass: "profitable", profit: 99.5 },
    { affinity: "only-theirs", profitClass: "not-profitable", profit: 0 },
    { affinity: "neither", profitClass: "not-profitable", profit: -5 },
    { affinity: "unknown", profitClass: "highly-profitable", customers: 2, profit: 400, shareOfCustomers: 2 / 6 },
  ]);
  expect(result.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(6);
  expect(result.rows[4]).toMatchObject({ profitPerCustomer: 200, shareHighlyProfitable: 1 });
  expect(result.notes).toEqual(["affinity-unknown"]);
});

test("bad customers are counted and listed", () => {
  const rows = [
    customer("a", 1, 5, 5),
    customer("a", 1, 5, 5),
    customer("b", Number.NaN),
    customer("c", 1, 11),
    null,
    customer("", 1),
  ];
  const { n, leftOut, findings } = affinityProfit(rows as never, { highProfit: 1 });
  expect(n).toBe(1);
  expect(leftOut).toEqual({
    "row-invalid": 1,
    "customer-id-invalid": 1,
    "duplicate-customer": 1,
    "profit-invalid": 1,
    "affinity-invalid": 1,
  });
  expect(findings).toHaveLength(5);
});

test.each([
  [{}, "HIGH_PROFIT_INVALID"],
  [{ highProfit: 0 }, "HIGH_PROFIT_INVALID"],
  [{ highProfit: 1, ourAffinityMin: 11 }, "AFFINITY_INVALID"],
  [{ highProfit: 1, theirAffinityMin: null }, "AFFINITY_INVALID"],
  [null, "OPTIONS_INVALID"],
])("%j throws %s", (options, code) => {
  expect(() => affinityProfit([], options as never)).toThrow(expect.objectContaining({ code }));
});
