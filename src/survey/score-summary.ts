import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate } from "../core/estimate.ts";
import type { Scale } from "../model/scale.ts";
import { histogramMoments, histogramQuantile, type QuantileType } from "../stats/histogram.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import { answerNotes } from "./answer-notes.ts";
import { resolveScale } from "./scale.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import { scoreHistogram, type Direction } from "./score-histogram.ts";
import { scaleOfState, type LeftOut, type ScoreState } from "./score-state.ts";
import { scoreStateOf, type NeedsRead, type ScoreCell, type ScoreOptions } from "./count-scores.ts";

/** Options of {@link scoreSummary}. */
export interface ScoreSummaryOptions<Row = ScoreCell> extends ScoreOptions<Row> {
  /**
   * Which end of the scale is the good one; where low is, scores are reflected.
   * @defaultValue `"high-is-good"`
   */
  readonly direction?: Direction | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * Which rule quantiles follow, by the numbers of Hyndman and Fan: 7 as R, NumPy and Excel, 2 as SAS.
   * @defaultValue `7`
   */
  readonly quantiles?: QuantileType | undefined;
}

/** Mean, spread and quantiles of answers. */
export interface ScoreSummary extends Estimate<"score", "score"> {
  /** The scale that the answers are on. */
  readonly scale: Scale;
  /** Mean score, the same as `value`. */
  readonly mean: number | null;
  /** Sample variance (n − 1), or `null` for fewer than two answers. */
  readonly variance: number | null;
  /** Sample standard deviation. */
  readonly standardDeviation: number | null;
  /** Standard error of the mean. */
  readonly standardError: number | null;
  /** The lowest score given. */
  readonly min: number | null;
  /** The highest score given. */
  readonly max: number | null;
  /** The most frequent score, the lowest of equals. */
  readonly mode: number | null;
  /** The median. */
  readonly median: number | null;
  /** First quartile, median and third quartile. */
  readonly quartiles: readonly [number, number, number] | null;
  /** What was not counted, and why. */
  readonly leftOut: LeftOut;
}

/**
 * Mean, median, spread and quartiles of answers on any scale.
 *
 * @formula mean: Σ score / n; variance: Σ (score − mean)² / (n − 1)
 *
 * @param source - answers as numbers, rows with `read`, or a {@link ScoreState}
 * @returns the mean with its Student-t interval, not cut at the ends of the scale; `null` fields where there are too few answers
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `DIRECTION_INVALID` and `QUANTILES_INVALID` for what
 *   is no choice; and as `tallyScores`
 * @see Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996.
 *
 * @example
 * ```ts
 * import { scoreSummary } from "customer-metrics";
 *
 * const { mean, median, quartiles } = scoreSummary([1, 7, 4, 2], { scale: "1-7" });
 * mean; // => 3.5
 * median; // => 3
 * quartiles; // => [1.75, 3, 4.75]
 * ```
 */
export function scoreSummary<Row = ScoreCell>(
  source: Iterable<Row> | ScoreState,
  options: ScoreSummaryOptions<Row> & NeedsRead<Row>,
): ScoreSummary {
  const settled = settle(options);
  return summaryOf(scoreStateOf(source, settled.scale, options), settled);
}

/**
 * {@link scoreSummary} as an {@link Accumulator}.
 *
 * @example
 * ```ts
 * import { fold, scoreSummaryAccumulator } from "customer-metrics";
 *
 * const accumulator = scoreSummaryAccumulator({ scale: "1-5" });
 * accumulator.result(fold(accumulator, [5, 3, 4])).mean; // => 4
 * ```
 */
export function scoreSummaryAccumulator<Row = ScoreCell>(
  options: ScoreSummaryOptions<Row>,
): Accumulator<Row, ScoreState, ScoreSummary> {
  const settled = settle(options);
  return scoreAccumulator(settled.scale, options, (state) => summaryOf(state, settled));
}

/** What a summary needs of the options, checked. */
interface Settled {
  readonly scale: Scale;
  readonly direction: Direction;
  readonly level: number;
  readonly quantiles: QuantileType;
}

function settle<Row>(options: ScoreSummaryOptions<Row>): Settled {
  const scale = resolveScale(options?.scale);
  const { direction = "high-is-good", level = 0.95, quantiles = 7 } = options;
  checkLevel(level);
  checkChoice("DIRECTION_INVALID", "direction", direction, ["high-is-good", "low-is-good"]);
  checkChoice("QUANTILES_INVALID", "quantiles", quantiles, [1, 2, 7]);
  return { scale, direction, level, quantiles };
}

function summaryOf(state: ScoreState, { scale, direction, level, quantiles }: Settled): ScoreSummary {
  scaleOfState(state, scale);
  const histogram = scoreHistogram(state, direction);
  const {
    n,
    mean,
    variance,
    sd: standardDeviation,
    min,
    max,
    mode,
  } = histogramMoments(histogram.values, histogram.counts);
  const quantile = (p: number): number => histogramQuantile(histogram.values, histogram.counts, p, quantiles)!;
  const quartiles = n === 0 ? null : ([quantile(0.25), quantile(0.5), quantile(0.75)] as const);
  const notes = [...answerNotes(n, state.leftOut), ...(n === 1 ? ["one-answer-has-no-spread"] : [])];
  return {
    metric: "score",
    value: mean,
    unit: "score",
    n,
    interval: standardDeviation === null ? null : meanInterval(mean!, standardDeviation, n, level),
    scale,
    mean,
    variance,
    standardDeviation,
    standardError: standardDeviation === null ? null : standardDeviation / Math.sqrt(n),
    min,
    max,
    mode,
    median: quartiles === null ? null : quartiles[1],
    quartiles,
    leftOut: { ...state.leftOut },
    notes,
  };
}
