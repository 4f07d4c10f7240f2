import { describe, expect, test } from "vitest";
import { channelAdoption } from "../../../src/journey/channel-adoption.ts";
import { compareChannelLatency } from "../../../src/journey/channel-latency.ts";
import { complaintOwnership } from "../../../src/journey/complaint-ownership.ts";
import { handOffs } from "../../../src/journey/hand-off.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const at = "2025-03-09T12:00:00Z";

describe("complaintOwnership", () => {
  const managers = [{ id: "__proto__", areas: ["desk"] }];
  const complaint = { area: "desk", handledBy: "__proto__", closedAt: at };
  const options = { month: "2025-03", timeZone: "UTC" };

  test("every complaint counts or says why it does not", () => {
    const result = complaintOwnership(
      [...managers, { id: "m2", areas: [] }],
      [
        complaint,
        { ...complaint, closedAt: null },
        { ...complaint, closedAt: "2025-03-09" },
        { ...complaint, closedAt: "2025-04-01T00:00:00Z" },
        { ...complaint, handledBy: null },
        { ...complaint, handledBy: "somebody" },
        { ...complaint, handledBy: "m2", area: "cellar" },
      ],
      options,
    );
    expect(result).toMatchObject({ value: 0.5, met: 1, complaints: 1, areasWithoutManager: ["cellar"] });
    expect(new Set(Object.values(result.leftOut))).toEqual(new Set([1]));
    expect(notPlainJson(result)).toEqual([]);
  });

  test("the month is that of the zone", () => {
    const late = { ...complaint, closedAt: "2025-03-31T22:30:00Z" };
    expect(complaintOwnership(managers, [late], options).value).toBe(1);
    expect(complaintOwnership(managers, [late], { ...options, timeZone: "Europe/Berlin" }).value).toBe(0);
  });

  test("a bad call says so", () => {
    expect(() => complaintOwnership(managers, [], { ...options, month: "May" })).toThrow("Cannot read the period");
    expect(() => complaintOwnership(managers, [], { ...options, timeZone: "Mars" })).toThrow(
      "Cannot use the time zone",
    );
    expect(() => complaintOwnership([...managers, ...managers], [], options)).toThrow("Cannot use managers");
  });
});

describe("channelAdoption", () => {
  const use = { customerId: "a", channel: "web", at };

  test("the last use is the last instant, then sequence, then place", () => {
    const wentBack = (...uses: readonly object[]) =>
      channelAdoption(
        uses.map((one) => ({ ...use, ...one })),
        { newChannel: "web" },
      ).wentBack;
    expect(wentBack({}, { channel: "post" })).toBe(1);
    expect(wentBack({ channel: "post" }, {})).toBe(0);
    expect(wentBack({ sequence: 1 }, { channel: "post" })).toBe(0);
    // Later as text, earlier as an instant.
    expect(wentBack({}, { channel: "post", at: "2025-03-09T12:30:00+02:00" })).toBe(0);
  });

  test("every use is in a period, outside, or left out", () => {
    const result = channelAdoption(
      [
        use,
        { ...use, at: "2025-03-10T00:00:00Z" },
        { ...use, at: "soon" },
        { ...use, channel: null },
        { ...use, customerId: undefined as never },
      ],
      { newChannel: "web", periods: ["2025-03-09T00:00:00Z", Date.UTC(2025, 2, 10)] },
    );
    expect(result).toMatchObject({ customers: 1, repeatedUse: 1, usesOutsidePeriods: 1, periods: [{ uses: 1 }] });
    expect(result.leftOut).toEqual({ withoutCustomer: 1, withoutChannel: 1, invalidInstant: 1 });
    expect(notPlainJson(result)).toEqual([]);
  });

  test("a bad call says so", () => {
    const call = (options: object) => () => channelAdoption([], { newChannel: "web", ...options });
    expect(call({ newChannel: undefined })).toThrow("Cannot use newChannel");
    expect(call({ periods: [at] })).toThrow("Cannot use periods");
    expect(call({ periods: [at, at] })).toThrow("Cannot use periods");
    expect(call({ periods: [at, "2025-03-10"] })).toThrow("Cannot read the instant");
  });
});

describe("compareChannelLatency", () => {
  test("without times there is no figure", () => {
    const result = compareChannelLatency([null, Number.NaN, -1], [1]);
    expect(result).toMatchObject({
      value: null,
      interval: null,
      difference: null,
      pValueExact: null,
      oldChannel: { median: 1 },
    });
    expect(result.newChannel.leftOut).toEqual({ missing: 1, invalid: 2 });
    expect(result.notes).toContain("no-new-times");
    expect(notPlainJson(result)).toEqual([]);
  });

  test("equal times: neither is slower, and there is no test", () => {
    const result = compareChannelLatency([1, 1], [1, 1, 1]);
    expect(result).toMatchObject({ value: 0.5, pValueAsymptotic: null, pValueExact: 1 });
    expect(result.notes).toContain("all-times-equal");
  });

  test("exact p-values: all of four above all of four, and Lehmann's count by hand with a tie", () => {
    expect(compareChannelLatency([10, 11, 12, 13], [1, 2, 3, 4]).pValueExact).toBeCloseTo(2 / 70, 14);
    // Of the six ways to choose two of 1, 2, 2, 3, the mid-rank sums are 3.5, 3.5, 5, 5, 6.5, 6.5.
    expect(compareChannelLatency([2, 3], [1, 2]).pValueExact).toBeCloseTo(2 / 3, 14);
  });

  test("the interval says something where all new times are longer, and mirrors", () => {
    const { interval } = compareChannelLatency([10, 11, 12, 13], [1, 2, 3, 4]);
    expect(interval!.upper).toBe(1);
    expect(interval!.lower).toBeGreaterThan(0.4);
    expect(interval!.lower).toBeLessThan(0.8);
    const mirrored = compareChannelLatency([1, 2, 3, 4], [10, 11, 12, 13]).interval!;
    expect(mirrored.lower).toBe(0);
    expect(mirrored.upper).toBeCloseTo(1 - interval!.lower, 14);
  });

  test("quartiles are of type 7", () => {
    expect(compareChannelLatency([1, 2, 3, 4], [1]).newChannel).toMatchObject({
      p25: 1.75,
      median: 2.5,
      p75: 3.25,
      spread: 1.5,
    });
  });
});

describe("handOffs", () => {
  const row = { journeyId: "j", touchpointId: "t", startedAt: at };

  test("an unknown team is passed over", () => {
    const result = handOffs([
      { ...row, ownerTeam: "a" },
      { ...row },
      { ...row, ownerTeam: "b" },
      { ...row, ownerTeam: "b" },
      { ...row, journeyId: "k" },
      { ...row, journeyId: null },
    ]);
    expect(result).toMatchObject({ value: 1, n: 1, handOffs: 1, leftOut: { unknownTeam: 2, withoutJourney: 1 } });
    expect(result.journeys).toEqual([
      { journeyId: "j", interactions: 4, known: 3, handOffs: 1, teams: 2 },
      { journeyId: "k", interactions: 1, known: 0, handOffs: 0, teams: 0 },
    ]);
    expect(notPlainJson(result)).toEqual([]);
  });

  test("teams named with commas or __proto__ do not mix", () => {
    const teams = ["a,b", "c", "a", "b,c", "__proto__", "constructor"];
    const result = handOffs(teams.map((ownerTeam) => ({ ...row, ownerTeam })));
    expect(result.pairs).toHaveLength(5);
    expect(result.pairs.every(({ count }) => count === 1)).toBe(true);
  });

  test("outcomes are judged at hand-offs, elsewhere, or counted", () => {
    const result = handOffs(
      [
        { ...row, id: "1", ownerTeam: "a" },
        { ...row, id: "2", ownerTeam: "b" },
      ],
      {
        outcomes: [
          { interactionId: "1", outcome: "kept" },
          { interactionId: "2", outcome: "broken" },
          { interactionId: "2", outcome: "exceeded" },
          { interactionId: "2", outcome: "pending" },
          { interactionId: "9", outcome: "broken" },
          { outcome: "broken" },
        ],
      },
    );
    expect(result.brokenAtHandOffs).toMatchObject({ successes: 1, n: 2 });
    expect(result.brokenElsewhere).toMatchObject({ successes: 0, n: 1 });
    expect(result.pairs[0]!.broken.value).toBe(0.5);
    expect(result.leftOut).toMatchObject({ outcomesElsewhere: 2, outcomesNotJudged: 1 });
  });

  test("nothing is null", () => {
    expect(handOffs([])).toMatchObject({ value: null, interval: null, brokenDifference: { absoluteDifference: null } });
  });
});
