import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { Customer } from "../../../src/model/customer.ts";
import type { Dataset } from "../../../src/model/dataset.ts";
import type { Interaction } from "../../../src/model/interaction.ts";
import type { CustomerPromise } from "../../../src/model/promise.ts";
import type { Touchpoint } from "../../../src/model/touchpoint.ts";
import {
  auditEntrySchema,
  channelSchema,
  complaintSchema,
  costEntrySchema,
  customerSchema,
  datasetSchema,
  evidenceSchema,
  interactionSchema,
  journeyDefinitionSchema,
  journeyInstanceSchema,
  organisationValueSchema,
  promiseSchema,
  servicePersonalitySchema,
  touchpointSchema,
  traitRatingSchema,
} from "../../../src/schema/index.ts";
import { journeySchemaEntries } from "../../../src/schema/journey-json-schemas.ts";

const at = "2024-03-30T10:00:00+00:00";
const later = "2024-03-31T10:00:00.5-05:00";
const own = { "acme:shelf": { row: [4] } };
const evidence = { kind: "log", ref: "ticket", note: "said", at };
const customer = {
  id: "c1",
  kind: "organisation",
  segment: "SME",
  relationship: "co-creation",
  firstSeenAt: at,
  status: "churned",
  churnedAt: later,
  acquisition: { channelId: "web", cost: 3949, at },
  contacts: 3,
  extensions: own,
};
const channel = { id: "web", medium: "screen", direction: "pull", automation: "community", extensions: own };
const touchpoint = {
  id: "desk",
  name: "Check-in",
  kind: "human",
  channels: ["on-site"],
  ownership: "brand",
  ownerTeam: "desk",
  journeyDefinitionId: "stay",
  stageId: "arrive",
  momentOfTruth: "minus one",
  essentiality: "peripheral",
  audience: "internal",
  promises: [{ id: "quick", what: "ten minutes", within: { amount: 10, unit: "minute" } }],
  auditQuestions: ["welcoming?"],
  extensions: own,
};
const definition = {
  id: "stay",
  version: 0,
  name: "Stay",
  stages: [{ id: "arrive", name: "Arrive", kpis: ["wait"] }],
  goalTouchpointId: "desk",
  plannedPath: ["desk"],
  extensions: own,
};
const journey = {
  id: "j1",
  definitionId: "stay",
  definitionVersion: 0,
  customerId: "c1",
  startedAt: at,
  endedAt: later,
  status: "completed",
  converted: true,
  value: 20563,
  extensions: own,
};
const interaction = {
  id: "i1",
  customerId: "c1",
  journeyId: "j1",
  touchpointId: "desk",
  channel: "on-site",
  initiator: "partner",
  startedAt: at,
  endedAt: later,
  sequence: 1,
  ownerTeam: "desk",
  employeeId: "e7",
  emotion: -2,
  emotionSource: "inferred",
  effort: 7,
  personalised: false,
  extraMileMinutes: 0.5,
  evidence: [evidence],
  extensions: own,
};
const promise = {
  id: "p1",
  customerId: "c1",
  journeyId: "j1",
  interactionId: "i1",
  touchpointId: "desk",
  channel: "on-site",
  what: "a room",
  madeAt: at,
  dueAt: later,
  fulfilledAt: later,
  exceeded: true,
  cancelledAt: null,
  cancelledBy: "company",
  renegotiatedFrom: null,
  pauses: [{ from: at, to: later }, { from: at }],
  evidence: [evidence],
  extensions: own,
};
const complaint = {
  id: "k",
  customerId: "c1",
  interactionId: "i1",
  area: "desk",
  openedAt: at,
  closedAt: later,
  handledBy: "m1",
};
const cost = { customerId: "c1", at, amount: -5, activity: "call", touchpointId: "desk" };
const personality = { id: "s", traits: [{ id: "warm", name: "Warm", weight: 0 }] };
const rating = {
  traitId: "warm",
  touchpointId: "desk",
  interactionId: "i1",
  channel: "x",
  score: 4.5,
  scale: { min: 1, max: 5 },
  rater: "auditor",
  at,
};
const value = { id: "respect", name: "Respect", weight: 2 };
const audit = {
  touchpointId: "desk",
  valueId: "respect",
  demonstrated: 0.5,
  weight: 1,
  auditor: "a",
  at,
  note: "seen",
};
const full = {
  schemaVersion: "1.0",
  asOf: later,
  timeZone: "Europe/London",
  currency: "GBP",
  scales: { emotion: { min: -2, max: 2 }, effort: { min: 1, max: 7 } },
  customers: [customer],
  channels: [channel],
  touchpoints: [touchpoint],
  journeyDefinitions: [definition],
  journeys: [journey],
  interactions: [interaction],
  promises: [promise],
  responses: [{ id: "r1", metric: "ces", score: 7, scale: { min: 1, max: 7, higherIsBetter: true }, comment: "good" }],
  transactions: [{ id: "t", customerId: "c1", at, amount: 1, currency: "GBP", kind: "refund", cost: 0 }],
  costs: [cost],
  complaints: [complaint],
  servicePersonality: personality,
  traitRatings: [rating],
  values: [value],
  auditEntries: [audit],
  extensions: own,
};

describe("the schemas of the journey model", () => {
  test.each<[string, z.ZodType, object, readonly string[]]>([
    ["customer", customerSchema, customer, ["id", "status"]],
    ["channel", channelSchema, channel, ["id"]],
    ["touchpoint", touchpointSchema, touchpoint, ["id", "name", "kind"]],
    ["journey definition", journeyDefinitionSchema, definition, ["id", "version", "name", "stages"]],
    ["journey", journeyInstanceSchema, journey, ["id", "definitionId", "customerId", "startedAt", "status"]],
    ["interaction", interactionSchema, interaction, ["id", "customerId", "touchpointId", "startedAt"]],
    ["promise", promiseSchema, promise, ["id", "customerId", "touchpointId", "what", "madeAt"]],
    ["evidence", evidenceSchema, evidence, ["kind"]],
    ["complaint", complaintSchema, complaint, ["id", "customerId", "area", "openedAt"]],
    ["cost entry", costEntrySchema, cost, ["customerId", "at", "amount", "activity"]],
    ["service personality", servicePersonalitySchema, personality, ["id", "traits"]],
    ["trait rating", traitRatingSchema, rating, ["traitId", "score", "scale"]],
    ["value", organisationValueSchema, value, ["id"]],
    ["audit entry", auditEntrySchema, audit, ["touchpointId", "valueId", "demonstrated"]],
    ["data set", datasetSchema, full, ["schemaVersion", "asOf"]],
  ])("%s: all fields, the least, and none too many", (_, schema, row, required) => {
    expect(schema.parse(row)).toEqual(row);
    const entries = Object.entries(row);
    const least = Object.fromEntries(entries.filter(([key]) => required.includes(key)));
    if (!("churnedAt" in row)) expect(schema.parse(least)).toEqual(least);
    for (const key of required) {
      const paths = schema.safeParse({ ...least, [key]: undefined }).error?.issues.map(({ path }) => path[0]);
      expect(paths).toEqual([key]);
    }
    expect(schema.safeParse({ ...row, more: 1 }).error?.issues[0]?.code).toBe("unrecognized_keys");
    for (const input of [null, [], "row", 7, undefined]) expect(schema.safeParse(input).success).toBe(false);
  });

  test("have the keys of their interfaces", () => {
    expectTypeOf<keyof z.infer<typeof customerSchema>>().toEqualTypeOf<keyof Customer>();
    expectTypeOf<keyof z.infer<typeof touchpointSchema>>().toEqualTypeOf<keyof Touchpoint>();
    expectTypeOf<keyof z.infer<typeof interactionSchema>>().toEqualTypeOf<keyof Interaction>();
    expectTypeOf<keyof z.infer<typeof promiseSchema>>().toEqualTypeOf<keyof CustomerPromise>();
    expectTypeOf<keyof z.infer<typeof datasetSchema>>().toEqualTypeOf<keyof Dataset>();
    expectTypeOf<z.infer<typeof interactionSchema>>().toExtend<Interaction>();
  });

  test("a rule between fields is asked although another field is wrong, and not of a field that is", () => {
    const issues = (change: object): string[] =>
      interactionSchema.safeParse({ ...interaction, ...change }).error?.issues.map(({ path }) => path.join(".")) ?? [];
    expect(issues({ endedAt: "2024-03-30T09:00:00Z", emotion: "0" })).toEqual(["emotion", "endedAt"]);
    expect(issues({ endedAt: "2024-02-30T09:00:00Z" })).toEqual(["endedAt"]);
    expect(issues({ startedAt: "2025-01-01T00:00:00" })).toEqual(["startedAt"]);
    expect(issues({ endedAt: null })).toEqual([]);
  });
});

test("each has a JSON Schema that is JSON", () => {
  const entries = Object.entries(journeySchemaEntries());
  expect(entries.map(([name]) => name)).toEqual(entries.map(([name]) => name).toSorted());
  for (const [, { schema, version, description }] of entries) {
    const json = JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
    expect(JSON.parse(json)).toMatchObject({ type: "object", additionalProperties: false });
    expect(version).toBe(1);
    expect(description).toMatch(/\.$/);
  }
});
