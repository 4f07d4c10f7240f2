import { describe, expect, test } from "vitest";
import { letGo, type LetGoOptions } from "../../../src/tiers/let-go.ts";

const all: LetGoOptions = { avoidableDirectShare: 1, avoidableServeShare: 1 };
const customer = (customerId: string, revenue: number, directCost: number, costToServe: number, tier?: number) => ({
  customerId,
  revenue,
  directCost,
  costToServe,
  ...(tier === undefined ? {} : { tier }),
});

test("nobody to let go changes nothing", () => {
  expect(letGo([], all)).toMatchObject({
    n: 0,
    allOfThem: 0,
    onlyWorthwhile: 0,
    worthwhile: [],
    sunkAcquisitionCost: 0,
    notes: ["no-customers"],
  });
});

test("what it is made of", () => {
  const { customers, allOfThem } = letGo([{ ...customer("a", 200, 120, 500), acquisitionCost: 60 }], {
    avoidableDirectShare: 0.5,
    avoidableServeShare: 0.5,
    valuePerFreedCost: 0.4,
    exitCostPerCustomer: 20,
  });
  expect(customers).toEqual([
    {
      customerId: "a",
      profitChange: 190,
      worthwhile: true,
      revenueLost: 200,
      directCostSaved: 60,
      costToServeSaved: 250,
      freedCostEarns: 100,
      exitCost: 20,
      sunkAcquisitionCost: 60,
    },
  ]);
  expect(allOfThem).toBe(190);
});

test("who breaks even is not worth letting go, in decimals too", () => {
  const { customers, worthwhile, allOfThem } = letGo([customer("a", 0.3, 0.1, 0.2), customer("b", 3, 1, 2)], all);
  expect(customers.map(({ profitChange }) => profitChange)).toEqual([0, 0]);
  expect(worthwhile).toEqual([]);
  expect(allOfThem).toBe(0);
});

test("a cent is a cent beside a million", () => {
  const { worthwhile } = letGo([customer("a", 1_000_000, 999_999, 1.01), customer("b", 1_000_000, 999_999, 0.99)], all);
  expect(worthwhile).toEqual(["a"]);
});

test("only the tier that is asked for goes; the undecided are counted", () => {
  const rows = [customer("a", 1, 2, 3, 1), customer("b", 1, 2, 3, 3), customer("c", 1, 2, 3)];
  const { n, otherTiers, leftOut, worthwhile } = letGo(rows, { ...all, tier: 3 });
  expect([n, otherTiers, leftOut["tier-missing"], worthwhile]).toEqual([1, 1, 1, ["b"]]);
  expect(letGo(rows, all).n).toBe(3);
});

test("the largest gain first, ids in code-unit order", () => {
  const rows = [customer("z", 1, 2, 3), customer("é", 1, 2, 3), customer("A", 1, 2, 3), customer("m", 1, 2, 9)];
  const { customers, worthwhile } = letGo(rows, all);
  expect(customers.map(({ customerId }) => customerId)).toEqual(["m", "A", "z", "é"]);
  expect(worthwhile).toEqual(["A", "m", "z", "é"]);
});

test("bad rows are counted and listed", () => {
  const rows = [customer("a", 1, 2, 3), customer("a", 1, 2, 3), customer("b", Number.NaN, 2, 3), null] as never;
  const { n, findings, notes } = letGo(rows, all);
  expect(n).toBe(1);
  expect(findings.map(({ code }) => code)).toEqual(["duplicate-customer", "revenue-invalid", "row-invalid"]);
  expect(notes).toEqual(["customers-left-out", "acquisition-costs-incomplete"]);
});

test("a missing cost is 0 only where that is asked for", () => {
  const rows = [{ ...customer("a", 1, 2, 3), costToServe: null }];
  expect(letGo(rows, all).n).toBe(0);
  const { customers, notes } = letGo(rows, { ...all, missingCost: "zero" });
  expect(customers[0]!.profitChange).toBe(1);
  expect(notes).toContain("costs-assumed-zero");
});

describe("the cautions", () => {
  const cautions = (options: Partial<LetGoOptions>) => letGo([], { ...all, ...options }).cautions;

  test("say what is not known", () => {
    expect(cautions({}).join(" ")).toMatch(/later.*recommended.*win them/s);
    expect(cautions({})).toHaveLength(6);
  });

  test("fit what was taken for granted", () => {
    expect(cautions({}).some((line) => line.startsWith("All of their costs"))).toBe(true);
    expect(cautions({ avoidableServeShare: 0.5 }).some((line) => line.startsWith("Costs that do not end"))).toBe(true);
    expect(cautions({ valuePerFreedCost: 0.1 }).some((line) => line.startsWith("Freed time"))).toBe(true);
    expect(cautions({ exitCostPerCustomer: 5 }).some((line) => line.startsWith("Ending"))).toBe(false);
  });
});

test.each([
  [{ avoidableDirectShare: 1 }, "AVOIDABLE_SHARE_INVALID"],
  [{ ...all, avoidableServeShare: 1.1 }, "AVOIDABLE_SHARE_INVALID"],
  [{ ...all, avoidableServeShare: Number.NaN }, "AVOIDABLE_SHARE_INVALID"],
  [{ ...all, valuePerFreedCost: -1 }, "FREED_COST_VALUE_INVALID"],
  [{ ...all, exitCostPerCustomer: Number.POSITIVE_INFINITY }, "EXIT_COST_INVALID"],
  [{ ...all, tier: {} }, "TIER_INVALID"],
  [{ ...all, missingCost: "none" }, "MISSING_COST_INVALID"],
  [undefined, "OPTIONS_INVALID"],
])("%j throws %s", (options, code) => {
  expect(() => letGo([], options as never)).toThrow(expect.objectContaining({ code }));
});

test("a source that is none throws", () => {
  expect(() => letGo(null as never, all)).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
});
