import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { kaplanMeier } from "../stats/survival/kaplan-meier.ts";
import { survivalQuantile } from "../stats/survival/survival-quantile.ts";
import type { Counted } from "./event-counted.ts";
import { checkQuantiles, type DurationSummary, MS_AN_HOUR, summariseDurations } from "./event-quantiles.ts";
import {
  eventNotes,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
} from "./event-row.ts";
import { isCasesState } from "./event-state.ts";
import { checkStepNames } from "./funnel-options.ts";
import {
  addTimeBetween,
  emptyTimeBetween,
  mergeTimeBetween,
  type TimeBetweenReading,
  type TimeBetweenState,
} from "./time-between-state.ts";

/** Options of {@link timeBetween}. */
export interface TimeBetweenOptions extends JourneyEventOptions {
  /** The step that the clock starts at. */
  readonly from: string;
  /** The step that it stops at: the next one after. The same step twice is the time until it comes again. */
  readonly to: string;
  /** One time a case, from its first `from`, or another each time that `from` comes after a `to`. @defaultValue `"first"` */
  readonly count?: "first" | "each" | undefined;
  /** Shares to report times for. @defaultValue `[0.5, 0.9]` */
  readonly quantiles?: readonly number[] | undefined;
  /** Coverage of the intervals of Kaplan-Meier. @defaultValue 0.95 */
  readonly level?: number | undefined;
}

/** The time by which a share has come to the second step, those still waiting taken in. */
export interface WaitingQuantile {
  /** The share, in (0, 1). */
  readonly p: number;
  /** Hours, or `null` where not so many are known to have come. */
  readonly hours: number | null;
  /** Its interval in hours, or `null` where it is open. */
  readonly interval: Interval | null;
}

/** How long it takes from one step to another; as one figure, the median in hours. */
export interface TimeBetweenResult extends Estimate<"time-between", "hours"> {
  /** Of those that came to `to` alone; `value` is its median where there is no `asOf`. */
  readonly closed: DurationSummary;
  /** How many have come to `from` and not to `to`. */
  readonly open: number;
  /** Quantiles with those still waiting taken in, by Kaplan-Meier; `null` without `asOf`. */
  readonly waiting: readonly WaitingQuantile[] | null;
  /** Cases with a usable event. */
  readonly cases: number;
  /** Cases that came to `from`. */
  readonly casesStarted: number;
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** The step that the clock starts at. */
    readonly from: string;
    /** The step that it stops at. */
    readonly to: string;
    /** One time a case, or each. */
    readonly count: "first" | "each";
    /** What `value` is. */
    readonly estimator: "kaplan-meier" | "type-7-of-closed";
  };
}

/**
 * How long it takes from one step of a case to another.
 *
 * Those that have not come there yet would, left out, make it look faster than it is. Say `asOf`, and they count as
 * waiting until then.
 *
 * @formula at(next `to`) − at(`from`), in hours; with `asOf` the least t at which the Kaplan-Meier curve falls below 1 − p
 *
 * @param source - events as rows or columns in any order, or a `TimeBetweenState`
 * @param options - see {@link TimeBetweenOptions}
 * @returns hours; `n` counts the times, open ones only with `asOf`; `value` is `null` without times, or where fewer than
 *   half are known to have come; `notes` has `"no-times"`, `"median-not-reached"`, `"open-interval"`, `"no-interval"`,
 *   `"open-cases-ignored"` (say `asOf`), `"events-left-out"`
 * @throws {@link MetricError} `STEPS_INVALID`; `COUNT_UNKNOWN`; `QUANTILE_OUT_OF_RANGE`; `LEVEL_OUT_OF_RANGE`;
 *   `PROBABILITY_OUT_OF_RANGE` for a quantile of 0 or 1 with `asOf`; `SOURCE_INVALID`; `LENGTH_MISMATCH`; `KIND_MISMATCH` or
 *   `STATE_INVALID` for a state; `INSTANT_INVALID` or `INSTANT_WITHOUT_OFFSET` for `asOf`; `EVENT_INVALID` when `onInvalid`
 *   is `"throw"`
 * @see Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53, 1958.
 *
 * @example Two were answered after 2 and 4 hours, one has waited for 10
 * ```ts
 * import { timeBetween } from "customer-metrics/journey";
 *
 * const events = [
 *   { caseId: "a", step: "enquiry", at: "2024-03-01T09:00:00Z" },
 *   { caseId: "a", step: "answer", at: "2024-03-01T11:00:00Z" },
 *   { caseId: "b", step: "enquiry", at: "2024-03-01T09:00:00Z" },
 *   { caseId: "b", step: "answer", at: "2024-03-01T13:00:00Z" },
 *   { caseId: "c", step: "enquiry", at: "2024-03-01T09:00:00Z" },
 * ];
 * timeBetween(events, { from: "enquiry", to: "answer" }); // => { value: 3, n: 2, open: 1, notes: ["no-interval", "open-cases-ignored"] }
 * timeBetween(events, { from: "enquiry", to: "answer", asOf: "2024-03-01T19:00:00Z" }); // => { value: 4, n: 3, open: 1 }
 * ```
 */
export function timeBetween(
  source: JourneyEventSource | TimeBetweenState,
  options: TimeBetweenOptions,
): TimeBetweenResult {
  const reading = readingOf(options);
  const { quantiles = [0.5, 0.9], level = 0.95 } = options;
  checkQuantiles(quantiles);
  checkLevel(level);
  const empty = emptyTimeBetween(reading);
  const state = isCasesState(source, empty) ? source : addTimeBetween(empty, source, reading);
  const closed = summariseDurations(state.closed, quantiles);
  const open = state.open.reduce((sum, [, count]) => sum + count, 0);
  const { from, to, count } = reading;
  const common = {
    metric: "time-between",
    unit: "hours",
    closed,
    open,
    cases: state.cases,
    casesStarted: state.casesStarted,
    events: state.events,
    leftOut: state.leftOut,
  } as const;
  if (options.asOf === undefined) {
    return {
      ...common,
      value: closed.medianHours,
      n: closed.n,
      interval: null,
      waiting: null,
      definition: { from, to, count, estimator: "type-7-of-closed" },
      notes: [
        closed.n === 0 ? "no-times" : "no-interval",
        ...(open > 0 ? ["open-cases-ignored"] : []),
        ...eventNotes(state.leftOut),
      ],
    };
  }
  const curve = kaplanMeier(exits(state.closed, state.open), { level });
  const median = survivalQuantile(curve, 0.5);
  return {
    ...common,
    value: median.value,
    n: closed.n + open,
    interval: median.interval,
    waiting: quantiles.map((p) => {
      const { value, interval } = survivalQuantile(curve, p);
      return { p, hours: value, interval };
    }),
    definition: { from, to, count, estimator: "kaplan-meier" },
    notes: [...median.notes.map((note) => noteNames[note] ?? note), ...eventNotes(state.leftOut)],
  };
}

/**
 * {@link timeBetween} as an {@link Accumulator}: for streams and shards.
 *
 * An input is the events of one or more whole cases.
 *
 * @param options - as for {@link timeBetween}
 * @throws {@link MetricError} as {@link timeBetween}
 *
 * @example
 * ```ts
 * import { timeBetweenAccumulator } from "customer-metrics/journey";
 *
 * const { empty, add, merge, result } = timeBetweenAccumulator({ from: "enquiry", to: "answer" });
 * const one = add(empty(), [{ caseId: "a", step: "enquiry", at: 0 }, { caseId: "a", step: "answer", at: 3_600_000 }]);
 * const two = add(empty(), [{ caseId: "b", step: "enquiry", at: 0 }, { caseId: "b", step: "answer", at: 7_200_000 }]);
 * result(merge(one, two)).value; // => 1.5
 * ```
 */
export function timeBetweenAccumulator(
  options: TimeBetweenOptions,
): Accumulator<JourneyEventSource, TimeBetweenState, TimeBetweenResult> {
  const reading = readingOf(options);
  return {
    empty: () => emptyTimeBetween(reading),
    add: (state, source) => addTimeBetween(state, source, reading),
    merge: mergeTimeBetween,
    result: (state) => timeBetween(state, options),
  };
}

const noteNames: { readonly [note: string]: string | undefined } = {
  "no-observations": "no-times",
  "not-reached": "median-not-reached",
};

function readingOf({ from, to, count = "first", asOf, onInvalid }: TimeBetweenOptions): TimeBetweenReading {
  checkStepNames("from and to", [from, to]);
  checkChoice("COUNT_UNKNOWN", "count", count, ["first", "each"]);
  return { from, to, count, asOf, onInvalid };
}

/** Durations as columns in hours, each as heavy as it came often. */
function exits(
  closed: readonly Counted<number>[],
  open: readonly Counted<number>[],
): { readonly time: number[]; readonly event: number[]; readonly weight: number[] } {
  const all = [...closed, ...open];
  return {
    time: all.map(([ms]) => ms / MS_AN_HOUR),
    event: all.map((_, i) => (i < closed.length ? 1 : 0)),
    weight: all.map(([, count]) => count),
  };
}
