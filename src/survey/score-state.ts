import type { Kinded } from "../core/state.ts";
import { fail } from "../core/metric-error.ts";
import type { Scale } from "../model/scale.ts";
import { resolveScale } from "./scale.ts";
import type { LeftOutReason } from "./score-reading.ts";

/** How many answers were not counted, and why. */
export type LeftOut = { [Reason in LeftOutReason]: number };

/**
 * All that the survey metrics need to know of any number of answers: a histogram over the scale.
 *
 * NPS, CSAT, CES, mean, median and standard deviation follow exactly from it. It is plain JSON; its
 * counts are whole numbers, so merging days, shards or workers in any order gives the same bytes,
 * and a part can be taken away again.
 */
export interface ScoreState extends Kinded {
  /** `"scores/1 0..10"`: version and scale, and `fractions` where 7.5 may be an answer. */
  readonly kind: string;
  /** Answers at each whole score, the lowest score first. */
  readonly counts: number[];
  /** Answers at each score between whole scores, by score; only where fractions are allowed. */
  readonly fractions?: { [score: string]: number };
  /** What was not counted. */
  readonly leftOut: LeftOut;
}

/** A state of no answers. */
export function emptyScoreState({ min, max }: Scale, fractions?: "reject" | "allow"): ScoreState {
  const counts = new Array<number>(max - min + 1).fill(0);
  const leftOut = { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 };
  const kind = `scores/1 ${min}..${max}`;
  return fractions === "allow" ? { kind: `${kind} fractions`, counts, fractions: {}, leftOut } : { kind, counts, leftOut };
}

/** Whether a value given as data is a state: an object with a `kind` that starts as ours do. */
export function isScoreState(value: unknown): value is ScoreState {
  return typeof (value as Kinded | null)?.kind === "string" && Array.isArray((value as ScoreState).counts);
}

/**
 * The scale that a state was counted on.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when it is a state of another metric
 */
export function scaleOfState({ kind }: Kinded): Scale {
  const ends = /^(?:weighted-)?scores\/1 (-?\d+)\.\.(-?\d+)/.exec(kind);
  return ends ? resolveScale({ min: +ends[1]!, max: +ends[2]! }) : fail("KIND_MISMATCH", "Cannot read state as a score state", kind);
}
