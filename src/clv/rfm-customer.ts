import { addExact, type ExactAmount, nearestAmount } from "./rfm-exact-amount.ts";
import type { RfmPlan } from "./rfm-options.ts";
import type { CustomerPurchases } from "./rfm-state.ts";
import { byCodeUnit } from "./user-keys.ts";

/** One customer's purchases in the words of the models: how often, how lately, for how long, for how much. */
export interface RfmCustomer {
  /** Who. */
  readonly customerId: string;
  /** Periods with a purchase, less the first (all of them with `first: "included"`). */
  readonly frequency: number;
  /** Time from the first purchase period to the last; 0 without repeat purchases. */
  readonly recency: number;
  /** Time from the first purchase period to the end of the observation. */
  readonly T: number;
  /** Time from the last purchase period to the end: T less recency. What scores call recency. */
  readonly sinceLast: number;
  /** Mean spend of the periods that `frequency` counts; `null` where there are none, or no amounts. */
  readonly monetaryValue: number | null;
  /** All spend, the first period too, less refunds where they are netted; `null` without amounts. */
  readonly spend: number | null;
  /** Purchases, those of one period each for itself. */
  readonly purchases: number;
  /** The first period with a purchase, for example `"2025-03-09"`. */
  readonly first: string;
  /** The last one. */
  readonly last: string;
}

/** A customer's purchases in numbers of periods. */
export interface RfmTotals {
  /** The first period with a purchase. */
  first: number;
  /** The last one. */
  last: number;
  /** Periods with a purchase. */
  periods: number;
  purchases: number;
  /** In all periods. */
  spend: ExactAmount;
  /** In the first period. */
  firstSpend: ExactAmount;
  /** After the first period. */
  repeatSpend: ExactAmount;
}

/** What the places from `from` to `to` add up to; `null` where there is no purchase among them. */
export function totalsOf(
  { periods, purchases, amounts }: CustomerPurchases,
  from = 0,
  to: number = periods.length,
): RfmTotals | null {
  let totals: RfmTotals | null = null;
  let before: ExactAmount = 0;
  for (let i = from; i < to; i++) {
    const period = periods[i]!;
    const amount = amounts[i]!;
    if (totals === null) {
      if (purchases[i] === 0) {
        before = addExact(before, amount);
        continue;
      }
      const count = purchases[i]!;
      const spend = addExact(before, amount);
      totals = { first: period, last: period, periods: 1, purchases: count, spend, firstSpend: amount, repeatSpend: 0 };
      continue;
    }
    totals.spend = addExact(totals.spend, amount);
    totals.repeatSpend = addExact(totals.repeatSpend, amount);
    if (purchases[i] === 0) continue;
    totals.last = period;
    totals.periods += 1;
    totals.purchases += purchases[i]!;
  }
  return totals;
}

/** The totals in the words of the models. */
export function rfmCustomer(customerId: string, totals: RfmTotals, plan: RfmPlan): RfmCustomer {
  const { first, last, periods, purchases, spend, firstSpend, repeatSpend } = totals;
  const { calendar, end, lengthOf, definition } = plan;
  const isIncluded = definition.first === "included";
  const frequency = isIncluded ? periods : periods - 1;
  const counted = isIncluded ? addExact(firstSpend, repeatSpend) : repeatSpend;
  const hasAmounts = definition.amounts === "required";
  return {
    customerId,
    frequency,
    recency: lengthOf(last - first),
    T: lengthOf(end.period - first),
    sinceLast: lengthOf(end.period - last),
    monetaryValue: hasAmounts && frequency > 0 ? nearestAmount(counted) / frequency : null,
    spend: hasAmounts ? nearestAmount(spend) : null,
    purchases,
    first: calendar.nameOf(first),
    last: calendar.nameOf(last),
  };
}

/** Orders by customer id, by code unit: the same on every machine. */
export function byCustomerId(left: { readonly customerId: string }, right: { readonly customerId: string }): number {
  return byCodeUnit(left.customerId, right.customerId);
}
