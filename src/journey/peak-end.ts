import { checkChoice } from "../core/choice.ts";
import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { scoreKind } from "./exact-mean.ts";
import { checkRows } from "./promise-outcomes.ts";

/** Which moment is the peak: the one farthest from neutral, the worst or the best. */
export type PeakKind = "extreme" | "worst" | "best";

/** Options of {@link peakEnd}. */
export interface PeakEndOptions {
  /**
   * The score that is neither good nor bad: 0 on a scale from −2 to 2, 3 on one from 1 to 5.
   * @defaultValue `0`
   */
  readonly neutral?: number | undefined;
  /**
   * Which moment is the peak.
   * @defaultValue `"extreme"`
   */
  readonly peak?: PeakKind | undefined;
}

/** What a peak-end score means. As options it gives the same again. */
export interface PeakEndDefinition {
  /** The score that is neither good nor bad. */
  readonly neutral: number;
  /** Which moment is the peak. */
  readonly peak: PeakKind;
}

/** How a journey is remembered. */
export interface PeakEndResult extends Estimate<"peak-end", "score"> {
  /** The score of the peak; of two as far from neutral the lower. */
  readonly peak: number | null;
  /** The last known score. */
  readonly end: number | null;
  /** (peak + end) / 2, the same as `value`. */
  readonly peakEnd: number | null;
  /** Mean of the known scores, to compare with. */
  readonly mean: number | null;
  /** What was not counted. */
  readonly leftOut: {
    /** Moments without a score. */
    readonly missing: number;
    /** Moments whose score is no number. */
    readonly invalid: number;
  };
  /** What the figure means. */
  readonly definition: PeakEndDefinition;
}

/**
 * Peak-end score of one journey: the mean of its most intense and its last moment, which predicts how it is remembered
 * better than the mean over its length does.
 *
 * @formula (peak + end) / 2
 *
 * @param scores - how each moment felt, in order of time; `null` where that is not known
 * @param options - see {@link PeakEndOptions}
 * @returns a score on the scale of the scores, or `null` where none is known
 * @throws {@link MetricError} `SOURCE_INVALID`; `NEUTRAL_INVALID`, `PEAK_INVALID`
 * @see Kahneman, Fredrickson, Schreiber and Redelmeier, "When More Pain Is Preferred to Less", Psychological Science 4, 1993.
 *
 * @example
 * ```ts
 * import { peakEnd } from "customer-metrics/journey";
 *
 * peakEnd([1, -2, null, 0, 1]); // => { value: -0.5, peak: -2, end: 1, mean: 0, n: 4 }
 * ```
 */
export function peakEnd(scores: Iterable<number | null | undefined>, options: PeakEndOptions = {}): PeakEndResult {
  return peakEndOf(scores, peakEndDefinition(options));
}

/** {@link peakEnd} of a definition that was checked. */
export function peakEndOf(scores: Iterable<number | null | undefined>, definition: PeakEndDefinition): PeakEndResult {
  const { neutral, peak: kind } = definition;
  const leftOut = { missing: 0, invalid: 0 };
  const known: number[] = [];
  checkRows("scores", scores);
  for (const score of scores) {
    const found = scoreKind(score);
    if (found === "score") known.push(score! + 0);
    else leftOut[found] += 1;
  }
  let peak: number | null = null;
  for (const score of known) if (peak === null || outdoes(score, peak, kind, neutral)) peak = score;
  const end = known.at(-1) ?? null;
  const n = known.length;
  const value = peak === null || end === null ? null : (peak + end) / 2;
  return {
    metric: "peak-end",
    value,
    unit: "score",
    n,
    interval: null,
    peak,
    end,
    peakEnd: value,
    mean: n === 0 ? null : exactSum(known) / n,
    leftOut,
    definition,
    notes: n === 0 ? ["no-scores"] : ["one-journey-has-no-interval"],
  };
}

/** Throws for what is no option. */
export function peakEndDefinition({ neutral = 0, peak = "extreme" }: PeakEndOptions): PeakEndDefinition {
  if (scoreKind(neutral) !== "score")
    fail("NEUTRAL_INVALID", "Cannot use neutral as it must be a number within 1e100 of 0", neutral);
  checkChoice("PEAK_INVALID", "peak", peak, ["extreme", "worst", "best"]);
  return { neutral, peak };
}

function outdoes(score: number, peak: number, kind: PeakKind, neutral: number): boolean {
  if (kind === "worst") return score < peak;
  if (kind === "best") return score > peak;
  const farther = Math.abs(score - neutral) - Math.abs(peak - neutral);
  return farther > 0 || (farther === 0 && score < peak);
}
