import { instantToIso, MAX_INSTANT } from "../time/instant.ts";
import { type PromiseFault, type PromiseRow, type ReadPromise, readPromise, readPromiseRow } from "./promise-row.ts";
import { clockUntil, isCalledOff, isFulfilled, lastInTime, outcomeOf, type PromiseOutcome } from "./verdict.ts";
import { type VerdictDefinition, type VerdictOptions, verdictRules } from "./verdict-rules.ts";

/** How a promise stands, and how near it was. */
export interface PromiseVerdict {
  /** How it stands, or `null` when the row cannot be read. */
  readonly outcome: PromiseOutcome | null;
  /** Why the row cannot be read, or `null`. */
  readonly fault: PromiseFault | null;
  /** Until when it was in time, pauses and grace added: ISO 8601. `null` without a deadline, or while its clock stands. */
  readonly inTimeUntil: string | null;
  /** Seconds from the promise until it was done, or called off, or else `asOf`, without pauses. `null` before it was made. */
  readonly elapsedSeconds: number | null;
  /** The same less the time that was promised: negative is early. `null` without a deadline. */
  readonly lateSeconds: number | null;
  /**
   * `"no-deadline"`: it cannot be broken; `"paused"`: its clock stands; `"overdue-when-called-off"`: withdrawn after it was
   * late; `"renegotiation"`: it moved the deadline of another promise, which keeps its own verdict.
   */
  readonly notes: readonly string[];
  /** The rules that it follows. */
  readonly definition: VerdictDefinition;
}

/**
 * The verdict on one promise: exceeded, kept, broken, pending or withdrawn, as seen at `asOf`.
 *
 * What happened after `asOf` is not known yet. Pauses stop the clock, in the time of grace too. Done at the deadline is kept;
 * done before it was called off is done. A promise that moved the deadline of another is judged by its own deadline, and the
 * other by the other's.
 *
 * @param promise - a `CustomerPromise`, or a row with its fields
 * @param options - see {@link VerdictOptions}
 * @returns the outcome with its distance to the deadline; `outcome` is `null` and `fault` says why for a row that cannot be read
 * @throws {@link MetricError} `INSTANT_INVALID` or `INSTANT_WITHOUT_OFFSET` for `asOf`; `GRACE_INVALID`;
 *   `EARLIER_SHARE_OUT_OF_RANGE`; `COMPANY_CANCELLATION_INVALID`
 *
 * @example Promised for ten o'clock; half an hour of waiting for the customer does not count
 * ```ts
 * import { promiseVerdict } from "customer-metrics/journey";
 *
 * const promise = { madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-03T10:00:00Z", fulfilledAt: "2024-06-03T10:20:00Z" };
 * const asOf = "2024-06-30T00:00:00Z";
 * promiseVerdict(promise, { asOf }); // => { outcome: "broken", elapsedSeconds: 4800, lateSeconds: 1200 }
 * const pauses = [{ from: "2024-06-03T09:10:00Z", to: "2024-06-03T09:40:00Z" }];
 * promiseVerdict({ ...promise, pauses }, { asOf }); // => { outcome: "kept", inTimeUntil: "2024-06-03T10:30:00.000Z", lateSeconds: -600 }
 * promiseVerdict(promise, { asOf: "2024-06-03T09:30:00Z" }).outcome; // => "pending"
 * ```
 */
export function promiseVerdict(promise: PromiseRow, options: VerdictOptions): PromiseVerdict {
  const rules = verdictRules(options);
  const { asOf, definition } = rules;
  const read = readPromise();
  const fault = readPromiseRow(promise, read);
  if (fault !== null)
    return { outcome: null, fault, inTimeUntil: null, elapsedSeconds: null, lateSeconds: null, notes: [], definition };
  // A pause that begins later is not known yet.
  read.pauses = read.pauses.filter(({ from }) => from <= asOf);
  const outcome = outcomeOf(read, rules);
  const last = lastInTime(read, rules.grace);
  const notes: string[] = [];
  if (read.dueAt === null) notes.push("no-deadline");
  const isPaused = read.madeAt <= asOf && isPausedAt(read, asOf);
  if (isPaused) notes.push("paused");
  if (outcome === "withdrawn" && read.cancelledAt! > last) notes.push("overdue-when-called-off");
  if (typeof promise.renegotiatedFrom === "string" && promise.renegotiatedFrom !== "") notes.push("renegotiation");
  const elapsed = outcome === "not-yet-made" ? null : clockUntil(read, endOf(read, asOf));
  return {
    outcome,
    fault,
    inTimeUntil: last <= MAX_INSTANT && !isPaused ? instantToIso(last) : null,
    elapsedSeconds: elapsed === null ? null : elapsed / 1000,
    lateSeconds: elapsed === null || read.dueAt === null ? null : (elapsed - (read.dueAt - read.madeAt)) / 1000,
    notes,
    definition,
  };
}

/** When its clock stopped for good, or else `asOf`. */
export function endOf(promise: ReadPromise, asOf: number): number {
  if (isFulfilled(promise, asOf)) return promise.fulfilledAt!;
  return isCalledOff(promise, asOf) ? promise.cancelledAt! : asOf;
}

function isPausedAt(promise: ReadPromise, asOf: number): boolean {
  const isOver = isFulfilled(promise, asOf) || isCalledOff(promise, asOf);
  return !isOver && promise.pauses.some(({ from, to }) => from <= asOf && asOf < to);
}
