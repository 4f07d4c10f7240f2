import { expect, describe, test } from "vitest";
import { validateDataset } from "../../../src/schema/validate-dataset.ts";
import dirty from "./dirty-interactions.json" with { type: "json" };

const asOf = "2024-12-31T18:00:00+00:00";
const dataset = (lists: object): object => ({ schemaVersion: "1.0", asOf, ...lists });
const interaction = { id: "i1", customerId: "c1", touchpointId: "desk", startedAt: "2024-03-30T10:00:00Z" };
const promise = { id: "p1", customerId: "c1", touchpointId: "desk", what: "a room", madeAt: interaction.startedAt };
const due = { ...promise, dueAt: "2024-03-31T10:00:00Z" };
const customer = { id: "c1", status: "active" };
const touchpoint = { id: "desk", name: "Check-in", kind: "human" };
const journey = { id: "j1", definitionId: "stay", customerId: "c1", startedAt: asOf, status: "open" };
const definition = { id: "stay", version: 1, name: "Stay", stages: [{ id: "book" }] };
const response = { id: "r1", metric: "nps", score: 9, scale: { min: 0, max: 10, higherIsBetter: true } };
const transaction = { id: "t1", customerId: "c1", at: asOf, amount: 100, currency: "GBP", kind: "purchase" };

/** Findings in one line each: `list[index] path: code`, with `?` where it is a warning. */
const found = (input: unknown): string[] =>
  validateDataset(input).findings.map(
    ({ list, index, path, code, severity }) =>
      `${list ?? ""}${index === null ? "" : `[${index}]`} ${path}: ${code}${severity === "warning" ? "?" : ""}`,
  );
const ofRows = (lists: object): string[] => found(dataset(lists));

describe("the dirty sample", () => {
  const [emotion, effort] = [dirty.scales.emotion, dirty.scales.effort].map(([min, max]) => ({ min, max }));
  const { findings, lists, ...counts } = validateDataset(
    dataset({
      scales: { emotion, effort },
      touchpoints: dirty.touchpoints.map((row) => ({ ...touchpoint, ...row })),
      interactions: dirty.interactions,
    }),
  );

  test("has the findings that it was made for, and no other", () => {
    const known = findings.map(({ index, path, code, severity }) => ({ index, path, code, severity }));
    expect(known).toEqual(dirty.expectedFindings);
    expect(findings.every(({ list }) => list === "interactions")).toBe(true);
    expect(counts).toEqual({ isValid: false, errors: 14, warnings: 4 });
  });

  test("has six clean rows", () => {
    const bad = new Set(findings.map(({ index }) => index));
    expect(dirty.interactions.map((_, index) => index).filter((index) => !bad.has(index))).toEqual(dirty.cleanRows);
    expect(lists).toEqual([
      { list: "touchpoints", rows: 1, clean: 1 },
      { list: "interactions", rows: 24, clean: 6 },
    ]);
  });

  test("says what is wrong in words, and with what", () => {
    expect(findings[8]).toEqual({
      list: "interactions",
      index: 11,
      path: "emotion",
      code: "out-of-range",
      severity: "error",
      message: "emotion must be from -2 to 2",
      value: 3,
    });
    expect(findings[6]?.message).toBe("startedAt is no date and time that there is");
  });
});

describe("what stands beside the lists", () => {
  test.each<[unknown, string[]]>([
    [{ schemaVersion: "1.0", asOf }, []],
    [null, [" : null-not-allowed"]],
    [undefined, [" : missing"]],
    [[], [" : wrong-type"]],
    ["{}", [" : wrong-type"]],
    [{}, [" schemaVersion: missing", " asOf: missing"]],
    [{ schemaVersion: "1.0-draft", asOf }, [" schemaVersion: unsupported-version"]],
    [dataset({ asOf: "2024-12-31" }), [" asOf: invalid-date"]],
    [dataset({ asOf: "2024-12-31T18:00:00" }), [" asOf: no-offset"]],
    [dataset({ asOf: 7 }), [" asOf: wrong-type"]],
    [dataset({ timeZone: "+01:00" }), [" timeZone: wrong-format"]],
    [dataset({ timeZone: "America/Argentina/Buenos_Aires", currency: "EUR" }), []],
    [dataset({ currency: "euro" }), [" currency: wrong-format"]],
    [dataset({ scales: { emotion: { min: 2, max: 2 } } }), [" scales.emotion.max: out-of-range"]],
    [dataset({ customer: [] }), [" customer: unknown-key?"]],
    [dataset({ email: "a@b.c" }), [" email: personal-data"]],
    [dataset({ customers: {} }), ["customers : wrong-type"]],
    [dataset({ customers: null }), ["customers : null-not-allowed"]],
    [dataset({ extensions: { "acme:x": { phone: 1 } } }), [' extensions["acme:x"].phone: personal-data']],
    [dataset({ extensions: { x: 1 } }), [" extensions.x: no-prefix"]],
    [
      dataset({ servicePersonality: { id: "s", traits: [{ id: "a" }, { id: "a" }] } }),
      [" servicePersonality.traits[1].id: duplicate-id"],
    ],
  ])("%j: %j", (input, expected) => {
    expect(found(input)).toEqual(expected);
  });

  test("a list that is none, or no asOf, hides nothing of the rows", () => {
    expect(
      found({ channels: 7, customers: [{ id: "", status: "active", churnedAt: "2030-01-01T00:00:00Z" }] }),
    ).toEqual([
      " schemaVersion: missing",
      " asOf: missing",
      "channels : wrong-type",
      "customers[0] id: empty-string",
      "customers[0] churnedAt: churned-at-without-churn",
    ]);
  });
});

describe("rows", () => {
  test("that are none", () => {
    expect(ofRows({ customers: [null, 7, [], "c1", customer] })).toEqual([
      "customers[0] : null-not-allowed",
      "customers[1] : wrong-type",
      "customers[2] : wrong-type",
      "customers[3] : wrong-type",
    ]);
  });

  test("say everything at once, between fields and between rows too", () => {
    const row = {
      ...interaction,
      id: 5,
      endedAt: "2024-03-30T09:00:00Z",
      emotion: 3.5,
      initiator: "",
      channel: "fax",
      phone: 1,
    };
    const touchpoints = [{ ...touchpoint, channels: ["web"] }];
    expect(ofRows({ touchpoints, interactions: [row] }).toSorted()).toEqual(
      [
        "id: wrong-type",
        "emotion: not-integer",
        "emotion: out-of-range",
        "initiator: empty-string",
        "phone: personal-data",
        "endedAt: end-before-start",
        "channel: channel-not-allowed?",
      ]
        .map((line) => `interactions[0] ${line}`)
        .toSorted(),
    );
  });

  test.each<[string, unknown, string[]]>([
    ["emotion", NaN, ["emotion: not-finite"]],
    ["emotion", -Infinity, ["emotion: not-finite"]],
    ["emotion", " -inf ", ["emotion: not-finite"]],
    ["emotion", "1", ["emotion: wrong-type"]],
    ["emotion", null, []],
    ["emotion", true, ["emotion: wrong-type"]],
    ["effort", 8, ["effort: out-of-range"]],
    ["extraMileMinutes", -1, ["extraMileMinutes: out-of-range"]],
    ["personalised", "yes", ["personalised: wrong-type"]],
    ["channel", null, ["channel: null-not-allowed"]],
    ["startedAt", undefined, ["startedAt: missing"]],
    ["startedAt", "", ["startedAt: empty-string"]],
    ["startedAt", new Date(0), ["startedAt: wrong-type"]],
    ["startedAt", "2024-03-30T10:00Z", ["startedAt: invalid-date"]],
    ["startedAt", "2024-03-30T10:00:00+25:00", ["startedAt: invalid-date"]],
    ["startedAt", "2024-03-30 10:00:00", ["startedAt: no-offset"]],
    ["startedAt", "2023-02-29T10:00:00", ["startedAt: invalid-date"]],
    ["startedAt", "2023-02-28T10:00:00", ["startedAt: no-offset"]],
    ["startedAt", "2000-02-29T10:00:00", ["startedAt: no-offset"]],
    ["startedAt", "1900-02-29T10:00:00", ["startedAt: invalid-date"]],
    ["startedAt", "2024-04-31T10:00:00", ["startedAt: invalid-date"]],
    ["startedAt", "yesterday", ["startedAt: invalid-date"]],
    // An instant that is none is not compared with others as well.
    ["startedAt", "2031-02-30T10:00:00Z", ["startedAt: invalid-date"]],
    ["startedAt", "2031-02-03T10:00:00", ["startedAt: no-offset"]],
    ["endedAt", null, []],
    ["endedAt", "2024-03-30T11:00:00+01:00", []],
    ["endedAt", "2024-03-30T09:59:59.999Z", ["endedAt: end-before-start"]],
    ["endedAt", "2024-12-31T18:00:00Z", []],
    ["endedAt", "2024-12-31T23:30:00+05:30", []],
    ["endedAt", "2024-12-31T18:00:00.001Z", ["endedAt: in-the-future?"]],
    ["endedAt", "2024-12-31T17:00:00-02:00", ["endedAt: in-the-future?"]],
    [
      "evidence",
      [{ kind: "log", at: "2031-01-01T00:00:00Z" }, { kind: "" }],
      ["evidence[1].kind: empty-string", "evidence[0].at: in-the-future?"],
    ],
    [
      "extensions",
      { "acme:shelf": 4, "acme:é.x": { y: [{ Email: 1 }] } },
      ['extensions["acme:é.x"].y[0].Email: personal-data'],
    ],
    ["extensions", 5, ["extensions: wrong-type"]],
    ["employeeId", "ann@example.com", ["employeeId: personal-data"]],
    ["customerId", "ann@example.com", ["customerId: personal-data"]],
    ["customerId", "@17", []],
    ["a.b", 1, ['["a.b"]: unknown-key?']],
  ])("an interaction with %s %j", (key, value, expected) => {
    const lines = ofRows({ interactions: [{ ...interaction, [key]: value }] });
    expect(lines).toEqual(expected.map((line) => `interactions[0] ${line}`));
  });

  test("keys of the prototype are keys like others", () => {
    const row = JSON.parse(`{ "__proto__": 1, "toString": 2, ${JSON.stringify(interaction).slice(1)}`) as object;
    expect(ofRows({ interactions: [row] })).toContain("interactions[0] toString: unknown-key?");
    const ids = ["__proto__", "constructor", "a,b", "🙂"];
    const customers = ids.map((id) => ({ ...customer, id }));
    const interactions = [...ids, "hasOwnProperty"].map((customerId, at) => ({
      ...interaction,
      id: `${at}`,
      customerId,
    }));
    expect(ofRows({ customers, interactions })).toEqual(["interactions[4] customerId: unknown-reference?"]);
  });

  test("scales are those of the data set", () => {
    const interactions = [{ ...interaction, emotion: 9, effort: 7 }];
    expect(ofRows({ interactions, scales: { emotion: { min: 0, max: 10 }, effort: { min: 1, max: 5 } } })).toEqual([
      "interactions[0] effort: out-of-range",
    ]);
  });

  test("a report spreads no personal data, and no objects", () => {
    const { findings } = validateDataset(
      dataset({
        customers: [
          { ...customer, name: "Ann", id: "ann@example.com", kind: { a: 1 }, segment: [1], status: "x".repeat(999) },
        ],
      }),
    );
    expect(JSON.stringify(findings)).not.toMatch(/ann/i);
    const values = Object.fromEntries(findings.map(({ path, value }) => [path, value]));
    expect(values).toEqual({
      name: null,
      id: null,
      kind: "(object)",
      segment: "(array)",
      status: `${"x".repeat(199)}…`,
    });
  });
});

describe("between rows", () => {
  const all = {
    customers: [customer],
    touchpoints: [touchpoint],
    journeyDefinitions: [definition],
    channels: [{ id: "web" }],
  };

  test("references are asked where their list is", () => {
    const nowhere = { ...interaction, customerId: "x", journeyId: "x", touchpointId: "x", channel: "x" };
    expect(ofRows({ interactions: [nowhere] })).toEqual([]);
    expect(ofRows({ ...all, journeys: [], interactions: [nowhere] })).toEqual(
      ["customerId", "journeyId", "touchpointId", "channel"].map(
        (path) => `interactions[0] ${path}: unknown-reference?`,
      ),
    );
  });

  test.each<[object, string[]]>([
    [
      { customers: [customer, { ...customer }, customer] },
      ["customers[1] id: duplicate-id", "customers[2] id: duplicate-id"],
    ],
    [
      { customers: [{ ...customer, acquisition: { channelId: "x", at: "2030-01-01T00:00:00Z" } }] },
      ["customers[0] acquisition.at: in-the-future?", "customers[0] acquisition.channelId: unknown-reference?"],
    ],
    [{ touchpoints: [{ ...touchpoint, channels: ["web", "x"] }] }, ["touchpoints[0] channels[1]: unknown-reference?"]],
    [{ touchpoints: [{ ...touchpoint, ownership: "brand" }] }, ["touchpoints[0] ownerTeam: touchpoint-without-owner?"]],
    [{ touchpoints: [{ ...touchpoint, ownership: "partner" }] }, []],
    [
      { touchpoints: [{ ...touchpoint, journeyDefinitionId: "stay", stageId: "x" }] },
      ["touchpoints[0] stageId: unknown-reference?"],
    ],
    [{ touchpoints: [{ ...touchpoint, journeyDefinitionId: "stay", stageId: "book" }] }, []],
    [
      { touchpoints: [{ ...touchpoint, promises: [{ id: "p", what: "soon" }] }] },
      ["touchpoints[0] promises[0].within: promise-without-deadline?"],
    ],
    [
      {
        touchpoints: ["a", "b"].map((id) => ({
          ...touchpoint,
          id,
          promises: [{ id: "p", what: "x", within: { amount: 1, unit: "day" } }],
        })),
      },
      ["touchpoints[1] promises[0].id: duplicate-id"],
    ],
    [{ journeyDefinitions: [definition, { ...definition, version: 2 }] }, []],
    [{ journeyDefinitions: [definition, definition] }, ["journeyDefinitions[1] version: duplicate-id"]],
    [
      { journeyDefinitions: [{ ...definition, stages: [{ id: "a" }, { id: "a" }] }] },
      ["journeyDefinitions[0] stages[1].id: duplicate-id"],
    ],
    [
      { journeyDefinitions: [{ ...definition, goalTouchpointId: "x", plannedPath: ["desk", "y"] }] },
      [
        "journeyDefinitions[0] goalTouchpointId: unknown-reference?",
        "journeyDefinitions[0] plannedPath[1]: unknown-reference?",
      ],
    ],
    [{ journeys: [journey] }, []],
    [{ journeys: [{ ...journey, definitionVersion: 2 }] }, ["journeys[0] definitionVersion: unknown-reference?"]],
    [{ journeys: [{ ...journey, definitionId: "x" }] }, ["journeys[0] definitionId: unknown-reference?"]],
    [{ journeys: [{ ...journey, endedAt: asOf }] }, ["journeys[0] endedAt: open-with-end"]],
    [
      { journeys: [{ ...journey, endedAt: "2024-01-01T00:00:00Z", status: "abandoned" }] },
      ["journeys[0] endedAt: end-before-start"],
    ],
    [
      { journeys: [{ ...journey, customerId: "c2" }], interactions: [{ ...interaction, journeyId: "j1" }] },
      ["journeys[0] customerId: unknown-reference?", "interactions[0] journeyId: other-customer?"],
    ],
    [{ promises: [due] }, []],
    [{ promises: [promise] }, ["promises[0] dueAt: promise-without-deadline?"]],
    [{ promises: [{ ...due, dueAt: "2030-01-01T00:00:00Z" }] }, []],
    [{ promises: [{ ...due, dueAt: "2024-03-30T10:30:00+01:00" }] }, ["promises[0] dueAt: due-before-made"]],
    [
      { promises: [{ ...due, fulfilledAt: "2024-03-30T09:00:00Z", cancelledAt: "2024-03-30T09:00:00Z" }] },
      ["promises[0] fulfilledAt: fulfilled-before-made", "promises[0] cancelledAt: cancelled-before-made"],
    ],
    [
      { promises: [{ ...due, pauses: [{ from: asOf, to: "2024-12-31T17:00:00Z" }] }] },
      ["promises[0] pauses[0].to: end-before-start"],
    ],
    [{ promises: [due, { ...due, id: "p2", renegotiatedFrom: "p1" }] }, []],
    [{ promises: [{ ...due, renegotiatedFrom: "p1" }] }, ["promises[0] renegotiatedFrom: circular-reference"]],
    [
      {
        promises: [
          { ...due, renegotiatedFrom: "p2" },
          { ...due, id: "p2", renegotiatedFrom: "p1" },
          { ...due, id: "p3", renegotiatedFrom: "p2" },
        ],
      },
      ["promises[0] renegotiatedFrom: circular-reference", "promises[1] renegotiatedFrom: circular-reference"],
    ],
    [
      {
        promises: [{ ...due, channel: "web", renegotiatedFrom: "x" }],
        touchpoints: [{ ...touchpoint, channels: ["post"] }],
        channels: [{ id: "web" }, { id: "post" }],
      },
      ["promises[0] renegotiatedFrom: unknown-reference?", "promises[0] channel: channel-not-allowed?"],
    ],
    [{ customers: [{ ...customer, churnedAt: asOf }] }, ["customers[0] churnedAt: churned-at-without-churn"]],
    [
      { customers: [{ ...customer, status: "churned", firstSeenAt: asOf, churnedAt: "2024-01-01T00:00:00Z" }] },
      ["customers[0] churnedAt: churned-before-first-seen"],
    ],
    [{ customers: [{ ...customer, status: "churned" }] }, []],
    [{ responses: [response] }, []],
    [{ responses: [{ ...response, score: 9.5 }] }, ["responses[0] score: not-integer"]],
    [
      { responses: [{ ...response, score: 11, metric: 7 }] },
      ["responses[0] metric: wrong-type", "responses[0] score: out-of-range"],
    ],
    [
      { responses: [{ ...response, score: 5, scale: { min: 1, max: 5, higherIsBetter: true } }] },
      ["responses[0] scale: wrong-scale"],
    ],
    [
      { responses: [{ ...response, score: 11, scale: { min: 5, max: 1, higherIsBetter: true } }] },
      ["responses[0] scale.max: out-of-range", "responses[0] score: out-of-range"],
    ],
    [
      { responses: [{ ...response, askedAt: asOf, answeredAt: "2024-12-31T17:59:59Z" }] },
      ["responses[0] answeredAt: answered-before-asked"],
    ],
    [
      { responses: [{ ...response, attributes: { customer_email: "x", emailsOpened: "3" } }] },
      ["responses[0] attributes.customer_email: personal-data"],
    ],
    [
      { transactions: [transaction, { ...transaction, id: "t2", currency: "EUR" }] },
      ["transactions[1] currency: currency-mismatch?"],
    ],
    [{ currency: "EUR", transactions: [transaction] }, ["transactions[0] currency: currency-mismatch?"]],
    [
      {
        transactions: [
          { ...transaction, at: Date.parse(asOf) + 1 },
          { ...transaction, id: "t2", at: new Date(asOf) },
        ],
      },
      ["transactions[0] at: in-the-future?"],
    ],
    [
      {
        transactions: [
          { ...transaction, at: NaN },
          { ...transaction, id: "t2", at: "2024-01-01T00:00:00", amount: 1.5 },
        ],
      },
      ["transactions[0] at: invalid-date", "transactions[1] at: no-offset", "transactions[1] amount: not-integer"],
    ],
    [
      { costs: [{ customerId: "x", at: asOf, amount: 1.5, activity: "call", touchpointId: "y" }] },
      [
        "costs[0] amount: not-integer",
        "costs[0] customerId: unknown-reference?",
        "costs[0] touchpointId: unknown-reference?",
      ],
    ],
    [
      { complaints: [{ id: "k", customerId: "c1", area: "desk", openedAt: asOf, closedAt: "2024-01-01T00:00:00Z" }] },
      ["complaints[0] closedAt: end-before-start"],
    ],
    [
      {
        servicePersonality: { id: "s", traits: [{ id: "warm" }] },
        traitRatings: [{ traitId: "cold", score: 6, scale: { min: 1, max: 5 } }],
      },
      ["traitRatings[0] score: out-of-range", "traitRatings[0] traitId: unknown-reference?"],
    ],
    [
      {
        values: [{ id: "respect" }],
        auditEntries: [{ touchpointId: "desk", valueId: "x", demonstrated: 2, auditor: "a@b.org" }],
      },
      [
        "auditEntries[0] demonstrated: out-of-range",
        "auditEntries[0] valueId: unknown-reference?",
        "auditEntries[0] auditor: personal-data",
      ],
    ],
  ])("%j: %j", (lists, expected) => {
    expect(ofRows({ ...all, ...lists })).toEqual(expected);
  });
});
