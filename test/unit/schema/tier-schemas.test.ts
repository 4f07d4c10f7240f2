import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import { customerSignalsSchema } from "../../../src/schema/customer-signals-schema.ts";
import { tierAssignmentSchema } from "../../../src/schema/tier-assignment-schema.ts";
import { tierModelSchema } from "../../../src/schema/tier-model-schema.ts";
import { tierPolicySchema } from "../../../src/schema/tier-policy-schema.ts";
import type { TierAssignment } from "../../../src/tiers/classify-tier-result.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import type { TierPolicy } from "../../../src/tiers/tier-policy.ts";
import type { CustomerSignals } from "../../../src/tiers/tier-signals.ts";

/** The paths of what is wrong. */
const paths = (schema: z.ZodType, input: unknown): string[] =>
  schema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("schemas give the types of the tiers", () => {
  expectTypeOf<keyof z.infer<typeof customerSignalsSchema>>().toEqualTypeOf<keyof CustomerSignals>();
  expectTypeOf<z.infer<typeof customerSignalsSchema>>().toExtend<CustomerSignals>();
  expectTypeOf<keyof z.infer<typeof tierPolicySchema>>().toEqualTypeOf<keyof TierPolicy>();
  expectTypeOf<z.infer<typeof tierPolicySchema>>().toExtend<TierPolicy>();
  expectTypeOf<keyof z.infer<typeof tierModelSchema>>().toEqualTypeOf<keyof TierModel>();
  expectTypeOf<z.infer<typeof tierModelSchema>>().toExtend<TierModel>();
  expectTypeOf<keyof z.infer<typeof tierAssignmentSchema>>().toEqualTypeOf<keyof TierAssignment>();
  expectTypeOf<z.infer<typeof tierAssignmentSchema>>().toExtend<TierAssignment>();
});

describe("signals", () => {
  const full = {
    customerId: "c1",
    profit: -12.5,
    lifetimeValue: 0,
    ourAffinity: 7.5,
    theirAffinity: 10,
    leaveRisk: 0,
    problems: 2,
    fitProduct: true,
    fitService: false,
    fitCulture: true,
  };

  test("need nothing, and any field may be null", () => {
    expect(customerSignalsSchema.parse({})).toEqual({});
    expect(customerSignalsSchema.parse(full)).toEqual(full);
    const unknown = Object.fromEntries(Object.keys(full).map((field) => [field, null]));
    expect(customerSignalsSchema.parse(unknown)).toEqual(unknown);
  });

  test.each<[keyof CustomerSignals, unknown]>([
    ["customerId", 17],
    ["profit", NaN],
    ["profit", Infinity],
    ["profit", 1e301],
    ["profit", "12"],
    ["lifetimeValue", -1e301],
    ["ourAffinity", 10.5],
    ["theirAffinity", -1],
    ["leaveRisk", 5],
    ["problems", 0.5],
    ["problems", -1],
    ["fitProduct", 1],
    ["fitService", "true"],
    ["fitCulture", "no"],
  ])("have an issue at %s: %j", (field, value) => {
    expect(paths(customerSignalsSchema, { ...full, [field]: value })).toEqual([field]);
  });

  test("see a misspelt key, and can be made to insist on one or carry more", () => {
    expect(customerSignalsSchema.safeParse({ profits: 3 }).success).toBe(false);
    expect(
      paths(customerSignalsSchema.extend({ customerId: customerSignalsSchema.shape.customerId.unwrap() }), {}),
    ).toEqual(["customerId"]);
  });
});

describe("a policy", () => {
  test.each([
    [{}],
    [{ highProfit: 1000 }],
    [{ highProfit: -5, profitFloor: -10, valueField: "lifetimeValue" } as const],
    [{ highProfit: { topShareOfValue: 0.8 }, residualOutOfReach: 3, misfitVeto: false } as const],
    [{ reachMaxGap: 3, reachMaxUnmet: 4, problemsMax: 2, ourAffinityMin: 7.5 }],
  ])("comes back as it was: %j", (overrides) => {
    const policy = threeTiers(overrides);
    expect(tierPolicySchema.parse(stored(policy))).toEqual(policy);
  });

  test.each<[string, object]>([
    ["valueField", { valueField: "revenue" }],
    ["highProfit", { highProfit: null }],
    ["highProfit.topShareOfCustomers", { highProfit: { topShareOfCustomers: 20 } }],
    ["highProfit", { highProfit: { topShareOfCustomers: 0.2, topShareOfValue: 0.8 } }],
    ["highProfit", { highProfit: {} }],
    ["profitFloor", { profitFloor: NaN }],
    ["ourAffinityMin", { ourAffinityMin: 11 }],
    ["theirAffinityMin", { theirAffinityMin: -0.5 }],
    ["leaveRiskMax", { leaveRiskMax: 1.5 }],
    ["problemsMax", { problemsMax: 0.5 }],
    ["reachMaxUnmet", { reachMaxUnmet: -1 }],
    ["reachMaxGap", { reachMaxGap: -0.1 }],
    ["residualOutOfReach", { residualOutOfReach: 1 }],
    ["misfitVeto", { misfitVeto: "yes" }],
    ["", { misfitVetoes: true }],
  ])("has an issue at %s, as threeTiers has: %j", (path, change) => {
    expect(paths(tierPolicySchema, { ...threeTiers(), ...change })).toEqual([path]);
    expect(() => threeTiers(change)).toThrow();
  });

  test("needs every field", () => {
    for (const field of Object.keys(threeTiers())) {
      const { [field as keyof TierPolicy]: _, ...others } = threeTiers();
      expect(paths(tierPolicySchema, others)).toEqual([field]);
    }
  });
});

describe("a model", () => {
  const profits = [100, 90, 50, 50, 50, 20, 10, 0, -5, NaN];
  const model = fitTierModel(profits, threeTiers(), { modelId: "crm", version: "3", asOf: "2025-01-01T00:00:00Z" });

  test.each([
    ["a share of customers", model],
    ["nobody above 0", fitTierModel([-1, 0], threeTiers())],
    ["numbers and nobody", fitTierModel([], threeTiers({ highProfit: 1000 }))],
    ["a share of value", fitTierModel(profits, threeTiers({ highProfit: { topShareOfValue: 0.8 } }))],
  ])("comes back as it was: %s", (_, fitted) => {
    expect(tierModelSchema.parse(stored(fitted))).toEqual(fitted);
  });

  test("comes back whatever it was fitted on", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const highProfit = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.record({ topShareOfCustomers: share }),
      fc.record({ topShareOfValue: share }),
    );
    fc.assert(
      fc.property(fc.array(fc.double()), highProfit, (values, asked) => {
        const fitted = fitTierModel(values, threeTiers({ highProfit: asked }));
        expect(tierModelSchema.safeParse(stored(fitted)).error).toBeUndefined();
      }),
    );
  });

  test.each<[string, object]>([
    ["kind", { kind: "tier-model/2" }],
    ["modelId", { modelId: "" }],
    ["version", { version: 3 }],
    ["fittedAt", { fittedAt: "2025-01-01" }],
    ["policy.leaveRiskMax", { policy: { ...threeTiers(), leaveRiskMax: 10 } }],
    ["highProfit", { highProfit: "100" }],
    ["highProfit", { policy: threeTiers({ highProfit: 7 }) }],
    ["population", { population: null }],
    ["population.n", { population: { ...model.population, n: 9.5 } }],
    ["population.positive", { population: { ...model.population, positive: 10 } }],
    ["population.customersAtOrAbove", { population: { ...model.population, customersAtOrAbove: 10 } }],
    ["population.realisedShareOfValue", { population: { ...model.population, realisedShareOfValue: 1.5 } }],
    ["notes", { notes: "none" }],
    ["", { more: 1 }],
  ])("has an issue at %s", (path, change) => {
    expect(paths(tierModelSchema, { ...model, ...change })).toEqual([path]);
  });
});

describe("an assignment", () => {
  const entry = {
    customerId: "c1",
    tier: 2,
    reading: "pessimistic",
    at: "2025-06-30T00:00:00.000Z",
    basis: "rule",
    reasons: ["out-of-reach"],
    possibleTiers: [1, 2],
    previousTier: null,
    modelId: null,
    version: null,
  };

  test.each([
    [{}],
    [{ reading: "optimistic", tier: 1, basis: null }],
    [{ reading: "strict", tier: null, previousTier: 3, modelId: "crm", version: "3" }],
    [{ reading: "strict", possibleTiers: [3], tier: 3, reasons: ["misfit:culture", "causes-problems"] }],
    [{ customerId: null }],
  ])("comes back as it was: %j", (change) => {
    const assignment = { ...entry, ...change };
    expect(tierAssignmentSchema.parse(stored(assignment))).toEqual(assignment);
  });

  test.each<[string, object]>([
    ["customerId", { customerId: 3 }],
    ["tier", { tier: 4 }],
    ["tier", { tier: 1 }],
    ["tier", { tier: null }],
    ["tier", { reading: "strict" }],
    ["tier", { reading: "optimistic" }],
    ["reading", { reading: "hopeful" }],
    ["at", { at: "2025-06-30" }],
    ["at", { at: "2025-06-30T00:00:00+02:00" }],
    ["basis", { basis: "misfit" }],
    ["reasons.0", { reasons: ["misfit"] }],
    ["possibleTiers", { possibleTiers: [] }],
    ["possibleTiers", { possibleTiers: [2, 1] }],
    ["possibleTiers", { possibleTiers: [2, 2] }],
    ["previousTier", { previousTier: 0 }],
    ["modelId", { modelId: "" }],
    ["", { more: 1 }],
  ])("has an issue at %s: %j", (path, change) => {
    expect(paths(tierAssignmentSchema, { ...entry, ...change })).toEqual([path]);
  });
});
