import type { RetentionTableResult } from "./retention-table.ts";

/** A cell of a retention table by itself, for charts and data frames. */
export interface RetentionRow {
  /** The cohort's period, for example `"2025-03"`. */
  readonly cohort: string;
  /** The first instant of that period, ISO 8601. */
  readonly start: string;
  /** Customers of the cohort. */
  readonly size: number;
  /** The age, or the first of a bracket. */
  readonly from: number;
  /** The last age of a bracket, else the same age; `null` in mode `"unbounded"`. */
  readonly to: number | null;
  /** Customers that `retained` is a share of. */
  readonly n: number;
  /** How many of them were active. */
  readonly retained: number;
  /** retained / n, or `null`. */
  readonly share: number | null;
  /** Lower end of its interval, or `null`. */
  readonly lower: number | null;
  /** Upper end of its interval, or `null`. */
  readonly upper: number | null;
  /** Whether the share can no longer change. */
  readonly complete: boolean;
  /** Revenue in minor units, or `null`. */
  readonly revenue: number | null;
}

/**
 * The cells of a retention table as tidy rows, one a cell: what a heat map, a line a cohort, or a data frame wants.
 *
 * @param table - of `retentionTable`
 * @returns cohorts in the order of time, ages ascending in each; cells that are not complete too, so filter or fade them
 *
 * @example
 * ```ts
 * import { retentionRows, retentionTable } from "customer-metrics/churn";
 *
 * const events = [
 *   { customerId: "a", at: "2025-01-05T12:00:00Z" },
 *   { customerId: "a", at: "2025-02-07T12:00:00Z" },
 * ];
 * const table = retentionTable(events, { every: "month", timeZone: "UTC", asOf: "2025-03-01T00:00:00Z" });
 * retentionRows(table).filter(({ size }) => size > 0).map(({ cohort, from, share }) => [cohort, from, share]);
 * // => [["2025-01", 0, 1], ["2025-01", 1, 1]]
 * ```
 */
export function retentionRows(table: Pick<RetentionTableResult, "cohorts">): RetentionRow[] {
  return table.cohorts.flatMap(({ cohort, start, size, cells }) =>
    cells.map(({ interval, ...cell }) => ({
      cohort,
      start,
      size,
      ...cell,
      lower: interval?.lower ?? null,
      upper: interval?.upper ?? null,
    })),
  );
}
