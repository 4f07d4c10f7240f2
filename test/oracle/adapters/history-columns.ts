import type { PurchaseHistoryColumns } from "../../../src/clv/history-source.ts";
import { spanIn, type TimeUnit } from "../../../src/clv/time-unit.ts";
import { csvRows } from "./csv-rows.ts";

/** Customers of a case: a file of them, or parallel lists. */
export interface HistoryInputs {
  readonly data?: string;
  readonly weights_column?: string;
  readonly time_unit?: string;
  readonly customers?: {
    readonly x: readonly number[];
    readonly t_x: readonly number[];
    readonly T: number | readonly number[];
  };
}

interface Row {
  readonly [column: string]: number;
}

/** In the unit of the model: files have days and models weeks; lists are in the unit that their file speaks of. */
export const timeUnit: TimeUnit = "week";

/** A time of a row under its name with its unit: `t_x_days` is converted, `t_x_units` is not. */
export function timeOf(row: { readonly [field: string]: unknown }, name: string): number {
  const [key, value] = Object.entries(row).find(([field]) => field.replace(/_(days|weeks|units)$/, "") === name) as [
    string,
    number,
  ];
  return key.endsWith("_days") ? spanIn(timeUnit, { days: value }) : value;
}

/** The customers of a case as columns. */
export function historyColumns(
  { data, weights_column, customers }: HistoryInputs,
  folder: string,
  covariates: readonly string[] = [],
): PurchaseHistoryColumns {
  if (customers !== undefined) {
    const { x, t_x, T } = customers;
    return { frequency: x, recency: t_x, T: typeof T === "number" ? x.map(() => T) : T };
  }
  const rows: readonly Row[] = csvRows(folder, data!);
  const column = (name: string): number[] => rows.map((row) => row[name]!);
  return {
    frequency: column("x"),
    recency: rows.map((row) => timeOf(row, "t_x")),
    T: rows.map((row) => timeOf(row, "T")),
    count: weights_column === undefined ? undefined : column(weights_column),
    covariates: Object.fromEntries(covariates.map((name) => [name, column(name)])),
  };
}
