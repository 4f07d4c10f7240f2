import { bgNbdProcess } from "./bg-nbd.ts";
import { type BgNbdFitOptions, bgNbdForms } from "./fit-bg-nbd-options.ts";
import type { StatedTimeUnit, TimedPurchaseHistories } from "./fit-options.ts";
import { fitProcess } from "./fit-process.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import type { PurchaseFit } from "./purchase-fit.ts";

/**
 * The BG/NBD model of customers who come and go without a contract, by maximum likelihood.
 *
 * As {@link fitMbgNbd}, but a customer can leave only after a repeat purchase: whoever bought once is alive for certain,
 * however long ago that was. Take it to compare with results of others; to judge one-time buyers take MBG/NBD.
 *
 * @formula rate ~ gamma(r, alpha); chance to leave after a repeat purchase ~ beta(a, b)
 *
 * @param source - as for {@link fitMbgNbd}
 * @param options - as for {@link fitMbgNbd}
 * @returns as {@link fitMbgNbd}, with the note `"one-time-buyers-never-leave"`
 * @throws {@link MetricError} as {@link fitMbgNbd}
 * @see Fader, Hardie and Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD Model", Marketing
 *   Science 24(2), 2005; covariates: Fader and Hardie, "Incorporating time-invariant covariates into the Pareto/NBD and
 *   BG/NBD models", note 019, 2007.
 *
 * @example Nobody stops: there is no maximum, but a limit, which is said and reached
 * ```ts
 * import { fitBgNbd } from "customer-metrics/clv";
 *
 * const rows = [1, 2, 3, 4, 8].map((frequency) => ({ frequency, recency: 20, T: 20 }));
 * const fit = fitBgNbd([...rows, { frequency: 0, recency: 0, T: 20 }], { timeUnit: "week" });
 * fit.status; // => "boundary"
 * fit.status === "boundary" && fit.boundary; // => { drifting: { a: "zero" }, meaning: ["no-dropout"], identified: { r: ≈2.15 } }
 * ```
 */
export function fitBgNbd(source: TimedPurchaseHistories, options?: BgNbdFitOptions): PurchaseFit;
export function fitBgNbd(source: PurchaseHistorySource, options: BgNbdFitOptions & StatedTimeUnit): PurchaseFit;
export function fitBgNbd(source: PurchaseHistorySource, options: BgNbdFitOptions = {}): PurchaseFit {
  const notes = ["one-time-buyers-never-leave"];
  return fitProcess(bgNbdProcess, source, { ...options, forms: bgNbdForms(options), notes });
}
