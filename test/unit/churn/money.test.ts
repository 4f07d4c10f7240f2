import { describe, expect, test } from "vitest";
import { exactAmounts, type Money, type Price, quotient, toMinor } from "../../../src/churn/money.ts";

const perYear = { day: 365, week: 52, month: 12, year: 1 };
const price = (amount: number, interval: Price["interval"], intervalCount = 1, quantity = 1): Price => ({
  amount,
  interval,
  intervalCount,
  quantity,
});
const monthly = (...prices: Price[]): number[] => {
  const { unit, amounts } = exactAmounts(prices, perYear);
  return Array.from(amounts, (amount) => toMinor(amount, unit));
};

describe("prices as whole numbers of one unit", () => {
  test("month, year, week, day, several of them, several seats", () => {
    const prices = [
      price(4900, "month"),
      price(120000, "year"),
      price(700, "week"),
      price(99, "day"),
      price(9900, "month", 3),
      price(100000, "year", 2),
      price(1500, "month", 1, 4),
    ];
    expect(monthly(...prices)).toEqual([4900, 10000, (700 * 52) / 12, (99 * 365) / 12, 3300, 100000 / 24, 6000]);
    const { unit, amounts } = exactAmounts(prices, perYear);
    expect(Array.from(amounts).every(Number.isSafeInteger)).toBe(true);
    expect(unit.perMinor).toBe(12);
  });

  test("100 a year and 49 a year come and go, and nothing is left", () => {
    const { amounts, unit } = exactAmounts(
      [price(10000, "year", 7), price(4900, "year", 11), price(1, "day", 13)],
      perYear,
    );
    let balance: Money = unit.zero;
    for (const i of [0, 1, 2]) balance += amounts[i]!;
    for (const i of [0, 1, 2]) balance -= amounts[i]!;
    expect(balance).toBe(0);
    expect(10000 / 84 + 4900 / 132 - 4900 / 132 - 10000 / 84).not.toBe(0);
  });

  test("equal prices are equal, however they are written", () => {
    const { amounts } = exactAmounts(
      [price(1000, "month"), price(3000, "month", 3), price(12000, "year"), price(500, "month", 1, 2)],
      perYear,
    );
    expect(new Set(Array.from(amounts)).size).toBe(1);
  });

  test("no prices, and prices of 0", () => {
    expect(monthly()).toEqual([]);
    expect(monthly(price(0, "month"), price(5, "month", 7, 0))).toEqual([0, 0]);
  });
});

describe("beyond 2^53 units", () => {
  /** Lengths in days as they come out of invoice dates: their common multiple is above 10^24. */
  const lengths = [7, 28, 29, 30, 31, 59, 61, 89, 90, 91, 92, 181, 182, 183, 184, 364, 366, 367, 373, 379].map((days) =>
    price(1999, "day", days),
  );

  test("amounts are big integers, and as exact", () => {
    const { amounts, unit } = exactAmounts(lengths, perYear);
    expect(typeof amounts[0]).toBe("bigint");
    expect(Array.from(amounts, (amount) => toMinor(amount, unit))).toEqual(
      lengths.map(({ intervalCount }) => expect.closeTo((1999 * 365) / 12 / intervalCount, 9)),
    );
    let balance = unit.zero;
    for (let i = 0; i < lengths.length; i++) balance += amounts[i]!;
    for (let i = 0; i < lengths.length; i++) balance -= amounts[i]!;
    expect(balance > 0 || balance < 0).toBe(false);
  });

  test("a single price that large", () => {
    expect(
      monthly(price(Number.MAX_SAFE_INTEGER, "day", 1, Number.MAX_SAFE_INTEGER))[0]! / ((2 ** 106 * 365) / 12),
    ).toBeCloseTo(1, 12);
  });

  test("a quotient is rounded once, and keeps its sign", () => {
    const big = (value: bigint): Money => value as unknown as Money;
    expect(quotient(big(1n), big(3n))).toBe(1 / 3);
    expect(quotient(big(-2n), big(3n))).toBe(-2 / 3);
    expect(quotient(big(0n), big(3n))).toBe(0);
    expect(quotient(big(3n), big(0n))).toBeNull();
    // Halfway between two floats, and a hair above it.
    expect(quotient(big(2n ** 53n + 1n), big(1n))).toBe(2 ** 53);
    expect(quotient(big((2n ** 53n + 1n) * 10n ** 30n + 1n), big(10n ** 30n))).toBe(2 ** 53 + 2);
    expect(quotient(5, 0)).toBeNull();
  });
});
