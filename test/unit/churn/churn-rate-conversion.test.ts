import { expect, test } from "vitest";
import { convertRate, impliedTenure, type RateLength } from "../../../src/churn/churn-rate-conversion.ts";
import { codeOf } from "../readers/code-of.ts";

test.each<[number, RateLength, RateLength, number]>([
  [0.05, "month", "year", 1 - 0.95 ** 12],
  [0.05, 1, 12, 1 - 0.95 ** 12],
  [0.05, "month", "quarter", 1 - 0.95 ** 3],
  [0.3, "year", "month", 1 - 0.7 ** (1 / 12)],
  [0.01, "day", "week", 1 - 0.99 ** 7],
  [0.02, "week", 365 / 12, 1 - 0.98 ** (365 / 84)],
  [0.05, 90, "year", 1 - 0.95 ** (365 / 90)],
  [0, "month", "year", 0],
  [1, "month", "year", 1],
])("%f a %s is so much a %s", (rate, from, to, expected) => {
  expect(convertRate(rate, { from, to })).toBeCloseTo(expected, 14);
  expect(Object.is(convertRate(0, { from, to }), 0)).toBe(true);
});

test("a tiny rate keeps its digits, and there and back is where it was", () => {
  expect(convertRate(1e-18, { from: "month", to: "year" }) / 12e-18).toBeCloseTo(1, 14);
  for (const rate of [1e-9, 0.03, 0.5]) {
    expect(
      convertRate(convertRate(rate, { from: "month", to: "year" }), { from: "year", to: "month" }) / rate,
    ).toBeCloseTo(1, 12);
  }
});

test.each<[string, number, unknown]>([
  ["RATE_OUT_OF_RANGE", 5, { from: "month", to: "year" }],
  ["RATE_OUT_OF_RANGE", -0.01, { from: "month", to: "year" }],
  ["RATE_OUT_OF_RANGE", NaN, { from: "month", to: "year" }],
  ["LENGTH_INVALID", 0.5, { from: "fortnight", to: "year" }],
  ["LENGTH_INVALID", 0.5, { from: 0, to: "year" }],
  ["LENGTH_INVALID", 0.5, { from: 1, to: Infinity }],
])("%s", (code, rate, lengths) => {
  expect(codeOf(() => convertRate(rate, lengths as { from: RateLength; to: RateLength }))).toBe(code);
});

test("implied tenure", () => {
  expect([0.04, 1, 2, 0, 5e-324].map(impliedTenure)).toEqual([25, 1, 0.5, null, null]);
  expect(codeOf(() => impliedTenure(-1))).toBe("RATE_OUT_OF_RANGE");
  expect(codeOf(() => impliedTenure(NaN))).toBe("RATE_OUT_OF_RANGE");
});
