import { bgBbProcess } from "./bg-bb.ts";
import type { PurchaseFitOptions } from "./fit-options.ts";
import { fitProcess } from "./fit-process.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import type { PurchaseFit } from "./purchase-fit.ts";

/**
 * The BG/BB model of customers who can buy at given opportunities and no other time (a yearly appeal, a fair, a season), by
 * maximum likelihood.
 *
 * A customer who is alive takes each opportunity with a chance of their own, and before each leaves for good with a chance
 * of their own.
 *
 * @formula chance to buy ~ beta(alpha, beta); chance to leave ~ beta(gamma, delta)
 *
 * @param source - as for {@link fitMbgNbd}, in whole opportunities since the first purchase: how many were taken (frequency),
 *   which was the last of them (recency, 0 if none), how many there were (T, at most 100 000)
 * @param options - `penalty`, `level`, `onInvalid`; `timeUnit` is `"opportunity"` unless opportunities are of every day,
 *   week, month or year and you want predictions in these
 * @returns as {@link fitMbgNbd}
 * @throws {@link MetricError} as {@link fitMbgNbd}
 * @see Fader, Hardie and Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science 29(6), 2010.
 *
 * @example Six yearly appeals
 * ```ts
 * import { fitBgBb } from "customer-metrics/clv";
 *
 * const fit = fitBgBb({
 *   frequency: [0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6],
 *   recency: [0, 1, 3, 6, 2, 6, 4, 6, 6, 6, 6],
 *   T: [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6],
 *   count: [300, 90, 40, 20, 60, 40, 40, 60, 80, 90, 100],
 * });
 * fit; // => { status: "converged", model: "bg-bb", timeUnit: "opportunity", n: 920 }
 * ```
 */
export function fitBgBb(source: PurchaseHistorySource, options: PurchaseFitOptions = {}): PurchaseFit {
  return fitProcess(bgBbProcess, source, { ...options, covariates: undefined, forms: [], notes: [] });
}
