import { describe, expect, test } from "vitest";
import { cholesky, choleskyInverse, choleskySolve } from "../../../src/numeric/cholesky.ts";
import { packedIndex, packedPart, packedRows, packedSandwich, packedTimes } from "../../../src/numeric/symmetric.ts";

/** [[4, 2, 2], [2, 5, 3], [2, 3, 6]] = L·L′ with L = [[2], [1, 2], [1, 1, 2]]. */
const whole = Float64Array.of(4, 2, 5, 2, 3, 6);

describe("a Cholesky factor", () => {
  test("of a matrix of whole numbers is exact", () => {
    expect(cholesky(whole, 3)).toEqual({ size: 3, factor: Float64Array.of(2, 1, 2, 1, 1, 2), dependent: [] });
    expect([...whole]).toEqual([4, 2, 5, 2, 3, 6]);
  });

  test("solves, and inverts", () => {
    const decomposed = cholesky(whole, 3)!;
    expect([...choleskySolve(decomposed, [14, 21, 26])]).toEqual([1, 2, 3]);
    const inverse = choleskyInverse(decomposed);
    packedRows(inverse, 3).forEach((row, i) => {
      packedTimes(whole, row).forEach((value, j) => expect(value).toBeCloseTo(Number(i === j), 14));
    });
  });

  test("names columns that depend on earlier ones, and solves without them", () => {
    // The third is the sum of the first two.
    const singular = Float64Array.of(4, 2, 5, 6, 7, 13);
    const decomposed = cholesky(singular, 3)!;
    expect(decomposed.dependent).toEqual([2]);
    const [a, b, c] = choleskySolve(decomposed, [8, 9, 17]);
    expect([4 * a! + 2 * b!, 2 * a! + 5 * b!, c]).toEqual([expect.closeTo(8, 13), expect.closeTo(9, 13), 0]);
    expect(packedRows(choleskyInverse(decomposed), 3)[2]).toEqual([0, 0, 0]);
    expect(cholesky(Float64Array.of(0, 0, 1), 2)!.dependent).toEqual([0]);
  });

  test("a dependent column in the middle takes nothing from later ones", () => {
    // Second = first.
    const decomposed = cholesky(Float64Array.of(4, 4, 4, 2, 2, 5), 3)!;
    expect(decomposed.dependent).toEqual([1]);
    expect([...choleskySolve(decomposed, [8, 8, 8])]).toEqual([1.5, 0, 1]);
  });

  test.each([
    ["indefinite", [1, 2, 1]],
    ["negative", [-1]],
    ["not a number", [Number.NaN]],
    ["infinite", [Number.POSITIVE_INFINITY]],
  ])("is null for a matrix that is %s", (_, entries) => {
    expect(cholesky(Float64Array.from(entries), entries.length === 3 ? 2 : 1)).toBeNull();
  });

  test("of nothing is nothing", () => {
    expect(choleskyInverse(cholesky(new Float64Array(0), 0)!)).toEqual(new Float64Array(0));
  });
});

test("packed matrices: part, product, sandwich", () => {
  expect(packedIndex(2, 1)).toBe(4);
  expect([...packedPart(whole, [2, 0])]).toEqual([6, 2, 4]);
  expect([...packedTimes(whole, [1, 0, 2])]).toEqual([8, 8, 14]);
  // [[1, 2], [2, 3]] · [[2, 1], [1, 1]] · [[1, 2], [2, 3]]
  expect([...packedSandwich(Float64Array.of(1, 2, 3), Float64Array.of(2, 1, 1), 2)]).toEqual([10, 17, 29]);
});
