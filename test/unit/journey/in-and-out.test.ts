import { describe, expect, test } from "vitest";
import { toEventLog } from "../../../src/journey/event-log-out.ts";
import { fromTable, type TableMapping } from "../../../src/journey/from-table.ts";
import { toOcel2 } from "../../../src/journey/ocel.ts";
import { fromSegmentTrack } from "../../../src/journey/segment-track.ts";
import type { Interaction } from "../../../src/model/interaction.ts";
import { validateDataset } from "../../../src/schema/validate-dataset.ts";
import { codeOf } from "../churn/code-of.ts";

describe("fromTable", () => {
  const fields = { customerId: "who", touchpointId: { value: "desk" }, startedAt: "when" } as const;

  test("lists every cell that it cannot read, and leaves their rows out", () => {
    const { rows, read, leftOut, findings } = fromTable(
      [
        { who: "c1", when: "2025-03-09 10:30:00+01:00", mood: " -2 ", own: "YES", extra: "" },
        { who: "a@b.example", when: "2025-03-09", mood: "0,5", own: "perhaps" },
        { who: " ", when: null },
        null as never,
        { who: "c2", when: new Date(0), mood: 1.5 },
      ],
      { list: "interactions", fields: { ...fields, emotion: "mood", personalised: "own", extraMileMinutes: "extra" } },
    );
    expect(rows).toEqual([
      {
        id: "interactions-1",
        customerId: "c1",
        touchpointId: "desk",
        startedAt: "2025-03-09T09:30:00.000Z",
        emotion: -2,
        personalised: true,
      },
    ]);
    expect([read, leftOut]).toEqual([5, 4]);
    expect(findings.map(({ index, field, reason }) => `${index} ${field} ${reason}`)).toEqual([
      "1 customerId personal-data",
      "1 startedAt instant-without-offset",
      "1 emotion not-a-number",
      "1 personalised not-true-or-false",
      "2 customerId missing",
      "2 startedAt missing",
      "3 null row-invalid",
      "4 emotion not-whole",
    ]);
  });

  test("takes local times in their zone, words by a list, and each id once", () => {
    const { rows, findings } = fromTable(
      [
        { n: 1, c: "x", a: "2025-07-01 09:00", b: "2025-07-02", s: "Closed" },
        { n: 1, c: "x", a: "2025-07-01 09:00", b: "", s: "Closed" },
        { n: 2, c: "x", a: "2025-07-01 09:00", b: "", s: "Lost" },
      ],
      {
        list: "journeys",
        timeZone: "Europe/Berlin",
        fields: {
          id: "n",
          customerId: "c",
          definitionId: () => "d",
          startedAt: "a",
          endedAt: "b",
          status: { column: "s", words: { Closed: "completed" } },
        },
      },
    );
    expect(rows).toMatchObject([
      { id: "1", startedAt: "2025-07-01T07:00:00.000Z", endedAt: "2025-07-01T22:00:00.000Z", status: "completed" },
    ]);
    expect(findings.map(({ index, field, reason, value }) => [index, field, reason, value])).toEqual([
      [1, "id", "duplicate-id", 1],
      [2, "status", "word-unknown", "Lost"],
    ]);
  });

  test("makes rows that a data set takes", () => {
    const { rows } = fromTable([{ who: "c1", when: "2025-03-09T10:30Z" }], { list: "interactions", fields });
    const { findings } = validateDataset({ schemaVersion: "1.0", asOf: "2026-01-01T00:00:00Z", interactions: rows });
    expect(findings).toEqual([]);
  });

  test.each([
    [{ list: "tiers", fields: {} }, "MAPPING_INVALID"],
    [{ list: "interactions" }, "MAPPING_INVALID"],
    [{ list: "interactions", fields: { customerId: "who" } }, "MAPPING_INVALID"],
    [{ list: "interactions", fields: { ...fields, emotoin: "mood" } }, "MAPPING_INVALID"],
    [{ list: "interactions", fields: { ...fields, emotion: 5 } }, "MAPPING_INVALID"],
    [{ list: "interactions", fields, timeZone: "Mars/Base" }, "TIME_ZONE_UNKNOWN"],
  ])("with %j throws %s", (mapping, code) => {
    expect(codeOf(() => fromTable([], mapping as unknown as TableMapping<"interactions">))).toBe(code);
  });

  test("of no rows throws", () => {
    expect(codeOf(() => fromTable(null as never, { list: "interactions", fields }))).toBe("SOURCE_INVALID");
  });
});

const interaction = (id: string, startedAt: string, more: Partial<Interaction> = {}): Interaction => ({
  id,
  customerId: "c1",
  journeyId: "j1",
  touchpointId: "desk",
  startedAt,
  ...more,
});

describe("toEventLog", () => {
  test("orders by instant, then sequence, then place, whatever the offsets", () => {
    const { rows, cases, leftOut } = toEventLog(
      [
        interaction("late", "2025-03-09T10:00:00Z"),
        interaction("early", "2025-03-09T10:30:00+01:00", { endedAt: "2025-03-09T09:50:00Z" }),
        interaction("b", "2025-03-09T08:00:00Z", { sequence: 2 }),
        interaction("a", "2025-03-09T08:00:00Z", { sequence: 1 }),
        interaction("nowhere", "2025-03-09T08:00:00Z", { journeyId: null }),
        interaction("never", "2025-03-09"),
      ],
      { touchpoints: [{ id: "desk", name: "Check-in" }] },
    );
    expect(rows.map((row) => `${row["concept:instance"]} ${row["lifecycle:transition"]}`)).toEqual([
      "a complete",
      "b complete",
      "early start",
      "early complete",
      "late complete",
    ]);
    expect(rows[0]!["concept:name"]).toBe("Check-in");
    expect([cases, leftOut]).toEqual([1, { "no-case": 1, "instant-invalid": 1 }]);
  });

  test("puts cases together by customer, and refuses what it does not know", () => {
    const { rows } = toEventLog([interaction("a", "2025-03-09T08:00:00Z", { endedAt: "2025-03-09T09:00:00Z" })], {
      case: "customer",
      lifecycle: false,
    });
    expect(rows).toMatchObject([
      { "case:concept:name": "c1", "concept:name": "desk", "lifecycle:transition": "complete" },
    ]);
    expect(codeOf(() => toEventLog([], { case: "team" as never }))).toBe("OPTIONS_INVALID");
    expect(codeOf(() => toEventLog(null as never))).toBe("SOURCE_INVALID");
  });
});

describe("toOcel2", () => {
  const { log, leftOut, mentionedOnly } = toOcel2({
    customers: [{ id: "c1", status: "active" }],
    touchpoints: [{ id: "desk", name: "Check-in", kind: "human" }],
    journeys: [
      { id: "j1", definitionId: "d", customerId: "c1", startedAt: "2025-03-01T00:00:00Z", status: "open", value: 1.5 },
    ],
    interactions: [
      interaction("2", "2025-03-09T10:00:00Z", {
        emotion: 1,
        personalised: true,
        endedAt: "2025-03-09T11:00:00+01:00",
      }),
      interaction("1", "2025-03-09T08:00:00Z", { customerId: "stranger", touchpointId: "roof", emotion: null }),
      interaction("3", "then"),
    ],
    promises: [
      {
        id: "p1",
        customerId: "c1",
        touchpointId: "desk",
        what: "free text",
        madeAt: "2025-03-09T08:00:00Z",
        dueAt: "2025-03-10T08:00:00Z",
        fulfilledAt: "2025-03-09T09:00:00Z",
        cancelledAt: "2025-03-09T12:00:00Z",
        cancelledBy: "customer",
        renegotiatedFrom: "p0",
      },
    ],
    complaints: [
      { id: "q1", customerId: "c1", area: "desk", openedAt: "2025-03-09T13:00:00Z", closedAt: "2025-03-09T14:00:00Z" },
    ],
  });

  test("relates events and objects to objects that are there, and repeats no id", () => {
    const objects = new Map(log.objects.map(({ id, type }) => [id, type]));
    expect(objects.size).toBe(log.objects.length);
    expect(new Set(log.events.map(({ id }) => id)).size).toBe(log.events.length);
    for (const { relationships } of [...log.events, ...log.objects]) {
      for (const { objectId, qualifier } of relationships) {
        expect(objects.has(objectId)).toBe(true);
        expect(qualifier).not.toBe("");
      }
    }
    expect(mentionedOnly).toBe(3);
    expect(leftOut).toEqual({ "instant-invalid": 1 });
  });

  test("declares the type of every event, object and attribute", () => {
    const check = (rows: typeof log.events | typeof log.objects, types: typeof log.eventTypes): void => {
      for (const { type, attributes } of rows) {
        const declared = types.find(({ name }) => name === type)!.attributes;
        for (const { name, value } of attributes) {
          const kind = declared.find((attribute) => attribute.name === name)!.type;
          const expected = { integer: "number", float: "number", time: "string", string: "string", boolean: "boolean" }[
            kind
          ];
          expect(typeof value).toBe(expected);
        }
      }
    };
    check(log.events, log.eventTypes);
    check(log.objects, log.objectTypes);
    for (const { attributes } of log.objects)
      for (const { time } of attributes) expect(time).toBe("1970-01-01T00:00:00.000Z");
  });

  test("is in order of time, plain JSON, and without free text", () => {
    const times = log.events.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(JSON.parse(JSON.stringify(log))).toStrictEqual(log);
    expect(JSON.stringify(log)).not.toContain("free text");
  });

  test("of nothing is empty", () => {
    expect(toOcel2({}).log).toEqual({ objectTypes: [], eventTypes: [], objects: [], events: [] });
    expect(codeOf(() => toOcel2(null as never))).toBe("SOURCE_INVALID");
  });
});

describe("fromSegmentTrack", () => {
  const call = { type: "track", messageId: "m1", userId: "u1", event: "Seen", timestamp: "2025-03-09T10:30:00.000Z" };

  test("counts every call that is no interaction", () => {
    const calls = [
      call,
      call,
      { ...call, messageId: "m2", properties: { trip: "j7" } },
      { ...call, messageId: "m3", userId: undefined, anonymousId: "anon" },
      { ...call, messageId: "m4", userId: "a@b.example" },
      { ...call, messageId: "m5", timestamp: "yesterday" },
      { ...call, messageId: undefined },
      { ...call, event: "toString" },
      { ...call, event: "Other" },
      { ...call, event: "Other" },
      { type: "identify" },
      null as never,
    ];
    const { interactions, read, leftOut, unmappedEvents } = fromSegmentTrack(calls, {
      touchpoints: { Seen: "page" },
      journeyProperty: "trip",
    });
    expect(interactions.map(({ id, journeyId }) => [id, journeyId])).toEqual([
      ["m1", undefined],
      ["m2", "j7"],
    ]);
    expect(leftOut).toEqual({
      "not-track": 2,
      "event-unmapped": 3,
      "message-id-missing": 1,
      "duplicate-message": 1,
      "customer-missing": 1,
      "personal-data": 1,
      "timestamp-invalid": 1,
    });
    expect(interactions.length + Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(read);
    expect(unmappedEvents).toEqual([
      { event: "Other", calls: 2 },
      { event: "toString", calls: 1 },
    ]);
  });

  test("takes anonymous ids where they are wanted", () => {
    const anonymous = { ...call, userId: null, anonymousId: "anon" };
    const { interactions } = fromSegmentTrack([anonymous], {
      touchpoints: { Seen: "page" },
      useAnonymousId: true,
      channel: "web",
    });
    expect(interactions).toMatchObject([{ customerId: "anon", channel: "web" }]);
    expect(codeOf(() => fromSegmentTrack([], {} as never))).toBe("MAPPING_INVALID");
    expect(codeOf(() => fromSegmentTrack(5 as never, { touchpoints: {} }))).toBe("SOURCE_INVALID");
  });
});
