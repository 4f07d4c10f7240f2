import { checkLevel } from "../../core/estimate.ts";
import { fail } from "../../core/metric-error.ts";
import { zOfLevel } from "../../numeric/z-of-level.ts";
import { bandAround, bandEnd, type SurvivalBand, type SurvivalBandMethod } from "./survival-bands.ts";
import type { SurvivalCounts } from "./survival-counts.ts";
import {
  checkTieTolerance,
  type SurvivalCurveOptions,
  type SurvivalLeftOut,
  type SurvivalObservation,
  type SurvivalReadingOptions,
} from "./survival-reading.ts";
import { countsOf, type SurvivalSource } from "./survival-source.ts";
import { type SurvivalTable, tableOf } from "./survival-table.ts";

/** Options of {@link lifeTable}: one of `width` and `breaks`. */
export interface LifeTableOptions<Row = SurvivalObservation> extends SurvivalReadingOptions<Row>, SurvivalCurveOptions {
  /** The width of every interval, from 0 to beyond the last time. */
  readonly width?: number | undefined;
  /** Where intervals begin and end: two or more times, ascending, from 0 or later. */
  readonly breaks?: readonly number[] | undefined;
  /** How the interval of survival is made. @defaultValue `"log-log"` */
  readonly interval?: SurvivalBandMethod | "none" | undefined;
}

/** An interval of a life table: from `from` up to but not including `to`. */
export interface LifeTableRow {
  readonly from: number;
  readonly to: number;
  /** Under observation at `from`. */
  readonly atRisk: number;
  /** Came under observation within the interval. */
  readonly entered: number;
  /** Last seen within the interval, without the event. */
  readonly censored: number;
  /** Events within the interval. */
  readonly events: number;
  /** Those at risk as if all the time: who came or was last seen within counts half. */
  readonly exposed: number;
  /** The chance of the event within the interval of those there at its start, or `null` when nobody was exposed. */
  readonly probability: number | null;
  /** Events by exposed and unit of time, in the middle of the interval, or `null`. */
  readonly hazard: number | null;
  /** The share that is still there at `to`, or `null` after an interval in which nobody was exposed. */
  readonly survival: number | null;
  /** Its standard error. */
  readonly standardError: number | null;
  /** The lower end of its interval, or `null`. */
  readonly lower: number | null;
  /** The upper end, or `null`. */
  readonly upper: number | null;
}

/** An actuarial life table. */
export interface LifeTableResult {
  readonly metric: "life-table";
  /** The intervals, in their order. */
  readonly intervals: readonly LifeTableRow[];
  /** Under observation at the end of the last interval. */
  readonly beyond: number;
  /** Coverage and method of the intervals of survival, or `null`. */
  readonly band: SurvivalBand | null;
  /** Observations, each as many as its weight says. */
  readonly n: number;
  /** Rows of data counted. */
  readonly rows: number;
  /** What was not counted, and why. */
  readonly leftOut: SurvivalLeftOut;
  /** What the table follows. */
  readonly definition: {
    readonly estimator: "actuarial";
    readonly breaks: readonly number[];
    readonly tieTolerance: number;
    readonly resolution: number | null;
  };
  /** `"no-observations"`, `"exposure-below-events"` (a probability was cut at 1). */
  readonly notes: readonly string[];
}

/**
 * The actuarial life table: survival by intervals, for tenure that is known by the month alone, or for a short table.
 *
 * Who is last seen within an interval is taken to have been at risk for half of it. With exact times, `kaplanMeier`
 * assumes less.
 *
 * @formula probability = events / (atRisk + entered / 2 − censored / 2); survival = Π (1 − probability)
 *
 * @param source - columns, rows or a `SurvivalState`, as for `kaplanMeier`
 * @param options - see {@link LifeTableOptions}; what happens at a break belongs to the later interval
 * @throws {@link MetricError} `INTERVALS_INVALID`, and as `kaplanMeier`
 * @see Cutler and Ederer, "Maximum Utilization of the Life Table Method in Analyzing Survival", Journal of Chronic
 *   Diseases 8, 1958.
 *
 * @example
 * ```ts
 * import { lifeTable } from "customer-metrics/churn";
 *
 * const data = { time: [2, 4, 9, 13, 14], event: [1, 0, 1, 1, 0] };
 * const table = lifeTable(data, { width: 12 });
 * table.intervals[0]; // => { from: 0, to: 12, atRisk: 5, events: 2, censored: 1, exposed: 4.5, survival: ≈0.5556 }
 * table.intervals[1]!.probability; // => ≈0.6667
 * ```
 */
export function lifeTable<Row = SurvivalObservation>(
  source: SurvivalSource<Row>,
  options: LifeTableOptions<Row>,
): LifeTableResult {
  const { level = 0.95, interval = "log-log" } = options;
  checkLevel(level);
  const tieTolerance = checkTieTolerance(options.tieTolerance);
  if (interval !== "none") bandEnd(interval);
  const band = interval === "none" ? null : { level, method: interval };
  const counts = countsOf(source, options);
  const table = tableOf(counts, tieTolerance);
  const breaks = breaksOf(options, table.time.at(-1), tieTolerance);
  const below = (time: number, end: number): boolean => time < end * (1 - tieTolerance);
  const intervals: LifeTableRow[] = [];
  const notes = new Set<string>();
  let n = 0;
  for (let i = 0; i < table.time.length; i += 1) n += table.events[i] + table.censored[i];
  if (n === 0) notes.add("no-observations");

  const z = zOfLevel(level);
  let survival: number | null = 1;
  let variance = 0;
  for (let k = 0; k + 1 < breaks.length; k += 1) {
    const [from, to] = [breaks[k], breaks[k + 1]];
    const within = (time: number): boolean => !below(time, from) && below(time, to);
    const atRisk = underObservation(
      counts,
      table,
      (time) => !below(time, from),
      (entry) => entry <= from,
    );
    const entered = total(counts.entered.time, counts.entered.count, (time) => time > from && within(time));
    const censored = total(table.time, table.censored, within);
    const events = total(table.time, table.events, within);
    const exposed = atRisk + entered / 2 - censored / 2;
    if (events > exposed) notes.add("exposure-below-events");
    const probability = exposed > 0 ? Math.min(1, events / exposed) : null;
    survival = survival === null || probability === null ? null : survival * (1 - probability);
    if (events > 0 && events < exposed) variance += events / (exposed * (exposed - events));
    const hazard = probability === null ? null : (2 * probability) / ((to - from) * (2 - probability));
    const logError = survival === null || survival === 0 ? null : Math.sqrt(variance);
    const ends = band === null || survival === null ? null : bandAround(survival, logError, band, z);
    intervals.push({
      from,
      to,
      atRisk,
      entered,
      censored,
      events,
      exposed,
      probability,
      hazard: hazard === null || hazard === Infinity ? null : hazard,
      survival,
      standardError: logError === null ? null : (survival as number) * logError,
      lower: ends?.lower ?? null,
      upper: ends?.upper ?? null,
    });
  }
  const end = breaks[breaks.length - 1];
  return {
    metric: "life-table",
    intervals,
    beyond: underObservation(
      counts,
      table,
      (time) => !below(time, end),
      (entry) => entry <= end,
    ),
    band,
    n,
    rows: counts.rows,
    leftOut: counts.leftOut,
    definition: { estimator: "actuarial", breaks, tieTolerance, resolution: counts.resolution },
    notes: [...notes],
  };
}

/** Those who leave in time to come and had come before. */
function underObservation(
  { entered }: SurvivalCounts,
  { time, events, censored }: SurvivalTable,
  isToCome: (time: number) => boolean,
  isPast: (entry: number) => boolean,
): number {
  const toLeave = total(time, events, isToCome) + total(time, censored, isToCome);
  return Math.max(0, toLeave - total(entered.time, entered.count, (entry) => !isPast(entry)));
}

function total(time: Float64Array, count: Float64Array, counts: (time: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < time.length; i += 1) if (counts(time[i])) sum += count[i];
  return sum;
}

function breaksOf(
  { width, breaks }: Pick<LifeTableOptions, "width" | "breaks">,
  last: number | undefined,
  tieTolerance: number,
): number[] {
  if ((width === undefined) === (breaks === undefined)) {
    fail("INTERVALS_INVALID", "Cannot make a life table as there must be either width or breaks", { width, breaks });
  }
  if (width !== undefined) {
    const steps = Math.floor(((last ?? 0) / width) * (1 + tieTolerance)) + 1;
    if (!(width > 0 && steps <= 1e5))
      fail("INTERVALS_INVALID", "Cannot make a life table as width must make 1 to 100000 intervals", width);
    return Array.from({ length: steps + 1 }, (_, step) => step * width);
  }
  const given = Array.from(breaks ?? []);
  const isAscending = given.every((at, i) => at >= 0 && at < Infinity && (i === 0 || at > given[i - 1]));
  if (!(given.length >= 2 && isAscending)) {
    fail("INTERVALS_INVALID", "Cannot make a life table as breaks must be two or more ascending times, >= 0", breaks);
  }
  return given;
}
