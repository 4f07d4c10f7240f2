import { describe, expect, test } from "vitest";
import { abcClasses, type AbcOptions } from "../../../src/tiers/abc-classes.ts";
import { tierByBand } from "../../../src/tiers/tier-bands.ts";
import { tiersByShare } from "../../../src/tiers/tier-shares.ts";

const rowsOf = (values: readonly number[]) => values.map((value, i) => ({ customerId: `c${i}`, value }));
const lettersOf = (values: readonly number[], options?: AbcOptions) =>
  abcClasses(rowsOf(values), options)
    .customers.map(({ tier }) => tier)
    .join("");

describe("abcClasses", () => {
  test("nobody, and nobody of value", () => {
    expect(abcClasses([])).toMatchObject({ n: 0, totalPositive: 0, notes: ["no-customers"] });
    const { tiers, notes } = abcClasses(rowsOf([0, -5]));
    expect(notes).toEqual(["nobody-positive"]);
    expect(tiers[2]).toEqual({ tier: "C", n: 2, shareOfCustomers: 1, value: -5, shareOfValue: null, min: -5, max: 0 });
    expect(tiers[0]).toEqual({
      tier: "A",
      n: 0,
      shareOfCustomers: 0,
      value: 0,
      shareOfValue: null,
      min: null,
      max: null,
    });
  });

  test("decimals that add up to a cut reach it", () => {
    expect(0.7 + 0.1).toBeLessThan(0.8);
    expect(lettersOf([0.7, 0.1, 0.1, 0.05, 0.05], { ties: "split" })).toBe("AABBC");
    expect(lettersOf([0.7, 0.1, 0.1, 0.05, 0.05])).toBe("AAABB");
    expect(
      lettersOf(
        Array.from({ length: 100 }, () => 0.07),
        { ties: "split" },
      ),
    ).toBe("A".repeat(80) + "B".repeat(15) + "C".repeat(5));
  });

  test("whoever is below by more than rounding is below", () => {
    expect(lettersOf([79.99999999999, 10.00000000001, 10])).toBe("AAB");
    expect(lettersOf([80, 10, 10], { ties: "split" })).toBe("ABB");
  });

  test("a cut of 1 takes all who bring anything", () => {
    expect(lettersOf([5, 3, 1e-9, 0, -1], { cuts: [1] })).toBe("AAABB");
    expect(lettersOf([5, 3], { cuts: [] })).toBe("AA");
  });

  test("ties are told apart by code unit, not by place", () => {
    const rows = ["b", "__proto__", "a,b", "😀", "B"].map((customerId) => ({ customerId, value: 1 }));
    const order = abcClasses(rows, { ties: "split" }).customers.map(({ customerId }) => customerId);
    expect(order).toEqual(["B", "__proto__", "a,b", "b", "😀"]);
  });

  test("bands judge others as these were judged; none with ties split", () => {
    const { bands } = abcClasses(rowsOf([50, 30, 10, 5, 3, 2]));
    expect(bands).toEqual([
      { tier: "A", min: 30 },
      { tier: "B", min: 5 },
      { tier: "C", min: null },
    ]);
    expect(tierByBand(29, bands!)).toBe("B");
    expect(abcClasses(rowsOf([10, 0])).bands).toEqual([
      { tier: "A", min: 10 },
      { tier: "C", min: null },
    ]);
    expect(abcClasses(rowsOf([1]), { ties: "split" }).bands).toBeNull();
  });

  test("bad rows are counted, of each customer the first is used", () => {
    const rows = [
      { customerId: "a", value: 1 },
      { customerId: "a", value: 9 },
      { customerId: "b", value: NaN },
      { customerId: "c", value: null },
      { customerId: "d", value: 1e101 },
      { customerId: "e", value: "7" },
      { customerId: 5, value: 7 },
      undefined,
    ];
    const { customers, leftOut } = abcClasses(rows as never);
    expect(customers).toEqual([{ customerId: "a", value: 1, tier: "A" }]);
    expect(leftOut).toEqual({ "row-invalid": 1, "customer-id-invalid": 1, "value-invalid": 4, "duplicate-id": 1 });
  });

  test.each([
    ["CUTS_INVALID", { cuts: [0.8, 0.8] }],
    ["CUTS_INVALID", { cuts: [0] }],
    ["CUTS_INVALID", { cuts: [80] }],
    ["CUTS_INVALID", { cuts: [NaN] }],
    ["CUTS_INVALID", { cuts: 0.8 }],
    ["TIERS_INVALID", { tiers: ["A", "B"] }],
    ["TIERS_INVALID", { tiers: ["A", "A", "B"] }],
    ["TIERS_INVALID", { cuts: Array.from({ length: 30 }, (_, i) => (i + 1) / 30) }],
    ["TIES_UNKNOWN", { ties: "both" }],
    ["FUNCTION_REQUIRED", { read: "id" }],
  ])("%s: %j", (code, options) => {
    expect(() => abcClasses([], options as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe("tiersByShare", () => {
  const countsOf = (n: number, cuts: readonly number[]) =>
    tiersByShare(rowsOf(Array.from({ length: n }, (_, i) => i)), { cuts, tiers: ["x", "y", "z"] }).tiers.map(
      ({ n }) => n,
    );

  test("a cut within a customer takes that one in", () => {
    expect(countsOf(10, [0.2, 0.5])).toEqual([2, 3, 5]);
    expect(countsOf(11, [0.2, 0.5])).toEqual([3, 3, 5]);
    expect(countsOf(1, [0.2, 0.5])).toEqual([1, 0, 0]);
    expect(countsOf(0, [0.2, 0.5])).toEqual([0, 0, 0]);
  });

  test("cuts that were added up in float64 are what was meant", () => {
    expect(countsOf(10, [0.1 + 0.2, 0.7 + 0.1])).toEqual([3, 5, 2]);
  });

  test("ties are together, whatever the share; losses count", () => {
    const { tiers } = tiersByShare(rowsOf([5, 1, 1, 1, -9]), { cuts: [0.4], tiers: [1, 2] });
    expect(
      tiers.map(({ n, shareOfCustomers, value, shareOfValue }) => [n, shareOfCustomers, value, shareOfValue]),
    ).toEqual([
      [4, 0.8, 8, 1],
      [1, 0.2, -9, 0],
    ]);
  });

  test("values of own rows", () => {
    const rows = [
      { id: "a", clv: 3 },
      { id: "b", clv: 8 },
    ];
    const { customers } = tiersByShare(rows, {
      cuts: [0.5],
      tiers: [1, 2],
      read: ({ id, clv }) => ({ customerId: id, value: clv }),
    });
    expect(customers.map(({ customerId, tier }) => [customerId, tier])).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
  });
});
