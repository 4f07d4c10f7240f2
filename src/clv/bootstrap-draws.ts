import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";

/**
 * Parameters as they might as well have come out, for the `interval` option of the predictions. Plain JSON: drawn once, used
 * for every customer.
 */
export interface ParameterDraws {
  readonly model: PurchaseModelName;
  readonly timeUnit: TimeUnit;
  /** `refit`: a fit to data simulated from the model; `normal`: from the covariance of the fit, in logarithms. */
  readonly method: "refit" | "normal";
  /** Names of the numbers in a draw. */
  readonly order: readonly string[];
  /** One list of parameters, and coefficients, a draw. */
  readonly draws: readonly (readonly number[])[];
  /** Draws asked for; `draws` has fewer where fits failed, or parameters are beyond all numbers. */
  readonly replicates: number;
  /** Fits without a maximum among `draws`: they count with the parameters closest to it. */
  readonly boundary: number;
  readonly seed: number;
}
