import { checkLevel } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import type { Scale } from "../model/scale.ts";
import { addScore } from "../survey/count-scores.ts";
import { mergeScores } from "../survey/merge-scores.ts";
import { standardNps } from "../survey/nps.ts";
import { resolveScale } from "../survey/scale.ts";
import { emptyScoreState, type ScoreState } from "../survey/score-state.ts";
import { readInstant } from "../time/instant.ts";
import type { MomentInteractionRow } from "./moment-of-truth-facts.ts";
import { addWhole, mergeWhole, type WholeMoments } from "./moment-of-truth-state.ts";
import { emptyOutcomes, mergeOutcomes, type PromiseOutcomesState, sumOf } from "./promise-outcomes.ts";
import { kindOfRules, type VerdictOptions, type VerdictRules, verdictRules } from "./verdict-rules.ts";

/** Options of {@link threeRulesAccumulator} and `threeRules`. */
export interface ThreeRulesOptions extends VerdictOptions {
  /**
   * The scale of `emotion`.
   * @defaultValue `{ min: -2, max: 2 }`
   */
  readonly emotionScale?: Scale | undefined;
  /**
   * Coverage of the intervals, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Interactions with something, or without it. */
export interface RuleSide {
  /** How many. */
  interactions: number;
  /** How they felt. */
  readonly emotion: WholeMoments;
  /** What customers answered to the recommend question about them. */
  readonly nps: ScoreState;
}

/** Time, in whole seconds, so that sums are exact in any order. */
export type ExtraTime = {
  /** Interactions whose extra time and length are known. */
  n: number;
  /** Seconds given extra. */
  extra: number;
  /** Seconds in all, the extra ones included. */
  total: number;
  /** Σ extra². */
  extraSquares: number;
  /** Σ total². */
  totalSquares: number;
  /** Σ extra · total. */
  products: number;
  /** Interactions with more extra time than they lasted: the extra time counts for both. */
  longerThanHandling: number;
};

/** What was not counted, promises aside. */
export type ThreeRulesLeftOut = {
  /** Interactions without a readable `startedAt`. */
  undatedInteractions: number;
  /** Interactions that began after `asOf`. */
  laterInteractions: number;
  /** Interactions of which it is not known whether anything extra was done. */
  extraMileUnknown: number;
  /** Interactions of which it is not known whether they were personal. */
  personalUnknown: number;
  /** Emotions off the scale. */
  emotionsOffScale: number;
};

/** Counts behind the three rules; only states of the same rules merge. */
export interface ThreeRulesState extends Kinded {
  /** `"three-rules/1 as of 2024-06-30T00:00:00.000Z grace 0 emotion -2..2"`. */
  readonly kind: string;
  /** Verdicts. */
  readonly promises: PromiseOutcomesState;
  /** Interactions that were counted. */
  interactions: number;
  /** Seconds given extra, whether or not the length is known. */
  extraSeconds: number;
  /** With something extra, and without. */
  readonly extraMile: { readonly with: RuleSide; readonly without: RuleSide };
  /** Made for this customer, and not. */
  readonly personal: { readonly with: RuleSide; readonly without: RuleSide };
  /** Extra time beside all time. */
  readonly time: ExtraTime;
  /** What was not counted. */
  readonly leftOut: ThreeRulesLeftOut;
}

/** Options made ready. */
export interface ThreeRulesPlan {
  readonly rules: VerdictRules;
  readonly kind: string;
  readonly level: number;
  readonly emotionScale: Scale;
}

/** @throws {@link MetricError} as the verdict rules; `SCALE_INVALID`, `LEVEL_OUT_OF_RANGE` */
export function threeRulesPlan(options: ThreeRulesOptions): ThreeRulesPlan {
  const { level = 0.95 } = options;
  checkLevel(level);
  const emotionScale = resolveScale(options.emotionScale ?? { min: -2, max: 2 });
  const rules = verdictRules(options);
  const kind = `${kindOfRules("three-rules/1", rules)} emotion ${emotionScale.min}..${emotionScale.max}`;
  return { rules, kind, level, emotionScale };
}

/** A state of nothing. */
export function emptyThreeRules({ rules, kind }: ThreeRulesPlan): ThreeRulesState {
  return {
    kind,
    promises: emptyOutcomes(rules),
    interactions: 0,
    extraSeconds: 0,
    extraMile: { with: emptySide(), without: emptySide() },
    personal: { with: emptySide(), without: emptySide() },
    time: { n: 0, extra: 0, total: 0, extraSquares: 0, totalSquares: 0, products: 0, longerThanHandling: 0 },
    leftOut: {
      undatedInteractions: 0,
      laterInteractions: 0,
      extraMileUnknown: 0,
      personalUnknown: 0,
      emotionsOffScale: 0,
    },
  };
}

function emptySide(): RuleSide {
  return { interactions: 0, emotion: { n: 0, sum: 0, squares: 0 }, nps: emptyScoreState(standardNps().scale) };
}

/** Counts an interaction with the answers to the recommend question about it. */
export function addRuleInteraction(
  state: ThreeRulesState,
  row: MomentInteractionRow,
  npsScores: readonly unknown[],
  { rules, emotionScale }: ThreeRulesPlan,
): void {
  const { leftOut } = state;
  const startedAt = readInstant(row?.startedAt);
  if (startedAt === null) {
    leftOut.undatedInteractions += 1;
    return;
  }
  if (startedAt > rules.asOf) {
    leftOut.laterInteractions += 1;
    return;
  }
  state.interactions += 1;
  const { extraMileMinutes: minutes, personalised, emotion } = row;
  const isOnScale = Number.isInteger(emotion) && emotion! >= emotionScale.min && emotion! <= emotionScale.max;
  if (emotion != null && !isOnScale) leftOut.emotionsOffScale += 1;
  const put = (side: RuleSide): void => {
    side.interactions += 1;
    if (isOnScale) addWhole(side.emotion, emotion!);
    for (const score of npsScores) addScore(side.nps, score, {});
  };
  if (typeof minutes === "number" && minutes >= 0 && minutes < 1e9) {
    put(minutes > 0 ? state.extraMile.with : state.extraMile.without);
    const extra = Math.round(minutes * 60);
    state.extraSeconds += extra;
    const endedAt = row.endedAt == null ? null : readInstant(row.endedAt);
    if (endedAt !== null && endedAt >= startedAt) addTime(state.time, extra, Math.round((endedAt - startedAt) / 1000));
  } else leftOut.extraMileUnknown += 1;
  if (typeof personalised === "boolean") put(personalised ? state.personal.with : state.personal.without);
  else leftOut.personalUnknown += 1;
}

function addTime(time: ExtraTime, extra: number, handling: number): void {
  const total = Math.max(extra, handling);
  time.n += 1;
  time.extra += extra;
  time.total += total;
  time.extraSquares += extra * extra;
  time.totalSquares += total * total;
  time.products += extra * total;
  if (extra > handling) time.longerThanHandling += 1;
}

/** A new state of both. */
export function mergeThreeRules(left: ThreeRulesState, right: ThreeRulesState): ThreeRulesState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    promises: mergeOutcomes(left.promises, right.promises),
    interactions: left.interactions + right.interactions,
    extraSeconds: left.extraSeconds + right.extraSeconds,
    extraMile: mergeSides(left.extraMile, right.extraMile),
    personal: mergeSides(left.personal, right.personal),
    time: sumOf(left.time, right.time),
    leftOut: sumOf(left.leftOut, right.leftOut),
  };
}

function mergeSides(
  left: ThreeRulesState["personal"],
  right: ThreeRulesState["personal"],
): { with: RuleSide; without: RuleSide } {
  const merge = (a: RuleSide, b: RuleSide): RuleSide => ({
    interactions: a.interactions + b.interactions,
    emotion: mergeWhole(a.emotion, b.emotion),
    nps: mergeScores(a.nps, b.nps),
  });
  return { with: merge(left.with, right.with), without: merge(left.without, right.without) };
}

/** Throws {@link MetricError} `OWNERSHIP_INVALID` for what is no list of owners. */
export function checkOwnership(ownership: unknown): void {
  const known = ["brand", "partner", "customer", "external"];
  if (!(Array.isArray(ownership) && ownership.every((owner) => known.includes(owner as string))))
    fail(
      "OWNERSHIP_INVALID",
      `Cannot choose touchpoints as ownership must be a list of ${known.join(", ")}`,
      ownership,
    );
}
