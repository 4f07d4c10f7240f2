import { describe, expect, test } from "vitest";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { topShareThreshold } from "../../../src/tiers/threshold-top-share.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";

const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe("threeTiers", () => {
  test("what is not overridden is the preset's, also where undefined is given", () => {
    expect(threeTiers({ profitFloor: undefined, problemsMax: 2 })).toEqual({ ...threeTiers(), problemsMax: 2 });
  });

  test.each([
    ["highProfit", Number.NaN],
    ["highProfit", Infinity],
    ["highProfit", "1000"],
    ["highProfit", {}],
    ["highProfit", { topShareOfCustomers: 0.2, topShareOfValue: 0.8 }],
    ["highProfit", { topShare: 0.2 }],
    ["highProfit", null],
    ["profitFloor", -Infinity],
    ["ourAffinityMin", 10.5],
    ["theirAffinityMin", -1],
    ["leaveRiskMax", 10],
    ["problemsMax", 0.5],
    ["reachMaxUnmet", -1],
    ["reachMaxGap", -0.1],
    ["residualOutOfReach", 1],
    ["misfitVeto", 0],
    ["valueField", "revenue"],
    ["ourAffinity", 8],
  ])("%s cannot be %j", (key, value) => {
    expect(codeOf(() => threeTiers({ [key]: value } as never))).toBe("TIER_POLICY_INVALID");
  });

  test.each([-0.1, 1.1, 20, Number.NaN, "0.2"])("a share cannot be %j", (share) => {
    const highProfit = { topShareOfCustomers: share as number };
    expect(codeOf(() => threeTiers({ highProfit }))).toBe("SHARE_OUT_OF_RANGE");
    expect(codeOf(() => topShareThreshold([1], highProfit))).toBe("SHARE_OUT_OF_RANGE");
  });

  test("a policy is a copy of its own", () => {
    const highProfit = { topShareOfValue: 0.8 };
    expect(threeTiers({ highProfit }).highProfit).not.toBe(highProfit);
  });
});

describe("topShareThreshold", () => {
  test("100 · 0.07 is 7 customers, and a share of a customer is one", () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(topShareThreshold(values, { topShareOfCustomers: 0.07 }).customersAtOrAbove).toBe(7);
    expect(topShareThreshold(values, { topShareOfCustomers: 1e-20 }).customersAtOrAbove).toBe(1);
  });

  test("ten times 0.1 is all of ten times 0.1, and 0.3 of it is three", () => {
    const values = Array.from({ length: 10 }, (_, i) => 0.1 + i * 1e-17);
    expect(topShareThreshold(values, { topShareOfValue: 1 }).customersAtOrAbove).toBe(10);
    const steps = [0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1];
    expect(topShareThreshold(steps, { topShareOfValue: 0.3 })).toMatchObject({ threshold: 0.3, customersAtOrAbove: 1 });
    expect(topShareThreshold(steps, { topShareOfValue: 0.5 })).toMatchObject({ threshold: 0.2, customersAtOrAbove: 2 });
  });

  test("of all of the value even the smallest has a part", () => {
    expect(topShareThreshold([1e17, 0.01], { topShareOfValue: 1 }).threshold).toBe(0.01);
  });

  test("what cannot be used is counted and not in n", () => {
    const values = [5, null, undefined, Number.NaN, Infinity, "5" as never, { profit: null }, { profit: "7" as never }];
    const { n, leftOut, threshold } = topShareThreshold([...values, { profit: 3 }], { topShareOfCustomers: 1 });
    expect([n, threshold, leftOut]).toEqual([2, 3, { missing: 4, invalid: 3 }]);
  });

  test("realised shares tell what ties bring in", () => {
    expect(topShareThreshold([10, 10, 10, 10], { topShareOfCustomers: 0.25 })).toMatchObject({
      threshold: 10,
      realisedShareOfCustomers: 1,
      realisedShareOfValue: 1,
      notes: ["ties-exceed-share"],
    });
    expect(topShareThreshold([10, -5], { topShareOfCustomers: 0.5 }).notes).toEqual([]);
  });

  test("a population must be one", () => {
    expect(codeOf(() => topShareThreshold("123" as never, { topShareOfValue: 0.5 }))).toBe("SOURCE_INVALID");
    expect(codeOf(() => fitTierModel(undefined as never, threeTiers()))).toBe("SOURCE_INVALID");
    expect(codeOf(() => fitTierModel({ profit: [1] } as never, threeTiers()))).toBe("SOURCE_INVALID");
  });
});

describe("fitTierModel", () => {
  test("what the model says of itself", () => {
    const model = fitTierModel([3, 2, 1], threeTiers(), {
      modelId: "intimacy",
      version: "7",
      asOf: new Date("2025-01-01T01:00:00+01:00"),
    });
    expect(model).toMatchObject({
      kind: "tier-model/1",
      modelId: "intimacy",
      version: "7",
      fittedAt: "2025-01-01T00:00:00.000Z",
      policy: threeTiers(),
      highProfit: 3,
      notes: [],
    });
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("a threshold in a number is left alone, and its share is told", () => {
    expect(fitTierModel([3, 2, 1, -1], threeTiers({ highProfit: 2 })).population).toMatchObject({
      n: 4,
      positive: 3,
      customersAtOrAbove: 2,
      realisedShareOfCustomers: 0.5,
      realisedShareOfValue: 5 / 6,
    });
    const nobody = fitTierModel([], threeTiers({ highProfit: 2 }));
    expect([nobody.highProfit, nobody.notes]).toEqual([2, ["no-population"]]);
  });

  test.each([
    [[], { topShareOfValue: 0.8 }, ["no-population", "nobody-positive"]],
    [[-1, 0], { topShareOfCustomers: 0.2 }, ["nobody-positive"]],
    [[1], { topShareOfCustomers: 0 }, ["share-zero"]],
  ])("%j has nobody in %j", (values, highProfit, notes) => {
    expect(fitTierModel(values, threeTiers({ highProfit }))).toMatchObject({ highProfit: null, notes });
  });

  test("lifetime values are read where the policy says so", () => {
    const rows = [
      { profit: 900, lifetimeValue: 10 },
      { profit: 1, lifetimeValue: 500 },
    ];
    expect(fitTierModel(rows, threeTiers({ valueField: "lifetimeValue" })).highProfit).toBe(500);
  });

  test("a threshold that says little is noted", () => {
    const notes = (highProfit: number, profitFloor: number): readonly string[] =>
      fitTierModel([1], threeTiers({ highProfit, profitFloor })).notes;
    expect(notes(5, 5)).toEqual(["threshold-not-above-floor"]);
    expect(notes(-5, -10)).toEqual(["threshold-not-positive"]);
  });

  test("names are text, and asOf is an instant", () => {
    expect(codeOf(() => fitTierModel([], threeTiers(), { modelId: 7 as never }))).toBe("MODEL_NAME_INVALID");
    expect(codeOf(() => fitTierModel([], threeTiers(), { version: "" }))).toBe("MODEL_NAME_INVALID");
    expect(codeOf(() => fitTierModel([], threeTiers(), { asOf: "2025-01-01" }))).toBe("INSTANT_WITHOUT_OFFSET");
    expect(codeOf(() => fitTierModel([], null as never))).toBe("TIER_POLICY_INVALID");
  });
});
