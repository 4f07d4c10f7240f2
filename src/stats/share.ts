import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import { checkIntervalMethod, type ShareIntervalMethod, wilson } from "./share-interval.ts";

/** A share of successes and how sure it is. */
export interface Share extends Estimate<"share", "proportion"> {
  /** How many of `n`. */
  readonly successes: number;
  /** √(p · (1 − p) / n), or `null` without trials. */
  readonly standardError: number | null;
}

/**
 * A share of successes with its interval: of customers who stayed, of promises that were kept.
 *
 * @formula successes / n
 *
 * @param successes - a whole number from 0 to `n`
 * @param n - a whole number of trials
 * @param options - `level`: coverage, default 0.95; `interval`: a method such as `clopperPearson`
 *   (default `wilson`), or `"none"`
 * @returns a proportion in [0, 1], or `null` when `n` is 0
 * @throws {@link MetricError} `SUCCESSES_EXCEED_N`; `LEVEL_OUT_OF_RANGE`; `COUNT_INVALID`; `INTERVAL_INVALID` for what
 *   is neither a method nor `"none"`
 * @see Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16(2), 2001.
 *
 * @example
 * ```ts
 * import { clopperPearson, share } from "customer-metrics";
 *
 * share(81, 100).interval; // => { lower: ≈0.7222, upper: ≈0.8749, method: "wilson" }
 * share(81, 100, { interval: clopperPearson }).interval; // => { lower: ≈0.7193, upper: ≈0.8816 }
 * ```
 */
export function share(
  successes: number,
  n: number,
  options: { readonly level?: number | undefined; readonly interval?: ShareIntervalMethod | "none" | undefined } = {},
): Share {
  const { level = 0.95, interval = wilson } = options;
  checkLevel(level);
  checkIntervalMethod(interval);
  if (checkCount(successes) > checkCount(n))
    fail("SUCCESSES_EXCEED_N", `Cannot take a share of ${n} as successes must not be more`, successes);
  const value = n === 0 ? null : successes / n;
  return {
    metric: "share",
    value,
    unit: "proportion",
    n,
    interval: n === 0 || interval === "none" ? null : interval(successes, n, level),
    successes,
    standardError: value === null ? null : Math.sqrt((value * ((n - successes) / n)) / n),
    notes: n === 0 ? ["no-trials"] : interval === "none" ? ["no-interval"] : [],
  };
}
