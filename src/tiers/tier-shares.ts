import {
  rankedTiers,
  type RankedTiersResult,
  type RankedValueRead,
  type RankedValueRow,
  type TierTies,
} from "./tier-shares-ranked.ts";
import type { TierLabel } from "./tier-labels.ts";

/** Options of {@link tiersByShare}. */
export interface TiersByShareOptions {
  /** Cumulative shares of customers at which tiers end, rising, in (0, 1]: `[0.2, 0.5]` is the best fifth, then the next 30 %. */
  readonly cuts: readonly number[];
  /** Names of the tiers, the best first; one more than cuts. */
  readonly tiers: readonly TierLabel[];
  /**
   * Whether equal values have one tier, that of the first of them, or are parted by id.
   * @defaultValue `"together"`
   */
  readonly ties?: TierTies | undefined;
}

/**
 * Tiers by shares of customers: the best fifth, the next 30 %, the rest.
 *
 * Customer i of n in the order of value belongs to the first tier whose cut is above (i − 1)/n, so a cut that falls within a customer
 * takes that one in. With ties together a tier may be larger than its share; `shareOfCustomers` says how large it is.
 *
 * @param rows - ids and values, or rows of any form with `read`
 * @param options - see {@link TiersByShareOptions} and {@link RankedValueRead}
 * @returns customers from the most valuable to the least, ties by id in code-unit order, with what is in each tier. Losses count as
 *   customers; a tier is no proof of value, see its `min`
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `CUTS_INVALID`, `TIERS_INVALID`, `TIES_UNKNOWN`
 *
 * @example
 * ```ts
 * import { tiersByShare } from "customer-metrics/tiers";
 *
 * const rows = [90, 50, 50, 20, -5].map((value, i) => ({ customerId: `c${i}`, value }));
 * const { tiers, bands } = tiersByShare(rows, { cuts: [0.4], tiers: ["first", "rest"] });
 * tiers.map(({ tier, n, shareOfCustomers }) => [tier, n, shareOfCustomers]); // => [["first", 3, 0.6], ["rest", 2, 0.4]]
 * bands; // => [{ tier: "first", min: 50 }, { tier: "rest", min: null }]
 * ```
 */
export function tiersByShare(rows: Iterable<RankedValueRow>, options: TiersByShareOptions): RankedTiersResult;
export function tiersByShare<Row>(
  rows: Iterable<Row>,
  options: TiersByShareOptions & RankedValueRead<Row>,
): RankedTiersResult;
export function tiersByShare<Row>(
  rows: Iterable<Row>,
  options: TiersByShareOptions & Partial<RankedValueRead<Row>>,
): RankedTiersResult {
  const { cuts, tiers, ties = "together", read } = options ?? {};
  return rankedTiers(rows, { by: "customers", cuts, tiers, ties, read });
}
