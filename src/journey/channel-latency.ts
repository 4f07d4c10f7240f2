import { checkLevel, type Estimate } from "../core/estimate.ts";
import { exactMannWhitney, mannWhitney } from "./channel-latency-rank-test.ts";
import { sortedQuantile } from "./channel-latency-quantile.ts";
import { probabilityInterval } from "./channel-latency-interval.ts";
import { checkRows } from "./promise-outcomes.ts";

/** Options of {@link compareChannelLatency}. */
export interface ChannelLatencyOptions {
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** How long one channel took; `null` without times. */
export interface ChannelLatencySummary {
  /** Times that were used. */
  readonly n: number;
  /** Half took no longer. All quantiles are type 7. */
  readonly median: number | null;
  /** A quarter took no longer. */
  readonly p25: number | null;
  /** Three quarters took no longer. */
  readonly p75: number | null;
  /** Nine of ten took no longer. */
  readonly p90: number | null;
  /** p75 − p25: how much one can rely on it. */
  readonly spread: number | null;
  /** What was not counted. */
  readonly leftOut: {
    /** `null`, `undefined`: not answered, or not yet. */
    readonly missing: number;
    /** No finite number of 0 or more. */
    readonly invalid: number;
  };
}

/** Whether a new channel is slower than an old one. */
export interface ChannelLatencyResult extends Estimate<"probability-new-slower", "proportion"> {
  /** The same as `value`: of all pairs of a new and an old time, those in which the new took longer, ties for half. */
  readonly probabilityNewSlower: number | null;
  /** The new channel. */
  readonly newChannel: ChannelLatencySummary;
  /** The old one. */
  readonly oldChannel: ChannelLatencySummary;
  /** Median new less median old, in the unit of the times. */
  readonly difference: number | null;
  /** Mann and Whitney's U of the new times: the pairs themselves. */
  readonly mannWhitneyU: number | null;
  /** Two-sided, normal approximation with corrections for ties and continuity; `null` where all times are equal. */
  readonly pValueAsymptotic: number | null;
  /** Two-sided, over all ways to deal out the same times, ties too; `null` beyond 50 times in all. */
  readonly pValueExact: number | null;
}

/**
 * Is the new channel slower than the old one? Medians and spread of both, and the probability that a customer of the new
 * one waits longer than one of the old.
 *
 * @formula probabilityNewSlower = U / (n · m), U = pairs with new > old + half of those with new = old
 *
 * @param newTimes - how long answers took, in any unit, 0 or more; `null`: not answered
 * @param oldTimes - the same of the old channel
 * @param options - see {@link ChannelLatencyOptions}
 * @returns a proportion in [0, 1], 0.5 where neither is slower; `null` where a channel has no times
 * @throws {@link MetricError} `SOURCE_INVALID`; `LEVEL_OUT_OF_RANGE`
 * @see Mann and Whitney, "On a Test of Whether One of Two Random Variables Is Stochastically Larger than the Other", Annals of
 *   Mathematical Statistics 18, 1947; Newcombe, "Confidence Intervals for an Effect Size Measure Based on the Mann-Whitney
 *   Statistic, Part 2", Statistics in Medicine 25, 2006, method 5 (interval).
 *
 * @example
 * ```ts
 * import { compareChannelLatency } from "customer-metrics/journey";
 *
 * const web = [20, 30, 50, 80, 96, 120, 200];
 * const paper = [24, 26, 30, 36, 40, 48];
 * const result = compareChannelLatency(web, paper);
 * result.value; // => ≈0.7738
 * result.difference; // => 47
 * result.pValueAsymptotic; // => ≈0.1156
 * ```
 */
export function compareChannelLatency(
  newTimes: Iterable<number | null | undefined>,
  oldTimes: Iterable<number | null | undefined>,
  options: ChannelLatencyOptions = {},
): ChannelLatencyResult {
  const { level = 0.95 } = options;
  checkLevel(level);
  const ofNew = readTimes(newTimes);
  const ofOld = readTimes(oldTimes);
  const [n, m] = [ofNew.sorted.length, ofOld.sorted.length];
  const test = n === 0 || m === 0 ? null : mannWhitney(ofNew.sorted, ofOld.sorted);
  const value = test === null ? null : test.u / n / m;
  const newChannel = summary(ofNew);
  const oldChannel = summary(ofOld);
  const notes = ["association-not-cause"];
  if (test === null) notes.push(n === 0 ? "no-new-times" : "no-old-times");
  else if (test.pValue === null) notes.push("all-times-equal");
  if (newChannel.leftOut.missing + oldChannel.leftOut.missing > 0) notes.push("unanswered-left-out");
  return {
    metric: "probability-new-slower",
    value,
    unit: "proportion",
    n: n + m,
    interval: value === null ? null : probabilityInterval(value, n, m, level),
    probabilityNewSlower: value,
    newChannel,
    oldChannel,
    difference: test === null ? null : newChannel.median! - oldChannel.median!,
    mannWhitneyU: test?.u ?? null,
    pValueAsymptotic: test?.pValue ?? null,
    pValueExact: test === null || n + m > 50 ? null : exactMannWhitney(ofNew.sorted, ofOld.sorted),
    notes,
  };
}

interface Times {
  readonly sorted: Float64Array;
  readonly leftOut: ChannelLatencySummary["leftOut"];
}

function readTimes(times: Iterable<number | null | undefined>): Times {
  const known: number[] = [];
  const leftOut = { missing: 0, invalid: 0 };
  checkRows("times", times);
  for (const time of times) {
    if (time === null || time === undefined) leftOut.missing += 1;
    else if (typeof time === "number" && time >= 0 && time < Infinity) known.push(time + 0);
    else leftOut.invalid += 1;
  }
  return { sorted: Float64Array.from(known).sort(), leftOut };
}

function summary({ sorted, leftOut }: Times): ChannelLatencySummary {
  const n = sorted.length;
  const at = (p: number): number | null => (n === 0 ? null : sortedQuantile(sorted, p));
  const [median, p25, p75, p90] = [at(0.5), at(0.25), at(0.75), at(0.9)];
  return { n, median, p25, p75, p90, spread: p75 === null ? null : p75 - p25!, leftOut };
}
