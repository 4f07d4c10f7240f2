import type { Interval } from "../core/estimate.ts";
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
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`
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
  return { ...wilsonBounds(successes, n, level), level, method: "wilson" };
}

/** Adjusted Wald interval of a top share less a bottom share, times `unit`, clamped to what it can be. */
export function netInterval(top: number, middle: number, bottom: number, level: number, unit: number): Interval {
  const [, , lower, upper] = trinomialWald(top + 0.75, middle + 1.5, bottom + 0.75, level);
  return { lower: Math.max(-unit, unit * lower), upper: Math.min(unit, unit * upper), level, method: "adjusted-wald" };
}
