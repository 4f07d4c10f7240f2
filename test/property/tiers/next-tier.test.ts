import fc from "fast-check";
import { expect, test } from "vitest";
import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { nextTier } from "../../../src/tiers/next-tier.ts";
import type { TierChange } from "../../../src/tiers/next-tier-changes.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import type { CustomerSignals, TierSignalField } from "../../../src/tiers/tier-signals.ts";
import { notPlainJson } from "../../support/plain-json.ts";
import { anyTierModel, fullSignals, partialSignals } from "../../support/tier-arbitraries.ts";

const target = fc.constantFrom(1 as const, 2 as const);

/** A little beyond what is not enough itself. */
function goal({ to, exclusive, delta }: TierChange): number {
  return exclusive ? to + Math.max(1e-9, Math.abs(delta) * 1e-9) : to;
}

function moved(customer: CustomerSignals, changes: readonly TierChange[]): CustomerSignals {
  return { ...customer, ...Object.fromEntries(changes.map((change) => [change.field, goal(change)])) };
}

test("all of the changes bring the tier; without any one of them, or with a millionth less, it is not reached", () => {
  fc.assert(
    fc.property(fullSignals, anyTierModel, target, (customer, model, targetTier) => {
      const { currentTier, possible, obstacle, changes, missing } = nextTier(customer, model, { targetTier });
      expect(missing).toEqual([]);
      if (!possible) {
        expect(changes).toEqual([]);
        if (obstacle === "already-there") expect(currentTier).toBeLessThanOrEqual(targetTier);
        else expect([obstacle, model.policy.misfitVeto]).toEqual(["misfit", true]);
        return;
      }
      expect(classifyTier(moved(customer, changes), model).tier).toBeLessThanOrEqual(targetTier);
      for (const change of changes) {
        const others = changes.filter((each) => each !== change);
        expect(classifyTier(moved(customer, others), model).tier).toBeGreaterThan(targetTier);
        if (change.field === "problems") continue;
        const almost = change.exclusive ? change.to : change.from + change.delta * (1 - 1e-6);
        const short = { ...moved(customer, others), [change.field]: almost };
        expect(classifyTier(short, model).tier).toBeGreaterThan(targetTier);
      }
    }),
    { numRuns: 3000 },
  );
});

test("one problem more than the change allows is one too many", () => {
  fc.assert(
    fc.property(fullSignals, anyTierModel, (customer, model) => {
      const { possible, changes } = nextTier(customer, model, { targetTier: 2 });
      const problems = changes.find(({ field }) => field === "problems");
      if (!possible || problems === undefined) return;
      const short = { ...moved(customer, changes), problems: problems.to + 1 };
      expect(classifyTier(short, model).tier).toBe(3);
    }),
  );
});

test("with missing data it is plain JSON, and what is needed for certain is needed in every completion", () => {
  fc.assert(
    fc.property(partialSignals, fullSignals, anyTierModel, (customer, other, model) => {
      const next = nextTier(customer, model, { targetTier: 1 });
      expect(notPlainJson(next)).toEqual([]);
      expect(next.possible === null).toBe(next.obstacle === "missing-data");
      expect(next.missing.length > 0).toBe(next.missing.length > 0 && next.possible !== true);
      const completed = nextTier({ ...other, ...customer }, model, { targetTier: 1 });
      if (next.possible !== null || completed.possible !== true) return;
      expect(completed.changes).toEqual(expect.arrayContaining([...next.changes]));
    }),
    { numRuns: 1000 },
  );
});

test("of customers out of reach, no cheaper choice of conditions to meet brings tier 2", () => {
  fc.assert(
    fc.property(fullSignals, anyTierModel, (customer, model) => {
      const { possible, changes } = nextTier(customer, model, { targetTier: 2 });
      if (!possible || model.policy.residualOutOfReach === 2 || (model.highProfit ?? 0) <= 0) return;
      const cost = (from: CustomerSignals, to: CustomerSignals): number =>
        Math.abs(from.profit! - to.profit!) / model.highProfit! +
        Math.abs(from.ourAffinity! - to.ourAffinity!) / 10 +
        Math.abs(from.theirAffinity! - to.theirAffinity!) / 10 +
        Math.abs(from.leaveRisk! - to.leaveRisk!);
      const found = cost(customer, moved(customer, changes));
      const { reachMaxGap, profitFloor, ourAffinityMin, theirAffinityMin, leaveRiskMax } = model.policy;
      const high = model.highProfit!;
      const options = {
        profit: [customer.profit!, high, high - high * reachMaxGap, profitFloor + 1e-9].filter(
          (x) => x >= customer.profit!,
        ),
        ourAffinity: [
          customer.ourAffinity!,
          ourAffinityMin,
          Math.max(customer.ourAffinity!, ourAffinityMin - 10 * reachMaxGap),
        ],
        theirAffinity: [
          customer.theirAffinity!,
          theirAffinityMin,
          Math.max(customer.theirAffinity!, theirAffinityMin - 10 * reachMaxGap),
        ],
        leaveRisk: [customer.leaveRisk!, leaveRiskMax, Math.min(customer.leaveRisk!, leaveRiskMax + reachMaxGap)],
      };
      for (const profit of options.profit)
        for (const ourAffinity of options.ourAffinity)
          for (const theirAffinity of options.theirAffinity)
            for (const leaveRisk of options.leaveRisk) {
              const other = { ...customer, profit, ourAffinity, theirAffinity, leaveRisk, problems: 0 };
              const isThere = classifyTier(other, model).tier! <= 2;
              if (isThere) expect(cost(customer, other)).toBeGreaterThanOrEqual(found * (1 - 1e-6) - 1e-6);
            }
    }),
    { numRuns: 300 },
  );
});

test("possible means in every completion, with nothing to spare in any; not decided, that some reach it and some do not", () => {
  fc.assert(
    fc.property(partialSignals, anyTierModel, target, fullSignals, (customer, model, targetTier, other) => {
      const { possible, obstacle, changes, missing, explanation } = nextTier(customer, model, { targetTier });
      const after = classifyTier(moved(customer, changes), model);
      expect(explanation).not.toEqual([]);
      for (const change of possible === false ? [] : changes) {
        const others = changes.filter((each) => each !== change);
        expect(classifyTier(moved(customer, others), model).optimisticTier).toBeGreaterThan(targetTier);
      }
      if (possible === true) {
        expect([after.pessimisticTier <= targetTier, missing]).toEqual([true, []]);
        expect(classifyTier({ ...other, ...moved(customer, changes) }, model).tier).toBeLessThanOrEqual(targetTier);
      } else if (possible === null) {
        expect(after.optimisticTier).toBeLessThanOrEqual(targetTier);
        expect(after.pessimisticTier).toBeGreaterThan(targetTier);
        expect(after.missing).toEqual(expect.arrayContaining([...missing]));
        // What is asked for is enough to know.
        const told = Object.fromEntries(missing.map((field) => [field, other[field as keyof typeof other]]));
        expect(nextTier({ ...customer, ...told }, model, { targetTier }).possible).not.toBeNull();
      } else expect(obstacle).not.toBeNull();
    }),
    { numRuns: 5000 },
  );
});

test("each field that is asked for decides with some answers to the rest", () => {
  fc.assert(
    fc.property(partialSignals, anyTierModel, target, (customer, model, targetTier) => {
      const { changes, missing } = nextTier(customer, model, { targetTier });
      const after = moved(customer, changes);
      for (const field of missing) {
        const rest = missing.filter((each) => each !== field);
        const isOpen = completions(rest, model).some((answers) => {
          const { pessimisticTier, optimisticTier } = classifyTier(
            { ...best(after), ...answers, [field]: null },
            model,
          );
          return optimisticTier <= targetTier && pessimisticTier > targetTier;
        });
        expect([field, isOpen]).toEqual([field, true]);
      }
    }),
    { numRuns: 300 },
  );
});

/** As it is, and where nothing is known, nothing against the customer but a problem or a value that is asked for. */
function best(customer: CustomerSignals): CustomerSignals {
  return { fitProduct: true, fitService: true, fitCulture: true, ...customer };
}

/** Answers at the thresholds and beyond them, for each of the fields. */
function completions(fields: readonly TierSignalField[], { policy }: TierModel): CustomerSignals[] {
  const { profitFloor, highProfit, ourAffinityMin, theirAffinityMin, leaveRiskMax, problemsMax, reachMaxGap } = policy;
  const high = highProfit as number;
  const near = (min: number): number[] => [min, min - 5 * reachMaxGap, min / 2, 0].filter((points) => points >= 0);
  const answers: { readonly [field: string]: readonly unknown[] } = {
    profit: [Math.max(high, profitFloor + 1), high - (high * reachMaxGap) / 2, profitFloor + 1e-6, profitFloor],
    ourAffinity: near(ourAffinityMin),
    theirAffinity: near(theirAffinityMin),
    leaveRisk: [leaveRiskMax, leaveRiskMax + reachMaxGap / 2, 1].filter((risk) => risk <= 1),
    problems: [problemsMax, problemsMax + 1],
  };
  return fields.reduce<CustomerSignals[]>(
    (found, field) =>
      found.flatMap((each) => (answers[field] ?? [true]).map((answer) => ({ ...each, [field]: answer }))),
    [{}],
  );
}
