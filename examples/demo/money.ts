import { formatNumber } from "./format.ts";

/** How amounts of one table are shown: all in one unit, so that columns are no wider than seven characters. */
export interface MoneyScale {
  /** "EUR", "thousand EUR". */
  readonly name: string;
  /** Minor units in one. */
  readonly minor: number;
}

/** Minor units in one of the currency: 100 cents in a euro, 1 in a yen. */
export function majorUnit(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}

/** "29.33" of a currency with cents as 2933, digit by digit; anything else stays what it is. */
export function fromMajorUnits(cell: unknown, currency: string): unknown {
  const digits = Math.log10(majorUnit(currency));
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d+))?$/.exec(String(cell)) ?? [];
  return whole === undefined || fraction.length > digits ? cell : Number(whole + fraction.padEnd(digits, "0"));
}

/** The unit in which the largest of these amounts has six digits at most. */
export function moneyScale(currency: string, amounts: readonly number[]): MoneyScale {
  const major = majorUnit(currency);
  const largest = amounts.reduce((left, right) => Math.max(left, Math.abs(right)), 0) / major;
  const step = ["", "thousand ", "million ", "billion "].find((_, at) => largest < 999_999.5 * 1000 ** at);
  const power = ["", "thousand ", "million ", "billion "].indexOf(step ?? "billion ");
  return { name: `${step ?? "billion "}${currency}`, minor: major * 1000 ** power };
}

/** A whole number of the unit: `31,204`. */
export function formatMoney(amount: number, { minor }: MoneyScale): string {
  return formatNumber(amount / minor, 0);
}
