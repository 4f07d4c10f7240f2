import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { type ContractualDiscountRate, ratePerPeriod } from "./contractual-discount.ts";
import { checkModel, type ContractualModel, plainModel } from "./contractual-model.ts";
import { residualPeriods } from "./contractual-residual.ts";
import { longestTenure } from "./contractual-state.ts";
import { deltaMethod } from "./project-interval.ts";
import { checkTenure, type ProjectionOptions, sizeOf } from "./project-retention.ts";

/** Options of {@link del}. */
export interface DelOptions extends ProjectionOptions {
  /** Of a contract period, or a yearly one with the periods in a year. */
  readonly discountRate: ContractualDiscountRate;
}

/** Options of {@link derl}. */
export interface DerlOptions extends DelOptions {
  /** The period in which the customer is: 1 for the first, with no renewal made yet. */
  readonly period: number;
}

/** Options of {@link expectedTenure}. */
export interface ExpectedTenureOptions extends ProjectionOptions {
  /**
   * Renewals that the customer has already made.
   * @defaultValue `0`, a new customer
   */
  readonly tenure?: number | undefined;
}

/** A number of contract periods that a model promises, discounted or not, and what it means. */
export interface LifetimeEstimate<Metric extends string> extends Estimate<Metric, "periods"> {
  /** Of `value`, or `null`. */
  readonly standardError: number | null;
  /** The model and the convention; `discountRate` is that of a period, 0 for none. */
  readonly definition: {
    readonly model: ContractualModel;
    /** The period in which the customer is, from 1. */
    readonly period: number;
    readonly discountRate: number;
    /** The payment that counts in full; all later ones are discounted from there. */
    readonly firstPayment: "now" | "next-renewal-if-made";
  };
}

/**
 * Discounted expected lifetime of a new customer: how many payments, one a period, at their worth today. The first one is
 * made now and is not discounted; times the margin of a period it is the expected lifetime value at acquisition.
 *
 * @formula DEL = Σ t ≥ 0 of S(t) / (1 + d)^t; shifted beta-geometric: 2F1(1, β; α + β; 1 / (1 + d))
 *
 * @param fit - a converged fit, the `limit` of a boundary, or a model written down
 * @param options - see {@link DelOptions}
 * @returns periods, at least 1, with an interval; `n` is the customers behind the fit
 * @throws {@link MetricError} `DISCOUNT_RATE_INVALID`, `LEVEL_OUT_OF_RANGE`, `MODEL_INVALID`
 * @see Fader and Hardie, "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing
 *   Science 29(1), 2010.
 *
 * @example
 * ```ts
 * import { del } from "customer-metrics/churn";
 *
 * const model = { model: "shifted-beta-geometric", alpha: 0.668, beta: 3.806 } as const;
 * del(model, { discountRate: 0.1 }).value; // => ≈5.9226
 * // Monthly contracts and a yearly rate:
 * del(model, { discountRate: { annualRate: 0.1, periodsPerYear: 12 } }).value; // => ≈22.0196
 * ```
 */
export function del(fit: ContractualModel, options: DelOptions): LifetimeEstimate<"del"> {
  const rate = ratePerPeriod(options?.discountRate);
  // The first payment is certain: what is uncertain, and positive, comes after it.
  const later = (model: ContractualModel): number => residualPeriods(model, 1, rate) / (1 + rate);
  const definition = { period: 1, discountRate: rate, firstPayment: "now" } as const;
  return lifetimeOf("del", fit, 1, later, definition, options);
}

/**
 * Discounted expected residual lifetime: how many payments a customer who is in a period is still going to make, at their
 * worth just before the next renewal. The payment of that renewal is not discounted, and counted by its chance to be made.
 *
 * @formula DERL(n) = Σ t ≥ n of S(t) / S(n − 1) / (1 + d)^(t − n)
 *
 * @param fit - a converged fit, the `limit` of a boundary, or a model written down
 * @param options - see {@link DerlOptions}
 * @returns periods, above 0, with an interval
 * @throws {@link MetricError} `PERIOD_INVALID`, `DISCOUNT_RATE_INVALID`, `LEVEL_OUT_OF_RANGE`, `MODEL_INVALID`
 * @see Fader and Hardie, "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing
 *   Science 29(1), 2010.
 *
 * @example Who has stayed longer is worth more
 * ```ts
 * import { derl } from "customer-metrics/churn";
 *
 * const model = { model: "shifted-beta-geometric", alpha: 0.668, beta: 3.806 } as const;
 * [1, 5].map((period) => derl(model, { discountRate: 0.1, period }).value); // => [≈5.4149, ≈6.8971]
 * ```
 */
export function derl(fit: ContractualModel, options: DerlOptions): LifetimeEstimate<"derl"> {
  const rate = ratePerPeriod(options?.discountRate);
  const { period } = options;
  checkPeriod(period);
  const definition = { period, discountRate: rate, firstPayment: "next-renewal-if-made" } as const;
  return lifetimeOf("derl", fit, 0, (model) => residualPeriods(model, period, rate), definition, options);
}

/**
 * Expected tenure: how many periods a customer stays, the one that has begun among them. It has no end where a few customers
 * hardly ever leave, as often with real customers; then only a discounted figure, or one up to a horizon, makes sense.
 *
 * @formula Σ t ≥ s of S(t) / S(s) for a customer with s renewals behind them; shifted beta-geometric and new: (α + β − 1) /
 *   (α − 1) if α > 1, otherwise infinite; beta-discrete-Weibull: finite if α · c > 1
 *
 * @param fit - a converged fit, the `limit` of a boundary, or a model written down
 * @param options - see {@link ExpectedTenureOptions}
 * @returns periods; `value` is `null` with the note `"infinite-mean"` where the sum has no end
 * @throws {@link MetricError} `TENURE_INVALID`, `LEVEL_OUT_OF_RANGE`, `MODEL_INVALID`
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 2007.
 *
 * @example
 * ```ts
 * import { expectedTenure } from "customer-metrics/churn";
 *
 * expectedTenure({ model: "shifted-beta-geometric", alpha: 3.8, beta: 15.2 }).value; // => ≈6.4286
 * expectedTenure({ model: "shifted-beta-geometric", alpha: 0.668, beta: 3.806 }); // => { value: null, notes: ["infinite-mean"] }
 * ```
 */
export function expectedTenure(
  fit: ContractualModel,
  options: ExpectedTenureOptions = {},
): LifetimeEstimate<"expected-tenure"> {
  const { tenure = 0 } = options;
  checkTenure(tenure);
  const definition = { period: tenure + 1, discountRate: 0, firstPayment: "now" } as const;
  return lifetimeOf("expected-tenure", fit, 1, (model) => residualPeriods(model, tenure + 1, 0), definition, options);
}

/** Throws unless `period` counts periods from 1. */
export function checkPeriod(period: number): void {
  if (!(Number.isInteger(period) && period >= 1 && period <= longestTenure)) {
    fail("PERIOD_INVALID", `Cannot use period as it must be whole, from 1 to ${longestTenure}`, period);
  }
}

function lifetimeOf<Metric extends string>(
  metric: Metric,
  fit: ContractualModel,
  certain: number,
  uncertain: (model: ContractualModel) => number,
  convention: Omit<LifetimeEstimate<Metric>["definition"], "model">,
  { level = 0.95, interval = deltaMethod }: ProjectionOptions,
): LifetimeEstimate<Metric> {
  checkLevel(level);
  checkModel(fit);
  const value = uncertain(fit);
  const hasEnd = value < Infinity;
  const known = hasEnd && interval !== "none" ? interval(fit, (model) => [uncertain(model)], "positive", level) : null;
  const { standardError = null, interval: around = null } = known?.figures[0] ?? {};
  const notes = hasEnd ? (known?.notes ?? []) : ["infinite-mean"];
  return {
    metric,
    value: hasEnd ? certain + value : null,
    unit: "periods",
    n: sizeOf(fit),
    interval: around && { ...around, lower: certain + around.lower, upper: certain + around.upper },
    standardError,
    definition: { model: plainModel(fit), ...convention },
    notes: around === null && notes.length === 0 ? ["no-interval"] : [...notes],
  };
}
