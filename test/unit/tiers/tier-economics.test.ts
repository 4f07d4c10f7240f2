import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { tierEconomics, tierEconomicsAccumulator } from "../../../src/tiers/tier-economics.ts";
import { tierEconomicsColumns } from "../../../src/tiers/tier-economics-columns.ts";
import type { TierCustomer } from "../../../src/tiers/tier-economics-state.ts";

const row = (customerId: string, tier: number | string | null, revenue = 100, directCost = 40, costToServe = 10) => ({
  customerId,
  tier,
  revenue,
  directCost,
  costToServe,
});

test("nobody: no share, no average, and a note", () => {
  const { total, tiers, notes } = tierEconomics([]);
  expect(total).toEqual({
    customers: 0,
    revenue: 0,
    directCost: 0,
    costToServe: 0,
    grossMargin: 0,
    profit: 0,
    perCustomer: null,
    costToServeToRevenue: null,
    sunkAcquisitionCost: 0,
    acquisitionCostKnown: 0,
  });
  expect(tiers.map(({ tier }) => tier)).toEqual([1, 2, 3]);
  expect(tiers[0]).toMatchObject({ shareOfCustomers: null, shareOfProfit: null, misallocation: null });
  expect(notes).toEqual(["no-customers"]);
});

test("a share of a total that is not above 0 is none", () => {
  const { tiers, notes } = tierEconomics([row("a", 1, -100, 40, 0), row("b", 2, 50, 10, 0)]);
  expect(tiers[0]).toMatchObject({
    shareOfRevenue: null,
    shareOfProfit: null,
    shareOfCostToServe: null,
    costToServeToRevenue: null,
    misallocation: null,
    shareOfCustomers: 0.5,
  });
  expect(notes).toEqual([
    "no-cost-to-serve",
    "total-revenue-not-positive",
    "total-profit-not-positive",
    "acquisition-costs-incomplete",
  ]);
});

test("service against value, by the value that is asked for", () => {
  const rows = [row("a", 1, 100, 50, 10), row("b", 2, 100, 80, 30)];
  const misallocation = (value?: "gross-margin" | "profit" | "revenue") =>
    tierEconomics(rows, { tiers: [1, 2], value }).tiers.map((tier) => tier.misallocation);
  expect(misallocation()).toEqual([0.25 / (50 / 70), 0.75 / (20 / 70)]);
  expect(misallocation("revenue")).toEqual([0.5, 1.5]);
  // The second tier loses money: it has no share of the profit to compare with.
  expect(misallocation("profit")).toEqual([0.25 / (40 / 30), null]);
});

test("decimals add up exactly, and in any order", () => {
  const rows = Array.from({ length: 10 }, (_, i) => row(`c${i}`, 1, 0.1, 0.02, 0.01));
  const { total } = tierEconomics(rows);
  expect(total.revenue).toBe(1);
  expect(total.profit).toBeCloseTo(0.7, 15);
  const extremes = [
    row("a", 1, 1e100, 0, 0),
    row("b", 1, 1, 0, 0),
    row("c", 1, -1e100, 0, 0),
    row("d", 1, 1e-300, 0, 0),
  ];
  expect(tierEconomics(extremes).total.revenue).toBe(1);
  expect(tierEconomics([...extremes].reverse())).toEqual(tierEconomics(extremes));
});

test("what customers cost to win is known of some, of none, of all", () => {
  const known = { ...row("a", 1), acquisitionCost: 30 };
  expect(tierEconomics([known]).tiers[0]).toMatchObject({
    sunkAcquisitionCost: 30,
    acquisitionCostKnown: 1,
    profit: 50,
  });
  expect(tierEconomics([known, row("b", 1)])).toMatchObject({
    total: { sunkAcquisitionCost: 30, acquisitionCostKnown: 1 },
    notes: ["acquisition-costs-incomplete"],
  });
  expect(tierEconomics([row("b", 1)]).total.sunkAcquisitionCost).toBeNull();
});

describe("rows that cannot be used", () => {
  const bad = [
    null,
    "text",
    row("", 1),
    row("a", 1),
    row("a", 2),
    row("b", null),
    row("c", 4),
    row("d", "1"),
    { ...row("e", 1), revenue: null },
    { ...row("f", 1), directCost: Number.NaN },
    { ...row("g", 1), costToServe: undefined },
    { ...row("h", 1), acquisitionCost: "30" },
    { ...row("i", 1), revenue: Number.POSITIVE_INFINITY },
  ] as unknown as TierCustomer[];

  test("are counted and listed", () => {
    const { n, leftOut, findings, notes } = tierEconomics(bad);
    expect(n).toBe(1);
    expect(leftOut).toEqual({
      "row-invalid": 2,
      "customer-id-invalid": 1,
      "duplicate-customer": 1,
      "tier-missing": 1,
      "tier-unknown": 2,
      "revenue-invalid": 2,
      "direct-cost-invalid": 1,
      "cost-to-serve-invalid": 1,
      "acquisition-cost-invalid": 1,
    });
    expect(findings).toHaveLength(bad.length - 1);
    expect(findings[3]).toEqual({ code: "duplicate-customer", index: 4, value: "a" });
    expect(notes).toContain("customers-left-out");
  });

  test("a missing cost may be taken to be 0, which is said", () => {
    const rows = [{ ...row("a", 1), costToServe: null }, { ...row("b", 1), directCost: undefined }, row("c", 1)];
    const { total, notes } = tierEconomics(rows, { missingCost: "zero" });
    expect(total).toMatchObject({ customers: 3, costToServe: 20, directCost: 80 });
    expect(notes).toContain("costs-assumed-zero");
    expect(tierEconomics(rows).leftOut).toMatchObject({ "direct-cost-invalid": 1, "cost-to-serve-invalid": 1 });
  });
});

test("tiers and customers of any name", () => {
  const tiers = ["__proto__", "gold, old", "😀"];
  const rows = tiers.map((tier, i) => row(["__proto__", "toString", "a,b"][i]!, tier, 100 * (i + 1)));
  expect(tierEconomics(rows, { tiers }).tiers.map(({ tier, revenue }) => [tier, revenue])).toEqual([
    ["__proto__", 100],
    ["gold, old", 200],
    ["😀", 300],
  ]);
});

test("a state is read as its rows are", () => {
  const rows = [row("a", 1, 0.1), row("b", 3, 0.7), row("c", 2, -4)];
  const accumulator = tierEconomicsAccumulator();
  const stored = JSON.parse(JSON.stringify(fold(accumulator, rows)));
  expect(tierEconomics(stored)).toEqual(tierEconomics(rows));
});

test("calls that break the rules", () => {
  const codeOf = (call: () => unknown): unknown => {
    try {
      call();
      return null;
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  };
  const state = tierEconomicsAccumulator().empty();
  expect(codeOf(() => tierEconomics(null as never))).toBe("SOURCE_INVALID");
  expect(codeOf(() => tierEconomics(5 as never))).toBe("SOURCE_INVALID");
  expect(codeOf(() => tierEconomics([], null as never))).toBe("OPTIONS_INVALID");
  for (const tiers of [[], [1, 1], [null], "abc", [Number.NaN]]) {
    expect(codeOf(() => tierEconomics([], { tiers: tiers as never }))).toBe("TIERS_INVALID");
  }
  expect(codeOf(() => tierEconomics([], { value: "margin" as never }))).toBe("TIER_VALUE_UNKNOWN");
  expect(codeOf(() => tierEconomics([], { missingCost: "0" as never }))).toBe("MISSING_COST_INVALID");
  expect(codeOf(() => tierEconomics(state, { tiers: ["a"] }))).toBe("KIND_MISMATCH");
  expect(codeOf(() => tierEconomics({ ...state, tiers: state.tiers.slice(1) }))).toBe("KIND_MISMATCH");
  expect(
    codeOf(() => tierEconomics({ ...state, tiers: state.tiers.map((each) => ({ ...each, customers: -1 })) })),
  ).toBe("KIND_MISMATCH");
  expect(codeOf(() => tierEconomics({ ...state, tiers: [null, null, null] as never }))).toBe("KIND_MISMATCH");
  const other = tierEconomicsAccumulator({ missingCost: "zero" });
  expect(codeOf(() => other.merge(state as never, other.empty()))).toBe("KIND_MISMATCH");
});

describe("columns", () => {
  test("give what rows give", () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({
      ...row(`c${i}`, (i % 3) + 1, (i * 7.13) % 90, (i * 3.01) % 40, (i * 1.7) % 20),
      acquisitionCost: i % 5 === 0 ? null : i / 10,
    }));
    const columns = {
      tier: Uint8Array.from(rows, ({ tier }) => Number(tier)),
      revenue: Float64Array.from(rows, ({ revenue }) => revenue),
      directCost: Float64Array.from(rows, ({ directCost }) => directCost),
      costToServe: Float64Array.from(rows, ({ costToServe }) => costToServe),
      acquisitionCost: Float64Array.from(rows, ({ acquisitionCost }) => acquisitionCost ?? Number.NaN),
    };
    expect(tierEconomicsColumns(columns)).toEqual(tierEconomics(rows));
  });

  test("count what cannot be used", () => {
    const { n, leftOut, notes } = tierEconomicsColumns(
      {
        tier: [1, null, 9, 1, 1, 1],
        revenue: [1, 1, 1, Number.NaN, 1, 1],
        directCost: [1, 1, 1, 1, "2" as never, null],
        costToServe: [1, 1, 1, 1, 1, Number.NaN],
      },
      { missingCost: "zero" },
    );
    expect(n).toBe(2);
    expect(leftOut).toMatchObject({
      "tier-missing": 1,
      "tier-unknown": 1,
      "revenue-invalid": 1,
      "direct-cost-invalid": 1,
    });
    expect(notes).toContain("costs-assumed-zero");
  });

  test("must be as long as each other", () => {
    const of = (length: number) => new Float64Array(length);
    const columns = { tier: of(2), revenue: of(2), directCost: of(2), costToServe: of(2) };
    expect(() => tierEconomicsColumns({ ...columns, costToServe: of(3) })).toThrow(/one length/);
    expect(() => tierEconomicsColumns({ ...columns, tier: undefined as never })).toThrow(/list of numbers/);
    expect(() => tierEconomicsColumns(null as never)).toThrow(/list of numbers/);
  });
});
