import { fail } from "../core/metric-error.ts";
import { lastPeriod } from "./rfm-calendar.ts";
import { byCustomerId, rfmCustomer, totalsOf, type RfmCustomer } from "./rfm-customer.ts";
import { addExact, type ExactAmount, nearestAmount } from "./rfm-exact-amount.ts";
import { rfmPlan, type ReadsTransactions, type RfmDefinition, type RfmOptions, type RfmPlan } from "./rfm-options.ts";
import {
  addTransaction,
  checkReadable,
  customersOf,
  emptyRfmState,
  isKinded,
  type CustomerPurchases,
  type RfmState,
} from "./rfm-state.ts";
import { rfmNotes } from "./rfm-notes.ts";
import type { TransactionFinding, TransactionLeftOut, TransactionRow } from "./transaction-row.ts";
import { readTransactions } from "./transaction-rows.ts";

/** Where the log is cut in two; otherwise as {@link RfmOptions}. */
export interface HoldoutOptions extends Omit<RfmOptions, "asOf"> {
  /** The end of the first part, from which models are fitted: a date (its period is in it) or an instant (exclusive). */
  readonly calibrationEnd: number | Date | string;
  /** The end of the second part, which they predict. */
  readonly holdoutEnd: number | Date | string;
}

/** What is known of a customer at the end of the calibration, and what the holdout brought. */
export interface HoldoutCustomer extends RfmCustomer {
  /** Periods of the holdout with a purchase, all of them. */
  readonly holdoutFrequency: number;
  /** Spend in the holdout, less refunds where they are netted; `null` without amounts. */
  readonly holdoutSpend: number | null;
  /** Mean spend of a period of the holdout with a purchase; `null` where there are none, or no amounts. */
  readonly holdoutMonetaryValue: number | null;
}

/** A log cut in two. */
export interface HoldoutSplit {
  /** Which metric this is. */
  readonly metric: "holdout-split";
  /** Customers with a purchase by the end of the calibration. */
  readonly n: number;
  /** One entry each, ordered by id (by code unit). */
  readonly customers: readonly HoldoutCustomer[];
  /** The length of the holdout, in the unit of `T`. */
  readonly holdoutLength: number;
  /** Customers who first bought in the holdout: nothing could have been predicted of them. */
  readonly newInHoldout: number;
  /** Customers with refunds alone. */
  readonly withoutPurchases: number;
  /** The currency of the amounts, or `null` where none was named. */
  readonly currency: string | null;
  /** The rules followed; as options they give the same split again. */
  readonly definition: Omit<RfmDefinition, "asOf"> & { readonly calibrationEnd: string; readonly holdoutEnd: string };
  /** Rows that were used, in either part. */
  readonly usedRows: number;
  /** Rows that were not, by code; `after-as-of` are those after the holdout. */
  readonly leftOut: TransactionLeftOut;
  /** The same rows one by one; empty for states, which count and do not list. */
  readonly findings: readonly TransactionFinding[];
  /** As in {@link RfmSummary}. */
  readonly notes: readonly string[];
}

/**
 * A log cut in two, to see whether a model of the first part predicts the second: for each customer the summary at the end of the
 * calibration, and frequency and spend of the holdout.
 *
 * @formula holdoutFrequency = #periods with a purchase in (calibrationEnd, holdoutEnd]
 *
 * @param source - transactions as rows (with `read`, of any form), or an {@link RfmState} of the whole log
 * @param options - `calibrationEnd`, `holdoutEnd`, otherwise as for {@link rfmSummary}
 * @returns customers with a purchase in the calibration, in the order of their ids
 * @throws {@link MetricError} `HOLDOUT_EMPTY` unless the holdout ends in a later period than the calibration; and as {@link rfmSummary}
 * @see Fader, Hardie & Lee, "Counting Your Customers the Easy Way", Marketing Science 24, 2005 (39 weeks and 39 weeks of CDNOW)
 *
 * @example
 * ```ts
 * import { holdoutSplit } from "customer-metrics/clv";
 *
 * const purchases = ["2025-01-03", "2025-01-17", "2025-02-01", "2025-02-09", "2025-02-09"]
 *   .map((at) => ({ customerId: "ann", at, amount: 1000 }));
 * const split = holdoutSplit(purchases, { calibrationEnd: "2025-01-31", holdoutEnd: "2025-02-28" });
 * split.customers[0]; // => { frequency: 1, recency: 14, T: 28, holdoutFrequency: 2, holdoutSpend: 3000, holdoutMonetaryValue: 1500 }
 * split.holdoutLength; // => 28
 * ```
 */
export function holdoutSplit(source: Iterable<TransactionRow> | RfmState, options: HoldoutOptions): HoldoutSplit;
export function holdoutSplit<Row>(
  source: Iterable<Row> | RfmState,
  options: HoldoutOptions & ReadsTransactions<Row>,
): HoldoutSplit;
export function holdoutSplit<Row>(
  source: Iterable<Row> | RfmState,
  options: HoldoutOptions & Partial<ReadsTransactions<Row>>,
): HoldoutSplit {
  const { calibrationEnd, holdoutEnd, read, ...rules } = options ?? {};
  const whole = rfmPlan({ ...rules, asOf: holdoutEnd }, "holdoutEnd");
  const end = lastPeriod(whole.calendar, "calibrationEnd", calibrationEnd);
  if (end.period >= whole.end.period) {
    fail(
      "HOLDOUT_EMPTY",
      "Cannot split the log as holdoutEnd must be in a later period than calibrationEnd",
      holdoutEnd,
    );
  }
  const calibration = { ...whole, end };
  const { state, findings } = stateOf(source, whole, read);
  const known = customersOf(state);
  const customers: HoldoutCustomer[] = [];
  let newInHoldout = 0;
  for (const [customerId, customer] of known) {
    const cut = cutOf(customer.periods, end.period);
    const totals = totalsOf(customer, 0, cut);
    if (totals === null) {
      if (customer.purchases.some((purchases) => purchases > 0)) newInHoldout += 1;
      continue;
    }
    const hasAmounts = whole.definition.amounts === "required";
    customers.push({ ...rfmCustomer(customerId, totals, calibration), ...holdoutOf(customer, cut, hasAmounts) });
  }
  customers.sort(byCustomerId);
  const { asOf: given, ...definition } = whole.definition;
  return {
    metric: "holdout-split",
    n: customers.length,
    customers,
    holdoutLength: whole.lengthOf(whole.end.period - end.period),
    newInHoldout,
    withoutPurchases: known.length - customers.length - newInHoldout,
    currency: state.currency,
    definition: { calibrationEnd: end.given, holdoutEnd: given, ...definition },
    usedRows: state.usedRows,
    leftOut: { ...state.leftOut },
    findings,
    notes: rfmNotes(
      { ...calibration, end: { ...end, isOver: end.isOver && whole.end.isOver } },
      customers.length,
      state,
      customers.some(({ monetaryValue }) => monetaryValue !== null && monetaryValue <= 0),
    ),
  };
}

function stateOf<Row>(
  source: Iterable<Row> | RfmState,
  plan: RfmPlan,
  read: ((row: Row) => TransactionRow) | undefined,
): { readonly state: RfmState; readonly findings: readonly TransactionFinding[] } {
  if (isKinded(source)) {
    checkReadable(source as RfmState, plan);
    return { state: source as RfmState, findings: [] };
  }
  const state = emptyRfmState(plan.kind, plan.rules.currency ?? null);
  const { leftOut, findings } = readTransactions(source, plan.rules, read, (row) => addTransaction(state, row));
  return { state: { ...state, leftOut }, findings };
}

/** How many of the ascending periods are in the calibration. */
function cutOf(periods: readonly number[], last: number): number {
  const place = periods.findIndex((period) => period > last);
  return place < 0 ? periods.length : place;
}

function holdoutOf(
  { purchases, amounts }: CustomerPurchases,
  cut: number,
  hasAmounts: boolean,
): Pick<HoldoutCustomer, "holdoutFrequency" | "holdoutSpend" | "holdoutMonetaryValue"> {
  let frequency = 0;
  let spend: ExactAmount = 0;
  for (let i = cut; i < purchases.length; i++) {
    if (purchases[i]! > 0) frequency += 1;
    spend = addExact(spend, amounts[i]!);
  }
  const sum = hasAmounts ? nearestAmount(spend) : null;
  return {
    holdoutFrequency: frequency,
    holdoutSpend: sum,
    holdoutMonetaryValue: sum !== null && frequency > 0 ? sum / frequency : null,
  };
}
