import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";
import type { ScaleInput } from "./scale.ts";
import type { LeftOutReason, ScoreReading } from "./score-reading.ts";
import { checkScoreState, emptyScoreState, isScoreState, type ScoreState } from "./score-state.ts";

/**
 * One answer: a number, or nothing (`null`, `undefined`: skipped), or a cell read by `readScore`.
 * Anything else is counted as invalid.
 */
export type ScoreCell = number | null | undefined | ScoreReading;

/** Rows that are not answers themselves need a `read`; an answer does not. */
export type NeedsRead<Row> = [Row] extends [ScoreCell] ? unknown : HasRead<Row>;

/** A way to read rows that must be given. */
export interface HasRead<Row> {
  /** How to get the answer out of a row. */
  readonly read: (row: Row) => ScoreCell;
}

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
 * @throws {@link MetricError} `KIND_MISMATCH` when it is, on another scale or damaged; `SOURCE_INVALID`
 *   when it cannot be iterated; `SCORE_INVALID`
 */
export function scoreStateOf<Row>(
  source: Iterable<Row> | ScoreState,
  scale: Scale,
  options: ReadingOptions<Row>,
): ScoreState {
  const state = emptyScoreState(scale);
  if (isScoreState(source)) {
    checkScoreState(state, source);
    return source;
  }
  checkIterable(source);
  const { read } = options;
  for (const row of source) addScore(state, read ? read(row) : row, options);
  return state;
}

/** Throws {@link MetricError} `SOURCE_INVALID` unless `rows` can be iterated; text can, but is no list of answers. */
export function checkIterable(rows: unknown): void {
  if (!(Object(rows) === rows && (rows as Iterable<unknown>)[Symbol.iterator])) {
    fail("SOURCE_INVALID", "Cannot use source as it must be iterable", rows);
  }
}

/** Counts one answer; returns its place among the counts, or −1 when it has none. */
export function addScore(
  { min, counts, leftOut }: Omit<ScoreState, "kind">,
  cell: unknown,
  options: Pick<ScoreOptions, "onInvalid">,
): number {
  const score = (cell as { readonly value?: unknown } | null | undefined)?.value ?? cell;
  const at = typeof score === "number" ? score - min : NaN;
  if (at in counts) {
    counts[at]! += 1;
    return at;
  }
  const reason =
    score == null
      ? "skipped"
      : at < 0 || at > counts.length - 1
        ? "outOfRange"
        : at > 0
          ? "nonInteger"
          : leftOut[(cell as { status: LeftOutReason }).status] >= 0
            ? (cell as { status: LeftOutReason }).status
            : "invalid";
  if (options.onInvalid === "throw" && reason !== "skipped")
    fail("SCORE_INVALID", `Cannot use score as it is ${reason}`, score);
  leftOut[reason] += 1;
  return -1;
}
