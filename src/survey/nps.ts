import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { checkCount } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { trinomialWald } from "../stats/trinomial.ts";
import { scoreStateOf, type ReadingOptions, type ScoreCell } from "./count-scores.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import { checkKindOfScores, emptyScoreState, type LeftOut, type ScoreState } from "./score-state.ts";

/** The three counts behind a Net Promoter Score. */
export interface NpsCounts {
  /** Answers above `passiveTo`: 9 and 10. */
  readonly promoters: number;
  /** Answers between: 7 and 8. */
  readonly passives: number;
  /** Answers up to `detractorTo`: 0 to 6. */
  readonly detractors: number;
}

/**
 * A way to say how sure a Net Promoter Score is: `npsScoreInterval`, `npsBayes()`, `npsBootstrap()`,
 * or your own. Ends are in points. It is a value, not a name, so that what is not used is not shipped.
 */
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
  /** What the score is a share of: the answers, or all responses including skipped ones, as some products have it. */
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
   * How the interval is computed; for more than these two, pass `npsScoreInterval`, `npsBayes()` or `npsBootstrap()`.
   * @defaultValue `"adjusted-wald"`
   */
  readonly interval?: "adjusted-wald" | "wald" | "none" | NpsIntervalMethod | undefined;
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
 *   `KIND_MISMATCH` for a state on another scale than the definition's; `SOURCE_INVALID`; `SCORE_INVALID`
 *   when `onInvalid` is `"throw"`
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
 * nps({ promoters: 15, passives: 14, detractors: 7 }).interval; // => { lower: ≈-2.69, upper: ≈43.71, level: 0.95, method: "adjusted-wald" }
 * ```
 */
export function nps<Row = ScoreCell>(source: Iterable<Row> | ScoreState | NpsCounts, options: NpsOptions<Row> = {}): NpsResult {
  const { scale } = definitionOf(options);
  const counts = source as NpsCounts | undefined;
  return counts?.promoters === undefined
    ? npsOfState(scoreStateOf(source as Iterable<Row>, scale, options), options)
    : npsOf(counts, emptyScoreState(scale).leftOut, options);
}

/**
 * Net Promoter Score as an {@link Accumulator}: for streams, shards, segments and database counts.
 *
 * @param options - as for {@link nps}
 * @returns an accumulator of answers with a {@link ScoreState}
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
export function npsAccumulator<Row = ScoreCell>(options: NpsOptions<Row> = {}): Accumulator<Row, ScoreState, NpsResult> {
  return scoreAccumulator(definitionOf(options).scale, options, (state) => npsOfState(state, options));
}

/** −1 for a detractor, 0 for a passive, 1 for a promoter; 6.5 is still a detractor's answer. */
export function npsBand(score: number, { detractorTo, passiveTo }: NpsDefinition): number {
  return score < detractorTo + 1 ? -1 : score < passiveTo + 1 ? 0 : 1;
}

/** The definition asked for, or the standard one. */
export function definitionOf({ definition }: { readonly definition?: NpsDefinition | undefined }): NpsDefinition {
  return definition ?? { scale: { min: 0, max: 10 }, detractorTo: 6, passiveTo: 8, denominator: "answers" };
}

/** NPS read off a histogram. */
function npsOfState<Row>({ kind, min, counts, fractions, leftOut }: ScoreState, options: NpsOptions<Row>): NpsResult {
  const definition = definitionOf(options);
  checkKindOfScores(kind, definition.scale);
  const bands = [0, definition.denominator === "responses" ? leftOut.skipped : 0, 0];
  const count = (score: number, answers: number): void => {
    bands[npsBand(score, definition) + 1]! += checkCount(answers);
  };
  counts.forEach((answers, at) => count(min + at, answers));
  for (const score in fractions) count(+score, fractions[score]!);
  return npsOf({ promoters: bands[2]!, passives: bands[1]!, detractors: bands[0]! }, leftOut, options);
}

/** NPS of three counts. */
function npsOf<Row>({ promoters, passives, detractors }: NpsCounts, leftOut: LeftOut, options: NpsOptions<Row>): NpsResult {
  const { level = 0.95, interval: method = "adjusted-wald" } = options;
  const counts = { promoters, passives, detractors };
  const n = checkCount(checkCount(promoters) + checkCount(passives) + checkCount(detractors));
  const notes: string[] = [];
  let value: number | null = null;
  let standardError: number | null = null;
  let interval: Interval | null = null;
  checkLevel(level);
  if (n === 0) notes.push(leftOut.outOfRange > 0 ? "all-outside-scale" : "no-answers");
  else {
    const wald = (pseudo: number): ReturnType<typeof trinomialWald> =>
      trinomialWald({ up: promoters + pseudo, middle: passives + 2 * pseudo, down: detractors + pseudo }, level);
    const plain = wald(0);
    value = 100 * plain.center;
    standardError = 100 * plain.standardError;
    if (method === "none") notes.push("no-interval-asked");
    else if (typeof method === "function") interval = method(counts, level);
    else {
      const { lower, upper } = method === "wald" ? plain : wald(0.75);
      interval = { lower: Math.max(-100, 100 * lower), upper: Math.min(100, 100 * upper), level, method };
      if (method === "wald" && n < 100) notes.push("wald-below-100-answers");
    }
  }
  return { metric: "nps", value, unit: "points", n, interval, ...counts, standardError, leftOut: { ...leftOut }, definition: definitionOf(options), notes };
}
