import type { Accumulator } from "../../core/accumulator.ts";
import { stateOfCounts } from "./survival-counts.ts";
import { observationOf } from "./survival-columns.ts";
import { recordOf } from "./survival-labels.ts";
import { checkResolution, type SurvivalObservation, type SurvivalReadingOptions } from "./survival-reading.ts";
import {
  countsOf,
  groupedCountsOf,
  type GroupedSurvivalSource,
  type GroupReadingOptions,
  type SurvivalSource,
} from "./survival-source.ts";
import { addObservation, emptySurvivalState, mergeStates, type SurvivalState } from "./survival-state.ts";

/**
 * Counts observations into a {@link SurvivalState}: a day's, a shard's, a table's.
 *
 * @param source - columns or rows; a state comes back as a new one
 * @param options - how they are read; `resolution` bounds how many times the state holds
 * @throws {@link MetricError} as `kaplanMeier`
 *
 * @example
 * ```ts
 * import { kaplanMeier, mergeSurvival, tallySurvival } from "customer-metrics/churn";
 *
 * const monday = tallySurvival({ time: [2, 6], event: [1, 0] });
 * const tuesday = tallySurvival({ time: [4, 8], event: [1, 0] });
 * monday.events; // => { event: { "2": 1 } }
 * kaplanMeier(mergeSurvival(monday, tuesday)).survival; // => [0.75, 0.5, 0.5, 0.5]
 * ```
 */
export function tallySurvival<Row = SurvivalObservation>(
  source: SurvivalSource<Row>,
  options: SurvivalReadingOptions<Row> = {},
): SurvivalState {
  return stateOfCounts(countsOf(source, options));
}

/**
 * Counts observations into a {@link SurvivalState} a group.
 *
 * @param source - columns with `group`, or rows
 * @param options - how they are read
 * @returns states by group, in the order of their code units
 * @throws {@link MetricError} `GROUP_REQUIRED`, `GROUP_INVALID`, and as `kaplanMeier`
 *
 * @example
 * ```ts
 * import { tallySurvivalBy } from "customer-metrics/churn";
 *
 * const states = tallySurvivalBy({ time: [2, 6, 3], event: [1, 0, 1], group: ["pro", "pro", "free"] });
 * Object.keys(states); // => ["free", "pro"]
 * states["pro"]!.censored; // => { "6": 1 }
 * ```
 */
export function tallySurvivalBy<Row = SurvivalObservation>(
  source: GroupedSurvivalSource<Row>,
  options: GroupReadingOptions<Row> = {},
): { [group: string]: SurvivalState } {
  const { names, counts } = groupedCountsOf(source, options);
  return recordOf(names, (place) => stateOfCounts(counts[place]));
}

/**
 * One state of the observations of several: days into a month, shards into a whole.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when their resolutions differ
 *
 * @example
 * ```ts
 * import { mergeSurvival, tallySurvival } from "customer-metrics/churn";
 *
 * const days = [[2, 3], [3, 9]].map((time) => tallySurvival({ time, event: [1, 1] }));
 * mergeSurvival(...days).events; // => { event: { "2": 1, "3": 2, "9": 1 } }
 * ```
 */
export function mergeSurvival(...states: readonly SurvivalState[]): SurvivalState {
  return states.reduce(mergeStates, emptySurvivalState(states[0]?.resolution ?? null));
}

/** An accumulator of rows over {@link SurvivalState}; the metrics differ only in how they read it. */
export function survivalAccumulator<Row, Result>(
  options: SurvivalReadingOptions<Row>,
  result: (state: SurvivalState) => Result,
): Accumulator<Row, SurvivalState, Result> {
  const resolution = checkResolution(options.resolution);
  const observe = observationOf(options);
  // A bad option is better told now than after a day of rows.
  result(emptySurvivalState(resolution));
  return {
    empty: () => emptySurvivalState(resolution),
    add: (state, row) => addObservation(state, observe(row), options),
    merge: mergeStates,
    result,
  };
}
