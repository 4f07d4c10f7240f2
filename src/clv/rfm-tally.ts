import { exactSum } from "../numeric/exact-sum.ts";
import { rfmNotes } from "./rfm-notes.ts";
import type { RfmPlan } from "./rfm-options.ts";
import { isRefundSlot, periodOfSlot, slotOf, type UsableTransactions } from "./transaction-columns.ts";

/** Summaries as columns, an element a customer with a purchase, in the order of their codes. */
export interface RfmTally {
  readonly n: number;
  readonly codes: Uint32Array;
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly T: Float64Array;
  readonly sinceLast: Float64Array;
  /** 0 where `frequency` is 0; `null` without amounts. */
  readonly monetaryValue: Float64Array | null;
  readonly spend: Float64Array | null;
  readonly purchases: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly withoutPurchases: number;
  readonly notes: readonly string[];
}

/** Summarises usable rows by customer: sorted by customer, then each customer's by period. */
export function tallyTransactions(rows: UsableTransactions, plan: RfmPlan): RfmTally {
  const { definition, end, lengthOf } = plan;
  const { starts, slots, amounts } = byCustomer(rows);
  const isIncluded = definition.first === "included";
  const most = rows.customers;
  const out = {
    codes: new Uint32Array(most),
    frequency: new Float64Array(most),
    recency: new Float64Array(most),
    T: new Float64Array(most),
    sinceLast: new Float64Array(most),
    monetaryValue: amounts && new Float64Array(most),
    spend: amounts && new Float64Array(most),
    purchases: new Float64Array(most),
    first: new Int32Array(most),
    last: new Int32Array(most),
  };
  let n = 0;
  let withoutPurchases = 0;
  let hasMeansNotPositive = false;
  for (let code = 0; code < most; code++) {
    const from = starts[code]!;
    const to = starts[code + 1]!;
    if (from === to) continue;
    let first = 0;
    let last = 0;
    let bought = 0;
    let purchases = 0;
    for (let i = from; i < to; i++) {
      const slot = slots[i]!;
      if (isRefundSlot(slot)) continue;
      const period = periodOfSlot(slot);
      if (bought === 0) first = period;
      if (bought === 0 || period !== last) bought += 1;
      last = period;
      purchases += 1;
    }
    if (bought === 0) {
      withoutPurchases += 1;
      continue;
    }
    const frequency = isIncluded ? bought : bought - 1;
    out.codes[n] = code;
    out.frequency[n] = frequency;
    out.recency[n] = lengthOf(last - first);
    out.T[n] = lengthOf(end.period - first);
    out.sinceLast[n] = lengthOf(end.period - last);
    out.purchases[n] = purchases;
    out.first[n] = first;
    out.last[n] = last;
    if (amounts !== null) {
      out.spend![n] = sumOf(amounts, from, to, rows.areWhole);
      if (frequency > 0) {
        const least = slotOf(isIncluded ? first : first + 1, false);
        let counted = from;
        while (counted < to && slots[counted]! < least) counted += 1;
        const mean = sumOf(amounts, counted, to, rows.areWhole) / frequency;
        out.monetaryValue![n] = mean;
        if (mean <= 0) hasMeansNotPositive = true;
      }
    }
    n += 1;
  }
  const cut = <Column extends Float64Array | Uint32Array | Int32Array>(column: Column): Column =>
    column.subarray(0, n) as Column;
  return {
    n,
    codes: cut(out.codes),
    frequency: cut(out.frequency),
    recency: cut(out.recency),
    T: cut(out.T),
    sinceLast: cut(out.sinceLast),
    monetaryValue: out.monetaryValue && cut(out.monetaryValue),
    spend: out.spend && cut(out.spend),
    purchases: cut(out.purchases),
    first: cut(out.first),
    last: cut(out.last),
    withoutPurchases,
    notes: rfmNotes(plan, n, rows, hasMeansNotPositive),
  };
}

/** Rows of a customer side by side, in the order of their slots; those of code c from `starts[c]` to `starts[c + 1]`. */
interface SortedTransactions {
  readonly starts: Uint32Array;
  readonly slots: Int32Array;
  readonly amounts: Float64Array | null;
}

function byCustomer({ codes, customers, slots, amounts }: UsableTransactions): SortedTransactions {
  const length = codes.length;
  const starts = new Uint32Array(customers + 1);
  for (let i = 0; i < length; i++) starts[codes[i]! + 1]! += 1;
  for (let code = 0; code < customers; code++) starts[code + 1]! += starts[code]!;
  const sorted = { starts, slots: new Int32Array(length), amounts: amounts && new Float64Array(length) };
  const next = starts.slice();
  for (let i = 0; i < length; i++) {
    const to = next[codes[i]!]!++;
    sorted.slots[to] = slots[i]!;
    if (sorted.amounts !== null) sorted.amounts[to] = amounts![i]!;
  }
  for (let code = 0; code < customers; code++) sortRows(sorted, starts[code]!, starts[code + 1]!);
  return sorted;
}

/** By insertion where rows are few or nearly sorted, as they mostly are; it takes time with their square, so others are sorted otherwise. */
function sortRows({ slots, amounts }: SortedTransactions, from: number, to: number): void {
  let moves = 0;
  for (let i = from + 1; i < to; i++) {
    const slot = slots[i]!;
    if (slots[i - 1]! <= slot) continue;
    const amount = amounts === null ? 0 : amounts[i]!;
    let place = i;
    for (; place > from && slots[place - 1]! > slot; place--) {
      slots[place] = slots[place - 1]!;
      if (amounts !== null) amounts[place] = amounts[place - 1]!;
    }
    slots[place] = slot;
    if (amounts !== null) amounts[place] = amount;
    moves += i - place;
    if (moves > 64 * (to - from)) {
      const order = Array.from({ length: to - from }, (_, at) => from + at).sort((a, b) => slots[a]! - slots[b]!);
      for (const column of amounts === null ? [slots] : [slots, amounts]) {
        const values = order.map((at) => column[at]!);
        column.set(values, from);
      }
      return;
    }
  }
}

/** Whole numbers add up exactly as they are; others are added without rounding, and rounded once. */
function sumOf(amounts: Float64Array, from: number, to: number, areWhole: boolean): number {
  if (!areWhole) return exactSum(amounts.subarray(from, to));
  let sum = 0;
  for (let i = from; i < to; i++) sum += amounts[i]!;
  return sum + 0;
}
