import { byteHistogram } from "./byte-histogram.ts";
import {
  addScore,
  checkIterable,
  type NeedsRead,
  type ReadingOptions,
  type ScoreCell,
  type ScoreOptions,
} from "./count-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, isScoreState, scaleOfState, type ScoreState } from "./score-state.ts";

/** Answers in any of the shapes that they come in: an array, a typed array, an Arrow vector, any iterable. */
export type ScoreSource<Row = ScoreCell> = Iterable<Row> | ScoreVector<Row>;

/** A column that can hand out its values at once, as those of Arrow do. */
export interface ScoreVector<Row> {
  /** The values, as an array or a typed array. */
  readonly toArray: () => Iterable<Row>;
}

/** Options of `tallyScores` and its kin. */
export interface TallyOptions<Row = ScoreCell> extends ReadingOptions<Row> {
  /**
   * What becomes of 7.5: left out as `nonInteger`, or kept where it is. NPS then counts it to the band below the next whole score.
   * @defaultValue `"reject"`
   */
  readonly fractions?: "reject" | "allow" | undefined;
}

/**
 * Counts answers into a {@link ScoreState}, which every survey metric reads.
 *
 * The fast way in for millions: bytes are counted in pairs, Arrow vectors through their typed array.
 * Nothing is dropped in silence: the counts and `leftOut` add up to the number of answers given.
 *
 * @param source - answers, or rows with `options.read`; a state of the same scale is returned as it is
 * @throws {@link MetricError} `SCALE_INVALID`; `SOURCE_INVALID` when `source` cannot be iterated;
 *   `SCORE_INVALID` at the first bad answer when `onInvalid` is `"throw"`; `KIND_MISMATCH` when
 *   `source` is a state of another scale, or a damaged one
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
export function tallyScores<Row = ScoreCell>(
  source: ScoreSource<Row> | ScoreState,
  options: TallyOptions<Row> & ScoreOptions<Row> & NeedsRead<Row>,
): ScoreState {
  if (!isScoreState(source)) return tallyInto(emptyScoreState(resolveScale(options?.scale)), source, options);
  scaleOfState(source, options?.scale);
  return source;
}

/** Counts `source` into `state` by the fastest loop that its shape allows. */
export function tallyInto<Row>(state: ScoreState, source: ScoreSource<Row>, options: TallyOptions<Row>): ScoreState {
  const rows = rowsOf(source);
  if (rows instanceof Uint8Array && !options.read && options.onInvalid !== "throw") return tallyBytes(state, rows);
  checkIterable(rows);
  const { read } = options;
  if (!Array.isArray(rows) && !ArrayBuffer.isView(rows)) {
    for (const row of rows) tallyCell(state, read ? read(row) : row, options);
    return state;
  }
  const list = rows as unknown as ArrayLike<Row>;
  const { min, counts } = state;
  const points = counts.length;
  // A whole score is one that survives the round trip through an unsigned integer: one test for range and wholeness.
  const table = new Uint32Array(points);
  for (let i = 0; i < list.length; i += 1) {
    const cell = read ? read(list[i]!) : list[i];
    if (typeof cell === "number") {
      const at = (cell - min) >>> 0;
      if (at < points && at + min === cell) {
        table[at]! += 1;
        continue;
      }
    }
    tallyCell(state, cell, options);
  }
  table.forEach((count, at) => {
    counts[at]! += count;
  });
  return state;
}

/** Counts one answer, fractions too where they are allowed. */
export function tallyCell<Row>(state: ScoreState, cell: unknown, options: TallyOptions<Row>): void {
  const score = (cell as { readonly value?: unknown } | null | undefined)?.value ?? cell;
  const at = typeof score === "number" ? score - state.min : NaN;
  if (options.fractions === "allow" && at > 0 && at < state.counts.length - 1 && at % 1 !== 0) {
    const fractions = (state.fractions ??= {});
    fractions[`${score}`] = (fractions[`${score}`] ?? 0) + 1;
  } else addScore(state, cell, options);
}

function tallyBytes(state: ScoreState, bytes: Uint8Array): ScoreState {
  const { min, counts, leftOut } = state;
  byteHistogram(bytes).forEach((count, score) => {
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
  return typeof vector?.toArray === "function" && !vector.nullCount ? vector.toArray() : (source as Iterable<Row>);
}
