import type { Estimate } from "../../core/estimate.ts";
import type { CumulativeIncidenceResult } from "./cumulative-incidence.ts";
import { checkTime } from "./survival-at.ts";
import { rowAt } from "./survival-curve.ts";

/** The share that has left for a cause by a time. */
export interface IncidenceOfCause extends Estimate<"cumulative-incidence", "proportion"> {
  readonly cause: string;
  /** Its standard error, or `null`. */
  readonly standardError: number | null;
}

/** What has become of all by a time. */
export interface IncidenceAt {
  /** The time asked for. */
  readonly time: number;
  /** The share still there, or `null`. */
  readonly eventFree: number | null;
  /** The share that has left for each cause. */
  readonly causes: readonly IncidenceOfCause[];
}

/**
 * Cumulative incidences at a time: which share has left for each cause by then.
 *
 * @param curves - of `cumulativeIncidence`
 * @param time - 0 or more, in the unit of the curves
 * @returns proportions that add up to 1, or `null` beyond the last time unless all had left by then; `notes` has
 *   `"beyond-last-time"`, `"no-observations"` or `"no-interval"`
 * @throws {@link MetricError} `TIME_INVALID`
 *
 * @example
 * ```ts
 * import { cumulativeIncidence, incidenceAt } from "customer-metrics/churn";
 *
 * const curves = cumulativeIncidence({ time: [1, 2, 3, 4], cause: ["voluntary", "failed payment", null, "voluntary"] });
 * incidenceAt(curves, 2.5).eventFree; // => 0.5
 * incidenceAt(curves, 2.5).causes[0]; // => { cause: "failed payment", value: 0.25, interval: { lower: ≈0.0089, upper: ≈0.6653 } }
 * ```
 */
export function incidenceAt(curves: CumulativeIncidenceResult, time: number): IncidenceAt {
  checkTime(time, "time");
  const row = rowAt(curves, time);
  const last = curves.time.length - 1;
  const isLast = row === last && row >= 0 && curves.time[row] < time * (1 - curves.definition.tieTolerance);
  const isKnown = last >= 0 && !(isLast && curves.eventFree[last] > 0);
  const { band, n } = curves;
  const causes = curves.causes.map((cause): IncidenceOfCause => {
    const value = !isKnown ? null : row < 0 ? 0 : cause.incidence[row];
    const [lower, upper] = row < 0 ? [0, 0] : [cause.lower[row], cause.upper[row]];
    const hasEnds = value !== null && band !== null && lower !== null && upper !== null;
    return {
      metric: "cumulative-incidence",
      cause: cause.cause,
      value,
      unit: "proportion",
      n,
      interval: hasEnds ? { lower, upper, level: band.level, method: band.method } : null,
      standardError: value === null ? null : row < 0 ? 0 : cause.standardError[row],
      notes: last < 0 ? ["no-observations"] : value === null ? ["beyond-last-time"] : hasEnds ? [] : ["no-interval"],
    };
  });
  return { time, eventFree: !isKnown ? null : row < 0 ? 1 : curves.eventFree[row], causes };
}
