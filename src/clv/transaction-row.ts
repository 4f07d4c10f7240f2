import { fail } from "../core/metric-error.ts";
import { rowCurrency } from "./amount-figure.ts";
import { countLeftOut, isNotWrong, plainCell } from "./left-out.ts";
import type { RfmCalendar } from "./rfm-calendar.ts";

/** A row of a log of purchases: a `Transaction`, or whatever has a customer, a date and an amount. */
export interface TransactionRow {
  /** Who, as text: `String(id)` in `read` where ids are numbers. A row without is left out as `customer-id-invalid`. */
  readonly customerId: string | null | undefined;
  /** When: a local date (`2025-03-09`) or time (`2025-03-09T18:30:00`), or an instant: epoch milliseconds, a Date, ISO 8601 with offset. */
  readonly at: number | Date | string | null | undefined;
  /** How much, 0 or more; exact in whole minor units, and in others too (see `rfmSummary`). */
  readonly amount?: number | null | undefined;
  /** ISO 4217 code of the amount. */
  readonly currency?: string | null | undefined;
  /** `"purchase"` (the same as none) or `"refund"`. */
  readonly kind?: string | null | undefined;
  /** Of rows with one id, the first is used and the others are left out as `duplicate-id`. */
  readonly id?: string | null | undefined;
}

/**
 * Why a transaction was not used: a stable code.
 *
 * - `row-invalid`: no object
 * - `customer-id-invalid`: no customer id, or one that is no text (`read` may say `String(id)`); in columns a code that has no name
 * - `at-invalid`: neither date nor instant
 * - `kind-unknown`: neither purchase nor refund
 * - `amount-invalid`: none, text, NaN, negative, or above 2^53
 * - `other-currency`: not the currency that was asked for, or none that can be one
 * - `after-as-of`: in a period after the end of the observation
 * - `refund-ignored`: a refund, where refunds are ignored
 * - `duplicate-id`: a row with this id came before
 * - `out-of-order`: in a period before that of a row that came before (in logs said to be in order)
 */
export type TransactionFindingCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "at-invalid"
  | "kind-unknown"
  | "amount-invalid"
  | "other-currency"
  | "after-as-of"
  | "refund-ignored"
  | "duplicate-id"
  | "out-of-order";

/** How many transactions were not used, by code. */
export type TransactionLeftOut = { [Code in TransactionFindingCode]: number };

/** A transaction that was not used, and why. */
export interface TransactionFinding {
  /** The rule that it breaks. */
  readonly code: TransactionFindingCode;
  /** Its place in the source, from 0. */
  readonly index: number;
  /** What stood there; what is no plain JSON value, as text. */
  readonly value: string | number | boolean | null;
}

/** What a refund does: nothing, or it lowers the spend of the period it happens in. */
export type RefundPolicy = "ignore" | "net-in-period";

/** Rules of reading. */
export interface TransactionRules {
  readonly calendar: RfmCalendar;
  /** The last period that is used. */
  readonly last: number;
  /** The only currency that is used. */
  readonly currency: string | undefined;
  /** `undefined`: nobody has said, so a refund throws. */
  readonly refunds: RefundPolicy | undefined;
  readonly amounts: "required" | "ignored";
  readonly onInvalid: "count" | "throw";
}

/** What a usable row says. */
export interface ReadTransaction {
  customerId: string;
  period: number;
  /** Signed: a refund is negative. 0 where amounts are ignored. */
  amount: number;
  currency: string | null;
  isPurchase: boolean;
}

/** Somewhere to read rows into, one at a time. */
export function readTransaction(): ReadTransaction {
  return { customerId: "", period: 0, amount: 0, currency: null, isPurchase: true };
}

/** Reads a row into `into`; returns why it cannot be used, or `null`. */
export function readTransactionRow(
  row: TransactionRow,
  rules: TransactionRules,
  into: ReadTransaction,
): TransactionFindingCode | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { customerId, at, amount, kind } = row;
  if (typeof customerId !== "string" || customerId === "") return "customer-id-invalid";
  const period = rules.calendar.periodOf(at);
  if (period === null) return "at-invalid";
  const isRefund = kind === "refund";
  if (kind != null && !isRefund && kind !== "purchase") return "kind-unknown";
  const hasAmount = rules.amounts === "required";
  if (hasAmount && !(typeof amount === "number" && isAmount(amount))) return "amount-invalid";
  const currency = hasAmount ? rowCurrency(row.currency, rules.currency ?? null) : null;
  if (currency === undefined) return "other-currency";
  if (period > rules.last) return "after-as-of";
  if (isRefund && refundPolicy(rules) === "ignore") return "refund-ignored";
  into.customerId = customerId;
  into.period = period;
  // 0 − 0 is 0 and −0 + 0 is too, where −0 would be another value in JSON.
  into.amount = !hasAmount ? 0 : isRefund ? 0 - amount! : amount! + 0;
  into.currency = currency;
  into.isPurchase = !isRefund;
  return null;
}

/** Whether a number can be an amount; NaN cannot, and beyond 2^53 even cents are lost. */
export function isAmount(amount: number): boolean {
  return amount >= 0 && amount <= Number.MAX_SAFE_INTEGER;
}

/**
 * What is done with a refund that is there.
 *
 * @throws {@link MetricError} `REFUNDS_UNDECIDED`
 */
export function refundPolicy({ refunds }: TransactionRules): RefundPolicy {
  if (refunds === undefined) {
    fail("REFUNDS_UNDECIDED", "Cannot use a refund as refunds must say ignore or net-in-period", refunds);
  }
  return refunds;
}

/** The cell of a row that is the reason for leaving it out. */
export function offendingTransactionCell(row: TransactionRow, code: TransactionFindingCode): unknown {
  switch (code) {
    case "row-invalid":
      return row;
    case "customer-id-invalid":
      return row.customerId;
    case "amount-invalid":
      return row.amount;
    case "other-currency":
      return row.currency;
    case "kind-unknown":
    case "refund-ignored":
      return row.kind;
    case "duplicate-id":
      return row.id;
    default:
      return row.at;
  }
}

/**
 * A finding, unless the rules say that unusable rows throw. What is after the end, and a refund that is to be ignored,
 * are no faults and never throw.
 *
 * @throws {@link MetricError} `TRANSACTION_INVALID`
 */
export function transactionFinding(
  index: number,
  code: TransactionFindingCode,
  cell: unknown,
  { onInvalid }: Pick<TransactionRules, "onInvalid">,
): TransactionFinding {
  if (onInvalid === "throw" && !isNotWrong(code))
    fail("TRANSACTION_INVALID", `Cannot use row ${index} as it must not have ${code}`, cell);
  return { code, index, value: plainCell(cell) };
}

/** Nothing left out yet. */
export function noTransactionsLeftOut(): TransactionLeftOut {
  return {
    "row-invalid": 0,
    "customer-id-invalid": 0,
    "at-invalid": 0,
    "kind-unknown": 0,
    "amount-invalid": 0,
    "other-currency": 0,
    "after-as-of": 0,
    "refund-ignored": 0,
    "duplicate-id": 0,
    "out-of-order": 0,
  };
}

/**
 * Counts into a state a row that is not used.
 *
 * @throws {@link MetricError} `TRANSACTION_INVALID`
 */
export function leaveOut(
  state: { readonly usedRows: number; readonly leftOut: TransactionLeftOut },
  row: TransactionRow,
  code: TransactionFindingCode,
  rules: TransactionRules,
): void {
  transactionFinding(state.usedRows + countLeftOut(state.leftOut), code, offendingTransactionCell(row, code), rules);
  state.leftOut[code] += 1;
}
