import { fail } from "../core/metric-error.ts";
import { type HistoryFault, historyFault, weightFault } from "./history-check.ts";
import type { PurchaseHistoryRow } from "./history-source.ts";

/** A row that is right: its numbers were written to the scratch that was given. */
export interface ReadRow {
  readonly fault: HistoryFault | null;
  readonly weight: number;
}

/** Writes frequency, recency, T and covariates of a row to `into`, unless something is wrong with them. */
export function readRow(row: PurchaseHistoryRow, names: readonly string[], into: Float64Array): ReadRow {
  const { frequency, recency, T, weight = 1, covariates } = row ?? {};
  const fault = historyFault(frequency, recency, T) ?? weightFault(weight);
  if (fault !== null) return { fault, weight: 0 };
  // A negative zero is a zero.
  into[0] = frequency! + 0;
  into[1] = recency! + 0;
  into[2] = T! + 0;
  for (let k = 0; k < names.length; k++) {
    const value: unknown = covariates?.[names[k]!];
    if (!Number.isFinite(value)) return { fault: "covariateInvalid", weight: 0 };
    into[3 + k] = (value as number) + 0;
  }
  return { fault: null, weight };
}

/**
 * Throws for a row that is left out, where the caller wants that.
 *
 * @throws {@link MetricError} `HISTORY_INVALID`
 */
export function refuse(row: unknown): never {
  return fail("HISTORY_INVALID", "Cannot use history as its frequency, recency, T and weight must fit together", row);
}
