import type { Accumulator } from "../core/accumulator.ts";
import type { Interval } from "../core/estimate.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import type { Every } from "../time/periods.ts";
import { activityAccumulator } from "./activity-accumulator.ts";
import { activityLog, type ActivitySource } from "./activity-log.ts";
import { activityFrame, type ActivityFrame, type ActivityOptions } from "./activity-options.ts";
import type { ActivityFinding, ActivityLeftOut, ActivityRow } from "./activity-row.ts";
import type { ActivityState } from "./activity-state.ts";
import { firstSeenEntries, type FirstSeen } from "./cohort-first-seen.ts";
import { firstPeriodsOf, growthCounts, type GrowthCounts } from "./growth-counts.ts";
import { revenueGrowth, type RevenueGrowth } from "./growth-revenue.ts";
import { cellInterval, type CellInterval } from "./retention-interval.ts";

/** Options of {@link growthAccounting}. */
export interface GrowthAccountingOptions extends ActivityOptions {
  /** When customers were first seen, where that is known from elsewhere: who was seen in an earlier period is not new. */
  readonly firstSeen?: FirstSeen | undefined;
  /** Where the log is known to hold what a period needs: listed are the periods that start at it or later; rows before it tell who is not new. */
  readonly knownSince?: number | Date | string | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the intervals of retention rates are computed.
   * @defaultValue Wilson
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What growth accounting means. As options it gives the same figures again. */
export interface GrowthAccountingDefinition {
  /** The length of a period. */
  readonly every: Every;
  /** The zone whose calendar is meant. */
  readonly timeZone: string;
  /** The day that weeks start on. */
  readonly weekStart: number;
  /** Where the listed periods begin. */
  readonly knownSince?: string;
  /** The end of the observation. */
  readonly asOf: string;
}

/** How the active customers of one period came to be, and what became of those of the period before. */
export interface GrowthPeriod {
  /** `2025-03-09`, `2025-W10`, `2025-03`, `2025-Q1` or `2025`. */
  readonly period: string;
  /** The first instant of the period, ISO 8601. */
  readonly start: string;
  /** The first instant after it, ISO 8601. */
  readonly end: string;
  /** Whether it had ended by `asOf`; until then customers count as churned who may still come. */
  readonly complete: boolean;
  /** Customers with activity: new + retained + resurrected. */
  readonly active: number;
  /** Customers with activity in the period before: retained + churned. */
  readonly previousActive: number;
  /** Active for the first time. */
  readonly new: number;
  /** Active, and in the period before. */
  readonly retained: number;
  /** Active, not in the period before, but earlier. */
  readonly resurrected: number;
  /** Active in the period before, and not now. */
  readonly churned: number;
  /** retained / previousActive, or `null` when nobody was. */
  readonly retentionRate: number | null;
  /** How sure that is, or `null`: nobody was active, the period is not complete, or none was asked for. */
  readonly interval: Interval | null;
  /** (new + resurrected) / churned, or `null` when nobody churned. */
  readonly quickRatio: number | null;
  /** The same of their revenue, or `null` where no row has an amount. */
  readonly revenue: RevenueGrowth | null;
}

/** Growth accounting by period, with what it means and what was not used. */
export interface GrowthAccountingResult {
  readonly metric: "growth-accounting";
  /** Of rates and of the ends of intervals. */
  readonly unit: "proportion";
  /** What the figures mean; as options it gives them again. */
  readonly definition: GrowthAccountingDefinition;
  /** Customers in the log. */
  readonly n: number;
  /** Every period from the first with rows, or from `knownSince`, to the one that `asOf` ends. */
  readonly periods: readonly GrowthPeriod[];
  /** Currency of revenue, or `null` where none was named. */
  readonly currency: string | null;
  /** Rows that were used; with everything in `leftOut` all that were given. */
  readonly usedRows: number;
  /** Rows that were not, by code. */
  readonly leftOut: ActivityLeftOut;
  /** The same rows one by one; empty for states, which count and do not list. */
  readonly findings: readonly ActivityFinding[];
  /** `no-customers`. */
  readonly notes: readonly string[];
}

/**
 * Growth accounting: the active customers of each period as new, retained and resurrected, those of the period
 * before as retained and churned; and their revenue likewise, with expansion and contraction.
 *
 * @formula active = new + retained + resurrected; active before = retained + churned; revenue = new + retained
 *   + resurrected + expansion + refunds of inactive customers; revenue of those active before = retained + contraction +
 *   churned, where a customer retains min(before, now). Each identity is checked in every call.
 *
 * @param source - events or transactions as rows; columns `{ customers, at, amounts }` for a million of them; or an {@link ActivityState}
 * @param options - periods, zone and `asOf`; see {@link GrowthAccountingOptions}
 * @returns counts, rates in [0, 1] with intervals, revenue in minor units; what would divide by 0 is `null`
 * @throws {@link MetricError} `PERIOD_UNKNOWN`, `TIME_ZONE_UNKNOWN`, `WEEK_START_OUT_OF_RANGE`, `INSTANT_INVALID`,
 *   `INSTANT_WITHOUT_OFFSET`, `LEVEL_OUT_OF_RANGE`, `FIRST_SEEN_INVALID`, `SOURCE_INVALID`, `LENGTH_MISMATCH`,
 *   `CUSTOMER_NAMES_REPEATED`, `CURRENCY_MIXED`, `KIND_MISMATCH`, `STATE_AFTER_AS_OF`, `TABLE_TOO_LARGE`,
 *   `MOVEMENTS_DO_NOT_ADD_UP`; `ROW_INVALID` when `onInvalid` is `"throw"`
 * @see Hsu, "Accounting for User Growth", Social Capital, 2015 (the identities).
 *
 * @example One customer stays and spends more, one leaves, one comes
 * ```ts
 * import { growthAccounting } from "customer-metrics/churn";
 *
 * const sale = (customerId: string, at: string, amount: number) => ({ customerId, at, amount, currency: "EUR" });
 * const sales = [
 *   sale("a", "2025-01-05T12:00:00Z", 1000),
 *   sale("b", "2025-01-20T12:00:00Z", 500),
 *   sale("a", "2025-02-07T12:00:00Z", 1200),
 *   sale("c", "2025-02-09T12:00:00Z", 300),
 * ];
 * const { periods } = growthAccounting(sales, { every: "month", timeZone: "Europe/Berlin", asOf: "2025-03-01T00:00:00+01:00" });
 * periods[1]; // => { period: "2025-02", active: 2, new: 1, retained: 1, churned: 1, retentionRate: 0.5, quickRatio: 1 }
 * periods[1]!.revenue; // => { total: 1500, new: 300, retained: 1000, expansion: 200, churned: 500, netRetention: 0.8 }
 * ```
 */
export function growthAccounting(source: ActivitySource, options: GrowthAccountingOptions): GrowthAccountingResult {
  return accountOf(source, growthPlan(options));
}

/**
 * {@link growthAccounting} as an {@link Accumulator}: for streams, shards, and the log of yesterday with that of today.
 *
 * Its states are those of `retentionTableAccumulator` with the same periods.
 *
 * @param options - as for {@link growthAccounting}
 * @returns an accumulator of rows with an {@link ActivityState}; a state has no ids of rows and cannot see that one repeats
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { growthAccountingAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = growthAccountingAccumulator({ every: "day", timeZone: "UTC", asOf: "2025-01-17T00:00:00Z" });
 * const one = fold(accumulator, [{ customerId: "a", at: "2025-01-15T12:00:00Z" }]);
 * const other = fold(accumulator, [{ customerId: "a", at: "2025-01-16T08:00:00Z" }]);
 * accumulator.result(accumulator.merge(one, other)).periods.map(({ retained }) => retained); // => [0, 1]
 * ```
 */
export function growthAccountingAccumulator(
  options: GrowthAccountingOptions,
): Accumulator<ActivityRow, ActivityState, GrowthAccountingResult> {
  const plan = growthPlan(options);
  return activityAccumulator(plan, plan.calendar, (state) => accountOf(state, plan));
}

interface GrowthPlan extends ActivityFrame {
  readonly definition: GrowthAccountingDefinition;
  /** The first period that may be listed. */
  readonly from: number;
  readonly firstSeen: readonly (readonly [customerId: string, instant: number])[];
  readonly intervalOf: CellInterval;
}

function growthPlan(options: GrowthAccountingOptions): GrowthPlan {
  const { firstSeen, knownSince, level = 0.95, interval } = options;
  const frame = activityFrame(options);
  const { calendar, asOf } = frame;
  const { every, timeZone, weekStart } = calendar;
  const since = knownSince === undefined ? null : toInstant(knownSince);
  const holding = since === null ? -Infinity : calendar.bucket(since);
  return {
    ...frame,
    definition: {
      every,
      timeZone,
      weekStart,
      ...(since === null ? {} : { knownSince: instantToIso(since) }),
      asOf: instantToIso(asOf),
    },
    from: since !== null && calendar.start(holding) < since ? holding + 1 : holding,
    firstSeen: firstSeenEntries(firstSeen),
    intervalOf: cellInterval(interval, level),
  };
}

function accountOf(source: ActivitySource, plan: GrowthPlan): GrowthAccountingResult {
  const { calendar, asOf, firstSeen, from, definition } = plan;
  const log = activityLog(source, plan, calendar);
  const counts = growthCounts(log, firstPeriodsOf(log, firstSeen, calendar), from, calendar.bucket(asOf - 1));
  let n = 0;
  for (let customer = 0; customer < log.customers; customer++) if (log.offsets[customer] !== log.ends[customer]) n += 1;
  return {
    metric: "growth-accounting",
    unit: "proportion",
    definition,
    n,
    periods: Array.from({ length: counts.periods }, (_, place) => periodOf(counts, place, plan)),
    currency: log.currency,
    usedRows: log.usedRows,
    leftOut: log.leftOut,
    findings: log.findings,
    notes: n === 0 ? ["no-customers"] : [],
  };
}

function periodOf(
  { firstPeriod, users, revenue }: GrowthCounts,
  place: number,
  { calendar, asOf, intervalOf }: GrowthPlan,
): GrowthPeriod {
  const index = firstPeriod + place;
  const complete = calendar.end(index) <= asOf;
  const retained = users.retained[place]!;
  const churned = users.churned[place]!;
  const previousActive = retained + churned;
  return {
    period: calendar.key(index),
    start: instantToIso(calendar.start(index)),
    end: instantToIso(calendar.end(index)),
    complete,
    active: users.active[place]!,
    previousActive,
    new: users.new[place]!,
    retained,
    resurrected: users.resurrected[place]!,
    churned,
    retentionRate: previousActive === 0 ? null : retained / previousActive,
    interval: complete ? intervalOf(retained, previousActive) : null,
    quickRatio: churned === 0 ? null : (users.new[place]! + users.resurrected[place]!) / churned,
    revenue: revenue === null ? null : revenueGrowth(revenue, place),
  };
}
