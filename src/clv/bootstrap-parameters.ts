import { fail } from "../core/metric-error.ts";
import { cholesky } from "../numeric/maximise-linear.ts";
import { seededRandom } from "../numeric/random.ts";
import { sampleNormal } from "../numeric/sample-continuous.ts";
import type { ParameterDraws } from "./bootstrap-draws.ts";
import { checkedReplicates } from "./bootstrap-purchase-fit.ts";
import type { ConvergedPurchaseFit } from "./purchase-fit.ts";
import { usableModel } from "./usable-fit.ts";

/** Options of {@link drawPurchaseParameters}. */
export interface DrawOptions {
  /** Seed of the draws, a whole number. */
  readonly seed: number;
  /**
   * How many draws.
   * @defaultValue `1000`
   */
  readonly replicates?: number | undefined;
}

/**
 * Parameters drawn from what a fit says of them: their logarithms (coefficients of covariates as they are) are normal with
 * the covariance of the fit. It needs no fits, and shows whether a prediction bends more than the delta method sees.
 *
 * @param fit - a fit with a covariance
 * @param options - see {@link DrawOptions}
 * @returns draws as plain JSON, for the `interval` option of the predictions
 * @throws {@link MetricError} `COVARIANCE_INVALID`: none, as of a boundary, or not positive definite; `REPLICATES_INVALID`,
 *   `SEED_NOT_INTEGER`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`
 * @see Krinsky and Robb, "On Approximating the Statistical Properties of Elasticities", The Review of Economics and
 *   Statistics 68(4), 1986.
 *
 * @example
 * ```ts
 * import { drawPurchaseParameters, fitBgNbd, newCustomerPurchases, simulatePurchases } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.6, alpha: 6, a: 0.8, b: 2.5 } } as const;
 * const fit = fitBgNbd(simulatePurchases(model, { customers: 1000, T: 39, seed: 7 }), { timeUnit: "week" });
 * if (fit.status !== "converged") throw new Error(fit.status);
 * const draws = drawPurchaseParameters(fit, { seed: 1 });
 * newCustomerPurchases(fit, { ahead: 39, interval: draws }).interval; // => { level: 0.95, method: "bootstrap" }
 * ```
 */
export function drawPurchaseParameters(fit: ConvergedPurchaseFit, options: DrawOptions): ParameterDraws {
  const { model, timeUnit, names, values, covariance, process } = usableModel(fit);
  const { seed, replicates: asked = 1000 } = options ?? {};
  const replicates = checkedReplicates(asked);
  const scale = values.map((value, i) => (i < process.parameterNames.length ? value : 1));
  const ofLogs = covariance?.map((row, i) => row.map((each, j) => each / scale[i]! / scale[j]!));
  const lower = ofLogs === undefined ? null : cholesky(ofLogs);
  if (lower === null) {
    return fail("COVARIANCE_INVALID", "Cannot draw parameters as the fit must have a covariance", covariance);
  }
  const random = seededRandom(seed);
  const all = Array.from({ length: replicates }, () => {
    const normal = values.map(() => sampleNormal(random));
    return lower.map((row, i) => {
      const moved = row.reduce((sum, each, k) => sum + each * normal[k]!, 0);
      return i < process.parameterNames.length ? values[i]! * Math.exp(moved) : values[i]! + moved;
    });
  });
  const isParameter = (value: number, i: number): boolean =>
    Number.isFinite(value) && (i >= process.parameterNames.length || value > 0);
  // Where a logarithm is hardly known, a draw may be beyond all numbers.
  const draws = all.filter((draw) => draw.every(isParameter));
  return { model, timeUnit, method: "normal", order: names, draws, replicates, boundary: 0, seed };
}
