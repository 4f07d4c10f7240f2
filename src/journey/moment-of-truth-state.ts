import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { addScore } from "../survey/count-scores.ts";
import type { EffortDirection } from "../survey/ces.ts";
import { mergeScores } from "../survey/merge-scores.ts";
import { standardNps } from "../survey/nps.ts";
import { resolveScale, type ScaleInput } from "../survey/scale.ts";
import type { Direction } from "../survey/score-histogram.ts";
import { emptyScoreState, type ScoreState } from "../survey/score-state.ts";
import { readInstant } from "../time/instant.ts";
import type { MomentInteractionRow, MomentResponseRow } from "./moment-of-truth-facts.ts";
import { addCounts, count, type LatencyCounts } from "./promise-latency-state.ts";
import { addOutcome, emptyOutcomes, mergeOutcomes, type PromiseOutcomesState, sumOf } from "./promise-outcomes.ts";
import type { PromiseFault, PromiseRow, ReadPromise } from "./promise-row.ts";
import { clockUntil, isFulfilled } from "./verdict.ts";
import { kindOfRules, type VerdictOptions, type VerdictRules, verdictRules } from "./verdict-rules.ts";

/** Options of everything that is counted at a moment of truth. */
export interface MomentOfTruthOptions extends VerdictOptions {
  /**
   * The scale of `emotion`.
   * @defaultValue `{ min: -2, max: 2 }`
   */
  readonly emotionScale?: Scale | undefined;
  /**
   * The CSAT question: as the options of `csat`.
   * @defaultValue `{ scale: "1-5" }`
   */
  readonly csat?:
    | { readonly scale: ScaleInput; readonly topBox?: number | undefined; readonly direction?: Direction | undefined }
    | undefined;
  /**
   * The CES question: as the options of `ces`.
   * @defaultValue `{ scale: "1-7", direction: "high-is-easy" }`
   */
  readonly ces?:
    | {
        readonly scale: ScaleInput;
        readonly direction: EffortDirection;
        readonly easyFrom?: number | undefined;
        readonly difficultTo?: number | undefined;
      }
    | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Number, sum and sum of squares of whole numbers: exact in any order. */
export interface WholeMoments {
  /** How many. */
  n: number;
  /** Their sum. */
  sum: number;
  /** The sum of their squares. */
  squares: number;
}

/** Interactions by who began them. */
export type InitiatorCounts = {
  /** The customer. */
  customer: number;
  /** The company. */
  company: number;
  /** A partner. */
  partner: number;
  /** A machine. */
  system: number;
  /** Nobody says. */
  unknown: number;
};

/** What was not counted at a moment of truth, promises aside. */
export type MomentLeftOut = {
  /** Interactions without a readable `startedAt`. */
  undatedInteractions: number;
  /** Interactions that began after `asOf`. */
  laterInteractions: number;
  /** Emotions off the scale; the interaction is counted. */
  emotionsOffScale: number;
  /** Answers to other questions than NPS, CSAT and CES. */
  otherMetrics: number;
  /** Answers on another scale than the one that is asked for. */
  otherScales: number;
  /** Answers given after `asOf`. */
  laterResponses: number;
  /** Answers with an `answeredAt` that cannot be read. */
  undatedResponses: number;
};

/** Counts of one moment of truth, or of one group of them; only states of the same rules merge. */
export interface MomentOfTruthState extends Kinded {
  /** `"moment-of-truth/1 as of 2024-06-30T00:00:00.000Z grace 0 …"`. */
  readonly kind: string;
  /** Interactions that were counted. */
  interactions: number;
  /** By who began them. */
  readonly initiators: InitiatorCounts;
  /** How they felt. */
  readonly emotion: WholeMoments;
  /** Verdicts. */
  readonly promises: PromiseOutcomesState;
  /** Elapsed milliseconds of promises done. */
  readonly done: LatencyCounts;
  /** Answers to the recommend question. */
  readonly nps: ScoreState;
  /** Answers about satisfaction. */
  readonly csat: ScoreState;
  /** Answers about effort. */
  readonly ces: ScoreState;
  /** What was not counted. */
  readonly leftOut: MomentLeftOut;
}

/** Options made ready. */
export interface MomentPlan {
  readonly rules: VerdictRules;
  readonly kind: string;
  readonly level: number;
  readonly emotionScale: Scale;
  readonly csat: NonNullable<MomentOfTruthOptions["csat"]>;
  readonly ces: NonNullable<MomentOfTruthOptions["ces"]>;
  readonly scales: { readonly nps: Scale; readonly csat: Scale; readonly ces: Scale };
}

/** @throws {@link MetricError} `SCALE_INVALID`, `LEVEL_OUT_OF_RANGE`, and as the verdict rules */
export function momentPlan(options: MomentOfTruthOptions): MomentPlan {
  const { emotionScale = { min: -2, max: 2 }, level = 0.95 } = options;
  const { csat = { scale: "1-5" }, ces = { scale: "1-7", direction: "high-is-easy" } } = options;
  checkLevel(level);
  const emotion = resolveScale(emotionScale);
  if (ces.direction !== "high-is-easy" && ces.direction !== "low-is-easy")
    fail("DIRECTION_INVALID", "Cannot read effort as direction must be high-is-easy or low-is-easy", ces.direction);
  const rules = verdictRules(options);
  const scales = { nps: standardNps().scale, csat: resolveScale(csat.scale), ces: resolveScale(ces.scale) };
  const named = ({ min, max }: Scale): string => `${min}..${max}`;
  const kind = `${kindOfRules("moment-of-truth/1", rules)} emotion ${named(emotion)} csat ${named(scales.csat)} ces ${named(scales.ces)}`;
  return { rules, kind, level, emotionScale: emotion, csat, ces, scales };
}

/** A state of nothing. */
export function emptyMoment({ rules, kind, scales }: MomentPlan): MomentOfTruthState {
  return {
    kind,
    interactions: 0,
    initiators: { customer: 0, company: 0, partner: 0, system: 0, unknown: 0 },
    emotion: { n: 0, sum: 0, squares: 0 },
    promises: emptyOutcomes(rules),
    done: {},
    nps: emptyScoreState(scales.nps),
    csat: emptyScoreState(scales.csat),
    ces: emptyScoreState(scales.ces),
    leftOut: {
      undatedInteractions: 0,
      laterInteractions: 0,
      emotionsOffScale: 0,
      otherMetrics: 0,
      otherScales: 0,
      laterResponses: 0,
      undatedResponses: 0,
    },
  };
}

/** Counts an interaction that began at `startedAt`, `null` where that cannot be read. */
export function addMomentInteraction(
  state: MomentOfTruthState,
  row: MomentInteractionRow,
  startedAt: number | null,
  { rules, emotionScale }: MomentPlan,
): void {
  const { leftOut } = state;
  if (startedAt === null) leftOut.undatedInteractions += 1;
  else if (startedAt > rules.asOf) leftOut.laterInteractions += 1;
  else {
    state.interactions += 1;
    const { initiator, emotion } = row;
    state.initiators[isInitiator(initiator) ? initiator : "unknown"] += 1;
    if (emotion == null) return;
    if (Number.isInteger(emotion) && emotion >= emotionScale.min && emotion <= emotionScale.max)
      addWhole(state.emotion, emotion);
    else leftOut.emotionsOffScale += 1;
  }
}

/** Counts a promise that has been read. */
export function addMomentPromise(
  state: MomentOfTruthState,
  row: PromiseRow,
  read: ReadPromise,
  fault: PromiseFault | null,
  { rules }: MomentPlan,
): void {
  addOutcome(state.promises, row, read, fault, rules);
  const elapsed = fault === null ? elapsedIfDone(read, rules) : null;
  if (elapsed !== null) count(state.done, elapsed);
}

/** Milliseconds until it was done, without pauses, or `null` when it is not. */
export function elapsedIfDone(read: ReadPromise, { asOf }: VerdictRules): number | null {
  return read.madeAt <= asOf && isFulfilled(read, asOf) ? clockUntil(read, read.fulfilledAt!) : null;
}

/** Counts an answer. */
export function addMomentResponse(state: MomentOfTruthState, row: MomentResponseRow, plan: MomentPlan): void {
  const { leftOut } = state;
  const { metric, score, scale, answeredAt } = row ?? ({} as Partial<MomentResponseRow>);
  const at = answeredAt == null ? -Infinity : readInstant(answeredAt);
  if (metric !== "nps" && metric !== "csat" && metric !== "ces") leftOut.otherMetrics += 1;
  else if (at === null) leftOut.undatedResponses += 1;
  else if (at > plan.rules.asOf) leftOut.laterResponses += 1;
  else if (scale != null && !isScale(scale, metric, plan)) leftOut.otherScales += 1;
  else addScore(state[metric], score, {});
}

function isScale(
  { min, max, higherIsBetter = true }: NonNullable<MomentResponseRow["scale"]>,
  metric: "nps" | "csat" | "ces",
  { scales, csat, ces }: MomentPlan,
): boolean {
  const wanted =
    metric === "nps" || (metric === "csat" ? csat.direction !== "low-is-good" : ces.direction === "high-is-easy");
  return min === scales[metric].min && max === scales[metric].max && higherIsBetter === wanted;
}

/** A new state of both. */
export function mergeMoments(left: MomentOfTruthState, right: MomentOfTruthState): MomentOfTruthState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    interactions: left.interactions + right.interactions,
    initiators: sumOf(left.initiators, right.initiators),
    emotion: mergeWhole(left.emotion, right.emotion),
    promises: mergeOutcomes(left.promises, right.promises),
    done: addCounts(left.done, right.done),
    nps: mergeScores(left.nps, right.nps),
    csat: mergeScores(left.csat, right.csat),
    ces: mergeScores(left.ces, right.ces),
    leftOut: sumOf(left.leftOut, right.leftOut),
  };
}

/** One more whole number. */
export function addWhole(into: WholeMoments, value: number): void {
  into.n += 1;
  into.sum += value;
  into.squares += value * value;
}

/** The numbers of both. */
export function mergeWhole(left: WholeMoments, right: WholeMoments): WholeMoments {
  return { n: left.n + right.n, sum: left.sum + right.sum, squares: left.squares + right.squares };
}

/** Mean and variance of whole numbers, whose sums are exact. */
export function momentsOfWhole({ n, sum, squares }: WholeMoments): {
  n: number;
  mean: number | null;
  variance: number | null;
} {
  return {
    n,
    mean: n === 0 ? null : sum / n,
    variance: n < 2 ? null : Math.max(0, (squares - (sum / n) * sum) / (n - 1)),
  };
}

function isInitiator(value: unknown): value is Exclude<keyof InitiatorCounts, "unknown"> {
  return value === "customer" || value === "company" || value === "partner" || value === "system";
}
