import { fail } from "./metric-error.ts";

/** A state says what it is: `kind` names metric, version and settings, for example `"scores/1 0..10"`. */
export interface Kinded {
  /** Metric, version and settings; only states of one kind merge. */
  readonly kind: string;
}

/**
 * Throws unless `right` is of the kind of `left`.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkSameKind(left: Kinded, right: Kinded): void {
  if (left.kind !== right.kind) {
    fail("KIND_MISMATCH", `Cannot use state as it must be ${left.kind}`, right.kind);
  }
}

/**
 * Throws unless `count` is a whole number in [0, 2^53 − 1]; returns it.
 *
 * @throws {@link MetricError} `COUNT_INVALID`
 */
export function checkCount(count: number): number {
  if (!(Number.isSafeInteger(count) && count >= 0))
    fail("COUNT_INVALID", "Cannot use count as it must be natural", count);
  return count;
}
