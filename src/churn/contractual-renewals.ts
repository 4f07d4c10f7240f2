import type { ContractualState } from "./contractual-state.ts";

/** How many came to a renewal opportunity under observation, and how many of them left. */
export interface Renewal {
  /** 1 for the first of a customer. */
  readonly renewal: number;
  readonly atRisk: number;
  readonly churned: number;
}

/**
 * The renewals to which anybody came. The likelihood of any model of discrete tenure is that of these binomial counts, and so
 * late entry, early ends and cohorts of different length need nothing of their own.
 */
export function renewalsOf({ churned, active, entered }: ContractualState): Renewal[] {
  const renewals: Renewal[] = [];
  let atRisk = 0;
  for (let renewal = 1; renewal < Math.max(churned.length, active.length); renewal++) {
    const before = renewal - 1;
    atRisk += (entered[before] ?? 0) - (churned[before] ?? 0) - (active[before] ?? 0);
    if (atRisk > 0) renewals.push({ renewal, atRisk, churned: churned[renewal] ?? 0 });
  }
  return renewals;
}
