import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { addLeftOut, isCount } from "./left-out.ts";
import type { RfmTotals } from "./rfm-customer.ts";
import { addExact, type ExactAmount, isExactAmount } from "./rfm-exact-amount.ts";
import { rfmPlan, type RfmOptions } from "./rfm-options.ts";
import { checkReadable, latestOf } from "./rfm-state.ts";
import { rfmSummaryOf, type RfmSummary } from "./rfm-summary.ts";
import {
  leaveOut,
  noTransactionsLeftOut,
  readTransaction,
  readTransactionRow,
  type ReadTransaction,
  type TransactionLeftOut,
  type TransactionRow,
} from "./transaction-row.ts";
import { byCodeUnit, own, put } from "./user-keys.ts";

/** One customer of a log in the order of time: a few numbers, however many purchases there are. */
export interface OrderedCustomer {
  /** The period of the latest row, purchase or refund; earlier ones are out of order. */
  latest: number;
  /** The first period with a purchase; `null` where there are refunds alone. */
  first: number | null;
  /** The last one. */
  last: number | null;
  /** Periods with a purchase. */
  periods: number;
  /** Purchases. */
  purchases: number;
  /** Spend less refunds, all of it. */
  spend: ExactAmount;
  /** Spend less refunds in the first period; before there is one, in the latest. */
  firstSpend: ExactAmount;
  /** Spend less refunds after the first period. */
  repeatSpend: ExactAmount;
}

/** A row that came after later ones of its customer. */
export interface OutOfOrder {
  /** Whose. */
  readonly customerId: string;
  /** Its period, a whole number with 0 for that of 1970-01-01. */
  readonly period: number;
}

/** The state of a log in the order of time. Customers are in one shard each. */
export interface OrderedRfmState extends Kinded {
  /** For example `"rfm/1 day, Europe/Berlin, gross, ordered"`. */
  readonly kind: string;
  /** Totals by customer id. */
  readonly customers: { [customerId: string]: OrderedCustomer };
  /** Rows that were used. */
  usedRows: number;
  /** The latest period of a used row, or `null` without rows. */
  latest: number | null;
  /** Currency of the amounts, or `null` where none was named. */
  currency: string | null;
  /** Rows that were not used. */
  readonly leftOut: TransactionLeftOut;
  /** The first 10 rows out of order, by customer id and period; `leftOut` counts them all. */
  outOfOrder: OutOfOrder[];
}

/** The summary, and which rows were out of order. */
export interface OrderedRfmSummary extends RfmSummary {
  /** The first 10 of them, by customer id and period; `leftOut["out-of-order"]` counts them all. */
  readonly outOfOrder: readonly OutOfOrder[];
}

/**
 * {@link rfmSummary} of a log in the order of time, as an accumulator whose state is a few numbers a customer, however often
 * they buy. A state can be stored and added to.
 *
 * The order matters within a customer, and only between periods. A row in a period before that of the customer's latest one
 * is not used, since the state cannot tell whether its period was counted: it is counted as `out-of-order`, and the first 10
 * are listed. `rfmSummaryAccumulator` takes rows in any order.
 *
 * @param options - as for {@link rfmSummary}
 * @returns an accumulator; shards merge when no customer is in two of them
 * @throws {@link MetricError} as {@link rfmSummary}; merging states with a common customer throws `CUSTOMER_IN_BOTH`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { orderedRfmAccumulator } from "customer-metrics/clv";
 *
 * const accumulator = orderedRfmAccumulator({ asOf: "2025-01-31" });
 * const state = fold(accumulator, [
 *   { customerId: "ann", at: "2025-01-03", amount: 1000 },
 *   { customerId: "ann", at: "2025-01-17", amount: 1500 },
 *   { customerId: "ann", at: "2025-01-10", amount: 700 },
 * ]);
 * const summary = accumulator.result(state);
 * summary.customers[0]; // => { frequency: 1, recency: 14, T: 28, monetaryValue: 1500 }
 * [summary.leftOut["out-of-order"], summary.outOfOrder]; // => [1, [{ customerId: "ann", period: 20098 }]]
 * ```
 */
export function orderedRfmAccumulator(
  options: RfmOptions,
): Accumulator<TransactionRow, OrderedRfmState, OrderedRfmSummary> {
  const plan = rfmPlan(options);
  const { rules } = plan;
  const kind = `${plan.kind}, ordered`;
  const read = readTransaction();
  return {
    empty: () => ({
      kind,
      customers: {},
      usedRows: 0,
      latest: null,
      currency: rules.currency ?? null,
      leftOut: noTransactionsLeftOut(),
      outOfOrder: [],
    }),
    add: (state, row) => {
      const code = readTransactionRow(row, rules, read) ?? (isLate(state, read) ? "out-of-order" : null);
      if (code === null) addOrdered(state, read);
      else {
        leaveOut(state, row, code, rules);
        if (code === "out-of-order")
          state.outOfOrder = firstOf([...state.outOfOrder, { customerId: read.customerId, period: read.period }]);
      }
      return state;
    },
    merge: mergeOrdered,
    result: (state) => {
      checkReadable(state, { ...plan, kind });
      const known = Object.entries(state.customers).map(
        ([id, customer]) => [id, totalsOfOrdered(id, customer)] as const,
      );
      return { ...rfmSummaryOf(known, state, plan), outOfOrder: state.outOfOrder.map((row) => ({ ...row })) };
    },
  };
}

function isLate({ customers }: OrderedRfmState, { customerId, period }: ReadTransaction): boolean {
  const customer = own(customers, customerId);
  return customer !== undefined && period < customer.latest;
}

function addOrdered(
  state: OrderedRfmState,
  { customerId, period, amount, currency, isPurchase }: ReadTransaction,
): void {
  state.currency = sharedCurrency(state.currency, currency);
  state.usedRows += 1;
  state.latest = latestOf(state.latest, period);
  let customer = own(state.customers, customerId);
  if (customer === undefined) {
    customer = {
      latest: period,
      first: null,
      last: null,
      periods: 0,
      purchases: 0,
      spend: 0,
      firstSpend: 0,
      repeatSpend: 0,
    };
    put(state.customers, customerId, customer);
  }
  // A period may begin with refunds and become the first with a purchase.
  if (customer.first === null && customer.latest !== period) customer.firstSpend = 0;
  customer.latest = period;
  if (isPurchase) {
    customer.purchases += 1;
    customer.first ??= period;
    if (customer.last !== period) customer.periods += 1;
    customer.last = period;
  }
  const isRepeat = customer.first !== null && customer.first !== period;
  customer.spend = addExact(customer.spend, amount);
  if (isRepeat) customer.repeatSpend = addExact(customer.repeatSpend, amount);
  else customer.firstSpend = addExact(customer.firstSpend, amount);
}

/**
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`, `CUSTOMER_IN_BOTH`
 */
function mergeOrdered(left: OrderedRfmState, right: OrderedRfmState): OrderedRfmState {
  checkSameKind(left, right);
  const merged: OrderedRfmState = {
    kind: left.kind,
    customers: {},
    usedRows: left.usedRows + right.usedRows,
    latest: latestOf(left.latest, right.latest),
    currency: sharedCurrency(left.currency, right.currency),
    leftOut: addLeftOut(left.leftOut, right.leftOut),
    outOfOrder: firstOf([...left.outOfOrder, ...right.outOfOrder]),
  };
  for (const side of [left, right]) {
    for (const [customerId, customer] of Object.entries(side.customers)) {
      if (side === right && Object.hasOwn(left.customers, customerId)) {
        fail("CUSTOMER_IN_BOTH", "Cannot merge ordered states as a customer must be in one of them", customerId);
      }
      put(merged.customers, customerId, { ...customer });
    }
  }
  return merged;
}

/** The first 10 by customer and period: the same whichever shard they come from. */
function firstOf(rows: readonly OutOfOrder[]): OutOfOrder[] {
  const ordered = [...rows].sort((a, b) => byCodeUnit(a.customerId, b.customerId) || a.period - b.period);
  return ordered.slice(0, 10);
}

function totalsOfOrdered(customerId: string, customer: OrderedCustomer | null): RfmTotals | null {
  const { latest, first, last, periods, purchases, spend, firstSpend, repeatSpend } =
    customer ?? ({} as OrderedCustomer);
  const hasPurchase = first !== null && last !== null;
  const isWhole =
    [latest, first ?? 0, last ?? 0].every(Number.isSafeInteger) &&
    [periods, purchases].every(isCount) &&
    [spend, firstSpend, repeatSpend].every(isExactAmount);
  if (!isWhole || hasPurchase !== periods > 0) {
    fail("KIND_MISMATCH", "Cannot read state as a customer must have whole numbers and amounts", customerId);
  }
  return hasPurchase ? { first, last, periods, purchases, spend, firstSpend, repeatSpend } : null;
}
