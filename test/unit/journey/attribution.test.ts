import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { attribution, attributionAccumulator } from "../../../src/journey/attribution.ts";
import { attributionJourneys } from "../../../src/journey/attribution-from-journeys.ts";
import type { AttributionJourney } from "../../../src/journey/attribution-journey.ts";
import type { AttributionOptions } from "../../../src/journey/attribution-rules.ts";
import { wholeUnits } from "../../../src/journey/attribution-whole.ts";
import { codeOf } from "../churn/code-of.ts";

const at = (day: number, hour = 10): string =>
  `2024-05-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00Z`;
const journey = (channels: readonly string[], value: number | null = 100): AttributionJourney => ({
  touches: channels.map((channel, i) => ({ channel, at: at(i + 1) })),
  convertedAt: at(20),
  value,
});
const creditsOf = (journeys: readonly AttributionJourney[], options: AttributionOptions) =>
  Object.fromEntries(attribution(journeys, options).credits.map(({ channel, credit }) => [channel, credit]));

describe("credit", () => {
  test("goes to channels whatever they are called", () => {
    const odd = ["__proto__", "a,b", "toString", "🚲", "constructor"];
    expect(creditsOf([journey(odd)], { model: "linear" })).toEqual(Object.fromEntries(odd.map((name) => [name, 20])));
  });

  test("is of each conversion, not of a customer's history", () => {
    const { credits } = attribution([journey(["a"]), journey(["b"]), journey(["b"])], { model: "linear" });
    expect(credits.map(({ credit }) => credit)).toEqual([100, 200]);
  });

  test("of one instant goes by sequence, then by place", () => {
    const touches = [
      { channel: "second", at: at(1), sequence: 2 },
      { channel: "first", at: at(1), sequence: 1 },
      { channel: "third", at: at(1), sequence: 2 },
    ];
    const one = [{ touches, convertedAt: at(2), value: 1 }];
    expect(creditsOf(one, { model: "first" })).toMatchObject({ first: 1, third: 0 });
    expect(creditsOf(one, { model: "last" })).toMatchObject({ first: 0, third: 1 });
  });

  test("decays although every touch is thousands of half-lives old", () => {
    const old = { ...journey(["a", "b"]), convertedAt: "2190-01-01T00:00:00Z" };
    const { a, b } = creditsOf([old], { model: "timeDecay", halfLifeHours: 24 });
    expect(a).toBeCloseTo(100 / 3, 12);
    expect(a! + b!).toBe(100);
  });

  test("goes by channels of one's own that count as direct", () => {
    const one = [journey(["ads", "typed in", "bookmark"])];
    const directChannels = ["bookmark", "typed in"];
    expect(creditsOf(one, { model: "lastNonDirect", directChannels })).toMatchObject({ ads: 100 });
    expect(creditsOf(one, { model: "lastNonDirect" })).toMatchObject({ bookmark: 100 });
  });

  test("counts conversions without looking at values", () => {
    expect(creditsOf([journey(["a", "b"], null)], { model: "linear", credit: "conversions" })).toEqual({
      a: 0.5,
      b: 0.5,
    });
  });

  test("of a refund is negative", () => {
    const { credits, total } = attribution([journey(["a", "b"], -50)], { model: "linear" });
    expect([total, ...credits.map(({ credit, share }) => [credit, share])]).toEqual([-50, [-25, null], [-25, null]]);
  });

  test("of a journey with very many touches takes no quadratic time", () => {
    const touches = Array.from({ length: 50_000 }, (_, i) => ({ channel: `c${i % 30_000}`, at: i * 1000 }));
    const { credits } = attribution([{ touches, convertedAt: 1e9, value: 1 }], { model: "position" });
    expect(credits.length).toBe(30_000);
    expect(credits.every(({ journeys }) => journeys === 1)).toBe(true);
  });
});

test("whole credits add up to the last unit", () => {
  const { credits, total } = attribution([journey(["a", "b", "c"], 100), journey(["a", "b", "c"], 1)], {
    model: "linear",
  });
  expect(total).toBe(101);
  expect(credits.map(({ wholeCredit }) => wholeCredit)).toEqual([34, 34, 33]);
  expect(attribution([journey(["a"], 0.5)], { model: "last" }).credits[0]!.wholeCredit).toBe(null);
  expect(wholeUnits([0.9999999999999999, 2], 3)).toEqual([1, 2]);
  expect(wholeUnits([-1.5, 2.5], 1)).toEqual([-1, 2]);
  expect(wholeUnits([1, 2], 9)).toBe(null);
  expect(wholeUnits([], 0)).toBe(null);
});

test("what cannot be used is counted", () => {
  const broken = [
    null,
    {},
    { touches: [], convertedAt: "soon", value: 1 },
    journey(["a"], null),
    journey(["a"], NaN),
    journey(["a"], Infinity),
    {
      touches: [
        null,
        { channel: "", at: at(1) },
        { channel: "a", at: "2024-05-01" },
        { channel: "a", at: at(3), sequence: NaN },
      ],
      convertedAt: at(2),
      value: 7,
    },
  ] as unknown as AttributionJourney[];
  const result = attribution(broken, { model: "last" });
  expect(result.leftOut).toMatchObject({
    "journey-invalid": 2,
    "converted-at-invalid": 1,
    "value-invalid": 3,
    "touch-invalid": 4,
  });
  expect(result).toMatchObject({ n: 1, total: 7, unattributed: 7, notes: ["unattributed", "rows-left-out"] });
  expect(fold(attributionAccumulator({ model: "last" }), broken).leftOut).toEqual(result.leftOut);
});

test("without journeys there is no credit, and a note says so", () => {
  expect(attribution([], { model: "last" })).toMatchObject({ n: 0, total: 0, credits: [], notes: ["no-conversions"] });
});

describe("a bad call", () => {
  test.each([
    [{ model: "lastClick" }, "MODEL_UNKNOWN"],
    [null, "OPTIONS_INVALID"],
    [{ model: "linear", credit: "money" }, "OPTIONS_INVALID"],
    [{ model: "linear", lookbackHours: -1 }, "LOOKBACK_INVALID"],
    [{ model: "linear", halfLifeHours: 5 }, "OPTIONS_INVALID"],
    [{ model: "timeDecay", halfLifeHours: 0 }, "HALF_LIFE_INVALID"],
    [{ model: "position", firstShare: 0.6, lastShare: 0.6 }, "POSITION_SHARES_INVALID"],
    [{ model: "position", firstShare: 0, lastShare: 0 }, "POSITION_SHARES_INVALID"],
    [{ model: "lastNonDirect", directChannels: "direct" }, "OPTIONS_INVALID"],
  ])("with %j throws %s", (options, code) => {
    expect(codeOf(() => attribution([], options as unknown as AttributionOptions))).toBe(code);
  });

  test("with no source, or a state of other rules, throws", () => {
    expect(codeOf(() => attribution(5 as never, { model: "last" }))).toBe("SOURCE_INVALID");
    const state = fold(attributionAccumulator({ model: "first" }), [journey(["a"])]);
    expect(codeOf(() => attribution(state, { model: "last" }))).toBe("KIND_MISMATCH");
  });
});

test("journeys of a data set convert at the first interaction with their goal", () => {
  const row = { customerId: "c", journeyId: "j1" };
  const instance = { customerId: "c", definitionId: "d", startedAt: at(1), status: "completed", value: 10 } as const;
  const interactions = [
    { ...row, id: "1", touchpointId: "ad", channel: "search", startedAt: at(1) },
    { ...row, id: "2", touchpointId: "buy", channel: "web", startedAt: at(3) },
    { ...row, id: "3", touchpointId: "buy", channel: "web", startedAt: at(2) },
    { ...row, id: "4", touchpointId: "mail", channel: "email", startedAt: at(3) },
    { customerId: "c", id: "5", touchpointId: "ad", startedAt: at(1) },
  ];
  const journeys = [
    { ...instance, id: "j1", converted: true },
    { ...instance, id: "j2", converted: true },
    { ...instance, id: "j3", converted: false },
  ];
  const found = attributionJourneys(journeys, interactions, { goalTouchpointId: "buy" });
  expect(found).toMatchObject({ convertedWithoutInstant: 1, interactionsWithoutJourney: 1 });
  expect(attribution(found.journeys, { model: "linear" })).toMatchObject({
    n: 3,
    conversions: 1,
    credits: [{ channel: "search", credit: 10 }],
  });
  const byTouchpoint = attributionJourneys(journeys, interactions, { by: "touchpoint", touchpointIds: ["mail"] });
  expect(byTouchpoint.journeys[0]!.touches.map(({ channel }) => channel)).toEqual(["mail"]);
});
