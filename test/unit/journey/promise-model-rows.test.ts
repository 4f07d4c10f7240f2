import { expect, test } from "vitest";
import { momentOfTruthScorecard } from "../../../src/journey/moment-of-truth-scorecard.ts";
import { promiseImpact } from "../../../src/journey/promise-impact.ts";
import { promisesThatCostMost } from "../../../src/journey/promise-cost.ts";
import { threeRules } from "../../../src/journey/three-rules.ts";
import type { Dataset } from "../../../src/model/dataset.ts";

const dataset: Dataset = {
  schemaVersion: "1.0",
  asOf: "2024-06-30T00:00:00Z",
  customers: [{ id: "c", status: "churned", churnedAt: "2024-06-20T00:00:00Z" }],
  touchpoints: [{ id: "desk", name: "The desk", kind: "human", ownership: "brand", essentiality: "core" }],
  interactions: [
    {
      id: "i",
      customerId: "c",
      touchpointId: "desk",
      startedAt: "2024-06-03T09:00:00Z",
      personalised: true,
      emotion: -1,
    },
  ],
  promises: [
    {
      id: "p",
      customerId: "c",
      interactionId: "i",
      touchpointId: "desk",
      what: "a call back",
      madeAt: "2024-06-03T09:00:00Z",
      dueAt: "2024-06-04T09:00:00Z",
      pauses: [{ from: "2024-06-03T12:00:00Z", to: null }],
      cancelledBy: undefined,
    },
  ],
  responses: [
    {
      id: "r",
      metric: "nps",
      score: 4,
      scale: { min: 0, max: 10, higherIsBetter: true },
      customerId: "c",
      interactionId: "i",
      answeredAt: "2024-06-10T09:00:00Z",
    },
  ],
  transactions: [
    { id: "t", customerId: "c", at: "2024-06-05T09:00:00Z", amount: 100, currency: "EUR", kind: "purchase" },
  ],
};

test("the lists of a data set are what the analyses take", () => {
  const { asOf, promises = [] } = dataset;
  const scorecard = momentOfTruthScorecard(dataset, { asOf, by: "team" });
  expect(scorecard.overall).toMatchObject({ interactions: 1, counts: { pending: 1 }, nps: { n: 1 } });
  expect(threeRules(dataset, { asOf }).makeItPersonal.share.value).toBe(1);
  expect(promiseImpact({ ...dataset, promises }, { asOf }).leftOut.answers.noVerdict).toBe(1);
  expect(promisesThatCostMost({ ...dataset, promises }, { asOf }).kinds).toBe(1);
});
