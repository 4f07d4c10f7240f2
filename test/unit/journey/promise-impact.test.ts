import { describe, expect, test } from "vitest";
import { promisesThatCostMost } from "../../../src/journey/promise-cost.ts";
import { promiseImpact } from "../../../src/journey/promise-impact.ts";
import { comparePromiseGroups, promiseImpactAccumulator } from "../../../src/journey/promise-impact-state.ts";

const asOf = "2024-12-31T00:00:00Z";
const day = (date: number): string => `2024-06-${String(date).padStart(2, "0")}T09:00:00Z`;
const kept = (customerId: string) => ({ customerId, madeAt: day(1), dueAt: day(5), fulfilledAt: day(4) });
const broken = (customerId: string) => ({ customerId, madeAt: day(1), dueAt: day(5) });
const answer = (customerId: string, score: number, date = 20) => ({
  metric: "nps",
  customerId,
  score,
  answeredAt: day(date),
});

describe("promiseImpact", () => {
  test("an answer before the promise was broken is not after a broken promise", () => {
    const promises = [kept("a"), broken("a")];
    const responses = [answer("a", 9, 5), answer("a", 3, 6)];
    const result = promiseImpact({ promises, responses }, { asOf });
    expect(result.nps.second).toMatchObject({ n: 1, promoters: 1 });
    expect(result.nps.first).toMatchObject({ n: 1, detractors: 1 });
    expect(result.notes).toEqual(["association-not-cause", "one-answer-has-no-spread", "repeated-respondents"]);
    expect(promiseImpact({ promises, responses }, { asOf, when: "ever" }).nps.first.n).toBe(2);
  });

  test("who had no verdict yet is counted and not compared, unless all others are asked for", () => {
    const data = { promises: [broken("a")], responses: [answer("a", 3), answer("b", 9)] };
    const result = promiseImpact(data, { asOf });
    expect(result.leftOut.answers.noVerdict).toBe(1);
    expect(result).toMatchObject({ value: null, interval: null });
    expect(result.notes).toContain("no-answers-to-compare");
    expect(promiseImpact(data, { asOf, compareWith: "all-others" }).value).toBe(-200);
  });

  test("answers that cannot be used are counted by reason", () => {
    const responses = [
      { ...answer("a", 3), metric: "csat" },
      { ...answer("a", 11) },
      { ...answer("a", 3), scale: { min: 1, max: 10 } },
      { ...answer("a", 3), answeredAt: null },
      { ...answer("a", 3), answeredAt: "2025-06-01T00:00:00Z" },
      { ...answer("a", 3), customerId: null },
    ];
    expect(promiseImpact({ promises: [broken("a")], responses }, { asOf }).leftOut.answers).toEqual({
      otherMetric: 1,
      otherScale: 2,
      undated: 1,
      afterAsOf: 1,
      unlinked: 1,
      noVerdict: 0,
    });
  });

  test("a promise that was broken after the customer left did not go with leaving", () => {
    const promises = [kept("a"), { ...broken("a"), dueAt: day(20) }, broken("b"), kept("c")];
    const customers = [
      { id: "a", status: "churned", churnedAt: day(10) },
      { id: "b", status: "churned", churnedAt: day(10) },
      { id: "c", status: "active" },
      { id: "d", status: "prospect" },
      { id: "e", status: "churned" },
    ];
    const result = promiseImpact({ promises, customers }, { asOf });
    expect(result.churn.first).toMatchObject({ successes: 1, n: 1 });
    expect(result.churn.second).toMatchObject({ successes: 1, n: 2 });
    expect(result.leftOut.customers).toEqual({ prospects: 1, noVerdict: 0, undated: 1 });
  });

  test("return counts each customer once, by the first promise that came out", () => {
    const promises = [kept("a"), { ...broken("a"), dueAt: day(9) }, broken("b"), { ...kept("c"), exceeded: true }];
    const transactions = [
      { customerId: "a", at: day(10) },
      { customerId: "b", at: day(5) },
      { customerId: "c", at: day(3) },
      { customerId: "c", at: day(20), kind: "refund" },
    ];
    const result = promiseImpact({ promises, transactions }, { asOf, returnWithinDays: 30 });
    expect(result.returnedAfter.kept).toMatchObject({ successes: 1, n: 1 });
    expect(result.returnedAfter.broken).toMatchObject({ successes: 0, n: 1 });
    expect(result.returnedAfter.exceeded).toMatchObject({ successes: 0, n: 1 });
    expect(promiseImpact({ promises, transactions }, { asOf }).leftOut.notFollowedLongEnough).toBe(3);
  });

  test("never says more than that they go together", () => {
    const responses = ["a", "b", "c", "d"].map((id, i) => answer(id, i < 2 ? 1 : 10));
    const promises = [broken("a"), broken("b"), kept("c"), kept("d")];
    const result = promiseImpact({ promises, responses }, { asOf });
    expect(result.finding).toBe("association");
    expect(result.caution).toContain("do not say that one causes the other");
    expect(result.reading.join(" ")).not.toMatch(/because|cause|lead|reduce|effect|due to/i);
  });

  test.each([
    [{ asOf, linkBy: "email" }, "LINK_INVALID"],
    [{ asOf, when: "after" }, "WHEN_INVALID"],
    [{ asOf, compareWith: "nobody" }, "COMPARISON_INVALID"],
    [{ asOf, brokenTo: 0 }, "BROKEN_TO_INVALID"],
    [{ asOf, returnWithinDays: 0 }, "RETURN_DAYS_INVALID"],
    [{ asOf, level: 95 }, "LEVEL_OUT_OF_RANGE"],
  ])("a bad call throws: %j", (options, code) => {
    expect(() => promiseImpact({ promises: [] }, options as never)).toThrow(expect.objectContaining({ code }));
  });
});

describe("comparePromiseGroups", () => {
  test("of empty groups is null throughout", () => {
    const result = comparePromiseGroups({ broken: {}, kept: {} });
    expect(result.nps.difference).toEqual({ value: null, interval: null });
    expect(result.churn).toMatchObject({ difference: { value: null }, ratio: { value: null } });
    expect(result.reading).toEqual([]);
  });

  test("of answers that are all alike has no interval of the mean", () => {
    const result = comparePromiseGroups({ broken: { scores: [1, 1] }, kept: { scores: [9, 9] } });
    expect(result.nps.meanDifference).toMatchObject({ value: -8, interval: null, degreesOfFreedom: null });
  });

  test("Newcombe's interval of 56/70 − 48/80 is the published one", () => {
    // Newcombe 1998, table II, case (a), method 10: 0.0524 to 0.3339.
    const { difference } = comparePromiseGroups({
      broken: { churned: { count: 56, n: 70 } },
      kept: { churned: { count: 48, n: 80 } },
    }).churn;
    expect(difference.interval!.lower).toBeCloseTo(0.0524, 4);
    expect(difference.interval!.upper).toBeCloseTo(0.3339, 4);
  });
});

test("cases with more broken promises than asked for are counted together", () => {
  const accumulator = promiseImpactAccumulator({ brokenTo: 2 });
  let state = accumulator.empty();
  for (const many of [0, 1, 2, 7])
    state = accumulator.add(state, { broken: many, score: 10 - many, churned: many > 1 });
  expect(accumulator.result(state).byBroken).toMatchObject([
    { broken: 0, orMore: false, nps: { n: 1 } },
    { broken: 1, orMore: false, nps: { n: 1 } },
    { broken: 2, orMore: true, nps: { n: 2 }, churn: { successes: 2, n: 2 } },
  ]);
  expect(() => accumulator.add(state, { broken: -1 })).toThrow(expect.objectContaining({ code: "COUNT_INVALID" }));
});

describe("promisesThatCostMost", () => {
  const promises = [
    ...["a", "b"].map((id) => ({ ...broken(id), what: "call, back", touchpointId: "__proto__" })),
    ...["c", "d"].map((id) => ({ ...kept(id), what: "call, back", touchpointId: "__proto__" })),
    ...["a", "b", "c"].map((id) => ({ ...broken(id), what: "🎁", touchpointId: "desk" })),
  ];

  test("sorts by broken times NPS points, and by broken alone where answers are missing", () => {
    const responses = [answer("a", 2), answer("b", 3), answer("c", 9), answer("d", 10)];
    const result = promisesThatCostMost({ promises, responses }, { asOf });
    expect(result.promises.map(({ what, weight }) => [what, weight])).toEqual([
      ["call, back", 400],
      ["🎁", null],
    ]);
    expect(result.promises[0]!.touchpointId).toBe("__proto__");
    const bare = promisesThatCostMost({ promises }, { asOf });
    expect(bare.promises.map(({ what }) => what)).toEqual(["🎁", "call, back"]);
    expect(bare.notes).toContain("no-answers-to-compare");
    expect(promisesThatCostMost({ promises, responses }, { asOf, sortBy: "broken", top: 1 })).toMatchObject({
      kinds: 2,
      promises: [{ what: "🎁" }],
    });
  });

  test("throws for an order that is none", () => {
    expect(() => promisesThatCostMost({ promises }, { asOf, sortBy: "money" as never })).toThrow(
      expect.objectContaining({ code: "SORT_INVALID" }),
    );
  });
});

describe("no false certainty", () => {
  const compare = (first: readonly number[], second: readonly number[]) =>
    comparePromiseGroups({ broken: { scores: first }, kept: { scores: second } });

  test.each([
    { first: [3], second: [9], notes: ["one-answer-has-no-spread"] },
    { first: [3], second: [9, 3, 8], notes: ["one-answer-has-no-spread"] },
    { first: [3, 9, 8], second: [10], notes: ["one-answer-has-no-spread"] },
    { first: [3, 2], second: [9, 10, 9], notes: ["no-spread"] },
  ])("$first beside $second has no interval", ({ first, second, notes }) => {
    const { nps, reading } = compare(first, second);
    expect(nps.difference.value).not.toBeNull();
    expect(nps.difference.interval).toBeNull();
    expect(nps.notes).toEqual(notes);
    expect(reading[0]).toMatch(/; too few or too like answers to say how sure\.$/);
  });

  test("a side without spread is said even where the other gives an interval", () => {
    const { nps } = compare([0, 10], [10, 10, 9]);
    expect(nps.difference.interval!.upper).toBeCloseTo(38.5904, 4);
    expect(nps.notes).toEqual(["no-spread"]);
    expect(compare([0, 10], [10, 3]).nps.notes).toEqual([]);
    expect(compare([], [10]).nps.notes).toEqual([]);
  });

  test("all of both sides have no interval of the ratio", () => {
    const all = { churned: { count: 1, n: 1 } };
    expect(comparePromiseGroups({ broken: all, kept: all }).churn.ratio).toEqual({ value: 1, interval: null });
  });

  test.each([
    { after: [3], other: [9], isClear: false },
    { after: [3, 2], other: [9, 10], isClear: false },
    { after: [3, 3, 3, 8], other: [9, 10, 10, 9], isClear: false },
    { after: [3, 3, 3, 8], other: [9, 10, 10, 8], isClear: true },
  ])("answers $after against $other: isClear $isClear", ({ after, other, isClear }) => {
    const promises = [...after.map((_, i) => broken(`b${i}`)), ...other.map((_, i) => kept(`k${i}`))];
    const responses = [
      ...after.map((score, i) => answer(`b${i}`, score)),
      ...other.map((score, i) => answer(`k${i}`, score)),
    ];
    const result = promisesThatCostMost({ promises, responses }, { asOf });
    expect(result.promises[0]!.isClear).toBe(isClear);
    expect(result.notes.includes("no-interval")).toBe(result.promises[0]!.nps.difference.interval === null);
    expect(promiseImpact({ promises, responses }, { asOf }).notes).toEqual([
      "association-not-cause",
      ...result.promises[0]!.nps.notes,
    ]);
  });
});
