import type { ReadPromise } from "./promise-row.ts";
import type { VerdictRules } from "./verdict-rules.ts";

/**
 * How a promise stands.
 *
 * - `exceeded`: kept, and more than promised or much earlier
 * - `kept`: done in time, or done where there was no deadline
 * - `broken`: done late, or not done and overdue
 * - `pending`: not done, and not overdue or without a deadline
 * - `withdrawn`: called off before it was done
 * - `not-yet-made`: made after the instant of the verdict
 */
export type PromiseOutcome = "exceeded" | "kept" | "broken" | "pending" | "withdrawn" | "not-yet-made";

/** Milliseconds of the promise's own clock, which pauses stop, from when it was made until `until`. */
export function clockUntil({ madeAt, pauses }: ReadPromise, until: number): number {
  let running = until - madeAt;
  for (const { from, to } of pauses) {
    if (from >= until) break;
    const start = Math.max(from, madeAt);
    const end = Math.min(to, until);
    if (end > start) running -= end - start;
  }
  return running;
}

/**
 * The last instant at which the promise is in time, `grace` milliseconds after its deadline: pauses move it. Infinity
 * where there is no deadline, or while the clock stands before it.
 */
export function lastInTime({ madeAt, dueAt, pauses }: ReadPromise, grace: number): number {
  if (dueAt === null) return Infinity;
  let last = dueAt + grace;
  for (const { from, to } of pauses) {
    if (from > last) break;
    last += Math.max(0, to - Math.max(from, madeAt));
  }
  return last;
}

/** Whether it was done by `asOf`, and not called off before. */
export function isFulfilled({ fulfilledAt, cancelledAt }: ReadPromise, asOf: number): boolean {
  if (fulfilledAt === null || fulfilledAt > asOf) return false;
  return cancelledAt === null || fulfilledAt <= cancelledAt;
}

/** Whether it was called off by `asOf`, and not done before. */
export function isCalledOff(promise: ReadPromise, asOf: number): boolean {
  return promise.cancelledAt !== null && promise.cancelledAt <= asOf && !isFulfilled(promise, asOf);
}

/** How a promise stands under the rules, seen at their `asOf` unless another instant is asked for. */
export function outcomeOf(promise: ReadPromise, rules: VerdictRules, asOf: number = rules.asOf): PromiseOutcome {
  const { madeAt, dueAt, fulfilledAt } = promise;
  if (madeAt > asOf) return "not-yet-made";
  if (isCalledOff(promise, asOf))
    return rules.breaksWhenCompanyCancels && promise.cancelledBy === "company" ? "broken" : "withdrawn";
  if (!isFulfilled(promise, asOf)) return asOf > lastInTime(promise, rules.grace) ? "broken" : "pending";
  if (fulfilledAt! > lastInTime(promise, rules.grace)) return "broken";
  if (promise.exceeded) return "exceeded";
  return rules.share !== null && dueAt !== null && isEarlyBy(rules.share, promise, dueAt) ? "exceeded" : "kept";
}

/**
 * Whether at least `share` of the time was left. The quotient of whole milliseconds is rounded as the decimal of the share
 * was, so that 7 of 100 is exactly 0.07, where 0.07 times 100 would be more than 7.
 */
function isEarlyBy(share: number, promise: ReadPromise, dueAt: number): boolean {
  const whole = dueAt - promise.madeAt;
  const left = whole - clockUntil(promise, promise.fulfilledAt!);
  return whole === 0 ? left >= 0 : left / whole >= share;
}
