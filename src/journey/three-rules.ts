import type { Accumulator } from "../core/accumulator.ts";
import type { Estimate, Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { share, type Share } from "../stats/share.ts";
import { readInstant } from "../time/instant.ts";
import type { MomentInteractionRow, MomentResponseRow, MomentTouchpointRow } from "./moment-of-truth-facts.ts";
import { momentsOfWhole } from "./moment-of-truth-state.ts";
import { compareMeans, compareNps, type MeanDifference, type NpsComparison } from "./promise-comparison.ts";
import {
  addOutcome,
  checkRows,
  forEachPromise,
  outcomesResult,
  type PromiseOutcomesResult,
} from "./promise-outcomes.ts";
import { type PromiseRow, readPromise, readPromiseRow } from "./promise-row.ts";
import {
  addRuleInteraction,
  checkOwnership,
  emptyThreeRules,
  type ExtraTime,
  mergeThreeRules,
  type RuleSide,
  type ThreeRulesLeftOut,
  type ThreeRulesOptions,
  type ThreeRulesPlan,
  threeRulesPlan,
  type ThreeRulesState,
} from "./three-rules-state.ts";
import type { VerdictDefinition } from "./verdict-rules.ts";
import { checkObject } from "./row-fields.ts";

/** One fact for {@link threeRulesAccumulator}. */
export type ThreeRulesFact =
  | {
      /** What happened. */
      readonly interaction: MomentInteractionRow;
      /** Answers to the recommend question about it, 0 to 10. */
      readonly npsScores?: readonly (number | null | undefined)[] | undefined;
    }
  | {
      /** What was promised. */
      readonly promise: PromiseRow;
    };

/** Emotion and NPS of interactions with something (`first`) beside those without: an association, no effect. */
export interface RuleLift {
  /** Mean emotion; Welch's interval. */
  readonly emotion: MeanDifference;
  /** Answers about these interactions. */
  readonly nps: NpsComparison;
}

/** The time given extra, of all time. */
export interface ExtraTimeShare extends Estimate<"extra-time-share", "proportion"> {
  /** Minutes given extra, where the length is known. */
  readonly extraMinutes: number;
  /** Minutes in all, the extra ones included. */
  readonly totalMinutes: number;
  /** Interactions with more extra time than they lasted: the extra time counts for both. */
  readonly longerThanHandling: number;
}

/** The three rules of a moment of truth. */
export interface ThreeRulesResult {
  /** Which analysis this is. */
  readonly metric: "three-rules";
  /** Rule one: which share of the promises was kept. */
  readonly deliverOnThePromise: PromiseOutcomesResult;
  /** Rule two: in which share of the interactions something extra was done, and what goes with it. */
  readonly goTheExtraMile: {
    /** Interactions with something extra, of those where that is known. */
    readonly share: Share;
    /** Minutes given extra, in all. */
    readonly minutes: number;
    /** Extra time of all time: five minutes after an hour are 5 / 65. */
    readonly timeShare: ExtraTimeShare;
    /** With something extra beside without. */
    readonly lift: RuleLift;
  };
  /** Rule three: which share of the interactions was made for this customer, and what goes with it. */
  readonly makeItPersonal: {
    /** Personal interactions, of those where that is known. */
    readonly share: Share;
    /** Personal beside not. */
    readonly lift: RuleLift;
  };
  /** Interactions that were counted. */
  readonly interactions: number;
  /** Why the lifts must not be read as effects. */
  readonly caution: string;
  /** What was not counted, promises aside. */
  readonly leftOut: ThreeRulesLeftOut & { readonly otherOwners: number };
  /** The rules of the verdicts. */
  readonly definition: VerdictDefinition;
  /** `"no-interactions"`, `"extra-mile-unknown"`, `"extra-longer-than-handling"`. */
  readonly notes: readonly string[];
}

/** What {@link threeRules} looks at; lists may be absent. */
export interface ThreeRulesData {
  /** What happened. */
  readonly interactions?: Iterable<MomentInteractionRow> | undefined;
  /** What was promised. */
  readonly promises?: Iterable<PromiseRow> | undefined;
  /** What customers answered; only NPS about an interaction is used. */
  readonly responses?: Iterable<MomentResponseRow> | undefined;
  /** Where it happened: given, only touchpoints of the chosen owners count. */
  readonly touchpoints?: Iterable<MomentTouchpointRow> | undefined;
}

/** Options of {@link threeRules}. */
export interface ThreeRulesDataOptions extends ThreeRulesOptions {
  /**
   * Whose touchpoints count, where `touchpoints` are given; a touchpoint that does not say is the brand's, one that is not
   * among them is nobody's.
   * @defaultValue `["brand"]`
   */
  readonly ownership?: readonly ("brand" | "partner" | "customer" | "external")[] | undefined;
}

/**
 * The three rules of a moment of truth: deliver on the promise, go the extra mile, make it personal.
 *
 * @formula kept / judged; interactions with extra time / all where it is known; Σ extra / Σ max(extra, length); personal / known
 *
 * @param data - interactions, promises, answers about interactions, touchpoints
 * @param options - `asOf` and how to judge; see {@link ThreeRulesDataOptions}
 * @returns shares with Wilson intervals, the share of time with that of a ratio estimate, lifts with Welch's and normal ones;
 *   `null` where nothing is known
 * @throws {@link MetricError} as `promiseOutcomes`; `SCALE_INVALID`; `OWNERSHIP_INVALID`
 * @see Cochran, "Sampling Techniques", 3rd ed., 1977, section 6.4 (ratio estimate).
 *
 * @example An hour at the desk and five minutes more for one of two customers
 * ```ts
 * import { threeRules } from "customer-metrics/journey";
 *
 * const interactions = [
 *   { startedAt: "2024-06-03T09:00:00Z", endedAt: "2024-06-03T10:05:00Z", extraMileMinutes: 5, personalised: true, emotion: 2 },
 *   { startedAt: "2024-06-03T11:00:00Z", endedAt: "2024-06-03T12:00:00Z", extraMileMinutes: 0, personalised: false, emotion: 0 },
 * ];
 * const result = threeRules({ interactions }, { asOf: "2024-06-30T00:00:00Z" });
 * result.goTheExtraMile.share.value; // => 0.5
 * result.goTheExtraMile.timeShare; // => { value: 0.04, extraMinutes: 5, totalMinutes: 125 }
 * result.goTheExtraMile.lift.emotion.value; // => 2
 * result.makeItPersonal.share.value; // => 0.5
 * ```
 */
export function threeRules(data: ThreeRulesData, options: ThreeRulesDataOptions): ThreeRulesResult {
  const plan = threeRulesPlan(options);
  const { ownership = ["brand"] } = options;
  checkOwnership(ownership);
  checkObject("data", data);
  const { interactions = [], promises = [], responses = [], touchpoints } = data;
  checkRows("interactions", interactions);
  checkRows("responses", responses);
  const isOurs = ownerFilter(touchpoints, ownership);
  const scores = scoresByInteraction(responses, plan.rules.asOf);
  const state = emptyThreeRules(plan);
  let otherOwners = 0;
  for (const row of interactions) {
    if (isOurs(row?.touchpointId)) addRuleInteraction(state, row, scores.get(row?.id as string) ?? noScores, plan);
    else otherOwners += 1;
  }
  forEachPromise(promises, (row, read, fault) => {
    if (fault !== null || isOurs(row.touchpointId)) addOutcome(state.promises, row, read, fault, plan.rules);
    else otherOwners += 1;
  });
  return threeRulesResult(state, plan, otherOwners);
}

/**
 * {@link threeRules} as an {@link Accumulator} of interactions, with the answers about them, and promises.
 *
 * @param options - `asOf` and how to judge; see {@link ThreeRulesOptions}
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { type ThreeRulesFact, threeRulesAccumulator } from "customer-metrics/journey";
 *
 * const accumulator = threeRulesAccumulator({ asOf: "2024-06-30T00:00:00Z" });
 * const one: ThreeRulesFact[] = [{ interaction: { startedAt: "2024-06-03T09:00:00Z", personalised: true }, npsScores: [10] }];
 * const other: ThreeRulesFact[] = [{ interaction: { startedAt: "2024-06-04T09:00:00Z", personalised: false } }];
 * accumulator.result(accumulator.merge(fold(accumulator, one), fold(accumulator, other))).makeItPersonal.share.value; // => 0.5
 * ```
 */
export function threeRulesAccumulator(
  options: ThreeRulesOptions,
): Accumulator<ThreeRulesFact, ThreeRulesState, ThreeRulesResult> {
  const plan = threeRulesPlan(options);
  const read = readPromise();
  return {
    empty: () => emptyThreeRules(plan),
    add: (state, fact) => {
      if ("interaction" in fact) addRuleInteraction(state, fact.interaction, fact.npsScores ?? noScores, plan);
      else addOutcome(state.promises, fact.promise, read, readPromiseRow(fact.promise, read), plan.rules);
      return state;
    },
    merge: mergeThreeRules,
    result: (state) => threeRulesResult(state, plan, 0),
  };
}

const noScores: readonly number[] = [];

function ownerFilter(
  touchpoints: Iterable<MomentTouchpointRow> | undefined,
  ownership: readonly string[],
): (touchpointId: string | null | undefined) => boolean {
  if (touchpoints === undefined) return () => true;
  checkRows("touchpoints", touchpoints);
  const ours = new Set<unknown>();
  for (const row of touchpoints) if (row && ownership.includes(row.ownership ?? "brand")) ours.add(row.id);
  return (touchpointId) => ours.has(touchpointId);
}

/** Answers to the recommend question that were given by `asOf`, by what they are about. */
function scoresByInteraction(responses: Iterable<MomentResponseRow>, asOf: number): Map<string, number[]> {
  const scores = new Map<string, number[]>();
  for (const row of responses) {
    const { metric, score, scale, answeredAt, interactionId } = row ?? ({} as Partial<MomentResponseRow>);
    if (metric !== "nps" || typeof score !== "number" || typeof interactionId !== "string") continue;
    if (scale != null && !(scale.min === 0 && scale.max === 10)) continue;
    const at = answeredAt == null ? -Infinity : readInstant(answeredAt);
    if (at === null || at > asOf) continue;
    const known = scores.get(interactionId);
    if (known === undefined) scores.set(interactionId, [score]);
    else known.push(score);
  }
  return scores;
}

function threeRulesResult(state: ThreeRulesState, plan: ThreeRulesPlan, otherOwners: number): ThreeRulesResult {
  const { rules, level } = plan;
  const shareOf = ({ with: some, without }: ThreeRulesState["personal"]): Share =>
    share(some.interactions, some.interactions + without.interactions, { level });
  const notes: string[] = state.interactions === 0 ? ["no-interactions"] : [];
  if (state.leftOut.extraMileUnknown > 0) notes.push("extra-mile-unknown");
  if (state.time.longerThanHandling > 0) notes.push("extra-longer-than-handling");
  return {
    metric: "three-rules",
    deliverOnThePromise: outcomesResult(state.promises, rules, level),
    goTheExtraMile: {
      share: shareOf(state.extraMile),
      minutes: state.extraSeconds / 60,
      timeShare: timeShare(state.time, level),
      lift: liftOf(state.extraMile, level),
    },
    makeItPersonal: { share: shareOf(state.personal), lift: liftOf(state.personal, level) },
    interactions: state.interactions,
    caution:
      "What goes with something extra or personal need not come of it: staff may give more to customers who are content already, or to those who complain.",
    leftOut: { ...state.leftOut, otherOwners },
    definition: rules.definition,
    notes,
  };
}

function liftOf({ with: some, without }: { with: RuleSide; without: RuleSide }, level: number): RuleLift {
  return {
    emotion: compareMeans(momentsOfWhole(some.emotion), momentsOfWhole(without.emotion), level),
    nps: compareNps(some.nps, without.nps, level),
  };
}

function timeShare(time: ExtraTime, level: number): ExtraTimeShare {
  const { n, extra, total, longerThanHandling } = time;
  const value = total === 0 ? null : extra / total;
  return {
    metric: "extra-time-share",
    value,
    unit: "proportion",
    n,
    interval: value === null || n < 2 ? null : ratioInterval(value, time, level),
    extraMinutes: extra / 60,
    totalMinutes: total / 60,
    longerThanHandling,
    notes: value === null ? ["no-time"] : n < 2 ? ["no-interval"] : [],
  };
}

/** Interval of a ratio of sums over interactions, from how far each lies off the ratio. */
function ratioInterval(
  ratio: number,
  { n, total, extraSquares, totalSquares, products }: ExtraTime,
  level: number,
): Interval {
  const off = Math.max(0, extraSquares - 2 * ratio * products + ratio * ratio * totalSquares);
  const margin = (zOfLevel(level) * Math.sqrt((off * n) / (n - 1))) / total;
  return { lower: Math.max(0, ratio - margin), upper: Math.min(1, ratio + margin), level, method: "ratio-estimate" };
}
