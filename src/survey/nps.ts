import type { Accumulator } from "../core/accumulator.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { trinomialMoments, trinomialWald } from "../stats/trinomial.ts";
import { resolveScale, type ScaleInput } from "./scale.ts";
import { scoreAccumulator } from "./score-accumulator.ts";
import { isScoreState, scaleOfState, type LeftOut, type ScoreState } from "./score-state.ts";
import { checkScale, tallyScores, type ScoreCell, type ScoreOptions, type ScoreSource } from "./tally-scores.ts";

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

/** Where promoters begin and detractors end, and what the score is a share of. */
export interface NpsDefinition {
  /** The answers that the question allows. */
  readonly scale: Scale;
  /** The highest answer of a detractor. */
  readonly detractorTo: number;
  /** The highest answer of a passive; promoters are above it. */
  readonly passiveTo: number;
  /** Whether skipped answers are in the denominator. */
  readonly denominator: "answers" | "responses";
}

/** Options of {@link nps} and {@link npsAccumulator}. */
export interface NpsOptions<Row = ScoreCell> extends Omit<ScoreOptions<Row>, "scale"> {
  /**
   * The answers that the question allows.
   * @defaultValue `"0-10"`
   */
  readonly scale?: ScaleInput | undefined;
  /**
   * The highest answer of a detractor.
   * @defaultValue `6` on scales that end at 10; else it must be given
   */
  readonly detractorTo?: number | undefined;
  /**
   * The highest answer of a passive; promoters are above it.
   * @defaultValue `8` on scales that end at 10; else it must be given
   */
  readonly passiveTo?: number | undefined;
  /**
   * What the score is a share of: the answers, or all responses including skipped ones, as some products have it.
   * @defaultValue `"answers"`
   */
  readonly denominator?: "answers" | "responses" | undefined;
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
  /** What the figure means; as options it gives the same figure again. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score: the share of promoters less the share of detractors, in points.
 *
 * @formula 100 · (promoters − detractors) / n
 *
 * @param source - answers to "how likely are you to recommend us?" as numbers, rows with `read`, a
 *   {@link ScoreState}, or the three counts
 * @param options - see {@link NpsOptions}
 * @returns a score in [−100, 100] points with its interval, clamped to that range; `value`,
 *   `standardError` and `interval` are `null` when nobody answered
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`; `THRESHOLDS_REQUIRED` on a scale that does not end
 *   at 10; `THRESHOLDS_INVALID`; `COUNT_NEGATIVE`, `COUNT_NOT_INTEGER` or `COUNT_UNSAFE` for bad
 *   counts; and as {@link tallyScores}
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
 * nps({ promoters: 15, passives: 14, detractors: 7 }).interval; // => { lower: ≈-2.7, upper: ≈43.7, level: 0.95, method: "adjusted-wald" }
 * ```
 */
export function nps<Row = ScoreCell>(source: ScoreSource<Row> | ScoreState | NpsCounts, options: NpsOptions<Row> = {}): NpsResult {
  const counts = source as NpsCounts | undefined;
  if (counts?.promoters !== undefined) return npsOf(counts, { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 }, options);
  return npsOfState(isScoreState(source) ? checkScale(source, options.scale) : tallyScores(source as ScoreSource<Row>, withScale(options)), options);
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
  return scoreAccumulator(withScale(options), (state) => npsOfState(state, options));
}

function withScale<Row>(options: NpsOptions<Row>): ScoreOptions<Row> {
  return { ...options, scale: options.scale ?? "0-10" };
}

/** NPS read off a histogram. */
function npsOfState<Row>(state: ScoreState, options: NpsOptions<Row>): NpsResult {
  const scale = scaleOfState(state);
  const ofScale = { ...options, scale };
  const { detractorTo, passiveTo, denominator } = npsDefinition(ofScale);
  const bands = [0, 0, 0];
  const count = (score: number, answers: number): void => {
    bands[score < detractorTo + 1 ? 0 : score < passiveTo + 1 ? 1 : 2]! += checkCount(answers);
  };
  state.counts.forEach((answers, at) => count(scale.min + at, answers));
  for (const score in state.fractions) count(+score, state.fractions[score]!);
  const [detractors, passives, promoters] = bands as [number, number, number];
  return npsOf({ promoters, passives: passives + (denominator === "responses" ? state.leftOut.skipped : 0), detractors }, state.leftOut, ofScale);
}

/** NPS of three counts. */
function npsOf<Row>({ promoters, passives, detractors }: NpsCounts, leftOut: LeftOut, options: NpsOptions<Row>): NpsResult {
  const { level = 0.95, interval: method = "adjusted-wald" } = options;
  checkLevel(level);
  const definition = npsDefinition(options);
  const counts = { promoters: checkCount(promoters), passives: checkCount(passives), detractors: checkCount(detractors) };
  const n = checkCount(promoters + passives + detractors);
  const notes: string[] = [];
  let value: number | null = null;
  let standardError: number | null = null;
  let interval: Interval | null = null;
  if (n === 0) {
    notes.push(leftOut.outOfRange > 0 ? "all-outside-scale" : "no-answers");
  } else {
    const moments = trinomialMoments({ up: promoters, middle: passives, down: detractors });
    value = 100 * moments.difference;
    standardError = 100 * Math.sqrt(moments.variance / n);
    if (typeof method === "function") interval = method(counts, level);
    else if (method === "none") notes.push("no-interval-asked");
    else interval = waldInterval(counts, level, method);
    if (method === "wald" && n < 100) notes.push("wald-below-100-answers");
  }
  return { metric: "nps", value, unit: "points", n, interval, ...counts, standardError, leftOut: { ...leftOut }, definition, notes };
}

/** The interval of the default method, or plain Wald, clamped to what a score can be. */
function waldInterval({ promoters, passives, detractors }: NpsCounts, level: number, method: "adjusted-wald" | "wald"): Interval {
  const pseudo = method === "wald" ? undefined : { up: 0.75, middle: 1.5, down: 0.75 };
  const { lower, upper } = trinomialWald({ up: promoters, middle: passives, down: detractors }, level, pseudo);
  return { lower: Math.max(-100, 100 * lower), upper: Math.min(100, 100 * upper), level, method };
}

/**
 * The definition that options stand for.
 *
 * @throws {@link MetricError} `THRESHOLDS_REQUIRED`, `THRESHOLDS_INVALID`
 */
function npsDefinition<Row>({ scale: input = "0-10", detractorTo, passiveTo, denominator = "answers" }: NpsOptions<Row>): NpsDefinition {
  const scale = resolveScale(input);
  const { min, max } = scale;
  const toTen = max === 10 && (min === 0 || min === 1);
  const low = detractorTo ?? (toTen ? 6 : fail("THRESHOLDS_REQUIRED", "Cannot guess detractorTo and passiveTo as they must be given on this scale", scale));
  const high = passiveTo ?? (toTen ? 8 : fail("THRESHOLDS_REQUIRED", "Cannot guess passiveTo as it must be given on this scale", scale));
  if (!(Number.isInteger(low) && Number.isInteger(high) && min <= low && low <= high && high < max)) {
    fail("THRESHOLDS_INVALID", "Cannot use thresholds as whole numbers min <= detractorTo <= passiveTo < max", { detractorTo: low, passiveTo: high });
  }
  return { scale, detractorTo: low, passiveTo: high, denominator };
}
