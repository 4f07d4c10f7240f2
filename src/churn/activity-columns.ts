import { fail } from "../core/metric-error.ts";
import { MAX_INSTANT } from "../time/instant.ts";
import {
  findingOf,
  nothingLeftOut,
  offendingCell,
  readActivity,
  readActivityRow,
  sameCurrency,
} from "./activity-row.ts";
import type {
  ActivityFinding,
  ActivityLeftOut,
  ActivityFindingCode,
  ActivityRow,
  ReadingRules,
} from "./activity-row.ts";
import { customerCodes } from "./activity-codes.ts";

/** A log of activity as columns, one element a row: the fast way in for a million rows. */
export interface ActivityColumns {
  /** Customers as whole numbers from 0 (dictionary codes of Arrow or Parquet), or as ids. */
  readonly customers: ArrayLike<number | string | null | undefined>;
  /** Ids by code. @defaultValue the code as text */
  readonly names?: ArrayLike<string> | undefined;
  /** Epoch milliseconds; NaN where there is none. */
  readonly at: ArrayLike<number | null | undefined>;
  /** Revenue in minor units, whole numbers; negative: a refund, which is no activity. */
  readonly amounts?: ArrayLike<number | null | undefined> | undefined;
  /** ISO 4217 code of the amounts. */
  readonly currency?: string | undefined;
}

/** The usable rows of a log, customers as codes from 0. */
export interface UsableRows {
  readonly codes: ArrayLike<number>;
  /** Codes are below it. */
  readonly customers: number;
  readonly nameOf: (code: number) => string;
  readonly at: ArrayLike<number>;
  /** Signed: less than 0 for refunds. `null` where no row has an amount. */
  readonly amounts: ArrayLike<number> | null;
  /** Used rows; refunds of 0 are among them and in no column. */
  readonly usedRows: number;
  /** Those of them that have an amount. */
  readonly pricedRows: number;
  /** The latest instant of a used row, or `null` without rows. */
  readonly latest: number | null;
  readonly currency: string | null;
  readonly leftOut: ActivityLeftOut;
  readonly findings: readonly ActivityFinding[];
}

/** Whether a source is columns. */
export function isColumns(source: unknown): source is ActivityColumns {
  const columns = source as Partial<ActivityColumns> | null | undefined;
  return columns?.customers !== undefined && columns.at !== undefined;
}

/**
 * @throws {@link MetricError} `SOURCE_INVALID`, `CURRENCY_MIXED`, `ROW_INVALID`
 */
export function usableRows(rows: Iterable<ActivityRow>, rules: ReadingRules): UsableRows {
  if (typeof rows !== "object" || rows?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot use source as it must be rows, columns or a state", rows);
  }
  const known = new Map<string, number>();
  const ids = new Set<string>();
  const codes: number[] = [];
  const at: number[] = [];
  const amounts: number[] = [];
  const leftOut = nothingLeftOut();
  const findings: ActivityFinding[] = [];
  const read = readActivity();
  let index = 0;
  let pricedRows = 0;
  let latest = -Infinity;
  let currency = rules.currency ?? null;
  for (const row of rows) {
    const id = row?.id ?? null;
    const code = readActivityRow(row, rules, read) ?? (id !== null && ids.has(id) ? "duplicate-id" : null);
    if (code === null) {
      if (id !== null) ids.add(id);
      if (rules.addsAmounts) currency = sameCurrency(currency, read.currency);
      if (read.amount !== null) pricedRows += 1;
      if (read.at > latest) latest = read.at;
      if (read.isActivity || read.amount !== 0) {
        let customer = known.get(read.customerId);
        if (customer === undefined) known.set(read.customerId, (customer = known.size));
        codes.push(customer);
        at.push(read.at);
        amounts.push(read.amount ?? 0);
      }
    } else {
      leftOut[code] += 1;
      findings.push(findingOf(index, code, offendingCell(row, code), rules));
    }
    index += 1;
  }
  const names = [...known.keys()];
  const usedRows = index - findings.length;
  const nameOf = (code: number): string => names[code]!;
  const said = { usedRows, pricedRows, latest: usedRows === 0 ? null : latest, currency, leftOut, findings };
  return { codes, customers: names.length, nameOf, at, amounts: pricedRows > 0 ? amounts : null, ...said };
}

/**
 * @throws {@link MetricError} `LENGTH_MISMATCH`, `CUSTOMER_NAMES_REPEATED`, `CURRENCY_MIXED`, `ROW_INVALID`
 */
export function usableColumns(columns: ActivityColumns, rules: ReadingRules): UsableRows {
  const { at, amounts = null } = columns;
  const rows = columns.customers?.length;
  if (!Number.isSafeInteger(rows))
    fail("SOURCE_INVALID", "Cannot use columns as customers must be a list", columns.customers);
  for (const column of amounts === null ? [at] : [at, amounts]) {
    if (column.length !== rows)
      fail("LENGTH_MISMATCH", `Cannot read ${rows} rows as every column must be as long`, column.length);
  }
  const { codes, customers, nameOf } = customerCodes(columns.customers, columns.names);
  const isOther =
    amounts !== null &&
    rules.currency !== undefined &&
    columns.currency !== undefined &&
    columns.currency !== rules.currency;
  const leftOut = nothingLeftOut();
  const findings: ActivityFinding[] = [];
  let pricedRows = 0;
  let latest = -Infinity;
  for (let i = 0; i < rows; i++) {
    const finding = columnCode(codes[i]!, at[i], amounts === null ? null : amounts[i], isOther, rules.until);
    if (finding !== null) {
      leftOut[finding] += 1;
      findings.push(findingOf(i, finding, columnCell(columns, i, finding), rules));
    } else {
      if (amounts !== null && amounts[i] != null) pricedRows += 1;
      if (at[i]! > latest) latest = at[i]!;
    }
  }
  const usedRows = rows - findings.length;
  const currency = rules.currency ?? (pricedRows === 0 ? null : (columns.currency ?? null));
  const said = {
    usedRows,
    pricedRows,
    latest: usedRows === 0 ? null : Math.floor(latest) + 0,
    currency,
    leftOut,
    findings,
  };
  const read = { ...said, customers, nameOf };
  if (findings.length === 0 && (pricedRows === 0 || pricedRows === rows)) {
    return {
      ...read,
      codes,
      at: at as ArrayLike<number>,
      amounts: pricedRows === 0 ? null : (amounts as ArrayLike<number>),
    };
  }
  return { ...read, ...compacted(codes, at, pricedRows === 0 ? null : amounts, findings) };
}

/** Why an element of the columns cannot be used, or `null`; looked at in the order of {@link readActivityRow}. */
function columnCode(
  code: number,
  instant: unknown,
  amount: unknown,
  isOther: boolean,
  until: number,
): ActivityFindingCode | null {
  // Written so that NaN fails: it is neither at or above 0 nor within the range.
  if (!(code >= 0)) return "customer-id-invalid";
  if (typeof instant !== "number" || !(instant >= -MAX_INSTANT && instant <= MAX_INSTANT)) return "at-invalid";
  if (amount != null && !Number.isSafeInteger(amount)) return "amount-invalid";
  if (amount != null && isOther) return "other-currency";
  return instant >= until ? "after-as-of" : null;
}

function columnCell(
  { customers, at, amounts, currency }: ActivityColumns,
  i: number,
  code: ActivityFindingCode,
): unknown {
  if (code === "customer-id-invalid") return customers[i];
  if (code === "amount-invalid") return amounts?.[i];
  return code === "other-currency" ? currency : at[i];
}

/** The columns without the rows that were found wanting; an amount that is missing is 0. */
function compacted(
  codes: ArrayLike<number>,
  at: ArrayLike<number | null | undefined>,
  amounts: ArrayLike<number | null | undefined> | null,
  findings: readonly ActivityFinding[],
): Pick<UsableRows, "codes" | "at" | "amounts"> {
  const length = codes.length - findings.length;
  const kept = {
    codes: new Uint32Array(length),
    at: new Float64Array(length),
    amounts: amounts && new Float64Array(length),
  };
  let next = 0;
  for (let i = 0, to = 0; i < codes.length; i++) {
    if (findings[next]?.index === i) {
      next += 1;
      continue;
    }
    kept.codes[to] = codes[i]!;
    kept.at[to] = at[i]!;
    if (kept.amounts !== null) kept.amounts[to] = amounts![i] ?? 0;
    to += 1;
  }
  return kept;
}
