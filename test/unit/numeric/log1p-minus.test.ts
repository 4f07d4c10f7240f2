import { expect, test } from "vitest";
import { log1pMinus } from "../../../src/numeric/log1p-minus.ts";
import { relativeError } from "./accuracy.ts";

test.each([
  [0, 0],
  [-1, -Infinity],
  [-2, NaN],
  [NaN, NaN],
])("log1pMinus of %d is %d", (x, value) => {
  expect(log1pMinus(x) + 0).toBe(value);
});

// mpmath, 30 digits.
test.each([
  [1e-200, -0],
  [1e-10, -4.999999999666667031e-21],
  [-1e-3, -5.0033358353350016382e-7],
  [-0.5, -0.19314718055994530942],
  [-0.49999, -0.19313718075994263279],
  [1, -0.30685281944005469058],
  [1.0000001, -0.30685286944005596978],
  [1e10, -9999999976.974149],
])("log1pMinus of %d", (x, value) => {
  expect(relativeError(log1pMinus(x), value)).toBeLessThan(5e-16);
});
