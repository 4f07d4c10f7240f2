import { valueComplexity } from "../../../src/tiers/value-complexity.ts";
import type { Adapter } from "../adapter.ts";

interface Inputs {
  readonly customers: readonly {
    readonly id: string;
    readonly profit: number;
    readonly revenue: number;
    readonly costToServe: number;
  }[];
  readonly minValue: number;
  readonly maxComplexity: number;
}

/** Value by cost to serve. */
export const valueComplexityOracle: Adapter = ({ inputs }) => {
  const { customers: rows, ...options } = inputs as Inputs;
  const { customers, quadrants } = valueComplexity(
    rows.map(({ id, ...row }) => ({ customerId: id, ...row })),
    options,
  );
  return {
    customers: customers.map(({ customerId, ...place }) => ({ id: customerId, ...place })),
    counts: Object.fromEntries(Object.entries(quadrants).map(([quadrant, sums]) => [quadrant, sums.customers])),
  };
};
