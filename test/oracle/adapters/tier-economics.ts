import { letGo } from "../../../src/tiers/let-go.ts";
import { tierEconomics } from "../../../src/tiers/tier-economics.ts";
import type { TierAmounts } from "../../../src/tiers/tier-economics-result.ts";
import type { TierLabel } from "../../../src/tiers/tier-labels.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly tiers: readonly TierLabel[];
  readonly customers: readonly {
    readonly id: string;
    readonly tier: TierLabel;
    readonly revenue: number;
    readonly directCost: number;
    readonly costToServe: number;
    readonly acquisitionCost?: number | null;
  }[];
  readonly letGo?: {
    readonly tier: TierLabel;
    readonly avoidableDirectShare: number;
    readonly avoidableServeShare: number;
    readonly valuePerFreedCost: number;
    readonly exitCostPerCustomer: number;
  };
}

/** What tiers bring and cost, and what letting one of them go would change. */
export const tierEconomicsOracle: Adapter = ({ inputs }) => {
  const { tiers, customers: rows, letGo: asked } = inputs as Inputs;
  const customers = rows.map(({ id, ...row }) => ({ customerId: id, ...row }));
  const { total, tiers: figures } = tierEconomics(customers, { tiers });
  const gone = asked && letGo(customers, asked);
  const changeOf = new Map(gone?.customers.map((change) => [change.customerId, change]));
  return {
    total: asKnown(total),
    tiers: figures.map(asKnown),
    letGo: gone && {
      ...gone,
      // In the order of the case.
      perCustomer: rows.flatMap(({ id }) => {
        const change = changeOf.get(id);
        return change === undefined ? [] : [{ id, profitChange: change.profitChange }];
      }),
    },
  };
};

function asKnown<Amounts extends TierAmounts>(
  amounts: Amounts,
): Amounts & { readonly profitPerCustomer: number | null } {
  return { ...amounts, profitPerCustomer: amounts.perCustomer?.profit ?? null };
}
