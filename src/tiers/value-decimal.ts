import type { ValueRuns } from "./value-cell.ts";

/** digits · 10^exponent. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal that names the number: 0.1 is a tenth here, as its writer meant, and sums of such are exact. */
export function decimalOf(x: number): Decimal {
  if (Number.isSafeInteger(x)) return { digits: BigInt(x), exponent: 0 };
  const [mantissa, exponent] = x.toExponential().split("e") as [string, string];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** A decimal in units of 10^exponent, which must not be above its own. */
function unitsOf({ digits, exponent }: Decimal, of: number): bigint {
  return digits * 10n ** BigInt(exponent - of);
}

/** The decimals of numbers as whole multiples of one unit, 10^exponent. */
export function commonUnits(values: ArrayLike<number>): {
  readonly units: readonly bigint[];
  readonly exponent: number;
} {
  const decimals = Array.from(values, decimalOf);
  let exponent = 0;
  for (const decimal of decimals) if (decimal.exponent < exponent) exponent = decimal.exponent;
  return { units: decimals.map((decimal) => unitsOf(decimal, exponent)), exponent };
}

/** The number nearest to units · 10^exponent / divisor, to 20 digits after the unit's own. */
export function numberOf(units: bigint, exponent: number, divisor = 1): number {
  return divisor === 1
    ? Number(`${units}e${exponent}`)
    : Number(`${(units * 10n ** 20n) / BigInt(divisor)}e${exponent - 20}`);
}

/** The sum of all values as decimals. */
export function decimalTotal({ values, counts }: ValueRuns): number {
  const { units, exponent } = commonUnits(values);
  let total = 0n;
  for (const [i, unit] of units.entries()) total += unit * BigInt(counts[i]!);
  return numberOf(total, exponent);
}

/** The fewest customers from the top with at least `share` of the total, decided in decimals. The total must be above 0, `share` in (0, 1]. */
export function decimalCustomersFor({ values, counts }: ValueRuns, share: number): number {
  const { units } = commonUnits(values);
  const { digits, exponent } = decimalOf(share);
  const whole = 10n ** BigInt(-exponent);
  let target = 0n;
  for (const [i, unit] of units.entries()) target += unit * BigInt(counts[i]!);
  // All sums in units of 10^exponent of the share, so that nothing is divided.
  target *= digits;
  let customers = 0;
  for (let i = units.length - 1; i >= 0; i--) {
    const each = units[i]! * whole;
    const all = each * BigInt(counts[i]!);
    if (all >= target) return customers + Number((target + each - 1n) / each);
    target -= all;
    customers += counts[i]!;
  }
  return customers;
}

/** p · n as whole customers and the part of the next: exact, so that 7 % of 100 are 7. `p` in [0, 1]. */
export function customersAt(p: number, n: number): { readonly whole: number; readonly part: number } {
  const { digits, exponent } = decimalOf(p);
  const unit = 10n ** BigInt(-exponent);
  const product = digits * BigInt(n);
  const rest = product % unit;
  return { whole: Number(product / unit), part: Number((rest * 10n ** 20n) / unit) / 1e20 };
}
