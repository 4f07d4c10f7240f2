import type { Accumulator } from "../../core/accumulator.ts";
import { checkLevel } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { tieCorrectedHazard } from "./nelson-aalen-ties.ts";
import { hasFractions } from "./survival-counts.ts";
import type { SurvivalDefinition } from "./survival-curve.ts";
import {
  checkTieTolerance,
  type SurvivalCurveOptions,
  type SurvivalLeftOut,
  type SurvivalObservation,
  type SurvivalReadingOptions,
} from "./survival-reading.ts";
import { countsOf, type SurvivalSource } from "./survival-source.ts";
import type { SurvivalState } from "./survival-state.ts";
import { plain, tableOf } from "./survival-table.ts";
import { survivalAccumulator } from "./survival-tally.ts";

/** How events of the same time add to the hazard. */
export type HazardEstimator = "nelson-aalen" | "fleming-harrington";

/** Options of {@link nelsonAalen}. */
export interface NelsonAalenOptions<Row = SurvivalObservation>
  extends SurvivalReadingOptions<Row>,
    SurvivalCurveOptions {
  /**
   * `"nelson-aalen"`: events of one time leave together, d / n; `"fleming-harrington"`: one after the other,
   * 1 / n + 1 / (n − 1) + …, as if the tie came from coarse clocks. The latter is the default of Python's lifelines.
   * @defaultValue `"nelson-aalen"`
   */
  readonly estimator?: HazardEstimator | undefined;
  /** On which scale the normal band is made. @defaultValue `"log"` */
  readonly interval?: "log" | "plain" | "none" | undefined;
}

/** A cumulative hazard as columns, a row a distinct time at which anybody left. */
export interface NelsonAalenResult {
  readonly metric: "nelson-aalen";
  /** Ascending, in the unit of the data. */
  readonly time: readonly number[];
  /** Under observation just before the time. */
  readonly atRisk: readonly number[];
  /** Events at the time. */
  readonly events: readonly number[];
  /** Last seen at the time, without the event. */
  readonly censored: readonly number[];
  /** The cumulative hazard up to the time: expected events of one who is replaced at each. */
  readonly hazard: readonly number[];
  /** Its standard error. */
  readonly standardError: readonly number[];
  /** The lower end of the pointwise band; without a band, empty. */
  readonly lower: readonly number[];
  /** The upper end. */
  readonly upper: readonly number[];
  /** exp(−hazard), the survival that belongs to it (Breslow's). */
  readonly survival: readonly number[];
  /** Coverage and method of the band, or `null` without one. */
  readonly band: { readonly level: number; readonly method: "log" | "plain" } | null;
  /** Observations, each as many as its weight says. */
  readonly n: number;
  /** Rows of data counted. */
  readonly rows: number;
  /** What was not counted, and why. */
  readonly leftOut: SurvivalLeftOut;
  /** What the curve follows. */
  readonly definition: SurvivalDefinition & { readonly estimator: HazardEstimator };
  /** `"no-observations"`, `"no-events"`, `"fractional-weights"`. */
  readonly notes: readonly string[];
}

/**
 * The cumulative hazard: how much risk of leaving has piled up by each time. Its slope is the risk at that tenure.
 *
 * @formula H(t) = Σ events / atRisk over times ≤ t; standard error √Σ events / atRisk²; tie-corrected: each event of a
 *   time has one fewer at risk
 *
 * @param source - columns, rows or a `SurvivalState`, as for `kaplanMeier`
 * @param options - see {@link NelsonAalenOptions}
 * @returns the hazard with its band, 0 or more, in events
 * @throws {@link MetricError} `ESTIMATOR_UNKNOWN`, and as `kaplanMeier`
 * @see Aalen, "Nonparametric Inference for a Family of Counting Processes", Annals of Statistics 6, 1978; Fleming and
 *   Harrington, "Nonparametric Estimation of the Survival Distribution in Censored Data", Communications in Statistics
 *   13, 1984.
 *
 * @example
 * ```ts
 * import { nelsonAalen } from "customer-metrics/churn";
 *
 * const data = { time: [4, 4, 4], event: [1, 1, 0] };
 * nelsonAalen(data).hazard; // => [≈0.6667]
 * nelsonAalen(data, { estimator: "fleming-harrington" }).hazard; // => [≈0.8333]
 * ```
 */
export function nelsonAalen<Row = SurvivalObservation>(
  source: SurvivalSource<Row>,
  options: NelsonAalenOptions<Row> = {},
): NelsonAalenResult {
  const { level = 0.95, interval = "log", estimator = "nelson-aalen" } = options;
  checkLevel(level);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  if (interval !== "log" && interval !== "plain" && interval !== "none") {
    fail("INTERVAL_UNKNOWN", 'Cannot make a band as interval must be "log", "plain" or "none"', interval);
  }
  if (estimator !== "nelson-aalen" && estimator !== "fleming-harrington") {
    fail(
      "ESTIMATOR_UNKNOWN",
      'Cannot estimate a hazard as estimator must be "nelson-aalen" or "fleming-harrington"',
      estimator,
    );
  }
  const counts = countsOf(source, options);
  const { time, atRisk, events, censored } = tableOf(counts, tieTolerance);
  const z = zOfLevel(level);
  const [hazard, standardError, survival] = [[] as number[], [] as number[], [] as number[]];
  const [lower, upper] = [[] as number[], [] as number[]];
  let [sum, variance, n] = [0, 0, 0];
  for (let i = 0; i < time.length; i += 1) {
    const [under, gone] = [atRisk[i], events[i]];
    n += gone + censored[i];
    if (estimator === "nelson-aalen") {
      sum += gone / under;
      variance += gone / under / under;
    } else {
      const [rise, spread] = tieCorrectedHazard(under, gone);
      sum += rise;
      variance += spread;
    }
    const error = Math.sqrt(variance);
    hazard.push(sum);
    standardError.push(error);
    survival.push(Math.exp(-sum));
    if (interval === "none") continue;
    const spread = interval === "log" && sum > 0 ? Math.exp((z * error) / sum) : 1;
    lower.push(interval === "log" ? sum / spread : Math.max(0, sum - z * error));
    upper.push(interval === "log" ? sum * spread : sum + z * error);
  }
  const isEventless = !events.some((count) => count > 0);
  return {
    metric: "nelson-aalen",
    time: plain(time),
    atRisk: plain(atRisk),
    events: plain(events),
    censored: plain(censored),
    hazard,
    standardError,
    lower,
    upper,
    survival,
    band: interval === "none" ? null : { level, method: interval },
    n,
    rows: counts.rows,
    leftOut: counts.leftOut,
    definition: { estimator, ties: "events-first", tieTolerance, resolution: counts.resolution },
    notes:
      n === 0
        ? ["no-observations"]
        : [...(isEventless ? ["no-events"] : []), ...(hasFractions(counts) ? ["fractional-weights"] : [])],
  };
}

/**
 * {@link nelsonAalen} as an {@link Accumulator} of rows; its states are those of `kaplanMeierAccumulator`.
 *
 * @param options - as for {@link nelsonAalen}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { nelsonAalenAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = nelsonAalenAccumulator();
 * accumulator.result(fold(accumulator, [{ time: 1, event: true }, { time: 2, event: true }])).hazard; // => [0.5, 1.5]
 * ```
 */
export function nelsonAalenAccumulator<Row = SurvivalObservation>(
  options: NelsonAalenOptions<Row> = {},
): Accumulator<Row, SurvivalState, NelsonAalenResult> {
  return survivalAccumulator(options, (state) => nelsonAalen(state, options as NelsonAalenOptions));
}
