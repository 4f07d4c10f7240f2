import { checkSameKind, type Kinded } from "../core/state.ts";
import { sumOf } from "./promise-outcomes.ts";
import { endOf } from "./promise-verdict.ts";
import { noPromiseLeftOut, type PromiseFault, type PromiseLeftOut, type ReadPromise } from "./promise-row.ts";
import { clockUntil, isCalledOff, isFulfilled, lastInTime } from "./verdict.ts";
import { kindOfRules, type VerdictRules } from "./verdict-rules.ts";

/** How often each number of milliseconds occurs. */
export interface LatencyCounts {
  /** Occurrences, by milliseconds. */
  [milliseconds: string]: number;
}

/**
 * How long promises took: a histogram in milliseconds, so that any order of merging gives the same.
 *
 * It grows with the number of distinct times; only states of the same rules merge.
 */
export interface PromiseLatencyState extends Kinded {
  /** `"promise-latency/1 as of 2024-06-30T00:00:00.000Z grace 0"`. */
  readonly kind: string;
  /** Elapsed milliseconds of those done. */
  readonly done: LatencyCounts;
  /** Milliseconds until `asOf`, or until they were called off, of those not done. */
  readonly waiting: LatencyCounts;
  /** Milliseconds after the deadline of those done late. */
  readonly late: LatencyCounts;
  /** Promises by what became of them. */
  readonly counts: LatencyTally;
  /** What was not used, by code. */
  readonly leftOut: PromiseLeftOut;
}

/** Promises by what became of them. */
export type LatencyTally = {
  /** Done by `asOf`. */
  fulfilled: number;
  /** Not done and not called off. */
  open: number;
  /** Called off. */
  withdrawn: number;
  /** Made after `asOf`. */
  notYetMade: number;
  /** Done by the deadline. */
  within: number;
  /** Done after the deadline, or open and overdue. */
  missed: number;
};

/** A state of no promises. */
export function emptyLatency(rules: VerdictRules): PromiseLatencyState {
  return {
    kind: kindOfRules("promise-latency/1", rules),
    done: {},
    waiting: {},
    late: {},
    counts: { fulfilled: 0, open: 0, withdrawn: 0, notYetMade: 0, within: 0, missed: 0 },
    leftOut: noPromiseLeftOut(),
  };
}

/** Counts one promise into `state`, which it owns, and returns it. */
export function addLatency(
  state: PromiseLatencyState,
  read: ReadPromise,
  fault: PromiseFault | null,
  { asOf, grace }: VerdictRules,
): PromiseLatencyState {
  const { counts } = state;
  if (fault !== null) state.leftOut[fault] += 1;
  else if (read.madeAt > asOf) counts.notYetMade += 1;
  else if (isFulfilled(read, asOf)) {
    const elapsed = clockUntil(read, read.fulfilledAt!);
    counts.fulfilled += 1;
    count(state.done, elapsed);
    if (read.dueAt !== null) {
      const isWithin = read.fulfilledAt! <= lastInTime(read, grace);
      counts[isWithin ? "within" : "missed"] += 1;
      if (!isWithin) count(state.late, elapsed - (read.dueAt - read.madeAt));
    }
  } else {
    count(state.waiting, clockUntil(read, endOf(read, asOf)));
    if (isCalledOff(read, asOf)) counts.withdrawn += 1;
    else {
      counts.open += 1;
      if (asOf > lastInTime(read, grace)) counts.missed += 1;
    }
  }
  return state;
}

/** A new state of the promises of both. */
export function mergeLatency(left: PromiseLatencyState, right: PromiseLatencyState): PromiseLatencyState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    done: addCounts(left.done, right.done),
    waiting: addCounts(left.waiting, right.waiting),
    late: addCounts(left.late, right.late),
    counts: sumOf(left.counts, right.counts),
    leftOut: sumOf(left.leftOut, right.leftOut),
  };
}

/** One more of a number of milliseconds. */
export function count(counts: LatencyCounts, milliseconds: number): void {
  counts[milliseconds] = (counts[milliseconds] ?? 0) + 1;
}

/** Counts of both. */
export function addCounts(left: LatencyCounts, right: LatencyCounts): LatencyCounts {
  const sum = { ...left };
  for (const key of Object.keys(right)) sum[key] = (sum[key] ?? 0) + right[key]!;
  return sum;
}

/** Distinct values in order, and how often each occurs. */
export function columnsOf(counts: LatencyCounts): { values: number[]; counts: number[] } {
  const values = Object.keys(counts)
    .map(Number)
    .sort((a, b) => a - b);
  return { values, counts: values.map((value) => counts[value]!) };
}
