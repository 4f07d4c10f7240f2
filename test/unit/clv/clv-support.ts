import { isMetricError } from "../../../src/core/metric-error.ts";
import type { ConvergedPurchaseFit, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import type { PurchaseModelName } from "../../../src/clv/purchase-process.ts";

/** Usual parameters of each model, times in weeks (BG/BB: opportunities). */
export const models: { readonly [model in PurchaseModelName]: PurchaseModel } = {
  "bg-nbd": { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
  "mbg-nbd": { model: "mbg-nbd", timeUnit: "week", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } },
  "pareto-nbd": {
    model: "pareto-nbd",
    timeUnit: "week",
    parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  },
  "bg-bb": {
    model: "bg-bb",
    timeUnit: "opportunity",
    parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
  },
};

/** A model as if it had been fitted, with this covariance. */
export function asFitted(model: PurchaseModel, order: readonly string[], covariance: number[][]): ConvergedPurchaseFit {
  return { ...model, status: "converged", n: 100, order, covariance } as unknown as ConvergedPurchaseFit;
}

/** A model as if each logarithm of a parameter were known up to `sd`, independent of the others. */
export function withErrors(model: PurchaseModel, sd: number): ConvergedPurchaseFit {
  const order = Object.keys(model.parameters);
  const covariance = order.map((_, i) => order.map((name, j) => (i === j ? (sd * model.parameters[name]!) ** 2 : 0)));
  return asFitted(model, order, covariance);
}

/** The code of the MetricError that a call throws, or what else came of it. */
export function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return isMetricError(error) ? error.code : String(error);
  }
  return "none";
}

/** Every number anywhere in a result. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
