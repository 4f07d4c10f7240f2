import { byteHistogram } from "./byte-histogram.ts";
import { countScores, type ReadingOptions, type ScoreCell, type ScoreOptions } from "./count-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, isScoreState, scaleOfState, type ScoreState } from "./score-state.ts";

/** Answers in any of the shapes that they come in: an array, a typed array, an Arrow vector, any iterable. */
export type ScoreSource<Row = ScoreCell> = Iterable<Row> | { toArray(): Iterable<Row> };

/**
 * Counts answers into a {@link ScoreState}, which every survey metric reads.
 *
 * The fast way in for millions: bytes are counted in pairs, Arrow vectors through their typed array.
 * Nothing is dropped in silence: the counts and `leftOut` add up to the number of answers given.
 *
 * @param source - answers, or rows with `options.read`; a state of the same scale is returned as it is
 * @throws {@link MetricError} `SCALE_INVALID`; `SOURCE_INVALID` when `source` cannot be iterated;
 *   `SCORE_INVALID` at the first bad answer when `onInvalid` is `"throw"`; `KIND_MISMATCH` when
 *   `source` is a state of another scale
 *
 * @example
 * ```ts
 * import { tallyScores } from "customer-metrics";
 *
 * const state = tallyScores([5, 4, 4, null, 7, 3.5], { scale: "1-5" });
 * state.counts; // => [0, 0, 0, 2, 1]
 * state.leftOut; // => { skipped: 1, outOfRange: 1, nonInteger: 1, invalid: 0 }
 * ```
 */
export function tallyScores<Row = ScoreCell>(source: ScoreSource<Row> | ScoreState, options: ScoreOptions<Row>): ScoreState {
  if (!isScoreState(source)) return tallyInto(emptyScoreState(resolveScale(options.scale)), source, options);
  scaleOfState(source, options.scale);
  return source;
}

/** Counts `source` into `state` by the fastest loop that its shape allows. */
export function tallyInto<Row>(state: ScoreState, source: ScoreSource<Row>, options: ReadingOptions<Row>): ScoreState {
  const rows = rowsOf(source);
  if (!(rows instanceof Uint8Array) || options.read || options.onInvalid === "throw") return countScores(state, rows, options);
  const { min, counts, leftOut } = state;
  byteHistogram(rows).forEach((count, score) => {
    if (score - min in counts) counts[score - min]! += count;
    else leftOut.outOfRange += count;
  });
  return state;
}

/**
 * The rows of a source. An Arrow vector's `toArray()` is the fast way in, but where it has nulls the
 * typed array holds whatever lies under them, so then it is iterated.
 */
function rowsOf<Row>(source: ScoreSource<Row>): Iterable<Row> {
  const vector = source as { toArray?: () => Iterable<Row>; nullCount?: number } | undefined;
  return vector?.toArray && !vector.nullCount ? vector.toArray() : (source as Iterable<Row>);
}
