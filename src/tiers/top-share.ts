import type { Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { valueNotes } from "./gini.ts";
import type { ValueCell, ValueLeftOut, ValueRuns } from "./value-cell.ts";
import { customersAt } from "./value-decimal.ts";
import {
  intervalChoice,
  intervalNotes,
  spreadInterval,
  type ValueIntervalChoice,
  type ValueIntervalOptions,
} from "./value-interval.ts";
import { type ValueRead, valueRuns, type ValueSource } from "./value-runs.ts";
import type { ValueState } from "./value-state.ts";
import { topSum, type ValueSums, valueSums } from "./value-sums.ts";

/** What the best customers bring. */
export interface TopShare {
  /** Which part of the customers, a proportion. */
  readonly p: number;
  /** Their part of the value, with the fraction of the next customer; above 1 where others lose. */
  readonly interpolated: number | null;
  /** How many they are, rounded up. */
  readonly customers: number;
  /** The part of the value that so many whole customers bring. */
  readonly whole: number | null;
}

/** {@link TopShare} as a figure of its own; `value` is `interpolated`. */
export interface TopShareResult extends Estimate<"top-share", "proportion">, TopShare {
  /** The sum of all values. */
  readonly total: number;
  /** Cells without a value. */
  readonly leftOut: ValueLeftOut;
}

/**
 * Which share of the value the most valuable part of the customers brings: what "20 % bring 80 %" is here, as it is.
 *
 * @formula Σ of the n·p greatest values / Σ of all, the customer at the border taken in part
 *
 * @param source - a value a customer: numbers, a typed array, a {@link ValueState}; rows with `read`
 * @param p - the part of the customers, in [0, 1]: 0.2 for the best fifth
 * @param options - see {@link ValueIntervalOptions}
 * @returns a proportion; `null` when the total is not above 0 (`total-not-positive`) or there is nobody (`no-values`). The interval
 *   is for customers of whom these are a sample (linearised, Student's t, on the log-odds scale where nobody loses): for `p` of
 *   0.1 and a log-normal value with σ = 1 its 95 % cover 81 % of samples of 50, 89 % of 200, 93 % of 1000, as the very best are rare.
 *   Notes: `few-customers` (below 50), `has-losses`, `no-interval`
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`, and as `gini`
 * @see Beach & Davidson, "Distribution-Free Statistical Inference with Lorenz Curves and Income Shares", Review of Economic
 *   Studies 50, 1983.
 *
 * @example
 * ```ts
 * import { topShare } from "customer-metrics/tiers";
 *
 * topShare([80, 5, 5, 5, 5], 0.2); // => { value: 0.8, customers: 1, whole: 0.8, n: 5 }
 * topShare([9, 8, 7, 6, 5, 4, 3], 0.2); // => { value: ≈0.29048, customers: 2, whole: ≈0.40476 }
 * ```
 */
export function topShare(source: ValueSource, p: number, options?: ValueIntervalOptions): TopShareResult;
export function topShare<Row>(
  source: Iterable<Row> | ValueState,
  p: number,
  options: ValueIntervalOptions & ValueRead<Row>,
): TopShareResult;
export function topShare<Row = ValueCell>(
  source: Iterable<Row> | ValueState,
  p: number,
  options: ValueIntervalOptions & Partial<ValueRead<Row>> = {},
): TopShareResult {
  checkShare("p", p);
  const choice = intervalChoice(options);
  const runs = valueRuns(source, options.read);
  const sums = valueSums(runs);
  const share = topShareOf(runs, sums, p);
  const { interpolated } = share;
  const interval = interpolated === null ? null : topShareInterval(runs, sums, p, interpolated, choice);
  return {
    metric: "top-share",
    value: interpolated,
    unit: "proportion",
    n: runs.n,
    interval,
    ...share,
    total: sums.total,
    leftOut: runs.leftOut,
    notes: valueNotes(runs, sums, interpolated === null ? [] : intervalNotes(interval, choice, runs.n)),
  };
}

/**
 * Throws unless `share` is a proportion: 20 is none, nor is "0.2".
 *
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`
 */
export function checkShare(name: string, share: number): void {
  if (!(typeof share === "number" && share >= 0 && share <= 1)) {
    fail("SHARE_OUT_OF_RANGE", `Cannot use ${name} as it must be in [0, 1]`, share);
  }
}

/** What the best `p` of sorted values bring. */
export function topShareOf(runs: ValueRuns, sums: ValueSums, p: number): TopShare {
  const { whole, part } = customersAt(p, runs.n);
  const customers = part > 0 ? whole + 1 : whole;
  const { total, hasShares } = sums;
  if (!hasShares) return { p, interpolated: null, customers, whole: null };
  const { sum, next } = topSum(runs, sums, whole);
  const withNext = customers === whole ? sum : topSum(runs, sums, customers).sum;
  return { p, interpolated: (sum + part * next) / total, customers, whole: withNext / total };
}

/** The interval by what each customer adds to the share (its influence), whose mean is 0. */
function topShareInterval(
  runs: ValueRuns,
  sums: ValueSums,
  p: number,
  share: number,
  { level, interval }: ValueIntervalChoice,
): ReturnType<typeof spreadInterval> {
  const { values, counts, n } = runs;
  if (interval === "none" || n < 3 || p === 0 || p === 1) return null;
  const { total } = sums;
  const border = topSum(runs, sums, customersAt(p, n).whole).next;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const influence = (Math.max(value - border, 0) + p * border - share * value) / total;
    squares += counts[i]! * influence * influence;
  }
  const standardError = Math.sqrt((squares / (n - 1)) * n);
  return spreadInterval(share, standardError, n, values[0]! >= 0, level, "linearised");
}
