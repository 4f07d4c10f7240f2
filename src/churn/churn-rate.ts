import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { type ChurnCounts, type ChurnDenominator, churnFraction } from "./churn-rate-counts.ts";
import { churnInterval } from "./churn-rate-intervals.ts";

/** What a churn rate means. */
export interface ChurnDefinition {
  /** What it divides by, and which departures it counts. */
  readonly denominator: ChurnDenominator;
}

/** Options of {@link churnRate} and {@link retentionRate}. */
export interface ChurnRateOptions extends ChurnDefinition {
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * How the interval is computed: `wilson`, `clopperPearson`, `exactPoisson`, your own, or none. `dailySum` and
   * `lifeTable` are no shares and keep theirs.
   * @defaultValue `wilson`; for `exposureRate` `exactPoisson`
   */
  readonly interval?: ShareIntervalMethod | "none" | undefined;
}

/** A churn rate, how sure it is, what it divides, and the convention that it follows. */
export interface ChurnRateResult extends Estimate<"churnRate", "proportion" | "per-period"> {
  /** Departures counted. */
  readonly numerator: number;
  /** What they are divided by; `null` where the convention is no one division. */
  readonly denominator: number | null;
  /**
   * The chance that a customer leaves within one period, in [0, 1]: the value where that is a share,
   * 1 − exp(−value) of a rate per time or a sum of daily rates; `null` where there is no such chance in it.
   */
  readonly probability: number | null;
  /** What the figure means; as options it gives the same figure again. */
  readonly definition: ChurnDefinition;
}

/** A retention rate: the complement of a churn rate. */
export interface RetentionRateResult extends Estimate<"retentionRate", "proportion"> {
  /** The churn rate that it is the complement of. */
  readonly churn: ChurnRateResult;
  /** What the figure means. */
  readonly definition: ChurnDefinition;
}

/**
 * Logo churn: the share of customers who leave in a period, under the convention that you name.
 *
 * @formula departures counted / customers divided by; see {@link ChurnDenominator}
 *
 * @param counts - what happened in the period: those counts that the denominator needs, or all of them as
 *   `mrrMovements` gives them
 * @param options - the convention, such as `churnPresets.stripe`, `level` and `interval`
 * @returns a proportion (conventions that count events may exceed 1; `exposureRate` is per customer and
 *   period) with its interval; `value` is `null` where the denominator is 0. `n` is the denominator, or the
 *   churn events where there is none
 * @throws {@link MetricError} `COUNT_REQUIRED` when a count of the convention is missing; `COUNT_INVALID`,
 *   `EXPOSURE_INVALID`, `LENGTH_MISMATCH`, `COUNTS_INCONSISTENT`; `DENOMINATOR_UNKNOWN`; `LEVEL_OUT_OF_RANGE`
 * @see Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28, 1936; Wilson, JASA 22, 1927.
 *
 * @example One month, three vendors
 * ```ts
 * import { churnPresets, churnRate } from "customer-metrics/churn";
 *
 * const may = { opening: 4, closing: 3, new: 2, reactivated: 1, churned: 4, lost: 1 };
 * const chartmogul = churnRate(may, churnPresets.chartmogul);
 * chartmogul.value; // => 0.25
 * chartmogul.interval; // => { lower: ≈0.0456, upper: ≈0.6994, method: "wilson" }
 * churnRate(may, churnPresets.baremetrics).value; // => 1
 * churnRate(may, churnPresets.stripe); // => { value: ≈0.6667, numerator: 4, denominator: 6 }
 * ```
 *
 * @example By the time that customers were there
 * ```ts
 * import { churnRate } from "customer-metrics/churn";
 *
 * const rate = churnRate({ churned: 5, customerPeriods: 96.5 }, { denominator: "exposureRate" });
 * rate.value; // => ≈0.05181
 * rate.interval; // => { lower: ≈0.01682, upper: ≈0.12092, method: "exact-poisson" }
 * rate.probability; // => ≈0.05049
 * ```
 */
export function churnRate(counts: ChurnCounts, options: ChurnRateOptions): ChurnRateResult {
  const { denominator, level = 0.95, interval: asked } = options;
  checkLevel(level);
  const fraction = churnFraction(counts, denominator);
  const { value, numerator } = fraction;
  const notes: string[] = [];
  let interval: Interval | null = null;
  if (value === null) notes.push("no-customers");
  else if (asked === "none") notes.push("no-interval");
  else {
    const found = churnInterval(counts, denominator, fraction, level, asked);
    if (typeof found === "string") notes.push(found);
    else interval = found;
  }
  return {
    metric: "churnRate",
    value,
    unit: denominator === "exposureRate" ? "per-period" : "proportion",
    n: fraction.denominator ?? numerator,
    interval,
    numerator,
    denominator: fraction.denominator,
    probability: probabilityOf(value, denominator),
    definition: { denominator },
    notes,
  };
}

/**
 * Logo retention: the share of customers who stay, the complement of {@link churnRate} under the same convention.
 *
 * @formula 1 − churn rate; of a rate per time or a sum of daily rates, exp(−rate)
 *
 * @param counts - as for {@link churnRate}
 * @param options - as for {@link churnRate}
 * @returns a proportion in [0, 1] with its interval; `null` where there is no churn rate, or where one
 *   counts more departures than customers: one less that is no share of anybody
 * @throws {@link MetricError} as {@link churnRate}
 *
 * @example
 * ```ts
 * import { churnPresets, retentionRate } from "customer-metrics/churn";
 *
 * const may = { opening: 4, closing: 3, churned: 4, lost: 1 };
 * retentionRate(may, churnPresets.chartmogul); // => { value: 0.75, interval: { lower: ≈0.3006, upper: ≈0.9544 } }
 * retentionRate(may, { denominator: "average" }); // => { value: null, notes: ["more-churn-than-customers"] }
 * ```
 */
export function retentionRate(counts: ChurnCounts, options: ChurnRateOptions): RetentionRateResult {
  const churn = churnRate(counts, options);
  const { denominator } = churn.definition;
  const isHazard = denominator === "exposureRate" || denominator === "dailySum";
  const stay = (rate: number): number => (isHazard ? Math.exp(-rate) : 1 - rate);
  const { interval } = churn;
  return {
    metric: "retentionRate",
    value: churn.probability === null ? null : stay(churn.value!),
    unit: "proportion",
    n: churn.n,
    interval:
      interval === null || churn.probability === null
        ? null
        : { ...interval, lower: stay(interval.upper), upper: stay(interval.lower) },
    churn,
    definition: churn.definition,
    notes:
      churn.probability === null && churn.value !== null && churn.notes.length === 0
        ? ["more-churn-than-customers"]
        : churn.notes,
  };
}

function probabilityOf(value: number | null, denominator: ChurnDenominator): number | null {
  if (value === null) return null;
  if (denominator === "exposureRate" || denominator === "dailySum") return -Math.expm1(-value);
  return value <= 1 ? value : null;
}
