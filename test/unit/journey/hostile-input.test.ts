import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { attributionJourneys } from "../../../src/journey/attribution-from-journeys.ts";
import { channelAdoption } from "../../../src/journey/channel-adoption.ts";
import { compareChannelLatency } from "../../../src/journey/channel-latency.ts";
import { interactionEvents } from "../../../src/journey/event-interactions.ts";
import { toEventLog } from "../../../src/journey/event-log-out.ts";
import { expectationGap } from "../../../src/journey/expectation-gap.ts";
import { extraMileLift } from "../../../src/journey/extra-mile-lift.ts";
import { handOffs } from "../../../src/journey/hand-off.ts";
import { momentOfTruthScorecard } from "../../../src/journey/moment-of-truth-scorecard.ts";
import { peakEnd } from "../../../src/journey/peak-end.ts";
import { peakEndByJourney } from "../../../src/journey/peak-end-by-journey.ts";
import { personalityConsistency } from "../../../src/journey/personality-consistency.ts";
import { promisesThatCostMost } from "../../../src/journey/promise-cost.ts";
import { comparePromiseGroups, promiseImpactAccumulator } from "../../../src/journey/promise-impact-state.ts";
import { promiseImpact } from "../../../src/journey/promise-impact.ts";
import { repurchaseByScoreAccumulator } from "../../../src/journey/repurchase-by-score.ts";
import { shapleyValue } from "../../../src/journey/shapley-game.ts";
import { threeRules } from "../../../src/journey/three-rules.ts";
import { touchpointAudit } from "../../../src/journey/touchpoint-audit.ts";
import { touchpointAuditTemplate } from "../../../src/journey/touchpoint-audit-template.ts";

const asOf = "2024-12-31T00:00:00Z";
const absent = [null, undefined] as never[];

describe("an absent row is left out and counted", () => {
  test.each<[string, () => unknown, object]>([
    ["channelAdoption", () => channelAdoption(absent, { newChannel: "app" }), { leftOut: { withoutCustomer: 2 } }],
    ["expectationGap", () => expectationGap(absent), { value: null, leftOut: { missing: 2 } }],
    ["extraMileLift", () => extraMileLift(absent), { value: null, leftOut: { missingEmotion: 2 } }],
    [
      "handOffs",
      () => handOffs(absent, { outcomes: absent, touchpoints: absent }),
      { leftOut: { withoutJourney: 2, outcomesElsewhere: 2 } },
    ],
    ["peakEndByJourney", () => peakEndByJourney(absent), { leftOut: { withoutJourney: 2 } }],
    ["attributionJourneys", () => attributionJourneys([], absent), { interactionsWithoutJourney: 2 }],
    ["personalityConsistency", () => personalityConsistency([], absent), { leftOut: { unknownTrait: 2 } }],
    ["touchpointAudit", () => touchpointAudit([], absent), { leftOut: { unknownTouchpoint: 2 } }],
    [
      "promiseImpact",
      () =>
        promiseImpact({ promises: [], customers: absent, transactions: absent }, { asOf, compareWith: "all-others" }),
      { leftOut: { customers: { noVerdict: 2 } }, churn: { second: { n: 0 } } },
    ],
    ["promisesThatCostMost", () => promisesThatCostMost({ promises: [], customers: absent }, { asOf }), { kinds: 0 }],
    ["threeRules", () => threeRules({ touchpoints: absent }, { asOf }), { interactions: 0 }],
    ["momentOfTruthScorecard", () => momentOfTruthScorecard({ touchpoints: absent }, { asOf, by: "touchpoint" }), {}],
    ["repurchase", () => fold(repurchaseByScoreAccumulator(), absent).leftOut, { missingScore: 2 }],
    ["interactionEvents", () => interactionEvents(absent)[1], { caseId: null }],
  ])("%s", (_, call, expected) => {
    expect(call()).toMatchObject(expected);
  });
});

describe("what is no list of rows is said to be none", () => {
  const nothing = null as never;
  test.each<[string, () => unknown, string]>([
    ["channelAdoption", () => channelAdoption(nothing, { newChannel: "app" }), "SOURCE_INVALID"],
    ["compareChannelLatency", () => compareChannelLatency([1], nothing), "SOURCE_INVALID"],
    ["expectationGap", () => expectationGap(nothing), "SOURCE_INVALID"],
    ["extraMileLift", () => extraMileLift(nothing), "SOURCE_INVALID"],
    ["handOffs", () => handOffs(nothing), "SOURCE_INVALID"],
    ["handOffs, touchpoints", () => handOffs([], { touchpoints: {} as never }), "SOURCE_INVALID"],
    ["interactionEvents", () => interactionEvents(nothing), "SOURCE_INVALID"],
    ["peakEnd", () => peakEnd(nothing), "SOURCE_INVALID"],
    ["peakEndByJourney", () => peakEndByJourney(nothing), "SOURCE_INVALID"],
    ["personalityConsistency", () => personalityConsistency(nothing, []), "SOURCE_INVALID"],
    ["personalityConsistency, ratings", () => personalityConsistency([], nothing), "SOURCE_INVALID"],
    [
      "promisesThatCostMost",
      () => promisesThatCostMost({ promises: [], customers: 5 as never }, { asOf }),
      "SOURCE_INVALID",
    ],
    ["promiseImpactAccumulator", () => fold(promiseImpactAccumulator(), absent), "COUNT_INVALID"],
    ["promiseImpact", () => promiseImpact(nothing, { asOf }), "SOURCE_INVALID"],
    ["promisesThatCostMost, data", () => promisesThatCostMost(nothing, { asOf }), "SOURCE_INVALID"],
    ["threeRules", () => threeRules(nothing, { asOf }), "SOURCE_INVALID"],
    ["momentOfTruthScorecard", () => momentOfTruthScorecard(nothing, { asOf, by: "touchpoint" }), "SOURCE_INVALID"],
    ["comparePromiseGroups", () => comparePromiseGroups({ broken: nothing, kept: {} }), "SOURCE_INVALID"],
    [
      "comparePromiseGroups, scores",
      () => comparePromiseGroups({ broken: { scores: nothing }, kept: {} }),
      "SOURCE_INVALID",
    ],
    ["personalityConsistency, trait", () => personalityConsistency(absent, []), "SOURCE_INVALID"],
    ["touchpointAudit, touchpoint", () => touchpointAudit(absent, []), "SOURCE_INVALID"],
    ["touchpointAuditTemplate, row", () => touchpointAuditTemplate([], absent), "SOURCE_INVALID"],
    ["attributionJourneys, journey", () => attributionJourneys(absent, []), "SOURCE_INVALID"],
    ["toEventLog, touchpoints", () => toEventLog([], { touchpoints: {} as never }), "SOURCE_INVALID"],
    ["shapleyValue", () => shapleyValue(["a"], nothing), "SOURCE_INVALID"],
    ["shapleyValue, row", () => shapleyValue(["a"], absent), "COALITION_INVALID"],
    ["touchpointAuditTemplate", () => touchpointAuditTemplate(nothing, []), "TOUCHPOINTS_INVALID"],
    ["touchpointAuditTemplate, values", () => touchpointAuditTemplate([], nothing), "SOURCE_INVALID"],
  ])("%s", (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});
