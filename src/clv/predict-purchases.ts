import { type PredictionLeftOut, placed, predictedColumns, usableColumns } from "./predict-columns.ts";
import { aheadIn, type PredictionDefinition } from "./predict-estimate.ts";
import { asColumns, type PredictedSource } from "./predict-source.ts";
import type { UsablePurchaseFit } from "./purchase-fit.ts";
import type { TimeSpan } from "./time-unit.ts";
import { byName, usableModel } from "./usable-fit.ts";

/** Options of {@link predictPurchases}. */
export interface PredictColumnsOptions {
  /** How far from T on: `{ weeks: 39 }`, or a number in the unit of the fit. In BG/BB whole opportunities. */
  readonly ahead: TimeSpan;
  /**
   * What to do about customers that cannot be: count them, or throw.
   * @defaultValue `"count"`
   */
  readonly onInvalid?: "count" | "throw" | undefined;
}

/** Predictions for many customers, in their order. */
export interface PredictedPurchases {
  /** At T; 0 for customers in `leftOut`. */
  readonly probabilityAlive: Float64Array;
  /** In (T, T + ahead]; 0 for customers in `leftOut`. */
  readonly expectedPurchases: Float64Array;
  /** Customers with a prediction. */
  readonly n: number;
  readonly leftOut: PredictionLeftOut;
  /** `parameters` are those of the fit, coefficients of covariates among them. */
  readonly definition: PredictionDefinition;
}

/**
 * P(alive) and expected purchases of many customers at once, without intervals; a million take less than a second.
 *
 * A customer that cannot be, for example one whose last purchase is after the end of observation, has 0 in both columns, so
 * that sums are right, and stands in `leftOut` with its position.
 *
 * @param fit - a fit that did not fail, or `{ model, timeUnit, parameters }`
 * @param customers - in the unit of the fit: arrays or typed arrays of the same length, rows, or a table of them such as the
 *   result of `rfmSummary`
 * @param options - see {@link PredictColumnsOptions}
 * @returns typed arrays: proportions, and purchases; never NaN
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, `WEIGHTS_TWICE`, `TIME_UNIT_MISMATCH`, `FIRST_INCLUDED`, `CUSTOMER_INVALID` where `onInvalid` is `"throw"`, `COVARIATE_INVALID`,
 *   `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`, `TIME_SPAN_INVALID`
 *
 * @example
 * ```ts
 * import { predictPurchases } from "customer-metrics/clv";
 *
 * const model = {
 *   model: "bg-nbd",
 *   timeUnit: "week",
 *   parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 * } as const;
 * const columns = { frequency: [2, 0, 1], recency: [30.43, 0, 50], T: [38.86, 38.86, 38.86] };
 * const { expectedPurchases, leftOut } = predictPurchases(model, columns, { ahead: { weeks: 39 } });
 * expectedPurchases[0]; // => ≈1.226
 * leftOut; // => { rows: 1, recencyAfterT: 1, positions: [2] }
 * ```
 */
export function predictPurchases(
  fit: UsablePurchaseFit,
  customers: PredictedSource,
  options: PredictColumnsOptions,
): PredictedPurchases {
  const used = usableModel(fit);
  const ahead = aheadIn(used, options?.ahead);
  const usable = usableColumns(used, asColumns(used, customers), options.onInvalid);
  const { probabilityAlive, expectedPurchases } = predictedColumns(used, used.values, usable, ahead);
  return {
    probabilityAlive: placed(probabilityAlive, usable),
    expectedPurchases: placed(expectedPurchases, usable),
    n: usable.n,
    leftOut: usable.leftOut,
    definition: {
      model: used.model,
      parameters: byName(used.names, used.values),
      timeUnit: used.timeUnit,
      ahead,
    },
  };
}
