import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkIntervalMethod, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import {
  eventNotes,
  type JourneyEventOptions,
  type JourneyEventSource,
  type JourneyEventsLeftOut,
} from "./event-row.ts";
import { isCasesState } from "./event-state.ts";
import { addPaths, emptyPaths, mergePaths, type PathState } from "./path-state.ts";
import type { PathTransform } from "./path-transform.ts";

/** Options of {@link pathFrequency}. */
export interface PathFrequencyOptions extends JourneyEventOptions {
  /** What becomes of the steps of a case before cases are compared. @defaultValue `"raw"` */
  readonly transform?: PathTransform | undefined;
  /** At most so many paths, the most frequent; the others are counted. @defaultValue all */
  readonly top?: number | null | undefined;
  /** Coverage of the intervals. @defaultValue 0.95 */
  readonly level?: number | undefined;
  /** How the intervals of shares are made. @defaultValue `wilson` */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** A way that cases went. */
export interface PathCount {
  /** Its steps. */
  readonly path: readonly string[];
  /** How many cases went it. */
  readonly count: number;
  /** Of all cases. */
  readonly share: number;
  /** Interval of `share`. */
  readonly interval: Interval | null;
}

/** The ways that cases went. */
export interface PathFrequencyResult {
  /** Which metric this is. */
  readonly metric: "path-frequency";
  /** Cases with a usable event. */
  readonly n: number;
  /** How many different paths there are, also those beyond `top`. */
  readonly distinctPaths: number;
  /** Most frequent first; equally frequent ones in order of their steps. */
  readonly paths: readonly PathCount[];
  /** Cases that went a path beyond `top`. */
  readonly otherCases: number;
  /** Usable events. */
  readonly events: number;
  /** Events that were not used. */
  readonly leftOut: JourneyEventsLeftOut;
  /** The convention that the figures follow. */
  readonly definition: {
    /** What became of the steps of a case. */
    readonly transform: PathTransform;
    /** The most paths listed, or `null` for all. */
    readonly top: number | null;
  };
  /** What a careful reader should know: `"no-cases"`, `"no-interval"`, `"events-left-out"`. */
  readonly notes: readonly string[];
}

/**
 * Which ways cases go, most frequent first.
 *
 * @formula share = cases that went the path / all cases
 *
 * @param source - events as rows or columns in any order, or a `PathState` of the same `transform`
 * @param options - see {@link PathFrequencyOptions}
 * @returns counts, and proportions in [0, 1] with their intervals
 * @throws {@link MetricError} `TRANSFORM_UNKNOWN`; `TOP_INVALID`; `LEVEL_OUT_OF_RANGE`; `INTERVAL_INVALID`;
 *   `SOURCE_INVALID`; `LENGTH_MISMATCH`; `KIND_MISMATCH` or `STATE_INVALID` for a state; `INSTANT_INVALID` or
 *   `INSTANT_WITHOUT_OFFSET` for `asOf`; `EVENT_INVALID` when `onInvalid` is `"throw"`
 * @see van der Aalst, "Process Mining: Data Science in Action", 2nd ed., 2016 (trace variants).
 *
 * @example
 * ```ts
 * import { pathFrequency } from "customer-metrics/journey";
 *
 * const events = [
 *   { caseId: "a", step: "x", at: "2024-03-01T09:00:00Z" },
 *   { caseId: "a", step: "x", at: "2024-03-01T10:00:00Z" },
 *   { caseId: "a", step: "y", at: "2024-03-01T11:00:00Z" },
 *   { caseId: "b", step: "x", at: "2024-03-01T09:00:00Z" },
 *   { caseId: "b", step: "y", at: "2024-03-01T10:00:00Z" },
 * ];
 * pathFrequency(events).distinctPaths; // => 2
 * pathFrequency(events, { transform: "collapse" }).paths[0]; // => { path: ["x", "y"], count: 2, share: 1 }
 * ```
 */
export function pathFrequency(
  source: JourneyEventSource | PathState,
  options: PathFrequencyOptions = {},
): PathFrequencyResult {
  const { transform = "raw", top = null, level = 0.95, interval = wilson } = options;
  checkTransform(transform);
  checkTop(top);
  checkLevel(level);
  checkIntervalMethod(interval);
  const reading = { ...options, transform };
  const empty = emptyPaths(reading);
  const { cases, events, leftOut, paths } = isCasesState(source, empty) ? source : addPaths(empty, source, reading);
  // Paths are in order of their steps, and sorting keeps that among equally frequent ones.
  const ordered = [...paths].sort((a, b) => b[1] - a[1]);
  const listed = top === null ? ordered : ordered.slice(0, top);
  return {
    metric: "path-frequency",
    n: cases,
    distinctPaths: paths.length,
    paths: listed.map(([path, count]) => ({
      path: [...path],
      count,
      share: count / cases,
      interval: interval === "none" ? null : interval(count, cases, level),
    })),
    otherCases: listed.reduce((others, [, count]) => others - count, cases),
    events,
    leftOut,
    definition: { transform, top },
    notes: [...(cases === 0 ? ["no-cases"] : interval === "none" ? ["no-interval"] : []), ...eventNotes(leftOut)],
  };
}

/**
 * {@link pathFrequency} as an {@link Accumulator}: for streams and shards.
 *
 * An input is the events of one or more whole cases. A case that is spread over inputs would be several paths.
 *
 * @param options - as for {@link pathFrequency}
 * @throws {@link MetricError} as {@link pathFrequency}
 *
 * @example
 * ```ts
 * import { pathFrequencyAccumulator } from "customer-metrics/journey";
 *
 * const { empty, add, merge, result } = pathFrequencyAccumulator();
 * const north = add(empty(), [{ caseId: "a", step: "x", at: 0 }, { caseId: "a", step: "y", at: 1 }]);
 * const south = add(empty(), [{ caseId: "b", step: "x", at: 0 }, { caseId: "b", step: "y", at: 1 }]);
 * result(merge(north, south)).paths; // => [{ path: ["x", "y"], count: 2, share: 1 }]
 * ```
 */
export function pathFrequencyAccumulator(
  options: PathFrequencyOptions = {},
): Accumulator<JourneyEventSource, PathState, PathFrequencyResult> {
  const { transform = "raw" } = options;
  checkTransform(transform);
  checkTop(options.top ?? null);
  const reading = { ...options, transform };
  return {
    empty: () => emptyPaths(reading),
    add: (state, source) => addPaths(state, source, reading),
    merge: mergePaths,
    result: (state) => pathFrequency(state, options),
  };
}

/** @throws {@link MetricError} `TRANSFORM_UNKNOWN` */
export function checkTransform(transform: PathTransform): void {
  checkChoice("TRANSFORM_UNKNOWN", "transform", transform, ["raw", "collapse", "first", "last", "set"]);
}

/** @throws {@link MetricError} `TOP_INVALID` */
export function checkTop(top: number | null): void {
  if (top !== null && !(Number.isSafeInteger(top) && top >= 0))
    fail("TOP_INVALID", "Cannot use top as it must be a whole number of 0 or more, or null", top);
}
