import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";
import { histogramMoments } from "../stats/histogram.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import { answerNotes } from "./answer-notes.ts";
import { boxes, scoreHistogram, type Direction } from "./score-histogram.ts";
import { checkIntervalMethod, netInterval, type ShareIntervalMethod, wilson } from "../stats/share-interval.ts";
import { resolveScale } from "./scale.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import { scaleOfState, type LeftOut, type ScoreState } from "./score-state.ts";
import { scoreStateOf, type NeedsRead, type ScoreCell, type ScoreOptions } from "./count-scores.ts";

/** Which figure is the CSAT: the share of satisfied answers, satisfied less dissatisfied, or the mean score. */
export type CsatValue = "top-box" | "net" | "mean";

/** Options of {@link csat} and {@link csatAccumulator}. */
export interface CsatOptions<Row = ScoreCell> extends ScoreOptions<Row> {
  /**
   * How many of the best points count as satisfied: 2 on a 1–5 scale are 4 and 5.
   * @defaultValue `2` on `"1-5"`, `1` on `"1-3"` and `"binary"`; else it must be given
   */
  readonly topBox?: number | undefined;
  /**
   * How many of the worst points count as dissatisfied.
   * @defaultValue as many as `topBox`, or what is left of the scale
   */
  readonly bottomBox?: number | undefined;
  /**
   * Which end of the scale is the good one.
   * @defaultValue `"high-is-good"`
   */
  readonly direction?: Direction | undefined;
  /**
   * Which figure is `value`; the others are in the result all the same.
   * @defaultValue `"top-box"`
   */
  readonly value?: CsatValue | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the interval of a share is computed; `clopperPearson`, `jeffreys`, `midP`, `agrestiCoull`, `waldShare`.
   * The interval of `"net"` is adjusted Wald and that of `"mean"` Student's t, not cut at the ends of the
   * scale, unless this is `"none"`.
   * @defaultValue `wilson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** What a CSAT figure means. As options it gives the same figure again. */
export interface CsatDefinition {
  /** The answers that the question allows. */
  readonly scale: Scale;
  /** How many of the best points count as satisfied. */
  readonly topBox: number;
  /** How many of the worst points count as dissatisfied. */
  readonly bottomBox: number;
  /** Which end of the scale is the good one. */
  readonly direction: Direction;
  /** Which figure is `value`. */
  readonly value: CsatValue;
}

/** A customer satisfaction figure, how sure it is, what is behind it and the definition that it follows. */
export interface CsatResult extends Estimate<"csat", "proportion" | "score"> {
  /** Answers in the top box. */
  readonly satisfied: number;
  /** Answers in neither box. */
  readonly neutral: number;
  /** Answers in the bottom box. */
  readonly dissatisfied: number;
  /** Share of satisfied answers, or `null` without answers. */
  readonly topBoxShare: number | null;
  /** Share of dissatisfied answers. */
  readonly bottomBoxShare: number | null;
  /** Share of the answers in neither box. */
  readonly neutralShare: number | null;
  /** Satisfied less dissatisfied share, in [−1, 1]. */
  readonly netShare: number | null;
  /** Mean score; reflected where low is good, so that more is better. */
  readonly mean: number | null;
  /** The mean moved to a scale from 0 to 100: the worst answer is 0. */
  readonly meanOn0to100: number | null;
  /** Mean over the highest score: common, and misleading, as the worst answer on 1–5 is 0.2. `null` where the highest score is not above 0. */
  readonly meanShareOfMax: number | null;
  /** What was not counted, and why. */
  readonly leftOut: LeftOut;
  /** What the figure means. */
  readonly definition: CsatDefinition;
}

/**
 * Customer satisfaction: by default the share of answers in the top box.
 *
 * @formula top-box: satisfied / n; net: (satisfied − dissatisfied) / n; mean: Σ score / n
 *
 * @param source - answers as numbers, rows with `read`, or a {@link ScoreState}
 * @param options - the scale, and which points count as satisfied; see {@link CsatOptions}
 * @returns a proportion in [0, 1] (`"net"`: [−1, 1]; `"mean"`: a score on the scale) with its interval;
 *   every share and `value` are `null` when nobody answered
 * @throws {@link MetricError} `TOP_BOX_REQUIRED` on a scale where 2 points are not the custom;
 *   `TOP_BOX_OUT_OF_RANGE` when the boxes do not fit the scale; `DIRECTION_INVALID`, `VALUE_INVALID` and
 *   `INTERVAL_INVALID` for what is no choice; `LEVEL_OUT_OF_RANGE`; and as `tallyScores`
 * @see Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927 (interval).
 *
 * @example A 1–5 question
 * ```ts
 * import { csat } from "customer-metrics";
 *
 * const result = csat([5, 4, 4, 2, 5, null], { scale: "1-5" });
 * result.value; // => 0.8
 * result.interval; // => { lower: ≈0.3755, upper: ≈0.9638, method: "wilson" }
 * result.leftOut.skipped; // => 1
 * ```
 *
 * @example Thumbs up or down
 * ```ts
 * import { csat } from "customer-metrics";
 *
 * csat([1, 1, 0, 1], { scale: "binary" }).value; // => 0.75
 * ```
 */
export function csat<Row = ScoreCell>(
  source: Iterable<Row> | ScoreState,
  options: CsatOptions<Row> & NeedsRead<Row>,
): CsatResult {
  const settled = settle(options);
  return csatOf(scoreStateOf(source, settled.definition.scale, options), settled);
}

/**
 * Customer satisfaction as an {@link Accumulator}.
 *
 * @param options - as for {@link csat}
 * @returns an accumulator of answers with a {@link ScoreState}
 *
 * @example
 * ```ts
 * import { csatAccumulator, fold } from "customer-metrics";
 *
 * const accumulator = csatAccumulator({ scale: "1-7", topBox: 2 });
 * accumulator.result(fold(accumulator, [7, 6, 3, 5])).value; // => 0.5
 * ```
 */
export function csatAccumulator<Row = ScoreCell>(options: CsatOptions<Row>): Accumulator<Row, ScoreState, CsatResult> {
  const settled = settle(options);
  return scoreAccumulator(settled.definition.scale, options, (state) => csatOf(state, settled));
}

/** What a figure needs of the options, checked. */
interface Settled {
  readonly level: number;
  readonly method: ShareIntervalMethod | "none";
  readonly definition: CsatDefinition;
}

function settle<Row>(options: CsatOptions<Row>): Settled {
  const definition = csatDefinition(options);
  const { level = 0.95, interval: method = wilson } = options;
  checkLevel(level);
  checkIntervalMethod(method);
  return { level, method, definition };
}

function csatOf(state: ScoreState, { level, method, definition }: Settled): CsatResult {
  scaleOfState(state, definition.scale);
  const { scale, topBox, bottomBox, direction, value: kind } = definition;
  const { min, max } = scale;
  const histogram = scoreHistogram(state, direction);
  const {
    top: satisfied,
    middle: neutral,
    bottom: dissatisfied,
    n,
  } = boxes(histogram, max - topBox + 1, min + bottomBox - 1);
  const { mean, sd: standardDeviation } = histogramMoments(histogram.values, histogram.counts);
  const share = (count: number): number | null => (n === 0 ? null : count / n);
  const notes = answerNotes(n, state.leftOut);
  if (method === "none") notes.push("no-interval");
  let interval: Interval | null = null;
  if (n > 0 && method !== "none") {
    if (kind === "top-box") interval = method(satisfied, n, level);
    else if (kind === "net") interval = netInterval(satisfied, neutral, dissatisfied, level, 1);
    else if (standardDeviation === null) notes.push("one-answer-has-no-spread");
    else interval = meanInterval(mean!, standardDeviation, n, level);
  }
  const netShare = n === 0 ? null : (satisfied - dissatisfied) / n;
  return {
    metric: "csat",
    value: kind === "top-box" ? share(satisfied) : kind === "net" ? netShare : mean,
    unit: kind === "mean" ? "score" : "proportion",
    n,
    interval,
    satisfied,
    neutral,
    dissatisfied,
    topBoxShare: share(satisfied),
    bottomBoxShare: share(dissatisfied),
    neutralShare: share(neutral),
    netShare,
    mean,
    meanOn0to100: mean === null ? null : ((mean - min) / (max - min)) * 100,
    meanShareOfMax: mean === null || max <= 0 ? null : mean / max,
    leftOut: { ...state.leftOut },
    definition,
    notes,
  };
}

/** Throws where the boxes are not given and custom does not settle them, or where they do not fit. */
export function csatDefinition(
  options: Pick<CsatOptions<never>, "scale" | "topBox" | "bottomBox" | "direction" | "value">,
): CsatDefinition {
  const scale = resolveScale(options?.scale);
  const points = scale.max - scale.min + 1;
  const { direction = "high-is-good", value = "top-box" } = options;
  checkChoice("DIRECTION_INVALID", "direction", direction, ["high-is-good", "low-is-good"]);
  checkChoice("VALUE_INVALID", "value", value, ["top-box", "net", "mean"]);
  const topBox =
    options.topBox ??
    customaryTopBox(scale) ??
    fail("TOP_BOX_REQUIRED", "Cannot guess topBox as it must be given on this scale", scale);
  const bottomBox = options.bottomBox ?? Math.min(topBox, points - topBox);
  const fits =
    Number.isInteger(topBox) &&
    Number.isInteger(bottomBox) &&
    topBox > 0 &&
    topBox < points &&
    bottomBox >= 0 &&
    topBox + bottomBox <= points;
  if (!fits)
    fail(
      "TOP_BOX_OUT_OF_RANGE",
      `Cannot use boxes as topBox must be less than the ${points} points of the scale and both must fit`,
      { topBox, bottomBox },
    );
  return { scale, topBox, bottomBox, direction, value };
}

/** Satisfied is 4 and 5 of 1–5, and the better answer of a yes-or-no or three-point question; elsewhere custom differs. */
function customaryTopBox({ min, max }: Scale): number | undefined {
  if (min === 1 && max === 5) return 2;
  return max - min <= 2 ? 1 : undefined;
}
