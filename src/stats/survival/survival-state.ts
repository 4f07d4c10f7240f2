import { fail } from "../../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../../core/state.ts";
import {
  checkResolution,
  faultOf,
  leaveOut,
  noneLeftOut,
  outcomeOf,
  reasons,
  roundedDown,
  roundedUp,
  type SurvivalLeftOut,
  type SurvivalObservation,
  type SurvivalReadingOptions,
} from "./survival-reading.ts";

/** How many, or their weight, at each time. */
export type TimeCounts = { [time: string]: number };

/**
 * All that survival curves need to know of any number of observations: how many left, stayed and came at
 * each time.
 *
 * It grows with the number of distinct times, which `resolution` bounds. It is plain JSON; without weights,
 * or with whole ones, its counts are whole numbers, so that merging in any order gives the same.
 */
export interface SurvivalState extends Kinded {
  /** `"survival/1"`, and the resolution where there is one: `"survival/1 every 7"`. */
  readonly kind: string;
  /** The grid of the times, or `null`. */
  readonly resolution: number | null;
  /** Observations counted, whatever they weigh. */
  rows: number;
  /** Exits by cause and time; the one cause of data without causes is `"event"`. */
  readonly events: { [cause: string]: TimeCounts };
  /** Those last seen at a time, the event still to come. */
  readonly censored: TimeCounts;
  /** Late entries (delayed entry): those who came under observation at a time above 0. */
  readonly entered: TimeCounts;
  /** The shortest stay of a late entry, or `null` without one: a tie must not be wider. */
  shortest: number | null;
  /** What was not counted. */
  readonly leftOut: SurvivalLeftOut;
}

/** Whether a value given as data is a state, of whatever metric. */
export function isSurvivalState(value: unknown): value is SurvivalState {
  return typeof (value as Kinded | null | undefined)?.kind === "string";
}

/** A state of no observations. */
export function emptySurvivalState(resolution: number | null): SurvivalState {
  return {
    kind: resolution === null ? "survival/1" : `survival/1 every ${resolution}`,
    resolution,
    rows: 0,
    events: {},
    censored: {},
    entered: {},
    shortest: null,
    leftOut: noneLeftOut(),
  };
}

/**
 * The resolution of a state; `asked`, when given, must be the same.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`; `STATE_INVALID` when a part is missing
 */
export function resolutionOf(state: SurvivalState, asked: number | null | undefined): number | null {
  const resolution = checkResolution(asked === undefined ? state.resolution : asked);
  checkSameKind(emptySurvivalState(resolution), state);
  const { events, censored, entered, leftOut } = state;
  if (!(events && censored && entered && leftOut)) {
    fail("STATE_INVALID", "Cannot read state as it must have events, censored, entered and leftOut", state);
  }
  return resolution;
}

/** Counts one observation into `state`, which it owns, and returns it. */
export function addObservation(
  state: SurvivalState,
  { time, event, cause, entry, weight }: SurvivalObservation,
  options: Pick<SurvivalReadingOptions, "censored" | "causes" | "onInvalid">,
): SurvivalState {
  const outcome = outcomeOf(event, cause, options);
  const late = entry ?? 0;
  const many = weight === undefined ? 1 : weight;
  const fault = faultOf(time, outcome !== undefined, late, many);
  if (fault >= 0) {
    leaveOut(state.leftOut, fault, options, { time, event, cause, entry, weight });
    return state;
  }
  const { resolution } = state;
  const exit = resolution === null ? (time as number) : roundedUp(time as number, resolution);
  const start = resolution === null ? late : roundedDown(late, resolution);
  state.rows += 1;
  if (many === 0) return state;
  count(outcome === null ? state.censored : countsOfCause(state.events, outcome as string), exit, many as number);
  if (start > 0) {
    count(state.entered, start, many as number);
    state.shortest = lesser(state.shortest, exit - start);
  }
  return state;
}

/**
 * A new state of the observations of both.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeStates(left: SurvivalState, right: SurvivalState): SurvivalState {
  resolutionOf(left, undefined);
  checkSameKind(left, right);
  const merged = emptySurvivalState(left.resolution);
  for (const part of [left, right]) {
    merged.rows += part.rows;
    merged.shortest = lesser(merged.shortest, part.shortest);
    for (const cause of Object.keys(part.events)) addCounts(countsOfCause(merged.events, cause), part.events[cause]);
    addCounts(merged.censored, part.censored);
    addCounts(merged.entered, part.entered);
    for (const reason of reasons) {
      merged.leftOut[reason] += part.leftOut[reason];
    }
  }
  return merged;
}

function addCounts(into: TimeCounts, from: TimeCounts): void {
  for (const time of Object.keys(from)) into[time] = (into[time] ?? 0) + from[time];
}

function count(counts: TimeCounts, time: number, many: number): void {
  counts[time] = (counts[time] ?? 0) + many;
}

/** The counts of a cause, made where there are none; a cause may be called `__proto__`. */
function countsOfCause(events: { [cause: string]: TimeCounts }, cause: string): TimeCounts {
  if (!Object.hasOwn(events, cause)) {
    Object.defineProperty(events, cause, { value: {}, writable: true, enumerable: true, configurable: true });
  }
  return events[cause];
}

/** The lesser of two numbers that may not be there. */
export function lesser(left: number | null, right: number | null): number | null {
  return left === null ? right : right === null ? left : Math.min(left, right);
}
