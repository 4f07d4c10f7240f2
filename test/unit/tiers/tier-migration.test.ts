import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { tierMigration, tierMigrationAccumulator } from "../../../src/tiers/tier-migration.ts";

const tiers = ["gold", "silver"];
const row = (customerId: string, tier: unknown) => ({ customerId, tier }) as never;

describe("tierMigration", () => {
  test("who has no known tier at one date is no exit and no entry", () => {
    const result = tierMigration(
      [row("a", "gold"), row("b", "gold"), row("c", null), row("d", "silver"), row("e", "silver"), row("e", "gold")],
      [row("a", null), row("b", "iron"), row("c", "gold"), row("f", undefined)],
      { tiers },
    );
    expect(result.exits).toEqual([0, 1]);
    expect(result.entries).toEqual([0, 0]);
    expect(result.startSizes).toEqual([0, 1]);
    expect(result.customersLeftOut).toEqual({ "tier-missing": 3, "tier-unknown": 1, "tier-contradicted": 1 });
    expect(result.notes).toEqual(["nobody-in-both", "customers-left-out"]);
    expect(result.value).toBeNull();
    expect(result.interval).toBeNull();
    expect(result.usedRows).toBe(10);
  });

  test("the same row twice says nothing new", () => {
    const result = tierMigration([row("a", "gold"), row("a", "gold")], [row("a", "silver")], { tiers });
    expect(result).toMatchObject({ value: -1, inBoth: 1, movedDown: 1, usedRows: 3 });
  });

  test("rows that name nobody are counted", () => {
    const { leftOut, inBoth } = tierMigration([null as never, row("", "gold"), row(7 as never, "gold")], [], { tiers });
    expect(leftOut).toEqual({ "row-invalid": 1, "customer-id-invalid": 2 });
    expect(inBoth).toBe(0);
  });

  test('1 and "1" are two tiers; any id will do', () => {
    const ids = ["__proto__", "toString", "a,b", "😀"];
    const result = tierMigration(
      ids.map((id) => row(id, 1)),
      ids.map((id) => row(id, "1")),
      { tiers: [1, "1"] },
    );
    expect(result.counts).toEqual([
      [0, 4],
      [0, 0],
    ]);
    expect(result.stability).toMatchObject({ value: 0, n: 4 });
  });

  test("intervals: level, method, none", () => {
    const [before, after] = [[row("a", "gold"), row("b", "gold")], [row("a", "gold")]];
    const plain = tierMigration(before, after, { tiers });
    expect(plain.retentionByTier[0]!.interval).toMatchObject({ method: "wilson", level: 0.95 });
    expect(plain.retentionByTier[1]).toMatchObject({ value: null, interval: null, notes: ["no-trials"] });
    const none = tierMigration(before, after, { tiers, interval: "none" });
    expect([none.interval, none.stability.interval, none.notes]).toEqual([null, null, ["no-interval"]]);
    expect(tierMigration(before, after, { tiers, level: 0.5 }).interval!.level).toBe(0.5);
  });

  test.each([
    ["TIERS_INVALID", [[], [], { tiers: [] }]],
    ["TIERS_INVALID", [[], []]],
    ["SOURCE_INVALID", [null, [], { tiers }]],
    ["SOURCE_INVALID", [[], {}, { tiers }]],
    ["FUNCTION_REQUIRED", [[], [], { tiers, read: "tier" }]],
    ["LEVEL_OUT_OF_RANGE", [[], [], { tiers, level: 95 }]],
    ["INTERVAL_INVALID", [[], [], { tiers, interval: "wilson" }]],
  ])("%s: %j", (code, args) => {
    expect(() => (tierMigration as (...all: unknown[]) => unknown)(...args)).toThrow(expect.objectContaining({ code }));
  });
});

describe("tierMigrationAccumulator", () => {
  const accumulator = tierMigrationAccumulator({ tiers });

  test("finds what the calculator finds", () => {
    const before = [row("a", "gold"), row("b", null), row("c", "silver")];
    const after = [row("a", "silver"), row("d", "gold"), row("c", "silver")];
    const rows = [
      ...before.map((each: object) => ({ ...each, at: "before" })),
      ...after.map((each: object) => ({ ...each, at: "after" })),
    ] as never[];
    expect(accumulator.result(fold(accumulator, rows))).toEqual(tierMigration(before, after, { tiers }));
  });

  test("bad calls, and states of others", () => {
    expect(() => tierMigrationAccumulator({ tiers, level: 2 })).toThrow(
      expect.objectContaining({ code: "LEVEL_OUT_OF_RANGE" }),
    );
    expect(() => fold(accumulator, [{ customerId: "a", tier: "gold", at: "now" as never }])).toThrow(
      expect.objectContaining({ code: "AT_UNKNOWN" }),
    );
    const other = tierMigrationAccumulator({ tiers: ["silver", "gold"] }).empty();
    expect(() => accumulator.merge(accumulator.empty(), other)).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
    for (const damaged of [
      { customers: null },
      { customers: { a: [0] } },
      { customers: { a: [0, 2] } },
      { customers: { a: [0.5, 1] } },
      { customers: { a: [-1, -1] } },
      { usedRows: -1 },
      { leftOut: null },
    ]) {
      const state = { ...accumulator.empty(), ...damaged } as never;
      for (const use of [accumulator.result, (each: never) => accumulator.merge(accumulator.empty(), each)])
        expect(() => use(state)).toThrow(expect.objectContaining({ code: "KIND_MISMATCH" }));
    }
  });
});
