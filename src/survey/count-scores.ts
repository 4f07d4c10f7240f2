import { fail } from "../core/metric-error.ts";
import { checkSameKind } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import type { ScaleInput } from "./scale.ts";
import type { LeftOutReason, ScoreReading } from "./score-reading.ts";
import { emptyScoreState, isScoreState, type ScoreState } from "./score-state.ts";

/**
 * One answer: a number, or nothing (`null`, `undefined`: skipped), or a cell read by `readScore`.
 * Anything else is counted as invalid.
 */
export type ScoreCell = number | null | undefined | ScoreReading;

/** How answers are read; without the scale, which a definition may bring. */
export type ReadingOptions<Row> = Pick<ScoreOptions<Row>, "read" | "onInvalid">;

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
   * Whether an answer that is out of range, not whole or invalid is counted as left out, or throws.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/**
 * The state of a source that may be one already.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when it is, on another scale; `SOURCE_INVALID`, `SCORE_INVALID`
 */
export function scoreStateOf<Row>(source: Iterable<Row> | ScoreState, scale: Scale, options: ReadingOptions<Row>): ScoreState {
  const empty = emptyScoreState(scale);
  if (!isScoreState(source)) return countScores(empty, source, options);
  checkSameKind(empty, source);
  return source;
}

/**
 * Counts `rows` into `state`, which it owns, and returns it.
 *
 * @throws {@link MetricError} `SOURCE_INVALID` when `rows` cannot be iterated; `SCORE_INVALID`
 */
export function countScores<Row>(state: ScoreState, rows: Iterable<Row>, options: ReadingOptions<Row>): ScoreState {
  checkIterable(rows);
  const { read } = options;
  for (const row of rows) addScore(state, read ? read(row) : row, options);
  return state;
}

/** Throws {@link MetricError} `SOURCE_INVALID` unless `rows` can be iterated. */
export function checkIterable(rows: unknown): void {
  if (!(rows as Iterable<unknown> | undefined)?.[Symbol.iterator]) fail("SOURCE_INVALID", "Cannot use source as it must be iterable", rows);
}

/** Counts one answer; returns its place among the counts, or −1 when it has none. */
export function addScore({ min, counts, leftOut }: Omit<ScoreState, "kind">, cell: unknown, { onInvalid }: Pick<ScoreOptions, "onInvalid">): number {
  const reading = cell as { readonly status?: LeftOutReason; readonly value?: unknown } | null | undefined;
  const score = reading?.value ?? cell;
  const at = typeof score === "number" ? score - min : NaN;
  if (at in counts) {
    counts[at]! += 1;
    return at;
  }
  const reason = score == null ? "skipped"
    : at < 0 || at > counts.length - 1 ? "outOfRange"
    : at > 0 ? "nonInteger"
    : leftOut[reading!.status!] >= 0 ? reading!.status! : "invalid";
  if (onInvalid === "throw" && reason !== "skipped") fail("SCORE_INVALID", `Cannot use score as it is ${reason}`, score);
  leftOut[reason] += 1;
  return -1;
}
