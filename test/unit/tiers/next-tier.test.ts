import { describe, expect, test } from "vitest";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { nextTier } from "../../../src/tiers/next-tier.ts";
import { type TierPolicyOverrides, threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";

const fit = { fitProduct: true, fitService: true, fitCulture: true };
const ideal = { profit: 2500, ourAffinity: 9, theirAffinity: 10, leaveRisk: 0.02, problems: 0, ...fit };
const modelOf = (overrides: TierPolicyOverrides = {}): TierModel =>
  fitTierModel([], threeTiers({ highProfit: 1000, ...overrides }));
const model = modelOf();

describe("nextTier", () => {
  test("the default target is the tier above the worst possible one", () => {
    expect(nextTier({ ...ideal, problems: 3, profit: 10 }, model).targetTier).toBe(2);
    expect(nextTier({ ...ideal, profit: 10 }, model).targetTier).toBe(1);
    expect(nextTier(ideal, model)).toMatchObject({ targetTier: 1, currentTier: 1, obstacle: "already-there" });
    expect(nextTier({}, model).targetTier).toBe(2);
  });

  test("what is not known is no obstacle to tier 2 unless tier 1 could do without the change", () => {
    const custom = modelOf({ highProfit: 200.55, ourAffinityMin: 7, theirAffinityMin: 8, leaveRiskMax: 0.25 });
    const star = { profit: 530.28, ourAffinity: 8, leaveRisk: 0.12, problems: 1, ...fit };
    expect(nextTier(star, custom)).toMatchObject({
      targetTier: 2,
      possible: null,
      obstacle: "missing-data",
      changes: [],
      missing: ["theirAffinity"],
      explanation: ["What it takes to reach tier 2 depends on their affinity to us."],
    });
    // Tier 1 is out of the question, so their affinity is too.
    expect(nextTier({ ...star, profit: 100 }, custom)).toMatchObject({
      possible: true,
      missing: [],
      changes: [{ field: "problems", from: 1, to: 0 }],
    });
  });

  test("from tier 3 to tier 1 problems need not go: the sentence of tier 1 does not know them", () => {
    const { changes } = nextTier({ ...ideal, profit: 900, problems: 3 }, model, { targetTier: 1 });
    expect(changes.map(({ field }) => field)).toEqual(["profit"]);
  });

  test("where any profit is highly profitable, a loss and problems take the profit alone", () => {
    const low = modelOf({ highProfit: -100 });
    const customer = { ...ideal, profit: -5, problems: 3 };
    expect(nextTier(customer, low).changes).toEqual([
      { field: "profit", from: -5, to: 0, delta: 5, gap: null, exclusive: true },
    ]);
    expect(classifyTier({ ...customer, profit: 0.01 }, low).tier).toBe(1);
  });

  test("without a threshold tier 1 is nobody's, and tier 2 wants profit and no problems", () => {
    const nobody = fitTierModel([0], threeTiers());
    expect(nextTier(ideal, nobody)).toMatchObject({ possible: false, obstacle: "no-threshold", changes: [] });
    const changes = nextTier({ ...ideal, profit: -1, problems: 1 }, nobody).changes;
    expect(changes.map(({ field }) => field)).toEqual(["profit", "problems"]);
    const strict = fitTierModel([0], threeTiers({ residualOutOfReach: 3 }));
    expect(nextTier(ideal, strict, { targetTier: 2 }).obstacle).toBe("no-threshold");
  });

  test("where customers out of reach are in tier 3, the way to tier 2 leads into reach", () => {
    const strict = modelOf({ residualOutOfReach: 3 });
    expect(nextTier({ ...ideal, profit: 500, theirAffinity: 4 }, strict)).toMatchObject({
      currentTier: 3,
      targetTier: 2,
      possible: true,
      totalGap: null,
      changes: [
        { field: "profit", from: 500, to: 750, delta: 250, gap: null },
        { field: "theirAffinity", from: 4, to: 6.5, delta: 2.5, gap: null },
      ],
    });
  });

  test("of too many unmet conditions the nearest is met", () => {
    const strict = modelOf({ residualOutOfReach: 3 });
    const { changes } = nextTier({ ...ideal, profit: 900, ourAffinity: 7.5, theirAffinity: 8 }, strict);
    expect(changes.map(({ field, to }) => [field, to])).toEqual([["ourAffinity", 8]]);
  });

  test("a loss comes into reach only above the floor", () => {
    const strict = modelOf({ residualOutOfReach: 3, profitFloor: 800 });
    expect(nextTier({ ...ideal, profit: 500 }, strict).changes).toEqual([
      { field: "profit", from: 500, to: 800, delta: 300, gap: null, exclusive: true },
    ]);
  });

  test("what is missing is named, and what is needed for certain is told", () => {
    const { theirAffinity: _, ...known } = ideal;
    expect(nextTier({ ...known, profit: 900 }, model, { targetTier: 1 })).toMatchObject({
      currentTier: 2,
      possible: null,
      obstacle: "missing-data",
      missing: ["theirAffinity"],
      changes: [{ field: "profit", to: 1000 }],
      totalGap: null,
      explanation: [
        "What it takes to reach tier 1 depends on their affinity to us.",
        "The profit up from 900 to 1000.",
      ],
    });
    // Tier 2 does not depend on affinity.
    expect(nextTier({ ...known, profit: -10 }, model)).toMatchObject({ possible: true, missing: [] });
    expect(nextTier({ ...known, profit: 900, fitCulture: null }, model)).toMatchObject({
      currentTier: null,
      targetTier: 2,
      possible: null,
      missing: ["fitCulture"],
      changes: [],
    });
  });

  test("a misfit is one whatever is missing; without the veto it is none", () => {
    expect(nextTier({ fitProduct: false }, model)).toMatchObject({ possible: false, obstacle: "misfit", missing: [] });
    const open = modelOf({ misfitVeto: false });
    expect(nextTier({ ...ideal, fitProduct: false, profit: 900 }, open).changes.length).toBe(1);
  });

  test("a target that is no tier throws", () => {
    expect(() => nextTier(ideal, model, { targetTier: 0 as never })).toThrow(/targetTier as it must be one of 1, 2, 3/);
    expect(nextTier({ ...ideal, profit: -1 }, model, { targetTier: 3 }).obstacle).toBe("already-there");
  });

  test("the sentences of each end", () => {
    expect(nextTier(ideal, model).explanation).toEqual(["In tier 1 or a better one already."]);
    expect(nextTier({ ...ideal, profit: -50, problems: 2 }, model).explanation).toEqual([
      "The profit up from -50 to more than 0.",
      "The number of problems down from 2 to 0.",
    ]);
  });
});
