import { describe, expect, test } from "vitest";
import { exactSum } from "../../../src/numeric/exact-sum.ts";

describe("exactSum", () => {
  test.each<[readonly number[], number]>([
    [[], 0],
    [[-0], 0],
    [[0.1], 0.1],
    [new Array(10).fill(0.1), 1],
    [[1, 1e100, 1, -1e100], 2],
    [[1e16, 1, 1e-16], 10000000000000002],
    [[1e16, 1, -1e-16], 1e16],
    [[-1e16, -1, -1e-16], -10000000000000002],
    [[1, 2 ** -53], 1],
    [[1, 2 ** -53, 5e-324], 1 + 2 ** -52],
    [[1e308, 1e308, -1e308, -1e308, 5e-324], 5e-324],
    [[1e308, 1e308, -1e308], 1e308],
    [[-1e308, -1e308, 1.5e308], -0.5e308],
    [[1e308, 1e308], Infinity],
    [[-1e308, -1e308, -1e308, 1e308], -Infinity],
    [[1.7e308, 1.7e308, 1.7e308, 1.7e308, -1.7e308, -1.7e308, -1.7e308], 1.7e308],
    [[Infinity, 1], Infinity],
    [[Infinity, -Infinity], NaN],
    [[1, NaN], NaN],
  ])("of %j is %d", (values, sum) => {
    expect(exactSum(values) + 0).toBe(sum);
  });

  test("reads any iterable once", () => {
    function* halves(): Generator<number> {
      for (let i = 0; i < 4; i++) yield 0.5;
    }
    expect(exactSum(halves())).toBe(2);
  });
});
