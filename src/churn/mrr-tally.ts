import { fail } from "../core/metric-error.ts";
import type { Money, MoneyUnit } from "./money.ts";
import { lastStart, type MrrRange } from "./mrr-range.ts";
import type { MrrLedger } from "./mrr-ledger.ts";
import { CHURN, CONTRACTION, EXPANSION, movementOf, NEW, REACTIVATION } from "./mrr-movement-type.ts";

/** Sums by kind of movement. */
interface ByType {
  readonly mrr: Money[];
  readonly events: number[];
  readonly customers: number[];
}

/** Whole-number sums of one period, from which all its figures follow. */
export interface PeriodTally {
  opening: Money;
  closing: Money;
  openingCustomers: number;
  closingCustomers: number;
  /** Every change by itself. */
  readonly movements: ByType;
  /** One change a customer, from opening to closing balance. */
  readonly net: ByType;
  /** Closing balance of the customers who had one at the opening. */
  kept: Money;
  /** The same, each customer's at most the opening one. */
  keptAtMost: Money;
  /** Customers with an opening balance and none at the close. */
  lost: number;
  /** Milliseconds during which customers had a balance, all added up. */
  customerMs: number;
}

/** Sums of all periods and of the whole range. */
export interface RangeTally {
  readonly periods: readonly PeriodTally[];
  /** Customers with a balance just before each day, and churn events in it. */
  readonly dayCustomers: Float64Array;
  readonly dayChurn: Float64Array;
  /** The first boundary against the last. */
  readonly whole: Pick<
    PeriodTally,
    "opening" | "closing" | "openingCustomers" | "closingCustomers" | "kept" | "keptAtMost" | "lost"
  >;
  /** Instants at which a customer got a balance, and lost it, in the range; ascending. */
  readonly gained: Float64Array;
  readonly lost: Float64Array;
}

/** One pass over the changes of every customer. */
export function tally(ledger: MrrLedger, range: MrrRange): RangeTally {
  const { first, at, before, after, unit, customers } = ledger;
  const { boundaries, days, asOf } = range;
  const zero = unit.zero;
  const count = boundaries.length - 1;
  const start = boundaries[0]!;
  const end = boundaries[count]!;
  const periods = Array.from({ length: count }, () => emptyTally(unit));
  const whole = {
    opening: zero,
    closing: zero,
    openingCustomers: 0,
    closingCustomers: 0,
    kept: zero,
    keptAtMost: zero,
    lost: 0,
  };
  const dayGain = new Float64Array(days.length + 1);
  const dayChurn = new Float64Array(days.length);
  const gained = new Float64Array(at.length);
  const lost = new Float64Array(at.length);
  let gains = 0;
  let losses = 0;
  const lastPeriodOf = [-1, -1, -1, -1, -1];

  for (let customer = 0; customer < customers.length; customer++) {
    const from = first[customer]!;
    const to = first[customer + 1]!;
    let change = from;
    while (change < to && at[change]! < start) change++;
    const opening = change === from ? zero : after[change - 1]!;
    let balance = opening;
    let paidBefore = change > from;
    lastPeriodOf.fill(-1);
    while (change < to && at[change]! < end) {
      const period = lastStart(boundaries, at[change]!);
      const sums = periods[period]!;
      const { movements, net } = sums;
      const periodEnd = boundaries[period + 1]!;
      const observedEnd = Math.min(periodEnd, asOf);
      const firstChange = change;
      for (; change < to && at[change]! < periodEnd; change++) {
        const [was, is] = [before[change]!, after[change]!];
        const type = movementOf(was, is, paidBefore);
        movements.mrr[type]! += is > was ? is - was : was - is;
        movements.events[type]! += 1;
        if (lastPeriodOf[type] !== period) {
          lastPeriodOf[type] = period;
          movements.customers[type]! += 1;
        }
        paidBefore = true;
        if (type === CHURN) {
          const day = lastStart(days, at[change]!);
          sums.customerMs -= observedEnd - at[change]!;
          dayChurn[day]! += 1;
          dayGain[day + 1]! -= 1;
          lost[losses++] = at[change]!;
        } else if (type === NEW || type === REACTIVATION) {
          sums.customerMs += observedEnd - at[change]!;
          dayGain[lastStart(days, at[change]!) + 1]! += 1;
          gained[gains++] = at[change]!;
        }
      }
      const was = before[firstChange]!;
      const is = after[change - 1]!;
      balance = is;
      sums.closing += is - was;
      sums.closingCustomers += +(is > 0) - +(was > 0);
      if (was > 0) {
        sums.kept += is - was;
        if (is < was) sums.keptAtMost += is - was;
        if (!(is > 0)) sums.lost += 1;
      }
      if (is !== was) {
        const type = movementOf(was, is, !(was > 0) && paidAtEarlierBoundary(ledger, range, from, firstChange));
        net.mrr[type]! += is > was ? is - was : was - is;
        net.events[type]! += 1;
        net.customers[type]! += 1;
      }
    }
    whole.opening += opening;
    whole.closing += balance;
    whole.openingCustomers += +(opening > 0);
    whole.closingCustomers += +(balance > 0);
    if (opening > 0) {
      whole.kept += balance;
      whole.keptAtMost += balance < opening ? balance : opening;
      if (!(balance > 0)) whole.lost += 1;
    }
  }
  carryForward(periods, range, whole);
  return {
    periods,
    whole,
    dayCustomers: customersByDay(dayGain, whole.openingCustomers),
    dayChurn,
    gained: gained.subarray(0, gains).sort(),
    lost: lost.subarray(0, losses).sort(),
  };
}

/** Whether a customer had a balance at a boundary of the grid before the period of a change, back to the start of the ledger. */
function paidAtEarlierBoundary(
  { at, after }: MrrLedger,
  { boundaries, earlierPeriod }: MrrRange,
  from: number,
  change: number,
): boolean {
  const start = boundaries[0]!;
  for (let earlier = from; earlier < change; earlier++) {
    if (!(after[earlier]! > 0)) continue;
    const began = at[earlier]!;
    const ended = at[earlier + 1]!;
    if (began >= start) {
      if (lastStart(boundaries, began) < lastStart(boundaries, ended)) return true;
    } else if (ended >= start || earlierPeriod === null || earlierPeriod(began) < earlierPeriod(ended)) {
      return true;
    }
  }
  return false;
}

/** Turns what changed in each period into balances, and asserts that they tie out, exactly. */
function carryForward(
  periods: readonly PeriodTally[],
  { boundaries, asOf }: MrrRange,
  whole: RangeTally["whole"],
): void {
  let { opening, openingCustomers } = whole;
  periods.forEach((sums, period) => {
    sums.opening = opening;
    sums.openingCustomers = openingCustomers;
    sums.kept += opening;
    sums.keptAtMost += opening;
    opening = sums.closing += opening;
    openingCustomers = sums.closingCustomers += openingCustomers;
    const length = Math.min(boundaries[period + 1]!, asOf) - boundaries[period]!;
    sums.customerMs += sums.openingCustomers * Math.max(0, length);
    for (const { mrr, events } of [sums.movements, sums.net]) {
      const revenue = sums.opening + mrr[NEW]! + mrr[EXPANSION]! + mrr[REACTIVATION]! - mrr[CONTRACTION]! - mrr[CHURN]!;
      const customers = sums.openingCustomers + events[NEW]! + events[REACTIVATION]! - events[CHURN]!;
      if (revenue !== sums.closing || customers !== sums.closingCustomers) inconsistent(period);
    }
  });
  if (opening !== whole.closing || openingCustomers !== whole.closingCustomers) inconsistent(periods.length);
}

function inconsistent(period: number): never {
  return fail(
    "LEDGER_INCONSISTENT",
    "Cannot report movements as opening and movements must give the closing balance: please report this; period",
    period,
  );
}

function customersByDay(gain: Float64Array, opening: number): Float64Array {
  const customers = new Float64Array(gain.length - 1);
  let now = opening;
  for (let day = 0; day < customers.length; day++) customers[day] = now += gain[day]!;
  return customers;
}

function emptyTally({ zero }: MoneyUnit): PeriodTally {
  const byType = (): ByType => ({
    mrr: [zero, zero, zero, zero, zero],
    events: [0, 0, 0, 0, 0],
    customers: [0, 0, 0, 0, 0],
  });
  return {
    opening: zero,
    closing: zero,
    openingCustomers: 0,
    closingCustomers: 0,
    movements: byType(),
    net: byType(),
    kept: zero,
    keptAtMost: zero,
    lost: 0,
    customerMs: 0,
  };
}
