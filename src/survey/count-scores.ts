import { fail } from "../core/metric-error.ts";
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
export type ReadingOptions<Row> = Pick<ScoreOptions<Row>, "read" | "fractions" | "onInvalid">;

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

/** The state of a source that may be one already. */
export function scoreStateOf<Row>(source: Iterable<Row> | ScoreState, scale: Scale, options: ReadingOptions<Row>): ScoreState {
  return isScoreState(source) ? source : countScores(emptyScoreState(scale), source, options);
}

/**
 * Counts `rows` into `state`, which it owns, and returns it.
 *
 * @throws {@link MetricError} `SOURCE_INVALID` when `rows` cannot be iterated; `SCORE_INVALID`
 */
export function countScores<Row>(state: ScoreState, rows: Iterable<Row>, options: ReadingOptions<Row>): ScoreState {
  if (typeof rows === "string" || !rows?.[Symbol.iterator]) fail("SOURCE_INVALID", "Cannot count source as it must be iterable or a state", rows);
  const { min, counts } = state;
  const { read } = options;
  for (const row of rows) {
    const cell = read ? read(row) : row;
    const at = typeof cell === "number" ? cell - min : -1;
    if (at >= 0 && at < counts.length && at % 1 === 0) counts[at]! += 1;
    else addScore(state, cell, options);
  }
  return state;
}

/** Counts one answer; returns its place among the counts, or −1 when it has none. */
export function addScore(state: Omit<ScoreState, "kind">, cell: unknown, options: Pick<ScoreOptions, "fractions" | "onInvalid">): number {
  const { min, counts, leftOut } = state;
  const status = (cell as { readonly status?: LeftOutReason | "ok" } | null | undefined)?.status;
  const score = status === "ok" ? (cell as { readonly value: unknown }).value : cell;
  const at = typeof score === "number" ? score - min : NaN;
  const top = counts.length - 1;
  if (at in counts) {
    counts[at]! += 1;
    return at;
  }
  if (at > 0 && at < top && options.fractions === "allow") {
    const fractions = (state.fractions ??= {});
    fractions[at + min] = (fractions[at + min] ?? 0) + 1;
    return -1;
  }
  const reason = score == null ? "skipped"
    : Object.hasOwn(leftOut, status ?? "") ? (status as LeftOutReason)
    : Number.isNaN(at) ? "invalid"
    : at < 0 || at > top ? "outOfRange" : "nonInteger";
  if (options.onInvalid === "throw" && reason !== "skipped") fail("SCORE_INVALID", `Cannot count score as it is ${reason}`, score);
  leftOut[reason] += 1;
  return -1;
}
