import { fail } from "../core/metric-error.ts";
import { isUsableValue } from "./threshold-rounding.ts";
import type { TierPopulationLeftOut } from "./tier-model.ts";
import type { CustomerSignals, TierValueField } from "./tier-signals.ts";

/** A customer of a population: what they are worth, or all that is known of them. */
export type ValueRow = number | CustomerSignals | null | undefined;

/** The values of a population. */
export interface ReadValues {
  /** Ascending. */
  readonly sorted: Float64Array;
  readonly leftOut: TierPopulationLeftOut;
}

/**
 * Values of numbers or signals; NaN in a column is a value that is not known.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
export function readValues(population: Iterable<ValueRow>, field: TierValueField): ReadValues {
  if (typeof population === "string" || !(population as Iterable<ValueRow> | undefined)?.[Symbol.iterator]) {
    fail("SOURCE_INVALID", "Cannot read the population as it must be iterable", population);
  }
  const values: number[] = [];
  let missing = 0;
  let invalid = 0;
  for (const row of population) {
    const value: unknown = typeof row === "object" && row !== null ? row[field] : row;
    // Adding 0 takes the sign from 0.
    if (isUsableValue(value)) values.push(value + 0);
    else if (value === null || value === undefined || Number.isNaN(row)) missing += 1;
    else invalid += 1;
  }
  return { sorted: Float64Array.from(values).sort(), leftOut: { missing, invalid } };
}
