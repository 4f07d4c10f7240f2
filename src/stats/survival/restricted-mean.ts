import type { Estimate } from "../../core/estimate.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { checkTime } from "./survival-at.ts";
import { rowAt, type SurvivalCurve } from "./survival-curve.ts";

/** The mean time, of which at most `until` counts. */
export interface RestrictedMean extends Estimate<"restricted-mean", "time"> {
  /** Where the mean is cut. */
  readonly until: number;
  /** Standard error of the mean, not of a single time; `null` without observations. */
  readonly standardError: number | null;
}

/**
 * Restricted mean survival time: how long they stay on average, of which at most `until` counts.
 *
 * The mean itself is unknown as long as anybody is still there. This one is not, and two curves compare by it without
 * any assumption about their shape.
 *
 * @formula ∫ S(t) dt from 0 to until; standard error √Σ (area from t to until)² · events / (atRisk · (atRisk − events))
 *
 * @param curve - of `kaplanMeier`; its level is that of the interval
 * @param until - where the mean is cut, 0 or more; by default the last time of the curve
 * @returns a time in the unit of the curve, with a normal interval within [0, until]; `null` without observations.
 *   `notes` has `"beyond-last-time"` when the curve ends before (its last value is taken to go on, as in R),
 *   `"no-spread"` when no event falls before `until` (then there is no interval), `"no-interval"` or `"no-observations"`
 * @throws {@link MetricError} `TIME_INVALID`
 * @see Irwin, "The Standard Error of an Estimate of Expectation of Life", Journal of Hygiene 47, 1949.
 *
 * @example Of the first four months, three and a half are stayed on average
 * ```ts
 * import { kaplanMeier, restrictedMean } from "customer-metrics/churn";
 *
 * const curve = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 0, 0] });
 * restrictedMean(curve, 4); // => { value: 3.5, standardError: ≈0.433, interval: { lower: ≈2.6513, upper: 4 } }
 * ```
 */
export function restrictedMean(curve: SurvivalCurve, until?: number): RestrictedMean {
  const { time, atRisk, events, survival, band, n } = curve;
  const last = time.length - 1;
  const end = until ?? time[last] ?? 0;
  checkTime(end, "until");

  // Back from the end: what is left of the area after each time is what an event then puts at stake.
  let area = 0;
  let variance = 0; // over end², which squares of very long times would overflow
  let next = end;
  for (let row = Math.min(last, rowAt(curve, end)); row >= 0; row -= 1) {
    // A time that ties with the end may be a rounding beyond it.
    const from = Math.min(time[row], end);
    area += survival[row] * (next - from);
    next = from;
    if (end > 0 && survival[row] > 0 && events[row] > 0)
      variance += (area / end) ** 2 * (events[row] / (atRisk[row] * (atRisk[row] - events[row])));
  }
  const value = last < 0 ? null : Math.min(end, area + next);
  const standardError = value === null ? null : end * Math.sqrt(variance);
  const isFlat = standardError === 0;
  const hasInterval = value !== null && band !== null && !isFlat;
  const margin = hasInterval ? zOfLevel(band.level) * (standardError as number) : 0;
  const isBeyond = last >= 0 && end > time[last] && survival[last] > 0;
  return {
    metric: "restricted-mean",
    value,
    unit: "time",
    n,
    interval: hasInterval
      ? {
          lower: Math.max(0, value - margin),
          upper: Math.min(end, value + margin),
          level: band.level,
          method: "normal",
        }
      : null,
    until: end,
    standardError,
    notes:
      last < 0
        ? ["no-observations"]
        : [
            ...(isBeyond ? ["beyond-last-time"] : []),
            ...(isFlat ? ["no-spread"] : band === null ? ["no-interval"] : []),
          ],
  };
}
