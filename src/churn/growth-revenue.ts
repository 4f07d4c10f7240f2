import type { GrowthCounts } from "./growth-counts.ts";

/** How the revenue of one period came to be, and what became of that of the period before; in minor units. */
export interface RevenueGrowth {
  /** Revenue less refunds: new + retained + resurrected + expansion + refundsOfInactive. */
  readonly total: number;
  /** Revenue in the period before of the customers active in it: retained + contraction + churned. */
  readonly previous: number;
  /** Of new customers. */
  readonly new: number;
  /** Of retained customers, as far as they spent as much before: Σ min(before, now). */
  readonly retained: number;
  /** Of customers who came back. */
  readonly resurrected: number;
  /** What retained customers spent more than before. */
  readonly expansion: number;
  /** What retained customers spent less than before. */
  readonly contraction: number;
  /** What customers had spent before who are not active now. */
  readonly churned: number;
  /** Refunds to customers who are not active in the period, 0 or less. */
  readonly refundsOfInactive: number;
  /** retained / previous, or `null` when that is not above 0. */
  readonly grossRetention: number | null;
  /** (retained + expansion) / previous, or `null` when that is not above 0. */
  readonly netRetention: number | null;
  /** (new + resurrected + expansion) / (churned + contraction), or `null` when that is not above 0. */
  readonly quickRatio: number | null;
}

/** The revenue of a period out of its columns. */
export function revenueGrowth(revenue: NonNullable<GrowthCounts["revenue"]>, place: number): RevenueGrowth {
  const [gained, retained, resurrected, expansion, contraction, churned] = [
    revenue.new[place]!,
    revenue.retained[place]!,
    revenue.resurrected[place]!,
    revenue.expansion[place]!,
    revenue.contraction[place]!,
    revenue.churned[place]!,
  ];
  const refundsOfInactive = revenue.refundsOfInactive[place]!;
  const previous = retained + contraction + churned;
  const lost = churned + contraction;
  return {
    total: revenue.active[place]! + refundsOfInactive,
    previous,
    new: gained,
    retained,
    resurrected,
    expansion,
    contraction,
    churned,
    refundsOfInactive,
    grossRetention: previous > 0 ? retained / previous : null,
    netRetention: previous > 0 ? (retained + expansion) / previous : null,
    quickRatio: lost > 0 ? (gained + resurrected + expansion) / lost : null,
  };
}
