import {
  rankedTiers,
  type RankedTiersResult,
  type RankedValueRead,
  type RankedValueRow,
  type TierTies,
} from "./tier-shares-ranked.ts";
import type { TierLabel } from "./tier-labels.ts";

/** Options of {@link abcClasses}. */
export interface AbcOptions {
  /**
   * Cumulative shares of value at which classes end, rising, in (0, 1].
   * @defaultValue `[0.8, 0.95]`
   */
  readonly cuts?: readonly number[] | undefined;
  /**
   * Names of the classes, the best first; one more than cuts.
   * @defaultValue `"A"`, `"B"`, `"C"` and so on
   */
  readonly tiers?: readonly TierLabel[] | undefined;
  /**
   * Whether equal values have one class, that of the first of them, or are parted by id.
   * @defaultValue `"together"`
   */
  readonly ties?: TierTies | undefined;
}

/**
 * ABC classes by cumulative value: who brings the first 80 % is A, who brings the next 15 % is B, the rest is C.
 *
 * What counts is the share that goes before a customer, so who crosses a line still belongs to the better class. The total is that of
 * positive values; whoever brings nothing, or a loss, is in the last class. A cut counts as
 * reached by a share that is short of it by less than 2^-49 of it, which is rounding.
 *
 * @formula class k: Σ of greater values / Σ of positive values < cut k, and not < cut k − 1
 *
 * @param rows - ids and values, or rows of any form with `read`
 * @param options - see {@link AbcOptions} and {@link RankedValueRead}
 * @returns customers from the most valuable to the least, ties by id in code-unit order, with what is in each class
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`, `CUTS_INVALID`, `TIERS_INVALID`, `TIES_UNKNOWN`
 * @see Dickie, "ABC Inventory Analysis Shoots for Dollars, Not Pennies", Factory Management and Maintenance 109(7), 1951; Zeithaml,
 *   Rust and Lemon, "The Customer Pyramid", California Management Review 43(4), 2001.
 *
 * @example
 * ```ts
 * import { abcClasses } from "customer-metrics/tiers";
 *
 * const rows = [
 *   { customerId: "Ann", value: 79 }, { customerId: "Bob", value: 10 }, { customerId: "Cid", value: 8 }, { customerId: "Dee", value: 3 },
 * ];
 * const { customers, tiers, bands } = abcClasses(rows);
 * customers.map(({ customerId, tier }) => `${customerId} ${tier}`); // => ["Ann A", "Bob A", "Cid B", "Dee C"]
 * tiers[0]; // => { tier: "A", n: 2, shareOfCustomers: 0.5, shareOfValue: 0.89 }
 * bands; // => [{ tier: "A", min: 10 }, { tier: "B", min: 8 }, { tier: "C", min: null }]
 * ```
 */
export function abcClasses(rows: Iterable<RankedValueRow>, options?: AbcOptions): RankedTiersResult;
export function abcClasses<Row>(rows: Iterable<Row>, options: AbcOptions & RankedValueRead<Row>): RankedTiersResult;
export function abcClasses<Row>(
  rows: Iterable<Row>,
  options: AbcOptions & Partial<RankedValueRead<Row>> = {},
): RankedTiersResult {
  const { cuts = [0.8, 0.95], tiers, ties = "together", read } = options ?? {};
  return rankedTiers(rows, { by: "cumulative-value", cuts, tiers: tiers ?? letters(cuts), ties, read });
}

/** A, B, C …; none beyond Z. */
function letters(cuts: readonly number[]): string[] {
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].slice(0, (cuts?.length ?? 0) + 1);
}
