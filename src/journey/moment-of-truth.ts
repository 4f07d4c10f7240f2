import type { Accumulator } from "../core/accumulator.ts";
import type { Estimate } from "../core/estimate.ts";
import { histogramQuantile } from "../stats/histogram.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import { share, type Share } from "../stats/share.ts";
import { ces, type CesResult } from "../survey/ces.ts";
import { csat, type CsatResult } from "../survey/csat.ts";
import { nps, type NpsResult } from "../survey/nps.ts";
import { readInstant } from "../time/instant.ts";
import type { MomentFact } from "./moment-of-truth-facts.ts";
import {
  addMomentInteraction,
  addMomentPromise,
  addMomentResponse,
  emptyMoment,
  type InitiatorCounts,
  mergeMoments,
  type MomentLeftOut,
  type MomentOfTruthOptions,
  type MomentOfTruthState,
  type MomentPlan,
  momentPlan,
  momentsOfWhole,
  type WholeMoments,
} from "./moment-of-truth-state.ts";
import { columnsOf, type LatencyCounts } from "./promise-latency-state.ts";
import { outcomesResult, type PromiseOutcomesResult } from "./promise-outcomes.ts";
import { readPromise, readPromiseRow } from "./promise-row.ts";

/** How interactions felt, on the scale of `emotion`. */
export interface EmotionMean extends Estimate<"emotion", "score"> {
  /** Sample variance, or `null` for fewer than two. */
  readonly variance: number | null;
}

/** How long promises took. */
export interface MomentLatency {
  /** Promises done. */
  readonly n: number;
  /** Median seconds, or `null` when none is done. */
  readonly p50Seconds: number | null;
  /** Seconds within which nine of ten were done. */
  readonly p90Seconds: number | null;
}

/** How a moment of truth came out, or a group of them; as one figure, the share of its promises that was kept. */
export interface MomentOfTruthResult extends Omit<PromiseOutcomesResult, "metric" | "definition" | "leftOut"> {
  /** Which metric this is. */
  readonly metric: "moment-of-truth";
  /** Interactions that were counted. */
  readonly interactions: number;
  /** Interactions by who began them. */
  readonly initiators: InitiatorCounts;
  /** Interactions that somebody other than the customer began, of those where that is known. */
  readonly proactive: Share;
  /** How interactions felt. */
  readonly emotion: EmotionMean;
  /** How long promises took that are done, without pauses (type 7); `promiseLatency` counts those still open too. */
  readonly latency: MomentLatency;
  /** Answers to the recommend question. */
  readonly nps: NpsResult;
  /** Answers about satisfaction. */
  readonly csat: CsatResult;
  /** Answers about effort. */
  readonly ces: CesResult;
  /** What was not counted. */
  readonly leftOut: MomentLeftOut & { readonly promises: PromiseOutcomesResult["leftOut"] };
}

/**
 * One moment of truth as an {@link Accumulator} of interactions, promises and answers: its kept rate, win/blow balance,
 * latency, emotion, NPS, CSAT and CES. With `groupBy`, a scorecard of your own; `momentOfTruthScorecard` also links.
 *
 * @param options - `asOf` and how to judge; see {@link MomentOfTruthOptions}
 * @returns `value` is the kept rate. Its state is whole counts and a histogram of times, which grows with the distinct ones
 * @throws {@link MetricError} as `promiseOutcomes`; `SCALE_INVALID`; `DIRECTION_INVALID`; merging other rules `KIND_MISMATCH`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { type MomentFact, momentOfTruthAccumulator } from "customer-metrics/journey";
 *
 * const facts: MomentFact[] = [
 *   { interaction: { startedAt: "2024-06-03T09:00:00Z", emotion: 2, initiator: "company" } },
 *   { promise: { madeAt: "2024-06-03T09:00:00Z", dueAt: "2024-06-03T17:00:00Z", fulfilledAt: "2024-06-03T10:00:00Z" } },
 *   { response: { metric: "nps", score: 9 } },
 * ];
 * const accumulator = momentOfTruthAccumulator({ asOf: "2024-06-30T00:00:00Z" });
 * const result = accumulator.result(fold(accumulator, facts));
 * [result.value, result.latency.p50Seconds, result.emotion.value, result.nps.value]; // => [1, 3600, 2, 100]
 * ```
 */
export function momentOfTruthAccumulator(
  options: MomentOfTruthOptions,
): Accumulator<MomentFact, MomentOfTruthState, MomentOfTruthResult> {
  const plan = momentPlan(options);
  const read = readPromise();
  return {
    empty: () => emptyMoment(plan),
    add: (state, fact) => {
      if ("interaction" in fact)
        addMomentInteraction(state, fact.interaction, readInstant(fact.interaction?.startedAt), plan);
      else if ("promise" in fact) addMomentPromise(state, fact.promise, read, readPromiseRow(fact.promise, read), plan);
      else addMomentResponse(state, fact.response, plan);
      return state;
    },
    merge: mergeMoments,
    result: (state) => momentResult(state, plan),
  };
}

/** What the counts of a moment of truth come to. */
export function momentResult(
  state: MomentOfTruthState,
  plan: MomentPlan,
  latency: MomentLatency = latencyOf(state.done),
): MomentOfTruthResult {
  const { rules, level } = plan;
  const { definition: _, leftOut, ...outcomes } = outcomesResult(state.promises, rules, level);
  const { customer, company, partner, system } = state.initiators;
  return {
    ...outcomes,
    metric: "moment-of-truth",
    interactions: state.interactions,
    initiators: { ...state.initiators },
    proactive: share(company + partner + system, customer + company + partner + system, { level }),
    emotion: emotionMean(state.emotion, level),
    latency,
    nps: nps(state.nps, { level }),
    csat: csat(state.csat, { ...plan.csat, level }),
    ces: ces(state.ces, { ...plan.ces, level }),
    leftOut: { ...state.leftOut, promises: leftOut },
  };
}

function latencyOf(done: LatencyCounts): MomentLatency {
  const { values, counts } = columnsOf(done);
  return latencyOfColumns(values, counts);
}

/** Quantiles of ascending milliseconds, in seconds, and how often each occurs. */
export function latencyOfColumns(values: readonly number[], counts: readonly number[]): MomentLatency {
  const atShare = (probability: number): number | null => {
    const milliseconds = histogramQuantile(values, counts, probability, 7);
    return milliseconds === null ? null : milliseconds / 1000;
  };
  return { n: counts.reduce((sum, many) => sum + many, 0), p50Seconds: atShare(0.5), p90Seconds: atShare(0.9) };
}

/** The mean of emotions, with Student's interval. */
export function emotionMean(moments: WholeMoments, level: number): EmotionMean {
  const { n, mean, variance } = momentsOfWhole(moments);
  return {
    metric: "emotion",
    value: mean,
    unit: "score",
    n,
    interval: mean === null || variance === null ? null : meanInterval(mean, Math.sqrt(variance), n, level),
    variance,
    notes: n === 0 ? ["no-emotion"] : n === 1 ? ["no-interval"] : [],
  };
}
