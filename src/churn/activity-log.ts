import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import type { PeriodCalendar } from "../time/periods.ts";
import { isColumns, usableColumns, usableRows, type ActivityColumns, type UsableRows } from "./activity-columns.ts";
import type { ActivityFrame } from "./activity-options.ts";
import type { ActivityFinding, ActivityLeftOut, ActivityRow } from "./activity-row.ts";
import { activityKind, checkObserved, isState, type ActivityState, type CustomerActivity } from "./activity-state.ts";

/** Where activity comes from: rows, columns, or a state of either. */
export type ActivitySource = Iterable<ActivityRow> | ActivityColumns | ActivityState;

/**
 * Activity by customer and slot in flat columns: the slots of customer c are at `offsets[c]` to
 * `ends[c]`, ascending, each once. What a state says, in the form that a million rows are counted in.
 */
export interface ActivityLog {
  readonly customers: number;
  readonly nameOf: (customer: number) => string;
  /** First activity of each customer; Infinity without. */
  readonly first: Float64Array;
  readonly offsets: Uint32Array;
  readonly ends: Uint32Array;
  readonly slots: Int32Array | Float64Array;
  /** Activities in the slot; 0 for refunds alone. */
  readonly counts: Uint32Array;
  /** Revenue of the slot, or `null` where no row has an amount. */
  readonly amounts: Float64Array | null;
  readonly usedRows: number;
  readonly pricedRows: number;
  /** The latest instant of a used row, or `null` without rows. */
  readonly latest: number | null;
  readonly currency: string | null;
  readonly leftOut: ActivityLeftOut;
  /** Empty for a state, which counts and does not list. */
  readonly findings: readonly ActivityFinding[];
}

/**
 * The log of a source, in slots of `calendar`'s periods or (`null`) of instants.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `LENGTH_MISMATCH`, `CUSTOMER_NAMES_REPEATED`, `CURRENCY_MIXED`,
 *   `ROW_INVALID`, `KIND_MISMATCH`, `STATE_AFTER_AS_OF`
 */
export function activityLog(
  source: ActivitySource,
  { asOf, rules }: ActivityFrame,
  calendar: PeriodCalendar | null,
): ActivityLog {
  if (isState(source)) {
    const state = source as ActivityState;
    checkSameKind({ kind: activityKind(calendar) }, state);
    checkObserved(state.latest, asOf);
    if (rules.currency !== undefined && state.currency !== null && state.currency !== rules.currency) {
      fail("CURRENCY_MIXED", `Cannot read the state as its amounts must be in ${rules.currency}`, state.currency);
    }
    return logOfState(state);
  }
  const rows = isColumns(source) ? usableColumns(source, rules) : usableRows(source as Iterable<ActivityRow>, rules);
  return logOfRows(rows, calendar);
}

/** Sorts rows by customer, then each customer's by slot, and adds up what shares a slot. */
function logOfRows(rows: UsableRows, calendar: PeriodCalendar | null): ActivityLog {
  const { codes, at, customers, amounts: rowAmounts } = rows;
  const length = codes.length;
  const rowSlots = calendar === null ? at : calendar.bucketAll(at);
  const first = new Float64Array(customers).fill(Infinity);
  const offsets = new Uint32Array(customers + 1);
  for (let i = 0; i < length; i++) {
    const code = codes[i]!;
    offsets[code + 1]! += 1;
    if (at[i]! < first[code]! && (rowAmounts === null || rowAmounts[i]! >= 0)) first[code] = Math.floor(at[i]!) + 0;
  }
  for (let code = 0; code < customers; code++) offsets[code + 1]! += offsets[code]!;

  const slots = calendar === null ? new Float64Array(length) : new Int32Array(length);
  const amounts = rowAmounts === null ? null : new Float64Array(length);
  const counts = new Uint32Array(length).fill(1);
  const ends = offsets.slice(0, customers);
  for (let i = 0; i < length; i++) {
    const to = ends[codes[i]!]!++;
    slots[to] = rowSlots[i]!;
    if (amounts !== null) {
      amounts[to] = rowAmounts![i]!;
      if (rowAmounts![i]! < 0) counts[to] = 0;
    }
  }
  if (calendar === null) for (let i = 0; i < length; i++) slots[i] = Math.floor(slots[i]!) + 0;
  for (let customer = 0; customer < customers; customer++) {
    const from = offsets[customer]!;
    sortSlots(slots, counts, amounts, from, ends[customer]!);
    ends[customer] = addUpSlots(slots, counts, amounts, from, ends[customer]!);
  }
  return { ...rows, first, offsets, ends, slots, counts, amounts };
}

/** Sorts one customer's rows by slot: by insertion where they are few or nearly sorted, as they mostly are. */
function sortSlots(
  slots: Int32Array | Float64Array,
  counts: Uint32Array,
  amounts: Float64Array | null,
  from: number,
  to: number,
): void {
  let moves = 0;
  for (let i = from + 1; i < to; i++) {
    const slot = slots[i]!;
    if (slots[i - 1]! <= slot) continue;
    const count = counts[i]!;
    const amount = amounts === null ? 0 : amounts[i]!;
    let place = i;
    for (; place > from && slots[place - 1]! > slot; place--) {
      slots[place] = slots[place - 1]!;
      counts[place] = counts[place - 1]!;
      if (amounts !== null) amounts[place] = amounts[place - 1]!;
    }
    slots[place] = slot;
    counts[place] = count;
    if (amounts !== null) amounts[place] = amount;
    moves += i - place;
    // Insertion takes time with the square of the rows: a customer with thousands of them is sorted otherwise.
    if (moves > 64 * (to - from)) {
      sortManySlots(slots, counts, amounts, from, to);
      return;
    }
  }
}

function sortManySlots(
  slots: Int32Array | Float64Array,
  counts: Uint32Array,
  amounts: Float64Array | null,
  from: number,
  to: number,
): void {
  const order = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => slots[a]! - slots[b]!);
  for (const column of amounts === null ? [slots, counts] : [slots, counts, amounts]) {
    column.set(
      order.map((at) => column[at]!),
      from,
    );
  }
}

/** Makes one entry of those that share a slot; returns the new end. */
function addUpSlots(
  slots: Int32Array | Float64Array,
  counts: Uint32Array,
  amounts: Float64Array | null,
  from: number,
  to: number,
): number {
  let last = from;
  for (let i = from + 1; i < to; i++) {
    if (slots[i] === slots[last]) {
      counts[last]! += counts[i]!;
      if (amounts !== null) amounts[last]! += amounts[i]!;
    } else if (++last !== i) {
      slots[last] = slots[i]!;
      counts[last] = counts[i]!;
      if (amounts !== null) amounts[last] = amounts[i]!;
    }
  }
  return to > from ? last + 1 : to;
}

function logOfState(state: ActivityState): ActivityLog {
  const entries = Object.entries(state.customers);
  const first = new Float64Array(entries.length);
  const offsets = new Uint32Array(entries.length + 1);
  entries.forEach(([, customer], i) => {
    checkCustomer(customer);
    first[i] = customer.first ?? Infinity;
    offsets[i + 1] = offsets[i]! + customer.slots.length;
  });
  const length = offsets[entries.length]!;
  const log = { slots: new Float64Array(length), counts: new Uint32Array(length), amounts: new Float64Array(length) };
  entries.forEach(([, customer], i) => {
    log.slots.set(customer.slots, offsets[i]);
    log.counts.set(customer.counts, offsets[i]);
    log.amounts.set(customer.amounts, offsets[i]);
  });
  const { usedRows, pricedRows, latest, currency, leftOut } = state;
  return {
    customers: entries.length,
    nameOf: (customer) => entries[customer]![0],
    first,
    offsets,
    ends: offsets.slice(1),
    slots: log.slots,
    counts: log.counts,
    amounts: pricedRows > 0 ? log.amounts : null,
    usedRows,
    pricedRows,
    latest,
    currency,
    leftOut: { ...leftOut },
    findings: [],
  };
}

/** A state may come from a database, or from a file that somebody edited. */
function checkCustomer({ slots, counts, amounts }: CustomerActivity): void {
  const isWhole =
    Array.isArray(slots) &&
    slots.length === counts?.length &&
    slots.length === amounts?.length &&
    slots.every((slot, i) => Number.isSafeInteger(slot) && (i === 0 || slot > slots[i - 1]!)) &&
    counts.every((count) => count >>> 0 === count) &&
    amounts.every((amount) => Number.isSafeInteger(amount));
  if (!isWhole) {
    fail(
      "KIND_MISMATCH",
      "Cannot read state as a customer must have ascending slots, each with a count and an amount",
      {
        slots,
        counts,
        amounts,
      },
    );
  }
}
