import type { Subscription } from "../model/subscription.ts";
import { exactAmounts, type Money, type MoneyUnit } from "./money.ts";
import { mrrDefinition, type MrrDefinition, type MrrOptions } from "./mrr-options.ts";
import type { MrrState } from "./mrr-state.ts";
import type { SubscriptionSegment } from "./subscription-reading.ts";
import { selectSegments, type SelectedSegments } from "./subscription-segments.ts";

/**
 * Every change of every customer's revenue, in columns: those of customer `c` are at
 * `first[c]` to `first[c + 1] − 1`, in the order of time, and each really changes the balance.
 */
export interface MrrLedger {
  /** Customers with a counted segment, in the order in which they came. */
  readonly customers: readonly string[];
  readonly first: Int32Array;
  /** When, epoch milliseconds. */
  readonly at: Float64Array;
  /** Balance before the change. */
  readonly before: ArrayLike<Money>;
  /** Balance after it. */
  readonly after: ArrayLike<Money>;
  readonly unit: MoneyUnit;
  readonly definition: MrrDefinition;
  readonly selected: SelectedSegments;
  /** Segments with revenue: of a counted status, with a price above 0, not empty. */
  readonly counted: number;
}

/** The ledger of one currency. */
export function mrrLedger(source: Iterable<Subscription> | MrrState, options: MrrOptions): MrrLedger {
  const definition = mrrDefinition(options);
  const { currency, countedStatuses, uncountedStatuses, weeksPerYear, daysPerYear } = definition;
  const asOf = definition.asOf === null ? Infinity : Date.parse(definition.asOf);
  const statuses = new Set([...countedStatuses, ...uncountedStatuses]);
  const selected = selectSegments(source, { currency, statuses, asOf, onInvalid: options.onInvalid ?? "count" });
  const isCounted = new Set(countedStatuses);
  const counted = selected.segments.filter(
    ({ status, amount, quantity, start, end }) => amount > 0 && quantity > 0 && end !== start && isCounted.has(status),
  );
  const { unit, amounts } = exactAmounts(counted, { day: daysPerYear, week: weeksPerYear, month: 12, year: 1 });
  return {
    ...changesOf(counted, amounts, unit, asOf, definition.coalesceMs),
    unit,
    definition,
    selected,
    counted: counted.length,
  };
}

/** A start adds the amount of a segment to its customer's balance, an end takes the same away. */
function changesOf(
  segments: readonly SubscriptionSegment[],
  amounts: ArrayLike<Money>,
  unit: MoneyUnit,
  asOf: number,
  coalesceMs: number,
): Pick<MrrLedger, "customers" | "first" | "at" | "before" | "after"> {
  const indexOf = new Map<string, number>();
  const customerOf = new Int32Array(segments.length);
  const ends = new Float64Array(segments.length);
  segments.forEach(({ customerId, end }, i) => {
    let customer = indexOf.get(customerId);
    if (customer === undefined) indexOf.set(customerId, (customer = indexOf.size));
    customerOf[i] = customer;
    // What is said to end at or after asOf has not ended yet.
    ends[i] = end === null || end >= asOf ? Infinity : end;
  });
  const steps = new Int32Array(indexOf.size + 1);
  for (let i = 0; i < segments.length; i++) steps[customerOf[i]! + 1]! += ends[i] === Infinity ? 1 : 2;
  for (let customer = 0; customer < indexOf.size; customer++) steps[customer + 1]! += steps[customer]!;

  const size = steps[indexOf.size]!;
  const stepAt = new Float64Array(size);
  const stepBy = moneyColumn(unit, size);
  const next = steps.slice();
  for (let i = 0; i < segments.length; i++) {
    const place = next[customerOf[i]!]!++;
    stepAt[place] = segments[i]!.start;
    stepBy[place] = amounts[i]!;
    if (ends[i] === Infinity) continue;
    const second = next[customerOf[i]!]!++;
    stepAt[second] = ends[i]!;
    stepBy[second] = -amounts[i]!;
  }

  const first = new Int32Array(indexOf.size + 1);
  const at = new Float64Array(size);
  const before = moneyColumn(unit, size);
  const after = moneyColumn(unit, size);
  let changes = 0;
  for (let customer = 0; customer < indexOf.size; customer++) {
    const end = steps[customer + 1]!;
    let step = steps[customer]!;
    sortByTime(stepAt, stepBy, step, end);
    first[customer] = changes;
    let balance = unit.zero;
    while (step < end) {
      const instant = stepAt[step]!;
      const last = instant + coalesceMs;
      let changed = balance;
      for (; step < end && stepAt[step]! <= last; step++) changed += stepBy[step]!;
      if (changed === balance) continue;
      at[changes] = instant;
      before[changes] = balance;
      after[changes] = balance = changed;
      changes += 1;
    }
  }
  first[indexOf.size] = changes;
  return { customers: [...indexOf.keys()], first, at, before, after };
}

function moneyColumn({ zero }: MoneyUnit, size: number): Money[] {
  return typeof zero === "number" ? (new Float64Array(size) as unknown as Money[]) : new Array<Money>(size).fill(zero);
}

/** Sorts `from` to `to` of both columns. Customers have few steps, mostly in order: insertion, or a sort of places for the rest. */
function sortByTime(at: Float64Array, by: Money[], from: number, to: number): void {
  if (to - from > 64) {
    const places = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => at[a]! - at[b]!);
    const sortedAt = places.map((place) => at[place]!);
    const sortedBy = places.map((place) => by[place]!);
    for (let i = from; i < to; i++) {
      at[i] = sortedAt[i - from]!;
      by[i] = sortedBy[i - from]!;
    }
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const instant = at[i]!;
    const amount = by[i]!;
    let place = i;
    for (; place > from && at[place - 1]! > instant; place--) {
      at[place] = at[place - 1]!;
      by[place] = by[place - 1]!;
    }
    at[place] = instant;
    by[place] = amount;
  }
}
