import { describe, expect, test } from "vitest";
import { isReadable, mismatch } from "../../docs/matches.ts";

describe("a value is what a literal says", () => {
  test.each([
    [40, "40"],
    [null, "null"],
    [undefined, "undefined"],
    ["a", '"a"'],
    [Number.NaN, "NaN"],
    [{ value: 40, n: 5 }, "{ value: 40 }"],
    [{ rows: [{ a: 1, b: 2 }] }, "{ rows: [{ a: 1 }] }"],
    [{ value: 40, n: 5 }, "{ value: 40, … }"],
    [[1, 2, 3], "[1, 2, …]"],
    [[1, 2], "[1, 2, …]"],
    [1.2345, "1.23…"],
    [-1.2399, "-1.23…"],
    [1.23, "1.23…"],
    [1.2349, "≈ 1.23"],
    [1.2251, "≈1.23"],
    [1.234e-7, "1.23e-7…"],
    [{ lower: 2 / 3, upper: 0.7 }, "{ lower: ≈ 0.667, upper: 0.7 }"],
    [[2 / 3], "[0.666…]"],
  ])("%j is %s", (got, literal) => {
    expect(mismatch(got, literal)).toBeNull();
  });

  test.each([
    [41, "40", "got 41, not 40"],
    [0.1 + 0.2, "0.3", "got 0.30000000000000004, not 0.3"],
    [-0, "0", "got -0, not 0"],
    ["1", "1", 'got "1", not 1'],
    [null, "{}", "got null, not an object"],
    [undefined, "null", "got undefined, not null"],
    [{ a: { b: 2 } }, "{ a: { b: 1 } }", "a.b: got 2, not 1"],
    [{ a: 1 }, "{ a: 1, b: null }", "b: got undefined, not null"],
    [[1, 2, 3], "[1, 2]", "got 3 items, not 2: [1,2,3]"],
    [[1], "[1, 2, …]", "got 1 items, not 2: [1]"],
    [[1, 5], "[1, 2]", "[1]: got 5, not 2"],
    [{ 0: 1 }, "[1]", 'got {"0":1}, not a list'],
    [1.24, "1.23…", "got 1.24, not about 1.23"],
    [1.2299, "1.23…", "got 1.2299, not about 1.23"],
    [1.2249, "≈ 1.23", "got 1.2249, not about 1.23"],
    [null, "≈ 1.23", "got null, not about 1.23"],
  ])("%j is not %s", (got, literal, complaint) => {
    expect(mismatch(got, literal)).toBe(complaint);
  });
});

test("what can be read as a literal", () => {
  expect(["1", "{ a: 1 }", "[1, …]", '"text"'].map(isReadable)).toEqual([true, true, true, true]);
  expect(["", "{ a: 1", "nothing at all"].map(isReadable)).toEqual([false, false, false]);
});
