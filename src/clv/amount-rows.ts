import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { instantToIso, readInstant, toInstant } from "../time/instant.ts";
import { checkCurrency } from "./amount-figure.ts";
import { countLeftOut, isNotWrong, plainCell } from "./left-out.ts";

/**
 * Why a row with an amount was not used: a stable code.
 *
 * - `row-invalid`: no object
 * - `kind-unknown`: none of the kinds that are read
 * - `customer-id-invalid`: no customer id, or one that is no text
 * - `amount-invalid`: not a whole number of minor units, or negative
 * - `cost-invalid`: a cost that is neither missing nor such a number
 * - `at-invalid`: no instant where one is needed, or one that cannot be read; a date without offset is none
 * - `other-currency`: not the currency that was asked for, or none that can be one
 * - `before-from`, `after-as-of`: outside the window; no fault of the row
 * - `duplicate-id`: a row with this id came before
 */
export type AmountRowCode =
  | "row-invalid"
  | "kind-unknown"
  | "customer-id-invalid"
  | "amount-invalid"
  | "cost-invalid"
  | "at-invalid"
  | "other-currency"
  | "before-from"
  | "after-as-of"
  | "duplicate-id";

/** How many rows were not used, by code. */
export type AmountLeftOut = { [Code in AmountRowCode]: number };

/** A row that was not used, and why. */
export interface AmountFinding {
  /** The rule that it breaks. */
  readonly code: AmountRowCode;
  /** Its place in the source, from 0. */
  readonly index: number;
  /** What stood there; what is no plain JSON value, as text. */
  readonly value: string | number | boolean | null;
}

/** Options of whatever adds up amounts of rows. */
export interface AmountRowOptions {
  /**
   * The first instant that counts.
   * @defaultValue all time; rows need no date then
   */
  readonly from?: number | Date | string | undefined;
  /**
   * The first instant that is too late.
   * @defaultValue all time
   */
  readonly asOf?: number | Date | string | undefined;
  /**
   * The only currency whose amounts are used; rows in others are left out.
   * @defaultValue all amounts must be in one currency, whichever it is
   */
  readonly currency?: string | undefined;
  /**
   * Whether an unusable row is counted and listed, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** Rules of reading. */
export interface AmountRules {
  /** −Infinity without a beginning. */
  readonly from: number;
  /** Infinity without an end. */
  readonly asOf: number;
  /** Whether a row without a date cannot be placed. */
  readonly needsInstant: boolean;
  readonly currency: string | null;
  readonly onInvalid: "count" | "throw";
}

/**
 * @throws {@link MetricError} `OPTIONS_INVALID`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `WINDOW_EMPTY`, `CURRENCY_INVALID`,
 *   `ON_INVALID_UNKNOWN`
 */
export function amountRules(options: AmountRowOptions): AmountRules {
  if (typeof options !== "object" || options === null) {
    fail("OPTIONS_INVALID", "Cannot use options as they must be an object", options);
  }
  const { onInvalid = "count" } = options;
  checkChoice("ON_INVALID_UNKNOWN", "onInvalid", onInvalid, ["count", "throw"]);
  const from = options.from === undefined ? -Infinity : toInstant(options.from);
  const asOf = options.asOf === undefined ? Infinity : toInstant(options.asOf);
  if (from >= asOf) fail("WINDOW_EMPTY", "Cannot use window as from must be before asOf", [options.from, options.asOf]);
  return {
    from,
    asOf,
    needsInstant: from !== -Infinity || asOf !== Infinity,
    currency: checkCurrency(options.currency),
    onInvalid,
  };
}

/** The window in ISO 8601; `null` where it is open. */
export function windowOf({ from, asOf }: AmountRules): { readonly from: string | null; readonly asOf: string | null } {
  const iso = (instant: number): string | null => (Number.isFinite(instant) ? instantToIso(instant) : null);
  return { from: iso(from), asOf: iso(asOf) };
}

/** The instant of a cell, `null` where it is missing and may be, or why it cannot be used; the window is not looked at. */
export function readAt(at: unknown, needsInstant: boolean): number | null | "at-invalid" {
  if (at === null || at === undefined) return needsInstant ? "at-invalid" : null;
  return readInstant(at) ?? "at-invalid";
}

/** Whether a cell is an amount: whole minor units, 0 or more. */
export function isAmount(amount: unknown): amount is number {
  return Number.isSafeInteger(amount) && (amount as number) >= 0;
}

/**
 * The sum of two amounts, exact.
 *
 * @throws {@link MetricError} `AMOUNT_TOO_LARGE`: a sum of 2^53 or more would be rounded, and depend on the order
 */
export function addAmounts(left: number, right: number): number {
  const sum = left + right;
  if (!(sum <= Number.MAX_SAFE_INTEGER)) fail("AMOUNT_TOO_LARGE", "Cannot add amounts as sums must be below 2^53", sum);
  return sum;
}

/** Nothing left out yet. */
export function nothingLeftOut(): AmountLeftOut {
  return {
    "row-invalid": 0,
    "kind-unknown": 0,
    "customer-id-invalid": 0,
    "amount-invalid": 0,
    "cost-invalid": 0,
    "at-invalid": 0,
    "other-currency": 0,
    "before-from": 0,
    "after-as-of": 0,
    "duplicate-id": 0,
  };
}

/**
 * A finding, unless the rules say that unusable rows throw. What is outside the window never throws.
 *
 * @throws {@link MetricError} `ROW_INVALID`
 */
export function findingOf(index: number, code: AmountRowCode, row: unknown, { onInvalid }: AmountRules): AmountFinding {
  const value = offendingCell(row, code);
  if (onInvalid === "throw" && !isNotWrong(code)) {
    fail("ROW_INVALID", `Cannot use row ${index} as it must not have ${code}`, value);
  }
  return { code, index, value: plainCell(value) };
}

/** A state that counts what was left out. */
interface CountsLeftOut {
  usedRows: number;
  readonly leftOut: AmountLeftOut;
}

/** Counts a row into a state, or why not. */
export function countRow<Row, State extends CountsLeftOut, Rules extends AmountRules>(
  state: State,
  row: Row,
  rules: Rules,
  add: (state: State, row: Row, rules: Rules) => AmountRowCode | null,
): State {
  const code = add(state, row, rules);
  if (code !== null) {
    findingOf(state.usedRows + countLeftOut(state.leftOut), code, row, rules);
    state.leftOut[code] += 1;
  }
  return state;
}

/**
 * Counts all rows into a state; returns which were not used.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`; `ROW_INVALID`; what `add` throws
 */
export function tallyRows<Row, State extends CountsLeftOut, Rules extends AmountRules>(
  rows: Iterable<Row>,
  state: State,
  rules: Rules,
  add: (state: State, row: Row, rules: Rules) => AmountRowCode | null,
): AmountFinding[] {
  if (typeof rows !== "object" || rows?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot use source as it must be rows or a state of them", rows);
  }
  const findings: AmountFinding[] = [];
  let index = 0;
  for (const row of rows) {
    const code = add(state, row, rules);
    if (code !== null) {
      findings.push(findingOf(index, code, row, rules));
      state.leftOut[code] += 1;
    }
    index += 1;
  }
  return findings;
}

const cells = {
  "kind-unknown": "kind",
  "customer-id-invalid": "customerId",
  "amount-invalid": "amount",
  "cost-invalid": "cost",
  "at-invalid": "at",
  "other-currency": "currency",
  "before-from": "at",
  "after-as-of": "at",
  "duplicate-id": "id",
} as const;

function offendingCell(row: unknown, code: AmountRowCode): unknown {
  return code === "row-invalid" ? row : (row as { readonly [cell: string]: unknown } | null)?.[cells[code]];
}
