import { describe, expect, test } from "vitest";
import { compensatedSum, productError, sumError } from "../../../src/numeric/sum.ts";

test("sumError is what the sum lost", () => {
  expect(sumError(1e16, 1, 1e16 + 1)).toBe(1);
  expect(sumError(1, 1e16, 1 + 1e16)).toBe(1);
  expect(sumError(0.1, 0.2, 0.1 + 0.2)).toBe(-(2 ** -55));
  expect(sumError(1, 2, 3)).toBe(0);
});

test("productError is what the product lost, 0 where it cannot be told", () => {
  expect(productError(2 ** 27 + 1, 2 ** 27 + 1, (2 ** 27 + 1) ** 2)).toBe(1);
  expect(productError(3, 5, 15)).toBe(0);
  expect(productError(1e305, 3, 3e305)).toBe(0);
});

describe("compensatedSum", () => {
  test.each<[readonly number[], number]>([
    [[], 0],
    [[1, 1e100, 1, -1e100], 2],
    [[1e308, 1e308], Infinity],
    [[Infinity, -Infinity], NaN],
    [[-Infinity, 1], -Infinity],
    [[NaN, 1], NaN],
  ])("of %j is %d", (values, sum) => {
    expect(compensatedSum(values)).toBe(sum);
  });
  test("of a million tenths", () => {
    expect(compensatedSum(new Array(1e6).fill(0.1))).toBe(100000);
  });
});
