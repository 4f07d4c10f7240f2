/**
 * An amount in minor units. The point is moved in its decimal digits, so that 1.005 is 100.5, which validation finds, and
 * not rounded to a cent that was never paid.
 */
export function minorUnits(amount: unknown, decimals: number): unknown {
  if (typeof amount !== "number" || !Number.isFinite(amount)) return amount;
  const digits = String(amount);
  return digits.includes("e") ? amount * 10 ** decimals : Number(`${digits}e${decimals}`);
}

/** The decimals of a currency (ISO 4217): two for all but these. */
export function decimalsOf(currency: string | undefined): number {
  if (currency === undefined) return 2;
  if (/^(?:BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/.test(currency)) return 0;
  return /^(?:BHD|IQD|JOD|KWD|LYD|OMR|TND)$/.test(currency) ? 3 : 2;
}
