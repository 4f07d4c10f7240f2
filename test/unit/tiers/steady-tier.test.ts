import { describe, expect, test } from "vitest";
import { steadyTier, type SteadyTierPolicy } from "../../../src/tiers/steady-tier.ts";
import { steadyTierSeries } from "../../../src/tiers/steady-tier-series.ts";

const bands = [
  { tier: 1, min: 80 },
  { tier: 2, min: 50 },
  { tier: 3, min: null },
];
const margin: SteadyTierPolicy = { method: "margin", bands, margin: 5 };
const confirm: SteadyTierPolicy = { method: "confirm", tiers: ["a", "b", "c"], confirmUp: 2, confirmDown: 3 };

describe("steadyTier by margin", () => {
  test("each tier on the way down is left by itself", () => {
    expect(steadyTier({ previous: 1, observed: 46, policy: margin }).tier).toBe(2);
    expect(steadyTier({ previous: 1, observed: 44.9, policy: margin }).tier).toBe(3);
    expect(steadyTier({ previous: 3, observed: 84, policy: margin }).tier).toBe(2);
  });

  test("the lines are where the decimals say", () => {
    const tenths: SteadyTierPolicy = {
      method: "margin",
      bands: [
        { tier: "x", min: 0.8 },
        { tier: "y", min: null },
      ],
      margin: 0.05,
    };
    expect(0.8 + 0.05).toBeGreaterThan(0.85);
    expect(steadyTier({ previous: "y", observed: 0.85, policy: tenths }).tier).toBe("x");
    expect(steadyTier({ previous: "y", observed: 0.8499999999, policy: tenths }).tier).toBe("y");
    expect(steadyTier({ previous: "x", observed: 0.75, policy: tenths }).tier).toBe("x");
    expect(steadyTier({ previous: "x", observed: 0.7499999999, policy: tenths }).tier).toBe("y");
  });

  test("reasons", () => {
    const reasonOf = (previous: number | null, observed: number | null) =>
      steadyTier({ previous, observed, policy: margin }).reason;
    expect([
      reasonOf(null, 60),
      reasonOf(2, 60),
      reasonOf(2, 82),
      reasonOf(2, 90),
      reasonOf(2, 1),
      reasonOf(2, null),
    ]).toEqual(["first", "same", "held", "rose", "fell", "not-evaluated"]);
    expect(steadyTier({ previous: null, observed: NaN, policy: margin })).toEqual({
      tier: null,
      candidate: null,
      seen: 0,
      raw: null,
      reason: "not-evaluated",
    });
  });

  test.each([
    ["MARGIN_INVALID", { ...margin, margin: -1 }],
    ["MARGIN_INVALID", { ...margin, margin: NaN }],
    ["BANDS_INVALID", { ...margin, bands: [] }],
    ["POLICY_UNKNOWN", { ...margin, method: "majority" }],
    ["POLICY_UNKNOWN", null],
  ])("%s: %#", (code, policy) => {
    expect(() => steadyTier({ previous: 1, observed: 1, policy: policy as never })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test("a tier of another policy", () => {
    expect(() => steadyTier({ previous: "gold", observed: 1, policy: margin })).toThrow(
      expect.objectContaining({ code: "TIER_UNKNOWN" }),
    );
  });
});

describe("steadyTier by confirmation", () => {
  test("state in, state out, over JSON", () => {
    let state = steadyTier({ previous: "a", observed: "c", policy: confirm });
    expect(state).toEqual({ tier: "a", candidate: "c", seen: 1, raw: "c", reason: "held" });
    for (const [observed, seen] of [
      ["c", 2],
      [null, 2],
      ["b", 1],
      ["b", 2],
    ] as const) {
      state = steadyTier({ previous: JSON.parse(JSON.stringify(state)), observed, policy: confirm });
      expect([state.tier, state.seen]).toEqual(["a", seen]);
    }
    expect(steadyTier({ previous: state, observed: "b", policy: confirm })).toEqual({
      tier: "b",
      candidate: null,
      seen: 0,
      raw: "b",
      reason: "fell",
    });
  });

  test("the same tier again forgets the candidate", () => {
    const { tiers } = steadyTierSeries(["b", "a", "b", "a", "a"], confirm);
    expect(tiers).toEqual(["b", "b", "b", "b", "a"]);
  });

  test.each([
    ["CONFIRM_INVALID", { ...confirm, confirmUp: 0 }],
    ["CONFIRM_INVALID", { ...confirm, confirmDown: 1.5 }],
    ["TIERS_INVALID", { ...confirm, tiers: ["a", "a"] }],
  ])("%s: %#", (code, policy) => {
    expect(() => steadyTier({ previous: null, observed: "a", policy: policy as never })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test("tiers that the policy does not have, and damaged states", () => {
    const step = (previous: unknown, observed: unknown) => () =>
      steadyTier({ previous: previous as never, observed: observed as never, policy: confirm });
    expect(step(null, "z")).toThrow(expect.objectContaining({ code: "TIER_UNKNOWN" }));
    expect(step("z", "a")).toThrow(expect.objectContaining({ code: "TIER_UNKNOWN" }));
    expect(step({ tier: "a", candidate: "z", seen: 1 }, "a")).toThrow(
      expect.objectContaining({ code: "TIER_UNKNOWN" }),
    );
    for (const damaged of [{}, undefined, { tier: "a", candidate: null }, { tier: "a", candidate: null, seen: -1 }, []])
      expect(step(damaged, "a")).toThrow(expect.objectContaining({ code: "STATE_INVALID" }));
  });
});

describe("steadyTierSeries", () => {
  test("goes on where it stopped", () => {
    const scores = [79, 86, 74, 76, null, 44, 90];
    const whole = steadyTierSeries(scores, margin);
    const first = steadyTierSeries(scores.slice(0, 3), margin);
    const rest = steadyTierSeries(scores.slice(3), margin, { previous: first.state });
    expect([...first.tiers, ...rest.tiers]).toEqual(whole.tiers);
    expect(first.changes + rest.changes).toBe(whole.changes);
  });

  test("nothing", () => {
    expect(steadyTierSeries([], margin)).toEqual({
      tiers: [],
      raw: [],
      reasons: [],
      changes: 0,
      changesRaw: 0,
      state: { tier: null, candidate: null, seen: 0 },
    });
    expect(() => steadyTierSeries(null as never, margin)).toThrow(expect.objectContaining({ code: "SOURCE_INVALID" }));
  });
});
