import type { Accumulator } from "../../core/accumulator.ts";
import { checkLevel } from "../../core/estimate.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { type IncidenceColumns, incidenceColumns } from "./cumulative-incidence-columns.ts";
import { bandEnd, type SurvivalBand, type SurvivalBandMethod } from "./survival-bands.ts";
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

/** Options of {@link cumulativeIncidence}. */
export interface CumulativeIncidenceOptions<Row = SurvivalObservation>
  extends SurvivalReadingOptions<Row>,
    SurvivalCurveOptions {
  /** How the pointwise bands are made. @defaultValue `"log-log"` */
  readonly interval?: SurvivalBandMethod | "none" | undefined;
}

/** The share that has left for one cause, as columns beside the times of the result. */
export interface CauseIncidence extends IncidenceColumns {
  readonly cause: string;
  /** Events of this cause at each time. */
  readonly events: readonly number[];
}

/** Shares that have left for each cause, as columns, a row a distinct time at which anybody left. */
export interface CumulativeIncidenceResult {
  readonly metric: "cumulative-incidence";
  /** Ascending, in the unit of the data. */
  readonly time: readonly number[];
  /** Under observation just before the time. */
  readonly atRisk: readonly number[];
  /** Last seen at the time, without any event. */
  readonly censored: readonly number[];
  /** The share still there: Kaplan-Meier survival of all causes. With the incidences it adds up to 1. */
  readonly eventFree: readonly number[];
  /** The causes, in the order of their code units. */
  readonly causes: readonly CauseIncidence[];
  /** Coverage and method of the bands, or `null` without. */
  readonly band: SurvivalBand | null;
  /** Observations, each as many as its weight says. */
  readonly n: number;
  /** Rows of data counted. */
  readonly rows: number;
  /** What was not counted, and why. */
  readonly leftOut: SurvivalLeftOut;
  /** What the curves follow. */
  readonly definition: SurvivalDefinition;
  /** `"no-observations"`, `"no-events"`, `"fractional-weights"`, `"risk-set-emptied"`. */
  readonly notes: readonly string[];
}

/**
 * Cumulative incidence: which share has left for each cause by each time, when leaving for one rules out the others,
 * as voluntary churn does failed payments.
 *
 * One less the Kaplan-Meier curve of a cause, with the others as censored, is not that: it is what would be if nobody
 * could leave for another cause, and such shares add up to more than have left.
 *
 * @formula F(t) = Σ S(t−) · events of the cause / atRisk over times ≤ t (Aalen-Johansen)
 *
 * @param source - columns with `cause`, rows, or a `SurvivalState`
 * @param options - see {@link CumulativeIncidenceOptions}; `causes` also makes sure that each of them is in the result
 * @returns proportions in [0, 1] with standard errors (of the multinomial events at each time, carried forward; without
 *   late entries that is R's infinitesimal jackknife) and bands
 * @throws {@link MetricError} as `kaplanMeier`
 * @see Aalen and Johansen, "An Empirical Transition Matrix for Non-homogeneous Markov Chains Based on Censored
 *   Observations", Scandinavian Journal of Statistics 5, 1978; Andersen, Borgan, Gill and Keiding, "Statistical Models
 *   Based on Counting Processes", 1993, section IV.4.
 *
 * @example
 * ```ts
 * import { cumulativeIncidence } from "customer-metrics/churn";
 *
 * const curves = cumulativeIncidence({ time: [1, 2, 3, 4], cause: ["voluntary", "failed payment", null, "voluntary"] });
 * curves.causes.map((each) => each.cause); // => ["failed payment", "voluntary"]
 * curves.causes[1]!.incidence; // => [0.25, 0.25, 0.25, 0.75]
 * curves.eventFree; // => [0.75, 0.5, 0.5, 0]
 * ```
 */
export function cumulativeIncidence<Row = SurvivalObservation>(
  source: SurvivalSource<Row>,
  options: CumulativeIncidenceOptions<Row> = {},
): CumulativeIncidenceResult {
  const { level = 0.95, interval = "log-log" } = options;
  checkLevel(level);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  const end = interval === "none" ? null : bandEnd(interval);
  const counts = countsOf(source, options);
  const table = tableOf(counts, tieTolerance);
  const { time, atRisk, events, censored, byCause } = table;
  const eventFree: number[] = [];
  let share = 1;
  let n = 0;
  for (let i = 0; i < time.length; i += 1) {
    if (events[i] > 0) share *= (atRisk[i] - events[i]) / atRisk[i];
    eventFree.push(share);
    n += events[i] + censored[i];
  }
  const z = zOfLevel(level);
  const found = counts.causes.filter((_, cause) => counts.events[cause].time.length > 0);
  const names = [...new Set([...found, ...(options.causes ?? [])])].sort();
  const none = new Float64Array(time.length);
  const causes = names.map((cause): CauseIncidence => {
    const gone = byCause[counts.causes.indexOf(cause)] ?? none;
    return { cause, events: plain(gone), ...incidenceColumns(table, gone, eventFree, end, z) };
  });
  const emptied = eventFree.indexOf(0);
  return {
    metric: "cumulative-incidence",
    time: plain(time),
    atRisk: plain(atRisk),
    censored: plain(censored),
    eventFree,
    causes,
    band: interval === "none" ? null : { level, method: interval },
    n,
    rows: counts.rows,
    leftOut: counts.leftOut,
    definition: { estimator: "aalen-johansen", ties: "events-first", tieTolerance, resolution: counts.resolution },
    notes: [
      ...(n === 0 ? ["no-observations"] : share === 1 ? ["no-events"] : []),
      ...(hasFractions(counts) ? ["fractional-weights"] : []),
      ...(emptied >= 0 && emptied < time.length - 1 ? ["risk-set-emptied"] : []),
    ],
  };
}

/**
 * {@link cumulativeIncidence} as an {@link Accumulator} of rows; its states are those of `kaplanMeierAccumulator`.
 *
 * @param options - as for {@link cumulativeIncidence}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { cumulativeIncidenceAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = cumulativeIncidenceAccumulator();
 * const rows = [{ time: 1, cause: "voluntary" }, { time: 2, cause: "failed payment" }, { time: 3, cause: null }, { time: 3, cause: null }];
 * accumulator.result(fold(accumulator, rows)).causes[0]; // => { cause: "failed payment", incidence: [0, 0.25, 0.25] }
 * ```
 */
export function cumulativeIncidenceAccumulator<Row = SurvivalObservation>(
  options: CumulativeIncidenceOptions<Row> = {},
): Accumulator<Row, SurvivalState, CumulativeIncidenceResult> {
  return survivalAccumulator(options, (state) => cumulativeIncidence(state, options as CumulativeIncidenceOptions));
}
