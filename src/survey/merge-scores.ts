import { checkCount } from "../core/state.ts";
import { emptyScoreState, scaleOfState, type LeftOut, type ScoreState } from "./score-state.ts";

/**
 * One state of the answers of several: days into a month, shards into a whole.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when the scales differ or one is no state of scores, or a
 *   damaged one; `COUNT_INVALID` when a count would pass 2^53 − 1 or a state holds what is not a count
 *
 * @example
 * ```ts
 * import { mergeScores, nps, tallyScores } from "customer-metrics";
 *
 * const monday = tallyScores([10, 9, 3], { scale: "0-10" });
 * const tuesday = tallyScores([8, 10], { scale: "0-10" });
 * nps(mergeScores(monday, tuesday)).value; // => 40
 * ```
 */
export function mergeScores(first: ScoreState, ...others: readonly ScoreState[]): ScoreState {
  return others.reduce((left, right) => zip(left, right, 1), zip(first, first, 0));
}

/**
 * A state without the answers of a part of it: the last 30 days are the total less the total of 30 days ago.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`; `COUNT_INVALID` when `part` holds answers that `whole` has not
 *
 * @example
 * ```ts
 * import { subtractScores, tallyScores } from "customer-metrics";
 *
 * const all = tallyScores([5, 4, 4, null], { scale: "1-5" });
 * const old = tallyScores([4, null], { scale: "1-5" });
 * subtractScores(all, old).counts; // => [0, 0, 0, 1, 1]
 * ```
 */
export function subtractScores(whole: ScoreState, part: ScoreState): ScoreState {
  return zip(whole, part, -1);
}

/** left + sign · right, count by count. */
function zip(left: ScoreState, right: ScoreState, sign: number): ScoreState {
  const scale = scaleOfState(left);
  scaleOfState(right, scale);
  const sum = (a: number, b: number): number => checkCount(checkCount(a) + sign * checkCount(b));
  const counts = left.counts.map((count, i) => sum(count, right.counts[i]!));
  const leftOut = {} as LeftOut;
  for (const reason of Object.keys(emptyScoreState(scale).leftOut) as (keyof LeftOut)[])
    leftOut[reason] = sum(left.leftOut?.[reason], right.leftOut?.[reason]);
  const { kind, min } = left;
  if (!left.fractions && !right.fractions) return { kind, min, counts, leftOut };
  const fractions: { [score: string]: number } = {};
  for (const score of new Set([...Object.keys(left.fractions ?? {}), ...Object.keys(right.fractions ?? {})])) {
    const count = sum(left.fractions?.[score] ?? 0, right.fractions?.[score] ?? 0);
    if (count > 0) fractions[score] = count;
  }
  return Object.keys(fractions).length > 0 ? { kind, min, counts, fractions, leftOut } : { kind, min, counts, leftOut };
}
