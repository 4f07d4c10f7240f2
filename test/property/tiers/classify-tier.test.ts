import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { classifyTierColumns } from "../../../src/tiers/classify-tier-columns.ts";
import { tierCountsAccumulator } from "../../../src/tiers/classify-tier-counts.ts";
import { classifyTiers } from "../../../src/tiers/classify-tiers.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { possibleTiers } from "../../../src/tiers/possible-tiers.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import type { TierNumber } from "../../../src/tiers/tier-policy.ts";
import type { CustomerSignals } from "../../../src/tiers/tier-signals.ts";
import { testAccumulatorLaws } from "../../support/accumulator-laws.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { anyTierModel, fullSignals, partialSignals } from "../../support/tier-arbitraries.ts";

type Full = Required<Omit<CustomerSignals, "customerId" | "lifetimeValue">> & { readonly [field: string]: unknown };

/** The rules again, straight from the sentences; gaps in whole 10^-9, so that decimals are what they look like. */
function plainTier(customer: CustomerSignals, { policy, highProfit }: TierModel): TierNumber {
  const { profit, ourAffinity, theirAffinity, leaveRisk, problems, fitProduct, fitService, fitCulture } = customer as {
    [Field in keyof Full]: never;
  };
  const { profitFloor, ourAffinityMin, theirAffinityMin, leaveRiskMax, problemsMax, reachMaxUnmet } = policy;
  if (policy.misfitVeto && !(fitProduct && fitService && fitCulture)) return 3;
  const gaps: number[] = [];
  if (!(highProfit !== null && profit >= highProfit && profit > profitFloor))
    gaps.push(highProfit === null || highProfit <= 0 ? Infinity : (highProfit - profit) / highProfit);
  if (ourAffinity < ourAffinityMin) gaps.push((ourAffinityMin - ourAffinity) / 10);
  if (theirAffinity < theirAffinityMin) gaps.push((theirAffinityMin - theirAffinity) / 10);
  if (leaveRisk > leaveRiskMax) gaps.push(leaveRisk - leaveRiskMax);
  if (gaps.length === 0) return 1;
  if (profit <= profitFloor || problems > problemsMax) return 3;
  const isClose = gaps.every((gap) => Math.round(gap * 1e9) <= Math.round(policy.reachMaxGap * 1e9));
  return gaps.length <= reachMaxUnmet && isClose ? 2 : policy.residualOutOfReach;
}

/** Values of a field on both sides of, and at, each edge that the policy can make. */
function candidates(field: string, { policy, highProfit }: TierModel): readonly unknown[] {
  const around = (edges: readonly number[], min: number, max: number): number[] =>
    edges
      .flatMap((edge) => [edge - 1e-6, edge, edge + 1e-6])
      .concat(min, max)
      .filter((value) => value >= min && value <= max);
  const { reachMaxGap, problemsMax, profitFloor } = policy;
  const high = highProfit ?? 0;
  if (field === "profit") return around([profitFloor, high, high - high * reachMaxGap], -1e9, 1e9);
  if (field === "leaveRisk") return around([policy.leaveRiskMax, policy.leaveRiskMax + reachMaxGap], 0, 1);
  if (field === "problems") return [0, problemsMax, problemsMax + 1];
  if (field.startsWith("fit")) return [true, false];
  const min = field === "ourAffinity" ? policy.ourAffinityMin : policy.theirAffinityMin;
  return around([min, min - 10 * reachMaxGap], 0, 10);
}

const names = [
  "profit",
  "ourAffinity",
  "theirAffinity",
  "leaveRisk",
  "problems",
  "fitProduct",
  "fitService",
  "fitCulture",
] as const;

describe("classifyTier", () => {
  test("with all known it says what the three sentences say", () => {
    fc.assert(
      fc.property(fullSignals, anyTierModel, (customer, model) => {
        expect(classifyTier(customer, model).tier).toBe(plainTier(customer, model));
      }),
      { numRuns: 2000 },
    );
  });

  test("one tier is decided; its reasons, basis and reach are given", () => {
    fc.assert(
      fc.property(fullSignals, anyTierModel, (customer, model) => {
        const found = classifyTier(customer, model);
        expect(found.possibleTiers).toEqual([found.tier]);
        expect([found.pessimisticTier, found.optimisticTier]).toEqual([found.tier, found.tier]);
        expect(found.basis).not.toBeNull();
        expect(found.decidingField).toBeNull();
        expect(found.reachable).not.toBeNull();
        expect(found.tier === 3).toBe(found.tier === 3 && found.reasons.length > 0);
        expect(found.explanation.join(" ")).not.toMatch(/undefined|null|NaN|Infinity/);
      }),
    );
  });

  test("what is possible is what some completion gives: no more, no less", () => {
    fc.assert(
      fc.property(partialSignals, anyTierModel, (customer, model) => {
        let completions: CustomerSignals[] = [customer];
        for (const field of names) {
          if (field in customer) continue;
          completions = completions.flatMap((each) =>
            candidates(field, model).map((value) => ({ ...each, [field]: value })),
          );
          // A customer of whom nothing is known has very many: a part of them, not the same twice.
          if (completions.length > 3000)
            completions = completions.filter((_, i) => (i * 7919) % completions.length < 3000);
        }
        const attained = [...new Set(completions.map((each) => classifyTier(each, model).tier))].sort();
        const possible = possibleTiers(customer, model);
        expect(possible).toEqual(expect.arrayContaining(attained));
        const missing = names.filter((field) => !(field in customer)).length;
        if (missing <= 3) expect(possible).toEqual(attained);
      }),
      { numRuns: 300 },
    );
  });

  test("the tier of every random completion is possible", () => {
    fc.assert(
      fc.property(partialSignals, fullSignals, anyTierModel, (customer, other, model) => {
        const { possibleTiers: possible, basis, reasons, reachable } = classifyTier(customer, model);
        const completed = classifyTier({ ...other, ...customer }, model);
        expect(possible).toContain(completed.tier);
        if (basis !== null) expect(completed.basis).toBe(basis);
        if (reachable !== null) expect(completed.reachable).toBe(reachable);
        const isMisfit = completed.reasons.some(({ code }) => code.startsWith("misfit")) && model.policy.misfitVeto;
        if (!isMisfit) expect(completed.reasons).toEqual(expect.arrayContaining([...reasons]));
      }),
      { numRuns: 1000 },
    );
  });

  test("to know the deciding field leaves no more possible than before, and what is possible is plain JSON", () => {
    fc.assert(
      fc.property(partialSignals, fullSignals, anyTierModel, (customer, other, model) => {
        const found = classifyTier(customer, model);
        expect(notPlainJson(found)).toEqual([]);
        expect(found.decidingField === null).toBe(found.tier !== null);
        if (found.decidingField === null) return;
        expect(found.missing).toContain(found.decidingField);
        const asked = { ...customer, [found.decidingField]: (other as Full)[found.decidingField] };
        expect(found.possibleTiers).toEqual(expect.arrayContaining([...possibleTiers(asked, model)]));
      }),
    );
  });
});

test("a list, columns and the accumulator count the same", () => {
  fc.assert(
    fc.property(fc.array(partialSignals, { minLength: 1, maxLength: 40 }), anyTierModel, (customers, model) => {
      const { customers: list, counts } = classifyTiers(customers, model);
      const columns = Object.fromEntries(
        names.map((field) => [field, Float64Array.from(customers, (each) => Number(each[field] ?? Number.NaN))]),
      );
      const found = classifyTierColumns(columns, model);
      expect([...found.tier]).toEqual(list.map(({ tier }) => tier ?? 0));
      expect([...found.pessimisticTier]).toEqual(list.map(({ pessimisticTier }) => pessimisticTier));
      expect([...found.optimisticTier]).toEqual(list.map(({ optimisticTier }) => optimisticTier));
      expect(found.counts).toEqual(counts);
      const accumulator = tierCountsAccumulator(model);
      expect(accumulator.result(customers.reduce(accumulator.add, accumulator.empty()))).toEqual(counts);
      const decided = list.filter(({ tier }) => tier === 2).length;
      expect(counts.tiers[1]).toMatchObject({
        decided,
        possible: list.filter(({ possibleTiers: possible }) => possible.includes(2)).length,
        pessimistic: list.filter(({ pessimisticTier }) => pessimisticTier === 2).length,
        optimistic: list.filter(({ optimisticTier }) => optimisticTier === 2).length,
      });
    }),
  );
});

testAccumulatorLaws(
  "tierCountsAccumulator",
  () => tierCountsAccumulator(fitTierModel([], threeTiers({ highProfit: 1000 }))),
  fc.oneof(partialSignals, fc.constantFrom(null as never, "ann" as never, { profit: Number.NaN, ourAffinity: 11 })),
);
