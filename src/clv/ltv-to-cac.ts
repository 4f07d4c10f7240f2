import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { type KnownAmount, readAmount, sharedCurrency, smallerKnown, throughInterval } from "./amount-figure.ts";

/** Options of {@link ltvToCac}. */
export interface LtvToCacOptions {
  /** A number, or the result of `formulaLifetimeValue`, of a model, or of history. */
  readonly lifetimeValue: number | KnownAmount;
  /** A number, 0 or more, or the result of `customerAcquisitionCost`. */
  readonly acquisitionCost: number | KnownAmount;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue that of the two intervals; of the lifetime value's, where they differ
   */
  readonly level?: number | undefined;
}

/** What a ratio divides. */
export interface LtvToCacDefinition {
  /** As the lifetime value gives it, or `null` for a number. */
  readonly lifetimeValue: object | null;
  /** As the acquisition cost gives it, or `null` for a number. */
  readonly acquisitionCost: object | null;
}

/** Lifetime value by acquisition cost. */
export interface LtvToCacResult extends Estimate<"ltv-to-cac", "ratio"> {
  readonly lifetimeValue: number | null;
  readonly acquisitionCost: number | null;
  /** Of both; `null` where neither states it. */
  readonly currency: string | null;
  readonly definition: LtvToCacDefinition;
}

/**
 * LTV : CAC, how many times a customer brings back what they cost. The definitions of both stand in the result: with revenue for
 * margin above the line, or media without salaries below it, the same business has twice the ratio.
 *
 * No ratio is good or bad by itself: 3 is a rule of thumb of some software companies, and says nothing of when the money comes.
 *
 * @formula LTV / CAC; interval, with a and b for the two and l, u for their ends: ln of the ratio − √(ln(a / lₐ)² + ln(u_b / b)²)
 *   and + √(ln(uₐ / a)² + ln(b / l_b)²). With one of the two intervals: its ends, exactly
 *
 * @param options - see {@link LtvToCacOptions}
 * @returns a ratio; `null` with the note `no-lifetime-value`, `no-acquisition-cost` (none known) or `acquisition-cost-zero`.
 *   The interval takes the two for independent; it is `null` without any (`no-interval`), and where one end of an
 *   interval does not allow it (`interval-needs-positive-ends`). With one of the two intervals it takes the other figure for certain, and is too narrow:
 *   `interval-of-lifetime-value-only`, `interval-of-acquisition-cost-only`. Other notes: `revenue-not-margin`, `not-discounted`,
 *   `residual-value` (of a model: without what was bought so far, the first purchase among it), `costs-left-out`, `currency-not-stated` (by one of the two). `n` is the smaller of the two numbers of observations
 * @throws {@link MetricError} `CURRENCY_MIXED`, `CURRENCY_INVALID`, `AMOUNT_INVALID`, `COUNT_INVALID`, `INTERVAL_INVALID`, `LEVEL_OUT_OF_RANGE`
 * @see Zou and Donner, "Construction of Confidence Limits About Effect Measures: A General Approach", Statistics in Medicine
 *   27(10), 2008; here on the logarithm.
 *
 * @example
 * ```ts
 * import { customerAcquisitionCost, formulaLifetimeValue, ltvToCac } from "customer-metrics/clv";
 * import { churnPresets, churnRate } from "customer-metrics/churn";
 *
 * const churn = churnRate({ opening: 500, lost: 20 }, churnPresets.chartmogul);
 * const lifetimeValue = formulaLifetimeValue({
 *   margin: 60, churn, period: "month", discount: { rate: 0.1, per: "year" }, horizon: "infinite", firstMargin: "now", currency: "EUR",
 * });
 * const acquisitionCost = customerAcquisitionCost({ spend: [{ kind: "media", amount: 30000 }], newCustomers: 100 }, { currency: "EUR" });
 * ltvToCac({ lifetimeValue, acquisitionCost });
 * // => { value: ≈4.2, interval: { lower: ≈2.769, upper: ≈6.242, level: 0.95, method: "mover-log" }, n: 100 }
 * ```
 */
export function ltvToCac(options: LtvToCacOptions): LtvToCacResult {
  const { lifetimeValue, acquisitionCost, ...given } = options ?? ({} as LtvToCacOptions);
  const value = readAmount(lifetimeValue, -Infinity);
  const cost = readAmount(acquisitionCost, 0);
  const { level = value.interval?.level ?? cost.interval?.level ?? 0.95 } = given;
  checkLevel(level);
  const currency = sharedCurrency(value.currency, cost.currency);
  const ratio = value.value === null || cost.value === null ? null : quotient(value.value, cost.value);
  const notes: string[] = [];
  if (value.value === null) notes.push("no-lifetime-value");
  if (cost.value === null) notes.push("no-acquisition-cost");
  else if (cost.value === 0) notes.push("acquisition-cost-zero");
  let interval: Interval | null = null;
  if (ratio !== null) {
    const hasInterval = value.interval !== null || cost.interval !== null;
    if (hasInterval) interval = ratioInterval(value as Sided, cost as Sided, level);
    if (interval === null) notes.push(hasInterval ? "interval-needs-positive-ends" : "no-interval");
    else if (cost.interval === null) notes.push("interval-of-lifetime-value-only");
    else if (value.interval === null) notes.push("interval-of-acquisition-cost-only");
  }
  const means = (value.definition ?? {}) as ValueMeaning;
  const counts = (cost.definition ?? {}) as { readonly costsLeftOut?: unknown };
  // A model's margin is the share of the amounts that it is of.
  if (means.basis === "revenue" || (means.which === "residual" && means.margin === 1)) notes.push("revenue-not-margin");
  if (means.which === "residual") notes.push("residual-value");
  if (means.discountRate === 0) notes.push("not-discounted");
  if (Array.isArray(counts.costsLeftOut) && counts.costsLeftOut.length > 0) notes.push("costs-left-out");
  if ((value.currency === null) !== (cost.currency === null)) notes.push("currency-not-stated");
  return {
    metric: "ltv-to-cac",
    value: ratio,
    unit: "ratio",
    n: smallerKnown(value.n, cost.n),
    interval,
    lifetimeValue: value.value,
    acquisitionCost: cost.value,
    currency,
    definition: { lifetimeValue: value.definition, acquisitionCost: cost.definition },
    notes,
  };
}

/** What the definitions of lifetime values may say that the ratio should repeat. */
interface ValueMeaning {
  readonly basis?: unknown;
  readonly which?: unknown;
  readonly margin?: unknown;
  readonly discountRate?: unknown;
}

interface Sided {
  readonly value: number;
  readonly interval: Interval | null;
}

/** `null` by 0 and beyond all numbers; adding 0 takes the sign from 0. */
function quotient(value: number, cost: number): number | null {
  const ratio = value / cost + 0;
  return cost > 0 && Number.isFinite(ratio) ? ratio : null;
}

function ratioInterval(value: Sided, cost: Sided, level: number): Interval | null {
  const isAsked = (interval: Interval): boolean => interval.level === level;
  if (cost.interval === null && isAsked(value.interval!)) {
    return throughInterval(value.interval!, (end) => quotient(end, cost.value));
  }
  if (value.interval === null && isAsked(cost.interval!)) {
    return throughInterval(cost.interval!, (end) => quotient(value.value, end));
  }
  const above = logDistances(value, level);
  const below = logDistances(cost, level);
  if (above === null || below === null) return null;
  const ratio = value.value / cost.value;
  const lower = ratio * Math.exp(-Math.hypot(above.down, below.up));
  const upper = ratio * Math.exp(Math.hypot(above.up, below.down));
  return upper < Infinity ? { lower, upper, level, method: "mover-log" } : null;
}

/** How far the ends are from the value on the logarithm, at the level that is asked for; `null` where there is no logarithm, or the value is outside. */
function logDistances(
  { value, interval }: Sided,
  level: number,
): { readonly down: number; readonly up: number } | null {
  if (interval === null) return { down: 0, up: 0 };
  const { lower, upper } = interval;
  if (!(lower > 0 && lower <= value && value <= upper)) return null;
  const scale = interval.level === level ? 1 : zOfLevel(level) / zOfLevel(interval.level);
  return { down: scale * Math.log(value / lower), up: scale * Math.log(upper / value) };
}
