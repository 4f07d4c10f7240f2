import { checkSameKind, type Kinded } from "../core/state.ts";
import { addLeftOut, nothingLeftOut, type ActivityLeftOut } from "./activity-row.ts";
import { putCustomer } from "./activity-state.ts";

/** A customer had activity by `from`. */
export const SEEN_BY_START = 1;
/** A customer was active at `from`. */
export const ACTIVE_AT_START = 2;
/** A customer was active at `at`. */
export const ACTIVE_AT_END = 4;

/**
 * What activity churn needs to know of each customer: three bits. Merging is or, so days, shards and workers merge in any order.
 */
export interface ActivityChurnState extends Kinded {
  /** `"activity-churn/1 <from> <at> <milliseconds of the window>"`. */
  readonly kind: string;
  /** By customer id, the sum of 1: any activity by `from`; 2: active at `from`; 4: active at `at`. */
  readonly customers: { [customerId: string]: number };
  /** Rows that were used. */
  usedRows: number;
  /** The first instant of activity, or `null` without. */
  earliest: number | null;
  /** Rows that were not used. */
  readonly leftOut: ActivityLeftOut;
}

/** Two instants and the milliseconds of activity that are looked at before each. */
export interface ChurnWindows {
  readonly from: number;
  readonly at: number;
  readonly width: number;
}

/** A state of no rows. */
export function emptyActivityChurn({ from, at, width }: ChurnWindows): ActivityChurnState {
  return {
    kind: `activity-churn/1 ${from} ${at} ${width}`,
    customers: {},
    usedRows: 0,
    earliest: null,
    leftOut: nothingLeftOut(),
  };
}

/** The bits of an activity: the windows are open at their start and closed at their end. */
export function bitsOf(instant: number, { from, at, width }: ChurnWindows): number {
  const isByStart = instant <= from;
  return (
    (isByStart ? SEEN_BY_START : 0) +
    (isByStart && instant > from - width ? ACTIVE_AT_START : 0) +
    (instant > at - width && instant <= at ? ACTIVE_AT_END : 0)
  );
}

/** Counts an activity into the state, which it owns. */
export function addChurnActivity(
  state: ActivityChurnState,
  customerId: string,
  instant: number,
  windows: ChurnWindows,
): void {
  const bits = bitsOf(instant, windows);
  if (bits !== 0) addBits(state.customers, customerId, bits);
  if (state.earliest === null || instant < state.earliest) state.earliest = instant;
}

function addBits(customers: { [customerId: string]: number }, customerId: string, bits: number): void {
  putCustomer(customers, customerId, Object.hasOwn(customers, customerId) ? customers[customerId]! | bits : bits);
}

/**
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeActivityChurn(left: ActivityChurnState, right: ActivityChurnState): ActivityChurnState {
  checkSameKind(left, right);
  const customers: { [customerId: string]: number } = {};
  for (const side of [left, right])
    for (const [customerId, bits] of Object.entries(side.customers)) addBits(customers, customerId, bits);
  const earliest = Math.min(left.earliest ?? Infinity, right.earliest ?? Infinity);
  const usedRows = left.usedRows + right.usedRows;
  return {
    kind: left.kind,
    customers,
    usedRows,
    earliest: earliest === Infinity ? null : earliest,
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
}
