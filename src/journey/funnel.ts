import type { Accumulator } from "../core/accumulator.ts";
import type { Estimate, Interval } from "../core/estimate.ts";
import { share } from "../stats/share.ts";
import { type DurationSummary, summariseDurations } from "./event-quantiles.ts";
import { eventNotes, type JourneyEventSource, type JourneyEventsLeftOut } from "./event-row.ts";
import { isCasesState } from "./event-state.ts";
import { type FunnelRules, funnelRules, type JourneyFunnelOptions } from "./funnel-options.ts";
import { addToFunnel, emptyFunnel, type FunnelState, mergeFunnels } from "./funnel-state.ts";

/** A step of a funnel. */
export interface FunnelStep {
  /** Its name. */
  readonly step: string;
  /** Cases whose best attempt came so far. */
  readonly reached: number;
  /** Cases that came to the step before, and not to this one. */
  readonly droppedBefore: number;
  /** Of those at the step before, the share that came to this one; `null` for the first step and where nobody was. */
  readonly fromPrevious: number | null;
  /** Interval of `fromPrevious`. */
  readonly fromPreviousInterval: Interval | null;
  /** Of those who entered, the share that came to this one; `null` where nobody entered. */
  readonly fromStart: number | null;
  /** Interval of `fromStart`. */
  readonly fromStartInterval: Interval | null;
  /** Time from the step before; of the first step there is none. */
  readonly timeFromPrevious: DurationSummary;
}

/** A funnel; as one figure, the share of those who entered that came through. */
export interface JourneyFunnelResult extends Estimate<"journey-funnel", "proportion"> {
  /** Cases with a usable event. */
  readonly cases: number;
  /** Cases that did the first step; the same as `n`. */
  readonly entered: number;
  /** Cases that did all of them. */
  readonly completed: number;
  /** Cases that entered, are not through, and may still be by their window and `asOf`; `null` without `asOf`. */
  readonly open: number | null;
  /** In order. */
  readonly steps: readonly FunnelStep[];
  /** Time from the first step to the last, of those that came through. */
  readonly timeToConvert: DurationSummary;
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** Whether other events may come between. */
    readonly mode: "loose" | "strict";
    /** The window in hours, inclusive, or `null` for any time. */
    readonly windowHours: number | null;
    /** Of several attempts of a case, the deepest counts, and of those the earliest. */
    readonly attempt: "deepest-then-earliest";
  };
}

/**
 * How many cases go how far through steps in order, how many are lost before each, and how long it takes.
 *
 * Every attempt of a case counts, not only the first: who came back and then went through, went through. The deepest is
 * taken, of equally deep ones the earliest, each step matched as early as possible.
 *
 * @formula overall = cases that did all steps / cases that did the first; step k from the step before: reached(k) / reached(k − 1)
 *
 * @param source - events as rows or columns in any order, or a `FunnelState`
 * @param options - see {@link JourneyFunnelOptions}
 * @returns proportions in [0, 1] with their intervals, `null` where nobody could have come; times in hours (quantiles of
 *   type 7); `notes` has `"nobody-entered"`, `"cases-still-open"` (rates will rise), `"no-interval"`, `"events-left-out"`
 * @throws {@link MetricError} `STEPS_INVALID`; `MODE_UNKNOWN`; `WINDOW_INVALID`; `QUANTILE_OUT_OF_RANGE`;
 *   `LEVEL_OUT_OF_RANGE`; `INTERVAL_INVALID`; `SOURCE_INVALID`; `LENGTH_MISMATCH`; `KIND_MISMATCH` or `STATE_INVALID` for a
 *   state; `INSTANT_INVALID` or `INSTANT_WITHOUT_OFFSET` for `asOf`; `EVENT_INVALID` when `onInvalid` is `"throw"`
 * @see Levels of a sliding window, as in `windowFunnel` of ClickHouse, with the deepest attempt of a case.
 *
 * @example The second attempt of case a counts; case b stops at the quote
 * ```ts
 * import { journeyFunnel } from "customer-metrics/journey";
 *
 * const funnel = journeyFunnel(
 *   [
 *     { caseId: "a", step: "visit", at: "2024-03-01T09:00:00Z" },
 *     { caseId: "a", step: "visit", at: "2024-03-09T09:00:00Z" },
 *     { caseId: "a", step: "quote", at: "2024-03-09T10:00:00Z" },
 *     { caseId: "a", step: "book", at: "2024-03-10T09:00:00Z" },
 *     { caseId: "b", step: "visit", at: "2024-03-01T09:00:00Z" },
 *     { caseId: "b", step: "quote", at: "2024-03-01T12:00:00Z" },
 *   ],
 *   { steps: ["visit", "quote", "book"], windowHours: 24 },
 * );
 * funnel.value; // => 0.5
 * funnel.steps.map(({ reached }) => reached); // => [2, 2, 1]
 * funnel.steps[1]!.timeFromPrevious.medianHours; // => 2
 * ```
 */
export function journeyFunnel(
  source: JourneyEventSource | FunnelState,
  options: JourneyFunnelOptions,
): JourneyFunnelResult {
  const rules = funnelRules(options);
  const empty = emptyFunnel(rules);
  return resultOf(isCasesState(source, empty) ? source : addToFunnel(empty, source, rules), rules);
}

/**
 * {@link journeyFunnel} as an {@link Accumulator}: for streams and shards.
 *
 * An input is the events of one or more whole cases. A case that is spread over inputs would count once in each.
 *
 * @param options - as for {@link journeyFunnel}
 * @throws {@link MetricError} as {@link journeyFunnel}
 *
 * @example
 * ```ts
 * import { journeyFunnelAccumulator } from "customer-metrics/journey";
 *
 * const { empty, add, merge, result } = journeyFunnelAccumulator({ steps: ["visit", "book"] });
 * const north = add(empty(), [{ caseId: "a", step: "visit", at: 0 }, { caseId: "a", step: "book", at: 3_600_000 }]);
 * const south = add(empty(), [{ caseId: "b", step: "visit", at: 0 }]);
 * result(merge(north, south)); // => { value: 0.5, n: 2, timeToConvert: { medianHours: 1 } }
 * ```
 */
export function journeyFunnelAccumulator(
  options: JourneyFunnelOptions,
): Accumulator<JourneyEventSource, FunnelState, JourneyFunnelResult> {
  const rules = funnelRules(options);
  return {
    empty: () => emptyFunnel(rules),
    add: (state, source) => addToFunnel(state, source, rules),
    merge: mergeFunnels,
    result: (state) => journeyFunnel(state, options),
  };
}

function resultOf(state: FunnelState, rules: FunnelRules): JourneyFunnelResult {
  const { steps, quantiles, windowMs, mode } = rules;
  const { byDepth, cases, events, leftOut } = state;
  const reached = steps.map((_, k) => byDepth.slice(k + 1).reduce((sum, count) => sum + count, 0));
  const [entered, completed] = [reached[0]!, reached[steps.length - 1]!];
  const overall = share(completed, entered, rules);
  const open = rules.asOf === undefined ? null : state.open;
  return {
    metric: "journey-funnel",
    value: overall.value,
    unit: "proportion",
    n: entered,
    interval: overall.interval,
    cases,
    entered,
    completed,
    open,
    steps: steps.map((step, k): FunnelStep => {
      const before = k === 0 ? null : share(reached[k]!, reached[k - 1]!, rules);
      const start = share(reached[k]!, entered, rules);
      return {
        step,
        reached: reached[k]!,
        droppedBefore: k === 0 ? 0 : reached[k - 1]! - reached[k]!,
        fromPrevious: before?.value ?? null,
        fromPreviousInterval: before?.interval ?? null,
        fromStart: start.value,
        fromStartInterval: start.interval,
        timeFromPrevious: summariseDurations(k === 0 ? [] : state.durations[k - 1]!, quantiles),
      };
    }),
    timeToConvert: summariseDurations(steps.length === 1 ? [] : state.conversions, quantiles),
    events,
    leftOut,
    definition: {
      mode,
      windowHours: windowMs === Infinity ? null : windowMs / 3_600_000,
      attempt: "deepest-then-earliest",
    },
    notes: [
      ...(entered === 0 ? ["nobody-entered"] : rules.interval === "none" ? ["no-interval"] : []),
      ...(open !== null && open > 0 ? ["cases-still-open"] : []),
      ...eventNotes(leftOut),
    ],
  };
}
