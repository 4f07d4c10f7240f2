import type { Accumulator } from "../../core/accumulator.ts";
import { checkLevel, type Estimate } from "../../core/estimate.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { type BandEnd, bandEnd, type SurvivalBandMethod } from "./survival-bands.ts";
import { hasFractions, type SurvivalCounts } from "./survival-counts.ts";
import type { SurvivalCurve } from "./survival-curve.ts";
import { type SurvivalQuantile, survivalQuantile } from "./survival-quantile.ts";
import {
  checkTieTolerance,
  type SurvivalCurveOptions,
  type SurvivalLeftOut,
  type SurvivalObservation,
  type SurvivalReadingOptions,
} from "./survival-reading.ts";
import { countsOf, type SurvivalSource } from "./survival-source.ts";
import type { SurvivalState } from "./survival-state.ts";
import { plain, type SurvivalTable, tableOf } from "./survival-table.ts";
import { survivalAccumulator } from "./survival-tally.ts";

/** Options of {@link kaplanMeier}. */
export interface KaplanMeierOptions<Row = SurvivalObservation>
  extends SurvivalReadingOptions<Row>,
    SurvivalCurveOptions {
  /**
   * How the pointwise band is made; quantiles and what else is read from the curve follow it.
   * @defaultValue `"log-log"`
   */
  readonly interval?: SurvivalBandMethod | "none" | undefined;
}

/** A survival curve; as one figure, its median. */
export interface KaplanMeierResult extends Estimate<"kaplan-meier", "time">, SurvivalCurve {
  /** The median survival time, or `null` when fewer than half are known to have left. */
  readonly value: number | null;
  /** Observations, each as many as its weight says. */
  readonly n: number;
  /** Rows of data counted; with what is left out, as many as were given. */
  readonly rows: number;
  /** What was not counted, and why. */
  readonly leftOut: SurvivalLeftOut;
}

/**
 * Kaplan-Meier survival: which share is still there after each time, when many have not left yet.
 *
 * Those who are still there count as long as they were seen and no longer: neither as lost nor as lasting.
 *
 * @formula S(t) = Π (1 − events / atRisk) over times ≤ t; standard error S · √Σ events / (atRisk · (atRisk − events))
 *
 * @param source - columns (`time`, and `event` or `cause`, which are all events here; `entry`, `weight`), rows, or a
 *   `SurvivalState`; a group is ignored, see `kaplanMeierBy`
 * @param options - see {@link KaplanMeierOptions}
 * @returns the curve with its band, proportions in [0, 1], and its median as `value`, in the unit of the times; `notes`
 *   has `"no-observations"`, `"no-events"`, `"median-not-reached"`, `"open-interval"` or `"no-interval"` (of the
 *   median), `"fractional-weights"` (standard errors take weights for counts) or `"risk-set-emptied"` (late entries
 *   after everybody had left: the curve stays at 0)
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `INTERVAL_UNKNOWN`; `SOURCE_INVALID`; `EVENT_REQUIRED`;
 *   `LENGTH_MISMATCH`; `RESOLUTION_INVALID`; `TIE_TOLERANCE_INVALID`; `KIND_MISMATCH` or `STATE_INVALID` for a state;
 *   `OBSERVATION_INVALID` when `onInvalid` is `"throw"`
 * @see Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53, 1958; Greenwood, "The Natural
 *   Duration of Cancer", 1926.
 *
 * @example Two left after 2 and 4 months, two were still there after 6 and 8
 * ```ts
 * import { kaplanMeier } from "customer-metrics/churn";
 *
 * const curve = kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 0, 0] });
 * curve.survival; // => [0.75, 0.5, 0.5, 0.5]
 * curve.lower[1]; // => ≈0.0578
 * curve.value; // => 6
 * ```
 */
export function kaplanMeier<Row = SurvivalObservation>(
  source: SurvivalSource<Row>,
  options: KaplanMeierOptions<Row> = {},
): KaplanMeierResult {
  return kaplanMeierOf(countsOf(source, options), options);
}

/**
 * {@link kaplanMeier} as an {@link Accumulator} of rows: for streams, shards and, with `groupBy`, segments.
 *
 * @param options - as for {@link kaplanMeier}
 *
 * @example Two days, merged
 * ```ts
 * import { fold } from "customer-metrics";
 * import { kaplanMeierAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = kaplanMeierAccumulator();
 * const monday = fold(accumulator, [{ time: 2, event: true }, { time: 6, event: false }]);
 * const tuesday = fold(accumulator, [{ time: 4, event: true }, { time: 8, event: false }]);
 * accumulator.result(accumulator.merge(monday, tuesday)).survival; // => [0.75, 0.5, 0.5, 0.5]
 * ```
 */
export function kaplanMeierAccumulator<Row = SurvivalObservation>(
  options: KaplanMeierOptions<Row> = {},
): Accumulator<Row, SurvivalState, KaplanMeierResult> {
  return survivalAccumulator(options, (state) => kaplanMeier(state, options as KaplanMeierOptions));
}

/** The curve of counts. */
export function kaplanMeierOf(
  counts: SurvivalCounts,
  options: Omit<KaplanMeierOptions, keyof SurvivalReadingOptions>,
): KaplanMeierResult {
  const { level = 0.95, interval = "log-log" } = options;
  checkLevel(level);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  const end = interval === "none" ? null : bandEnd(interval);
  const table = tableOf(counts, tieTolerance);
  const columns = curveColumns(table, end, end === null ? 0 : zOfLevel(level));
  let n = 0;
  for (let i = 0; i < table.time.length; i += 1) n += table.events[i] + table.censored[i];
  const curve: SurvivalCurve = {
    ...columns,
    band: interval === "none" ? null : { level, method: interval },
    n,
    definition: { estimator: "product-limit", ties: "events-first", tieTolerance, resolution: counts.resolution },
  };
  const median = survivalQuantile(curve, 0.5);
  return {
    metric: "kaplan-meier",
    value: median.value,
    unit: "time",
    interval: median.interval,
    ...curve,
    rows: counts.rows,
    leftOut: counts.leftOut,
    notes: notesOf(table, counts, columns.survival, median),
  };
}

function curveColumns(
  { time, atRisk, events, censored }: SurvivalTable,
  end: BandEnd | null,
  z: number,
): Pick<SurvivalCurve, "time" | "atRisk" | "events" | "censored" | "survival" | "standardError" | "lower" | "upper"> {
  const rows = time.length;
  const survival = new Array<number>(rows);
  const standardError = new Array<number | null>(rows);
  const lower = new Array<number | null>(end === null ? 0 : rows);
  const upper = new Array<number | null>(end === null ? 0 : rows);
  let share = 1;
  let variance = 0;
  let error: number | null = 0;
  let low: number | null = 1;
  let high: number | null = 1;
  // While nobody is censored or comes in, the factors telescope: left / atRisk at the start of the stretch.
  let left = -1;
  let shareBefore = 1;
  let atRiskBefore = 1;
  for (let i = 0; i < rows; i += 1) {
    const [under, gone] = [atRisk[i], events[i]];
    if (under !== left) {
      shareBefore = share;
      atRiskBefore = under;
    }
    left = under - gone;
    if (gone > 0) {
      share = left > 0 ? (shareBefore * left) / atRiskBefore : 0;
      variance += gone / (under * left);
      if (share > 0) {
        const logError = Math.sqrt(variance);
        error = share * logError;
        // Weights of nearly nothing may leave the share at 1, where the scales of the bands end.
        if (end !== null && share < 1) {
          low = end(share, logError, -z);
          high = end(share, logError, z);
        }
      } else error = low = high = null;
    }
    survival[i] = share;
    standardError[i] = error;
    if (end !== null) {
      lower[i] = low;
      upper[i] = high;
    }
  }
  return {
    time: plain(time),
    atRisk: plain(atRisk),
    events: plain(events),
    censored: plain(censored),
    survival,
    standardError,
    lower,
    upper,
  };
}

function notesOf(
  { atRisk, events }: SurvivalTable,
  counts: SurvivalCounts,
  survival: readonly number[],
  median: SurvivalQuantile,
): string[] {
  if (median.n === 0) return ["no-observations"];
  const notes = median.notes.map((note) => (note === "not-reached" ? "median-not-reached" : note));
  if (!events.some((count) => count > 0)) notes.push("no-events");
  if (hasFractions(counts)) notes.push("fractional-weights");
  const emptied = survival.indexOf(0);
  if (emptied >= 0 && emptied < atRisk.length - 1) notes.push("risk-set-emptied");
  return notes;
}
