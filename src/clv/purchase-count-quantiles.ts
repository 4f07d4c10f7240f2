import { fail } from "../core/metric-error.ts";
import type { NewCustomer, PredictedCustomer } from "./predict-customer.ts";
import { aheadIn, type PredictionDefinition, preparedOrNew } from "./predict-estimate.ts";
import { countProbabilities, definitionOf } from "./purchase-counts.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import type { TimeSpan } from "./time-unit.ts";

/** Options of {@link purchaseQuantiles}. */
export interface PurchaseQuantileOptions extends NewCustomer {
  /** How far from T on: `{ weeks: 39 }`, or a number in the unit of the fit. In BG/BB whole opportunities. */
  readonly ahead: TimeSpan;
  /**
   * Shares in (0, 1).
   * @defaultValue `[0.05, 0.5, 0.95]`
   */
  readonly shares?: readonly number[] | undefined;
}

/** A count that a customer stays at or below with some probability. */
export interface PurchaseQuantile {
  readonly share: number;
  /** `null` where it is above 65 535. */
  readonly purchases: number | null;
}

/** What a single customer may do. */
export interface PurchaseQuantiles {
  readonly metric: "purchase-quantiles";
  /** In the order of `shares`. */
  readonly quantiles: readonly PurchaseQuantile[];
  readonly definition: PredictionDefinition;
  /** `"beyond-65535"` */
  readonly notes: readonly string[];
}

/**
 * What a single customer may do from the end of observation on: the least number of purchases that is not exceeded with each
 * of some probabilities. From the exact distribution, which takes the parameters as true; not from an approximation around
 * the expectation, which most customers are far away from.
 *
 * A quantile above 65 535 purchases is not looked for, so that a heavy tail costs a bounded time.
 *
 * @formula min n with P(N ≤ n | frequency, recency, T) ≥ share
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customer - frequency, recency and T in the unit of the fit, or `"new"` (with `covariates` in the options)
 * @param options - see {@link PurchaseQuantileOptions}
 * @returns whole purchases, or `null` with the note `"beyond-65535"`
 * @throws {@link MetricError} `SHARE_OUT_OF_RANGE`, `FREQUENCY_INVALID`, `TIME_INVALID`, `RECENCY_AFTER_T`,
 *   `RECENCY_WITHOUT_PURCHASE`, `COVARIATE_INVALID`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`
 *
 * @example
 * ```ts
 * import { purchaseQuantiles } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * const { quantiles } = purchaseQuantiles(model, { frequency: 6, recency: 29.43, T: 38.86 }, { ahead: { weeks: 39 } });
 * quantiles.map(({ purchases }) => purchases); // => [0, 2, 9]
 * ```
 */
export function purchaseQuantiles(
  fit: UsablePurchaseFit,
  customer: PredictedCustomer | "new",
  options: PurchaseQuantileOptions,
): PurchaseQuantiles {
  const known = preparedOrNew(fit, customer, options?.covariates);
  const ahead = aheadIn(known.used, options?.ahead);
  const { shares = [0.05, 0.5, 0.95] } = options;
  for (const share of shares) {
    if (!(typeof share === "number" && share > 0 && share < 1)) {
      fail("SHARE_OUT_OF_RANGE", "Cannot find quantiles as shares must be in (0, 1)", share);
    }
  }
  const highest = Math.max(0, ...shares);
  let cumulated: Float64Array = new Float64Array(0);
  for (let most = 15; most <= beyond; most = 16 * most + 15) {
    cumulated = runningSums(countProbabilities(known, customer === "new", ahead, most));
    if (cumulated[most]! >= highest) break;
  }
  const quantiles = shares.map((share) => {
    const found = cumulated.findIndex((sum) => sum >= share);
    return { share, purchases: found < 0 ? null : found };
  });
  const isBeyond = quantiles.some(({ purchases }) => purchases === null);
  return {
    metric: "purchase-quantiles",
    quantiles,
    definition: definitionOf(known, ahead),
    notes: isBeyond ? ["beyond-65535"] : [],
  };
}

/** 16⁴ − 1, where the last list of probabilities ends. */
const beyond = 65_535;

function runningSums(probabilities: Float64Array): Float64Array {
  let sum = 0;
  return probabilities.map((each) => (sum += each));
}
