import type { TierBand } from "../../../src/tiers/tier-bands.ts";
import type { TierLabel } from "../../../src/tiers/tier-labels.ts";
import { steadyTierSeries } from "../../../src/tiers/steady-tier-series.ts";
import type { Adapter } from "../adapter.ts";

type Inputs = { readonly startTier: TierLabel | null } & (
  | {
      readonly mechanism: "margin";
      readonly scores: readonly (number | null)[];
      readonly bands: readonly TierBand[];
      readonly margin: number;
    }
  | {
      readonly mechanism: "confirm";
      readonly rawTiers: readonly (TierLabel | null)[];
      readonly confirmUp: number;
      readonly confirmDown: number;
    }
);

/** Tiers kept from flapping. Files that give tiers have them by number, 1 the best. */
export const hysteresis: Adapter = ({ inputs }) => {
  const { startTier: previous, ...given } = inputs as Inputs;
  if (given.mechanism === "margin") {
    const { scores, bands, margin } = given;
    return steadyTierSeries(scores, { method: "margin", bands, margin }, { previous });
  }
  const { rawTiers, confirmUp, confirmDown } = given;
  const tiers = [...new Set([...rawTiers, previous].filter((tier) => tier !== null))].sort(
    (left, right) => Number(left) - Number(right),
  );
  return steadyTierSeries(rawTiers, { method: "confirm", tiers, confirmUp, confirmDown }, { previous });
};
