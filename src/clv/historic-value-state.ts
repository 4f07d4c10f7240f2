import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { rowCurrency, sharedCurrency } from "./amount-figure.ts";
import {
  addAmounts,
  type AmountLeftOut,
  type AmountRowCode,
  type AmountRowOptions,
  type AmountRules,
  amountRules,
  isAmount,
  nothingLeftOut,
  readAt,
  windowOf,
} from "./amount-rows.ts";
import { addLeftOut, isCount, isCounted } from "./left-out.ts";
import { continuousRate, type DiscountRate } from "./time-unit.ts";
import { own, put } from "./user-keys.ts";

/**
 * Money in or out because of a customer: a `Transaction`, a cost to serve, or what the customer cost to win. Amounts are whole
 * minor units, 0 or more; the kind says which way they count.
 */
export interface HistoricValueRow {
  /** Who, as text: `String(id)` in `read` where ids are numbers. */
  readonly customerId: string | null | undefined;
  /** In minor units. */
  readonly amount: number | null | undefined;
  /** ISO 4217 code. */
  readonly currency?: string | null | undefined;
  /** `"purchase"` (the same as none), `"refund"`, `"cost-to-serve"` (support, delivery, an account manager), `"acquisition-cost"`. */
  readonly kind?: string | null | undefined;
  /** Of a purchase or a refund: what providing it cost, minor units. A cost of a refund is one more cost, and none comes back. */
  readonly cost?: number | null | undefined;
  /** When: epoch milliseconds, a Date, or ISO 8601 with offset. Needed for a window, and to discount. */
  readonly at?: number | Date | string | null | undefined;
  /** Of rows with one id, the first is used; an accumulator, which keeps no ids, uses all. */
  readonly id?: string | null | undefined;
}

/** Sums of a customer, in minor units, all 0 or more. */
export interface HistoricSums {
  /** Purchases and refunds, counted. */
  readonly transactions: number;
  readonly purchases: number;
  readonly refunds: number;
  /** Costs of transactions that state theirs. */
  readonly directCost: number;
  /** Purchases that state no cost, counted. */
  readonly withoutCost: number;
  /** Their sum. */
  readonly purchasesWithoutCost: number;
  readonly costToServe: number;
  /** Rows of acquisition cost. */
  readonly acquisitions: number;
  readonly acquisitionCost: number;
}

/** Sums of an instant, or of all time (`null`). */
export interface HistoricEntry extends HistoricSums {
  readonly at: number | null;
}

/** Value so far by customer: plain JSON of whole numbers, exact in any order of merging. */
export interface HistoricValueState extends Kinded {
  /** `"historic-value/1 totals"`, or `"… instants"` where amounts are to be discounted; with the window. */
  readonly kind: string;
  currency: string | null;
  /** Entries by customer, ascending in time. */
  readonly customers: { [customerId: string]: HistoricEntry[] };
  /** Rows that were used. */
  usedRows: number;
  /** Rows of costs to serve among them. */
  serviceRows: number;
  /** Rows that were not used. */
  readonly leftOut: AmountLeftOut;
}

/** What decides how rows are read. */
export interface HistoricReadingOptions extends AmountRowOptions {
  /**
   * Makes earlier money worth more, compounded to `asOf`: what the money would have become. Needs `asOf`.
   * @defaultValue `"none"`
   */
  readonly discount?: DiscountRate | "none" | undefined;
}

/** How rows are read. */
export interface HistoricRules extends AmountRules {
  readonly kind: string;
  /** Whether instants are kept, to discount by. */
  readonly isTimed: boolean;
  /** Continuous rate a day; 0 without discount. */
  readonly rate: number;
}

/**
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `WINDOW_EMPTY`, `DISCOUNT_RATE_INVALID`,
 *   `TIME_UNIT_UNKNOWN`, `AS_OF_REQUIRED`
 */
export function historicRules(options: HistoricReadingOptions): HistoricRules {
  const rules = amountRules(options);
  const { discount = "none" } = options;
  const rate = discount === "none" ? 0 : continuousRate("day", discount);
  if (discount !== "none" && rules.asOf === Infinity) {
    fail("AS_OF_REQUIRED", "Cannot discount amounts as asOf must say to when", discount);
  }
  const { from, asOf } = windowOf(rules);
  const window = rules.needsInstant ? ` ${from ?? ".."}/${asOf ?? ".."}` : "";
  const isTimed = discount !== "none";
  return { ...rules, isTimed, rate, kind: `historic-value/1 ${isTimed ? "instants" : "totals"}${window}` };
}

/** A state of no rows. */
export function emptyHistoricValue({ kind, currency }: HistoricRules): HistoricValueState {
  return { kind, currency, customers: {}, usedRows: 0, serviceRows: 0, leftOut: nothingLeftOut() };
}

/**
 * Counts a row into the state, which it owns; returns why it cannot be used, or `null`.
 *
 * @throws {@link MetricError} `CURRENCY_MIXED`, `AMOUNT_TOO_LARGE`
 */
export function addHistoricValue(
  state: HistoricValueState,
  row: HistoricValueRow,
  rules: HistoricRules,
): AmountRowCode | null {
  if (typeof row !== "object" || row === null) return "row-invalid";
  const { customerId, amount, cost = null } = row;
  const kind = row.kind ?? "purchase";
  if (kind !== "purchase" && kind !== "refund" && kind !== "cost-to-serve" && kind !== "acquisition-cost") {
    return "kind-unknown";
  }
  if (typeof customerId !== "string" || customerId === "") return "customer-id-invalid";
  if (!isAmount(amount)) return "amount-invalid";
  const isTransaction = kind === "purchase" || kind === "refund";
  if (isTransaction && cost !== null && !isAmount(cost)) return "cost-invalid";
  const at = readAt(row.at, rules.needsInstant);
  if (at === "at-invalid") return at;
  const currency = rowCurrency(row.currency, rules.currency);
  if (currency === undefined) return "other-currency";
  if (at !== null && at < rules.from) return "before-from";
  if (at !== null && at >= rules.asOf) return "after-as-of";

  state.currency = sharedCurrency(state.currency, currency);
  const entry = entryAt(entriesOf(state, customerId), rules.isTimed ? at : null);
  // Adding 0 turns -0 into 0.
  const money = amount + 0;
  if (isTransaction) {
    entry.transactions += 1;
    if (cost !== null) entry.directCost = addAmounts(entry.directCost, cost + 0);
  }
  if (kind === "purchase") {
    entry.purchases = addAmounts(entry.purchases, money);
    if (cost === null) {
      entry.withoutCost += 1;
      entry.purchasesWithoutCost = addAmounts(entry.purchasesWithoutCost, money);
    }
  } else if (kind === "refund") entry.refunds = addAmounts(entry.refunds, money);
  else if (kind === "cost-to-serve") {
    entry.costToServe = addAmounts(entry.costToServe, money);
    state.serviceRows += 1;
  } else {
    entry.acquisitions += 1;
    entry.acquisitionCost = addAmounts(entry.acquisitionCost, money);
  }
  state.usedRows += 1;
  return null;
}

/**
 * The state of the rows of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`, `AMOUNT_TOO_LARGE`
 */
export function mergeHistoricValue(left: HistoricValueState, right: HistoricValueState): HistoricValueState {
  checkSameKind(left, right);
  const merged: HistoricValueState = {
    kind: left.kind,
    currency: sharedCurrency(left.currency, right.currency),
    customers: {},
    usedRows: left.usedRows + right.usedRows,
    serviceRows: left.serviceRows + right.serviceRows,
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
  for (const { customers } of [left, right]) {
    for (const [customerId, entries] of Object.entries(customers)) {
      const into = entriesOf(merged, customerId);
      for (const entry of entries) addEntry(entryAt(into, entry.at), entry);
    }
  }
  return merged;
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkHistoricValue(state: HistoricValueState, { kind, isTimed }: HistoricRules): void {
  checkSameKind({ kind }, state);
  const isEntry = (entry: HistoricEntry | null): boolean =>
    (isTimed ? Number.isFinite(entry?.at) : entry?.at === null) &&
    [...counts, ...money].every((name) => isCount(entry?.[name]));
  const isWhole =
    isCounted(state, nothingLeftOut()) &&
    isCount(state.serviceRows) &&
    typeof state.customers === "object" &&
    state.customers !== null &&
    Object.values(state.customers).every(
      (entries) => Array.isArray(entries) && (isTimed || entries.length < 2) && entries.every(isEntry),
    );
  if (!isWhole) fail("KIND_MISMATCH", "Cannot read state as it must have whole numbers alone", kind);
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function addEntry(into: Mutable<HistoricEntry>, from: HistoricEntry): void {
  for (const name of counts) into[name] += from[name];
  for (const name of money) into[name] = addAmounts(into[name], from[name]);
}

const counts = ["transactions", "withoutCost", "acquisitions"] as const;
const money = ["purchases", "refunds", "directCost", "purchasesWithoutCost", "costToServe", "acquisitionCost"] as const;

function entriesOf({ customers }: HistoricValueState, customerId: string): HistoricEntry[] {
  const known = own(customers, customerId) ?? [];
  if (known.length === 0) put(customers, customerId, known);
  return known;
}

/** The entry of an instant, made where there is none; logs are mostly in order, so the end is tried first. */
function entryAt(entries: HistoricEntry[], at: number | null): Mutable<HistoricEntry> {
  let place = entries.length;
  while (place > 0 && entries[place - 1]!.at !== at && at !== null && entries[place - 1]!.at! > at) place -= 1;
  const found = entries[place - 1];
  if (found !== undefined && found.at === at) return found;
  const made = {
    at,
    transactions: 0,
    purchases: 0,
    refunds: 0,
    directCost: 0,
    withoutCost: 0,
    purchasesWithoutCost: 0,
    costToServe: 0,
    acquisitions: 0,
    acquisitionCost: 0,
  };
  entries.splice(place, 0, made);
  return made;
}
