import { fail } from "../core/metric-error.ts";
import { sumError } from "../numeric/sum.ts";
import { ROUNDING } from "./threshold-rounding.ts";
import { type ReadValues, readValues, type ValueRow } from "./threshold-values.ts";
import type { TierPopulation } from "./tier-model.ts";
import type { TopShareOfCustomers, TopShareOfValue } from "./tier-policy.ts";

/** From which value customers belong to the best, and how many do. */
export interface TopShareThreshold extends TierPopulation {
  /** The value of the last customer who is in; `null` where nobody is above 0, or the share is 0. */
  readonly threshold: number | null;
  /** `"no-population"`, `"nobody-positive"`, `"share-zero"`, `"ties-exceed-share"`; see `TierModel`. */
  readonly notes: readonly string[];
}

/**
 * "The best 20 %" as a number: from which value a customer is in. All who are worth as much as the last are in, so that the
 * order of the rows cannot matter; the realised shares say how many that is.
 *
 * @formula `topShareOfCustomers` s: the ⌈n · s⌉-th best of all n, but never 0 or less: then the smallest value above 0.
 *   `topShareOfValue` s: down the values above 0 until their sum is at least s of all of them
 *
 * @param values - values of customers in any order: numbers, or rows of signals with a `profit`
 * @param share - a proportion in [0, 1], of customers or of value
 * @returns the threshold in the unit of the values; `null` without a customer above 0, or for a share of 0
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`, `TIER_POLICY_INVALID`, `SOURCE_INVALID`
 *
 * @example Three are worth 50: the third best brings the fourth and the fifth
 * ```ts
 * import { topShareThreshold } from "customer-metrics/tiers";
 *
 * const profits = [100, 90, 50, 50, 50, 20, 10, 0, -5, -20];
 * topShareThreshold(profits, { topShareOfCustomers: 0.3 }); // => { threshold: 50, customersAtOrAbove: 5, realisedShareOfCustomers: 0.5 }
 * topShareThreshold(profits, { topShareOfValue: 0.5 }); // => { threshold: 90, customersAtOrAbove: 2, realisedShareOfCustomers: 0.2 }
 * ```
 */
export function topShareThreshold(
  values: Iterable<ValueRow>,
  share: TopShareOfCustomers | TopShareOfValue,
): TopShareThreshold {
  checkTopShare(share);
  return thresholdOf(readValues(values, "profit"), share);
}

/** {@link topShareThreshold} of values that were read, or what a known threshold means among them. */
export function thresholdOf(
  read: ReadValues,
  share: number | TopShareOfCustomers | TopShareOfValue,
): TopShareThreshold {
  const { sorted, leftOut } = read;
  const n = sorted.length;
  const positive = n - firstAbove(sorted, 0);
  const total = sumFrom(sorted, n - positive);
  const threshold = typeof share === "number" ? share : resolve(sorted, positive, total, share);
  const from = threshold === null ? n : firstAtLeast(sorted, threshold);
  const customersAtOrAbove = n - from;
  const isKnown = threshold !== null && n > 0;
  const realisedShareOfCustomers = isKnown ? customersAtOrAbove / n : null;
  const realisedShareOfValue = isKnown && positive > 0 ? sumFrom(sorted, Math.max(from, n - positive)) / total : null;
  const notes: string[] = [];
  if (n === 0) notes.push("no-population");
  if (typeof share !== "number") {
    const asked = shareOf(share);
    if (asked === 0) notes.push("share-zero");
    else if (threshold === null) notes.push("nobody-positive");
    else if (customersAtOrAbove > customersWithoutTies(sorted, positive, total, share)) notes.push("ties-exceed-share");
  }
  return {
    threshold,
    n,
    positive,
    customersAtOrAbove,
    realisedShareOfCustomers,
    realisedShareOfValue,
    leftOut,
    notes,
  };
}

/** Throws unless `share` is one of the two, and a proportion. */
export function checkTopShare(share: unknown): asserts share is TopShareOfCustomers | TopShareOfValue {
  const keys = typeof share === "object" && share !== null ? Object.keys(share) : [];
  if (keys.length !== 1 || (keys[0] !== "topShareOfCustomers" && keys[0] !== "topShareOfValue")) {
    fail(
      "TIER_POLICY_INVALID",
      "Cannot use highProfit as it must be a number, { topShareOfCustomers } or { topShareOfValue }",
      share,
    );
  }
  const value = (share as { readonly [key: string]: unknown })[keys[0]];
  if (!(typeof value === "number" && value >= 0 && value <= 1))
    fail("SHARE_OUT_OF_RANGE", `Cannot use ${keys[0]} as it must be in [0, 1]`, value);
}

function shareOf(share: TopShareOfCustomers | TopShareOfValue): number {
  return "topShareOfCustomers" in share ? share.topShareOfCustomers : share.topShareOfValue;
}

function resolve(
  sorted: Float64Array,
  positive: number,
  total: number,
  share: TopShareOfCustomers | TopShareOfValue,
): number | null {
  if (positive === 0 || shareOf(share) === 0) return null;
  const taken = Math.min(positive, customersWithoutTies(sorted, positive, total, share));
  return sorted[sorted.length - taken]!;
}

/** How many of the best the share takes, before those who are worth as much as the last of them. */
function customersWithoutTies(
  sorted: Float64Array,
  positive: number,
  total: number,
  share: TopShareOfCustomers | TopShareOfValue,
): number {
  if ("topShareOfCustomers" in share) return wholeCustomers(sorted.length, share.topShareOfCustomers);
  // A sum that is the goal but for rounding is the goal; of all of the value nobody's may be taken for rounding.
  const goal = share.topShareOfValue * total;
  const enough = share.topShareOfValue === 1 ? Infinity : goal - goal * ROUNDING;
  let sum = 0;
  let error = 0;
  for (let taken = 1; taken <= positive; taken++) {
    const value = sorted[sorted.length - taken]!;
    const next = sum + value;
    error += sumError(sum, value, next);
    sum = next;
    if (sum + error >= enough) return taken;
  }
  return positive;
}

/** ⌈n · share⌉, where 100 · 0.07 is 7, and not the 7.000000000000001 of float64. */
function wholeCustomers(n: number, share: number): number {
  const product = n * share;
  const nearest = Math.round(product);
  return Math.abs(product - nearest) <= nearest * ROUNDING ? nearest : Math.ceil(product);
}

/** The sum from a position on, with about one rounding. */
function sumFrom(sorted: Float64Array, from: number): number {
  let sum = 0;
  let error = 0;
  for (let i = sorted.length - 1; i >= from; i--) {
    const next = sum + sorted[i]!;
    error += sumError(sum, sorted[i]!, next);
    sum = next;
  }
  return sum + error;
}

function firstAtLeast(sorted: Float64Array, threshold: number): number {
  return firstWhere(sorted, (value) => value >= threshold);
}

function firstAbove(sorted: Float64Array, threshold: number): number {
  return firstWhere(sorted, (value) => value > threshold);
}

/** The first position of an ascending array where `holds` is true; it must stay true from there. */
function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
