import { fail } from "../../core/metric-error.ts";
import type { SurvivalLabels } from "./survival-labels.ts";
import { standardTieTolerance } from "./tie-tolerance.ts";

/** Observations as columns of one length: arrays or typed arrays. */
export interface SurvivalColumns {
  /** How long each was observed, until the event or until last seen: finite, 0 or more, all in one unit. */
  readonly time: ArrayLike<number | null | undefined>;
  /** Whether it ended with the event: 1 or `true`; 0 or `false` for those who were still there (right censored). */
  readonly event?: ArrayLike<number | boolean | null | undefined> | undefined;
  /** Instead of `event`: why it ended, by name; `null` or `"censored"` for those who were still there. */
  readonly cause?: SurvivalLabels<string | null | undefined> | undefined;
  /** From which time on each was under observation (delayed entry): below its `time`; 0 or missing: from the start. */
  readonly entry?: ArrayLike<number | null | undefined> | undefined;
  /** How many alike observations each stands for: 0 or more. */
  readonly weight?: ArrayLike<number | null | undefined> | undefined;
  /** The group of each; what draws one curve ignores it. */
  readonly group?: SurvivalLabels | undefined;
  /** The stratum of each, within which groups are compared. */
  readonly stratum?: SurvivalLabels | undefined;
}

/** One observation as a row; what is what is said by {@link SurvivalColumns}. */
export interface SurvivalObservation {
  /** How long it was observed. */
  readonly time: number | null | undefined;
  /** Whether it ended with the event. */
  readonly event?: number | boolean | null | undefined;
  /** Instead of `event`: why it ended. */
  readonly cause?: string | null | undefined;
  /** From which time on it was under observation. */
  readonly entry?: number | null | undefined;
  /** How many it stands for. */
  readonly weight?: number | null | undefined;
  /** Its group. */
  readonly group?: string | undefined;
  /** Its stratum. */
  readonly stratum?: string | undefined;
}

/** How observations are read. */
export interface SurvivalReadingOptions<Row = SurvivalObservation> {
  /** How to get the time out of a row. @defaultValue its `time` */
  readonly time?: ((row: Row) => number | null | undefined) | undefined;
  /** How to get out of a row whether it ended with the event. @defaultValue its `event` */
  readonly event?: ((row: Row) => number | boolean | null | undefined) | undefined;
  /** How to get out of a row why it ended. @defaultValue its `cause` */
  readonly cause?: ((row: Row) => string | null | undefined) | undefined;
  /** How to get the time of a late entry out of a row. @defaultValue its `entry` */
  readonly entry?: ((row: Row) => number | null | undefined) | undefined;
  /** How to get the weight out of a row. @defaultValue its `weight`, or 1 */
  readonly weight?: ((row: Row) => number | null | undefined) | undefined;
  /** The cause that says that the event has not happened. @defaultValue `"censored"` */
  readonly censored?: string | undefined;
  /** Which causes there are; another is counted as an unknown event. @defaultValue any text */
  readonly causes?: readonly string[] | undefined;
  /**
   * Rounds times to a grid, so that a state stays small: exits up and late entries down to a multiple of it.
   * @defaultValue `null`: times as they are
   */
  readonly resolution?: number | null | undefined;
  /** Whether an observation that cannot be used is counted as left out, or throws. @defaultValue `"count"` */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** Options of everything that draws a curve. */
export interface SurvivalCurveOptions {
  /** Coverage of the intervals, a proportion in (0, 1). @defaultValue `0.95` */
  readonly level?: number | undefined;
  /**
   * Times are one when they are nearer than this share of their mean, so that 0.1 + 0.2 and 0.3 tie; 0 for never.
   * @defaultValue R's 1.49e-8
   */
  readonly tieTolerance?: number | undefined;
}

/** How many observations could not be used, and why: the first reason in this order. */
export interface SurvivalLeftOut {
  /** The time is missing, negative, infinite or no number. */
  invalidTime: number;
  /** The event is neither 1, 0, true nor false; the cause is missing, empty or not among `causes`. */
  unknownEvent: number;
  /** The entry is negative, infinite or no number. */
  invalidEntry: number;
  /** The entry is not before the time. */
  entryNotBeforeTime: number;
  /** The weight is no number, or neither 0 nor within 2^-53 and 2^53. */
  invalidWeight: number;
}

/** Why an observation cannot be used, in the order in which it is looked at. */
export const reasons: readonly (keyof SurvivalLeftOut)[] = [
  "invalidTime",
  "unknownEvent",
  "invalidEntry",
  "entryNotBeforeTime",
  "invalidWeight",
];

/** Nothing left out. */
export function noneLeftOut(): SurvivalLeftOut {
  return { invalidTime: 0, unknownEvent: 0, invalidEntry: 0, entryNotBeforeTime: 0, invalidWeight: 0 };
}

/** The cause of data that have but one. */
export const onlyCause = "event";

/** The cause of an exit, `null` for none (censored), or `undefined` for what is neither. */
export function outcomeOf(
  event: unknown,
  cause: unknown,
  { censored = "censored", causes }: Pick<SurvivalReadingOptions, "censored" | "causes">,
): string | null | undefined {
  if (cause === undefined) {
    return event === 1 || event === true ? onlyCause : event === 0 || event === false ? null : undefined;
  }
  if (cause === null || cause === censored) return null;
  const isKnown = typeof cause === "string" && cause !== "" && (causes === undefined || causes.includes(cause));
  return isKnown ? cause : undefined;
}

/** The place among {@link reasons} why an observation cannot be used, or -1. */
export function faultOf(time: unknown, isKnown: boolean, entry: unknown, weight: unknown): number {
  if (!isFiniteFromZero(time)) return 0;
  if (!isKnown) return 1;
  if (!isFiniteFromZero(entry)) return 2;
  // A stay that float noise may have made is none. An entry at 0 is no late one: nobody leaves before 0.
  if (entry > 0 && time - entry <= standardTieTolerance * time) return 3;
  return isWeight(weight) ? -1 : 4;
}

/** Whether something says how many: 0, or what float64 can add to others and still divide by, 2^-53 to 2^53. */
export function isWeight(value: unknown): value is number {
  return value === 0 || (typeof value === "number" && value >= 1.1102230246251565e-16 && value <= 9007199254740992);
}

function isFiniteFromZero(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < Infinity;
}

/** Counts an observation as left out, or throws. */
export function leaveOut(
  leftOut: SurvivalLeftOut,
  fault: number,
  { onInvalid }: Pick<SurvivalReadingOptions, "onInvalid">,
  observation: unknown,
): void {
  const reason = reasons[fault];
  if (onInvalid === "throw") {
    fail("OBSERVATION_INVALID", `Cannot use observation as it has ${inWords[reason]}`, observation);
  }
  leftOut[reason] += 1;
}

const inWords = {
  invalidTime: "an invalid time",
  unknownEvent: "an unknown event",
  invalidEntry: "an invalid entry",
  entryNotBeforeTime: "an entry that is not before its time",
  invalidWeight: "an invalid weight",
} as const;

/**
 * Throws unless `resolution` is `null` or above 0; returns it.
 *
 * @throws {@link MetricError} `RESOLUTION_INVALID`
 */
export function checkResolution(resolution: number | null | undefined): number | null {
  if (resolution === null || resolution === undefined) return null;
  if (!(resolution > 0 && resolution < Infinity)) {
    fail("RESOLUTION_INVALID", "Cannot round times as resolution must be finite and above 0", resolution);
  }
  return resolution;
}

/**
 * A time of exit on the grid: what happened since the last point of the grid is seen at the next one.
 * With entries going down, nobody is at risk for less than a step, and nobody is lost.
 */
export function roundedUp(time: number, resolution: number): number {
  return onGrid(time, resolution, Math.ceil);
}

/** A time of entry on the grid. */
export function roundedDown(time: number, resolution: number): number {
  return onGrid(time, resolution, Math.floor);
}

/**
 * (0.1 + 0.2) / 0.1 is 3.0000000000000004: a step that float noise is away from whole is whole. What counts as
 * noise is below half of the shortest stay that is let in, so that no stay is rounded away.
 */
function onGrid(time: number, resolution: number, round: (steps: number) => number): number {
  const steps = time / resolution;
  const nearest = Math.round(steps);
  const isNear = Math.abs(steps - nearest) <= 1e-9 * Math.max(1, nearest);
  const rounded = (isNear ? nearest : round(steps)) * resolution;
  // Beyond 2^53 steps there is no grid: the time itself is a point of it.
  return Number.isFinite(rounded) ? rounded : time;
}

/**
 * Throws unless `tolerance` is in [0, 1); returns it.
 *
 * @throws {@link MetricError} `TIE_TOLERANCE_INVALID`
 */
export function checkTieTolerance(tolerance: number = standardTieTolerance): number {
  if (!(tolerance >= 0 && tolerance < 1)) {
    fail("TIE_TOLERANCE_INVALID", "Cannot join times as tieTolerance must be in [0, 1)", tolerance);
  }
  return tolerance;
}
