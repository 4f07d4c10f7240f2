import type { Accumulator } from "../core/accumulator.ts";
import { checkChoice } from "../core/choice.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { checkCount } from "../core/state.ts";
import type { Bounds } from "../stats/bounds.ts";
import {
  designArcsine,
  designBeta,
  designLogit,
  designMeanProportion,
  type DesignProportion,
} from "../stats/design-proportion.ts";
import { weightedMoments } from "../stats/weighted.ts";
import { wilson } from "../stats/wilson.ts";
import { answerNotes } from "./answer-notes.ts";
import type { ScoreCell } from "./count-scores.ts";
import { csatDefinition, type CsatDefinition, type CsatOptions } from "./csat.ts";
import {
  tallyWeightedScores,
  weightedCells,
  weightedScoreAccumulator,
  type WeightedLeftOut,
  type WeightedScoreOptions,
  type WeightedScoreState,
} from "./weighted-scores.ts";

/** Ways to say how sure a weighted share is. */
export type WeightedShareInterval = "wilson" | "logit" | "beta" | "arcsine" | "mean" | "none";

/** Options of {@link weightedCsat}. */
export interface WeightedCsatOptions<Row = ScoreCell>
  extends Pick<CsatOptions<Row>, "topBox" | "bottomBox" | "direction" | "level">,
    WeightedScoreOptions<Row> {
  /**
   * `"wilson"` on Kish's effective size; or on the linearised standard error with Student's t, as R's
   * `svyciprop`: `"logit"`, `"beta"` (Korn and Graubard), `"arcsine"`, `"mean"` (not cut at 0 and 1).
   * @defaultValue `"wilson"`
   */
  readonly interval?: WeightedShareInterval | undefined;
}

/** A weighted share of satisfied answers. */
export interface WeightedCsatResult extends Estimate<"weighted-csat", "proportion"> {
  /** Sum of the weights. */
  readonly sumWeights: number;
  /** Kish's effective sample size, (Σw)² / Σw². */
  readonly effectiveSize: number | null;
  /** Linearised standard error; `null` for fewer than two answers. */
  readonly standardError: number | null;
  /** Variance over that of an equally large simple random sample. */
  readonly designEffect: number | null;
  /** Weighted mean score, reflected where low is good. */
  readonly mean: number | null;
  /** What was not counted, and why. */
  readonly leftOut: WeightedLeftOut;
  /** What the figure means. */
  readonly definition: CsatDefinition;
}

/**
 * Customer satisfaction in which answers count by weight: the weighted share of the top box.
 *
 * @formula Σ w of satisfied answers / Σ w
 *
 * @param source - answers with `weights`, rows with `weight`, or a `WeightedScoreState`
 * @param options - see {@link WeightedCsatOptions}
 * @returns a proportion in [0, 1]; `value` is `null` when there is no weight; the interval is `null`
 *   where its method has none (everybody or nobody satisfied: only `"wilson"` has one, and `"mean"` one
 *   of no width; one answer: only `"wilson"`)
 * @throws {@link MetricError} `WEIGHTS_REQUIRED`; `LENGTH_MISMATCH`; `INTERVAL_INVALID`; and as
 *   `tallyWeightedScores` and `csat`
 * @see Lumley, "Complex Surveys", 2010, section 2.2; Korn and Graubard, Survey Methodology 24, 1998.
 *
 * @example
 * ```ts
 * import { weightedCsat } from "customer-metrics";
 *
 * weightedCsat([5, 4, 2], { scale: "1-5", weights: [1, 2, 1] }).value; // => 0.75
 * ```
 */
export function weightedCsat<Row = ScoreCell>(
  source: Iterable<Row> | WeightedScoreState,
  options: WeightedCsatOptions<Row>,
): WeightedCsatResult {
  const settled = settle(options);
  return weightedCsatOf(tallyWeightedScores(source, options), settled);
}

/**
 * {@link weightedCsat} as an {@link Accumulator} of rows.
 *
 * @example
 * ```ts
 * import { fold, weightedCsatAccumulator } from "customer-metrics";
 *
 * type Row = { score: number; revenue: number };
 * const accumulator = weightedCsatAccumulator({ scale: "1-5", read: (row: Row) => row.score, weight: (row: Row) => row.revenue });
 * accumulator.result(fold(accumulator, [{ score: 5, revenue: 300 }, { score: 3, revenue: 100 }])).value; // => 0.75
 * ```
 */
export function weightedCsatAccumulator<Row = ScoreCell>(
  options: WeightedCsatOptions<Row>,
): Accumulator<Row, WeightedScoreState, WeightedCsatResult> {
  const settled = settle(options);
  return weightedScoreAccumulator(options, (state) => weightedCsatOf(state, settled));
}

/** What a figure needs of the options, checked. */
interface Settled {
  readonly level: number;
  readonly method: WeightedShareInterval;
  readonly definition: CsatDefinition;
}

function settle<Row>(options: WeightedCsatOptions<Row>): Settled {
  const definition = csatDefinition(options);
  const { level = 0.95, interval: method = "wilson" } = options;
  checkLevel(level);
  checkChoice("INTERVAL_INVALID", "interval", method, ["wilson", "logit", "beta", "arcsine", "mean", "none"]);
  return { level, method, definition };
}

function weightedCsatOf(state: WeightedScoreState, { level, method, definition }: Settled): WeightedCsatResult {
  const { scale, topBox, direction } = definition;
  const orient = (score: number): number => (direction === "low-is-good" ? scale.min + scale.max - score : score);
  const cells = weightedCells(state);
  const satisfied = weightedMoments(cells, (score) => (orient(score) > scale.max - topBox ? 1 : 0));
  const n = checkCount(state.counts.reduce((sum, count) => sum + count, 0));
  const notes = answerNotes(n, state.leftOut);
  if (satisfied === null && n > 0) notes.push("no-weight");
  let interval: Interval | null = null;
  if (satisfied !== null) {
    const { mean: proportion, standardError, effectiveSize } = satisfied;
    const ends =
      method === "none"
        ? null
        : method === "wilson"
          ? wilson(proportion * effectiveSize, effectiveSize, level)
          : standardError === null
            ? null
            : designBounds(method, { proportion, standardError, n, degreesOfFreedom: n - 1 }, level);
    if (ends === null) notes.push("no-interval");
    else interval = { lower: ends.lower, upper: ends.upper, level, method };
  }
  return {
    metric: "weighted-csat",
    value: satisfied?.mean ?? null,
    unit: "proportion",
    n,
    interval,
    sumWeights: state.weights.reduce((sum, weight) => sum + weight, 0),
    effectiveSize: satisfied?.effectiveSize ?? null,
    standardError: satisfied?.standardError ?? null,
    designEffect: satisfied?.designEffect ?? null,
    mean: weightedMoments(cells, orient)?.mean ?? null,
    leftOut: { ...state.leftOut },
    definition,
    notes,
  };
}

function designBounds(
  method: "logit" | "beta" | "arcsine" | "mean",
  sample: DesignProportion,
  level: number,
): Bounds | null {
  if (method === "logit") return designLogit(sample, level);
  if (method === "beta") return designBeta(sample, level);
  return method === "arcsine" ? designArcsine(sample, level) : designMeanProportion(sample, level);
}
