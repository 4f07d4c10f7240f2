/** A customer's value as it stands in a row or a cell. */
export type ValueCell = number | null | undefined;

/** Cells that are no value, counted. */
export interface ValueLeftOut {
  /** `null` or `undefined`. */
  readonly missing: number;
  /** Text, NaN, infinite, beyond ±1e100. */
  readonly invalid: number;
}

/** Values in ascending order, equal ones together. */
export interface ValueRuns {
  /** Ascending, no two alike. */
  readonly values: Float64Array;
  /** How many customers have each. */
  readonly counts: Float64Array;
  /** Customers with a value. */
  readonly n: number;
  readonly leftOut: ValueLeftOut;
}

/** Whether a cell is a value: sums and products of such stay in the range of numbers. */
export function isValue(cell: unknown): cell is number {
  return typeof cell === "number" && cell <= 1e100 && cell >= -1e100;
}
