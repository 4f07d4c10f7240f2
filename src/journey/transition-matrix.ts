import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Interval } from "../core/estimate.ts";
import { checkIntervalMethod, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { byCodeUnit } from "./event-counted.ts";
import {
  eventNotes,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
} from "./event-row.ts";
import { isCasesState } from "./event-state.ts";
import { addTransitions, emptyTransitions, mergeTransitions, type TransitionState } from "./transition-state.ts";

/** Options of {@link transitionMatrix}. */
export interface TransitionMatrixOptions extends JourneyEventOptions {
  /** Coverage of the intervals. @defaultValue 0.95 */
  readonly level?: number | undefined;
  /** How the intervals of probabilities are made. @defaultValue `wilson` */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What follows what, how often. */
export interface Transition {
  /** The step before; `null`: the case starts. */
  readonly from: string | null;
  /** The step right after; `null`: the case ends. */
  readonly to: string | null;
  /** How often. */
  readonly count: number;
  /** Of all transitions from `from`, the share that leads to `to`. */
  readonly probability: number;
  /** Interval of `probability`, as if transitions were independent; those of one case hardly are. */
  readonly interval: Interval | null;
}

/** Which step follows which. */
export interface TransitionMatrixResult {
  /** Which metric this is. */
  readonly metric: "transition-matrix";
  /** Cases with a usable event. */
  readonly n: number;
  /** Names of the steps, in order of code units. */
  readonly steps: readonly string[];
  /** Those that happened, in order of both names; the start stands where "(start)" would, the end where "(end)" would. */
  readonly transitions: readonly Transition[];
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** What counts: a step and the one right after it in the same case. */
    readonly follows: "directly";
    /** A step that follows itself counts. */
    readonly repeats: "kept";
  };
  /** What a careful reader should know: `"no-cases"`, `"no-interval"`, `"events-left-out"`. */
  readonly notes: readonly string[];
}

/**
 * Which step follows directly on which, how often and how likely; with where cases start and where they end.
 *
 * @formula probability = count(from → to) / Σ counts that leave `from`
 *
 * @param source - events as rows or columns in any order, or a `TransitionState`
 * @param options - see {@link TransitionMatrixOptions}
 * @returns counts, and proportions in [0, 1] that add up to 1 over each `from`; a pair that never happened is not listed
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `INTERVAL_INVALID`; `SOURCE_INVALID`; `LENGTH_MISMATCH`;
 *   `KIND_MISMATCH` or `STATE_INVALID` for a state; `INSTANT_INVALID` or `INSTANT_WITHOUT_OFFSET` for `asOf`;
 *   `EVENT_INVALID` when `onInvalid` is `"throw"`
 * @see van der Aalst, "Process Mining: Data Science in Action", 2nd ed., 2016, chapter 6 (directly-follows).
 *
 * @example
 * ```ts
 * import { transitionMatrix } from "customer-metrics/journey";
 *
 * const { transitions } = transitionMatrix([
 *   { caseId: "a", step: "x", at: "2024-03-01T09:00:00Z" },
 *   { caseId: "a", step: "y", at: "2024-03-01T10:00:00Z" },
 *   { caseId: "b", step: "x", at: "2024-03-01T09:00:00Z" },
 * ]);
 * transitions[0]; // => { from: null, to: "x", count: 2, probability: 1 }
 * transitions[1]; // => { from: "x", to: null, count: 1, probability: 0.5 }
 * transitions[2]; // => { from: "x", to: "y", count: 1, probability: 0.5 }
 * ```
 */
export function transitionMatrix(
  source: JourneyEventSource | TransitionState,
  options: TransitionMatrixOptions = {},
): TransitionMatrixResult {
  const { level = 0.95, interval = wilson } = options;
  checkLevel(level);
  checkIntervalMethod(interval);
  const empty = emptyTransitions(options);
  const { cases, events, leftOut, transitions } = isCasesState(source, empty)
    ? source
    : addTransitions(empty, source, options);
  const leaving = new Map<string | null, number>();
  for (const [[from], count] of transitions) leaving.set(from, (leaving.get(from) ?? 0) + count);
  return {
    metric: "transition-matrix",
    n: cases,
    steps: [...leaving.keys()].filter((step) => step !== null).sort(byCodeUnit),
    transitions: transitions.map(([[from, to], count]) => {
      const all = leaving.get(from)!;
      return {
        from,
        to,
        count,
        probability: count / all,
        interval: interval === "none" ? null : interval(count, all, level),
      };
    }),
    events,
    leftOut,
    definition: { follows: "directly", repeats: "kept" },
    notes: [...(cases === 0 ? ["no-cases"] : interval === "none" ? ["no-interval"] : []), ...eventNotes(leftOut)],
  };
}

/**
 * {@link transitionMatrix} as an {@link Accumulator}: for streams and shards.
 *
 * An input is the events of one or more whole cases. A case that is spread over inputs would start and end in each.
 *
 * @param options - as for {@link transitionMatrix}
 * @throws {@link MetricError} as {@link transitionMatrix}
 *
 * @example
 * ```ts
 * import { transitionMatrixAccumulator } from "customer-metrics/journey";
 *
 * const { empty, add, merge, result } = transitionMatrixAccumulator();
 * const north = add(empty(), [{ caseId: "a", step: "x", at: 0 }]);
 * const south = add(empty(), [{ caseId: "b", step: "x", at: 0 }, { caseId: "b", step: "y", at: 1 }]);
 * result(merge(north, south)).transitions[0]; // => { from: null, to: "x", count: 2 }
 * ```
 */
export function transitionMatrixAccumulator(
  options: TransitionMatrixOptions = {},
): Accumulator<JourneyEventSource, TransitionState, TransitionMatrixResult> {
  return {
    empty: () => emptyTransitions(options),
    add: (state, source) => addTransitions(state, source, options),
    merge: mergeTransitions,
    result: (state) => transitionMatrix(state, options),
  };
}
