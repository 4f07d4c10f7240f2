import { fail } from "../core/metric-error.ts";
import type { Kinded } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { resolveScale, type ScaleInput } from "./scale.ts";
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
  /** `"scores/1 0..10"`: version and scale. */
  readonly kind: string;
  /** The lowest score; the highest is `min` + the number of counts − 1. */
  readonly min: number;
  /** Answers at each whole score, the lowest score first. */
  readonly counts: number[];
  /** Answers at each score between whole scores, by score; only where fractions were allowed and met. */
  fractions?: { [score: string]: number };
  /** What was not counted. */
  readonly leftOut: LeftOut;
}

/** Whether a value given as data is a state, of whatever metric. */
export function isScoreState(value: unknown): value is ScoreState {
  return (value as Kinded | null | undefined)?.kind != null;
}

/** A state of no answers. */
export function emptyScoreState({ min, max }: Scale): ScoreState {
  return {
    kind: `scores/1 ${min}..${max}`,
    min,
    counts: Array<number>(max - min + 1).fill(0),
    leftOut: { skipped: 0, outOfRange: 0, nonInteger: 0, invalid: 0 },
  };
}

/**
 * Throws unless `state` is one of answers on the scale of `empty`, with a count a score.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkScoreState(empty: ScoreState, state: ScoreState): void {
  if (shapeOf(empty) !== shapeOf(state)) fail("KIND_MISMATCH", `Cannot use state as it must be ${empty.kind}`, state);
}

/** What all states of one scale have in common. */
function shapeOf(state: ScoreState): string {
  return state.kind + state.min + state.counts?.length;
}

/**
 * The scale that a state was counted on; `asked`, when given, must be the same.
 *
 * @throws {@link MetricError} `KIND_MISMATCH` when it is another scale, no state of scores, or damaged
 */
export function scaleOfState(state: ScoreState, asked?: ScaleInput): Scale {
  if (!isScoreState(state) || !Array.isArray(state.counts))
    fail("KIND_MISMATCH", "Cannot use state as it must be one of scores", state);
  const { min, counts } = state;
  const scale = asked === undefined ? { min, max: min + counts.length - 1 } : resolveScale(asked);
  checkScoreState(emptyScoreState(scale), state);
  return scale;
}
