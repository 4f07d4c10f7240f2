import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import { expectedSpend, type SpendCustomer, type UsableSpendFit } from "./expected-spend.ts";
import { intervalAround, relativeError } from "./predict-interval.ts";
import type { Prepared } from "./predict-estimate.ts";
import type { ByParameter } from "./purchase-fit.ts";
import type { ParameterValues, PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";
import type { SpendParameters } from "./simulate-spend.ts";
import { customerParameters, type UsableModel } from "./usable-fit.ts";

/** Options of every lifetime value. */
export interface ValueOptions {
  /**
   * What is left of a purchase, as a proportion of its amount, at most 1. There is no default: with 1 the value is revenue,
   * not profit.
   */
  readonly margin: number;
  /**
   * Which money: an ISO 4217 code, carried into the result; that of the fit of spend, where it names one.
   * @defaultValue that of the fit of spend, or `null`
   */
  readonly currency?: string | null | undefined;
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * `"delta"`: the covariances of both fits carried to the value, as of independent fits; or `"none"`.
   * @defaultValue `"delta"`
   */
  readonly interval?: "delta" | "none" | undefined;
}

/** What every lifetime value says of itself. */
export interface ValueDefinition {
  /** What comes after the end of observation; what was bought before is not in it. */
  readonly which: "residual";
  readonly margin: number;
  /** Spend of one purchase (all of a period), constant over time. */
  readonly spend: { readonly model: "gamma-gamma"; readonly parameters: SpendParameters };
  readonly purchases: {
    readonly model: PurchaseModelName;
    readonly timeUnit: TimeUnit;
    readonly parameters: ByParameter;
  };
  /** How often customers buy is taken to say nothing of how much they spend. */
  readonly assumes: "spend-independent-of-purchases";
}

/** A value in money. */
export interface MoneyEstimate<Metric extends string> extends Estimate<Metric, "money"> {
  /** Of `value`, from what is not known of both models; `null` where that is not known. */
  readonly standardError: number | null;
  /** Which money, as given. */
  readonly currency: string | null;
}

/** What one customer is going to bring: `n` is the customers behind the fit of purchases. */
export interface ValueEstimate<Metric extends string> extends MoneyEstimate<Metric> {
  /** Purchases to come, discounted; `null` where their sum does not exist. */
  readonly discountedPurchases: number | null;
  /** Expected spend of each; `null` where the mean does not exist. */
  readonly expectedSpend: number | null;
}

/** One of the two factors of a value, and how sure it is. */
export interface ValueFactor {
  /** Infinity where it does not exist. */
  readonly value: number;
  /** Standard error of its logarithm, or `null`; `notes` then says why. */
  readonly relative: number | null;
  readonly notes: readonly string[];
}

/** What a customer spends each time. */
export interface SpendFactor extends ValueFactor {
  readonly currency: string | null;
  readonly parameters: SpendParameters;
}

/**
 * The currency of a value: that of the amounts, or the one asked for where they name none.
 *
 * @throws {@link MetricError} `CURRENCY_INVALID`, `CURRENCY_MIXED`
 */
export function valueCurrency({ currency: asked = null }: ValueOptions, known: string | null): string | null {
  if (asked !== null && (typeof asked !== "string" || asked === "")) {
    fail("CURRENCY_INVALID", "Cannot value customer as currency must be a code such as EUR", asked);
  }
  if (asked !== null && known !== null && asked !== known) {
    fail("CURRENCY_MIXED", `Cannot value customer as currency must be that of the amounts, ${known}`, asked);
  }
  return asked ?? known;
}

/**
 * Throws unless the options can be used.
 *
 * @throws {@link MetricError} `MARGIN_INVALID`, `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`
 */
export function checkValueOptions(options: ValueOptions): void {
  const { margin, level = 0.95, interval = "delta" } = (options ?? {}) as ValueOptions;
  if (!(typeof margin === "number" && margin > -Infinity && margin <= 1)) {
    fail("MARGIN_INVALID", "Cannot value customer as margin must be a proportion of the amount, at most 1", margin);
  }
  checkLevel(level);
  if (interval !== "delta" && interval !== "none") {
    fail("INTERVAL_UNKNOWN", "Cannot value customer as interval must be delta or none", interval);
  }
}

/**
 * A value that is the margin times something above 0, as a result.
 *
 * @param worth - without the margin; Infinity where it does not exist
 * @param factors - what it is a product of, as of independent fits
 */
export function moneyEstimate<Metric extends string>(
  metric: Metric,
  n: number,
  worth: number,
  factors: readonly Pick<ValueFactor, "relative" | "notes">[],
  { margin, currency = null, level = 0.95 }: ValueOptions,
): MoneyEstimate<Metric> {
  const notes = [...new Set(factors.flatMap((factor) => factor.notes))];
  // Adding 0 takes the sign from a loss on nothing.
  const value = worth < Infinity ? margin * worth + 0 : null;
  const result = { metric, value, unit: "money", n, interval: null, standardError: null, currency, notes } as const;
  const relatives = factors.map((factor) => factor.relative);
  if (value === null || relatives.includes(null)) return result;
  const relative = Math.hypot(...(relatives as number[]));
  const known = moneyInterval(value, relative, zOfLevel(level), level);
  return { ...result, ...known, notes: known.interval === null ? [...notes, "value-at-limit"] : notes };
}

/** Normal on the logarithm of a value, or of a loss. */
export function moneyInterval(
  value: number | null,
  relative: number | null,
  z: number,
  level: number,
): Pick<MoneyEstimate<string>, "interval" | "standardError"> {
  if (value === null || relative === null) return { interval: null, standardError: null };
  const around = intervalAround(Math.abs(value), z * relative, "positive", level);
  return {
    interval: around && (value < 0 ? { ...around, lower: -around.upper, upper: -around.lower } : around),
    standardError: Math.abs(value) * relative,
  };
}

/** Margin times purchases times spend, as a result. */
export function valueEstimate<Metric extends string>(
  metric: Metric,
  n: number,
  purchases: ValueFactor,
  spend: SpendFactor,
  options: ValueOptions,
): ValueEstimate<Metric> {
  const existing = purchases.value < Infinity && spend.value < Infinity;
  const worth = existing ? purchases.value * spend.value : Infinity;
  const currency = valueCurrency(options, spend.currency);
  return {
    ...moneyEstimate(metric, n, worth, [purchases, spend], { ...options, currency }),
    discountedPurchases: purchases.value < Infinity ? purchases.value : null,
    expectedSpend: spend.value < Infinity ? spend.value : null,
  };
}

/** Purchases of one customer, discounted in some way, and how sure they are. */
export function purchasesFactor(
  { used, covariates, parameters }: Prepared,
  figure: (parameters: ParameterValues) => number,
  interval: ValueOptions["interval"],
): ValueFactor {
  const value = figure(parameters);
  if (value === Infinity) return { value, relative: null, notes: ["infinite-sum"] };
  if (interval === "none") return { value, relative: null, notes: ["no-interval"] };
  const relative = relativeError(used, {
    at: (values) => figure(customerParameters(used, values, covariates)),
    reach: (covariate) => Math.abs(covariates![covariate]!),
  });
  const isUnknown = relative === null && used.covariance !== null;
  return { value, relative, notes: isUnknown ? [...used.notes, "no-standard-error"] : used.notes };
}

/** Spend of one customer, and how sure it is; notes of the fit begin with `spend-`. */
export function spendFactor(
  fit: UsableSpendFit,
  customer: SpendCustomer | "new",
  interval: ValueOptions["interval"],
): SpendFactor {
  const spend = expectedSpend(fit, customer === "new" ? { frequency: 0 } : customer, { interval });
  const { value, standardError, currency, definition } = spend;
  const notes = spend.notes.map((note) => (note === "no-interval" ? note : `spend-${note}`));
  const relative = value === null || standardError === null ? null : value > 0 ? standardError / value : 0;
  return { value: value ?? Infinity, relative, notes, currency, parameters: definition.parameters };
}

/** What a value follows from. */
export function valueDefinition(
  used: UsableModel,
  spend: SpendParameters,
  parameters: ByParameter,
  margin: number,
): ValueDefinition {
  return {
    which: "residual",
    margin,
    spend: { model: "gamma-gamma", parameters: spend },
    purchases: { model: used.model, timeUnit: used.timeUnit, parameters },
    assumes: "spend-independent-of-purchases",
  };
}
