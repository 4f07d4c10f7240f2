import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { checkCount } from "../core/state.ts";
import { studentTInterval } from "../stats/mean-interval.ts";
import { trinomialWald } from "../stats/trinomial.ts";
import { weightedMoments } from "../stats/weighted.ts";
import { answerNotes } from "./answer-notes.ts";
import type { ScoreCell } from "./count-scores.ts";
import { definitionOverAnswers } from "./nps-definition.ts";
import { npsValue, type NpsDefinition, type NpsOptions } from "./nps.ts";
import {
  tallyWeightedScores,
  weightedCells,
  weightedScoreAccumulator,
  type WeightedLeftOut,
  type WeightedScoreOptions,
  type WeightedScoreState,
} from "./weighted-scores.ts";

/** Options of {@link weightedNps}. */
export interface WeightedNpsOptions<Row = ScoreCell>
  extends Pick<NpsOptions<Row>, "definition" | "level">,
    Omit<WeightedScoreOptions<Row>, "scale"> {
  /**
   * `"linearised"` is Student's t on the Taylor-linearised standard error, as survey software has it;
   * `"adjusted-wald"` takes Kish's effective sample size for n: quick, and blind to how weights and answers go together.
   * Where all weight is on answers of one kind, `"linearised"` has no width and `"adjusted-wald"` has.
   * @defaultValue `"linearised"`
   */
  readonly interval?: "linearised" | "adjusted-wald" | "none" | undefined;
}

/** A weighted Net Promoter Score. */
export interface WeightedNpsResult extends Estimate<"weighted-nps", "points"> {
  /** Sum of the weights. */
  readonly sumWeights: number;
  /** Kish's effective sample size, (Σw)² / Σw². */
  readonly effectiveSize: number | null;
  /** Kish's design effect, n / effective size: what uneven weights alone cost. */
  readonly weightingEffect: number | null;
  /** Variance of the linearised estimator over that of an equally large simple random sample. */
  readonly designEffect: number | null;
  /** Weighted share of promoters. */
  readonly promoterShare: number | null;
  /** Weighted share of passives. */
  readonly passiveShare: number | null;
  /** Weighted share of detractors. */
  readonly detractorShare: number | null;
  /** Weighted population variance of one answer coded 1, 0, −1. */
  readonly variance: number | null;
  /** Linearised standard error, in points; `null` for fewer than two answers. */
  readonly standardError: number | null;
  /** Standard error from the effective size, in points. */
  readonly standardErrorKish: number | null;
  /** What was not counted, and why. */
  readonly leftOut: WeightedLeftOut;
  /** What the figure means. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score in which answers count by weight: by revenue, or by how many customers each stands for.
 *
 * @formula 100 · (Σ w of promoters − Σ w of detractors) / Σ w
 *
 * @param source - answers with `weights`, rows with `weight`, or a `WeightedScoreState`
 * @param options - see {@link WeightedNpsOptions}
 * @returns a score in [−100, 100] points; `value` is `null` when there is no weight. Answers of weight 0
 *   are in `n`, and so in the degrees of freedom, though they move no figure
 * @throws {@link MetricError} `WEIGHTS_REQUIRED`; `LENGTH_MISMATCH`; `INTERVAL_INVALID`;
 *   `DENOMINATOR_INVALID` for a definition over the responses, as nothing weighs those who skipped; and
 *   as `tallyWeightedScores` and `nps`
 * @see Kish, "Survey Sampling", 1965; Lumley, "Complex Surveys", 2010, chapter 2.
 *
 * @example
 * ```ts
 * import { weightedNps } from "customer-metrics";
 *
 * const result = weightedNps([10, 9, 2], { weights: [1, 1, 2] });
 * result.value; // => 0
 * result.effectiveSize; // => ≈2.6667
 * ```
 */
export function weightedNps<Row = ScoreCell>(
  source: Iterable<Row> | WeightedScoreState,
  options: WeightedNpsOptions<Row> = {},
): WeightedNpsResult {
  const settled = settle(options);
  return weightedNpsOf(tallyWeightedScores(source, { ...options, scale: settled.definition.scale }), settled);
}

/**
 * {@link weightedNps} as an {@link Accumulator} of rows.
 *
 * @example
 * ```ts
 * import { fold, weightedNpsAccumulator } from "customer-metrics";
 *
 * type Row = { score: number; revenue: number };
 * const accumulator = weightedNpsAccumulator({ read: (row: Row) => row.score, weight: (row: Row) => row.revenue });
 * accumulator.result(fold(accumulator, [{ score: 10, revenue: 300 }, { score: 3, revenue: 100 }])).value; // => 50
 * ```
 */
export function weightedNpsAccumulator<Row = ScoreCell>(
  options: WeightedNpsOptions<Row> = {},
): Accumulator<Row, WeightedScoreState, WeightedNpsResult> {
  const settled = settle(options);
  return weightedScoreAccumulator({ ...options, scale: settled.definition.scale }, (state) =>
    weightedNpsOf(state, settled),
  );
}

/** What a figure needs of the options, checked. */
interface Settled {
  readonly level: number;
  readonly method: "linearised" | "adjusted-wald" | "none";
  readonly definition: NpsDefinition;
}

function settle<Row>(options: WeightedNpsOptions<Row>): Settled {
  const { level = 0.95, interval: method = "linearised" } = options;
  checkLevel(level);
  checkChoice("INTERVAL_INVALID", "interval", method, ["linearised", "adjusted-wald", "none"]);
  return { level, method, definition: definitionOverAnswers(options) };
}

function weightedNpsOf(state: WeightedScoreState, { level, method, definition }: Settled): WeightedNpsResult {
  const cells = weightedCells(state);
  const value = (score: number): number => npsValue(score, definition);
  const moments = weightedMoments(cells, value);
  const n = checkCount(state.counts.reduce((sum, count) => sum + count, 0));
  const share = (wanted: number): number | null =>
    weightedMoments(cells, (score) => (value(score) === wanted ? 1 : 0))?.mean ?? null;
  const [promoterShare, passiveShare, detractorShare] = [share(1), share(0), share(-1)];
  const points = (proportion: number | null | undefined): number | null =>
    proportion == null ? null : 100 * proportion;
  const notes = answerNotes(n, state.leftOut);
  let interval: Interval | null = null;
  if (moments === null) {
    if (n > 0) notes.push("no-weight");
  } else if (method === "none") notes.push("no-interval");
  else if (method === "adjusted-wald") {
    const size = moments.effectiveSize;
    const [, , lower, upper] = trinomialWald(
      promoterShare! * size + 0.75,
      passiveShare! * size + 1.5,
      detractorShare! * size + 0.75,
      level,
    );
    interval = clamped({ lower, upper }, level, method);
  } else if (moments.standardError === null) notes.push("one-answer-has-no-spread");
  else interval = clamped(studentTInterval(moments.mean, moments.standardError, n - 1, level), level, method);
  return {
    metric: "weighted-nps",
    value: points(moments?.mean),
    unit: "points",
    n,
    interval,
    sumWeights: state.weights.reduce((sum, weight) => sum + weight, 0),
    effectiveSize: moments?.effectiveSize ?? null,
    weightingEffect: moments?.weightingEffect ?? null,
    designEffect: moments?.designEffect ?? null,
    promoterShare,
    passiveShare,
    detractorShare,
    variance: moments?.variance ?? null,
    standardError: points(moments?.standardError),
    standardErrorKish: points(moments?.standardErrorKish),
    leftOut: { ...state.leftOut },
    definition,
    notes,
  };
}

/** Proportions as points that a score can have. */
function clamped({ lower, upper }: { lower: number; upper: number }, level: number, method: string): Interval {
  return { lower: Math.max(-100, 100 * lower), upper: Math.min(100, 100 * upper), level, method };
}
