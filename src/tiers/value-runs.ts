import { fail } from "../core/metric-error.ts";
import { isValue, type ValueCell, type ValueRuns } from "./value-cell.ts";
import { isKinded, readValueState, type ValueState } from "./value-state.ts";

/** Values of customers that are wanted by their size alone: a number a customer, a typed array of them, or a state. */
export type ValueSource = Iterable<ValueCell> | ValueState;

/** How to get the value out of a row of your own. */
export interface ValueRead<Row> {
  /** The value of a row; `null` or `undefined` where it has none, which is counted as missing. */
  readonly read: (row: Row) => ValueCell;
}

/**
 * The values of a source, sorted.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`; of a state `KIND_MISMATCH`, `STATE_INVALID`
 */
export function valueRuns<Row>(source: Iterable<Row> | ValueState, read?: (row: Row) => ValueCell): ValueRuns {
  if (read !== undefined && typeof read !== "function") {
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  }
  if (isKinded(source)) return readValueState(source);
  const cells = listOf(source);
  const sorted = new Float64Array(cells.length);
  let n = 0;
  let missing = 0;
  let invalid = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell: unknown = read === undefined ? cells[i] : read(cells[i]!);
    // Adding 0 turns -0 into 0.
    if (isValue(cell)) sorted[n++] = cell + 0;
    else if (cell === null || cell === undefined) missing++;
    else invalid++;
  }
  return { ...runsOf(sorted.subarray(0, n)), leftOut: { missing, invalid } };
}

/**
 * What can be iterated, by position.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
export function listOf<Row>(source: Iterable<Row>): ArrayLike<Row> {
  if (Array.isArray(source) || (ArrayBuffer.isView(source) && !(source instanceof DataView))) {
    return source as unknown as ArrayLike<Row>;
  }
  if (typeof source === "string" || !(source as Iterable<Row> | undefined)?.[Symbol.iterator]) {
    fail("SOURCE_INVALID", "Cannot read values as they must be iterable, or a state of this metric", source);
  }
  return Array.from(source);
}

/** Sorts values, which it owns, and puts equal ones together. */
function runsOf(sorted: Float64Array): { values: Float64Array; counts: Float64Array; n: number } {
  const n = sorted.length;
  sorted.sort();
  const counts = new Float64Array(n);
  let runs = 0;
  for (let i = 0; i < n; i++) {
    if (runs > 0 && sorted[runs - 1] === sorted[i]) counts[runs - 1]!++;
    else {
      sorted[runs] = sorted[i]!;
      counts[runs++] = 1;
    }
  }
  return { values: sorted.subarray(0, runs), counts: counts.subarray(0, runs), n };
}
