import { checkLevel, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";

/** A figure with what is known of it; every `Estimate` of the library is one. */
export interface KnownFigure {
  /** The figure, or `null` without evidence. */
  readonly value: number | null;
  /** How sure it is. */
  readonly interval?: Interval | null | undefined;
  /** Observations behind it. */
  readonly n?: number | undefined;
}

/** An amount of money, or an estimate of one with its currency and definition. */
export interface KnownAmount extends KnownFigure {
  /** ISO 4217 code, or `null` where it is not stated. */
  readonly currency?: string | null | undefined;
  /** What it means; carried into what is computed from it. */
  readonly definition?: object | undefined;
}

/** A figure as it was read. */
export interface ReadFigure {
  readonly value: number | null;
  readonly interval: Interval | null;
  /** 0 where it is not known. */
  readonly n: number;
}

/**
 * Reads a number or an estimate; `isValid` is asked of the value and of both ends of the interval.
 *
 * @throws {@link MetricError} `code` with `rule`; `COUNT_INVALID`, `INTERVAL_INVALID`, `LEVEL_OUT_OF_RANGE`
 */
export function readFigure(
  figure: number | KnownFigure,
  isValid: (value: number) => boolean,
  code: string,
  rule: string,
): ReadFigure {
  if (typeof figure === "number") return { value: checked(figure, isValid, code, rule), interval: null, n: 0 };
  const { value: given, interval = null, n = 0 } = figure ?? {};
  if (!(typeof n === "number" && n >= 0 && n < Infinity)) {
    fail("COUNT_INVALID", "Cannot use figure as its n must be finite and 0 or more", n);
  }
  if (given === null) return { value: null, interval: null, n };
  const value = checked(given, isValid, code, rule);
  if (interval === null) return { value, interval, n };
  const { level, method } = interval;
  checkLevel(level);
  const [lower, upper] = [interval.lower, interval.upper].map((end) => checked(end, isValid, code, rule)) as [
    number,
    number,
  ];
  if (!(lower <= upper)) fail("INTERVAL_INVALID", "Cannot use interval as its ends must be in order", interval);
  return { value, interval: { lower, upper, level, method }, n };
}

function checked(value: unknown, isValid: (value: number) => boolean, code: string, rule: string): number {
  if (!(typeof value === "number" && Number.isFinite(value) && isValid(value))) {
    fail(code, `Cannot use figure as ${rule}`, value);
  }
  // Adding 0 turns -0 into 0.
  return (value as number) + 0;
}

/** The interval of what rises or falls with a figure all along its interval: exact, at the same level; `null` where an end is. */
export function throughInterval(interval: Interval, of: (end: number) => number | null): Interval | null {
  const [one, other] = [of(interval.lower), of(interval.upper)];
  if (one === null || other === null) return null;
  return { ...interval, lower: Math.min(one, other), upper: Math.max(one, other) };
}

/**
 * A currency that is stated, or `null`.
 *
 * @throws {@link MetricError} `CURRENCY_INVALID`
 */
export function checkCurrency(currency: string | null | undefined): string | null {
  if (currency === null || currency === undefined) return null;
  if (typeof currency !== "string" || currency === "") {
    fail("CURRENCY_INVALID", "Cannot use currency as it must be a code such as EUR", currency);
  }
  return currency;
}

/**
 * The currency of a row of amounts, `null` where none is stated, as by a blank cell; `undefined` where it is another one than
 * was asked for, or no text.
 */
export function rowCurrency(currency: string | null | undefined, wanted: string | null): string | null | undefined {
  if (currency === null || currency === undefined || currency === "") return null;
  return typeof currency === "string" && (wanted === null || currency === wanted) ? currency : undefined;
}

/**
 * The currency of two amounts, `null` where neither states one.
 *
 * @throws {@link MetricError} `CURRENCY_MIXED`
 */
export function sharedCurrency(left: string | null, right: string | null): string | null {
  if (left !== null && right !== null && left !== right) {
    fail(
      "CURRENCY_MIXED",
      `Cannot use ${left} beside ${right} as all must be in one currency: choose it with currency, or split rows`,
      right,
    );
  }
  return left ?? right;
}

/** The smaller of two numbers of observations, of which 0 says that it is not known. */
export function smallerKnown(left: number, right: number): number {
  return left === 0 || right === 0 ? left + right : Math.min(left, right);
}

/**
 * Reads an amount of money, or an estimate of one.
 *
 * @throws {@link MetricError} `AMOUNT_INVALID`, `COUNT_INVALID`, `CURRENCY_INVALID`, `INTERVAL_INVALID`, `LEVEL_OUT_OF_RANGE`
 */
export function readAmount(
  amount: number | KnownAmount,
  least: number,
): ReadFigure & { readonly currency: string | null; readonly definition: object | null } {
  const rule = least === 0 ? "an amount must be a number, 0 or more" : "an amount must be a number";
  const read = readFigure(amount, (value) => value >= least, "AMOUNT_INVALID", rule);
  const { currency, definition = null } = typeof amount === "number" ? {} : amount;
  return { ...read, currency: checkCurrency(currency), definition };
}
