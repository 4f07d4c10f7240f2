import { fail } from "../../core/metric-error.ts";
import { namesAskedFor, type CoxReading, readRow } from "./cox-reading.ts";
import type { CoxColumns, CoxReadingOptions, CoxRow } from "./cox-rows.ts";
import { type CoxState, isCoxState, readingsOfState } from "./cox-state.ts";
import { type CoxTable, tableOfColumns, tableOfReadings } from "./cox-table.ts";
import { checkResolution } from "./survival-reading.ts";

/** What a regression reads: columns, which is fastest, rows, or a state of `coxRegressionAccumulator`. */
export type CoxSource<Row = CoxRow> = CoxColumns | Iterable<Row> | CoxState;

/** A source as typed columns. */
export function tableOf<Row>(
  source: CoxSource<Row>,
  options: CoxReadingOptions<Row>,
): { readonly table: CoxTable; readonly resolution: number | null } {
  const asked = namesAskedFor(options);
  if (isCoxState(source)) {
    const table = tableOfReadings(source.covariates, readingsOfState(source, asked, options.resolution), {});
    return { table: { ...table, leftOut: { ...source.leftOut } }, resolution: source.resolution };
  }
  const resolution = checkResolution(options.resolution);
  if ((source as Iterable<Row> | null | undefined)?.[Symbol.iterator] !== undefined) {
    return { table: tableOfRows(source as Iterable<Row>, asked, options), resolution };
  }
  if ((source as CoxColumns | null | undefined)?.covariates === undefined) {
    fail("SOURCE_INVALID", "Cannot regress on source as it must be columns, rows or a state", source);
  }
  return { table: tableOfColumns(source as CoxColumns, asked, options), resolution };
}

function tableOfRows<Row>(
  rows: Iterable<Row>,
  asked: readonly string[] | null,
  options: CoxReadingOptions<Row>,
): CoxTable {
  let names = asked;
  function* readings(): Generator<CoxReading> {
    for (const row of rows) {
      names ??= Object.keys((row as CoxRow | null)?.covariates ?? {});
      if (names.length === 0) fail("COVARIATES_REQUIRED", "Cannot regress on covariates as there must be one", row);
      yield readRow(row, names, options);
    }
  }
  const list = [...readings()];
  return tableOfReadings(names ?? [], list, options);
}
