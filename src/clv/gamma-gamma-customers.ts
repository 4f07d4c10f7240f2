import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import type { SpendLeftOut } from "./gamma-gamma-fit.ts";

/** What a customer spent, or a group of customers alike. Further fields are ignored. */
export interface SpendRow {
  /** Repeat purchases: a whole number. */
  readonly frequency: number;
  /** Mean spend of a repeat purchase, above 0; not used without repeat purchases. */
  readonly monetaryValue?: number | null | undefined;
  /**
   * Customers in this row; 0 is no customer.
   * @defaultValue `1`
   */
  readonly weight?: number | undefined;
}

/** The same as parallel columns. */
export interface SpendColumns {
  readonly frequency: ArrayLike<number>;
  readonly monetaryValue: ArrayLike<number | null>;
  readonly weight?: ArrayLike<number> | undefined;
  /** Of the amounts, where the table knows it. */
  readonly currency?: string | null | undefined;
}

/** Rows in a table, such as the result of `rfmSummary`. */
export interface SpendTable {
  readonly customers: Iterable<SpendRow>;
  /** Of the amounts, where the table knows it. */
  readonly currency?: string | null | undefined;
}

/** Customers with their spend: rows, columns, or a table of rows. */
export type SpendSource = Iterable<SpendRow> | SpendColumns | SpendTable;

/** Customers with repeat purchases, and what was left out. */
export interface ReadSpend {
  readonly frequency: Float64Array;
  readonly monetaryValue: Float64Array;
  readonly weight: Float64Array;
  readonly leftOut: SpendLeftOut;
  /** Rows in all. */
  readonly rows: number;
}

/** What is wrong with a customer's spend: a name of the counts. */
export type SpendFault = Exclude<keyof SpendLeftOut, "first">;

/**
 * Reads a source into columns, in one pass.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `ON_INVALID_UNKNOWN`; `SPEND_INVALID` where `onInvalid` is `"throw"`
 */
export function readSpend(source: SpendSource, onInvalid: "count" | "throw" = "count"): ReadSpend {
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const [frequency, monetaryValue, weight]: [number[], number[], number[]] = [[], [], []];
  const counts = {
    noRepeatPurchases: 0,
    spendMissing: 0,
    spendZero: 0,
    spendInvalid: 0,
    frequencyInvalid: 0,
    weightInvalid: 0,
  };
  const first: number[] = [];
  let rows = 0;
  const read = (purchases: unknown, spend: unknown, customers: unknown = 1): void => {
    const fault = spendFault(purchases, spend, customers);
    if (fault === null) {
      if (customers !== 0) {
        frequency.push(purchases as number);
        monetaryValue.push(spend as number);
        weight.push(customers as number);
      }
    } else {
      counts[fault]++;
      if (fault !== "noRepeatPurchases") {
        if (onInvalid === "throw") {
          fail("SPEND_INVALID", `Cannot use customer ${rows} as there must be no ${fault}`, [
            purchases,
            spend,
            customers,
          ]);
        }
        if (first.length < 10) first.push(rows);
      }
    }
    rows++;
  };
  eachRow(source, read);
  return {
    frequency: Float64Array.from(frequency),
    monetaryValue: Float64Array.from(monetaryValue),
    weight: Float64Array.from(weight),
    leftOut: { ...counts, first },
    rows,
  };
}

/** The first thing that is wrong with a customer, or `null`; values may be of any type. */
export function spendFault(frequency: unknown, monetaryValue: unknown, weight: unknown): SpendFault | null {
  if (!(Number.isSafeInteger(frequency) && (frequency as number) >= 0)) return "frequencyInvalid";
  if (!(typeof weight === "number" && weight >= 0 && weight < Infinity)) return "weightInvalid";
  if (frequency === 0) return "noRepeatPurchases";
  if (monetaryValue === null || monetaryValue === undefined) return "spendMissing";
  if (monetaryValue === 0) return "spendZero";
  const isSpend = typeof monetaryValue === "number" && monetaryValue > 0;
  return isSpend && monetaryValue * (frequency as number) < Infinity ? null : "spendInvalid";
}

function eachRow(source: SpendSource, read: (frequency: unknown, spend: unknown, weight: unknown) => void): void {
  const { customers, frequency, monetaryValue, weight } = (source ?? {}) as Partial<SpendColumns & SpendTable>;
  const rows = isIterable(source) ? source : isIterable(customers) ? customers : null;
  if (rows !== null) {
    for (const row of rows as Iterable<SpendRow | null | undefined>) {
      read(row?.frequency, row?.monetaryValue, row?.weight);
    }
    return;
  }
  if (typeof frequency?.length !== "number" || typeof monetaryValue?.length !== "number") {
    fail("SOURCE_INVALID", "Cannot use source as it must be rows or columns of frequency and monetaryValue", source);
  }
  for (const column of [monetaryValue, weight ?? frequency]) {
    if (column.length !== frequency.length) {
      fail("COLUMNS_UNEQUAL", "Cannot use columns as they must be of one length", column.length);
    }
  }
  for (let i = 0; i < frequency.length; i++) read(frequency[i], monetaryValue[i], weight?.[i]);
}

function isIterable(value: unknown): value is Iterable<SpendRow> {
  return typeof (value as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === "function";
}
