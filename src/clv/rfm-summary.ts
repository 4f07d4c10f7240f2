import type { Accumulator } from "../core/accumulator.ts";
import { byCustomerId, rfmCustomer, totalsOf, type RfmCustomer, type RfmTotals } from "./rfm-customer.ts";
import { rfmNotes } from "./rfm-notes.ts";
import { rfmPlan, type ReadsTransactions, type RfmDefinition, type RfmOptions, type RfmPlan } from "./rfm-options.ts";
import {
  addTransaction,
  checkReadable,
  customersOf,
  emptyRfmState,
  isKinded,
  mergeRfm,
  type RfmState,
} from "./rfm-state.ts";
import { tallyTransactions, type RfmTally } from "./rfm-tally.ts";
import {
  leaveOut,
  readTransaction,
  readTransactionRow,
  type TransactionFinding,
  type TransactionLeftOut,
  type TransactionRow,
} from "./transaction-row.ts";
import { usableTransactionRows } from "./transaction-rows.ts";

/** Every customer's frequency, recency, T and mean spend, what was left out, and the rules followed. */
export interface RfmSummary {
  /** Which metric this is. */
  readonly metric: "rfm-summary";
  /** Customers with a purchase. */
  readonly n: number;
  /** One entry each, ordered by id (by code unit). */
  readonly customers: readonly RfmCustomer[];
  /** Customers with refunds alone, who are not among them. */
  readonly withoutPurchases: number;
  /** The currency of the amounts, or `null` where none was named. */
  readonly currency: string | null;
  /** The rules followed; as options they give the same summary again. */
  readonly definition: RfmDefinition;
  /** Rows that were used; with everything in `leftOut` all that were given. */
  readonly usedRows: number;
  /** Rows that were not, by code. */
  readonly leftOut: TransactionLeftOut;
  /** The same rows one by one; empty for states, which count and do not list. */
  readonly findings: readonly TransactionFinding[];
  /**
   * `"no-customers"`; `"all-left-out"`, `"mostly-left-out"` (rows with something wrong outnumber those used: look at `findings`),
   * `"rows-left-out"` (some have something wrong; not those after the end, nor ignored refunds); `"first-included"`: not for the purchase models; `"last-period-not-over"`: the observation ends
   * within a period; `"mean-not-positive"`: a `monetaryValue` is 0 or less, which no spend model can use.
   */
  readonly notes: readonly string[];
}

/**
 * What purchase and spend models need of each customer, from a log of transactions: frequency, recency, T and the mean
 * spend of repeat purchases.
 *
 * All purchases of one calendar period are one purchase, with their amounts added. Periods are those of the zone, so that
 * 23:30 and 00:30 are two days whatever the clocks did. Sums are exact and rounded once: order, shards and workers change nothing.
 *
 * @formula frequency = #periods − 1; recency = last − first; T = end − first; monetaryValue = Σ spend after the first period / frequency
 *
 * @param source - transactions as rows (with `read`, of any form), or an {@link RfmState}
 * @param options - `asOf`, and `timeZone` unless dates are local; see {@link RfmOptions}
 * @returns customers in the order of their ids; times in `timeUnit`, amounts in the unit that they came in; `monetaryValue`
 *   is `null` without repeat purchases
 * @throws {@link MetricError} `DATE_INVALID`, `TIME_ZONE_REQUIRED`, `TIME_ZONE_UNKNOWN`, `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`,
 *   `TIME_UNIT_UNKNOWN`, `UNIT_DAYS_INVALID`, `FIRST_UNKNOWN`, `REFUNDS_UNKNOWN`, `AMOUNTS_UNKNOWN`, `ON_INVALID_UNKNOWN`,
 *   `SOURCE_INVALID`, `REFUNDS_UNDECIDED`, `CURRENCY_MIXED`, `CURRENCY_INVALID`, `KIND_MISMATCH`, `STATE_AFTER_AS_OF`; `TRANSACTION_INVALID`
 *   when `onInvalid` is `"throw"`
 * @see Fader, Hardie & Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42, 2005
 *
 * @example Two purchases on one day are one
 * ```ts
 * import { rfmSummary } from "customer-metrics/clv";
 *
 * const purchases = [
 *   { customerId: "ann", at: "2025-01-03", amount: 1000 },
 *   { customerId: "ann", at: "2025-01-17", amount: 1500 },
 *   { customerId: "ann", at: "2025-01-17", amount: 500 },
 *   { customerId: "bob", at: "2025-01-20", amount: 900 },
 * ];
 * const { customers } = rfmSummary(purchases, { asOf: "2025-01-31" });
 * customers[0]; // => { customerId: "ann", frequency: 1, recency: 14, T: 28, sinceLast: 14, monetaryValue: 2000, spend: 3000 }
 * customers[1]; // => { customerId: "bob", frequency: 0, recency: 0, T: 11, monetaryValue: null }
 * rfmSummary(purchases, { asOf: "2025-01-31", timeUnit: "week" }).customers[0]; // => { recency: 2, T: 4 }
 * ```
 */
export function rfmSummary(source: Iterable<TransactionRow> | RfmState, options: RfmOptions): RfmSummary;
export function rfmSummary<Row>(
  source: Iterable<Row> | RfmState,
  options: RfmOptions & ReadsTransactions<Row>,
): RfmSummary;
export function rfmSummary<Row>(
  source: Iterable<Row> | RfmState,
  options: RfmOptions & Partial<ReadsTransactions<Row>>,
): RfmSummary {
  const plan = rfmPlan(options);
  if (isKinded(source)) return summaryOfState(source as RfmState, plan);
  const rows = usableTransactionRows(source, plan.rules, options.read);
  const tally = tallyTransactions(rows, plan);
  const customers = customersOfTally(tally, rows.names!, plan);
  return rfmResult(customers, tally.withoutPurchases, rows, plan, rows.findings);
}

/**
 * {@link rfmSummary} as an {@link Accumulator}: for streams and shards, in any order, also where a customer is in several
 * of them. The state keeps a few numbers for each period in which a customer bought.
 *
 * It cannot see that an id repeats: for that it would have to keep them all.
 *
 * @param options - as for {@link rfmSummary}
 * @returns an accumulator of rows with an {@link RfmState}
 * @throws {@link MetricError} as {@link rfmSummary}; merging states of other options throws `KIND_MISMATCH`
 *
 * @example Two shops, one customer
 * ```ts
 * import { fold } from "customer-metrics";
 * import { rfmSummaryAccumulator } from "customer-metrics/clv";
 *
 * const accumulator = rfmSummaryAccumulator({ asOf: "2025-01-31", timeZone: "Europe/Berlin" });
 * const berlin = fold(accumulator, [{ customerId: "ann", at: "2025-01-17T12:00:00Z", amount: 1500 }]);
 * const munich = fold(accumulator, [{ customerId: "ann", at: "2025-01-02T23:30:00Z", amount: 1000 }]);
 * const { customers } = accumulator.result(accumulator.merge(berlin, munich));
 * customers[0]; // => { frequency: 1, recency: 14, T: 28, monetaryValue: 1500, first: "2025-01-03" }
 * ```
 */
export function rfmSummaryAccumulator(options: RfmOptions): Accumulator<TransactionRow, RfmState, RfmSummary> {
  const plan = rfmPlan(options);
  const { kind, rules } = plan;
  const read = readTransaction();
  return {
    empty: () => emptyRfmState(kind, rules.currency ?? null),
    add: (state, row) => {
      const code = readTransactionRow(row, rules, read);
      if (code === null) addTransaction(state, read);
      else leaveOut(state, row, code, rules);
      return state;
    },
    merge: mergeRfm,
    result: (state) => summaryOfState(state, plan),
  };
}

function summaryOfState(state: RfmState, plan: RfmPlan): RfmSummary {
  checkReadable(state, plan);
  return rfmSummaryOf(
    customersOf(state).map(([customerId, customer]) => [customerId, totalsOf(customer)]),
    state,
    plan,
  );
}

/** The summary of customers' totals; `null` for those without purchases. */
export function rfmSummaryOf(
  known: readonly (readonly [customerId: string, totals: RfmTotals | null])[],
  counted: CountedRows,
  plan: RfmPlan,
): RfmSummary {
  const customers: RfmCustomer[] = [];
  for (const [customerId, totals] of known) if (totals !== null) customers.push(rfmCustomer(customerId, totals, plan));
  return rfmResult(customers, known.length - customers.length, counted, plan, []);
}

type CountedRows = Pick<RfmState, "currency" | "usedRows" | "leftOut">;

function customersOfTally(tally: RfmTally, names: readonly string[], { calendar }: RfmPlan): RfmCustomer[] {
  const { n, frequency, recency, T, sinceLast, monetaryValue, spend, purchases } = tally;
  return Array.from({ length: n }, (_, i) => ({
    customerId: names[tally.codes[i]!]!,
    frequency: frequency[i]!,
    recency: recency[i]!,
    T: T[i]!,
    sinceLast: sinceLast[i]!,
    monetaryValue: monetaryValue === null || frequency[i] === 0 ? null : monetaryValue[i]!,
    spend: spend === null ? null : spend[i]!,
    purchases: purchases[i]!,
    first: calendar.nameOf(tally.first[i]!),
    last: calendar.nameOf(tally.last[i]!),
  }));
}

function rfmResult(
  customers: RfmCustomer[],
  withoutPurchases: number,
  { currency, usedRows, leftOut }: CountedRows,
  plan: RfmPlan,
  findings: readonly TransactionFinding[],
): RfmSummary {
  customers.sort(byCustomerId);
  const hasMeansNotPositive = customers.some(({ monetaryValue }) => monetaryValue !== null && monetaryValue <= 0);
  return {
    metric: "rfm-summary",
    n: customers.length,
    customers,
    withoutPurchases,
    currency,
    definition: plan.definition,
    usedRows,
    leftOut: { ...leftOut },
    findings,
    notes: rfmNotes(plan, customers.length, { usedRows, leftOut }, hasMeansNotPositive),
  };
}
