import { describe, expect, test } from "vitest";
import { isMetricError } from "../../../src/core/metric-error.ts";
import { minorUnits, decimalsOf } from "../../../src/schema/migrate-dataset-money.ts";
import { migrateDataset } from "../../../src/schema/migrate-dataset.ts";
import { validateDataset } from "../../../src/schema/validate-dataset.ts";

const at = "2023-01-29T16:34:00+00:00";
const asOf = "2024-12-31T18:00:00+00:00";
const draft = {
  schemaVersion: "1.0-draft",
  synthetic: true,
  asOf,
  timeZone: "Europe/London",
  customers: [
    {
      id: "H1",
      business: "hotel",
      segment: "leisure",
      firstSeen: at,
      acquisitionCost: 39.49,
      ourAffinity: 5,
      fitProduct: null,
      relationship: "dedicated",
      status: "churned",
      churnedAt: asOf,
    },
    { id: "H2", segment: "", acquisitionCost: "", relationship: "transactional", status: "active", churnedAt: null },
  ],
  touchpoints: [
    {
      id: "h-book",
      name: "Books",
      business: "hotel",
      journeyDefinitionId: "stay",
      stage: "book",
      kind: "digital",
      channels: ["web"],
      ownership: "brand",
      ownerTeam: "desk",
      momentOfTruth: "first",
      criticalNonEssential: false,
      audience: "external",
    },
    {
      id: "h-friend",
      name: "A friend",
      kind: "human",
      channels: ["referral"],
      ownership: "external",
      ownerTeam: null,
      momentOfTruth: "zero",
      criticalNonEssential: true,
    },
  ],
  journeys: [
    { id: "stay", name: "Stay", version: 1, stages: ["book", "arrive"], goalTouchpointId: "h-book" },
    {
      id: "j1",
      definitionId: "stay",
      customerId: "H1",
      startedAt: at,
      endedAt: asOf,
      status: "completed",
      converted: true,
      value: 205.63,
    },
    {
      id: "j2",
      definitionId: "stay",
      customerId: "H2",
      startedAt: at,
      endedAt: "",
      status: "open",
      converted: false,
      value: "",
    },
  ],
  interactions: [
    {
      id: "i1",
      customerId: "H1",
      journeyId: "j1",
      touchpointId: "h-book",
      channel: "web",
      initiator: "customer",
      startedAt: at,
      endedAt: at,
      emotion: null,
      personalised: false,
      extraMileMinutes: 0,
      ownerTeam: "desk",
      warm: 4,
      prompt: null,
      personal: 1,
    },
  ],
  promises: [
    { touchpointId: "h-book", what: "confirmed", withinMinutes: 120 },
    {
      id: "p1",
      customerId: "H1",
      journeyId: "j1",
      interactionId: "i1",
      touchpointId: "h-book",
      channel: "web",
      what: "confirmed",
      madeAt: at,
      dueAt: asOf,
      fulfilledAt: at,
      exceededBy: "extra",
      cancelled: false,
    },
    {
      id: "p2",
      customerId: "H1",
      touchpointId: "h-book",
      what: "confirmed",
      madeAt: at,
      dueAt: asOf,
      fulfilledAt: null,
      exceededBy: "",
      cancelled: true,
    },
  ],
  responses: [
    {
      id: "r1",
      customerId: "H1",
      interactionId: "i1",
      metric: "csat",
      score: 4,
      scaleMin: 1,
      scaleMax: 5,
      askedAt: at,
      answeredAt: asOf,
      source: "kiosk",
    },
  ],
  transactions: [
    {
      id: "t1",
      customerId: "H1",
      journeyId: "j1",
      at,
      revenue: 37.16,
      directCost: 14.12,
      costToServe: 12.29,
      currency: "GBP",
    },
    { id: "t2", customerId: "H1", at, revenue: -1.1, directCost: null, costToServe: null, currency: "GBP" },
  ],
};

describe("a draft", () => {
  const before = JSON.stringify(draft);
  const { dataset, ...about } = migrateDataset(draft);

  test("comes to 1.0, and says what was decided", () => {
    expect(about).toEqual({ from: "1.0-draft", to: "1.0", steps: ["1.0"], notes: ["cancelled-as-made"] });
    expect(validateDataset(dataset).findings).toEqual([]);
    expect(JSON.stringify(draft)).toBe(before);
    expect(migrateDataset(draft).dataset).toEqual(dataset);
  });

  test("has its fields under their new names, and those that have none under a prefix", () => {
    expect(dataset).toEqual({
      schemaVersion: "1.0",
      asOf,
      timeZone: "Europe/London",
      currency: "GBP",
      customers: [
        {
          id: "H1",
          segment: "leisure",
          status: "churned",
          churnedAt: asOf,
          firstSeenAt: at,
          relationship: "dedicated-assistance",
          acquisition: { cost: 3949 },
          extensions: { "draft:business": "hotel", "draft:ourAffinity": 5 },
        },
        { id: "H2", status: "active", relationship: "transactional" },
      ],
      touchpoints: [
        {
          id: "h-book",
          name: "Books",
          kind: "digital",
          channels: ["web"],
          ownership: "brand",
          ownerTeam: "desk",
          journeyDefinitionId: "stay",
          stageId: "book",
          momentOfTruth: "first",
          audience: "external",
          promises: [{ id: "h-book/1", what: "confirmed", within: { amount: 120, unit: "minute" } }],
          extensions: { "draft:business": "hotel", "draft:criticalNonEssential": false },
        },
        {
          id: "h-friend",
          name: "A friend",
          kind: "human",
          channels: ["referral"],
          ownership: "external",
          momentOfTruth: "zero",
          essentiality: "critical-non-essential",
        },
      ],
      journeyDefinitions: [
        {
          id: "stay",
          name: "Stay",
          version: 1,
          stages: [{ id: "book" }, { id: "arrive" }],
          goalTouchpointId: "h-book",
        },
      ],
      journeys: [
        {
          id: "j1",
          definitionId: "stay",
          customerId: "H1",
          startedAt: at,
          endedAt: asOf,
          status: "completed",
          converted: true,
          value: 20563,
        },
        { id: "j2", definitionId: "stay", customerId: "H2", startedAt: at, status: "open", converted: false },
      ],
      interactions: [
        {
          id: "i1",
          customerId: "H1",
          journeyId: "j1",
          touchpointId: "h-book",
          channel: "web",
          initiator: "customer",
          startedAt: at,
          endedAt: at,
          personalised: false,
          extraMileMinutes: 0,
          ownerTeam: "desk",
        },
      ],
      traitRatings: [
        {
          traitId: "warm",
          score: 4,
          scale: { min: 1, max: 5 },
          touchpointId: "h-book",
          interactionId: "i1",
          channel: "web",
          at,
        },
        {
          traitId: "personal",
          score: 1,
          scale: { min: 1, max: 5 },
          touchpointId: "h-book",
          interactionId: "i1",
          channel: "web",
          at,
        },
      ],
      promises: [
        {
          id: "p1",
          customerId: "H1",
          journeyId: "j1",
          interactionId: "i1",
          touchpointId: "h-book",
          channel: "web",
          what: "confirmed",
          madeAt: at,
          dueAt: asOf,
          fulfilledAt: at,
          exceeded: true,
          evidence: [{ kind: "log", note: "extra" }],
        },
        {
          id: "p2",
          customerId: "H1",
          touchpointId: "h-book",
          what: "confirmed",
          madeAt: at,
          dueAt: asOf,
          cancelledAt: at,
        },
      ],
      responses: [
        {
          id: "r1",
          customerId: "H1",
          interactionId: "i1",
          metric: "csat",
          score: 4,
          scale: { min: 1, max: 5, higherIsBetter: true },
          askedAt: at,
          answeredAt: asOf,
          attributes: { source: "kiosk" },
        },
      ],
      transactions: [
        {
          id: "t1",
          customerId: "H1",
          at,
          amount: 3716,
          currency: "GBP",
          kind: "purchase",
          cost: 1412,
          attributes: { journeyId: "j1" },
        },
        { id: "t2", customerId: "H1", at, amount: 110, currency: "GBP", kind: "refund" },
      ],
      costs: [{ customerId: "H1", at, amount: 1229, activity: "serve" }],
      extensions: { "draft:synthetic": true },
    });
  });

  test("what was wrong is still wrong, and is found", () => {
    const { dataset, notes } = migrateDataset({
      schemaVersion: "1.0-draft",
      customers: [null, { id: "", status: "left", firstSeen: "2023" }, 7],
      channels: "web",
      journeys: { no: "list" },
      promises: [{ touchpointId: "nowhere", what: "x", withinMinutes: 5 }],
      transactions: [
        { id: "t", customerId: "c", at, revenue: "12", costToServe: 1.005, currency: "EUR" },
        { id: "u", customerId: "c", at, revenue: 1, currency: "GBP" },
      ],
      extensions: { "acme:kept": 1 },
    });
    expect(notes).toEqual(["currency-unknown", "template-without-touchpoint"]);
    expect(dataset["extensions"]).toEqual({
      "acme:kept": 1,
      "draft:channels": "web",
      "draft:promiseTemplates": [{ touchpointId: "nowhere", what: "x", withinMinutes: 5 }],
    });
    const findings = validateDataset(dataset).findings.map(
      ({ list, index, path, code }) => `${list} ${index} ${path} ${code}`,
    );
    expect(findings).toEqual([
      "null null asOf missing",
      "journeys null  wrong-type",
      "customers 0  null-not-allowed",
      "customers 1 id empty-string",
      "customers 1 firstSeenAt invalid-date",
      "customers 1 status unknown-enum",
      "customers 2  wrong-type",
      "transactions 0 amount wrong-type",
      "transactions 0 customerId unknown-reference",
      "transactions 1 customerId unknown-reference",
      "transactions 1 currency currency-mismatch",
      "costs 0 amount not-integer",
      "costs 0 customerId unknown-reference",
    ]);
  });
});

test("the newest version stays as it is, in a copy", () => {
  const newest = { schemaVersion: "1.0", asOf, customers: [{ id: "c1", status: "active" }] };
  const { dataset, ...about } = migrateDataset(newest);
  expect(dataset).toEqual(newest);
  expect(dataset["customers"]).not.toBe(newest.customers);
  expect(about).toEqual({ from: "1.0", to: "1.0", steps: [], notes: [] });
});

test.each([[null], [[]], ["1.0"], [{}], [{ schemaVersion: "2.0" }], [{ schemaVersion: 1 }]])(
  "%j is of no version",
  (json) => {
    let code = "none";
    try {
      migrateDataset(json);
    } catch (error) {
      code = isMetricError(error) ? error.code : "other";
    }
    expect(code).toBe("DATASET_VERSION_UNKNOWN");
  },
);

test.each([
  [39.49, "GBP", 3949],
  [1.1, "EUR", 110],
  [-0.01, "EUR", -1],
  [1.005, "EUR", 100.5],
  [1e21, "EUR", 1e23],
  [1e-8, "EUR", 1e-6],
  [500, "JPY", 500],
  [1.234, "KWD", 1234],
  ["12", "EUR", "12"],
  [null, "EUR", null],
])("%s in minor units of %s: %s", (amount, currency, expected) => {
  expect(minorUnits(amount, decimalsOf(currency))).toBe(expected);
});
