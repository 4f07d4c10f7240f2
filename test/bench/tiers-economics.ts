import { tierEconomics, tierEconomicsColumns, type TierEconomicsResult } from "customer-metrics/tiers";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

/** Sums by tier, beside a loop that adds floats in the order they come and checks nothing. */
export const tiersEconomics: readonly Comparison[] = [
  {
    name: "1e6 customers, tier columns",
    baseline: "one loop, float sums, no checks",
    limit: 25,
    prepare: () => {
      const columns = customerColumns(1_000_000);
      return { ours: () => tierEconomicsColumns(columns), baseline: () => sums(columns), agree };
    },
  },
  {
    name: "1e5 customers, tier rows",
    baseline: "the same over columns",
    prepare: () => {
      const columns = customerColumns(100_000);
      const rows = Array.from(columns.tier, (tier, i) => ({
        customerId: `c${i}`,
        tier,
        revenue: columns.revenue[i]!,
        directCost: columns.directCost[i]!,
        costToServe: columns.costToServe[i]!,
      }));
      return { ours: () => tierEconomics(rows), baseline: () => sums(columns), agree };
    },
  },
];

function customerColumns(count: number) {
  const next = generator(6);
  const cents = (most: number): Float64Array => Float64Array.from({ length: count }, () => (next() % most) / 100);
  return {
    tier: Uint8Array.from({ length: count }, () => 1 + (next() % 3)),
    revenue: cents(500_000),
    directCost: cents(200_000),
    costToServe: cents(100_000),
  };
}

function sums({ tier, revenue, directCost, costToServe }: ReturnType<typeof customerColumns>): number[] {
  const profits = [0, 0, 0];
  const revenues = [0, 0, 0];
  for (let i = 0; i < tier.length; i++) {
    revenues[tier[i]! - 1]! += revenue[i]!;
    profits[tier[i]! - 1]! += revenue[i]! - directCost[i]! - costToServe[i]!;
  }
  return profits;
}

function agree(ours: unknown, plain: unknown): boolean {
  return (ours as TierEconomicsResult).tiers.every(({ profit }, i) => {
    const float = (plain as number[])[i]!;
    return Math.abs(profit - float) <= 1e-9 * Math.abs(float);
  });
}
