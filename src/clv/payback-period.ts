import { checkChoice } from "../core/choice.ts";
import type { Estimate, Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCurrency, type KnownAmount, readAmount, sharedCurrency, smallerKnown } from "./amount-figure.ts";
import { ratePerPeriod, retentionOf } from "./formula-lifetime-value-annuity.ts";
import { type RateFigure, readStay, type Stay } from "./formula-lifetime-value-rate.ts";
import type { FirstMargin } from "./formula-lifetime-value.ts";
import { type MarginWithin, paidBackByConstant, paidBackByList } from "./payback-period-within.ts";
import { type DiscountRate, discountNotes, type TimeUnit } from "./time-unit.ts";

/** Options of {@link paybackPeriod}. */
export interface PaybackPeriodOptions {
  /** What a new customer cost, 0 or more: a number, or the result of `customerAcquisitionCost`. */
  readonly acquisitionCost: number | KnownAmount;
  /** What an active customer contributes a period: the same in each, or one a period for as long as they are known. */
  readonly margin: number | readonly number[];
  /** The length of a period, and the unit of the result. */
  readonly period: TimeUnit;
  /**
   * The share of customers that stays a period.
   * @defaultValue everybody stays
   */
  readonly retention?: RateFigure | undefined;
  /** Instead of `retention`: the share that leaves. */
  readonly churn?: RateFigure | undefined;
  /**
   * What later money is worth less.
   * @defaultValue `"none"`: the simple payback period
   */
  readonly discount?: DiscountRate | "none" | undefined;
  /**
   * Whether the margin of a period comes evenly over it, or all at its end, so that only whole periods pay back.
   * @defaultValue `"linear"`
   */
  readonly within?: MarginWithin | undefined;
  /**
   * Of the margin: an ISO 4217 code; must be that of the acquisition cost.
   * @defaultValue that of the acquisition cost
   */
  readonly currency?: string | null | undefined;
}

/** What a payback period means. */
export interface PaybackPeriodDefinition {
  readonly formula: string;
  /**
   * When margins come, in the words of `formulaLifetimeValue`: that of the first period in it, from everybody. A plan paid in
   * advance is `"now"` there, and has paid back up to a period earlier.
   */
  readonly firstMargin: Extract<FirstMargin, "period-end">;
  readonly within: MarginWithin;
  readonly acquisitionCost: number | null;
  readonly margin: number | readonly number[];
  /** A period; 1 where none was given, `null` where it was not known. */
  readonly retention: number | null;
  /** A period, effective; 0 for none. */
  readonly discountRate: number;
  /** That of the acquisition cost, if it came with one. */
  readonly acquisitionCostDefinition: object | null;
}

/** How long it takes until a customer has paid back what they cost. */
export interface PaybackPeriodResult extends Estimate<"payback-period", TimeUnit> {
  readonly currency: string | null;
  readonly definition: PaybackPeriodDefinition;
}

/**
 * Payback period: how long until the margins of a new customer have paid back their acquisition cost. Simple as it is mostly
 * told; with `retention` only by those who are still there; with `discount` at today's worth.
 *
 * Margins come as with `firstMargin: "period-end"` of {@link formulaLifetimeValue}: that of a period in it, the first from
 * everybody, discounted from its end. A monthly plan that is paid in advance is `"now"` there: its k-th payment comes k − 1 months
 * after the start, so that without discount it has paid back one month before what `within: "whole-periods"` says.
 *
 * It says nothing of what comes after, and a company can die of a payback period that its cash does not last for.
 *
 * @formula the first k with Σ j = 1 … k of margin(j) · retention^(j − 1) / (1 + d)^j ≥ cost; linear: less the share of period k
 *   that was not needed
 *
 * @param options - see {@link PaybackPeriodOptions}
 * @returns periods, in the unit `period`; a whole number with `within: "whole-periods"`. `null` with a note:
 *   `never-paid-back`, `not-paid-back-by-listed-margins`, `no-acquisition-cost`, `no-retention`. The interval is that of the
 *   cost or of the retention taken through the formula, at its level; of both, the corners, at 1 less the sum of what the two
 *   levels lack of 1. It is `null` without one (`no-interval`), and where an end never pays back (`interval-unbounded`).
 *   `paid-back-then-not`: later negative margins undo it
 * @throws {@link MetricError} `AMOUNT_INVALID`, `MARGIN_INVALID`, `WITHIN_UNKNOWN`, `RETENTION_REQUIRED` (both given),
 *   `RATE_OUT_OF_RANGE`, `DISCOUNT_RATE_INVALID`, `TIME_UNIT_UNKNOWN`, `CURRENCY_MIXED`, `INTERVAL_INVALID`, `LEVEL_OUT_OF_RANGE`,
 *   `RATE_OF_OTHER_KIND`, `COUNT_INVALID`, `CURRENCY_INVALID`
 * @see Farris, Bendle, Pfeifer and Reibstein, "Marketing Metrics", 2nd edition, 2010, chapter 10.
 *
 * @example
 * ```ts
 * import { paybackPeriod } from "customer-metrics/clv";
 *
 * const plan = { acquisitionCost: 300, margin: 40, period: "month" } as const;
 * paybackPeriod(plan); // => { value: 7.5, unit: "month" }
 * paybackPeriod({ ...plan, within: "whole-periods" }); // => { value: 8, definition: { firstMargin: "period-end" } }
 * paybackPeriod({ ...plan, churn: 0.05 }).value; // => ≈9.1666
 * paybackPeriod({ ...plan, churn: 0.15 }); // => { value: null, notes: ["never-paid-back"] }
 * ```
 */
export function paybackPeriod(options: PaybackPeriodOptions): PaybackPeriodResult {
  const {
    acquisitionCost,
    period,
    discount = "none",
    within = "linear",
    ...given
  } = options ?? ({} as PaybackPeriodOptions);
  const cost = readAmount(acquisitionCost, 0);
  const currency = sharedCurrency(cost.currency, checkCurrency(given.currency));
  const margin = readMargin(given.margin);
  checkChoice("WITHIN_UNKNOWN", "within", within, ["linear", "whole-periods"]);
  const discountRate = ratePerPeriod(period, discount);
  const everybody: Stay = { kind: "retention", of: { value: 1, interval: null, n: 0 } };
  const stay =
    given.retention === undefined && given.churn === undefined ? everybody : readStay(given.retention, given.churn);
  const paidBack = (amount: number, rate: number): ReturnType<typeof paidBackByList> => {
    const change = { kind: stay.kind, rate, discount: discountRate, growth: 0 };
    return typeof margin === "number"
      ? paidBackByConstant(amount, margin, change, within)
      : paidBackByList(amount, margin, change, within);
  };

  const rate = stay.of.value;
  const found = cost.value === null || rate === null ? null : paidBack(cost.value, rate);
  const value = found?.at ?? null;
  const notes: string[] = [];
  let interval: Interval | null = null;
  if (cost.value === null) notes.push("no-acquisition-cost");
  if (rate === null) notes.push("no-retention");
  if (found !== null && value === null) {
    notes.push(typeof margin === "number" ? "never-paid-back" : "not-paid-back-by-listed-margins");
  }
  if (value !== null) {
    // A customer who stays longer, and then costs more than they bring, may pay back later or sooner.
    const rises = typeof margin === "number" || margin.every((each) => each >= 0);
    const hasInterval = cost.interval !== null || stay.of.interval !== null;
    const isKnown = hasInterval && (rises || stay.of.interval === null);
    if (isKnown) interval = cornerInterval(cost, stay, (amount, at) => paidBack(amount, at).at);
    if (interval === null) notes.push(isKnown ? "interval-unbounded" : "no-interval");
  }
  if (found?.isLostAgain) notes.push("paid-back-then-not");
  notes.push(...discountNotes(discount));
  return {
    metric: "payback-period",
    value,
    unit: period,
    n: smallerKnown(cost.n, stay.of.n),
    interval,
    currency,
    definition: {
      formula:
        "first k with sum over j from 1 to k of margin retention^(j - 1) / (1 + discountRate)^j >= acquisitionCost",
      firstMargin: "period-end",
      within,
      acquisitionCost: cost.value,
      margin,
      retention: rate === null ? null : retentionOf({ kind: stay.kind, rate }),
      discountRate,
      acquisitionCostDefinition: cost.definition,
    },
    notes,
  };
}

/** From the cheap and faithful customer to the dear and fleeting; each end is exact in what has an interval. */
function cornerInterval(
  cost: { readonly value: number | null; readonly interval: Interval | null },
  { kind, of }: Stay,
  periods: (amount: number, rate: number) => number | null,
): Interval | null {
  const costs = cost.interval ?? { lower: cost.value!, upper: cost.value! };
  const rates = of.interval ?? { lower: of.value!, upper: of.value! };
  const [faithful, fleeting] = kind === "churn" ? [rates.lower, rates.upper] : [rates.upper, rates.lower];
  const [lower, upper] = [periods(costs.lower, faithful), periods(costs.upper, fleeting)];
  if (lower === null || upper === null) return null;
  if (cost.interval === null || of.interval === null) {
    const { level, method } = (cost.interval ?? of.interval)!;
    return { lower, upper, level, method };
  }
  // Bonferroni: both hold together at least so often.
  const level = cost.interval.level + of.interval.level - 1;
  return level > 0 ? { lower, upper, level, method: "corners" } : null;
}

/** A copy of its own; adding 0 turns -0 into 0. */
function readMargin(margin: number | readonly number[]): number | readonly number[] {
  const margins: readonly number[] = typeof margin === "number" ? [margin] : margin;
  if (!(Array.isArray(margins) && margins.length > 0 && Array.from(margins).every((each) => Number.isFinite(each)))) {
    fail("MARGIN_INVALID", "Cannot pay back as margin must be a number, or a list of one a period", margin);
  }
  return typeof margin === "number" ? margin + 0 : margin.map((each) => each + 0);
}
