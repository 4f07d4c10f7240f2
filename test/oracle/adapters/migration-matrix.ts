import type { TierLabel } from "../../../src/tiers/tier-labels.ts";
import { tierMigration } from "../../../src/tiers/tier-migration.ts";
import type { Adapter } from "../adapter.ts";

interface Row {
  readonly id: string;
  readonly tier: TierLabel;
}

interface Inputs {
  readonly tiers: readonly TierLabel[];
  readonly before: readonly Row[];
  readonly after: readonly Row[];
}

/** Movement between two dates. */
export const migrationMatrix: Adapter = ({ inputs }) => {
  const { tiers, before, after } = inputs as Inputs;
  const read = ({ id, tier }: Row) => ({ customerId: id, tier });
  const { value, stability, retentionByTier, ...figures } = tierMigration(before, after, { tiers, read });
  return {
    ...figures,
    netUpwardShare: value,
    stability: stability.value,
    retentionByTier: retentionByTier.map((retention) => retention.value),
  };
};
