import { fail } from "../core/metric-error.ts";
import type { PurchaseLeftOut } from "./history-check.ts";
import { readHistories } from "./history-reading.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import { type GoodnessOfFit, goodnessOfFit } from "./in-sample-goodness.ts";
import { hasLeftOut, watchedAlike } from "./in-sample-watched.ts";
import type { ByParameter, UsablePurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";
import { byName, usableModel } from "./usable-fit.ts";

/** Options of {@link inSampleCounts}. */
export interface InSampleOptions {
  /**
   * From this number of repeat purchases on, customers are one row. A whole number from 1 to 1000.
   * @defaultValue `7`
   */
  readonly upTo?: number | undefined;
}

/** Customers with so many repeat purchases. */
export interface InSampleRow {
  readonly purchases: number;
  /** Whether the row also has those with more purchases: the last one. */
  readonly andMore: boolean;
  readonly actual: number;
  /** What the model expects of as many customers, watched for as long. */
  readonly expected: number;
}

/** How well a model tells the data that it was made from. */
export interface InSampleCounts extends GoodnessOfFit {
  readonly metric: "in-sample-counts";
  readonly unit: "customers";
  /** Customers (the sum of weights). */
  readonly n: number;
  readonly rows: readonly InSampleRow[];
  /** Rows that say nothing of a customer. */
  readonly leftOut: PurchaseLeftOut;
  readonly definition: {
    readonly model: PurchaseModelName;
    readonly timeUnit: TimeUnit;
    readonly parameters: ByParameter;
    readonly upTo: number;
  };
  /** `"no-customers"`; `"rows-left-out"`; `"too-few-rows"`: nothing is left to test. */
  readonly notes: readonly string[];
}

/**
 * How many customers bought 0, 1, 2, … times again, and how many would by the model.
 *
 * The first thing to look at after a fit. It does not tell whether the future is predicted well, which only time or a
 * holdout does: see `validateHoldout`.
 *
 * @formula expected(x) = Σ over customers of P(X(T) = x)
 *
 * @param fit - a fit, or a model with parameters of your own
 * @param histories - those that the fit is of, in any form that it takes
 * @param options - see {@link InSampleOptions}
 * @returns rows that add up to n on both sides; the test is `null` where too few rows are left
 * @throws {@link MetricError} `UP_TO_INVALID`; `SOURCE_INVALID`, `COLUMNS_UNEQUAL`, `COVARIATE_MISSING`, `TIME_UNIT_MISMATCH`; `FIT_FAILED`,
 *   `MODEL_UNKNOWN`, `PARAMETER_INVALID`
 * @see Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24(2), 2005, figure 3; the two
 *   degrees of freedom: Chernoff and Lehmann, Annals of Mathematical Statistics 25(3), 1954.
 *
 * @example
 * ```ts
 * import { inSampleCounts } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const histories = { frequency: [0, 1], recency: [0, 30], T: [39, 39], count: [574, 426] };
 * inSampleCounts(model, histories).rows[0]; // => { purchases: 0, andMore: false, actual: 574, expected: ≈574 }
 * ```
 */
export function inSampleCounts(
  fit: UsablePurchaseFit,
  histories: PurchaseHistorySource,
  options: InSampleOptions = {},
): InSampleCounts {
  const { upTo = 7 } = options;
  if (!(Number.isInteger(upTo) && upTo >= 1 && upTo <= 1000)) {
    fail("UP_TO_INVALID", "Cannot count customers as upTo must be whole, from 1 to 1000", upTo);
  }
  const used = usableModel(fit);
  const { process, model, timeUnit, names, values } = used;
  const read = readHistories(histories, {
    covariates: used.effects.map(({ covariate }) => covariate),
    isDiscrete: model === "bg-bb",
    timeUnit,
    onInvalid: "count",
  });
  const actual = new Float64Array(upTo + 1);
  const expected = new Float64Array(upTo + 1);
  read.groups.frequency.forEach((frequency, i) => {
    actual[Math.min(frequency, upTo)]! += read.groups.count[i]!;
  });
  for (const { T, parameters, customers } of watchedAlike(used, read)) {
    addExpected(expected, process.countProbabilities(parameters, T, upTo - 1), customers);
  }
  const rows = Array.from(actual, (count, x) => {
    return { purchases: x, andMore: x === upTo, actual: count, expected: expected[x]! };
  });
  const estimated = "status" in fit ? names.length : 0;
  const fitness = goodnessOfFit(actual, expected, estimated);
  return {
    metric: "in-sample-counts",
    unit: "customers",
    n: read.n,
    rows,
    ...fitness,
    leftOut: read.leftOut,
    definition: { model, timeUnit, parameters: byName(names, values), upTo },
    notes: [
      ...(read.n === 0 ? ["no-customers"] : fitness.chiSquare === null ? ["too-few-rows"] : []),
      ...(hasLeftOut(read.leftOut) ? ["rows-left-out"] : []),
    ],
  };
}

/** Adds what a model expects of customers who were watched for as long. */
function addExpected(expected: Float64Array, probabilities: Float64Array, customers: number): void {
  const upTo = expected.length - 1;
  let rest = customers;
  for (let x = 0; x < upTo; x++) {
    const share = customers * (probabilities[x] ?? 0);
    expected[x]! += share;
    rest -= share;
  }
  expected[upTo]! += Math.max(0, rest);
}
