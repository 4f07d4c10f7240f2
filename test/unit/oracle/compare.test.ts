import { describe, expect, test } from "vitest";
import { compareWithKnown } from "../../oracle/compare.ts";
import { toleranceRules } from "../../oracle/tolerance.ts";

const rules = toleranceRules({ rel: 0, abs: 0.1 });
const differing = (got: unknown, want: unknown): string[] =>
  compareWithKnown(got, want, rules).differences.map(({ path }) => path);

describe("what is equal", () => {
  test.each([
    [
      { a: 1, b: "x", c: true, d: null },
      { a: 1, b: "x", c: true, d: null },
    ],
    [{ a: 1.05 }, { a: 1 }],
    [{ a: 1, more: 2 }, { a: 1 }],
    [{ rows: [{ n: 1 }, { n: 2, more: 3 }] }, { rows: [{ n: 1 }, { n: 2 }] }],
    [[], []],
    [{ groups: {} }, { groups: {} }],
    [7, 7],
  ])("%j answers %j", (got, want) => {
    const { differences, missing, compared } = compareWithKnown(got, want, rules);
    expect(differences).toEqual([]);
    expect(missing).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});

describe("what differs", () => {
  test.each([
    ["a number beyond the tolerance", { a: 1.2 }, { a: 1 }, "a"],
    ["NaN", { a: Number.NaN }, { a: 1 }, "a"],
    ["0 for null", { a: 0 }, { a: null }, "a"],
    ["NaN for null", { a: Number.NaN }, { a: null }, "a"],
    ["null for a number", { a: null }, { a: 0 }, "a"],
    ["Infinity for a number", { a: Number.POSITIVE_INFINITY }, { a: 1 }, "a"],
    ["text for a number", { a: "1" }, { a: 1 }, "a"],
    ["text with another case", { a: "Yes" }, { a: "yes" }, "a"],
    ["a longer list", { a: [1, 2, 3] }, { a: [1, 2] }, "a"],
    ["a shorter list", { a: [1] }, { a: [1, 2] }, "a"],
    ["an item of a list", { a: [1, 5] }, { a: [1, 2] }, "a[1]"],
    ["an item deep down", { a: [{ b: { c: 5 } }] }, { a: [{ b: { c: 2 } }] }, "a[0].b.c"],
    ["a number for an object", { a: 1 }, { a: { b: 1 } }, "a"],
    ["a list for an object", { a: [1] }, { a: { 0: 1 } }, "a"],
    ["groups where none are known", { a: { x: 1 } }, { a: {} }, "a"],
    ["null for all", null, { a: 1 }, ""],
  ])("%s", (_, got, want, path) => {
    expect(differing(got, want)).toEqual([path]);
  });
});

describe("what is missing", () => {
  test("is named without positions, once", () => {
    const want = {
      rows: [
        { n: 1, se: 2 },
        { n: 2, se: 3 },
      ],
      score: 1,
    };
    const { missing, differences, compared } = compareWithKnown({ rows: [{ n: 1 }, { n: 2 }] }, want, rules);
    expect(missing).toEqual(["rows.se", "score"]);
    expect(differences).toEqual([]);
    expect(compared).toBe(2);
  });

  test("is not null, and null is not missing", () => {
    expect(compareWithKnown({}, { a: null }, rules).missing).toEqual(["a"]);
    expect(compareWithKnown({ a: null }, { a: null }, rules).missing).toEqual([]);
  });

  test("is not found on the prototype", () => {
    expect(compareWithKnown({}, { toString: 1 }, rules).missing).toEqual(["toString"]);
  });

  test("is all, where there is no answer", () => {
    expect(compareWithKnown(undefined, { a: 1 }, rules)).toEqual({ differences: [], missing: [""], compared: 0 });
  });
});

test("remarks of a file beside its values are not asked for", () => {
  const known = { alpha: 1, alpha_digits: "1.000", gradient_at_alpha: 1e-14, other_programs: { r: 2 } };
  expect(compareWithKnown({ alpha: 1 }, known, rules)).toEqual({ differences: [], missing: [], compared: 1 });
});
