import { describe, expect, test } from "vitest";
import type { TierClassification } from "../../../src/tiers/classify-tier-result.ts";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { tierAssignment } from "../../../src/tiers/classify-tier-assignment.ts";
import { classifyTierColumns, type TierColumns } from "../../../src/tiers/classify-tier-columns.ts";
import { tierCountsAccumulator } from "../../../src/tiers/classify-tier-counts.ts";
import { classifyTiers } from "../../../src/tiers/classify-tiers.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { possibleTiers } from "../../../src/tiers/possible-tiers.ts";
import { type TierPolicyOverrides, threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import { notPlainJson } from "../../support/plain-json.ts";

const fit = { fitProduct: true, fitService: true, fitCulture: true };
const ideal = { profit: 2500, ourAffinity: 9, theirAffinity: 10, leaveRisk: 0.02, problems: 0, ...fit };
const modelOf = (overrides: TierPolicyOverrides = {}): TierModel =>
  fitTierModel([], threeTiers({ highProfit: 1000, ...overrides }));
const model = modelOf();
const without = (...fields: readonly string[]) =>
  Object.fromEntries(Object.entries(ideal).filter(([field]) => !fields.includes(field)));
const codeOf = (call: () => unknown): string => {
  try {
    call();
    return "none";
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe("classifyTier", () => {
  test.each([
    ["ourAffinity", 11],
    ["ourAffinity", -0.5],
    ["ourAffinity", "9"],
    ["theirAffinity", Number.NaN],
    ["leaveRisk", 1.01],
    ["problems", 1.5],
    ["problems", -1],
    ["profit", Infinity],
    ["profit", 1e301],
    ["fitCulture", 1],
    ["fitCulture", "yes"],
    ["problems", 5n],
    ["problems", { many: true }],
  ])("%s of %s is reported, and treated as not known", (field, value) => {
    const found = classifyTier({ ...ideal, [field]: value } as never, model);
    expect(found.invalid.map((each) => each.field)).toEqual([field]);
    expect(found.missing).toEqual([field]);
    expect(found.possibleTiers).toEqual(possibleTiers(without(field), model));
    expect(notPlainJson(found)).toEqual([]);
    expect(found.explanation.join(" ")).toContain("so it is taken as not known.");
  });

  test("null and undefined are not known, and 0 is known", () => {
    const found = classifyTier({ profit: 0, ourAffinity: null, theirAffinity: undefined, leaveRisk: -0 }, model);
    expect(found.missing).not.toContain("profit");
    expect(found.missing.slice(0, 2)).toEqual(["ourAffinity", "theirAffinity"]);
    expect(found.invalid).toEqual([]);
    expect(notPlainJson(classifyTier({ ...ideal, profit: -0 }, model))).toEqual([]);
  });

  test("decimals are what they look like at the edge of reach", () => {
    const risky = modelOf({ leaveRiskMax: 0.3 });
    expect(classifyTier({ ...ideal, leaveRisk: 0.55 }, risky)).toMatchObject({ basis: "rule", reachable: true });
    expect(classifyTier({ ...ideal, leaveRisk: 0.5500001 }, risky)).toMatchObject({ basis: "residual" });
    expect(classifyTier({ ...ideal, ourAffinity: 7.9 }, modelOf({ reachMaxGap: 0.01 })).basis).toBe("rule");
  });

  test("without reach nobody is near, however close", () => {
    const strict = modelOf({ reachMaxGap: 0, residualOutOfReach: 3 });
    expect(classifyTier({ ...ideal, profit: 1000 - 1e-9 }, strict)).toMatchObject({ tier: 3, basis: "residual" });
    expect(possibleTiers(without("profit"), strict)).toEqual([1, 3]);
  });

  test("with no threshold nobody is in tier 1, and the sentence says why", () => {
    const nobody = fitTierModel([0, -1], threeTiers());
    const found = classifyTier({ customerId: "ann", ...ideal }, nobody);
    expect(found).toMatchObject({ tier: 2, basis: "residual", reachable: false });
    expect(found.unmetTierOne).toEqual([
      { condition: "highly-profitable", field: "profit", value: 2500, threshold: null, gap: null, withinReach: false },
    ]);
    expect(found.explanation).toEqual([
      "Tier 2: profitable and no problems, which is enough without being close to tier 1.",
      "Tier 1 is more than a little attention away.",
      "For tier 1 the profit has no threshold, as nobody was above 0 when it was set.",
    ]);
    expect(possibleTiers({}, nobody)).toEqual([2, 3]);
    expect(possibleTiers({}, fitTierModel([], threeTiers({ residualOutOfReach: 3 })))).toEqual([3]);
  });

  test("a gap beyond float64 is undefined, not infinite", () => {
    const tiny = modelOf({ highProfit: 1e-300 });
    const [unmet] = classifyTier({ ...ideal, profit: -1e300 }, tiny).unmetTierOne;
    expect(unmet).toMatchObject({ gap: null, withinReach: false });
  });

  test("reasons say what they rest on", () => {
    expect(classifyTier({ ...ideal, profit: -50, problems: 3 }, model).reasons).toEqual([
      { code: "unprofitable", field: "profit", value: -50, threshold: 0 },
      { code: "causes-problems", field: "problems", value: 3, threshold: 0 },
    ]);
    expect(classifyTier({ ...ideal, fitService: false }, model).reasons).toEqual([
      { code: "misfit:service", field: "fitService", value: false, threshold: null },
    ]);
  });

  test("reasons of incomplete data are those that no answer takes away", () => {
    const codes = (customer: object): readonly string[] =>
      classifyTier(customer, model).reasons.map(({ code }) => code);
    // The problems of a customer who may be in tier 1 are none.
    expect(codes({ ...without("theirAffinity"), problems: 2 })).toEqual([]);
    expect(codes({ ...without("theirAffinity"), problems: 2, ourAffinity: 3 })).toEqual(["causes-problems"]);
    expect(codes({ profit: -1 })).toEqual(["unprofitable"]);
    expect(codes({ ...without("theirAffinity"), ourAffinity: 3 })).toEqual(["out-of-reach"]);
    expect(codes(without("theirAffinity"))).toEqual([]);
  });

  test.each<readonly [string, object, string | null]>([
    ["one missing field that matters", without("theirAffinity"), "theirAffinity"],
    ["one that does not", without("problems"), null],
    ["profit says more than affinity", without("profit", "ourAffinity"), "profit"],
    // A misfit leaves tier 3 alone; of three fits the first.
    ["all fits", without("fitProduct", "fitService", "fitCulture"), "fitProduct"],
    ["nothing known", {}, "profit"],
    [
      "problems of a customer who is not in tier 1",
      { ...without("problems", "theirAffinity"), ourAffinity: 3 },
      "problems",
    ],
  ])("what decides most: %s", (_, customer, field) => {
    expect(classifyTier(customer, model).decidingField).toBe(field);
  });

  test("the explanation of a customer in reach, a misfit and an undecided one", () => {
    expect(classifyTier({ ...ideal, profit: 749.99, leaveRisk: 0.2 }, model).explanation).toEqual([
      "Tier 2: profitable and no problems, which is enough without being close to tier 1.",
      "Tier 1 is more than a little attention away.",
      "For tier 1 the profit would have to be at least 1000, not 749.99: a gap of 25 %, more than a little attention closes.",
      "For tier 1 the risk that they leave would have to be at most 0.1, not 0.2: a gap of 10 %.",
    ]);
    expect(classifyTier({ profit: 10, fitProduct: false, fitCulture: false }, model).explanation.slice(0, 3)).toEqual([
      "Tier 3, whatever is not known turns out to be: not a fit.",
      "They do not fit our products.",
      "They do not fit our culture.",
    ]);
    expect(classifyTier(without("profit", "fitCulture"), model).explanation).toEqual([
      "Not decided: tier 1, 2 or 3 is possible with what is known.",
      "Not known: the profit and the fit to our culture.",
      "The profit would decide most.",
    ]);
    expect(classifyTier({ ...ideal, profit: -5 }, modelOf({ highProfit: -100 })).explanation).toEqual([
      "Tier 3: not profitable.",
      "The profit of -5 is not above 0.",
      "For tier 1 the profit would have to be above 0, not -5.",
    ]);
    expect(classifyTier({ ...ideal, fitCulture: false }, modelOf({ misfitVeto: false })).explanation[1]).toBe(
      "They do not fit our culture, which this policy does not hold against them.",
    );
  });

  test("a policy of lifetime values reads them, and names them", () => {
    const byValue = modelOf({ valueField: "lifetimeValue" });
    const found = classifyTier({ ...ideal, lifetimeValue: 900 }, byValue);
    expect(found).toMatchObject({ tier: 2, unmetTierOne: [{ field: "lifetimeValue", value: 900 }] });
    expect(classifyTier(ideal, byValue).missing).toEqual(["lifetimeValue"]);
  });

  test("an id may be anything; what is none is null", () => {
    const idOf = (customerId: unknown): string | null =>
      classifyTier({ customerId: customerId as never }, model).customerId;
    expect(["__proto__", "a,b", "😀", 17].map(idOf)).toEqual(["__proto__", "a,b", "😀", "17"]);
    expect([undefined, null, {}, Number.NaN].map(idOf)).toEqual([null, null, null, null]);
  });

  test("a model from storage is checked", () => {
    expect(classifyTier(ideal, JSON.parse(JSON.stringify(model))).tier).toBe(1);
    expect(codeOf(() => classifyTier(ideal, { ...model, kind: "tier-model/2" } as never))).toBe("TIER_MODEL_INVALID");
    expect(codeOf(() => classifyTier(ideal, { ...model, highProfit: 5 }))).toBe("TIER_MODEL_INVALID");
    expect(codeOf(() => classifyTier(ideal, { ...model, modelId: 5 } as never))).toBe("TIER_MODEL_INVALID");
    const shared = fitTierModel([1], threeTiers());
    expect(codeOf(() => classifyTier(ideal, { ...shared, highProfit: "1" } as never))).toBe("TIER_MODEL_INVALID");
    expect(codeOf(() => classifyTier(ideal, { ...model, policy: {} } as never))).toBe("TIER_POLICY_INVALID");
    expect(codeOf(() => classifyTier(ideal, null as never))).toBe("TIER_MODEL_INVALID");
    expect(codeOf(() => classifyTier(null as never, model))).toBe("CUSTOMER_INVALID");
    expect(codeOf(() => classifyTier([] as never, model))).toBe("CUSTOMER_INVALID");
  });

  test("nothing that is given is changed, and nothing is shared", () => {
    const customer = Object.freeze({ ...ideal });
    const found = classifyTier(customer, model);
    expect(classifyTier(customer, model)).toEqual(found);
    expect(classifyTier(customer, model).reasons).not.toBe(found.reasons);
  });
});

describe("classifyTiers", () => {
  test("rows that are no customers are counted and listed", () => {
    const { customers, counts, invalidRows } = classifyTiers([ideal, null, "ann", [1], {}] as never[], model);
    expect(customers.length).toBe(2);
    expect(invalidRows).toEqual([1, 2, 3]);
    expect([counts.n, counts.leftOut]).toEqual([2, { rowInvalid: 3 }]);
    expect(counts.notes).toEqual(["undecided-customers"]);
  });

  test("read takes rows of any form", () => {
    const rows = [["ann", 2500]] as const;
    const read = ([customerId, profit]: readonly [string, number]) => ({ ...ideal, customerId, profit });
    expect(classifyTiers(rows, model, { read }).customers[0]).toMatchObject({ customerId: "ann", tier: 1 });
    expect(codeOf(() => classifyTiers(rows, model, { read: "profit" as never }))).toBe("FUNCTION_REQUIRED");
    expect(codeOf(() => classifyTiers(7 as never, model))).toBe("SOURCE_INVALID");
  });

  test("nobody has no shares", () => {
    const { counts } = classifyTiers([], fitTierModel([], threeTiers()));
    expect(counts.tiers[0]).toEqual({
      tier: 1,
      decided: 0,
      possible: 0,
      pessimistic: 0,
      optimistic: 0,
      shareDecided: null,
      sharePossible: null,
    });
    expect(counts.notes).toEqual(["no-customers", "no-threshold"]);
  });
});

describe("classifyTierColumns", () => {
  test("what cannot be is counted; −1 and NaN are not known", () => {
    const columns = { profit: [1, Number.NaN, Infinity], fitCulture: Int8Array.of(-1, 0, 7), problems: [0, 1.5, 2] };
    const { tier, counts } = classifyTierColumns(columns, model);
    expect([...tier]).toEqual([0, 3, 0]);
    expect(counts.missing).toMatchObject({ profit: 2, fitCulture: 2, problems: 1, leaveRisk: 3 });
    expect(counts.invalid).toMatchObject({ profit: 1, fitCulture: 1, problems: 1, leaveRisk: 0 });
  });

  test("in plain arrays null is not known and text is invalid: neither is 0", () => {
    const columns = {
      profit: [2500, 2500],
      ourAffinity: [null, "9"],
      leaveRisk: [undefined, ""],
      fitProduct: [null, 1],
    };
    const { counts, possibleTiers } = classifyTierColumns(columns as unknown as TierColumns, model);
    expect(counts.missing).toMatchObject({ profit: 0, ourAffinity: 2, leaveRisk: 2, fitProduct: 1 });
    expect(counts.invalid).toMatchObject({ ourAffinity: 1, leaveRisk: 1, fitProduct: 0 });
    expect([...possibleTiers]).toEqual([7, 7]);
  });

  test("columns must be as long as each other, and there must be one", () => {
    expect(codeOf(() => classifyTierColumns({ profit: [1], problems: [] }, model))).toBe("COLUMNS_UNEQUAL");
    expect(codeOf(() => classifyTierColumns({}, model))).toBe("COLUMNS_UNEQUAL");
    expect(codeOf(() => classifyTierColumns(undefined as never, model))).toBe("COLUMNS_UNEQUAL");
    expect(classifyTierColumns({ profit: [] }, model).counts.notes).toEqual(["no-customers"]);
  });
});

describe("tierCountsAccumulator", () => {
  const accumulator = tierCountsAccumulator(model);

  test("a state of other numbers does not merge, nor is it read", () => {
    const other = tierCountsAccumulator(modelOf({ problemsMax: 1 }));
    expect(codeOf(() => accumulator.merge(accumulator.empty(), other.empty()))).toBe("KIND_MISMATCH");
    expect(codeOf(() => accumulator.result(other.empty()))).toBe("KIND_MISMATCH");
  });

  test("a damaged state is not read", () => {
    const state = accumulator.add(accumulator.empty(), ideal);
    expect(codeOf(() => accumulator.result({ ...state, customers: 2 }))).toBe("STATE_INVALID");
    expect(codeOf(() => accumulator.result({ ...state, missing: { profit: -1 } }))).toBe("COUNT_INVALID");
    expect(codeOf(() => accumulator.result({ ...state, possible: {} }))).toBe("COUNT_INVALID");
    expect(codeOf(() => accumulator.result({ ...state, deciding: undefined as never }))).toBe("COUNT_INVALID");
  });
});

describe("tierAssignment", () => {
  const found = classifyTier({ customerId: "ann", ...without("theirAffinity"), ourAffinity: 7 }, model);

  test("the reading says which tier is kept", () => {
    const at = Date.parse("2025-02-01T00:00:00Z");
    const tiers = (["strict", "pessimistic", "optimistic"] as const).map(
      (reading) => tierAssignment(classifyTier(without("theirAffinity"), model), { at, reading }).tier,
    );
    expect(tiers).toEqual([null, 2, 1]);
    expect(tierAssignment(found, { at })).toEqual({
      customerId: "ann",
      tier: 2,
      reading: "strict",
      at: "2025-02-01T00:00:00.000Z",
      basis: null,
      reasons: [],
      possibleTiers: [2],
      previousTier: null,
      modelId: null,
      version: null,
    });
  });

  test("what is no classification throws", () => {
    const at = 0;
    for (const other of [null, {}, { ...found, pessimisticTier: Number.NaN }, { ...found, reasons: [null] }])
      expect(() => tierAssignment(other as TierClassification, { at })).toThrow(
        /^Cannot use classification as it must/,
      );
  });

  test("misspelt options throw", () => {
    const at = "2025-02-01T00:00:00Z";
    expect(codeOf(() => tierAssignment(found, { at, reading: "best" as never }))).toBe("READING_UNKNOWN");
    expect(codeOf(() => tierAssignment(found, { at, previousTier: 4 as never }))).toBe("TIER_UNKNOWN");
    expect(codeOf(() => tierAssignment(found, { at: "2025-02-01" }))).toBe("INSTANT_WITHOUT_OFFSET");
  });
});
