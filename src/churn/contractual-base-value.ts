import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { checkCount, type Kinded } from "../core/state.ts";
import { ratePerPeriod } from "./contractual-discount.ts";
import { checkPeriod, type DelOptions } from "./contractual-lifetime.ts";
import { checkModel, type ContractualModel, plainModel } from "./contractual-model.ts";
import { residualPeriods } from "./contractual-residual.ts";
import { checkContractualState, type ContractualState, isState } from "./contractual-state.ts";
import { deltaMethod } from "./project-interval.ts";

/** Active customers who are in the same period. */
export interface CustomersInPeriod {
  /** 1 for those who have made no renewal yet. */
  readonly period: number;
  /** How many are active, a whole number. */
  readonly active: number;
}

/** Options of {@link customerBaseValue}. */
export interface CustomerBaseOptions extends DelOptions {
  /** What a customer brings in a period, in the money you count in; minor units (cents) keep sums exact. */
  readonly marginPerPeriod: number;
  /**
   * Which money: an ISO 4217 code, carried into the result.
   * @defaultValue `null`
   */
  readonly currency?: string | null | undefined;
}

/** What customers in one period are worth. */
export interface PeriodValue extends CustomersInPeriod {
  /** Discounted expected residual lifetime of each, in periods. */
  readonly derl: number;
  /** margin · active · derl. */
  readonly value: number;
}

/** What the customers of today are still going to bring. */
export interface CustomerBaseValue extends Estimate<"customer-base-value", "money"> {
  /** Of `value`, from what is not known of the model; or `null`. */
  readonly standardError: number | null;
  /** Which money, as given. */
  readonly currency: string | null;
  /** As the customers were given. */
  readonly byPeriod: readonly PeriodValue[];
  /** The model and the convention; `discountRate` is that of a period. */
  readonly definition: {
    readonly model: ContractualModel;
    readonly discountRate: number;
    readonly marginPerPeriod: number;
    readonly valuedAt: "just-before-next-renewal";
  };
}

/**
 * Residual value of the customers under contract today: what they are expected to bring from their next renewal on. The
 * current period is taken as paid. One retention rate for all would undervalue those who have proved that they stay.
 *
 * The interval is that of the model's parameters; for a few hundred customers their own luck comes on top.
 *
 * @formula margin · Σ over periods n of active(n) · DERL(n)
 *
 * @param fit - a converged fit, the `limit` of a boundary, or a model written down
 * @param base - customers by the period in which they are, or a {@link ContractualState}, whose active customers are valued
 *   (after t renewals they are in period t + 1)
 * @param options - see {@link CustomerBaseOptions}
 * @returns money in the unit of the margin, not rounded; `n` is the active customers; 0 for none
 * @throws {@link MetricError} `PERIOD_INVALID`, `COUNT_INVALID`, `MARGIN_INVALID`, `DISCOUNT_RATE_INVALID`,
 *   `LEVEL_OUT_OF_RANGE`, `MODEL_INVALID`, `STATE_INVALID`, `KIND_MISMATCH`
 * @see Fader and Hardie, "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing
 *   Science 29(1), 2010.
 *
 * @example
 * ```ts
 * import { customerBaseValue } from "customer-metrics/churn";
 *
 * const model = { model: "shifted-beta-geometric", alpha: 3.8, beta: 15.2 } as const;
 * const base = [{ period: 1, active: 10000 }, { period: 2, active: 8000 }];
 * customerBaseValue(model, base, { discountRate: 0.1, marginPerPeriod: 100, currency: "EUR" });
 * // => { value: ≈6070618.7, unit: "money", currency: "EUR", n: 18000, byPeriod: [{ derl: ≈3.3098 }, { derl: ≈3.451 }] }
 * ```
 */
export function customerBaseValue(
  fit: ContractualModel,
  base: readonly CustomersInPeriod[] | ContractualState,
  options: CustomerBaseOptions,
): CustomerBaseValue {
  const rate = ratePerPeriod(options?.discountRate);
  const { marginPerPeriod, currency = null, level = 0.95, interval = deltaMethod } = options;
  checkLevel(level);
  checkModel(fit);
  if (!Number.isFinite(marginPerPeriod)) {
    fail("MARGIN_INVALID", "Cannot value customers as the margin of a period must be a number", marginPerPeriod);
  }
  const customers = isState(base) ? activeOf(base) : base;
  for (const { period, active } of customers) {
    checkPeriod(period);
    checkCount(active);
  }
  const worthOf = (model: ContractualModel): number[] =>
    customers.map(({ period }) => residualPeriods(model, period, rate));
  const totalOf = (worth: readonly number[]): number =>
    customers.reduce((sum, { active }, i) => sum + active * worth[i]!, 0);
  const worth = worthOf(fit);
  const total = totalOf(worth);
  const known =
    total > 0 && interval !== "none" ? interval(fit, (model) => [totalOf(worthOf(model))], "positive", level) : null;
  const { standardError = null, interval: around = null } = known?.figures[0] ?? {};
  // A loss a period turns the ends round.
  const ends = around === null ? [] : [around.lower * marginPerPeriod, around.upper * marginPerPeriod];
  const notes = known?.notes ?? [];
  return {
    metric: "customer-base-value",
    // Adding 0 takes the sign from a loss on nobody.
    value: total * marginPerPeriod + 0,
    unit: "money",
    n: customers.reduce((sum, { active }) => sum + active, 0),
    interval: around && { ...around, lower: Math.min(...ends), upper: Math.max(...ends) },
    standardError: standardError && standardError * Math.abs(marginPerPeriod),
    currency,
    byPeriod: customers.map(({ period, active }, i) => ({
      period,
      active,
      derl: worth[i]!,
      value: active * worth[i]! * marginPerPeriod + 0,
    })),
    definition: { model: plainModel(fit), discountRate: rate, marginPerPeriod, valuedAt: "just-before-next-renewal" },
    notes: around === null && notes.length === 0 ? ["no-interval"] : [...notes],
  };
}

function activeOf(state: Kinded): CustomersInPeriod[] {
  const { active } = checkContractualState(state);
  return active.flatMap((customers, tenure) => (customers > 0 ? [{ period: tenure + 1, active: customers }] : []));
}
