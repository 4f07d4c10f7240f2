import type { Accumulator } from "../core/accumulator.ts";
import type { Scale } from "../model/scale.ts";
import { addScore, type ReadingOptions, type ScoreCell } from "./count-scores.ts";
import { mergeScores } from "./merge-scores.ts";
import { emptyScoreState, type ScoreState } from "./score-state.ts";

/** An accumulator over {@link ScoreState}; the metrics differ only in how they read it. */
export function scoreAccumulator<Result, Row = ScoreCell>(
  scale: Scale,
  options: ReadingOptions<Row>,
  result: (state: ScoreState) => Result,
): Accumulator<Row, ScoreState, Result> {
  const { read } = options;
  return {
    empty: () => emptyScoreState(scale),
    add: (state, row) => {
      addScore(state, read ? read(row) : row, options);
      return state;
    },
    merge: (left, right) => mergeScores(left, right),
    result,
  };
}
