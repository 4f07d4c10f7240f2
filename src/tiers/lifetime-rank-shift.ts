import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { byCodeUnit } from "../clv/user-keys.ts";
import { checkTierOptions, isFigure, isRow, readTierRows, slackOf, type TierFinding } from "./tier-economics-rows.ts";
import { isCustomerId } from "./tier-labels.ts";

/** A customer by two measures of value. */
export interface TwiceValuedCustomer {
  /** Who. */
  readonly customerId: string | null | undefined;
  /** Profit of the period. */
  readonly profit: number | null | undefined;
  /** What they are still going to bring, or bring in all. */
  readonly lifetimeValue: number | null | undefined;
}

/** Why a customer was not used: a customer without one of the two values has no place by it. */
export type RankShiftCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "duplicate-customer"
  | "profit-invalid"
  | "lifetime-value-invalid";

/** Options of {@link rankShift}. */
export interface RankShiftOptions {
  /**
   * Which share of the customers is the top, in (0, 1]; rounded up, and with all who tie with the last of them.
   * @defaultValue `0.2`
   */
  readonly top?: number | undefined;
}

/** A customer's place by either measure; 1 is the best, and customers of one value share the better place. */
export interface CustomerRankShift {
  readonly customerId: string;
  readonly profit: number;
  readonly lifetimeValue: number;
  readonly profitRank: number;
  readonly lifetimeRank: number;
  /** Places won by looking at the lifetime: profit rank − lifetime rank; below 0 for places lost. */
  readonly shift: number;
}

/** Who changes place when the lifetime is looked at instead of the period. */
export interface RankShiftResult {
  readonly metric: "rank-shift";
  /** Customers that were used. */
  readonly n: number;
  /** Who moves most first; ties by lifetime rank, then id. */
  readonly customers: readonly CustomerRankShift[];
  /** Spearman's rank correlation of the two measures, in [−1, 1]; `null` for fewer than two customers, or where one measure is the same for all. */
  readonly agreement: number | null;
  /** In the top by lifetime value and not by profit, by id: too small today to be seen. */
  readonly onlyByLifetime: readonly string[];
  /** In the top by profit and not by lifetime value, by id. */
  readonly onlyByProfit: readonly string[];
  /** In both, by id. */
  readonly inBoth: readonly string[];
  /** Customers that were not used. */
  readonly leftOut: { readonly [Code in RankShiftCode]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<RankShiftCode>[];
  readonly definition: {
    readonly ties: "share the better rank";
    readonly agreement: "spearman";
    readonly top: number;
  };
  /** Stable codes: `no-customers`, `customers-left-out`, `no-agreement`. */
  readonly notes: readonly string[];
}

/**
 * A lifetime, not a transaction: both ranks of each customer, by the profit of a period and by lifetime value, and who changes place.
 *
 * @formula shift = rank by profit − rank by lifetime value; agreement = Pearson's correlation of the mid-ranks
 *
 * @param customers - each once; a lifetime value may come from `customerLifetimeValues` or a formula
 * @param options - see {@link RankShiftOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `TOP_SHARE_INVALID`
 * @see Spearman, "The Proof and Measurement of Association between Two Things", American Journal of Psychology 15(1), 1904.
 *
 * @example
 * ```ts
 * import { rankShift } from "customer-metrics/tiers";
 *
 * const { customers, onlyByLifetime, agreement } = rankShift(
 *   [
 *     { customerId: "ann", profit: 900, lifetimeValue: 1000 },
 *     { customerId: "bo", profit: 500, lifetimeValue: 800 },
 *     { customerId: "cy", profit: 100, lifetimeValue: 4000 },
 *   ],
 *   { top: 0.3 },
 * );
 * customers[0]; // => { customerId: "cy", profitRank: 3, lifetimeRank: 1, shift: 2 }
 * onlyByLifetime; // => ["cy"]
 * agreement; // => -0.5
 * ```
 */
export function rankShift(customers: Iterable<TwiceValuedCustomer>, options: RankShiftOptions = {}): RankShiftResult {
  checkTierOptions(options);
  const { top = 0.2 } = options;
  if (!(typeof top === "number" && top > 0 && top <= 1)) {
    fail("TOP_SHARE_INVALID", "Cannot use top as it must be in (0, 1]", top);
  }
  const seen = new Set<string>();
  const used: { readonly customerId: string; readonly profit: number; readonly lifetimeValue: number }[] = [];
  const cells = {
    "row-invalid": null,
    "customer-id-invalid": "customerId",
    "duplicate-customer": "customerId",
    "profit-invalid": "profit",
    "lifetime-value-invalid": "lifetimeValue",
  };
  const { leftOut, findings } = readTierRows<TwiceValuedCustomer, RankShiftCode>(customers, cells, (row) => {
    if (!isRow(row)) return "row-invalid";
    const { customerId, profit, lifetimeValue } = row as TwiceValuedCustomer;
    if (!isCustomerId(customerId)) return "customer-id-invalid";
    if (!isFigure(profit)) return "profit-invalid";
    if (!isFigure(lifetimeValue)) return "lifetime-value-invalid";
    if (seen.has(customerId)) return "duplicate-customer";
    seen.add(customerId);
    used.push({ customerId, profit: profit + 0, lifetimeValue: lifetimeValue + 0 });
    return null;
  });
  const byProfit = ranksOf(used.map(({ profit }) => profit));
  const byLifetime = ranksOf(used.map(({ lifetimeValue }) => lifetimeValue));
  const shifts = used.map(({ customerId, profit, lifetimeValue }, i): CustomerRankShift => {
    const [profitRank, lifetimeRank] = [byProfit.first[i]!, byLifetime.first[i]!];
    return { customerId, profit, lifetimeValue, profitRank, lifetimeRank, shift: profitRank - lifetimeRank };
  });
  const places = Math.ceil(top * used.length - slackOf(top * used.length));
  const isTop = (rank: number): boolean => rank <= places;
  const idsOf = (isIn: (customer: CustomerRankShift) => boolean): string[] =>
    shifts
      .filter(isIn)
      .map(({ customerId }) => customerId)
      .sort(byCodeUnit);
  const agreement = correlation(byProfit.middle, byLifetime.middle);
  const notes: string[] = [];
  if (used.length === 0) notes.push("no-customers");
  if (findings.length > 0) notes.push("customers-left-out");
  if (used.length > 0 && agreement === null) notes.push("no-agreement");
  return {
    metric: "rank-shift",
    n: used.length,
    customers: [...shifts].sort(
      (a, b) =>
        Math.abs(b.shift) - Math.abs(a.shift) ||
        a.lifetimeRank - b.lifetimeRank ||
        byCodeUnit(a.customerId, b.customerId),
    ),
    agreement,
    onlyByLifetime: idsOf(({ profitRank, lifetimeRank }) => isTop(lifetimeRank) && !isTop(profitRank)),
    onlyByProfit: idsOf(({ profitRank, lifetimeRank }) => isTop(profitRank) && !isTop(lifetimeRank)),
    inBoth: idsOf(({ profitRank, lifetimeRank }) => isTop(profitRank) && isTop(lifetimeRank)),
    leftOut,
    findings,
    definition: { ties: "share the better rank", agreement: "spearman", top },
    notes,
  };
}

/** Ranks from the largest, 1: of equal values the first of their places, and the middle of them. */
function ranksOf(values: readonly number[]): { readonly first: Float64Array; readonly middle: Float64Array } {
  const size = values.length;
  const sorted = Float64Array.from(values).sort();
  const first = new Float64Array(size);
  const middle = new Float64Array(size);
  values.forEach((value, i) => {
    const last = size - countBefore(sorted, (other) => other < value);
    first[i] = size - countBefore(sorted, (other) => other <= value) + 1;
    middle[i] = (first[i]! + last) / 2;
  });
  return { first, middle };
}

/** How many stand before the first that is not `isBefore`. */
function countBefore(sorted: Float64Array, isBefore: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(sorted[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Pearson's, of mid-ranks, whose mean is (n + 1) / 2; `null` where one side does not vary. */
function correlation(left: Float64Array, right: Float64Array): number | null {
  const mean = (left.length + 1) / 2;
  const products = (a: Float64Array, b: Float64Array): number =>
    exactSum(Array.from(a, (rank, i) => (rank - mean) * (b[i]! - mean)));
  const spread = Math.sqrt(products(left, left) * products(right, right));
  return spread > 0 ? Math.max(-1, Math.min(1, products(left, right) / spread)) + 0 : null;
}
