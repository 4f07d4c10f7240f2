import { checkCount } from "../core/state.ts";
import { scaleOfState, type ScoreState } from "./score-state.ts";

/** Which end of a scale is the good one. */
export type Direction = "high-is-good" | "low-is-good";

/** Distinct scores in ascending order, and how many answers each has. */
export interface ScoreHistogram {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** The answers of a state, reflected (min + max − score) where low is good, so that high is always good. */
export function scoreHistogram(state: ScoreState, direction: Direction): ScoreHistogram {
  const { min, max } = scaleOfState(state);
  const orient = (score: number): number => (direction === "low-is-good" ? min + max - score : score);
  const pairs = state.counts.map((count, at) => [orient(min + at), checkCount(count)] as const);
  for (const score in state.fractions) pairs.push([orient(+score), checkCount(state.fractions[score]!)]);
  pairs.sort(([a], [b]) => a - b);
  return { values: pairs.map(([value]) => value), counts: pairs.map(([, count]) => count) };
}

/** How many answers are at or above `from`, at or below `to`, and between. */
export function boxes(
  { values, counts }: ScoreHistogram,
  from: number,
  to: number,
): { top: number; middle: number; bottom: number; n: number } {
  let [top, middle, bottom] = [0, 0, 0];
  values.forEach((value, i) => {
    if (value >= from) top += counts[i]!;
    else if (value <= to) bottom += counts[i]!;
    else middle += counts[i]!;
  });
  return { top, middle, bottom, n: checkCount(top + middle + bottom) };
}
