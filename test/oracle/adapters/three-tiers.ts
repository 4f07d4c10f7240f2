import { classifyTier } from "../../../src/tiers/classify-tier.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import { nextTier } from "../../../src/tiers/next-tier.ts";
import { topShareThreshold } from "../../../src/tiers/threshold-top-share.ts";
import { type TierPolicyOverrides, threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import type { TierNumber } from "../../../src/tiers/tier-policy.ts";
import type { CustomerSignals } from "../../../src/tiers/tier-signals.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly customer: CustomerSignals;
  readonly thresholds: TierPolicyOverrides;
  readonly targetTier?: TierNumber;
}

function modelOf({ thresholds }: Inputs): TierModel {
  return fitTierModel([], threeTiers(thresholds));
}

/** Which tier a customer is in, and why. */
export const threeTierClassifier: Adapter = ({ inputs }) => {
  const given = inputs as Inputs;
  const { tier, pessimisticTier, optimisticTier, reasons, ...rest } = classifyTier(given.customer, modelOf(given));
  return {
    ...rest,
    tier: { strict: tier, pessimistic: pessimisticTier, optimistic: optimisticTier },
    reasons: reasons.map(({ code }) => code),
  };
};

/** What would move a customer up. */
export const counterfactual: Adapter = ({ inputs }) => {
  const given = inputs as Inputs;
  return nextTier(given.customer, modelOf(given), { targetTier: given.targetTier });
};

/** From which value a customer belongs to the best. */
export const thresholdResolution: Adapter = ({ inputs }) => {
  const { values, kind, share } = inputs as {
    readonly values: readonly number[];
    readonly kind: "topShareOfCustomers" | "topShareOfValue";
    readonly share: number;
  };
  const { realisedShareOfCustomers, ...rest } = topShareThreshold(
    values,
    kind === "topShareOfCustomers" ? { topShareOfCustomers: share } : { topShareOfValue: share },
  );
  return { ...rest, shareAtOrAbove: realisedShareOfCustomers };
};
