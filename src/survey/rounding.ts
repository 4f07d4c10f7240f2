import { fail } from "../core/metric-error.ts";

/**
 * A proportion as percent, for display: metrics return proportions.
 *
 * @returns 100 · `proportion`, or `null` for `null`
 *
 * @example
 * ```ts
 * import { csat, toPercent } from "customer-metrics";
 *
 * toPercent(csat([5, 4, 2, 5], { scale: "1-5" }).value); // => 75
 * ```
 */
export function toPercent(proportion: number | null): number | null {
  return proportion === null ? null : 100 * proportion;
}

/**
 * Rounds to `digits` decimals, halves away from zero: −2.5 becomes −3, where `Math.round` gives −2.
 *
 * It works on the shortest decimal form of the number, so 1.005 is 1.01 to two digits as a person would have it.
 *
 * @param value - a finite number
 * @param digits - decimals, 0 to 15
 * @throws {@link MetricError} `VALUE_NOT_FINITE`, `DIGITS_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { roundHalfAwayFromZero } from "customer-metrics";
 *
 * roundHalfAwayFromZero(-2.5); // => -3
 * roundHalfAwayFromZero(1.005, 2); // => 1.01
 * ```
 */
export function roundHalfAwayFromZero(value: number, digits: number = 0): number {
  if (!Number.isFinite(value)) fail("VALUE_NOT_FINITE", "Cannot round value as it must be finite", value);
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= 15))
    fail("DIGITS_OUT_OF_RANGE", "Cannot round to digits as they must be 0 to 15", digits);
  const [mantissa, exponent = "0"] = String(Math.abs(value)).split("e") as [string, string?];
  const [whole, decimals = ""] = mantissa.split(".") as [string, string?];
  const excess = decimals.length - Number(exponent) - digits;
  if (excess <= 0) return value + 0;
  // In whole numbers, as scaling a float by 10 ** digits can move it onto a half or off one.
  const unit = 10n ** BigInt(excess);
  const rounded = (2n * BigInt(whole + decimals) + unit) / (2n * unit);
  return Math.sign(value) * Number(`${rounded}e-${digits}`) + 0;
}

/**
 * Rounds shares so that they still add up: 1/3, 1/3, 1/3 becomes 33, 34, 33 percent, not 99 percent in all.
 *
 * Largest remainder: each share is rounded down, and the units that are missing go to those who lost
 * most. Ties go to the first in `order`.
 *
 * @param counts - what the shares are of, each a count or weight of 0 or more
 * @param options - `digits`: decimals of a percent, default 0; `order`: who gains first when remainders tie
 * @returns percent, adding up to 100, or `null` when all counts are 0
 * @throws {@link MetricError} `COUNT_INVALID`, `DIGITS_OUT_OF_RANGE`
 *
 * @example
 * ```ts
 * import { roundShares } from "customer-metrics";
 *
 * roundShares([1, 1, 1], { order: [1, 0, 2] }); // => [33, 34, 33]
 * ```
 */
export function roundShares(
  counts: readonly number[],
  options: { readonly digits?: number | undefined; readonly order?: readonly number[] | undefined } = {},
): number[] | null {
  const { digits = 0, order = counts.map((_, i) => i) } = options;
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= 9))
    fail("DIGITS_OUT_OF_RANGE", "Cannot round shares to digits as they must be 0 to 9", digits);
  for (const count of counts)
    if (!(count >= 0 && count < Infinity)) fail("COUNT_INVALID", "Cannot share out as counts must be 0 or more", count);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === Infinity) fail("COUNT_INVALID", "Cannot share out as counts must add up to a number", counts);
  if (total === 0) return null;
  const unit = 10 ** digits;
  const exact = counts.map((count) => (count / total) * 100 * unit);
  const units = exact.map(Math.floor);
  const missing = 100 * unit - units.reduce((sum, count) => sum + count, 0);
  // Equal counts must tie exactly, so remainders are compared with room for the last bits.
  const place = (i: number): number => (order.includes(i) ? order.indexOf(i) : counts.length + i);
  const byLoss = counts
    .map((_, i) => i)
    .sort((a, b) => {
      const loss = exact[b]! - units[b]! - (exact[a]! - units[a]!);
      return Math.abs(loss) > 1e-9 ? loss : place(a) - place(b);
    });
  for (let i = 0; i < missing; i += 1) units[byLoss[i % counts.length]!]! += 1;
  return units.map((count) => count / unit);
}
