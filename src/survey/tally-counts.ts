import { checkCount } from "../core/state.ts";
import { checkIterable, type ScoreCell, type ScoreOptions } from "./count-scores.ts";
import { resolveScale } from "./scale.ts";
import { emptyScoreState, type LeftOut, type ScoreState } from "./score-state.ts";
import { tallyCell, type TallyOptions } from "./tally-scores.ts";

/**
 * A {@link ScoreState} from answers that were counted elsewhere: a frequency table, or the rows of
 * `SELECT score, count(*) … GROUP BY score`.
 *
 * @param pairs - answers with how often each was given; an answer may come more than once
 * @param options - as for `tallyScores`
 * @throws {@link MetricError} `COUNT_INVALID` unless every count is whole and 0 or more; `SCALE_INVALID`;
 *   `SOURCE_INVALID` when `pairs` cannot be iterated; `SCORE_INVALID` when `onInvalid` is `"throw"`
 *
 * @example
 * ```ts
 * import { nps, tallyCounts } from "customer-metrics";
 *
 * const state = tallyCounts([[10, 120], [7, 60], [2, 20], [null, 31]], { scale: "0-10" });
 * nps(state).value; // => 50
 * state.leftOut.skipped; // => 31
 * ```
 */
export function tallyCounts(
  pairs: Iterable<readonly [answer: ScoreCell, count: number]>,
  options: Omit<TallyOptions & ScoreOptions, "read">,
): ScoreState {
  const scale = resolveScale(options?.scale);
  const total = emptyScoreState(scale);
  checkIterable(pairs);
  for (const [answer, count] of pairs) {
    if (checkCount(count) === 0) continue;
    const one = emptyScoreState(scale);
    tallyCell(one, answer, options);
    one.counts.forEach((n, at) => {
      if (n > 0) total.counts[at] = checkCount(total.counts[at]! + count);
    });
    for (const score in one.fractions) {
      const fractions = (total.fractions ??= {});
      fractions[score] = checkCount((fractions[score] ?? 0) + count);
    }
    for (const reason of Object.keys(one.leftOut) as (keyof LeftOut)[]) {
      if (one.leftOut[reason] > 0) total.leftOut[reason] = checkCount(total.leftOut[reason] + count);
    }
  }
  return total;
}
