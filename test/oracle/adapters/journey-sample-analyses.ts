import type { Interval } from "../../../src/core/estimate.ts";
import { attribution } from "../../../src/journey/attribution.ts";
import { attributionJourneys } from "../../../src/journey/attribution-from-journeys.ts";
import type { AttributionJourney } from "../../../src/journey/attribution-journey.ts";
import type { AttributionModel } from "../../../src/journey/attribution-rules.ts";
import { channelAdoption } from "../../../src/journey/channel-adoption.ts";
import { compareChannelLatency } from "../../../src/journey/channel-latency.ts";
import { interactionEvents } from "../../../src/journey/event-interactions.ts";
import type { JourneyEvent } from "../../../src/journey/event-row.ts";
import { journeyFunnel } from "../../../src/journey/funnel.ts";
import { markovAttribution } from "../../../src/journey/markov-attribution.ts";
import { type ConversionPath, conversionPath } from "../../../src/journey/markov-paths.ts";
import type { MomentOfTruthResult } from "../../../src/journey/moment-of-truth.ts";
import { momentOfTruthScorecard } from "../../../src/journey/moment-of-truth-scorecard.ts";
import { pathFrequency } from "../../../src/journey/path-frequency.ts";
import { peakEndByJourney } from "../../../src/journey/peak-end-by-journey.ts";
import { personalityConsistency } from "../../../src/journey/personality-consistency.ts";
import { promiseImpact } from "../../../src/journey/promise-impact.ts";
import { promiseVerdict } from "../../../src/journey/promise-verdict.ts";
import { shapleyAttribution } from "../../../src/journey/shapley-attribution.ts";
import { threeRules } from "../../../src/journey/three-rules.ts";
import { timeBetween } from "../../../src/journey/time-between.ts";
import { transitionMatrix } from "../../../src/journey/transition-matrix.ts";
import type { CustomerPromise } from "../../../src/model/promise.ts";
import type { Adapter } from "../adapter.ts";
import { type JourneySample, journeySample } from "./journey-sample.ts";

interface Case {
  readonly sample: JourneySample;
  readonly asOf: string;
  readonly expected: { readonly [field: string]: unknown };
  /** The journey that the id of the case names. */
  readonly journey: string;
  /** And the rule. */
  readonly rule: string;
}

/** What each case asks stands in its id alone: `attribution/hotel-stay/linear`. */
export const journeySampleAnalyses: Adapter = ({ id, inputs, expected, folder }) => {
  const { data, asOf } = inputs as { readonly data: string; readonly asOf: string };
  const [analysis, journey = "", rule = ""] = id.split("/");
  const sample = journeySample(folder, data);
  return analyses[analysis!]?.({ sample, asOf, journey, rule, expected: expected as Case["expected"] });
};

const analyses: { readonly [analysis: string]: (asked: Case) => unknown } = {
  counts: ({ sample, expected }) => {
    const kindOf = new Map(sample.touchpoints.map(({ id, kind }) => [id, kind]));
    return {
      rows: Object.fromEntries(Object.keys(expected["rows"] as object).map((list) => [list, sample.raw[list]!.length])),
      customersByStatus: tally(sample.customers, ({ status }) => status),
      journeysByStatus: tally(sample.raw.journeys, ({ status }) => status),
      converted: sample.raw.journeys.filter(({ converted }) => converted).length,
      interactionsByChannel: tally(sample.interactions, ({ channel }) => channel!),
      interactionsByKind: tally(sample.interactions, ({ touchpointId }) => kindOf.get(touchpointId)!),
    };
  },
  "promise-scorecard": ({ sample, asOf }) => {
    const { overall, lines } = momentOfTruthScorecard({ promises: sample.promises }, { asOf, by: "touchpoint" });
    return {
      overall: scored(overall),
      byTouchpoint: lines.map((line) => ({ touchpointId: line.group, ...scored(line) })),
    };
  },
  "web-against-post": ({ sample, asOf }) => {
    const invoices = sample.promises.filter(({ touchpointId }) => touchpointId === "h-invoice");
    const scorecard = momentOfTruthScorecard({ promises: invoices }, { asOf, by: "channel" });
    const lineOf = (through: string): unknown => scored(scorecard.lines.find(({ group }) => group === through)!);
    const [web, post] = ["web", "post"].map((through) => invoices.filter(({ channel }) => channel === through)) as [
      CustomerPromise[],
      CustomerPromise[],
    ];
    const times = (promises: readonly CustomerPromise[]): (number | null)[] =>
      promises
        .filter(({ fulfilledAt }) => fulfilledAt)
        .map((promise) => promiseVerdict(promise, { asOf }).elapsedSeconds);
    const hours = (promises: readonly CustomerPromise[]): number | null =>
      timeBetween(
        promises.flatMap(({ id, madeAt, fulfilledAt }): JourneyEvent[] => [
          { caseId: id, step: "made", at: madeAt },
          ...(fulfilledAt ? [{ caseId: id, step: "done", at: fulfilledAt }] : []),
        ]),
        { from: "made", to: "done" },
      ).closed.medianHours;
    return {
      web: lineOf("web"),
      post: lineOf("post"),
      medianHoursWeb: hours(web),
      medianHoursPost: hours(post),
      probabilityWebSlower: compareChannelLatency(times(web), times(post)).value,
    };
  },
  "invoice-web-adoption": ({ sample, expected }) => {
    const periods = expected["periodBounds"] as string[];
    const uses = sample.interactions
      .filter(({ touchpointId }) => touchpointId === "h-invoice")
      .map(({ customerId, channel, startedAt: at }) => ({ customerId, channel, at }));
    const result = channelAdoption(uses, { newChannel: "web", periods });
    const ends = periods.slice(1);
    return {
      ...result,
      periodBounds: periods,
      wentBackShare: result.wentBackShare.value,
      periods: result.periods.map((period, i) => ({ ...period, from: periods[i], to: ends[i] })),
    };
  },
  "stage-funnel": ({ sample, journey, expected }) => {
    const steps = expected["steps"] as string[];
    const funnel = journeyFunnel(stageEvents(sample, journey), { steps });
    return {
      ...funnel,
      mode: funnel.definition.mode,
      steps,
      overall: funnel.value,
      result: funnel.steps.map((step) => ({
        ...step,
        droppedBeforeThis: step.droppedBefore,
        medianHoursFromPrevious: step.timeFromPrevious.medianHours,
      })),
    };
  },
  transitions: ({ sample, journey }) => {
    const matrix = transitionMatrix(events(sample, journey));
    return {
      cases: matrix.n,
      transitions: matrix.transitions.map((transition) => ({
        ...transition,
        from: transition.from ?? "(start)",
        to: transition.to ?? "(end)",
      })),
    };
  },
  paths: ({ sample, journey }) => {
    const result = pathFrequency(stageEvents(sample, journey), { transform: "collapse", top: 10 });
    return { ...result, transform: result.definition.transform, level: "stage", cases: result.n };
  },
  gaps: ({ sample, journey }) => {
    const steps = events(sample, journey).map((event) => ({ ...event, step: "interaction" }));
    const { closed } = timeBetween(steps, { from: "interaction", to: "interaction", count: "each" });
    return {
      pairs: closed.n,
      medianHoursBetween: closed.medianHours,
      p90HoursBetween: closed.quantiles.find(({ p }) => p === 0.9)!.hours,
    };
  },
  attribution: ({ sample, journey, rule }) => {
    const journeys = attributed(sample, journey);
    const paths = journeys.map((row) => conversionPath(row)!);
    if (rule === "shapley") return shapleyAttribution(paths);
    if (rule === "markov") return markov(paths);
    return attribution(journeys, { model: rule as AttributionModel });
  },
  surveys: ({ sample, asOf }) => {
    const tierOf = new Map(sample.customers.map(({ id, business }) => [id, business]));
    const { overall, lines } = momentOfTruthScorecard({ responses: sample.responses }, { asOf, by: "tier", tierOf });
    return {
      overall: surveyed(overall),
      byBusiness: Object.fromEntries(lines.map((line) => [line.group, surveyed(line)])),
    };
  },
  "promise-impact": ({ sample, asOf }) => {
    const { customers, promises, responses } = sample;
    const { nps: npsOf, churn } = promiseImpact(
      { customers, promises, responses },
      { asOf, linkBy: "journey", when: "ever", compareWith: "all-others" },
    );
    return {
      inputsUsed: {
        npsAfterBroken: npsOf.first.n,
        npsAfterKept: npsOf.second.n,
        churn: {
          broken: churn.first.n,
          brokenChurned: churn.first.successes,
          kept: churn.second.n,
          keptChurned: churn.second.successes,
        },
      },
      npsBroken: npsOf.first.value,
      npsKept: npsOf.second.value,
      npsDifference: npsOf.difference.value,
      npsDifferenceCI95: ends(npsOf.difference.interval),
      meanDifference: npsOf.meanDifference.value,
      meanDifferenceWelchCI95: ends(npsOf.meanDifference.interval),
      welchDf: npsOf.meanDifference.degreesOfFreedom,
      churnBroken: churn.first.value,
      churnKept: churn.second.value,
      riskDifference: churn.difference.value,
      riskRatio: churn.ratio.value,
      riskRatioKatzCI95: ends(churn.ratio.interval),
    };
  },
  "three-rules": ({ sample, asOf }) => {
    const { interactions, promises, touchpoints } = sample;
    const { deliverOnThePromise, goTheExtraMile, makeItPersonal } = threeRules(
      { interactions, promises, touchpoints },
      { asOf },
    );
    return {
      deliverOnThePromise: deliverOnThePromise.value,
      goTheExtraMile: goTheExtraMile.share.value,
      makeItPersonal: makeItPersonal.share.value,
      brandOwnedInteractions: goTheExtraMile.share.n,
      extraMileMinutes: goTheExtraMile.minutes,
    };
  },
  personality: ({ sample }) => {
    const result = personalityConsistency(sample.personality.traits, sample.traitRatings, {
      scale: { min: 1, max: 5 },
    });
    return { ...result, traits: result.traits.map(({ traitId, ...trait }) => ({ ...trait, trait: traitId })) };
  },
  "peak-end": ({ sample }) => {
    const result = peakEndByJourney(sample.interactions);
    return { ...result, meanPeakEnd: result.meanPeakEnd.value, meanOfMeans: result.meanOfMeans.value };
  },
};

function scored(line: MomentOfTruthResult): object {
  return {
    ...line.counts,
    promises: line.promises,
    judged: line.judged,
    keptRate: line.value,
    keptRateWilson95: ends(line.interval),
    exceededRate: line.exceededRate.value,
    winBlowBalance: line.winBlowBalance.value,
    medianElapsedSeconds: line.latency.p50Seconds,
    p90ElapsedSeconds: line.latency.p90Seconds,
  };
}

function surveyed({ nps, csat, ces }: MomentOfTruthResult): unknown {
  return {
    nps: nps.value,
    npsResponses: nps.n,
    csatTop2Share: csat.topBoxShare,
    csatMean: csat.mean,
    csatResponses: csat.n,
    cesMean: ces.mean,
    cesResponses: ces.n,
  };
}

function events({ interactions, raw }: JourneySample, definitionId: string): JourneyEvent[] {
  const ids = new Set(raw.journeys.filter((row) => row.definitionId === definitionId).map(({ id }) => id));
  return interactionEvents(interactions.filter(({ journeyId }) => ids.has(journeyId!)));
}

function stageEvents(sample: JourneySample, definitionId: string): JourneyEvent[] {
  const stageOf = new Map(sample.touchpoints.map(({ id, stageId }) => [id, stageId]));
  return events(sample, definitionId).map((event) => ({ ...event, step: stageOf.get(event.step!) }));
}

/** Touches are the interactions of the first stage, a conversion the goal of the journey. */
function attributed(
  { definitions, interactions, raw, touchpoints }: JourneySample,
  id: string,
): readonly AttributionJourney[] {
  const { goalTouchpointId, stages } = definitions.find((definition) => definition.id === id)!;
  const first = touchpoints.filter(({ stageId }) => stageId === stages[0]!.id);
  return attributionJourneys(
    raw.journeys.filter(({ definitionId }) => definitionId === id),
    interactions,
    { goalTouchpointId, touchpointIds: first.map((touchpoint) => touchpoint.id) },
  ).journeys;
}

function markov(paths: readonly ConversionPath[]): unknown {
  const result = markovAttribution(paths);
  return { ...result, distinctPaths: new Set(paths.map(({ path }) => JSON.stringify(path))).size };
}

function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>(rows.map((row) => [by(row), []]));
  for (const row of rows) groups.get(by(row))!.push(row);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function tally<Row>(rows: readonly Row[], by: (row: Row) => string): unknown {
  return Object.fromEntries(grouped(rows, by).map(([name, group]) => [name, group.length]));
}

function ends(interval: Interval | null): number[] | null {
  return interval && [interval.lower, interval.upper];
}
