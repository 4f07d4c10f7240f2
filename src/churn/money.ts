import type { BillingInterval } from "../model/subscription.ts";

/**
 * An exact amount: a whole number of a {@link MoneyUnit}.
 *
 * Where a ledger goes beyond 2^53 units it is at run time a `bigint`. `+`, `-`, `<` and `===` between two
 * amounts of one ledger, and `< 0` and `> 0`, mean the same for both; sums start from `unit.zero`, and only
 * {@link quotient} divides. One code for both keeps the common case as fast as plain numbers.
 */
export type Money = number;

/** The unit of a ledger's amounts: such a part of a minor unit a month that every price is a whole number of it. */
export interface MoneyUnit {
  /** How many units are one minor unit a month. */
  readonly perMinor: Money;
  /** No money. */
  readonly zero: Money;
}

/** A price for a time, all whole numbers: so much for so many, every so many days, weeks, months or years. */
export interface Price {
  readonly amount: number;
  readonly quantity: number;
  readonly interval: BillingInterval;
  readonly intervalCount: number;
}

/** How many intervals a year has, whole. */
export type PerYear = { readonly [Interval in BillingInterval]: number };

/** Amounts of one ledger, exact. */
export interface ExactAmounts {
  readonly unit: MoneyUnit;
  /** An amount a price, in their order; above 0 for a price above 0. */
  readonly amounts: ArrayLike<Money>;
}

/**
 * The sum of all amounts stays below this, 2^51, so that every sum and difference of some of them is a safe
 * integer, and the float that checks it may be off by its rounding.
 */
const SAFE_TOTAL = 2_251_799_813_685_248;

/**
 * Prices of any intervals as whole numbers of one unit: the largest 1/(12 · n) minor units a month in which
 * all of them are whole.
 */
export function exactAmounts(prices: readonly Price[], perYear: PerYear): ExactAmounts {
  return safeAmounts(prices, perYear) ?? bigAmounts(prices, perYear);
}

/** In safe integers, or `null` where they do not suffice. */
function safeAmounts(prices: readonly Price[], perYear: PerYear): ExactAmounts | null {
  let common = 1;
  for (const { amount, quantity, interval, intervalCount } of prices) {
    const yearly = amount * quantity * perYear[interval];
    if (!(yearly <= SAFE_TOTAL)) return null;
    const rest = yearly % intervalCount;
    if (rest === 0) continue;
    const parts = intervalCount / greatestCommonDivisor(intervalCount, rest);
    if (common % parts !== 0) common *= parts / greatestCommonDivisor(parts, common);
    if (!(common <= SAFE_TOTAL / 12)) return null;
  }
  const amounts = new Float64Array(prices.length);
  let total = 0;
  for (let i = 0; i < prices.length; i++) {
    const { amount, quantity, interval, intervalCount } = prices[i]!;
    const yearly = amount * quantity * perYear[interval];
    const rest = yearly % intervalCount;
    // Whole and rest apart, so that no product is larger than the amount, or than intervalCount · common.
    amounts[i] = ((yearly - rest) / intervalCount) * common + (rest * common) / intervalCount;
    total += amounts[i]!;
    if (!(total <= SAFE_TOTAL && rest * common <= SAFE_TOTAL)) return null;
  }
  return { unit: { perMinor: 12 * common, zero: 0 }, amounts };
}

function bigAmounts(prices: readonly Price[], perYear: PerYear): ExactAmounts {
  const yearly = prices.map(
    ({ amount, quantity, interval }) => BigInt(amount) * BigInt(quantity) * BigInt(perYear[interval]),
  );
  let common = 1n;
  prices.forEach(({ intervalCount }, i) => {
    const count = BigInt(intervalCount);
    const parts = count / greatestCommonBigDivisor(count, yearly[i]!);
    common *= parts / greatestCommonBigDivisor(parts, common);
  });
  const amounts = prices.map(({ intervalCount }, i) => (yearly[i]! * common) / BigInt(intervalCount));
  return { unit: { perMinor: asMoney(12n * common), zero: asMoney(0n) }, amounts: amounts as unknown as Money[] };
}

function asMoney(value: bigint): Money {
  return value as unknown as Money;
}

/** `numerator / denominator` as a float, rounded once; `null` where the denominator is 0. */
export function quotient(numerator: Money, denominator: Money): number | null {
  if (!(denominator > 0)) return null;
  if (typeof numerator === "number") return numerator / denominator;
  return bigQuotient(numerator as unknown as bigint, denominator as unknown as bigint);
}

/** An amount in minor units a month. */
export function toMinor(amount: Money, { perMinor }: MoneyUnit): number {
  return quotient(amount, perMinor)!;
}

/** Scaled to a quotient of 64 bits or more, with a last bit for what was cut off, so that its conversion rounds once. */
function bigQuotient(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = Math.max(0, 64 + denominator.toString(2).length - size.toString(2).length);
  const scaled = size << BigInt(shift);
  const whole = scaled / denominator;
  const sticky = whole * denominator === scaled ? whole : whole | 1n;
  const value = Number(sticky) / 2 ** shift;
  return numerator < 0n ? -value : value;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function greatestCommonBigDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
