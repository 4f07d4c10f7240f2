import type { Estimate } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import type { SurvivalCurve } from "./survival-curve.ts";

/** The time by which a share has left. */
export interface SurvivalQuantile extends Estimate<"survival-quantile", "time"> {
  /** The share that has left by then. */
  readonly probability: number;
  /** The lower end of the interval, or `null` when the band does not reach so far down. */
  readonly lower: number | null;
  /** The upper end, or `null`: then the interval is open, and `interval` is `null` too. */
  readonly upper: number | null;
}

/**
 * The time by which a share has left: with 0.5, the median survival time.
 *
 * Where the curve lies exactly at the share, it is the middle of that flat stretch, as in R; a stretch that does not
 * end reaches to the last time. The interval is where the band crosses the same height.
 *
 * @formula the least t with S(t) < 1 − probability
 *
 * @param curve - of `kaplanMeier`; its band makes the interval
 * @param probability - the share that has left, in (0, 1)
 * @returns a time in the unit of the curve, or `null` when the curve does not come down so far; `notes` has
 *   `"not-reached"`, `"no-observations"`, `"open-interval"` or `"no-interval"`
 * @throws {@link MetricError} `PROBABILITY_OUT_OF_RANGE`
 * @see Brookmeyer and Crowley, "A Confidence Interval for the Median Survival Time", Biometrics 38, 1982.
 *
 * @example
 * ```ts
 * import { kaplanMeier, survivalQuantile } from "customer-metrics/churn";
 *
 * const curve = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 1, 1] });
 * survivalQuantile(curve, 0.25); // => { value: 3, lower: 2, upper: 6, interval: { method: "log-log" } }
 * survivalQuantile(curve, 0.5); // => { value: 5, lower: 2, upper: null, interval: null, notes: ["open-interval"] }
 * ```
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): SurvivalQuantile {
  if (!(probability > 0 && probability < 1)) {
    fail("PROBABILITY_OUT_OF_RANGE", "Cannot take a quantile as probability must be in (0, 1)", probability);
  }
  const { time, band, n } = curve;
  const height = 1 - probability;
  const value = crossing(time, curve.survival, height);
  const lower = crossing(time, curve.lower, height);
  const upper = crossing(time, curve.upper, height);
  const isClosed = value !== null && lower !== null && upper !== null;
  const notes =
    n === 0
      ? ["no-observations"]
      : value === null
        ? ["not-reached"]
        : band === null
          ? ["no-interval"]
          : isClosed
            ? []
            : ["open-interval"];
  return {
    metric: "survival-quantile",
    value,
    unit: "time",
    n,
    interval: isClosed && band !== null ? { lower, upper, level: band.level, method: band.method } : null,
    probability,
    lower,
    upper,
    notes,
  };
}

/** Heights nearer than this are one: a product of many factors is seldom exactly one half. As in R. */
const nearHeight = 1.4901161193847656e-8;

/** Where a falling column crosses a height: where it is at it or below, or between there and where it is below. */
function crossing(time: readonly number[], column: readonly (number | null)[], height: number): number | null {
  let reached: number | null = null;
  for (let row = 0; row < column.length; row += 1) {
    const share = column[row];
    if (share === null || share > height + nearHeight) continue;
    reached ??= time[row];
    if (share < height - nearHeight) return reached + (time[row] - reached) / 2;
  }
  return reached === null ? null : reached + (time[column.length - 1] - reached) / 2;
}
