import type { TierPolicy } from "./tier-policy.ts";

/**
 * A policy with its numbers resolved once: plain JSON, to be stored and used until it is replaced. A customer's tier
 * follows from it and the customer alone, so that it does not change because others do.
 */
export interface TierModel {
  /** `"tier-model/1"`. */
  readonly kind: "tier-model/1";
  /** The name that its maker gave it, or `null`. */
  readonly modelId: string | null;
  /** The version that its maker gave it, or `null`. */
  readonly version: string | null;
  /** The instant up to which the population was observed, ISO 8601 in UTC, or `null` where none was given. */
  readonly fittedAt: string | null;
  /** The policy as it was asked for. */
  readonly policy: TierPolicy;
  /** From which value a customer is highly profitable; `null` where a share was asked for and nobody is above 0: then nobody is in tier 1. */
  readonly highProfit: number | null;
  /** Whom the threshold was found on, and what came of it. */
  readonly population: TierPopulation;
  /**
   * `"no-population"`: nobody was given whose value is known; `"nobody-positive"`, `"share-zero"`: there is no threshold,
   * and nobody is in tier 1; `"ties-exceed-share"`: customers as good as the last of the share are in too;
   * `"threshold-not-above-floor"`: every profitable customer is highly profitable; `"threshold-not-positive"`: a gap to it is undefined.
   */
  readonly notes: readonly string[];
}

/** The customers whom a threshold was found on. */
export interface TierPopulation {
  /** Customers whose value is known, loss-makers too. */
  readonly n: number;
  /** Those above 0. */
  readonly positive: number;
  /** Customers at or above the threshold. */
  readonly customersAtOrAbove: number;
  /** Their share of `n`: with ties more than was asked for; `null` without a threshold or customers. */
  readonly realisedShareOfCustomers: number | null;
  /** Their share of all that is above 0; `null` likewise, or where nothing is above 0. */
  readonly realisedShareOfValue: number | null;
  /** Customers whose value could not be used. */
  readonly leftOut: TierPopulationLeftOut;
}

/** Why customers of a population were not used. */
export interface TierPopulationLeftOut {
  /** The value is not known. */
  readonly missing: number;
  /** The value is no finite number, or the row is none. */
  readonly invalid: number;
}
