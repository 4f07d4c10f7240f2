import type { CustomerFeature } from "../../../src/tiers/gower-distance.ts";
import { idealProfile } from "../../../src/tiers/ideal-profile.ts";
import { lookAlikes } from "../../../src/tiers/look-alikes.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly features: readonly CustomerFeature[];
  readonly tierOne: readonly object[];
  readonly candidates: readonly { readonly id: string }[];
}

/** The profile of the best customers, and who is like it. */
export const lookAlikesOracle: Adapter = ({ inputs }) => {
  const { features, tierOne, candidates } = inputs as Inputs;
  const profile = idealProfile(tierOne, features);
  const { lookAlikes: found } = lookAlikes(
    candidates.map(({ id, ...row }) => ({ customerId: id, ...row })),
    profile,
  );
  return {
    profile: profile.features,
    lookalikes: found.map(({ customerId, ...each }) => ({ id: customerId, ...each })),
  };
};
