import { checkLevel, type Interval } from "../core/estimate.ts";
import { gammaPInverse, gammaQInverse } from "../numeric/incomplete-gamma.ts";

/**
 * The exact interval of a rate of events per exposure, the default of `churnRate` by `exposureRate`:
 * rates under which so many events, or more, and so few, or fewer, both have at least half of 1 − level.
 *
 * @param events - a whole number, 0 or more
 * @param exposure - above 0, in any unit: customer-months, customer-days
 * @param level - coverage, a proportion in (0, 1)
 * @returns an interval in events per unit of exposure; 0 is its lower end at no events
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`
 * @see Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28, 1936.
 *
 * @example
 * ```ts
 * import { exactPoisson } from "customer-metrics/churn";
 *
 * exactPoisson(5, 96.5, 0.95); // => { lower: ≈0.016824, upper: ≈0.120915, method: "exact-poisson" }
 * ```
 */
export function exactPoisson(events: number, exposure: number, level: number): Interval {
  checkLevel(level);
  const tail = (1 - level) / 2;
  const lower = events === 0 ? 0 : gammaPInverse(events, tail) / exposure;
  return { lower, upper: gammaQInverse(events + 1, tail) / exposure, level, method: "exact-poisson" };
}
