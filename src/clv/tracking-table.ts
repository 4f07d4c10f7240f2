import { fail } from "../core/metric-error.ts";
import type { PurchaseLeftOut } from "./history-check.ts";
import { readHistories } from "./history-reading.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import { hasLeftOut, watchedAlike } from "./in-sample-watched.ts";
import type { ByParameter, UsablePurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import { spanIn, type TimeSpan, type TimeUnit } from "./time-unit.ts";
import { expectedCurve } from "./tracking-curve.ts";
import { byName, usableModel } from "./usable-fit.ts";

/** Options of {@link trackingTable}. */
export interface TrackingOptions {
  /** How far, counted from the origin: `{ weeks: 78 }`, or a number in the unit of the fit. */
  readonly until: TimeSpan;
  /**
   * Length of a period.
   * @defaultValue one unit of the fit
   */
  readonly every?: TimeSpan | undefined;
  /**
   * The end of observation, counted from the origin: what the T of all histories run to.
   * @defaultValue the longest T, so that the origin is the first purchase of all
   */
  readonly observed?: TimeSpan | undefined;
  /**
   * When repeat purchases happened, each counted from the origin in the unit of the fit; in any order.
   */
  readonly actual?: ArrayLike<number> | undefined;
  /**
   * Until when `actual` is complete; later periods have none.
   * @defaultValue `until`
   */
  readonly actualUntil?: TimeSpan | undefined;
}

/** A period of a {@link TrackingTable}. */
export interface TrackingRow {
  /** Counted from 1. */
  readonly period: number;
  /** Its end, counted from the origin in the unit of the fit; purchases at the end itself belong to it. */
  readonly end: number;
  /** Repeat purchases expected up to the end. */
  readonly expectedCumulative: number;
  /** Those in the period. */
  readonly expected: number;
  /** `null` without `actual`, and after it ends. */
  readonly actualCumulative: number | null;
  readonly actual: number | null;
  /** Whether the fit has seen the period: it ends in the time that all T run to. */
  readonly observed: boolean;
}

/** Repeat purchases of all customers over time, expected and actual. */
export interface TrackingTable {
  readonly metric: "tracking";
  readonly unit: "purchases";
  /** Customers (the sum of weights). */
  readonly n: number;
  readonly rows: readonly TrackingRow[];
  /** Customers who came before the origin, so that they are in no period. */
  readonly beforeOrigin: number;
  /** Rows that say nothing of a customer. */
  readonly leftOut: PurchaseLeftOut;
  readonly definition: {
    readonly model: PurchaseModelName;
    readonly timeUnit: TimeUnit;
    readonly parameters: ByParameter;
    /** Length of a period. */
    readonly every: number;
    /** The end of observation, from the origin. */
    readonly observed: number;
  };
  /** `"no-customers"`; `"customers-before-origin"`; `"rows-left-out"`. */
  readonly notes: readonly string[];
}

/**
 * Repeat purchases of all customers, week by week: what the model expects from the first purchases alone, beside what came.
 *
 * A model that follows the curve after the end of observation has earned its predictions. The curve bends before that end when
 * the customers' first purchases run out, and after it by those who stop: look at both.
 *
 * @formula expectedCumulative(t) = Σ over customers who came before t of E[X(t − first purchase)]
 *
 * @param fit - a fit, or a model with parameters of your own
 * @param histories - those that the fit is of, in any form that it takes; only `T` matters: the time from the first purchase to
 *   the end of observation
 * @param options - see {@link TrackingOptions}
 * @returns a row a period
 * @throws {@link MetricError} `PERIODS_INVALID`: none, or more than 100 000; `ACTUAL_INVALID`; `TIME_SPAN_INVALID`;
 *   `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `COVARIATE_MISSING`, `TIME_UNIT_MISMATCH`; `FIT_FAILED`, `MODEL_UNKNOWN`,
 *   `PARAMETER_INVALID`
 * @see Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24(2), 2005, figures 4 and 5.
 *
 * @example
 * ```ts
 * import { trackingTable } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * // Fifty customers of the first day and fifty of a week later, seen until week 39.
 * const histories = { frequency: [0, 0], recency: [0, 0], T: [39, 38], count: [50, 50] };
 * const { rows } = trackingTable(model, histories, { until: { weeks: 52 }, actual: [0.4, 1, 7.3], actualUntil: { weeks: 39 } });
 * rows[0]; // => { period: 1, end: 1, expectedCumulative: ≈2.663, actualCumulative: 2, observed: true }
 * rows[51]; // => { period: 52, expected: ≈1.805, actual: null, observed: false }
 * ```
 */
export function trackingTable(
  fit: UsablePurchaseFit,
  histories: PurchaseHistorySource,
  options: TrackingOptions,
): TrackingTable {
  const used = usableModel(fit);
  const { process, model, timeUnit, names, values } = used;
  const every = spanIn(timeUnit, options?.every ?? 1, "every");
  const periods = periodsOf(spanIn(timeUnit, options?.until as TimeSpan, "until"), every);
  const read = readHistories(histories, {
    covariates: used.effects.map(({ covariate }) => covariate),
    isDiscrete: model === "bg-bb",
    timeUnit,
    onInvalid: "count",
  });
  const watched = [...watchedAlike(used, read)];
  const longest = watched.reduce((most, { T }) => Math.max(most, T), 0);
  const observed = options.observed === undefined ? longest : spanIn(timeUnit, options.observed, "observed");
  const early = watched.filter(({ T }) => T > observed).reduce((sum, { customers }) => sum + customers, 0);
  const expected = new Float64Array(periods);
  const curveOf = (parameters: readonly number[]) => (time: number) => process.newCustomerPurchases(parameters, time);
  // Without covariates all are on one curve.
  const calls = used.effects.length === 0 ? watched.length * periods : 0;
  const shared = expectedCurve(curveOf(values), Math.max(observed, periods * every), calls);
  for (const { T, parameters, customers } of watched) {
    addPurchases(expected, calls === 0 ? curveOf(parameters) : shared, observed - T, every, customers);
  }
  const actual = actualBy(options, every, periods, timeUnit);
  return {
    metric: "tracking",
    unit: "purchases",
    n: read.n - early,
    rows: Array.from(expected, (expectedCumulative, i) => ({
      period: i + 1,
      end: (i + 1) * every,
      expectedCumulative,
      expected: expectedCumulative - (i === 0 ? 0 : expected[i - 1]!),
      actualCumulative: actual?.[i] ?? null,
      actual: actual?.[i] === undefined ? null : actual[i] - (i === 0 ? 0 : actual[i - 1]!),
      observed: (i + 1) * every <= observed,
    })),
    beforeOrigin: early,
    leftOut: read.leftOut,
    definition: { model, timeUnit, parameters: byName(names, values), every, observed },
    notes: [
      ...(read.n === early ? ["no-customers"] : []),
      ...(early > 0 ? ["customers-before-origin"] : []),
      ...(hasLeftOut(read.leftOut) ? ["rows-left-out"] : []),
    ],
  };
}

function periodsOf(until: number, every: number): number {
  // A quotient of lengths in other units may miss a whole number by rounding.
  const periods = Math.floor((until / every) * (1 + 4 * Number.EPSILON));
  if (!(every > 0 && periods >= 1 && periods <= 100_000)) {
    fail("PERIODS_INVALID", "Cannot track purchases as there must be from 1 to 100000 periods", { until, every });
  }
  return periods;
}

/** Adds those of customers whose first purchase was at `first`, if that is not before the origin. */
function addPurchases(
  expected: Float64Array,
  curve: (time: number) => number,
  first: number,
  every: number,
  customers: number,
): void {
  if (first < 0) return;
  for (let period = Math.floor(first / every); period < expected.length; period++) {
    const time = (period + 1) * every - first;
    if (time > 0) expected[period]! += customers * curve(time);
  }
}

/** Purchases up to the end of each period, for as long as all are known. */
function actualBy(
  { actual, actualUntil }: TrackingOptions,
  every: number,
  periods: number,
  timeUnit: TimeUnit,
): readonly number[] | null {
  if (actual === undefined || actual === null) return null;
  const last =
    actualUntil === undefined ? Infinity : spanIn(timeUnit, actualUntil, "actualUntil") * (1 + 4 * Number.EPSILON);
  const times = Float64Array.from(actual);
  if (!times.every((time) => time >= 0 && time < Infinity)) {
    fail("ACTUAL_INVALID", "Cannot track purchases as actual times must be 0 or more and finite", actual);
  }
  times.sort();
  const counts: number[] = [];
  let count = 0;
  for (let period = 1; period <= periods && period * every <= last; period++) {
    while (count < times.length && times[count]! <= period * every) count++;
    counts.push(count);
  }
  return counts;
}
