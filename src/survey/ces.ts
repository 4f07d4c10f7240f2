import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";
import { histogramMoments, histogramQuantile } from "../stats/histogram.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import { answerNotes } from "./answer-notes.ts";
import { boxes, scoreHistogram } from "./score-histogram.ts";
import { checkIntervalMethod, netInterval, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { resolveScale } from "./scale.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import { scaleOfState, type LeftOut, type ScoreState } from "./score-state.ts";
import { scoreStateOf, type NeedsRead, type ScoreCell, type ScoreOptions } from "./count-scores.ts";

/** Which figure is the CES: the mean score, the share of easy answers, or easy less difficult in points. */
export type CesValue = "mean" | "easy-share" | "net-easy";

/**
 * What a high answer means. CES 2.0 (2013) asks for agreement with "made it easy": high is easy.
 * The first CES (2010) asked for effort: low is easy.
 */
export type EffortDirection = "high-is-easy" | "low-is-easy";

/** Options of {@link ces} and {@link cesAccumulator}. */
export interface CesOptions<Row = ScoreCell> extends ScoreOptions<Row> {
  /** What a high answer means; never guessed. Where low is easy, answers are reflected so that high is easy in all results. */
  readonly direction: EffortDirection;
  /**
   * The lowest easy answer, after reflection.
   * @defaultValue `5` on `"1-7"`, `4` on `"1-5"`; else it must be given
   */
  readonly easyFrom?: number | undefined;
  /**
   * The highest difficult answer, after reflection.
   * @defaultValue `3` on `"1-7"`, `2` on `"1-5"`; else it must be given
   */
  readonly difficultTo?: number | undefined;
  /**
   * Which figure is `value`; the others are in the result all the same.
   * @defaultValue `"mean"`
   */
  readonly value?: CesValue | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the interval of `"easy-share"` is computed. That of `"mean"` is Student's t, not cut at the ends
   * of the scale, and that of `"net-easy"` adjusted Wald, unless this is `"none"`.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What a CES figure means. As options it gives the same figure again. */
export interface CesDefinition {
  /** The answers that the question allows. */
  readonly scale: Scale;
  /** What a high answer means in the data. */
  readonly direction: EffortDirection;
  /** The lowest easy answer, after reflection. */
  readonly easyFrom: number;
  /** The highest difficult answer, after reflection. */
  readonly difficultTo: number;
  /** Which figure is `value`. */
  readonly value: CesValue;
}

/** A customer effort figure, how sure it is, what is behind it and the definition that it follows. */
export interface CesResult extends Estimate<"ces", "score" | "proportion" | "points"> {
  /** Mean score, high = easy, or `null` without answers. */
  readonly mean: number | null;
  /** Median (type 7). */
  readonly median: number | null;
  /** First quartile, median and third quartile (type 7). */
  readonly quartiles: readonly [number, number, number] | null;
  /** Sample standard deviation (n − 1), or `null` for fewer than two answers. */
  readonly standardDeviation: number | null;
  /** Standard error of the mean, or `null` for fewer than two answers. */
  readonly standardError: number | null;
  /** Easy answers. */
  readonly easy: number;
  /** Answers between. */
  readonly neutral: number;
  /** Difficult answers. */
  readonly difficult: number;
  /** Share of easy answers. */
  readonly easyShare: number | null;
  /** Share of difficult answers. */
  readonly difficultShare: number | null;
  /** Easy less difficult share, in points: [−100, 100]. */
  readonly netEasy: number | null;
  /** The mean moved to a scale from 0 (hardest) to 100 (easiest). */
  readonly meanOn0to100: number | null;
  /** What was not counted, and why. */
  readonly leftOut: LeftOut;
  /** What the figure means. */
  readonly definition: CesDefinition;
}

/**
 * Customer Effort Score: how easy customers found it; by default the mean score, high = easy.
 *
 * @formula mean: Σ score / n; easy-share: easy / n; net-easy: 100 · (easy − difficult) / n
 *
 * @param source - answers as numbers, rows with `read`, or a {@link ScoreState}
 * @param options - the scale and its direction; see {@link CesOptions}
 * @returns a mean on the scale (`"easy-share"`: a proportion; `"net-easy"`: points) with its interval;
 *   `null` when nobody answered
 * @throws {@link MetricError} `DIRECTION_REQUIRED`; `EASY_FROM_REQUIRED` where custom does not settle
 *   `easyFrom` and `difficultTo` for the scale; `EASY_OUT_OF_RANGE`; `VALUE_INVALID` and
 *   `INTERVAL_INVALID` for what is no choice; `LEVEL_OUT_OF_RANGE`; and as `tallyScores`
 * @see Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", Harvard Business Review 88(7/8), 2010.
 *
 * @example "They made it easy for me", from 1 to 7
 * ```ts
 * import { ces } from "customer-metrics";
 *
 * const result = ces([7, 6, 5, 2, 7, 4], { scale: "1-7", direction: "high-is-easy" });
 * result.value; // => ≈5.1667
 * result.netEasy; // => 50
 * ```
 *
 * @example "How much effort did it take?", from 1 to 5
 * ```ts
 * import { ces } from "customer-metrics";
 *
 * ces([1, 2, 5], { scale: "1-5", direction: "low-is-easy", value: "easy-share" }).value; // => ≈0.6667
 * ```
 */
export function ces<Row = ScoreCell>(
  source: Iterable<Row> | ScoreState,
  options: CesOptions<Row> & NeedsRead<Row>,
): CesResult {
  const settled = settle(options);
  return cesOf(scoreStateOf(source, settled.definition.scale, options), settled);
}

/**
 * Customer Effort Score as an {@link Accumulator}.
 *
 * @param options - as for {@link ces}
 * @returns an accumulator of answers with a {@link ScoreState}
 *
 * @example
 * ```ts
 * import { cesAccumulator, fold } from "customer-metrics";
 *
 * const accumulator = cesAccumulator({ scale: "1-7", direction: "high-is-easy" });
 * accumulator.result(fold(accumulator, [7, 5, 3])).value; // => 5
 * ```
 */
export function cesAccumulator<Row = ScoreCell>(options: CesOptions<Row>): Accumulator<Row, ScoreState, CesResult> {
  const settled = settle(options);
  return scoreAccumulator(settled.definition.scale, options, (state) => cesOf(state, settled));
}

/** What a figure needs of the options, checked. */
interface Settled {
  readonly level: number;
  readonly method: ShareIntervalMethod | "none";
  readonly definition: CesDefinition;
}

function settle<Row>(options: CesOptions<Row>): Settled {
  const definition = cesDefinition(options);
  const { level = 0.95, interval: method = wilson } = options;
  checkLevel(level);
  checkIntervalMethod(method);
  return { level, method, definition };
}

function cesOf(state: ScoreState, { level, method, definition }: Settled): CesResult {
  scaleOfState(state, definition.scale);
  const { scale, direction, easyFrom, difficultTo, value: kind } = definition;
  const { min, max } = scale;
  const histogram = scoreHistogram(state, direction === "high-is-easy" ? "high-is-good" : "low-is-good");
  const { top: easy, middle: neutral, bottom: difficult, n } = boxes(histogram, easyFrom, difficultTo);
  const { mean, sd: standardDeviation } = histogramMoments(histogram.values, histogram.counts);
  const share = (count: number): number | null => (n === 0 ? null : count / n);
  const quartile = (p: number): number => histogramQuantile(histogram.values, histogram.counts, p, 7)!;
  const quartiles = n === 0 ? null : ([quartile(0.25), quartile(0.5), quartile(0.75)] as const);
  const notes = answerNotes(n, state.leftOut);
  if (method === "none") notes.push("no-interval");
  let interval: Interval | null = null;
  if (n > 0 && method !== "none") {
    if (kind === "easy-share") interval = method(easy, n, level);
    else if (kind === "net-easy") interval = netInterval(easy, neutral, difficult, level, 100);
    else if (standardDeviation === null) notes.push("one-answer-has-no-spread");
    else interval = meanInterval(mean!, standardDeviation, n, level);
  }
  const netEasy = n === 0 ? null : (100 * (easy - difficult)) / n;
  return {
    metric: "ces",
    value: kind === "mean" ? mean : kind === "easy-share" ? share(easy) : netEasy,
    unit: kind === "mean" ? "score" : kind === "easy-share" ? "proportion" : "points",
    n,
    interval,
    mean,
    median: quartiles === null ? null : quartiles[1],
    quartiles,
    standardDeviation,
    standardError: standardDeviation === null ? null : standardDeviation / Math.sqrt(n),
    easy,
    neutral,
    difficult,
    easyShare: share(easy),
    difficultShare: share(difficult),
    netEasy,
    meanOn0to100: mean === null ? null : ((mean - min) / (max - min)) * 100,
    leftOut: { ...state.leftOut },
    definition,
    notes,
  };
}

/** Throws where direction or bounds are not given and custom does not settle them, or where they do not fit. */
function cesDefinition<Row>(options: CesOptions<Row>): CesDefinition {
  const scale = resolveScale(options?.scale);
  const { min, max } = scale;
  const { direction, value = "mean" } = options;
  if (direction !== "high-is-easy" && direction !== "low-is-easy") {
    fail("DIRECTION_REQUIRED", 'Cannot guess direction as it must be "high-is-easy" or "low-is-easy"', direction);
  }
  checkChoice("VALUE_INVALID", "value", value, ["mean", "easy-share", "net-easy"]);
  const custom =
    min === 1 && (max === 5 || max === 7) ? { easyFrom: (max + 3) / 2, difficultTo: (max - 1) / 2 } : undefined;
  const easyFrom =
    options.easyFrom ??
    custom?.easyFrom ??
    fail("EASY_FROM_REQUIRED", "Cannot guess easyFrom as it must be given on this scale", scale);
  const difficultTo =
    options.difficultTo ??
    custom?.difficultTo ??
    fail("EASY_FROM_REQUIRED", "Cannot guess difficultTo as it must be given on this scale", scale);
  const fits =
    Number.isInteger(easyFrom) &&
    Number.isInteger(difficultTo) &&
    difficultTo < easyFrom &&
    easyFrom > min &&
    easyFrom <= max &&
    difficultTo >= min - 1;
  if (!fits)
    fail(
      "EASY_OUT_OF_RANGE",
      "Cannot use bounds as they must be whole numbers on the scale with difficultTo < easyFrom",
      { easyFrom, difficultTo },
    );
  return { scale, direction, easyFrom, difficultTo, value };
}
