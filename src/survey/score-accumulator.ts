import type { Accumulator } from "../core/accumulator.ts";
import { mergeScores } from "./merge-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, type ScoreState } from "./score-state.ts";
import { addScore, type ScoreCell, type ScoreOptions } from "./tally-scores.ts";

/** An accumulator over {@link ScoreState}; the metrics differ only in how they read it. */
export function scoreAccumulator<Result, Row = ScoreCell>(
  options: ScoreOptions<Row>,
  result: (state: ScoreState) => Result,
): Accumulator<Row, ScoreState, Result> {
  const scale = resolveScale(options.scale);
  const { read, fractions, onInvalid } = options;
  return {
    empty: () => emptyScoreState(scale, fractions),
    add: (state, row) => {
      addScore(state, scale.min, read ? read(row) : row, onInvalid);
      return state;
    },
    merge: (left, right) => mergeScores(left, right),
    result,
  };
}
