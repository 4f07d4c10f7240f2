import { fail } from "../../core/metric-error.ts";
import { isWeight, type SurvivalLeftOut, type SurvivalReadingOptions } from "./survival-reading.ts";
import { recordOf } from "./survival-labels.ts";
import { emptySurvivalState, resolutionOf, type SurvivalState, type TimeCounts } from "./survival-state.ts";
import type { CountedTimes } from "./survival-times.ts";

/** A {@link SurvivalState} in typed arrays: what the estimators read. */
export interface SurvivalCounts {
  /** In the order of their code units. */
  readonly causes: readonly string[];
  /** Exits, a list a cause. */
  readonly events: readonly CountedTimes[];
  readonly censored: CountedTimes;
  readonly entered: CountedTimes;
  readonly rows: number;
  readonly shortest: number | null;
  readonly resolution: number | null;
  readonly leftOut: SurvivalLeftOut;
}

/**
 * The counts of a state.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`; `STATE_INVALID` when it holds what is no time or no count
 */
export function countsOfState(
  state: SurvivalState,
  options: Pick<SurvivalReadingOptions, "resolution">,
): SurvivalCounts {
  const resolution = resolutionOf(state, options.resolution);
  const causes = Object.keys(state.events).sort();
  return {
    causes,
    events: causes.map((cause) => countedTimes(state.events[cause])),
    censored: countedTimes(state.censored),
    entered: countedTimes(state.entered),
    rows: state.rows,
    shortest: state.shortest,
    resolution,
    leftOut: { ...state.leftOut },
  };
}

/** The state of counts. */
export function stateOfCounts(counts: SurvivalCounts): SurvivalState {
  const { causes, events, censored, entered, rows, shortest, resolution, leftOut } = counts;
  const present = causes.filter((_, cause) => events[cause].time.length > 0);
  return {
    ...emptySurvivalState(resolution),
    rows,
    events: recordOf(present, (place) => timeCounts(events[causes.indexOf(present[place])])),
    censored: timeCounts(censored),
    entered: timeCounts(entered),
    shortest,
    leftOut: { ...leftOut },
  };
}

function timeCounts({ time, count }: CountedTimes): TimeCounts {
  const counts: TimeCounts = {};
  for (let i = 0; i < time.length; i += 1) counts[time[i]] = count[i];
  return counts;
}

function countedTimes(counts: TimeCounts): CountedTimes {
  const keys = Object.keys(counts);
  const place = new Map<number, number>();
  for (const key of keys) {
    const [time, count] = [Number(key), counts[key]];
    if (!(time >= 0 && time < Infinity && (isWeight(count) || (count > 9007199254740992 && count < Infinity)))) {
      fail("STATE_INVALID", "Cannot read state as its times and counts must be finite, >= 0", [key, count]);
    }
    place.set(time, count);
  }
  const time = Float64Array.from(place.keys()).sort();
  return { time, count: time.map((at) => place.get(at) as number) };
}

/** Whether any count is not whole: weights that are not how many. */
export function hasFractions({ events, censored, entered }: SurvivalCounts): boolean {
  return [...events, censored, entered].some(({ count }) => count.some((each) => each !== Math.floor(each)));
}
