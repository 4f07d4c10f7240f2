import { expect, test } from "vitest";
import { valueComplexity } from "../../../src/tiers/value-complexity.ts";

const limits = { minValue: 500, maxComplexity: 0.2 };
const customer = (customerId: string, profit: number, revenue: number, costToServe: number) => ({
  customerId,
  profit,
  revenue,
  costToServe,
});
const quadrantsOf = (rows: ReturnType<typeof customer>[], options = limits) =>
  valueComplexity(rows, options).customers.map(({ quadrant }) => quadrant);

test("nobody", () => {
  const { customers, quadrants, notes } = valueComplexity([], limits);
  expect(customers).toEqual([]);
  expect(quadrants["cash-cow"]).toEqual({ customers: 0, profit: 0, revenue: 0, costToServe: 0 });
  expect(notes).toEqual(["no-customers"]);
});

test("on the limits is high and simple, in decimals too", () => {
  // 0.6 / 3 and 0.3 · 1.1 are not what decimals are.
  expect(quadrantsOf([customer("a", 500, 1000, 200), customer("b", 500, 3, 0.6), customer("c", 499, 3, 0.61)])).toEqual(
    ["cash-cow", "cash-cow", "problem-child"],
  );
  expect(quadrantsOf([customer("a", 500, 1.1, 0.33)], { minValue: 0, maxComplexity: 0.3 })).toEqual(["cash-cow"]);
});

test("without revenue there is no complexity, and it is complex", () => {
  const { customers, notes } = valueComplexity([customer("a", 900, 0, 0), customer("b", -30, -5, 30)], limits);
  expect(customers).toEqual([
    { customerId: "a", complexity: null, quadrant: "demanding-star" },
    { customerId: "b", complexity: null, quadrant: "problem-child" },
  ]);
  expect(notes).toEqual(["revenue-not-positive"]);
  expect(valueComplexity([customer("a", 1, 1e-300, 1e100)], limits).customers[0]!.complexity).toBeNull();
});

test("a cost to serve of 0, or below it after a credit, is simple", () => {
  expect(quadrantsOf([customer("a", 600, 10, 0), customer("b", 6, 10, -1)])).toEqual(["cash-cow", "small-and-easy"]);
});

test("bad rows are counted and listed", () => {
  const rows = [
    customer("a", 1, 2, 3),
    customer("a", 1, 2, 3),
    customer("", 1, 2, 3),
    { ...customer("b", 1, 2, 3), profit: null },
    { ...customer("c", 1, 2, 3), revenue: "2" },
    { ...customer("d", 1, 2, 3), costToServe: Number.NaN },
    7,
  ] as never;
  const { n, leftOut, findings, notes } = valueComplexity(rows, limits);
  expect(n).toBe(1);
  expect(leftOut).toEqual({
    "row-invalid": 1,
    "customer-id-invalid": 1,
    "duplicate-customer": 1,
    "profit-invalid": 1,
    "revenue-invalid": 1,
    "cost-to-serve-invalid": 1,
  });
  expect(findings).toHaveLength(6);
  expect(notes).toEqual(["customers-left-out"]);
});

test.each([
  [{ maxComplexity: 0.2 }, "MIN_VALUE_INVALID"],
  [{ minValue: Number.NaN, maxComplexity: 0.2 }, "MIN_VALUE_INVALID"],
  [{ minValue: 1 }, "MAX_COMPLEXITY_INVALID"],
  [{ minValue: 1, maxComplexity: -0.1 }, "MAX_COMPLEXITY_INVALID"],
  [null, "OPTIONS_INVALID"],
])("%j throws %s", (options, code) => {
  expect(() => valueComplexity([], options as never)).toThrow(expect.objectContaining({ code }));
});
