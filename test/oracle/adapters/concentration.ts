import { concentration } from "../../../src/tiers/concentration.ts";
import type { Adapter } from "../adapter.ts";

interface Asked {
  readonly values: readonly number[];
  readonly topShares: readonly number[];
  readonly valueShares: readonly number[];
}

/** Top shares, customers for a share, Gini and Lorenz curve of values. */
export const concentrationOracle: Adapter = ({ inputs }) => {
  const { values, topShares, valueShares } = inputs as unknown as Asked;
  const result = concentration(values, { topShares, valueShares, steps: "customers" });
  return {
    n: result.n,
    total: result.total,
    gini: result.value,
    giniUnbiased: result.unbiased,
    giniNormalised: result.normalised,
    lorenz: result.lorenz,
    topShare: result.topShares,
    customersFor: result.customersFor,
  };
};
