import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import {
  type ActivityChurnState,
  bitsOf,
  type ChurnWindows,
  emptyActivityChurn,
  SEEN_BY_START,
} from "./activity-churn-state.ts";
import { type ActivityColumns, isColumns, usableColumns, usableRows } from "./activity-columns.ts";
import type { ActivityFinding, ActivityLeftOut, ActivityRow, ReadingRules } from "./activity-row.ts";
import { isState } from "./activity-state.ts";

/** What a source says of its customers. */
export interface ChurnTally {
  /** The bits of each customer; 0 for who has none. */
  readonly bits: Iterable<number>;
  /** The first instant of activity, or `null` without. */
  readonly earliest: number | null;
  readonly usedRows: number;
  readonly leftOut: ActivityLeftOut;
  readonly findings: readonly ActivityFinding[];
}

/**
 * Reads rows, columns or a state.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `LENGTH_MISMATCH`, `CUSTOMER_NAMES_REPEATED`, `ROW_INVALID`, `KIND_MISMATCH`
 */
export function tallyChurn(
  source: Iterable<ActivityRow> | ActivityColumns | ActivityChurnState,
  windows: ChurnWindows,
  rules: ReadingRules,
  firstSeen: readonly (readonly [customerId: string, instant: number])[],
): ChurnTally {
  if (isState(source)) {
    const { kind, customers, usedRows, earliest, leftOut } = source as ActivityChurnState;
    checkSameKind(emptyActivityChurn(windows), { kind });
    const states = Object.values(customers);
    const odd = states.find((bits) => bits >>> 0 !== bits || bits > 7);
    if (odd !== undefined) fail("KIND_MISMATCH", "Cannot read state as a customer must have three bits", odd);
    const bits = withFirstSeen(states, Object.keys(customers), firstSeen, windows);
    return { bits, earliest, usedRows, leftOut: { ...leftOut }, findings: [] };
  }
  const rows = isColumns(source) ? usableColumns(source, rules) : usableRows(source as Iterable<ActivityRow>, rules);
  const { codes, at, amounts, customers, usedRows, leftOut, findings } = rows;
  const bits = new Uint8Array(customers);
  let earliest = Infinity;
  for (let i = 0; i < codes.length; i++) {
    if (amounts !== null && amounts[i]! < 0) continue;
    const instant = Math.floor(at[i]!);
    bits[codes[i]!]! |= bitsOf(instant, windows);
    if (instant < earliest) earliest = instant;
  }
  const names = firstSeen.length === 0 ? [] : Array.from(bits, (_, code) => rows.nameOf(code));
  return {
    bits: withFirstSeen(bits, names, firstSeen, windows),
    earliest: earliest === Infinity ? null : earliest,
    usedRows,
    leftOut,
    findings,
  };
}

/** The bits with what `firstSeen` knows: who was seen by the start. It knows of no activity. */
function withFirstSeen(
  bits: ArrayLike<number> & Iterable<number>,
  names: readonly string[],
  firstSeen: readonly (readonly [customerId: string, instant: number])[],
  { from }: ChurnWindows,
): Iterable<number> {
  if (firstSeen.length === 0) return bits;
  const seen = new Set(firstSeen.filter(([, instant]) => instant <= from).map(([customerId]) => customerId));
  return Array.from(bits, (each, customer) => (seen.has(names[customer]!) ? each | SEEN_BY_START : each));
}
