import { fail } from "../core/metric-error.ts";
import type { PredictedColumns } from "./predict-columns.ts";
import type { HistoryMeaning, PredictedCustomer } from "./predict-customer.ts";
import type { UsableModel } from "./usable-fit.ts";

/** A customer to predict for, or a group of customers with one history. Further fields are ignored. */
export interface PredictedRow extends PredictedCustomer {
  /**
   * Customers of this history; counts in totals.
   * @defaultValue `1`
   */
  readonly weight?: number | undefined;
}

/** Rows in a table that says what its numbers are, such as the result of `rfmSummary`. */
export interface PredictedTable {
  readonly customers: Iterable<PredictedRow>;
  readonly definition?: HistoryMeaning | undefined;
}

/** Customers to predict for: columns, rows, or a table of rows. */
export type PredictedSource = PredictedColumns | Iterable<PredictedRow> | PredictedTable;

/**
 * A source as columns.
 *
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`: it is none
 */
export function asColumns(used: UsableModel, source: PredictedSource): PredictedColumns {
  if (typeof source !== "object" || source === null) {
    fail("COLUMNS_UNEQUAL", "Cannot predict purchases as there must be columns, rows or a table of customers", source);
  }
  if (isRows(source)) return columnsOfRows(used, source);
  if (!("customers" in source && isRows(source.customers))) return source as PredictedColumns;
  return { ...columnsOfRows(used, source.customers), definition: source.definition };
}

function isRows(value: unknown): value is Iterable<PredictedRow> {
  return typeof (value as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === "function";
}

/** What is no number is NaN here, by which the customer is left out, and never leaves the columns. */
function columnsOfRows({ effects }: UsableModel, rows: Iterable<PredictedRow>): PredictedColumns {
  const names = [...new Set(effects.map(({ covariate }) => covariate))];
  const covariates = Object.fromEntries(names.map((name): [string, number[]] => [name, []]));
  const [frequency, recency, T, weight]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const row of rows) {
    const each: Partial<PredictedRow> = row ?? {};
    frequency.push(each.frequency ?? Number.NaN);
    recency.push(each.recency ?? Number.NaN);
    T.push(each.T ?? Number.NaN);
    weight.push(each.weight ?? 1);
    for (const name of names) covariates[name]!.push(each.covariates?.[name] ?? Number.NaN);
  }
  return { frequency, recency, T, weight, covariates };
}
