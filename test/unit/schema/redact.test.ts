import { expect, test } from "vitest";
import type { Dataset } from "../../../src/model/dataset.ts";
import { redact } from "../../../src/schema/redact.ts";

const at = "2024-03-30T10:00:00Z";
const evidence = [{ kind: "quote", ref: "call 7", note: "SECRET", at }];
const extensions = { "acme:shelf": 4, "acme:memo": "SECRET", "acme:deep": { note: "SECRET" } } as const;
const scale = { min: 0, max: 10, higherIsBetter: true };
const dataset: Dataset = {
  schemaVersion: "1.0",
  asOf: at,
  extensions,
  customers: [{ id: "c1", status: "active", acquisition: { cost: 5 }, extensions }],
  interactions: [
    { id: "i1", customerId: "c1", touchpointId: "desk", startedAt: at, emotion: null, evidence, extensions },
  ],
  promises: [
    {
      id: "p1",
      customerId: "c1",
      touchpointId: "desk",
      what: "a room",
      madeAt: at,
      pauses: [{ from: at, to: null }],
      evidence,
    },
  ],
  responses: [
    { id: "r1", metric: "nps", score: 9, scale, comment: "SECRET", attributes: { plan: "pro", memo: "SECRET" } },
  ],
  transactions: [{ id: "t1", customerId: "c1", at: new Date(0), amount: 5, currency: "EUR", kind: "purchase" }],
  auditEntries: [{ touchpointId: "desk", valueId: "respect", demonstrated: 0.5, note: "SECRET" }],
};

test("free text goes, what is counted stays", () => {
  const before = JSON.stringify(dataset);
  const redacted = redact(dataset);
  expect(JSON.stringify(redacted)).not.toContain("SECRET");
  expect(redacted).toEqual({
    schemaVersion: "1.0",
    asOf: at,
    customers: [{ id: "c1", status: "active", acquisition: { cost: 5 } }],
    interactions: [
      {
        id: "i1",
        customerId: "c1",
        touchpointId: "desk",
        startedAt: at,
        emotion: null,
        evidence: [{ kind: "quote", ref: "call 7", at }],
      },
    ],
    promises: [
      {
        id: "p1",
        customerId: "c1",
        touchpointId: "desk",
        what: "a room",
        madeAt: at,
        pauses: [{ from: at, to: null }],
        evidence: [{ kind: "quote", ref: "call 7", at }],
      },
    ],
    responses: [{ id: "r1", metric: "nps", score: 9, scale }],
    transactions: [{ id: "t1", customerId: "c1", at: new Date(0), amount: 5, currency: "EUR", kind: "purchase" }],
    auditEntries: [{ touchpointId: "desk", valueId: "respect", demonstrated: 0.5 }],
  });
  expect(JSON.stringify(dataset)).toBe(before);
  expect(redact(redacted)).toEqual(redacted);
});

test("names that are kept stay, as copies", () => {
  const kept = redact(dataset, { keep: ["acme:shelf", "plan"] });
  expect(kept.extensions).toEqual({ "acme:shelf": 4 });
  expect(kept.interactions?.[0]?.extensions).toEqual({ "acme:shelf": 4 });
  expect(kept.responses?.[0]?.attributes).toEqual({ plan: "pro" });
  const deep = redact(dataset, { keep: ["acme:deep"] }).extensions;
  expect(deep).toEqual({ "acme:deep": { note: "SECRET" } });
  expect(deep?.["acme:deep"]).not.toBe(extensions["acme:deep"]);
});

test("what the model does not know, and text in a place where none belongs, go too", () => {
  const odd = JSON.parse(
    `{ "schemaVersion": "1.0", "asOf": "${at}", "memo": "SECRET", "customers": "SECRET", "interactions": ["SECRET", null,
      { "id": "i1", "emotion": "SECRET", "extraMileMinutes": "SECRET", "remark": "SECRET", "__proto__": "SECRET", "evidence": "SECRET" }] }`,
  ) as Dataset;
  expect(redact(odd)).toEqual({ schemaVersion: "1.0", asOf: at, interactions: [{ id: "i1" }] });
  expect(redact("SECRET" as never)).toEqual({});
});
