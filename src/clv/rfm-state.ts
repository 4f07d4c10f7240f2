import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { addLeftOut, isCount, isCounted } from "./left-out.ts";
import { addExact, type ExactAmount, isExactAmount } from "./rfm-exact-amount.ts";
import type { RfmPlan } from "./rfm-options.ts";
import { noTransactionsLeftOut, type ReadTransaction, type TransactionLeftOut } from "./transaction-row.ts";
import { own, put } from "./user-keys.ts";

/** One customer's transactions by calendar period, whole numbers with 0 for that of 1970-01-01. */
export interface CustomerPurchases {
  /** Periods with purchases or refunds, ascending. */
  readonly periods: number[];
  /** Purchases in each; 0 where there are refunds alone. */
  readonly purchases: number[];
  /** Spend less refunds in each; 0 where amounts are ignored. */
  readonly amounts: ExactAmount[];
}

/**
 * All that the purchase and spend models need to know of a log: who bought in which period, and for how much.
 *
 * Plain JSON without rounding: merging days, shards or workers in any order gives the same, also when a customer is in
 * several of them.
 */
export interface RfmState extends Kinded {
  /** For example `"rfm/1 day, Europe/Berlin, gross"`. */
  readonly kind: string;
  /** Purchases by customer id. */
  readonly customers: { [customerId: string]: CustomerPurchases };
  /** Rows that were used. */
  usedRows: number;
  /** The latest period of a used row, or `null` without rows. */
  latest: number | null;
  /** Currency of the amounts, or `null` where none was named. */
  currency: string | null;
  /** Rows that were not used. */
  readonly leftOut: TransactionLeftOut;
}

/** A state of no rows. */
export function emptyRfmState(kind: string, currency: string | null = null): RfmState {
  return { kind, customers: {}, usedRows: 0, latest: null, currency, leftOut: noTransactionsLeftOut() };
}

/** Counts a usable row into the state, which it owns. */
export function addTransaction(state: RfmState, row: ReadTransaction): void {
  state.currency = sharedCurrency(state.currency, row.currency);
  state.usedRows += 1;
  if (state.latest === null || row.period > state.latest) state.latest = row.period;
  let customer = own(state.customers, row.customerId);
  if (customer === undefined) {
    customer = { periods: [], purchases: [], amounts: [] };
    put(state.customers, row.customerId, customer);
  }
  const { periods, purchases, amounts } = customer;
  const at = placeOf(periods, row.period);
  if (periods[at] === row.period) {
    purchases[at]! += row.isPurchase ? 1 : 0;
    amounts[at] = addExact(amounts[at]!, row.amount);
  } else {
    insert(periods, at, row.period);
    insert(purchases, at, row.isPurchase ? 1 : 0);
    insert<ExactAmount>(amounts, at, row.amount);
  }
}

/**
 * The state of the rows of both sides: periods by or, purchases and amounts by adding.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`
 */
export function mergeRfm(left: RfmState, right: RfmState): RfmState {
  checkSameKind(left, right);
  const merged: RfmState = {
    kind: left.kind,
    customers: {},
    usedRows: left.usedRows + right.usedRows,
    latest: latestOf(left.latest, right.latest),
    currency: sharedCurrency(left.currency, right.currency),
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
  for (const [customerId, customer] of Object.entries(left.customers)) {
    put(merged.customers, customerId, mergePurchases(customer, own(right.customers, customerId)));
  }
  for (const [customerId, customer] of Object.entries(right.customers)) {
    if (!Object.hasOwn(left.customers, customerId))
      put(merged.customers, customerId, mergePurchases(customer, undefined));
  }
  return merged;
}

/**
 * Throws unless the state can be read by the plan.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `STATE_AFTER_AS_OF`, `CURRENCY_MIXED`
 */
export function checkReadable(state: RfmStateHead, { kind, end, rules }: RfmPlan): void {
  checkSameKind({ kind }, state);
  const { latest, currency, customers } = state;
  const isWhole =
    isCounted(state, noTransactionsLeftOut()) &&
    (latest === null || Number.isSafeInteger(latest)) &&
    (currency === null || typeof currency === "string") &&
    typeof customers === "object" &&
    customers !== null;
  if (!isWhole) {
    fail("KIND_MISMATCH", "Cannot read state as it must have customers, and whole numbers of rows", kind);
  }
  if (latest !== null && latest > end.period) {
    fail("STATE_AFTER_AS_OF", "Cannot read the state as it must not hold periods after asOf", latest);
  }
  if (rules.currency !== undefined && currency !== null && currency !== rules.currency) {
    fail("CURRENCY_MIXED", `Cannot read the state as its amounts must be in ${rules.currency}`, currency);
  }
}

/** What all states of transactions say of themselves. */
export type RfmStateHead = Pick<RfmState, "kind" | "latest" | "currency" | "usedRows" | "leftOut"> & {
  readonly customers: object;
};

/** The customers of a state, each seen to be whole: it may come from a database, or from a file that somebody edited. */
export function customersOf(state: RfmState): [customerId: string, customer: CustomerPurchases][] {
  const entries = Object.entries(state.customers);
  for (const [customerId, customer] of entries) {
    const { periods, purchases, amounts } = (customer as CustomerPurchases | null) ?? ({} as CustomerPurchases);
    const isWhole =
      Array.isArray(periods) &&
      Array.isArray(purchases) &&
      Array.isArray(amounts) &&
      periods.length === purchases.length &&
      periods.length === amounts.length &&
      periods.every((period, i) => Number.isSafeInteger(period) && (i === 0 || period > periods[i - 1]!)) &&
      purchases.every(isCount) &&
      amounts.every(isExactAmount);
    if (!isWhole) {
      fail(
        "KIND_MISMATCH",
        "Cannot read state as a customer must have ascending periods, each with purchases and an amount",
        customerId,
      );
    }
  }
  return entries;
}

/** Whether a value given as data is a state, of whatever metric. */
export function isKinded(value: unknown): value is Kinded {
  return typeof (value as Kinded | null | undefined)?.kind === "string" && !(Symbol.iterator in (value as object));
}

/** The later of two periods. */
export function latestOf(left: number | null, right: number | null): number | null {
  return left === null ? right : right === null ? left : Math.max(left, right);
}

function mergePurchases(left: CustomerPurchases, right: CustomerPurchases | undefined): CustomerPurchases {
  const merged: CustomerPurchases = {
    periods: [...left.periods],
    purchases: [...left.purchases],
    amounts: [...left.amounts],
  };
  if (right === undefined) return merged;
  merged.periods.length = merged.purchases.length = merged.amounts.length = 0;
  let l = 0;
  let r = 0;
  while (l < left.periods.length || r < right.periods.length) {
    const period = Math.min(left.periods[l] ?? Infinity, right.periods[r] ?? Infinity);
    const onLeft = left.periods[l] === period;
    const onRight = right.periods[r] === period;
    merged.periods.push(period);
    merged.purchases.push((onLeft ? left.purchases[l]! : 0) + (onRight ? right.purchases[r]! : 0));
    merged.amounts.push(addExact(onLeft ? left.amounts[l]! : 0, onRight ? right.amounts[r]! : 0));
    if (onLeft) l += 1;
    if (onRight) r += 1;
  }
  return merged;
}

/** `splice`, but that it makes no list of what it removed where it adds to the end. */
function insert<Value>(list: Value[], at: number, value: Value): void {
  if (at === list.length) list.push(value);
  else list.splice(at, 0, value);
}

/** Where a period is, or belongs, in ascending periods; logs are mostly in order, so the end is tried first. */
function placeOf(periods: readonly number[], period: number): number {
  let high = periods.length;
  if (high === 0 || periods[high - 1]! < period) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle]! < period) low = middle + 1;
    else high = middle;
  }
  return low;
}
