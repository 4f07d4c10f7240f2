import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { netInterval } from "../stats/share-interval.ts";
import { trinomialWald } from "../stats/trinomial.ts";
import { scoreStateOf, type NeedsRead, type ReadingOptions, type ScoreCell } from "./count-scores.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import type { LeftOut, ScoreState } from "./score-state.ts";

/** The three counts behind a Net Promoter Score. */
export interface NpsCounts {
  /** Answers above `passiveTo`: 9 and 10. */
  readonly promoters: number;
  /** Answers between: 7 and 8. */
  readonly passives: number;
  /** Answers up to `detractorTo`: 0 to 6. */
  readonly detractors: number;
}

/** A way to say how sure a Net Promoter Score is; ends are in points. A value, not a name, so that what is not used is not shipped. */
export type NpsIntervalMethod = (counts: NpsCounts, level: number) => Interval;

/**
 * What an NPS means: the scale, where detractors and passives end, and what it is a share of.
 *
 * Made by `npsDefinition`, taken from `npsPresets`, or from an earlier result.
 */
export interface NpsDefinition {
  /** The answers that the question allows. */
  readonly scale: Scale;
  /** The highest answer of a detractor. */
  readonly detractorTo: number;
  /** The highest answer of a passive; promoters are above it. */
  readonly passiveTo: number;
  /**
   * What the score is a share of: the answers, or all responses including skipped ones, as some
   * products have it. A skipped one then counts as a passive, in `n` and in the interval too.
   */
  readonly denominator: "answers" | "responses";
}

/** Options of {@link nps} and {@link npsAccumulator}. */
export interface NpsOptions<Row = ScoreCell> extends ReadingOptions<Row> {
  /**
   * What the score means; any but the standard one comes from `npsDefinition` or `npsPresets`.
   * @defaultValue 0–10 with detractors to 6 and passives to 8, over the answers
   */
  readonly definition?: NpsDefinition | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the interval is computed: `npsWaldInterval`, `npsScoreInterval`, `npsBayes()`, `npsBootstrap()`,
   * your own method, or none. The default leans towards 0, as few answers that are all alike seldom tell
   * the whole truth: one promoter is a score of 100 with an interval from −48 to 98.
   * @defaultValue adjusted Wald
   */
  readonly interval?: NpsIntervalMethod | "none" | undefined;
}

/** A Net Promoter Score, how sure it is, the counts behind it and the definition that it follows. */
export interface NpsResult extends Estimate<"nps", "points">, NpsCounts {
  /** Standard error in points (population variance over n), or `null` without answers. */
  readonly standardError: number | null;
  /** What was not counted, and why. */
  readonly leftOut: LeftOut;
  /** What the figure means; as the option of the same name it gives the same figure again. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score: the share of promoters less the share of detractors, in points.
 *
 * @formula 100 · (promoters − detractors) / n
 *
 * @param source - answers to "how likely are you to recommend us?" as numbers, rows with `read`, a
 *   {@link ScoreState}, or the three counts; for millions of answers, count them with `tallyScores` first
 * @param options - see {@link NpsOptions}
 * @returns a score in [−100, 100] points with its interval, clamped to that range; `value`,
 *   `standardError` and `interval` are `null` when nobody answered
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `COUNT_INVALID` for counts that are none;
 *   `KIND_MISMATCH` for a state on another scale than the definition's, or a damaged one;
 *   `SOURCE_INVALID`; `INTERVAL_INVALID` for a name where a method is wanted; `SCORE_INVALID` when
 *   `onInvalid` is `"throw"`
 * @see Reichheld, "The One Number You Need to Grow", Harvard Business Review 81(12), 2003; interval:
 *   Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 2016.
 *
 * @example Five answers, one skipped question, one impossible answer
 * ```ts
 * import { nps } from "customer-metrics";
 *
 * const result = nps([10, 9, 10, 8, 3, null, 11]);
 * result.value; // => 40
 * result.n; // => 5
 * result.leftOut; // => { skipped: 1, outOfRange: 1, nonInteger: 0, invalid: 0 }
 * nps([]).value; // => null
 * ```
 *
 * @example How sure is it?
 * ```ts
 * import { nps } from "customer-metrics";
 *
 * nps({ promoters: 15, passives: 14, detractors: 7 }).interval; // => { lower: ≈-2.98, upper: ≈44.01, level: 0.95, method: "adjusted-wald" }
 * ```
 */
export function nps(source: Iterable<ScoreCell> | ScoreState | NpsCounts, options?: NpsOptions): NpsResult;
/**
 * Net Promoter Score of rows, with `read` to get the answer out of each.
 *
 * @example
 * ```ts
 * import { nps } from "customer-metrics";
 *
 * nps([{ score: 10 }, { score: 3 }], { read: (row) => row.score }).value; // => 0
 * ```
 */
export function nps<Row>(source: Iterable<Row>, options: NpsOptions<Row> & NeedsRead<Row>): NpsResult;
export function nps<Row>(source: Iterable<Row> | ScoreState | NpsCounts, options: NpsOptions<Row> = {}): NpsResult {
  const { level = 0.95, interval, definition = standardNps() } = options;
  const given = (source as NpsCounts | null | undefined)?.promoters != null;
  const state = scoreStateOf(given ? [] : (source as Iterable<Row>), definition.scale, options);
  const counts = given ? (source as NpsCounts) : bandsOf(state, definition);
  const { promoters, passives, detractors } = counts;
  const n = checkCount(checkCount(promoters) + checkCount(passives) + checkCount(detractors));
  const [, standardError] = trinomialWald(promoters, passives, detractors, level);
  return {
    metric: "nps",
    // In this order 29 of 100 are 29 points; 100 times a share would be 28.999999999999996.
    value: n ? (100 * (promoters - detractors)) / n : null,
    unit: "points",
    n,
    // By default Wald after three pseudo answers, which for any number of answers is on its level on average.
    interval:
      n && interval !== "none"
        ? interval
          ? typeof interval === "function"
            ? interval(counts, level)
            : fail("INTERVAL_INVALID", "Cannot use interval as it must be a function", interval)
          : netInterval(promoters, passives, detractors, level, 100)
        : null,
    promoters,
    passives,
    detractors,
    standardError: n ? 100 * standardError : null,
    leftOut: { ...state.leftOut },
    definition,
    notes: n
      ? interval !== "none"
        ? []
        : ["no-interval"]
      : [state.leftOut.outOfRange ? "all-outside-scale" : "no-answers"],
  };
}

/**
 * Net Promoter Score as an {@link Accumulator}: for streams, shards, segments and database counts.
 *
 * @param options - as for {@link nps}
 * @returns an accumulator of answers with a {@link ScoreState}
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; its functions throw as {@link nps} and `mergeScores`
 *
 * @example Two shards, merged
 * ```ts
 * import { fold, npsAccumulator } from "customer-metrics";
 *
 * const accumulator = npsAccumulator();
 * const monday = fold(accumulator, [10, 9, 3]);
 * const tuesday = fold(accumulator, [8, 10]);
 * accumulator.result(accumulator.merge(monday, tuesday)).value; // => 40
 * ```
 */
export function npsAccumulator<Row = ScoreCell>(
  options: NpsOptions<Row> = {},
): Accumulator<Row, ScoreState, NpsResult> {
  const { level = 0.95, definition = standardNps() } = options;
  checkLevel(level);
  return scoreAccumulator(definition.scale, options, (state) => nps(state, options as NpsOptions));
}

/** The band of an answer; 6.5 is still a detractor's. */
export function npsBand(score: number, definition: NpsDefinition): keyof NpsCounts {
  return score < definition.detractorTo + 1
    ? "detractors"
    : score < definition.passiveTo + 1
      ? "passives"
      : "promoters";
}

/** An answer coded so that the mean is the score as a proportion: 1 for a promoter, −1 for a detractor. */
export function npsValue(score: number, definition: NpsDefinition): number {
  return { promoters: 1, passives: 0, detractors: -1 }[npsBand(score, definition)];
}

/** The definition where none is asked for. */
export function standardNps(): NpsDefinition {
  return { scale: { min: 0, max: 10 }, detractorTo: 6, passiveTo: 8, denominator: "answers" };
}

/** The three counts of a histogram. */
function bandsOf(state: ScoreState, definition: NpsDefinition): NpsCounts {
  const bands = {
    promoters: 0,
    passives: definition.denominator === "responses" ? state.leftOut.skipped : 0,
    detractors: 0,
  };
  const add = (answers: { readonly [at: string]: number } | readonly number[] | undefined, from: number): void => {
    for (const at in answers)
      bands[npsBand(from + +at, definition)] += checkCount((answers as { readonly [at: string]: number })[at]!);
  };
  add(state.counts, state.min);
  add(state.fractions, 0);
  return bands;
}
