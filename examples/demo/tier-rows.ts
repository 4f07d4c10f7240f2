import type { TierBook } from "./tier-book.ts";

/** The label of customers whose tier is not decided. */
export const UNDECIDED = "undecided";

/** Customers with their money and their tier. */
export function tierRows({ customers, classified }: TierBook) {
  return customers.map(({ customerId, revenue, directCost, costToServe, acquisitionCost }, at) => ({
    customerId,
    tier: classified[at]!.tier ?? UNDECIDED,
    revenue,
    directCost,
    costToServe,
    acquisitionCost,
  }));
}
