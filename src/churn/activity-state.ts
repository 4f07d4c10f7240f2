import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import type { PeriodCalendar } from "../time/periods.ts";
import { addLeftOut, nothingLeftOut, sameCurrency, type ActivityLeftOut, type ReadActivity } from "./activity-row.ts";

/**
 * One customer's activity by slot. A slot is a calendar period (whole numbers, 0 being that of
 * 1970-01-01) or, for elapsed clocks, an instant.
 */
export interface CustomerActivity {
  /** The first activity, in epoch milliseconds; `null` where there are refunds alone. */
  first: number | null;
  /** Slots with activity or refunds, ascending. */
  readonly slots: number[];
  /** Activities in each slot; 0 where there are refunds alone. */
  readonly counts: number[];
  /** Revenue less refunds in each slot, in minor units. */
  readonly amounts: number[];
}

/**
 * All that retention tables and growth accounting need to know of a log: which customer was active in
 * which period, and for how much.
 *
 * Plain JSON of whole numbers: merging days, shards or workers in any order gives the same bytes, also
 * when a customer is in several of them. One state of calendar periods serves every such metric.
 */
export interface ActivityState extends Kinded {
  /** `"activity/1 week from 1 Europe/Berlin"`, or `"activity/1 instants"` for elapsed clocks. */
  readonly kind: string;
  /** Activity by customer id. */
  readonly customers: { [customerId: string]: CustomerActivity };
  /** Rows that were used. */
  usedRows: number;
  /** Those of them that have an amount. */
  pricedRows: number;
  /** The latest instant of a used row, or `null` without rows. */
  latest: number | null;
  /** Currency of the amounts, or `null` where none was named. */
  currency: string | null;
  /** Rows that were not used. */
  readonly leftOut: ActivityLeftOut;
}

/** The kind of a state whose slots are periods of the calendar, or instants. */
export function activityKind(calendar: PeriodCalendar | null): string {
  if (calendar === null) return "activity/1 instants";
  const { every, timeZone, weekStart } = calendar;
  return `activity/1 ${every}${every === "week" ? ` from ${weekStart}` : ""} ${timeZone}`;
}

/** A state of no rows. */
export function emptyActivityState(kind: string, currency: string | null = null): ActivityState {
  return { kind, customers: {}, usedRows: 0, pricedRows: 0, latest: null, currency, leftOut: nothingLeftOut() };
}

/** Whether a value given as data is a state, of whatever metric. */
export function isState(value: unknown): value is Kinded {
  return typeof (value as Kinded | null | undefined)?.kind === "string" && !(Symbol.iterator in (value as object));
}

/** Counts a usable row into the state, which it owns. */
export function addActivity(state: ActivityState, row: ReadActivity, slot: number): void {
  state.currency = sameCurrency(state.currency, row.currency);
  state.usedRows += 1;
  if (row.amount !== null) state.pricedRows += 1;
  if (state.latest === null || row.at > state.latest) state.latest = row.at;
  // A refund of nothing leaves no trace.
  if (!row.isActivity && row.amount === 0) return;
  let customer = Object.hasOwn(state.customers, row.customerId) ? state.customers[row.customerId] : undefined;
  if (customer === undefined) {
    customer = { first: null, slots: [], counts: [], amounts: [] };
    putCustomer(state.customers, row.customerId, customer);
  }
  const { slots, counts, amounts } = customer;
  if (row.isActivity && (customer.first === null || row.at < customer.first)) customer.first = row.at;
  const at = placeOf(slots, slot);
  if (slots[at] === slot) {
    counts[at]! += row.isActivity ? 1 : 0;
    amounts[at]! += row.amount ?? 0;
  } else {
    slots.splice(at, 0, slot);
    counts.splice(at, 0, row.isActivity ? 1 : 0);
    amounts.splice(at, 0, row.amount ?? 0);
  }
}

/**
 * The state of the rows of both sides: first instants by min, periods by or, counts and revenue by adding.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`
 */
export function mergeActivity(left: ActivityState, right: ActivityState): ActivityState {
  checkSameKind(left, right);
  const merged: ActivityState = {
    kind: left.kind,
    customers: {},
    usedRows: left.usedRows + right.usedRows,
    pricedRows: left.pricedRows + right.pricedRows,
    latest: pick(left.latest, right.latest, Math.max),
    currency: sameCurrency(left.currency, right.currency),
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
  for (const [customerId, customer] of Object.entries(left.customers)) {
    const other = Object.hasOwn(right.customers, customerId) ? right.customers[customerId] : undefined;
    putCustomer(merged.customers, customerId, mergeCustomer(customer, other));
  }
  for (const [customerId, customer] of Object.entries(right.customers)) {
    if (!Object.hasOwn(left.customers, customerId)) putCustomer(merged.customers, customerId, mergeCustomer(customer));
  }
  return merged;
}

/**
 * Throws unless the state can be read as of an instant.
 *
 * @throws {@link MetricError} `STATE_AFTER_AS_OF`: what happened since cannot be told from what happened before
 */
export function checkObserved(latest: number | null, asOf: number): void {
  if (latest !== null && latest >= asOf)
    fail("STATE_AFTER_AS_OF", "Cannot read the state as it must not hold rows at or after asOf", latest);
}

/** Sets a customer, whatever the id: one may be called `__proto__`. */
export function putCustomer<Value>(customers: { [customerId: string]: Value }, customerId: string, value: Value): void {
  if (customerId !== "__proto__") customers[customerId] = value;
  else Object.defineProperty(customers, customerId, { value, writable: true, enumerable: true, configurable: true });
}

function mergeCustomer(
  left: CustomerActivity,
  right: CustomerActivity = { first: null, slots: [], counts: [], amounts: [] },
): CustomerActivity {
  const merged: CustomerActivity = {
    first: pick(left.first, right.first, Math.min),
    slots: [],
    counts: [],
    amounts: [],
  };
  let l = 0;
  let r = 0;
  while (l < left.slots.length || r < right.slots.length) {
    const slot = Math.min(left.slots[l] ?? Infinity, right.slots[r] ?? Infinity);
    const onLeft = left.slots[l] === slot;
    const onRight = right.slots[r] === slot;
    merged.slots.push(slot);
    merged.counts.push((onLeft ? left.counts[l]! : 0) + (onRight ? right.counts[r]! : 0));
    merged.amounts.push((onLeft ? left.amounts[l]! : 0) + (onRight ? right.amounts[r]! : 0));
    if (onLeft) l += 1;
    if (onRight) r += 1;
  }
  return merged;
}

/** Where a slot is, or belongs, in ascending slots; logs are mostly in order, so the end is tried first. */
function placeOf(slots: readonly number[], slot: number): number {
  let high = slots.length;
  if (high === 0 || slots[high - 1]! < slot) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slots[middle]! < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pick(left: number | null, right: number | null, choose: (a: number, b: number) => number): number | null {
  return left === null ? right : right === null ? left : choose(left, right);
}
