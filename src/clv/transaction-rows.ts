import { fail } from "../core/metric-error.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { slotOf, type UsableTransactions } from "./transaction-columns.ts";
import {
  noTransactionsLeftOut,
  offendingTransactionCell,
  readTransaction,
  readTransactionRow,
  transactionFinding,
  type ReadTransaction,
  type TransactionFinding,
  type TransactionLeftOut,
  type TransactionRow,
  type TransactionRules,
} from "./transaction-row.ts";

/** What became of rows. */
export interface RowsRead {
  readonly usedRows: number;
  readonly leftOut: TransactionLeftOut;
  readonly findings: readonly TransactionFinding[];
}

/**
 * Reads rows of any form and hands on each usable one, whose id did not come before.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `REFUNDS_UNDECIDED`, `TIME_ZONE_REQUIRED`, `TRANSACTION_INVALID`
 */
export function readTransactions<Row>(
  source: Iterable<Row>,
  rules: TransactionRules,
  read: ((row: Row) => TransactionRow) | undefined,
  use: (row: ReadTransaction) => void,
): RowsRead {
  if (typeof source !== "object" || source?.[Symbol.iterator] === undefined) {
    fail("SOURCE_INVALID", "Cannot use source as it must be rows or a state", source);
  }
  if (read !== undefined && typeof read !== "function") {
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  }
  const leftOut = noTransactionsLeftOut();
  const findings: TransactionFinding[] = [];
  const ids = new Set<string>();
  const into = readTransaction();
  let index = 0;
  for (const each of source) {
    const row = read === undefined ? (each as TransactionRow) : read(each);
    const id = row?.id ?? null;
    const code = readTransactionRow(row, rules, into) ?? (id !== null && ids.has(id) ? "duplicate-id" : null);
    if (code === null) {
      if (id !== null) ids.add(id);
      use(into);
    } else {
      leftOut[code] += 1;
      findings.push(transactionFinding(index, code, offendingTransactionCell(row, code), rules));
    }
    index += 1;
  }
  return { usedRows: index - findings.length, leftOut, findings };
}

/**
 * The usable rows as columns: objects a row are slow to summarise.
 *
 * @throws {@link MetricError} as {@link readTransactions}, and `CURRENCY_MIXED`
 */
export function usableTransactionRows<Row>(
  source: Iterable<Row>,
  rules: TransactionRules,
  read: ((row: Row) => TransactionRow) | undefined,
): UsableTransactions {
  const known = new Map<string, number>();
  const codes: number[] = [];
  const slots: number[] = [];
  const amounts: number[] = [];
  let currency = rules.currency ?? null;
  let areWhole = true;
  let total = 0;
  const counted = readTransactions(source, rules, read, (row) => {
    currency = sharedCurrency(currency, row.currency);
    let code = known.get(row.customerId);
    if (code === undefined) known.set(row.customerId, (code = known.size));
    codes.push(code);
    slots.push(slotOf(row.period, !row.isPurchase));
    amounts.push(row.amount);
    if (!Number.isInteger(row.amount)) areWhole = false;
    total += Math.abs(row.amount);
  });
  return {
    ...counted,
    codes,
    customers: known.size,
    names: [...known.keys()],
    slots,
    amounts: rules.amounts === "required" ? amounts : null,
    areWhole: areWhole && total <= Number.MAX_SAFE_INTEGER,
    currency,
  };
}
