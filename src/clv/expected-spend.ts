import { checkLevel, type Estimate } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { BoundarySpendFit, ConvergedSpendFit } from "./gamma-gamma-fit.ts";
import type { SpendParameters } from "./simulate-spend.ts";
import { type UsableSpend, usableSpend } from "./spend-usable-fit.ts";

/** A fit of spend that predictions can be made from; or parameters that you write down. */
export type UsableSpendFit = ConvergedSpendFit | BoundarySpendFit | SpendModel;

/** Parameters from elsewhere. */
export interface SpendModel extends SpendParameters {
  /** Of the amounts, for example `"EUR"`. */
  readonly currency?: string | null | undefined;
}

/** What is known of a customer's spend. */
export interface SpendCustomer {
  /** Repeat purchases: a whole number, 0 or more. */
  readonly frequency: number;
  /** Mean spend of a repeat purchase, 0 or more; without repeat purchases it is not used. */
  readonly monetaryValue?: number | null | undefined;
}

/** Options of {@link expectedSpend}. */
export interface ExpectedSpendOptions {
  /**
   * Coverage of the interval, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
  /**
   * `"delta"`: the covariance of the fit carried to the figure, normal on its logarithm; or `"none"`.
   * @defaultValue `"delta"`
   */
  readonly interval?: "delta" | "none" | undefined;
}

/** What a customer is expected to spend a purchase; `n` is the customers behind the fit, 0 for parameters written down. */
export interface ExpectedSpend extends Estimate<"expected-spend", "money"> {
  /** As in the fit. */
  readonly currency: string | null;
  /** Of `value`, from what is not known of the parameters; `null` where that is not known. */
  readonly standardError: number | null;
  readonly definition: ExpectedSpendDefinition;
}

/** What an expected spend follows from. */
export interface ExpectedSpendDefinition {
  readonly model: "gamma-gamma";
  readonly parameters: SpendParameters;
  /** Weight of the customer's own mean; the rest is that of the population's. `null` where one of them does not exist. */
  readonly ownWeight: number | null;
}

/**
 * What a customer is going to spend a purchase, on average: between what they spent so far and what all customers do, the
 * nearer to their own mean the more they bought.
 *
 * The mean does not exist where p x + q is 1 or less: the value is `null`, and never a negative amount. The standard error
 * and the interval are those of the mean, as far as the parameters are not known; the customer's own mean may be elsewhere.
 *
 * @formula p (v + x m) / (p x + q − 1) for x repeat purchases of m on average; x = 0: p v / (q − 1), the mean of all customers
 *
 * @param fit - a fit that did not fail, or `{ p, q, v }`
 * @param customer - frequency, and the mean spend of a repeat purchase in the unit of the fit
 * @param options - see {@link ExpectedSpendOptions}
 * @returns an amount in the unit of the fit; `value` is `null` with the note `"infinite-mean"` where the mean does not exist
 * @throws {@link MetricError} `FREQUENCY_INVALID`, `MONETARY_VALUE_INVALID`, `FIT_FAILED`, `SPEND_PARAMETERS_INVALID`,
 *   `LEVEL_OUT_OF_RANGE`, `INTERVAL_UNKNOWN`
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
 *   42(4), 2005, equation 5.
 *
 * @example
 * ```ts
 * import { expectedSpend } from "customer-metrics/clv";
 *
 * const model = { p: 6.25, q: 3.74, v: 15.44 };
 * expectedSpend(model, { frequency: 2, monetaryValue: 22.35 }).value; // => ≈24.664
 * expectedSpend(model, { frequency: 0 }).value; // => ≈35.219
 * // A tail so heavy that the mean of all customers does not exist:
 * expectedSpend({ p: 6.25, q: 0.6, v: 15.44 }, { frequency: 0 }); // => { value: null, notes: ["infinite-mean"] }
 * ```
 */
export function expectedSpend(
  fit: UsableSpendFit,
  customer: SpendCustomer,
  options: ExpectedSpendOptions = {},
): ExpectedSpend {
  const { level = 0.95, interval = "delta" } = options;
  checkLevel(level);
  if (interval !== "delta" && interval !== "none") {
    fail("INTERVAL_UNKNOWN", "Cannot use interval as it must be delta or none", interval);
  }
  const used = usableSpend(fit);
  const total = totalSpend(customer);
  const { parameters } = used;
  const value = meanSpend(parameters, customer.frequency, total);
  const known = value === null ? null : uncertaintyOf(used, customer.frequency, total, value, interval, level);
  return {
    metric: "expected-spend",
    value,
    unit: "money",
    n: used.n,
    interval: known?.interval ?? null,
    currency: used.currency,
    standardError: known?.standardError ?? null,
    definition: { model: "gamma-gamma", parameters, ownWeight: ownWeight(parameters, customer.frequency) },
    notes: known?.notes ?? ["infinite-mean"],
  };
}

/** E[spend a purchase], or `null` where it does not exist. */
export function meanSpend({ p, q, v }: SpendParameters, frequency: number, total: number): number | null {
  // Exact near q = 1, where 1 is taken from q first.
  const shape = p * frequency + (q - 1);
  const value = (v + total) * (p / shape);
  return shape > 0 && value < Infinity ? value : null;
}

function ownWeight({ p, q }: SpendParameters, frequency: number): number | null {
  return q > 1 ? (p * frequency) / (p * frequency + (q - 1)) : null;
}

/** @throws {@link MetricError} `FREQUENCY_INVALID`, `MONETARY_VALUE_INVALID` */
function totalSpend(customer: SpendCustomer): number {
  const { frequency, monetaryValue } = customer ?? {};
  if (!(Number.isSafeInteger(frequency) && frequency >= 0)) {
    fail("FREQUENCY_INVALID", "Cannot predict spend as frequency must be a whole number, 0 or more", frequency);
  }
  if (frequency === 0) return 0;
  const isAmount = typeof monetaryValue === "number" && monetaryValue >= 0 && monetaryValue * frequency < Infinity;
  if (!isAmount) {
    fail("MONETARY_VALUE_INVALID", "Cannot predict spend as monetaryValue must be 0 or more and finite", monetaryValue);
  }
  return monetaryValue * frequency;
}

/** The delta method, with slopes of the logarithm by the parameters. */
function uncertaintyOf(
  { parameters, covariance, notes }: UsableSpend,
  frequency: number,
  total: number,
  value: number,
  interval: "delta" | "none",
  level: number,
): Pick<ExpectedSpend, "standardError" | "interval" | "notes"> {
  if (interval === "none") return { standardError: null, interval: null, notes: [...notes, "no-interval"] };
  if (covariance === null) return { standardError: null, interval: null, notes };
  const { p, q, v } = parameters;
  const shape = p * frequency + (q - 1);
  const slopes = [(q - 1) / (p * shape), -1 / shape, 1 / (v + total)];
  let variance = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, each] of row.entries()) variance += slopes[i]! * each * slopes[j]!;
  }
  const relative = Math.sqrt(Math.max(0, variance));
  const factor = Math.exp(zOfLevel(level) * relative);
  if (!(value * factor < Infinity))
    return { standardError: null, interval: null, notes: [...notes, "interval-unbounded"] };
  return {
    standardError: value * relative,
    interval: { lower: value / factor, upper: value * factor, level, method: "delta-log" },
    notes,
  };
}
