import fc from "fast-check";
import { expect, test } from "vitest";
import { tierByBand } from "../../../src/tiers/tier-bands.ts";
import { steadyTier, type SteadyTierPolicy } from "../../../src/tiers/steady-tier.ts";
import { steadyTierSeries } from "../../../src/tiers/steady-tier-series.ts";

const bands = [
  { tier: 1, min: 80 },
  { tier: 2, min: 50 },
  { tier: 3, min: 20 },
  { tier: 4, min: null },
];
const mins = [80, 50, 20, Number.NEGATIVE_INFINITY];
const score = fc.integer({ min: -20, max: 130 });
const scores = fc.array(fc.option(score));
const tiers = fc.array(fc.option(fc.integer({ min: 1, max: 4 })));
const margins = fc.integer({ min: 0, max: 40 });
const byMargin = (margin: number): SteadyTierPolicy => ({ method: "margin", bands, margin });
const byConfirmation = (confirmUp: number, confirmDown: number): SteadyTierPolicy => ({
  method: "confirm",
  tiers: [1, 2, 3, 4],
  confirmUp,
  confirmDown,
});

test("a margin: one tier at a time, up at min + margin and down below min - margin, comes to the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), score, margins, (previous, observed, margin) => {
      let tier = previous;
      while (tier < 4 && observed < mins[tier - 1]! - margin) tier += 1;
      const best = mins.findIndex((min) => observed >= min + margin) + 1;
      if (tier === previous && best < previous) tier = best;
      expect(steadyTier({ previous, observed, policy: byMargin(margin) }).tier).toBe(tier);
    }),
    { numRuns: 500 },
  );
});

test("a margin: of two customers with one score, the one who was in the better tier is never in the worse one after", () => {
  const tier = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(tier, tier, score, margins, (left, right, observed, margin) => {
      const after = (previous: number) => steadyTier({ previous, observed, policy: byMargin(margin) }).tier as number;
      expect(after(Math.min(left, right))).toBeLessThanOrEqual(after(Math.max(left, right)));
    }),
  );
});

test("a margin: the same score again changes nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), score, margins, (previous, observed, margin) => {
      const policy = byMargin(margin);
      const once = steadyTier({ previous, observed, policy });
      expect(steadyTier({ previous: once, observed, policy }).tier).toBe(once.tier);
    }),
  );
});

test("no margin, and one sighting, are the plain tiers", () => {
  fc.assert(
    fc.property(scores, tiers, (observed, raw) => {
      const filled = (list: readonly (number | null)[]) => {
        let last: number | null = null;
        return list.map((each) => (last = each ?? last));
      };
      const plain = observed.map((each) => tierByBand(each, bands) as number | null);
      expect(steadyTierSeries(observed, byMargin(0)).tiers).toEqual(filled(plain));
      expect(steadyTierSeries(raw, byConfirmation(1, 1)).tiers).toEqual(filled(raw));
    }),
  );
});

test("missing evaluations can be taken out, and states stored on the way", () => {
  fc.assert(
    fc.property(
      tiers,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      (raw, up, down, at) => {
        const policy = byConfirmation(up, down);
        const whole = steadyTierSeries(raw, policy);
        const told = steadyTierSeries(
          raw.filter((tier) => tier !== null),
          policy,
        );
        expect(told.state).toEqual(whole.state);
        expect(told.changes).toBe(whole.changes);
        const cut = at % (raw.length + 1);
        const stored = JSON.parse(JSON.stringify(steadyTierSeries(raw.slice(0, cut), policy).state));
        const rest = steadyTierSeries(raw.slice(cut), policy, { previous: stored });
        expect(rest.tiers).toEqual(whole.tiers.slice(cut));
        expect(whole.changes).toBeLessThanOrEqual(whole.changesRaw);
      },
    ),
  );
});
