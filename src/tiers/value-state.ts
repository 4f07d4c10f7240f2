import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { isValue, type ValueCell, type ValueRuns } from "./value-cell.ts";

/**
 * How many customers have each value: all that concentration can be known by, and exact in any order of merging.
 *
 * Its size is that of the different values, some 12 bytes of JSON each: small for amounts that repeat, as large as the data
 * where every customer has a value of their own. Nothing smaller gives the exact figures.
 */
export interface ValueState extends Kinded {
  /** `"values/1"`. */
  readonly kind: string;
  /** Customers by value; the keys are the values as JavaScript writes them. */
  readonly counts: { [value: string]: number };
  /** Cells that were `null` or `undefined`. */
  missing: number;
  /** Cells that were no value. */
  invalid: number;
}

/** A state of no values. */
export function emptyValues(): ValueState {
  return { kind: "values/1", counts: {}, missing: 0, invalid: 0 };
}

/** Counts a cell into the state, which it owns. */
export function addValue(state: ValueState, cell: ValueCell): ValueState {
  if (isValue(cell)) {
    // As text -0 is "0".
    const text = String(cell);
    state.counts[text] = (state.counts[text] ?? 0) + 1;
  } else if (cell === null || cell === undefined) state.missing += 1;
  else state.invalid += 1;
  return state;
}

/**
 * The values of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeValues(left: ValueState, right: ValueState): ValueState {
  checkSameKind(left, right);
  const counts = { ...left.counts };
  for (const [text, count] of Object.entries(right.counts)) counts[text] = (counts[text] ?? 0) + count;
  return {
    kind: left.kind,
    counts,
    missing: left.missing + right.missing,
    invalid: left.invalid + right.invalid,
  };
}

/** Whether a source is a state, of whatever kind. */
export function isKinded(source: unknown): source is ValueState {
  return typeof source === "object" && source !== null && "kind" in source;
}

/**
 * The values of a state, sorted. It may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `STATE_INVALID`
 */
export function readValueState(state: ValueState): ValueRuns {
  checkSameKind(emptyValues(), state);
  const { missing, invalid } = state;
  const entries = Object.entries(state.counts ?? {})
    .map(([text, count]) => [Number(text), count, text] as const)
    .sort(([left], [right]) => left - right);
  const isWhole = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0;
  const isEntry = ([value, count, text]: readonly [number, number, string]): boolean =>
    isValue(value) && String(value) === text && isWhole(count) && count > 0;
  if (!isWhole(missing) || !isWhole(invalid) || !entries.every(isEntry)) {
    fail("STATE_INVALID", "Cannot read the state as it must hold counts by value", state);
  }
  return {
    values: Float64Array.from(entries, ([value]) => value),
    counts: Float64Array.from(entries, ([, count]) => count),
    n: entries.reduce((sum, [, count]) => sum + count, 0),
    leftOut: { missing, invalid },
  };
}
