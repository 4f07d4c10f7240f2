import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import * as door from "../../../src/schema/index.ts";
import { jsonSchemaNames, jsonSchemaOf, type JsonSchema } from "../../../src/schema/json-schema.ts";
import { journeySchemaSamples } from "../../support/journey-schema-samples.ts";
import { jsonSchemaIssues } from "../../support/json-schema-issues.ts";

/** The Zod schemas that the door exports, by the names that their JSON Schemas must have. */
const zodSchemas = new Map(
  Object.entries(door)
    .filter(([name]) => /Schema$/.test(name))
    .map(([name, schema]) => [
      name.replace(/Schema$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      schema as z.ZodType,
    ]),
);

const at = "2025-03-09T10:30:00+01:00";
const histories = { frequency: [0, 1, 2, 5], recency: [0, 4, 11, 37], T: [39, 39, 39, 39], count: [60, 20, 9, 4] };
const policy = {
  valueField: "profit",
  highProfit: { topShareOfCustomers: 0.2 },
  profitFloor: 0,
  ourAffinityMin: 8,
  theirAffinityMin: 9,
  leaveRiskMax: 0.1,
  problemsMax: 0,
  reachMaxUnmet: 2,
  reachMaxGap: 0.25,
  residualOutOfReach: 2,
  misfitVeto: true,
};

/** What each describes: as full as it can be, and nothing that a rule between fields forbids. */
const samples: { readonly [name: string]: readonly object[] } = {
  ...journeySchemaSamples,
  "activity-event": [{ id: "e", customerId: "c", at, name: "n", channel: "web", segment: "s", attributes: { a: "b" } }],
  "customer-signals": [
    {
      customerId: "c",
      profit: -3.5,
      lifetimeValue: 9,
      ourAffinity: 7.5,
      theirAffinity: 10,
      leaveRisk: 0.2,
      problems: 0,
    },
    { customerId: null, fitProduct: true, fitService: false, fitCulture: null },
  ],
  "purchase-fit": [
    fitMbgNbd(histories, { timeUnit: "week" }),
    fitMbgNbd(histories, { timeUnit: "week", penalty: { kind: "log-ridge", strength: 1 } }),
    fitParetoNbd([], { timeUnit: "week" }),
  ],
  scale: [{ min: 0, max: 10 }],
  "spend-fit": [
    fitGammaGamma([
      { frequency: 2, monetaryValue: 30 },
      { frequency: 5, monetaryValue: 70 },
      { frequency: 1, monetaryValue: 45 },
    ]),
    fitGammaGamma([]),
  ],
  subscription: [
    {
      id: "s",
      subscriptionId: "u",
      customerId: "c",
      start: at,
      end: null,
      amount: 4900,
      currency: "EUR",
      interval: "month",
      intervalCount: 1,
      quantity: 2,
      status: "active",
      plan: "p",
    },
  ],
  "survey-response": [
    {
      id: "r",
      metric: "nps",
      score: 9,
      scale: { min: 0, max: 10, higherIsBetter: true },
      answeredAt: at,
      customerId: "c",
      comment: "",
      weight: 1.5,
      attributes: { __proto__: null, a: "b" },
    },
  ],
  "tier-assignment": [
    {
      customerId: "c",
      tier: null,
      reading: "strict",
      at: "2025-06-30T00:00:00Z",
      basis: null,
      reasons: ["unprofitable"],
      possibleTiers: [1, 3],
      previousTier: 3,
      modelId: null,
      version: "2",
    },
  ],
  "tier-model": [
    {
      kind: "tier-model/1",
      modelId: "m",
      version: "1",
      fittedAt: "2025-06-30T00:00:00.000Z",
      policy,
      highProfit: 900,
      population: {
        n: 5,
        positive: 4,
        customersAtOrAbove: 1,
        realisedShareOfCustomers: 0.2,
        realisedShareOfValue: 0.6,
        leftOut: { missing: 1, invalid: 0 },
      },
      notes: [],
    },
  ],
  "tier-policy": [policy, { ...policy, highProfit: 1000 }, { ...policy, highProfit: { topShareOfValue: 0.8 } }],
  transaction: [
    { id: "t", customerId: "c", at: 0, amount: 1250, currency: "EUR", kind: "refund", cost: 3, orderId: "o" },
  ],
};

test("every schema of the door has one, named after it", () => {
  expect([...zodSchemas.keys()].sort()).toEqual(jsonSchemaNames);
  expectTypeOf(jsonSchemaOf).returns.toEqualTypeOf<JsonSchema>();
});

describe.each(jsonSchemaNames.map((name) => [name]))("%s", (name) => {
  const schema = jsonSchemaOf(name);
  const zod = zodSchemas.get(name)!;

  test("says what it is, with a version", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.$id).toBe(`urn:customer-metrics:schema:${name}:1`);
    expect(schema.title).toBe(name);
    expect(schema.description).toMatch(/\w\.$/);
    expect(Object.keys(schema).slice(0, 4)).toEqual(["$schema", "$id", "title", "description"]);
  });

  test("is plain JSON, the same every time, and the caller's own", () => {
    expect(JSON.stringify(jsonSchemaOf(name))).toBe(JSON.stringify(schema));
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(jsonSchemaOf(name)).not.toBe(schema);
  });

  test("allows what the Zod schema allows", () => {
    for (const sample of samples[name]!) {
      const json = JSON.parse(JSON.stringify(sample)) as object;
      expect(zod.safeParse(json).error).toBeUndefined();
      expect(jsonSchemaIssues(schema, json)).toEqual([]);
    }
  });

  test("refuses what the Zod schema refuses: fields that are missing, unknown or of no possible value", () => {
    const values = fc.oneof(
      fc.constantFrom(undefined, null, "", "x", at, -1, 0, 0.5, 1, 2, 11, 1e300, true, [], {}, [1.5], { a: 1 }),
      fc.jsonValue({ maxDepth: 1 }),
    );
    for (const sample of samples[name]!) {
      const json = JSON.parse(JSON.stringify(sample)) as { readonly [field: string]: unknown };
      const changed = fc
        .tuple(fc.constantFrom(...Object.keys(json), "unknownField"), values)
        .map(([field, value]) => JSON.parse(JSON.stringify({ ...json, [field]: value })) as object);
      fc.assert(
        fc.property(changed, (input) => {
          const issues = zod.safeParse(input).error?.issues ?? [];
          // Rules between fields are Zod's alone.
          fc.pre(issues.every(({ code }) => code !== "custom"));
          expect(jsonSchemaIssues(schema, input).length > 0).toBe(issues.length > 0);
        }),
        { seed: 17, numRuns: 300 },
      );
    }
  });
});

test("a Date is no JSON: what is neither text nor number is no instant", () => {
  const event = { customerId: "c", at: {} };
  expect(jsonSchemaIssues(jsonSchemaOf("activity-event"), event)).toEqual([".at anyOf"]);
  expect(jsonSchemaIssues(jsonSchemaOf("subscription"), { ...samples["subscription"]![0], end: {} })).toEqual([
    ".end anyOf",
  ]);
});

test("there is none of what the library does not know", () => {
  expect(() => jsonSchemaOf("constructor" as "scale")).toThrow(
    expect.objectContaining({ code: "SCHEMA_UNKNOWN", message: expect.stringContaining("transaction") as string }),
  );
});
