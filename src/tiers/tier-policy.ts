import type { TierValueField } from "./tier-signals.ts";

/** A tier: 1 is the best, 3 the one that is not a fit. */
export type TierNumber = 1 | 2 | 3;

/** The best customers by number: 0.2 for the best 20 of 100. All who are worth as much as the last of them are in. */
export interface TopShareOfCustomers {
  /** A proportion in [0, 1]. */
  readonly topShareOfCustomers: number;
}

/** The best customers by what they bring: 0.8 for as few as bring 80 % of all that is above 0. Ties are in. */
export interface TopShareOfValue {
  /** A proportion in [0, 1]. */
  readonly topShareOfValue: number;
}

/**
 * What the three tiers mean to a company: plain JSON, to be stored and discussed. Made by `threeTiers`, turned into a
 * `TierModel` by `fitTierModel`.
 */
export interface TierPolicy {
  /** Which field says what a customer is worth. */
  readonly valueField: TierValueField;
  /** From which value a customer is highly profitable: a number, or a share that is turned into one on a population. */
  readonly highProfit: number | TopShareOfCustomers | TopShareOfValue;
  /** A customer is profitable above this value, and not at it. */
  readonly profitFloor: number;
  /** From which affinity we love working with them, 0 to 10. */
  readonly ourAffinityMin: number;
  /** From which affinity they love working with us, 0 to 10. */
  readonly theirAffinityMin: number;
  /** Up to which risk they would leave only under dire circumstances, 0 to 1. */
  readonly leaveRiskMax: number;
  /** Up to how many problems a customer causes none, a whole number. */
  readonly problemsMax: number;
  /** How many conditions of tier 1 may be unmet for a little attention to be enough: a whole number. */
  readonly reachMaxUnmet: number;
  /** How far each of them may be from its threshold: a share of `highProfit`, of the 10 points of affinity, or a difference of risks. */
  readonly reachMaxGap: number;
  /** The tier of customers who are profitable and cause no problems, and are further from tier 1 than a little attention. */
  readonly residualOutOfReach: 2 | 3;
  /** Whether a customer who does not fit products, services or culture is in tier 3 whatever else is true. */
  readonly misfitVeto: boolean;
}
