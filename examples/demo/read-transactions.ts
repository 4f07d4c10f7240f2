import { isMetricError } from "customer-metrics";
import {
  checkPurchaseModel,
  fitGammaGamma,
  fitMbgNbd,
  holdoutSplit,
  rfmSummary,
  spendIndependence,
  type TransactionRow,
  validateHoldout,
} from "customer-metrics/clv";
import type { LoadedTable } from "./load-table.ts";
import { fromMajorUnits, majorUnit } from "./money.ts";
import { Problem } from "./problem.ts";
import type { Assumptions, Holdout, PurchaseBook } from "./purchase-book.ts";
import { recordsOf } from "./records.ts";
import type { Command } from "./report.ts";
import type { Settings } from "./settings.ts";

const DAY_MS = 86_400_000;
/** Rules of reading that the report follows. */
const RULES = { every: "day", timeUnit: "week", refunds: "net-in-period" } as const;

/** Reads a log of purchases and refunds, fits the models, and tries them on the second half of the time. */
export function readTransactions(table: LoadedTable, settings: Settings, command: Command): PurchaseBook {
  const { file, shape, notes } = table;
  const { asOf, timeZone } = settings;
  if (asOf === null)
    throw new Problem(2, "--as-of is missing: when the data end is never guessed. For example --as-of 2025-12-31.");
  const records = recordsOf(table);
  const currency = settings.currency ?? onlyCurrency(records);
  const assumptions = assumptionsOf(settings, currency);
  const rows = rowsOf(records, currency, file);
  const rules = { ...RULES, currency, ...(timeZone === null ? {} : { timeZone }) };
  const summary = zoned(() => rfmSummary(rows, { ...rules, asOf }));
  if (summary.n === 0) throw new Problem(2, `${file} has no purchase in ${currency} up to ${asOf}.`);
  const fit = fitMbgNbd(summary);
  const holdout = holdoutOf(rows, rules, asOf, settings.calibrationEnd ?? middleOf(summary, asOf));
  return {
    file,
    shape,
    command,
    notes,
    given: rows.length,
    currency,
    asOf,
    summary,
    fit,
    spend: fitGammaGamma(summary, { currency }),
    holdout,
    check: checkPurchaseModel(fit, {
      histories: summary,
      spend: spendIndependence(summary),
      ...(holdout === null ? {} : { holdout: holdout.validation }),
    }),
    assumptions,
  };
}

/** Rows of the library from columns of the file; it reads whatever a cell holds, and lists what cannot be used. */
function rowsOf(
  records: readonly Readonly<Record<string, unknown>>[],
  currency: string,
  file: string,
): TransactionRow[] {
  const names = Object.keys(records[0] ?? {});
  const one = (choices: readonly string[]): string => {
    const name = choices.find((choice) => names.includes(choice));
    if (name === undefined) throw new Problem(2, `${file} has no column ${choices.join(" or ")}. See --help.`);
    return name;
  };
  const [customer, at, amount] = [one(["customerId", "customer_id"]), one(["at", "date"]), one(["amount", "value"])];
  const read = amount === "amount" ? minorUnits : (cell: unknown) => fromMajorUnits(cell, currency);
  return records.map(
    (record) =>
      ({
        id: record["id"] || null,
        customerId: record[customer],
        at: record[at],
        amount: read(record[amount]),
        currency: record["currency"] || currency,
        kind: record["kind"] || null,
      }) as TransactionRow,
  );
}

/** Whole minor units as a number; "29.00" stays a text, which the library finds. */
function minorUnits(cell: unknown): unknown {
  return typeof cell === "string" && /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
}

function onlyCurrency(records: readonly Readonly<Record<string, unknown>>[]): string {
  const currencies = [...new Set(records.map(({ currency }) => currency))];
  if (currencies.length === 1 && currencies[0] !== undefined) return String(currencies[0]);
  const found = currencies[0] === undefined ? "the file does not say it" : `the file has ${currencies.join(" and ")}`;
  throw new Problem(2, `--currency is missing: ${found}. For example --currency EUR.`);
}

function assumptionsOf(settings: Settings, currency: string): Assumptions {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Problem(2, `The currency must be a code of three letters, such as EUR, not "${currency}".`);
  if (settings.margin === null)
    throw new Problem(2, "--margin is missing: what is left of a sale is never guessed. For example --margin 0.4.");
  if (settings.discountRate === null)
    throw new Problem(2, "--discount-rate is missing: what a year's delay costs is not guessed. For example 0.1.");
  return {
    margin: settings.margin,
    discount: { rate: settings.discountRate, per: "year" },
    acquisitionCost: settings.acquisitionCost === null ? null : settings.acquisitionCost * majorUnit(currency),
  };
}

/** Fits a model to the time up to a day, and lets it predict the rest. */
function holdoutOf(
  rows: readonly TransactionRow[],
  rules: typeof RULES & { readonly currency: string; readonly timeZone?: string },
  asOf: string,
  calibrationEnd: string,
): Holdout | null {
  // A log of a day or two has no two parts.
  if (calibrationEnd.slice(0, 10) >= asOf.slice(0, 10)) return null;
  const split = holdoutSplit(rows, { ...rules, calibrationEnd, holdoutEnd: asOf });
  const fit = fitMbgNbd(split);
  if (fit.status === "failed") return null;
  return {
    calibrationEnd,
    weeks: split.holdoutLength,
    newCustomers: split.newInHoldout,
    validation: validateHoldout(fit, split),
  };
}

/** The day half way between the first purchase and the end. */
function middleOf({ customers }: PurchaseBook["summary"], asOf: string): string {
  const first = customers.reduce((least, customer) => (customer.first < least ? customer.first : least), "9999");
  const [from, to] = [first, asOf.slice(0, 10)].map((day) => Date.parse(day) / DAY_MS) as [number, number];
  return new Date(Math.floor((from + to) / 2) * DAY_MS).toISOString().slice(0, 10);
}

/** The library asks for a zone where rows are instants; the command has a name for it. */
function zoned<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (isMetricError(error) && error.code === "TIME_ZONE_REQUIRED")
      throw new Problem(2, "--time-zone is missing: whose days are meant is never guessed. For example Europe/Berlin.");
    throw error;
  }
}
