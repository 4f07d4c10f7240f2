import { fail } from "../core/metric-error.ts";
import { readInstant } from "../time/instant.ts";

/**
 * A row of a log of activity: an `ActivityEvent`, a `Transaction`, or whatever has a customer and a date.
 *
 * A refund moves revenue and is no activity: who only sends goods back was not retained.
 */
export interface ActivityRow {
  /** Who. A row without is left out as `customer-id-invalid`. */
  readonly customerId: string | null | undefined;
  /** When: epoch milliseconds, a Date, or ISO 8601 with offset. */
  readonly at: number | Date | string | null | undefined;
  /** Of rows with one id, the first is used and the others are left out as `duplicate-id`. */
  readonly id?: string | null | undefined;
  /** Revenue in minor units, a whole number of 0 or more; none for activity without money. */
  readonly amount?: number | null | undefined;
  /** ISO 4217 code of the amount. */
  readonly currency?: string | null | undefined;
  /** `"purchase"` (the same as none) or `"refund"`. */
  readonly kind?: string | null | undefined;
}

/**
 * Why a row was not used: a stable code.
 *
 * - `row-invalid`: no object
 * - `customer-id-invalid`: no customer id, or a code that has no name
 * - `at-invalid`: no instant; a date without offset is none
 * - `after-as-of`: at or after the end of the observation
 * - `amount-invalid`: not a whole number of minor units, negative, or a refund without amount
 * - `other-currency`: not the currency that was asked for
 * - `kind-unknown`: neither purchase nor refund
 * - `duplicate-id`: a row with this id came before
 */
export type ActivityFindingCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "at-invalid"
  | "after-as-of"
  | "amount-invalid"
  | "other-currency"
  | "kind-unknown"
  | "duplicate-id";

/** How many rows were not used, by code. */
export type ActivityLeftOut = { [Code in ActivityFindingCode]: number };

/** A row that was not used, and why. */
export interface ActivityFinding {
  /** The rule that it breaks. */
  readonly code: ActivityFindingCode;
  /** Its place in the source, from 0. */
  readonly index: number;
  /** What stood there; what is no plain JSON value, as text. */
  readonly value: string | number | boolean | null;
}

/** Rules of reading. */
export interface ReadingRules {
  /** The first instant that is too late. */
  readonly until: number;
  /** The only currency that is used. */
  readonly currency?: string | undefined;
  /** Whether the amounts are to be added, so that two currencies are one too many. */
  readonly addsAmounts: boolean;
  /** Whether an unusable row is counted as left out, or throws. */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** What a usable row says. */
export interface ReadActivity {
  customerId: string;
  at: number;
  /** Signed: a refund is negative. `null` without money. */
  amount: number | null;
  currency: string | null;
  /** Not for a refund. */
  isActivity: boolean;
}

/** Somewhere to read rows into, one at a time. */
export function readActivity(): ReadActivity {
  return { customerId: "", at: 0, amount: null, currency: null, isActivity: true };
}

/** Reads a row into `into`; returns why it cannot be used, or `null`. */
export function readActivityRow(row: ActivityRow, rules: ReadingRules, into: ReadActivity): ActivityFindingCode | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { customerId, at, amount, currency, kind } = row;
  if (typeof customerId !== "string" || customerId === "") return "customer-id-invalid";
  const instant = readInstant(at);
  if (instant === null) return "at-invalid";
  const isRefund = kind === "refund";
  if (kind != null && !isRefund && kind !== "purchase") return "kind-unknown";
  if (amount == null ? isRefund : !(Number.isSafeInteger(amount) && amount >= 0)) return "amount-invalid";
  if (amount != null && currency != null && rules.currency !== undefined && currency !== rules.currency)
    return "other-currency";
  if (instant >= rules.until) return "after-as-of";
  into.customerId = customerId;
  into.at = instant;
  // 0 − 0 is 0, where −0 would be another value in JSON.
  into.amount = amount == null ? null : isRefund ? 0 - amount : amount;
  into.currency = amount == null ? null : (currency ?? null);
  into.isActivity = !isRefund;
  return null;
}

/** The cell of a row that is the reason for leaving it out. */
export function offendingCell(row: ActivityRow, code: ActivityFindingCode): unknown {
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
      return row.kind;
    case "duplicate-id":
      return row.id;
    default:
      return row.at;
  }
}

/**
 * A finding, unless the rules say that unusable rows throw. What is after `asOf` is no fault of the row and never throws.
 *
 * @throws {@link MetricError} `ROW_INVALID`
 */
export function findingOf(
  index: number,
  code: ActivityFindingCode,
  cell: unknown,
  { onInvalid }: ReadingRules,
): ActivityFinding {
  if (onInvalid === "throw" && code !== "after-as-of")
    fail("ROW_INVALID", `Cannot use row ${index} as it must not have ${code}`, cell);
  return { code, index, value: plainValue(cell) };
}

/** Nothing left out yet. */
export function nothingLeftOut(): ActivityLeftOut {
  return {
    "row-invalid": 0,
    "customer-id-invalid": 0,
    "at-invalid": 0,
    "after-as-of": 0,
    "amount-invalid": 0,
    "other-currency": 0,
    "kind-unknown": 0,
    "duplicate-id": 0,
  };
}

/** What was left out on either side. */
export function addLeftOut(left: ActivityLeftOut, right: ActivityLeftOut): ActivityLeftOut {
  const sum = nothingLeftOut();
  for (const code of Object.keys(sum) as ActivityFindingCode[]) sum[code] = left[code] + right[code];
  return sum;
}

/**
 * The currency of amounts in two places, `null` where no amount names one.
 *
 * @throws {@link MetricError} `CURRENCY_MIXED`
 */
export function sameCurrency(left: string | null, right: string | null): string | null {
  if (left !== null && right !== null && left !== right) {
    fail("CURRENCY_MIXED", `Cannot add amounts as all must be in ${left}; choose one with currency`, right);
  }
  return left ?? right;
}

function plainValue(cell: unknown): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "boolean" || (typeof cell === "number" && Number.isFinite(cell))) return cell;
  return typeof cell === "object" || typeof cell === "function" ? typeof cell : String(cell).slice(0, 200);
}
