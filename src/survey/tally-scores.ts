import { fail } from "../core/metric-error.ts";
import { byteHistogram } from "./byte-histogram.ts";
import { resolveScale, type ScaleInput } from "./scale.ts";
import type { LeftOutReason, ScoreReading } from "./score-reading.ts";
import { emptyScoreState, isScoreState, scaleOfState, type ScoreState } from "./score-state.ts";

/**
 * One answer: a number, or nothing (`null`, `undefined`: skipped), or a cell read by `readScore`.
 * Anything else is counted as invalid.
 */
export type ScoreCell = number | null | undefined | ScoreReading;

/** Answers in any of the shapes that they come in: an array, a typed array, an Arrow vector, any iterable. */
export type ScoreSource<Row = ScoreCell> = Iterable<Row> | (ArrayLike<Row> & Iterable<Row>) | { toArray(): Iterable<Row> };

/** Options of everything that counts answers. */
export interface ScoreOptions<Row = ScoreCell> {
  /** The answers that the question allows. */
  readonly scale: ScaleInput;
  /**
   * How to get the answer out of a row: `(row) => row.score`, or `(row) => readScore(row.answer, { scale: "0-10" })`.
   * @defaultValue the row is the answer
   */
  readonly read?: ((row: Row) => ScoreCell) | undefined;
  /**
   * What becomes of 7.5: left out as `nonInteger`, or counted where it is.
   * @defaultValue `"reject"`
   */
  readonly fractions?: "reject" | "allow" | undefined;
  /**
   * Whether an answer that is out of range, not whole or invalid is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/**
 * Counts answers into a {@link ScoreState}, which every survey metric reads.
 *
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
  if (isScoreState(source)) return checkScale(source, options.scale);
  const scale = resolveScale(options.scale);
  const state = emptyScoreState(scale, options.fractions);
  tallyInto(state, scale.min, source, options);
  return state;
}

/** The state itself, when it was counted on `scale` (any, when none is asked for). */
export function checkScale(state: ScoreState, scale: ScaleInput | undefined): ScoreState {
  const { min, max } = scaleOfState(state);
  const asked = scale === undefined ? { min, max } : resolveScale(scale);
  if (asked.min !== min || asked.max !== max) fail("KIND_MISMATCH", `Cannot read a state on ${asked.min}..${asked.max} as it was counted on another scale`, state.kind);
  if (state.counts.length !== max - min + 1) fail("STATE_INVALID", "Cannot read a state as it must have a count for each score", state.counts);
  return state;
}

/** Counts `source` into `state`, by the fastest loop that its shape allows. */
export function tallyInto<Row>(state: ScoreState, min: number, source: ScoreSource<Row>, { read, onInvalid }: Omit<ScoreOptions<Row>, "scale">): void {
  const { counts, leftOut } = state;
  const rows = readable(source);
  if (rows instanceof Uint8Array && !read && onInvalid !== "throw") {
    byteHistogram(rows).forEach((count, score) => {
      if (score - min in counts) counts[score - min]! += count;
      else leftOut.outOfRange += count;
    });
  } else if (Array.isArray(rows) || ArrayBuffer.isView(rows)) {
    const list = rows as unknown as ArrayLike<Row>;
    const points = counts.length;
    for (let i = 0; i < list.length; i += 1) {
      const cell = read ? read(list[i]!) : list[i];
      const at = (cell as number) - min;
      if (typeof cell === "number" && at >= 0 && at < points && at === Math.floor(at)) counts[at]! += 1;
      else addScore(state, min, cell, onInvalid);
    }
  } else {
    for (const row of rows) addScore(state, min, read ? read(row) : row, onInvalid);
  }
}

/** Counts one answer. */
export function addScore(state: ScoreState, min: number, cell: unknown, onInvalid?: "count" | "throw"): void {
  const { counts, fractions, leftOut } = state;
  const score = (cell as { status?: string } | null)?.status === "ok" ? (cell as { value: unknown }).value : cell;
  if (typeof score === "number") {
    const at = score - min;
    if (at in counts) {
      counts[at]! += 1;
      return;
    }
    if (fractions && at > 0 && at < counts.length - 1) {
      fractions[score] = (fractions[score] ?? 0) + 1;
      return;
    }
  }
  const reason = whyNot(score, min, counts.length);
  if (onInvalid === "throw" && reason !== "skipped") {
    fail("SCORE_INVALID", `Cannot count an answer as it must be a whole number on the scale (${reason})`, score);
  }
  leftOut[reason] += 1;
}

/** Why an answer that is not a point of the scale is not counted. */
export function whyNot(score: unknown, min: number, points: number): LeftOutReason {
  if (score == null) return "skipped";
  if (typeof score === "object" && "status" in score && LEFT_OUT.includes(score.status as string)) return score.status as LeftOutReason;
  if (typeof score !== "number" || Number.isNaN(score)) return "invalid";
  return score < min || score > min + points - 1 ? "outOfRange" : "nonInteger";
}

const LEFT_OUT: readonly string[] = ["skipped", "outOfRange", "nonInteger", "invalid"];

/**
 * The rows of a source. An Arrow vector's `toArray()` is the fast way in, but where it has nulls the
 * typed array holds whatever lies under them, so then it is iterated.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`
 */
function readable<Row>(source: ScoreSource<Row>): Iterable<Row> {
  const vector = source as { toArray?: () => Iterable<Row>; nullCount?: number };
  const rows = typeof vector?.toArray === "function" && !vector.nullCount ? vector.toArray() : (source as Iterable<Row>);
  if (typeof rows !== "object" || typeof rows?.[Symbol.iterator] !== "function") {
    fail("SOURCE_INVALID", "Cannot count answers as they must be an array, a typed array, an iterable or a state", source);
  }
  return rows;
}
