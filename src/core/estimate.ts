import { fail } from "./metric-error.ts";

/**
 * A range that holds the true value with a stated coverage.
 *
 * Both ends are in the unit of the estimate they belong to.
 */
export interface Interval {
  /** The lower end. */
  readonly lower: number;
  /** The upper end. */
  readonly upper: number;
  /** Coverage, a proportion in (0, 1): 0.95 for a 95 % interval. */
  readonly level: number;
  /** How it was computed, for example `"wilson"`. */
  readonly method: string;
}

/**
 * What every metric of the library returns: a value with its unit, the number of observations behind
 * it, how sure it is, and what it means.
 *
 * It is plain JSON and explains itself when it is read next year. `value` is `null` where there is
 * no evidence (never 0, never NaN), and then `interval` is `null` too and `notes` says why.
 */
export interface Estimate<Metric extends string = string, Unit extends string = string> {
  /** Which metric this is, for example `"nps"`. */
  readonly metric: Metric;
  /** The figure, unrounded, or `null` without evidence. */
  readonly value: number | null;
  /** The unit of `value` and of the interval's ends. */
  readonly unit: Unit;
  /** Observations behind `value`. */
  readonly n: number;
  /** How sure `value` is, or `null`; `notes` then says why. */
  readonly interval: Interval | null;
  /** What a careful reader should know, as stable codes, for example `"no-answers"`. */
  readonly notes: readonly string[];
}

/**
 * Throws unless `level` is a coverage in (0, 1): 95 is none, nor is "0.95".
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`
 */
export function checkLevel(level: number): void {
  // Of its type first: a symbol or a bigint cannot be compared or divided.
  if (!(typeof level === "number" && level > 0 && level < 1)) {
    fail("LEVEL_OUT_OF_RANGE", "Cannot use level as it must be in (0, 1)", level);
  }
}
