import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { compensatedSum } from "../numeric/sum.ts";
import { histogramQuantile } from "../stats/histogram.ts";
import { share, type Share } from "../stats/share.ts";
import { kaplanMeier } from "../stats/survival/kaplan-meier.ts";
import type { SurvivalCurve } from "../stats/survival/survival-curve.ts";
import { survivalQuantile } from "../stats/survival/survival-quantile.ts";
import {
  addLatency,
  columnsOf,
  emptyLatency,
  type LatencyCounts,
  type LatencyTally,
  mergeLatency,
  type PromiseLatencyState,
} from "./promise-latency-state.ts";
import { forEachPromise } from "./promise-outcomes.ts";
import { type PromiseLeftOut, type PromiseRow, readPromise, readPromiseRow } from "./promise-row.ts";
import { type VerdictDefinition, type VerdictOptions, verdictRules } from "./verdict-rules.ts";

/** Options of {@link promiseLatency}. */
export interface PromiseLatencyOptions extends Pick<VerdictOptions, "asOf" | "graceSeconds"> {
  /**
   * Which quantiles, in (0, 1).
   * @defaultValue `[0.5, 0.9]`
   */
  readonly probabilities?: readonly number[] | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** A time within which a share of the promises was done, in three readings. */
export interface LatencyQuantile {
  /** The share. */
  readonly probability: number;
  /** Of those done, between neighbours (type 7, as in R and NumPy), in seconds; `null` when none is done. */
  readonly linear: number | null;
  /** Of those done, a time that occurred: the one at rank ⌈n · probability⌉. */
  readonly nearestRank: number | null;
  /** Of all, those not done counted for as long as they have waited (Kaplan-Meier); `null` when so many are not done yet. */
  readonly kaplanMeier: number | null;
}

/** How long promises took; as one figure, the median of all, in seconds. */
export interface PromiseLatencyResult extends Estimate<"promise-latency", "seconds">, LatencyTally {
  /** Not done by `asOf` and not called off, those not yet made included. */
  readonly unfulfilled: number;
  /** Done by the deadline, of those that were or are late. */
  readonly attainment: Share;
  /** In the order in which they were asked for. */
  readonly quantiles: readonly LatencyQuantile[];
  /** Mean seconds of those done, or `null`. */
  readonly meanSeconds: number | null;
  /** Median seconds after the deadline (type 7) of those done late, or `null`. */
  readonly medianLatenessSeconds: number | null;
  /** What was not used, by code. */
  readonly leftOut: PromiseLeftOut;
  /** The rules. */
  readonly definition: Pick<VerdictDefinition, "asOf" | "graceSeconds">;
}

/**
 * How long promises took, from when they were made until they were done: real time, without pauses.
 *
 * The median of those already done is too good where many still wait: the slow ones are missing from it. So `value` is the
 * Kaplan-Meier median, for which those not done have taken at least as long as they have waited; who was called off waited
 * until then.
 *
 * @param source - promises, or a {@link PromiseLatencyState}
 * @param options - `asOf`; see {@link PromiseLatencyOptions}
 * @returns seconds; `value` is `null` when fewer than half are known to be done. `notes` has `"no-promises"`,
 *   `"median-not-reached"`, `"open-interval"` (of the median), `"many-open"` (the quantiles of those done are too good),
 *   `"rows-left-out"`
 * @throws {@link MetricError} `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`, `GRACE_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `PROBABILITY_OUT_OF_RANGE`; `SOURCE_INVALID`; `KIND_MISMATCH` for a state of other rules
 * @see Hyndman and Fan, The American Statistician 50, 1996 (type 7); Kaplan and Meier, JASA 53, 1958.
 *
 * @example Three answered within minutes, five still wait after three hours
 * ```ts
 * import { promiseLatency } from "customer-metrics/journey";
 *
 * const made = { madeAt: "2024-06-01T09:00:00Z", dueAt: "2024-06-01T10:00:00Z" };
 * const done = ["09:05", "09:06", "09:07"].map((time) => ({ ...made, fulfilledAt: `2024-06-01T${time}:00Z` }));
 * const result = promiseLatency([...done, made, made, made, made, made], { asOf: "2024-06-01T12:00:00Z" });
 * result.quantiles[0]; // => { probability: 0.5, linear: 360, nearestRank: 360, kaplanMeier: null }
 * result.attainment.value; // => 0.375
 * ```
 */
export function promiseLatency(
  source: Iterable<PromiseRow> | PromiseLatencyState,
  options: PromiseLatencyOptions,
): PromiseLatencyResult {
  const plan = latencyPlan(options);
  const empty = emptyLatency(plan.rules);
  if (typeof (source as Kinded | null | undefined)?.kind === "string") {
    checkSameKind(empty, source as PromiseLatencyState);
    return latencyResult(source as PromiseLatencyState, plan);
  }
  forEachPromise(source as Iterable<PromiseRow>, (_, read, fault) => addLatency(empty, read, fault, plan.rules));
  return latencyResult(empty, plan);
}

/**
 * {@link promiseLatency} as an {@link Accumulator}: for streams, shards and, with `groupBy`, channels.
 *
 * @param options - as for {@link promiseLatency}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { promiseLatencyAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = promiseLatencyAccumulator({ asOf: "2024-06-30T00:00:00Z" });
 * const one = fold(accumulator, [{ madeAt: "2024-06-03T09:00:00Z", fulfilledAt: "2024-06-03T09:10:00Z" }]);
 * const other = fold(accumulator, [{ madeAt: "2024-06-03T09:00:00Z", fulfilledAt: "2024-06-03T09:30:00Z" }]);
 * accumulator.result(accumulator.merge(one, other)).meanSeconds; // => 1200
 * ```
 */
export function promiseLatencyAccumulator(
  options: PromiseLatencyOptions,
): Accumulator<PromiseRow, PromiseLatencyState, PromiseLatencyResult> {
  const plan = latencyPlan(options);
  const read = readPromise();
  return {
    empty: () => emptyLatency(plan.rules),
    add: (state, row) => addLatency(state, read, readPromiseRow(row, read), plan.rules),
    merge: mergeLatency,
    result: (state) => latencyResult(state, plan),
  };
}

interface LatencyPlan {
  readonly rules: ReturnType<typeof verdictRules>;
  readonly probabilities: readonly number[];
  readonly level: number;
}

function latencyPlan({
  asOf,
  graceSeconds,
  probabilities = [0.5, 0.9],
  level = 0.95,
}: PromiseLatencyOptions): LatencyPlan {
  checkLevel(level);
  for (const probability of probabilities) {
    if (!(typeof probability === "number" && probability > 0 && probability < 1))
      fail("PROBABILITY_OUT_OF_RANGE", "Cannot take a quantile as probability must be in (0, 1)", probability);
  }
  return { rules: verdictRules({ asOf, graceSeconds }), probabilities, level };
}

function latencyResult(state: PromiseLatencyState, { rules, probabilities, level }: LatencyPlan): PromiseLatencyResult {
  const { counts, leftOut } = state;
  const done = columnsOf(state.done);
  const late = columnsOf(state.late);
  const curve = curveOf(state, level);
  const median = survivalQuantile(curve, 0.5);
  const notes = median.notes.map((note) =>
    note === "not-reached" ? "median-not-reached" : note === "no-observations" ? "no-promises" : note,
  );
  // A tenth is where the quantiles of those done begin to tell another story than those of all.
  if (counts.open > 0.1 * (counts.open + counts.fulfilled)) notes.push("many-open");
  if (Object.values(leftOut).some((left) => left > 0)) notes.push("rows-left-out");
  return {
    metric: "promise-latency",
    value: seconds(median.value),
    unit: "seconds",
    n: curve.n,
    interval:
      median.interval &&
      ({ ...median.interval, lower: median.interval.lower / 1000, upper: median.interval.upper / 1000 } as const),
    ...counts,
    unfulfilled: counts.open + counts.notYetMade,
    attainment: share(counts.within, counts.within + counts.missed, { level }),
    quantiles: probabilities.map((probability) => ({
      probability,
      linear: seconds(histogramQuantile(done.values, done.counts, probability, 7)),
      nearestRank: seconds(histogramQuantile(done.values, done.counts, probability, 1)),
      kaplanMeier: seconds(survivalQuantile(curve, probability).value),
    })),
    meanSeconds:
      counts.fulfilled === 0
        ? null
        : compensatedSum(done.values.map((value, i) => value * done.counts[i]!)) / counts.fulfilled / 1000,
    medianLatenessSeconds: seconds(histogramQuantile(late.values, late.counts, 0.5, 7)),
    leftOut: { ...leftOut },
    definition: { asOf: rules.definition.asOf, graceSeconds: rules.definition.graceSeconds },
    notes,
  };
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}

function curveOf(state: PromiseLatencyState, level: number): SurvivalCurve {
  const time: number[] = [];
  const event: boolean[] = [];
  const weight: number[] = [];
  const put = (counts: LatencyCounts, happened: boolean): void => {
    for (const key of Object.keys(counts)) {
      time.push(Number(key));
      event.push(happened);
      weight.push(counts[key]!);
    }
  };
  put(state.done, true);
  put(state.waiting, false);
  return kaplanMeier({ time, event, weight }, { level, tieTolerance: 0 });
}
