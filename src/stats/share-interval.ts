import { checkLevel, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { ProportionInterval } from "./proportion.ts";
import { trinomialWald } from "./trinomial.ts";
import { wilson as wilsonBounds } from "./wilson.ts";

/**
 * A way to say how sure a share is; ends are proportions: `wilson`, `clopperPearson`, `jeffreys`,
 * `midP`, `agrestiCoull`, `waldShare`, or your own. A value, not a name, so that what is not used is not shipped.
 */
export type ShareIntervalMethod = (successes: number, n: number, level: number) => Interval;

/**
 * Wilson's interval of a share, the default of `csat`, `ces` and `share`: near its level for any n.
 *
 * @param successes - 0 to `n`; an effective size need not be whole
 * @param n - above 0
 * @param level - coverage, a proportion in (0, 1)
 * @returns an interval of proportions, within [0, 1]
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N` unless 0 ≤ successes ≤ n and n > 0
 * @see Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
 *
 * @example
 * ```ts
 * import { wilson } from "customer-metrics";
 *
 * wilson(81, 100, 0.95); // => { lower: ≈0.7222, upper: ≈0.8749, method: "wilson" }
 * ```
 */
export function wilson(successes: number, n: number, level: number): Interval {
  return shareInterval(wilsonBounds, successes, n, level, "wilson");
}

/**
 * The interval that `bounds` gives, for a call that makes sense.
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `SUCCESSES_EXCEED_N`
 */
export function shareInterval(
  bounds: ProportionInterval,
  successes: number,
  n: number,
  level: number,
  method: string,
): Interval {
  checkLevel(level);
  if (!(successes >= 0 && successes <= n && n > 0 && n < Infinity)) {
    fail("SUCCESSES_EXCEED_N", "Cannot take a share as successes must be from 0 to n, and n above 0", [successes, n]);
  }
  return { ...bounds(successes, n, level), level, method };
}

/**
 * Throws unless an `interval` option is a method or `"none"`: methods are values here, not names.
 *
 * @throws {@link MetricError} `INTERVAL_INVALID`
 */
export function checkIntervalMethod(method: unknown): void {
  if (method !== "none" && typeof method !== "function") {
    fail("INTERVAL_INVALID", 'Cannot use interval as it must be a function such as wilson, or "none"', method);
  }
}

/** Adjusted Wald interval of a top share less a bottom share, times `unit`, clamped to what it can be. */
export function netInterval(top: number, middle: number, bottom: number, level: number, unit: number): Interval {
  const [, , lower, upper] = trinomialWald(top + 0.75, middle + 1.5, bottom + 0.75, level);
  return { lower: Math.max(-unit, unit * lower), upper: Math.min(unit, unit * upper), level, method: "adjusted-wald" };
}
