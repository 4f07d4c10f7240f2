import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount, type Kinded } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import type { WeightedCell } from "../stats/weighted.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, isScoreState, type LeftOut } from "./score-state.ts";
import { addScore, checkIterable, type ScoreCell, type ScoreOptions } from "./count-scores.ts";

/** What was not counted of weighted answers. */
export type WeightedLeftOut = LeftOut & {
  /** Answers whose weight is no number of 0 or more; beyond 1e±100, where squares leave the range of numbers, is none either. */
  invalidWeight: number;
};

/**
 * A histogram of weighted answers: at each score how many, their weight and their squared weight.
 *
 * That is enough for weighted scores with their linearised standard errors, however many answers
 * there are. Weights are floats: merging in another order may differ in the last bits.
 */
export interface WeightedScoreState extends Kinded {
  /** `"weighted-scores/1 0..10"`. */
  readonly kind: string;
  /** The lowest score. */
  readonly min: number;
  /** Answers at each score, the lowest first. */
  readonly counts: number[];
  /** Sum of their weights. */
  readonly weights: number[];
  /** Sum of their squared weights. */
  readonly squares: number[];
  /** What was not counted. */
  readonly leftOut: WeightedLeftOut;
}

/** Options of everything that counts weighted answers. */
export interface WeightedScoreOptions<Row = ScoreCell> extends ScoreOptions<Row> {
  /** The weight of a row, 0 or more: the inverse of its chance of being asked, or the revenue behind it. A negative one is counted as left out. */
  readonly weight?: ((row: Row) => number) | undefined;
  /** The weights as a column of their own, one an answer. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** A weighted answer: what {@link tallyWeightedScores} reads from a row. */
interface Weighted {
  readonly cell: ScoreCell;
  readonly weight: number;
}

/**
 * Counts weighted answers into a {@link WeightedScoreState}.
 *
 * @param source - answers with `weights`, or rows with `weight` (and `read`); a state of the same scale
 *   is returned as it is
 * @throws {@link MetricError} `WEIGHTS_REQUIRED`; `LENGTH_MISMATCH` when there is not one weight an
 *   answer; `WEIGHT_INVALID` at the first bad weight when `onInvalid` is `"throw"`; and as `tallyScores`
 *
 * @example
 * ```ts
 * import { tallyWeightedScores } from "customer-metrics";
 *
 * const state = tallyWeightedScores([5, 4, 5], { scale: "1-5", weights: [1, 0.5, 2] });
 * state.weights; // => [0, 0, 0, 0.5, 3]
 * ```
 */
export function tallyWeightedScores<Row = ScoreCell>(
  source: Iterable<Row> | WeightedScoreState,
  options: WeightedScoreOptions<Row>,
): WeightedScoreState {
  const state = emptyWeightedState(resolveScale(options?.scale));
  if (isScoreState(source)) {
    checkWeightedState(state, source as WeightedScoreState);
    return source as WeightedScoreState;
  }
  checkIterable(source);
  const { weights, weight, read } = options;
  if (!weights && !weight) fail("WEIGHTS_REQUIRED", "Cannot weigh answers as weights or weight must be given", weights);
  let i = 0;
  for (const row of source as Iterable<Row>) {
    if (weights && i >= weights.length)
      fail("LENGTH_MISMATCH", "Cannot weigh all answers as there must be a weight for each", weights.length);
    const cell = read ? read(row) : (row as ScoreCell);
    addWeighted(state, { cell, weight: weight ? weight(row) : weights![i]! }, options);
    i += 1;
  }
  if (weights && weights.length > i)
    fail("LENGTH_MISMATCH", `Cannot weigh ${i} answers as there must be one for each weight`, weights.length);
  return state;
}

/** An accumulator of rows over {@link WeightedScoreState}. */
export function weightedScoreAccumulator<Result, Row = ScoreCell>(
  options: WeightedScoreOptions<Row>,
  result: (state: WeightedScoreState) => Result,
): Accumulator<Row, WeightedScoreState, Result> {
  const scale = resolveScale(options?.scale);
  const { read, weight } = options;
  const empty = (): WeightedScoreState => emptyWeightedState(scale);
  return {
    empty,
    add: (state, row) => {
      const cell = read ? read(row) : (row as ScoreCell);
      const rowWeight = weight
        ? weight(row)
        : fail("WEIGHTS_REQUIRED", "Cannot weigh rows as weight must be given", weight);
      addWeighted(state, { cell, weight: rowWeight }, options);
      return state;
    },
    merge: (left, right) => {
      for (const state of [left, right]) checkWeightedState(empty(), state);
      const leftOut = { ...left.leftOut };
      for (const reason of Object.keys(leftOut) as (keyof WeightedLeftOut)[])
        leftOut[reason] = checkCount(leftOut[reason] + right.leftOut[reason]);
      return {
        kind: left.kind,
        min: left.min,
        counts: left.counts.map((count, i) => checkCount(count + right.counts[i]!)),
        weights: left.weights.map((sum, i) => sum + right.weights[i]!),
        squares: left.squares.map((sum, i) => sum + right.squares[i]!),
        leftOut,
      };
    },
    result: (state) => {
      checkWeightedState(empty(), state);
      return result(state);
    },
  };
}

function emptyWeightedState(scale: Scale): WeightedScoreState {
  const { kind, min, counts, leftOut } = emptyScoreState(scale);
  return {
    kind: `weighted-${kind}`,
    min,
    counts,
    weights: [...counts],
    squares: [...counts],
    leftOut: { ...leftOut, invalidWeight: 0 },
  };
}

/** Throws {@link MetricError} `KIND_MISMATCH` unless `state` is one of weighted answers on the scale of `empty`, and whole. */
function checkWeightedState(empty: WeightedScoreState, state: WeightedScoreState): void {
  const shapeOf = ({ kind, min, counts, weights, squares }: WeightedScoreState): string =>
    [kind, min, counts?.length, weights?.length, squares?.length].join(" ");
  if (shapeOf(empty) !== shapeOf(state)) fail("KIND_MISMATCH", `Cannot use state as it must be ${empty.kind}`, state);
}

function addWeighted(
  state: WeightedScoreState,
  { cell, weight }: Weighted,
  options: Pick<ScoreOptions, "onInvalid">,
): void {
  if (!isWeight(weight)) {
    if (options.onInvalid === "throw")
      fail("WEIGHT_INVALID", "Cannot weigh an answer as its weight must be 0 or more", weight);
    state.leftOut.invalidWeight += 1;
    return;
  }
  const at = addScore(state, cell, options);
  if (at < 0) return;
  state.weights[at]! += weight;
  state.squares[at]! += weight * weight;
}

/** A number of 0 or more that can be squared and added up; "2" would be appended. */
export function isWeight(weight: unknown): weight is number {
  return typeof weight === "number" && (weight === 0 || (weight >= 1e-100 && weight <= 1e100));
}

/** The state as cells for the weighted statistics. */
export function weightedCells(state: WeightedScoreState): WeightedCell[] {
  return state.counts.map((n, at) => ({
    value: state.min + at,
    n: checkCount(n),
    weight: state.weights[at]!,
    squaredWeight: state.squares[at]!,
  }));
}
