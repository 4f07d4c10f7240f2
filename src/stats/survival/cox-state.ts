import { fail } from "../../core/metric-error.ts";
import { checkCount, checkSameKind, type Kinded } from "../../core/state.ts";
import { type CoxReading, coxFault, leaveOut, noneLeftOut, type UsableReading } from "./cox-reading.ts";
import type { CoxLeftOut } from "./cox-rows.ts";
import { checkResolution, roundedDown, roundedUp } from "./survival-reading.ts";

/**
 * All rows of a regression, those alike folded into a count.
 *
 * Coefficients of shards cannot be averaged, so the state is the data: it is small where covariates and times
 * take few values, which `resolution` helps. Its counts are whole, so that merging in any order gives the same.
 */
export interface CoxState extends Kinded {
  /** `"cox/1"`, the names of the covariates, and the resolution where there is one. */
  readonly kind: string;
  /** The names, in the order of the values in each key. */
  readonly covariates: readonly string[];
  /** The grid of the times, or `null`. */
  readonly resolution: number | null;
  /** How many rows there are of each kind: JSON of [time, event, entry, weight, stratum, cluster, covariates…]. */
  readonly rows: { [row: string]: number };
  /** What was not counted. */
  readonly leftOut: CoxLeftOut;
}

/** Whether a value given as data is a state, of whatever metric. */
export function isCoxState(value: unknown): value is CoxState {
  return typeof (value as Kinded | null | undefined)?.kind === "string";
}

/** A state of no rows. */
export function emptyCoxState(covariates: readonly string[], resolution: number | null): CoxState {
  return {
    kind: `cox/1 ${JSON.stringify(covariates)}${resolution === null ? "" : ` every ${resolution}`}`,
    covariates: [...covariates],
    resolution,
    rows: {},
    leftOut: noneLeftOut(),
  };
}

/** Counts a row into `state`, which it owns, and returns it. */
export function addReading(state: CoxState, reading: CoxReading, onInvalid: "count" | "throw" | undefined): CoxState {
  const fault = coxFault(reading);
  if (fault !== null) {
    leaveOut(state.leftOut, fault, onInvalid, reading);
    return state;
  }
  const { time, event, entry, weight, count, stratum, cluster, values } = reading as UsableReading;
  const { resolution } = state;
  const label = (name: string | number | undefined): string | null => (name === undefined ? null : String(name));
  const row = JSON.stringify([
    resolution === null ? time : roundedUp(time, resolution),
    Number(event),
    resolution === null ? entry : roundedDown(entry, resolution),
    weight,
    label(stratum),
    label(cluster),
    ...values.map(Number),
  ]);
  state.rows[row] = checkCount((state.rows[row] ?? 0) + count);
  return state;
}

/**
 * A new state of the rows of both.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeCoxStates(left: CoxState, right: CoxState): CoxState {
  checkSameKind(left, right);
  const merged = emptyCoxState(left.covariates, left.resolution);
  for (const part of [left, right]) {
    for (const row of Object.keys(part.rows)) merged.rows[row] = checkCount((merged.rows[row] ?? 0) + part.rows[row]);
    for (const reason of Object.keys(merged.leftOut) as (keyof CoxLeftOut)[])
      merged.leftOut[reason] += part.leftOut[reason];
  }
  return merged;
}

/**
 * The rows of a state, in an order that does not depend on how it came about.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when it was not made of these covariates; `STATE_INVALID`
 */
export function readingsOfState(
  state: CoxState,
  asked: readonly string[] | null,
  resolution: number | null | undefined,
): CoxReading[] {
  if (!Array.isArray(state.covariates)) checkSameKind({ kind: "cox/1" }, state);
  checkSameKind(
    emptyCoxState(asked ?? state.covariates, checkResolution(resolution === undefined ? state.resolution : resolution)),
    state,
  );
  if (!(state.rows && state.leftOut))
    fail("STATE_INVALID", "Cannot read state as it must have rows and leftOut", state);
  return Object.keys(state.rows)
    .sort()
    .map((row) => {
      const [time, event, entry, weight, stratum, cluster, ...values] = parsed(row);
      const reading = {
        time,
        event,
        entry,
        weight,
        count: state.rows[row],
        stratum: stratum ?? undefined,
        cluster: cluster ?? undefined,
        values,
      };
      if (values.length !== state.covariates.length || coxFault(reading) !== null) {
        fail("STATE_INVALID", "Cannot read state as its rows must be usable and have a value for each covariate", row);
      }
      return reading;
    });
}

function parsed(row: string): readonly unknown[] {
  try {
    return JSON.parse(row) as readonly unknown[];
  } catch {
    return fail("STATE_INVALID", "Cannot read state as its rows must be JSON", row);
  }
}
