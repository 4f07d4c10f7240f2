import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { noPromises, type PromiseCounts, type VerdictRates, verdictRates } from "./promise-counts.ts";
import {
  noPromiseLeftOut,
  type PromiseFault,
  type PromiseLeftOut,
  type PromiseRow,
  type ReadPromise,
  readPromise,
  readPromiseRow,
} from "./promise-row.ts";
import { lastInTime, outcomeOf } from "./verdict.ts";
import {
  kindOfRules,
  type VerdictDefinition,
  type VerdictOptions,
  type VerdictRules,
  verdictRules,
} from "./verdict-rules.ts";

/** Options of {@link promiseOutcomes}. */
export interface PromiseOutcomesOptions extends VerdictOptions {
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Withdrawn promises by who called them off. */
export type WithdrawnBy = {
  /** The customer. */
  customer: number;
  /** The company. */
  company: number;
  /** Nobody says. */
  unknown: number;
  /** Of all these, those that were already late when they were called off. */
  overdue: number;
};

/** Counts of verdicts; only states of the same rules merge. */
export interface PromiseOutcomesState extends Kinded {
  /** `"promise-outcomes/1 as of 2024-06-30T00:00:00.000Z grace 0"`. */
  readonly kind: string;
  /** Promises by how they stand. */
  readonly counts: PromiseCounts;
  /** Who called off the withdrawn ones. */
  readonly withdrawnBy: WithdrawnBy;
  /** Used promises without a deadline. */
  withoutDeadline: number;
  /** Used promises that moved the deadline of another. */
  renegotiations: number;
  /** What was not used, by code. */
  readonly leftOut: PromiseLeftOut;
}

/** How promises came out; as one figure, the share that was kept. */
export interface PromiseOutcomesResult extends Estimate<"kept-rate", "proportion">, VerdictRates {
  /** Promises that were used; with everything in `leftOut` all that were given. */
  readonly promises: number;
  /** The used ones by how they stand. */
  readonly counts: PromiseCounts;
  /** Who called off the withdrawn ones. */
  readonly withdrawnBy: WithdrawnBy;
  /** Used promises without a deadline: they cannot be broken, and flatter the kept rate. */
  readonly withoutDeadline: number;
  /** Used promises that moved the deadline of another; see `promiseCommitments`. */
  readonly renegotiations: number;
  /** What was not used, by code. */
  readonly leftOut: PromiseLeftOut;
  /** The rules of the verdicts. */
  readonly definition: VerdictDefinition;
}

/**
 * How promises came out: which share was kept, how many were exceeded, broken, still pending or withdrawn.
 *
 * @formula keptRate: (exceeded + kept) / judged; winBlowBalance: (exceeded − broken) / judged; judged = exceeded + kept + broken
 *
 * @param source - promises, or a {@link PromiseOutcomesState}
 * @param options - `asOf` and how to judge; see {@link PromiseOutcomesOptions}
 * @returns the kept rate in [0, 1] with Wilson's interval, `null` when nothing was judged; the balance in [−1, 1] with an
 *   adjusted Wald interval. `notes` has `"nothing-judged"`, `"promises-without-deadline"`, `"withdrawn-when-overdue"`,
 *   `"rows-left-out"`
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `GRACE_INVALID`, `EARLIER_SHARE_OUT_OF_RANGE`,
 *   `COMPANY_CANCELLATION_INVALID`, `LEVEL_OUT_OF_RANGE`; `SOURCE_INVALID`; `KIND_MISMATCH` for a state of other rules
 * @see Wilson, JASA 22, 1927 (interval).
 *
 * @example
 * ```ts
 * import { promiseOutcomes } from "customer-metrics/journey";
 *
 * const made = { madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-03T17:00:00Z" };
 * const promises = [
 *   { ...made, fulfilledAt: "2024-06-03T11:00:00Z", exceeded: true },
 *   { ...made, fulfilledAt: "2024-06-03T17:00:00Z" },
 *   { ...made, fulfilledAt: "2024-06-04T09:00:00Z" },
 *   { ...made, cancelledAt: "2024-06-03T12:00:00Z", cancelledBy: "customer" as const },
 * ];
 * const result = promiseOutcomes(promises, { asOf: "2024-06-30T00:00:00Z" });
 * result.value; // => ≈0.6667
 * result.counts; // => { exceeded: 1, kept: 1, broken: 1, withdrawn: 1, pending: 0 }
 * result.winBlowBalance.value; // => 0
 * ```
 */
export function promiseOutcomes(
  source: Iterable<PromiseRow> | PromiseOutcomesState,
  options: PromiseOutcomesOptions,
): PromiseOutcomesResult {
  const rules = verdictRules(options);
  const { level = 0.95 } = options;
  checkLevel(level);
  if (typeof (source as Kinded | null | undefined)?.kind === "string") {
    checkSameKind(emptyOutcomes(rules), source as PromiseOutcomesState);
    return outcomesResult(source as PromiseOutcomesState, rules, level);
  }
  const state = emptyOutcomes(rules);
  forEachPromise(source as Iterable<PromiseRow>, (row, read, fault) => addOutcome(state, row, read, fault, rules));
  return outcomesResult(state, rules, level);
}

/**
 * {@link promiseOutcomes} as an {@link Accumulator}: for streams, shards and, with `groupBy`, teams.
 *
 * It cannot see that an id repeats: for that it would have to keep them all.
 *
 * @param options - as for {@link promiseOutcomes}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { promiseOutcomesAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = promiseOutcomesAccumulator({ asOf: "2024-06-30T00:00:00Z" });
 * const one = fold(accumulator, [{ madeAt: "2024-06-03T09:00:00Z", fulfilledAt: "2024-06-03T11:00:00Z" }]);
 * const other = fold(accumulator, [{ madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-04T09:00:00Z" }]);
 * accumulator.result(accumulator.merge(one, other)).value; // => 0.5
 * ```
 */
export function promiseOutcomesAccumulator(
  options: PromiseOutcomesOptions,
): Accumulator<PromiseRow, PromiseOutcomesState, PromiseOutcomesResult> {
  const rules = verdictRules(options);
  const { level = 0.95 } = options;
  checkLevel(level);
  const read = readPromise();
  return {
    empty: () => emptyOutcomes(rules),
    add: (state, row) => addOutcome(state, row, read, readPromiseRow(row, read), rules),
    merge: mergeOutcomes,
    result: (state) => outcomesResult(state, rules, level),
  };
}

/**
 * Reads promises one by one; of those with one id the first is used.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
export function forEachPromise(
  rows: Iterable<PromiseRow>,
  use: (row: PromiseRow, read: ReadPromise, fault: PromiseFault | null) => void,
): void {
  checkRows("promises", rows);
  const read = readPromise();
  const ids = new Set<string>();
  for (const row of rows) {
    const fault = readPromiseRow(row, read);
    const id = fault === null ? row.id : null;
    const isRepeated = typeof id === "string" && id !== "" && ids.size === ids.add(id).size;
    use(row, read, isRepeated ? "duplicate-id" : fault);
  }
}

/**
 * Throws unless `rows` is a list.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
export function checkRows(name: string, rows: unknown): void {
  if (!(Object(rows) === rows && (rows as Iterable<unknown>)[Symbol.iterator]))
    fail("SOURCE_INVALID", `Cannot read ${name} as they must be iterable`, rows);
}

/** A state of no promises. */
export function emptyOutcomes(rules: VerdictRules): PromiseOutcomesState {
  return {
    kind: kindOfRules("promise-outcomes/1", rules),
    counts: noPromises(),
    withdrawnBy: { customer: 0, company: 0, unknown: 0, overdue: 0 },
    withoutDeadline: 0,
    renegotiations: 0,
    leftOut: noPromiseLeftOut(),
  };
}

/** Counts one promise into `state`, which it owns, and returns it. */
export function addOutcome(
  state: PromiseOutcomesState,
  row: PromiseRow,
  read: ReadPromise,
  fault: PromiseFault | null,
  rules: VerdictRules,
): PromiseOutcomesState {
  if (fault !== null) {
    state.leftOut[fault] += 1;
    return state;
  }
  const outcome = outcomeOf(read, rules);
  state.counts[outcome] += 1;
  if (read.dueAt === null) state.withoutDeadline += 1;
  if (typeof row.renegotiatedFrom === "string" && row.renegotiatedFrom !== "") state.renegotiations += 1;
  if (outcome === "withdrawn") {
    state.withdrawnBy[read.cancelledBy ?? "unknown"] += 1;
    if (read.cancelledAt! > lastInTime(read, rules.grace)) state.withdrawnBy.overdue += 1;
  }
  return state;
}

/** A new state of the promises of both. */
export function mergeOutcomes(left: PromiseOutcomesState, right: PromiseOutcomesState): PromiseOutcomesState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    counts: sumOf(left.counts, right.counts),
    withdrawnBy: sumOf(left.withdrawnBy, right.withdrawnBy),
    withoutDeadline: left.withoutDeadline + right.withoutDeadline,
    renegotiations: left.renegotiations + right.renegotiations,
    leftOut: sumOf(left.leftOut, right.leftOut),
  };
}

/** What counts come to. */
export function outcomesResult(
  { counts, withdrawnBy, withoutDeadline, renegotiations, leftOut }: PromiseOutcomesState,
  { definition }: VerdictRules,
  level: number,
): PromiseOutcomesResult {
  const rates = verdictRates(counts, level);
  const total = (record: { readonly [key: string]: number }): number =>
    Object.values(record).reduce((sum, count) => sum + count, 0);
  const notes: string[] = rates.judged === 0 ? ["nothing-judged"] : [];
  if (withoutDeadline > 0) notes.push("promises-without-deadline");
  if (withdrawnBy.overdue > 0) notes.push("withdrawn-when-overdue");
  if (total(leftOut) > 0) notes.push("rows-left-out");
  return {
    metric: "kept-rate",
    value: rates.keptRate.value,
    unit: "proportion",
    n: rates.judged,
    interval: rates.keptRate.interval,
    ...rates,
    promises: total(counts),
    counts: { ...counts },
    withdrawnBy: { ...withdrawnBy },
    withoutDeadline,
    renegotiations,
    leftOut: { ...leftOut },
    definition,
    notes,
  };
}

/** Two records of counts with the same keys, added. */
export function sumOf<Counts extends { [key: string]: number }>(left: Counts, right: Counts): Counts {
  const sum: { [key: string]: number } = {};
  for (const key of Object.keys(left)) sum[key] = left[key]! + right[key]!;
  return sum as Counts;
}
