import { fail } from "../core/metric-error.ts";
import { seededRandom } from "../numeric/random.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import { simulatedSpend, type SpendParameters } from "./simulate-spend.ts";
import { spanIn, type TimeSpan, type TimeUnit } from "./time-unit.ts";
import { customerParameters, usableModel, type UsableModel } from "./usable-fit.ts";

/** Options of {@link simulatePurchases}. */
export interface SimulateOptions {
  /** How many customers; may be left out where `T` is a list. */
  readonly customers?: number | undefined;
  /** How long each is watched, from the first purchase on: one length for all, or a list in the model's unit. BG/BB: opportunities. */
  readonly T: TimeSpan | ArrayLike<number>;
  /** A safe integer: the same seed gives the same customers on every machine. */
  readonly seed: number;
  /**
   * Time watched after `T`, for a holdout.
   * @defaultValue `0`
   */
  readonly holdout?: TimeSpan | undefined;
  /** Parameters of a gamma-gamma model of spend; the same seed gives the same purchases with and without. */
  readonly spend?: SpendParameters | undefined;
  /** Values by covariate, one a customer; a fit with covariates needs all of its own. */
  readonly covariates?: { readonly [covariate: string]: ArrayLike<number> } | undefined;
}

/** Customers of a model, as parallel columns with one entry a customer. */
export interface SimulatedPurchases {
  readonly customers: number;
  readonly timeUnit: TimeUnit;
  /** Repeat purchases up to T. */
  readonly frequency: readonly number[];
  /** Time of the last of them; 0 without. */
  readonly recency: readonly number[];
  readonly T: readonly number[];
  /** Purchases in the holdout, after T. */
  readonly holdoutFrequency: readonly number[];
  /** Mean spend of the repeat purchases up to T; `null` without any. Absent without `spend`. */
  readonly monetaryValue?: readonly (number | null)[];
  /** Spend in the holdout. Absent without `spend`. */
  readonly holdoutSpend?: readonly number[];
  /** Times of repeat purchases of each customer since the first one, holdout included. */
  readonly times: readonly (readonly number[])[];
  /** Spend of the first purchase, then of those in `times`. Absent without `spend`. */
  readonly spend?: readonly (readonly number[])[];
}

/**
 * Customers as a model sees them: drawn at random, with a seed.
 *
 * To see how much luck there is in figures like yours, to test what is built on a model before there are data, and to check
 * the fit itself: fitted again, simulated customers must give the parameters back.
 *
 * @param fit - a fit, or a model with parameters of your own
 * @param options - see {@link SimulateOptions}
 * @returns histories as columns, with the purchase times behind them
 * @throws {@link MetricError} `CUSTOMERS_INVALID`; `TIME_SPAN_INVALID`; `SEED_NOT_INTEGER`; `COVARIATES_INVALID`;
 *   `SPEND_PARAMETERS_INVALID`; `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`
 * @see Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24(2), 2005, section 2.
 *
 * @example A thousand customers, each watched for a year
 * ```ts
 * import { simulatePurchases } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const { frequency, recency, T } = simulatePurchases(model, { customers: 1000, T: { years: 1 }, seed: 7 });
 * frequency.length; // => 1000
 * frequency.filter((purchases) => purchases > 0).length / 1000; // => 0.469
 * ```
 */
export function simulatePurchases(fit: UsablePurchaseFit, options: SimulateOptions): SimulatedPurchases {
  const usable = usableModel(fit);
  const { process, timeUnit } = usable;
  const lengths = lengthsOf(timeUnit, options ?? {});
  const customers = lengths.length;
  const ahead = spanIn(timeUnit, options.holdout ?? 0, "holdout");
  const parametersOf = parametersBy(usable, options.covariates ?? {}, customers);
  const random = seededRandom(options.seed);
  // Drawn in any case, so that the purchases are the same with and without spend.
  const spendSeed = Math.floor(random.next() * 2 ** 53);
  const times = Array.from(lengths, (length, i) => process.simulate(parametersOf(i), random, length + ahead));
  const frequency = times.map((each, i) => countUpTo(each, lengths[i]!));
  const simulated = {
    customers,
    timeUnit,
    frequency,
    recency: times.map((each, i) => (frequency[i] === 0 ? 0 : each[frequency[i]! - 1]!)),
    T: lengths,
    holdoutFrequency: times.map((each, i) => each.length - frequency[i]!),
    times,
  };
  if (options.spend === undefined || options.spend === null) return simulated;
  return { ...simulated, ...simulatedSpend(options.spend, spendSeed, times, frequency) };
}

function lengthsOf(timeUnit: TimeUnit, { T, customers }: SimulateOptions): number[] {
  const isList = typeof T === "object" && T !== null && "length" in T;
  const count = isList ? T.length : customers;
  if (!(Number.isSafeInteger(count) && count! >= 0 && (customers ?? count) === count)) {
    fail(
      "CUSTOMERS_INVALID",
      "Cannot simulate customers as their number must be whole, and that of the list of T",
      customers,
    );
  }
  if (isList) return Array.from(T, (each) => spanIn(timeUnit, each, "T"));
  return new Array<number>(count!).fill(spanIn(timeUnit, T, "T"));
}

/** Parameters by customer: those of the model, moved by covariates where it has any. */
function parametersBy(
  usable: UsableModel,
  covariates: NonNullable<SimulateOptions["covariates"]>,
  customers: number,
): (customer: number) => readonly number[] {
  const { process, values, effects } = usable;
  const all = values.slice(0, process.parameterNames.length);
  if (effects.length === 0) return () => all;
  for (const { covariate } of effects) {
    const column = Object.hasOwn(covariates, covariate) ? covariates[covariate] : undefined;
    if (column?.length !== customers || !Array.from(column).every(Number.isFinite)) {
      fail("COVARIATES_INVALID", "Cannot simulate customers as each must have a number of every covariate", covariate);
    }
  }
  return (customer) => {
    const own = Object.fromEntries(effects.map(({ covariate }) => [covariate, covariates[covariate]![customer]!]));
    return customerParameters(usable, values, own);
  };
}

/** How many of the times, which are in order, are not after `end`. */
function countUpTo(times: readonly number[], end: number): number {
  let count = times.length;
  while (count > 0 && times[count - 1]! > end) count--;
  return count;
}
