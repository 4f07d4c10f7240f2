import type { Accumulator } from "../core/accumulator.ts";
import type { Subscription } from "../model/subscription.ts";
import {
  type CohortRetention,
  cohortRetention,
  type MrrBalances,
  mrrBalances,
  type MrrPeriod,
  mrrPeriod,
} from "./mrr-figures.ts";
import { mrrLedger } from "./mrr-ledger.ts";
import { type MrrDefinition, mrrDefinition, type MrrOptions } from "./mrr-options.ts";
import { mrrRange } from "./mrr-range.ts";
import { type MrrState, mrrStates } from "./mrr-state.ts";
import { tally } from "./mrr-tally.ts";
import type { SubscriptionFinding } from "./subscription-segments.ts";

/** What became of the rows: given = counted + withoutMrr + the findings. */
export interface SegmentCounts {
  /** Rows given. */
  readonly given: number;
  /** With recurring revenue. */
  readonly counted: number;
  /** Sound, and without revenue: trials, pauses, free plans, segments without length. */
  readonly withoutMrr: number;
  /** Left out, each with its reason among the findings. */
  readonly leftOut: number;
}

/** Revenue movements period by period, retention of the whole range, what was left out, and the rules followed. */
export interface MrrMovementsResult {
  /** Which metric this is. */
  readonly metric: "mrrMovements";
  /** The unit of amounts: minor units of the currency a month, unrounded. */
  readonly unit: "minor-units-per-month";
  /** The currency of all amounts. */
  readonly currency: string;
  /** The periods, the earliest first; the closing balance of one is the opening balance of the next. */
  readonly periods: readonly MrrPeriod[];
  /** The customers of the first boundary, seen again at the last. */
  readonly wholeRange: MrrBalances & CohortRetention;
  /** What became of the rows. */
  readonly segments: SegmentCounts;
  /** Rows left out, each with its reason. */
  readonly findings: readonly SubscriptionFinding[];
  /** The rules followed. As options, with `from` and `periods`, they give the same figures again. */
  readonly definition: MrrDefinition;
  /** `"incomplete-period"`, `"rows-left-out"`, `"no-segments"`. */
  readonly notes: readonly string[];
}

/**
 * Monthly recurring revenue and its movements: new, expansion, contraction, churn and reactivation, by
 * event and net, with retention, churn rates and quick ratio, for every period of a calendar.
 *
 * A customer's revenue is that of all its segments. A change from 0 is new for somebody who never had any
 * and a reactivation for somebody who had; a change to 0 is churn; everything else is expansion or
 * contraction. Prices become whole numbers of a common unit, so that 100/12 + 49/12 − 149/12 is nothing
 * and not a little, and opening balance plus movements are the closing balance, asserted.
 *
 * @formula MRR of a segment: quantity · amount / intervalCount, times 1 a month, 1/12 a year, 52/12 a
 *   week, (365/12) a day; opening + new + expansion + reactivation − contraction − churn = closing
 *
 * @param source - segments ({@link Subscription}), or an {@link MrrState} of them
 * @param options - currency, time zone, periods and rules; see {@link MrrOptions}
 * @returns amounts in minor units a month, unrounded; rates as proportions, `null` where they divide by 0
 * @throws {@link MetricError} `CURRENCY_REQUIRED`, `RANGE_INVALID`, `PERIODS_INVALID`, `BOUNDARIES_INVALID`,
 *   `PERIOD_KEY_INVALID`, `PERIOD_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `TIME_ZONE_UNKNOWN`, `STATUSES_INVALID`,
 *   `COALESCE_INVALID`, `YEAR_LENGTH_INVALID`, `ON_INVALID_UNKNOWN`, `SOURCE_INVALID`, `KIND_MISMATCH`,
 *   `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`; `SUBSCRIPTION_INVALID` when `onInvalid` is `"throw"`
 * @see ChartMogul help, article 207340419; SaaS Metrics Standards Board (NRR,
 *   GRR); Carl Gold, "Fighting Churn with Data", Manning, 2020.
 *
 * @example One customer upgrades, one leaves
 * ```ts
 * import { mrrMovements } from "customer-metrics/churn";
 *
 * const plan = { currency: "EUR", interval: "month" } as const;
 * const segments = [
 *   { ...plan, id: "a1", customerId: "A", start: "2023-11-03T00:00:00Z", end: "2024-02-15T00:00:00Z", amount: 5000 },
 *   { ...plan, id: "a2", customerId: "A", start: "2024-02-15T00:00:00Z", amount: 8000 },
 *   { ...plan, id: "b1", customerId: "B", start: "2023-09-01T00:00:00Z", end: "2024-02-20T00:00:00Z", amount: 3000 },
 * ];
 * const february = mrrMovements(segments, { currency: "EUR", timeZone: "UTC", from: "2024-02" }).periods[0]!;
 * february.openingMrr; // => 8000
 * february.movements.mrr; // => { new: 0, expansion: 3000, contraction: 0, churn: 3000, reactivation: 0 }
 * february.closingMrr; // => 8000
 * [february.nrr, february.grr, february.logoChurn.openingCohort]; // => [1, 0.625, 0.5]
 * ```
 */
export function mrrMovements(source: Iterable<Subscription> | MrrState, options: MrrOptions): MrrMovementsResult {
  const range = mrrRange(options);
  const ledger = mrrLedger(source, options);
  const { unit, definition, selected, counted } = ledger;
  const sums = tally(ledger, range);
  const { boundaries, asOf } = range;
  const [start, end] = [boundaries[0]!, boundaries[boundaries.length - 1]!];
  const { given, findings } = selected;
  const notes: string[] = [];
  if (end > asOf) notes.push("incomplete-period");
  if (findings.length > 0) notes.push("rows-left-out");
  if (counted === 0) notes.push("no-segments");
  return {
    metric: "mrrMovements",
    unit: "minor-units-per-month",
    currency: definition.currency,
    periods: sums.periods.map((_, period) => mrrPeriod(sums, range, period, unit)),
    wholeRange: { ...mrrBalances(sums.whole, start, end, asOf, unit), ...cohortRetention(sums.whole) },
    segments: { given, counted, withoutMrr: selected.segments.length - counted, leftOut: findings.length },
    findings,
    definition,
    notes,
  };
}

/**
 * {@link mrrMovements} as an {@link Accumulator}: for streams, files and shards, also where one customer
 * is in several of them.
 *
 * @param options - as for {@link mrrMovements}
 * @returns an accumulator of segments with an {@link MrrState}
 * @throws {@link MetricError} as {@link mrrMovements}; merging another kind throws `KIND_MISMATCH`
 *
 * @example Two exports, the same row in both
 * ```ts
 * import { fold } from "customer-metrics";
 * import { mrrAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = mrrAccumulator({ currency: "EUR", timeZone: "UTC", from: "2024-02" });
 * const row = { id: "a1", customerId: "A", start: "2024-02-15T00:00:00Z", amount: 8000, currency: "EUR", interval: "month" } as const;
 * const result = accumulator.result(accumulator.merge(fold(accumulator, [row]), fold(accumulator, [row])));
 * result.periods[0]!.closingMrr; // => 8000
 * result.findings; // => [{ code: "duplicate-id", id: "a1", index: null, usedInstead: "a1" }]
 * ```
 */
export function mrrAccumulator(options: MrrOptions): Accumulator<Subscription, MrrState, MrrMovementsResult> {
  // What is wrong with the options is said now, and not after a day of adding.
  mrrDefinition(options);
  mrrRange(options);
  return mrrStates(options.onInvalid ?? "count", (state) => mrrMovements(state, options));
}
