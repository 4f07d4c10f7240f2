import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { momentOfTruthAccumulator } from "../../../src/journey/moment-of-truth.ts";
import type { MomentFact } from "../../../src/journey/moment-of-truth-facts.ts";
import { momentOfTruthScorecard, type ScorecardData } from "../../../src/journey/moment-of-truth-scorecard.ts";
import { threeRules } from "../../../src/journey/three-rules.ts";

const asOf = "2024-12-31T00:00:00Z";
const at = (day: number, time = "09:00:00"): string => `2024-06-${String(day).padStart(2, "0")}T${time}Z`;

const data: ScorecardData = {
  touchpoints: [
    {
      id: "desk",
      stageId: "arrive",
      ownerTeam: "front",
      momentOfTruth: "second",
      essentiality: "critical-non-essential",
    },
    { id: "__proto__", stageId: "stay", ownerTeam: "house", essentiality: "core", audience: "internal" },
  ],
  interactions: [
    {
      id: "i1",
      customerId: "a",
      touchpointId: "desk",
      channel: "web, app",
      startedAt: at(3),
      emotion: 2,
      initiator: "company",
    },
    {
      id: "i2",
      customerId: "b",
      touchpointId: "__proto__",
      channel: "🏠",
      startedAt: at(4),
      emotion: -1,
      ownerTeam: "night",
    },
    { id: "i3", customerId: "b", touchpointId: "desk", startedAt: at(5), emotion: 7, initiator: "customer" },
    { id: "i4", customerId: "b", startedAt: "2025-06-01T00:00:00Z" },
    { id: "i5", touchpointId: "desk", startedAt: "never" },
  ],
  promises: [
    {
      id: "p1",
      customerId: "a",
      touchpointId: "desk",
      interactionId: "i1",
      madeAt: at(3),
      dueAt: at(3, "10:00:00"),
      fulfilledAt: at(3, "09:30:00"),
    },
    { id: "p2", customerId: "b", interactionId: "i2", madeAt: at(4), dueAt: at(5) },
    {
      id: "p3",
      customerId: "b",
      touchpointId: "desk",
      madeAt: at(28),
      dueAt: at(30),
      fulfilledAt: "2024-07-01T00:00:00Z",
    },
    { id: "p3", customerId: "b", touchpointId: "desk", madeAt: at(28) },
  ],
  responses: [
    { metric: "nps", score: 10, interactionId: "i1", answeredAt: at(10) },
    { metric: "csat", score: 2, interactionId: "i2", answeredAt: at(10), scale: { min: 1, max: 5 } },
    { metric: "ces", score: 6, touchpointId: "desk" },
    { metric: "ces", score: 6, touchpointId: "desk", scale: { min: 1, max: 7, higherIsBetter: false } },
    { metric: "nps", score: 3, answeredAt: "2025-06-01T00:00:00Z" },
    { metric: "mood", score: 3 },
  ],
};
const card = (options: object) => momentOfTruthScorecard(data, { asOf, by: "touchpoint", ...options });
const names = (options: object) =>
  card(options).lines.map(({ group, interactions, judged }) => [group, interactions, judged]);

describe("momentOfTruthScorecard", () => {
  test("by touchpoint: what is linked, what is not, and what was left out", () => {
    const result = card({});
    expect(names({})).toEqual([
      ["__proto__", 1, 1],
      ["desk", 2, 2],
    ]);
    const desk = result.lines[1]!;
    expect(desk).toMatchObject({ value: 0.5, counts: { kept: 1, broken: 1 }, latency: { n: 2 } });
    expect(desk.emotion).toMatchObject({ value: 2, n: 1, interval: null });
    expect(desk.proactive).toMatchObject({ successes: 1, n: 2 });
    expect([desk.nps.value, desk.ces.value, desk.csat.value]).toEqual([100, 6, null]);
    expect(desk.leftOut).toMatchObject({ emotionsOffScale: 1, otherScales: 1, undatedInteractions: 1 });
    expect(result.ungrouped).toMatchObject({
      interactions: 0,
      leftOut: { laterInteractions: 1, laterResponses: 1, otherMetrics: 1, promises: { "duplicate-id": 1 } },
    });
    expect(result.notes).toEqual(["some-ungrouped"]);
    expect(result.criticalNonEssentials).toMatchObject({ shareOfBroken: 0.5, broken: { first: { value: 0.5 } } });
  });

  test("the lines and what is in none add up to everything, whatever they are", () => {
    const overall = card({}).overall;
    const tierOf = new Map([["a", "one"]]);
    for (const options of [
      { by: "stage" },
      { by: "channel" },
      { by: "team" },
      { by: "moment" },
      { by: "tier", tierOf },
      { by: "period", every: "month", timeZone: "Europe/London" },
    ]) {
      const result = card(options);
      expect(result.overall).toEqual(overall);
      const parts = [...result.lines, ...(result.ungrouped === null ? [] : [result.ungrouped])];
      expect(parts.reduce((sum, { judged }) => sum + judged, 0)).toBe(overall.judged);
      expect(parts.reduce((sum, { interactions }) => sum + interactions, 0)).toBe(overall.interactions);
    }
  });

  test("by channel, team, tier and stage", () => {
    expect(names({ by: "channel" })).toEqual([
      ["web, app", 1, 1],
      ["🏠", 1, 1],
    ]);
    // The team of the interaction goes before that of the touchpoint.
    expect(names({ by: "team" })).toEqual([
      ["front", 2, 2],
      ["night", 1, 1],
    ]);
    expect(names({ by: "tier", tierOf: (id: string) => (id === "a" ? "one" : "two") })).toEqual([
      ["one", 1, 1],
      ["two", 2, 2],
    ]);
    expect(names({ by: "stage" })).toEqual([
      ["arrive", 2, 2],
      ["stay", 1, 1],
    ]);
  });

  test("by period: what changed, with its interval", () => {
    const result = card({ by: "period", every: "day", timeZone: "UTC" });
    expect(result.lines.map(({ group }) => group)).toContain("2024-06-04");
    expect(result.lines[0]!.change).toBeNull();
    expect(result.lines[1]!.change).toMatchObject({ value: -1, interval: { method: "newcombe" } });
  });

  test("of one audience alone", () => {
    const result = card({ audience: "external" });
    expect(result.lines.map(({ group }) => group)).toEqual(["desk"]);
    expect(result.filteredOut).toBe(6);
  });

  test("of nothing", () => {
    const result = momentOfTruthScorecard({}, { asOf, by: "channel" });
    expect(result).toMatchObject({
      lines: [],
      ungrouped: null,
      criticalNonEssentials: null,
      notes: ["nothing-judged"],
    });
    expect(result.overall).toMatchObject({ value: null, interval: null, latency: { n: 0, p50Seconds: null } });
  });

  test.each([
    [{ by: "mood" }, "BY_INVALID"],
    [{ by: "tier" }, "TIER_REQUIRED"],
    [{ by: "period", timeZone: "UTC" }, "PERIOD_UNKNOWN"],
    [{ by: "period", every: "day", timeZone: "Mars/Base" }, "TIME_ZONE_UNKNOWN"],
    [{ ces: { scale: "1-7", direction: "up" } }, "DIRECTION_INVALID"],
    [{ emotionScale: { min: 2, max: -2 } }, "SCALE_INVALID"],
    [{ level: 95 }, "LEVEL_OUT_OF_RANGE"],
  ])("a bad call throws: %j", (options, code) => {
    expect(() => card(options)).toThrow(expect.objectContaining({ code }));
  });

  test("stages need touchpoints, and lists must be lists", () => {
    expect(() => momentOfTruthScorecard({}, { asOf, by: "stage" })).toThrow(
      expect.objectContaining({ code: "TOUCHPOINTS_REQUIRED" }),
    );
    expect(() => momentOfTruthScorecard({ promises: 7 as never }, { asOf, by: "team" })).toThrow(
      expect.objectContaining({ code: "SOURCE_INVALID" }),
    );
  });

  test("is what the accumulator finds of the same facts", () => {
    const accumulator = momentOfTruthAccumulator({ asOf });
    const facts: MomentFact[] = [
      ...[...data.interactions!].map((interaction) => ({ interaction })),
      ...[...data.promises!].slice(0, 3).map((promise) => ({ promise })),
      ...[...data.responses!].map((response) => ({ response })),
    ];
    const { promises: _, ...leftOut } = card({}).overall.leftOut;
    const result = accumulator.result(fold(accumulator, facts));
    expect(result).toMatchObject({ value: 1 / 3, latency: card({}).overall.latency, leftOut });
  });
});

describe("threeRules", () => {
  const hour = { startedAt: at(3), endedAt: at(3, "10:00:00") };

  test("the last five minutes after an hour are 5 of 65", () => {
    const interactions = [{ startedAt: at(3), endedAt: at(3, "10:05:00"), extraMileMinutes: 5 }];
    const { timeShare, share } = threeRules({ interactions }, { asOf }).goTheExtraMile;
    expect(timeShare).toMatchObject({ value: 5 / 65, interval: null, notes: ["no-interval"] });
    expect(share.value).toBe(1);
  });

  test("what is not known is neither yes nor no", () => {
    const result = threeRules({ interactions: [hour, { ...hour, extraMileMinutes: 0, personalised: true }] }, { asOf });
    expect(result.goTheExtraMile.share).toMatchObject({ value: 0, n: 1 });
    expect(result.makeItPersonal.share).toMatchObject({ value: 1, n: 1 });
    expect(result.leftOut).toMatchObject({ extraMileUnknown: 1, personalUnknown: 1 });
    expect(result.deliverOnThePromise.value).toBeNull();
  });

  test("extra time beyond the interaction counts for both", () => {
    const result = threeRules({ interactions: [{ ...hour, extraMileMinutes: 90 }] }, { asOf });
    expect(result.goTheExtraMile.timeShare).toMatchObject({ value: 1, longerThanHandling: 1 });
    expect(result.notes).toEqual(["extra-longer-than-handling"]);
  });

  test("links answers to interactions and keeps to the touchpoints of the owner", () => {
    const interactions = [
      { ...hour, id: "a", touchpointId: "desk", personalised: true, emotion: 2 },
      { ...hour, id: "b", touchpointId: "desk", personalised: false, emotion: 0 },
      { ...hour, id: "c", touchpointId: "review", personalised: true },
    ];
    const responses = [
      { metric: "nps", score: 10, interactionId: "a" },
      { metric: "nps", score: 2, interactionId: "b" },
      { metric: "nps", score: 2, interactionId: "a", answeredAt: "2025-06-01T00:00:00Z" },
    ];
    const touchpoints = [{ id: "desk" }, { id: "review", ownership: "external" as const }];
    const result = threeRules({ interactions, responses, touchpoints }, { asOf });
    expect(result).toMatchObject({ interactions: 2, leftOut: { otherOwners: 1 } });
    expect(result.makeItPersonal.lift).toMatchObject({ emotion: { value: 2 }, nps: { difference: { value: 200 } } });
    expect(threeRules({ interactions, touchpoints }, { asOf, ownership: ["external"] }).interactions).toBe(1);
    expect(() => threeRules({}, { asOf, ownership: "brand" as never })).toThrow(
      expect.objectContaining({ code: "OWNERSHIP_INVALID" }),
    );
  });

  test("the interval of the share of time is that of a ratio estimate", () => {
    // Cochran, 6.4: z √(Σ(e − r d)² / (n − 1) · n) / Σd.
    const interactions = [
      { startedAt: at(3), endedAt: at(3, "10:05:00"), extraMileMinutes: 5 },
      { startedAt: at(3), endedAt: at(3, "10:00:00"), extraMileMinutes: 0 },
      { startedAt: at(3), endedAt: at(3, "10:10:00"), extraMileMinutes: 10 },
    ];
    const { value, interval } = threeRules({ interactions }, { asOf }).goTheExtraMile.timeShare;
    expect(value).toBeCloseTo(15 / 195, 14);
    const [e, d, r] = [[5, 0, 10], [65, 60, 70], 15 / 195];
    const off = e.reduce((sum, x, i) => sum + (x - r * d[i]!) ** 2, 0);
    expect(interval!.upper - value!).toBeCloseTo((1.959963984540054 * Math.sqrt((off / 2) * 3)) / 195, 12);
  });
});
