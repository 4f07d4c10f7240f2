import { fail } from "../core/metric-error.ts";
import { MAX_INSTANT } from "../time/instant.ts";
import { checkCurrency, rowCurrency } from "./amount-figure.ts";
import { customerNumbers, type CustomerNumbers } from "./transaction-codes.ts";
import {
  isAmount,
  noTransactionsLeftOut,
  refundPolicy,
  transactionFinding,
  type TransactionFinding,
  type TransactionFindingCode,
  type TransactionLeftOut,
  type TransactionRules,
} from "./transaction-row.ts";

/** A log of transactions as columns, one element a row: the fast way in for a million rows. */
export interface TransactionColumns {
  /** Customers as whole numbers from 0 (dictionary codes of Arrow or Parquet), or as ids. */
  readonly customers: ArrayLike<number | string | null | undefined>;
  /** Ids by code. @defaultValue the code as text */
  readonly names?: ArrayLike<string> | undefined;
  /** When: epoch milliseconds, NaN where there is none. Either this or `days`. */
  readonly at?: ArrayLike<number | null | undefined> | undefined;
  /** When: local days since 1970-01-01 (Arrow's date32), which need no time zone. */
  readonly days?: ArrayLike<number | null | undefined> | undefined;
  /** How much; less than 0 is a refund. */
  readonly amounts?: ArrayLike<number | null | undefined> | undefined;
  /** ISO 4217 code of the amounts. */
  readonly currency?: string | undefined;
}

/** The usable rows of a log, customers as numbers from 0. */
export interface UsableTransactions extends Omit<CustomerNumbers, "codes"> {
  readonly codes: ArrayLike<number>;
  /** Period and kind of each row, see {@link slotOf}. */
  readonly slots: ArrayLike<number>;
  /** Signed; `null` where amounts are ignored. */
  readonly amounts: ArrayLike<number> | null;
  /** Whether sums of all amounts are exact in plain numbers. */
  readonly areWhole: boolean;
  readonly usedRows: number;
  readonly currency: string | null;
  readonly leftOut: TransactionLeftOut;
  readonly findings: readonly TransactionFinding[];
}

/** A period and whether a row of it is a refund as one number, so that they are sorted together. */
export function slotOf(period: number, isRefund: boolean): number {
  return period * 2 + (isRefund ? 1 : 0);
}

/** The period of a slot. */
export function periodOfSlot(slot: number): number {
  return slot >> 1;
}

/** Whether a slot is of a refund. */
export function isRefundSlot(slot: number): boolean {
  return (slot & 1) === 1;
}

/** Days further from 1970 than any instant. */
const MAX_DAY = 100_000_000;

/**
 * @throws {@link MetricError} `SOURCE_INVALID`, `CURRENCY_INVALID`, `COLUMNS_UNEQUAL`, `CUSTOMER_NAMES_REPEATED`, `AMOUNTS_REQUIRED`,
 *   `TIME_ZONE_REQUIRED`, `REFUNDS_UNDECIDED`, `TRANSACTION_INVALID`
 */
export function usableTransactions(columns: TransactionColumns, rules: TransactionRules): UsableTransactions {
  const { times, isDays, amounts, rows } = checkedColumns(columns, rules);
  const { codes, customers, names } = customerNumbers(columns.customers, columns.names ?? undefined);
  const { calendar } = rules;
  const currency = checkCurrency(columns.currency);
  const isOther = rowCurrency(currency, rules.currency ?? null) === undefined;
  const most = isDays ? MAX_DAY : MAX_INSTANT;
  const until = isDays ? calendar.firstDay(rules.last + 1) : calendar.startOf(rules.last + 1);

  const hasMoney = rules.amounts === "required";
  const leftOut = noTransactionsLeftOut();
  const findings: TransactionFinding[] = [];
  let areWhole = true;
  let total = 0;
  let hasRefunds = false;
  for (let i = 0; i < rows; i++) {
    const time = times[i];
    const amount = amounts === null ? 0 : amounts[i];
    let code: TransactionFindingCode | null = null;
    // Written so that NaN fails: it is neither at or above 0 nor within the range.
    if (!(codes[i]! >= 0)) code = "customer-id-invalid";
    else if (typeof time !== "number" || !(time >= -most && time <= most) || (isDays && !Number.isInteger(time)))
      code = "at-invalid";
    else if (hasMoney && !(typeof amount === "number" && isAmount(Math.abs(amount)))) code = "amount-invalid";
    else if (hasMoney && isOther) code = "other-currency";
    else if (time >= until) code = "after-as-of";
    else if (amount! < 0 && refundPolicy(rules) === "ignore") code = "refund-ignored";
    if (code !== null) {
      leftOut[code] += 1;
      findings.push(transactionFinding(i, code, cellOf(columns, i, code), rules));
      continue;
    }
    if (!Number.isInteger(amount)) areWhole = false;
    if (amount! < 0) hasRefunds = true;
    total += Math.abs(amount!);
  }

  const used = findings.length === 0 ? { codes, times, amounts } : compacted(codes, times, amounts, findings);
  const usedRows = rows - findings.length;
  const instants = used.times as ArrayLike<number>;
  const slots = isDays ? periodsOfDays(instants, calendar.periodOfDay) : calendar.periodsOfInstants(instants);
  for (let i = 0; i < usedRows; i++) slots[i] = slotOf(slots[i]!, hasRefunds && used.amounts![i]! < 0);
  return {
    codes: used.codes,
    customers,
    names,
    slots,
    amounts: hasMoney ? (used.amounts as ArrayLike<number>) : null,
    areWhole: areWhole && total <= Number.MAX_SAFE_INTEGER,
    usedRows,
    currency: rules.currency ?? (usedRows > 0 && hasMoney ? currency : null),
    leftOut,
    findings,
  };
}

type Column = ArrayLike<number | null | undefined>;

function checkedColumns(
  columns: TransactionColumns,
  { calendar, amounts: wanted }: TransactionRules,
): { readonly times: Column; readonly isDays: boolean; readonly amounts: Column | null; readonly rows: number } {
  const { customers, at = null, days = null } = columns ?? {};
  const rows = customers?.length;
  const times = at ?? days;
  if (!Number.isSafeInteger(rows) || times === null || (at !== null && days !== null)) {
    fail("SOURCE_INVALID", "Cannot use columns as there must be customers, and either at or days", columns);
  }
  if (at !== null && calendar.timeZone === null && rows! > 0) calendar.periodsOfInstants([at[0] ?? 0]);
  const amounts = columns.amounts ?? null;
  if (wanted === "required" && amounts === null) {
    fail("AMOUNTS_REQUIRED", 'Cannot use columns as there must be amounts, or amounts: "ignored"', amounts);
  }
  for (const column of amounts === null ? [times] : [times, amounts]) {
    if (column.length !== rows)
      fail("COLUMNS_UNEQUAL", `Cannot read ${rows} rows as every column must be as long`, column.length);
  }
  return { times, isDays: days !== null, amounts, rows: rows! };
}

function periodsOfDays(days: ArrayLike<number>, periodOfDay: (day: number) => number): Int32Array {
  const periods = new Int32Array(days.length);
  for (let i = 0; i < periods.length; i++) periods[i] = periodOfDay(days[i]!);
  return periods;
}

function cellOf(
  { customers, at, days, amounts, currency }: TransactionColumns,
  i: number,
  code: TransactionFindingCode,
): unknown {
  if (code === "customer-id-invalid") return customers[i];
  if (code === "amount-invalid" || code === "refund-ignored") return amounts?.[i];
  return code === "other-currency" ? currency : (at ?? days)?.[i];
}

/** The columns without the rows that were found wanting. */
function compacted(
  codes: ArrayLike<number>,
  times: Column,
  amounts: Column | null,
  findings: readonly TransactionFinding[],
): { readonly codes: Uint32Array; readonly times: Float64Array; readonly amounts: Float64Array | null } {
  const length = codes.length - findings.length;
  const kept = {
    codes: new Uint32Array(length),
    times: new Float64Array(length),
    amounts: amounts && new Float64Array(length),
  };
  let next = 0;
  for (let i = 0, to = 0; i < codes.length; i++) {
    if (findings[next]?.index === i) {
      next += 1;
      continue;
    }
    kept.codes[to] = codes[i]!;
    kept.times[to] = times[i]!;
    if (kept.amounts !== null) kept.amounts[to] = amounts![i]!;
    to += 1;
  }
  return kept;
}
