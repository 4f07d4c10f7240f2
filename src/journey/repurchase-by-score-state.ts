import { checkSameKind, type Kinded } from "../core/state.ts";

/** Respondents that were not counted, and why. */
export interface RepurchaseLeftOut {
  /** No score. */
  missingScore: number;
  /** The score is no number. */
  invalidScore: number;
  /** Not known whether they bought again. */
  outcomeUnknown: number;
  /** `boughtAgain` is neither true nor false. */
  invalidOutcome: number;
}

/** Counts by score, as plain JSON. */
export interface RepurchaseState extends Kinded {
  /** `"repurchase-by-score/1"`. */
  readonly kind: string;
  /** The scores that were given, from low to high. */
  readonly scores: number[];
  /** How often. */
  readonly counts: number[];
  /** How many of those bought again. */
  readonly again: number[];
  /** What was not counted. */
  readonly leftOut: RepurchaseLeftOut;
}

/** A state of nobody. */
export function emptyRepurchase(): RepurchaseState {
  return {
    kind: "repurchase-by-score/1",
    scores: [],
    counts: [],
    again: [],
    leftOut: { missingScore: 0, invalidScore: 0, outcomeUnknown: 0, invalidOutcome: 0 },
  };
}

/** The place of a score, made where there is none. */
export function repurchaseSlot(state: RepurchaseState, score: number): number {
  const { scores, counts, again } = state;
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scores[middle]! < score) low = middle + 1;
    else high = middle;
  }
  if (scores[low] !== score) {
    scores.splice(low, 0, score);
    counts.splice(low, 0, 0);
    again.splice(low, 0, 0);
  }
  return low;
}

/** Both sides' counts. */
export function mergeRepurchase(left: RepurchaseState, right: RepurchaseState): RepurchaseState {
  checkSameKind(left, right);
  const merged = emptyRepurchase();
  for (const side of [left, right]) {
    side.scores.forEach((score, i) => {
      const at = repurchaseSlot(merged, score);
      merged.counts[at]! += side.counts[i]!;
      merged.again[at]! += side.again[i]!;
    });
    merged.leftOut.missingScore += side.leftOut.missingScore;
    merged.leftOut.invalidScore += side.leftOut.invalidScore;
    merged.leftOut.outcomeUnknown += side.leftOut.outcomeUnknown;
    merged.leftOut.invalidOutcome += side.leftOut.invalidOutcome;
  }
  return merged;
}
