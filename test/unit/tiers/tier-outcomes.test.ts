import { describe, expect, test } from "vitest";
import { tierOutcomes } from "../../../src/tiers/tier-outcomes.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const tiers = [1, 2];
const given = [
  { customerId: "a", tier: 1 },
  { customerId: "b", tier: 1 },
  { customerId: "c", tier: 2 },
];

describe("tierOutcomes", () => {
  test("who has no outcome is not known, and not lost", () => {
    const { tiers: found, notes } = tierOutcomes(given, [{ customerId: "a", retained: true }], { tiers });
    expect(found[0]).toMatchObject({
      customers: 2,
      retention: { value: 1, n: 1 },
      profit: { value: null, n: 0, total: 0 },
    });
    expect(found[1]).toMatchObject({ customers: 1, retention: { value: null }, profit: { notes: ["no-values"] } });
    expect(notes).toEqual(["outcomes-unknown"]);
  });

  test("the wrong way round is said", () => {
    const since = [
      { customerId: "a", retained: false, profit: 1 },
      { customerId: "b", retained: true, profit: 2 },
      { customerId: "c", retained: true, profit: 9 },
    ];
    const result = tierOutcomes(given, since, { tiers });
    expect(result.inversions).toEqual({ retention: [[1, 2]], profit: [[1, 2]] });
    expect(result.notes).toEqual(["inversions"]);
    expect(result.tiers[0]!.profit).toMatchObject({ value: 1.5, n: 2, total: 3, interval: { method: "t" } });
    expect(result.tiers[1]!.profit).toMatchObject({ value: 9, interval: null, notes: ["one-value-has-no-spread"] });
  });

  test("decimals add up, in any order", () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({ customerId: `c${i}`, tier: 1, profit: 0.1 }));
    expect(tierOutcomes(ten, ten, { tiers }).tiers[0]!.profit.total).toBe(1);
    const wild = [1e16, 1, -1e16, 0.1, 7].map((profit, i) => ({ customerId: `c${i}`, tier: 2, profit }));
    expect(tierOutcomes(wild, [...wild].reverse(), { tiers })).toEqual(tierOutcomes(wild, wild, { tiers }));
  });

  test("bad rows are counted; what cannot be read is unknown", () => {
    const result = tierOutcomes(
      [...given, given[0]!, { customerId: "d", tier: null }, { customerId: "e", tier: 9 }, null as never],
      [
        { customerId: "a", retained: "yes" as never, profit: Infinity },
        { customerId: "z", profit: 1 },
        { customerId: "d", profit: 1 },
        { customerId: "", profit: 1 },
      ],
      { tiers },
    );
    expect(result.leftOut).toEqual({
      "row-invalid": 1,
      "customer-id-invalid": 1,
      "duplicate-id": 1,
      "tier-missing": 1,
      "tier-unknown": 1,
    });
    expect(result.outcomesWithoutTier).toBe(2);
    expect(result.tiers[0]).toMatchObject({ retention: { n: 0 }, profit: { n: 0 } });
  });

  test("nobody", () => {
    const result = tierOutcomes([], [], { tiers });
    expect(result.notes).toEqual(["no-customers"]);
    expect(notPlainJson(result)).toEqual([]);
    expect(notPlainJson(tierOutcomes([given[0]!], [{ customerId: "a", profit: -0 }], { tiers: [1, -0] }))).toEqual([]);
  });

  test("rows of any form", () => {
    const result = tierOutcomes([["a", 1]] as const, [{ who: "a", left: 0 }], {
      tiers,
      read: ([customerId, tier]) => ({ customerId, tier }),
      readOutcome: ({ who, left }) => ({ customerId: who, retained: left === 0 }),
    });
    expect(result.tiers[0]!.retention.value).toBe(1);
  });

  test.each([
    ["TIERS_INVALID", [[], []]],
    ["SOURCE_INVALID", [null, [], { tiers }]],
    ["SOURCE_INVALID", [[], null, { tiers }]],
    ["FUNCTION_REQUIRED", [[], [], { tiers, readOutcome: 1 }]],
    ["LEVEL_OUT_OF_RANGE", [[], [], { tiers, level: 95 }]],
    ["INTERVAL_INVALID", [[], [], { tiers, interval: "wilson" }]],
  ])("%s: %j", (code, args) => {
    expect(() => (tierOutcomes as (...all: unknown[]) => unknown)(...args)).toThrow(expect.objectContaining({ code }));
  });
});
