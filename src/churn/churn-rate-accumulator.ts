import type { Accumulator } from "../core/accumulator.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount, checkSameKind, type Kinded } from "../core/state.ts";
import { churnRate, type ChurnRateOptions, type ChurnRateResult } from "./churn-rate.ts";
import type { ChurnCounts } from "./churn-rate-counts.ts";

/** Counts of one period, added up over groups of customers who do not share a customer. */
export interface ChurnCountsState extends Kinded {
  /** `"churn-counts/1"`. */
  readonly kind: string;
  /** Groups added. */
  groups: number;
  /** Their sums; a count that one of the groups does not have is not known of all. */
  counts: Omit<ChurnCounts, "lifeTable">;
}

/**
 * {@link churnRate} as an {@link Accumulator} of counts: of regions, plans or shards, each customer in one of them.
 *
 * Whole numbers add exactly; `customerPeriods` is a float and may differ in its last bits in another order. A life table
 * needs the instants of all customers and cannot be added up: merge states of `mrrAccumulator` for it.
 *
 * @param options - as for {@link churnRate}, by any denominator but `lifeTable`
 * @returns an accumulator of {@link ChurnCounts} with a {@link ChurnCountsState}
 * @throws {@link MetricError} `DENOMINATOR_UNKNOWN` for `lifeTable`; on adding `COUNT_INVALID`, `EXPOSURE_INVALID`
 *   and, for daily counts of another number of days, `LENGTH_MISMATCH`; `KIND_MISMATCH`; on reading as {@link churnRate}
 *
 * @example Two regions
 * ```ts
 * import { fold } from "customer-metrics";
 * import { churnPresets, churnRateAccumulator } from "customer-metrics/churn";
 *
 * const accumulator = churnRateAccumulator(churnPresets.chartmogul);
 * const state = fold(accumulator, [{ opening: 100, lost: 4 }, { opening: 300, lost: 6 }]);
 * accumulator.result(state); // => { value: 0.025, numerator: 10, denominator: 400 }
 * ```
 */
export function churnRateAccumulator(
  options: ChurnRateOptions,
): Accumulator<ChurnCounts, ChurnCountsState, ChurnRateResult> {
  if (options.denominator === "lifeTable") {
    fail("DENOMINATOR_UNKNOWN", "Cannot add up churn as a life table needs all customers at once", options.denominator);
  }
  return {
    empty,
    add: (state, counts) => {
      const sums = state.groups === 0 ? checked(counts) : sumOf(state.counts, checked(counts));
      state.groups += 1;
      state.counts = sums;
      return state;
    },
    merge: (left, right) => {
      checkSameKind(empty(), left);
      checkSameKind(left, right);
      if (left.groups === 0) return { ...right, counts: checked(right.counts) };
      if (right.groups === 0) return { ...left, counts: checked(left.counts) };
      return { kind: left.kind, groups: left.groups + right.groups, counts: sumOf(left.counts, right.counts) };
    },
    result: ({ groups, counts }) => churnRate(groups === 0 ? nothing() : counts, options),
  };
}

const names = ["opening", "closing", "new", "reactivated", "churned", "lost"] as const;

function empty(): ChurnCountsState {
  return { kind: "churn-counts/1", groups: 0, counts: {} };
}

/** No groups have nobody. */
function nothing(): ChurnCounts {
  const counts = Object.fromEntries(names.map((name) => [name, 0]));
  return { ...counts, customerPeriods: 0, daily: { customers: [], churned: [] } };
}

/** A copy of the counts that are known, each a count. */
function checked({ daily, customerPeriods, ...counts }: ChurnCounts): ChurnCountsState["counts"] {
  const copy: { -readonly [Name in keyof ChurnCounts]: ChurnCounts[Name] } = {};
  for (const name of names) if (counts[name] !== undefined) copy[name] = checkCount(counts[name]);
  if (customerPeriods !== undefined) {
    if (!(customerPeriods >= 0 && customerPeriods < Infinity))
      fail("EXPOSURE_INVALID", "Cannot use customerPeriods as it must be 0 or more", customerPeriods);
    copy.customerPeriods = customerPeriods;
  }
  if (daily !== undefined) {
    if (daily.customers.length !== daily.churned.length)
      fail("LENGTH_MISMATCH", "Cannot add daily counts as there must be churn for every day", daily);
    copy.daily = { customers: daily.customers.map(checkCount), churned: daily.churned.map(checkCount) };
  }
  return copy;
}

function sumOf(left: ChurnCounts, right: ChurnCounts): ChurnCountsState["counts"] {
  const sums: { -readonly [Name in keyof ChurnCounts]: ChurnCounts[Name] } = {};
  for (const name of names) {
    const [a, b] = [left[name], right[name]];
    if (a !== undefined && b !== undefined) sums[name] = checkCount(a + b);
  }
  if (left.customerPeriods !== undefined && right.customerPeriods !== undefined)
    sums.customerPeriods = left.customerPeriods + right.customerPeriods;
  if (left.daily !== undefined && right.daily !== undefined) {
    const { customers, churned } = right.daily;
    if (left.daily.customers.length !== customers.length) {
      fail("LENGTH_MISMATCH", "Cannot add daily counts as all must be of the same days", [
        left.daily.customers.length,
        customers.length,
      ]);
    }
    const plus = (into: readonly number[], from: readonly number[]): number[] =>
      into.map((count, day) => checkCount(count + from[day]!));
    sums.daily = { customers: plus(left.daily.customers, customers), churned: plus(left.daily.churned, churned) };
  }
  return sums;
}
