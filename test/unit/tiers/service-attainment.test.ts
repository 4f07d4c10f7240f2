import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/accumulator.ts";
import { serviceAttainment, serviceAttainmentAccumulator } from "../../../src/tiers/service-attainment.ts";

const policies = [
  { tier: 1, withinSeconds: 60, targetShare: 0.5 },
  { tier: 2, withinSeconds: 600, targetShare: 0 },
];

describe("serviceAttainment", () => {
  test("edges: at the promise is within, and open at it is undecided", () => {
    const events = [
      { tier: 1, elapsedSeconds: 60 },
      { tier: 1, openSeconds: 60 },
      { tier: 1, openSeconds: 60.001 },
    ];
    expect(serviceAttainment(events, policies).tiers[0]).toMatchObject({
      within: 1,
      late: 1,
      undecided: 1,
      met: true,
      isSure: false,
      medianSeconds: 60,
      answered: 1,
    });
  });

  test("an answer counts, however long the event is said to be open", () => {
    const { tiers, notes } = serviceAttainment([{ tier: 1, elapsedSeconds: 0, openSeconds: 1e9 }], policies);
    expect(tiers[0]).toMatchObject({ within: 1, late: 0, medianSeconds: 0 });
    expect(notes).toEqual([]);
  });

  test("nothing decided is nothing attained, also against a target of 0", () => {
    const { tiers, notes } = serviceAttainment([{ tier: 2, openSeconds: 5 }], policies);
    expect(tiers[1]).toMatchObject({ undecided: 1, met: null, isSure: null, medianSeconds: null });
    expect(tiers[1]!.attainment).toMatchObject({ value: null, notes: ["no-trials"] });
    expect(notes).toEqual(["open-events-not-in-median"]);
    expect(serviceAttainment([], policies).notes).toEqual(["no-events"]);
  });

  test("an even number of times has the mean of the middle two; equal medians are not upside down", () => {
    const events = [1, 10].flatMap((elapsedSeconds) => [
      { tier: 1, elapsedSeconds },
      { tier: 2, elapsedSeconds },
    ]);
    const { tiers, inversions } = serviceAttainment(events, policies);
    expect(tiers.map(({ medianSeconds }) => medianSeconds)).toEqual([5.5, 5.5]);
    expect(inversions).toEqual([]);
  });

  test("bad events are counted", () => {
    const events = [
      null,
      { tier: null, elapsedSeconds: 1 },
      { tier: "1", elapsedSeconds: 1 },
      { tier: 1 },
      { tier: 1, elapsedSeconds: -1 },
      { tier: 1, elapsedSeconds: NaN },
      { tier: 1, openSeconds: "5" },
      { tier: 1, elapsedSeconds: -0 },
    ];
    const { leftOut, usedRows } = serviceAttainment(events as never, policies);
    expect(leftOut).toEqual({ "row-invalid": 1, "tier-missing": 1, "tier-unknown": 1, "seconds-invalid": 4 });
    expect(usedRows).toBe(1);
  });

  test("rows of any form", () => {
    const calls = [{ vip: true, minutes: 2 }];
    const read = ({ vip, minutes }: (typeof calls)[number]) => ({ tier: vip ? 1 : 2, elapsedSeconds: minutes * 60 });
    expect(serviceAttainment(calls, policies, { read }).tiers[0]!.late).toBe(1);
  });

  test("a target is missed for sure, and met for sure", () => {
    const of = (elapsedSeconds: number) => Array.from({ length: 20 }, () => ({ tier: 1, elapsedSeconds }));
    expect(serviceAttainment(of(61), policies).tiers[0]).toMatchObject({ met: false, isSure: true });
    expect(serviceAttainment(of(59), policies).tiers[0]).toMatchObject({ met: true, isSure: true });
    expect(serviceAttainment(of(59), policies, { interval: "none" }).tiers[0]!.isSure).toBeNull();
  });

  test.each([
    ["POLICIES_INVALID", [[], null]],
    ["POLICIES_INVALID", [[], [{ tier: 1, withinSeconds: -1, targetShare: 0.5 }]]],
    ["POLICIES_INVALID", [[], [{ tier: 1, withinSeconds: 5, targetShare: 90 }]]],
    ["POLICIES_INVALID", [[], [null]]],
    ["TIERS_INVALID", [[], []]],
    ["TIERS_INVALID", [[], [policies[0], policies[0]]]],
    ["SOURCE_INVALID", [null, policies]],
    ["FUNCTION_REQUIRED", [[], policies, { read: 1 }]],
    ["LEVEL_OUT_OF_RANGE", [[], policies, { level: 0 }]],
    ["INTERVAL_INVALID", [[], policies, { interval: "wilson" }]],
  ])("%s: %j", (code, args) => {
    expect(() => (serviceAttainment as (...all: unknown[]) => unknown)(...args)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("serviceAttainmentAccumulator", () => {
  const accumulator = serviceAttainmentAccumulator(policies);

  test("a state under another promise", () => {
    const events = [
      { tier: 1, elapsedSeconds: 100 },
      { tier: 1, openSeconds: 100 },
    ];
    const state = fold(accumulator, events);
    expect(accumulator.result(state)).toEqual(serviceAttainment(events, policies));
    const lenient = [{ ...policies[0]!, withinSeconds: 100 }, policies[1]!];
    expect(serviceAttainment(state, lenient).tiers[0]).toMatchObject({ within: 1, late: 0, undecided: 1 });
  });

  test("states of others, and damaged ones", () => {
    const other = serviceAttainmentAccumulator([policies[1]!, policies[0]!]).empty();
    expect(() => accumulator.merge(accumulator.empty(), other)).toThrow(
      expect.objectContaining({ code: "KIND_MISMATCH" }),
    );
    for (const damaged of [
      { tiers: null },
      { tiers: [{ answered: {}, open: {} }] },
      {
        tiers: [
          { answered: { x: 1 }, open: {} },
          { answered: {}, open: {} },
        ],
      },
      {
        tiers: [
          { answered: { 5: -1 }, open: {} },
          { answered: {}, open: {} },
        ],
      },
      { tiers: [null, null] },
      { leftOut: {} },
      { usedRows: null },
    ]) {
      expect(() => accumulator.result({ ...accumulator.empty(), ...damaged } as never)).toThrow(
        expect.objectContaining({ code: "KIND_MISMATCH" }),
      );
    }
  });
});
