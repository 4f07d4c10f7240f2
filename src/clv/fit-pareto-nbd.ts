import type { EffectForm, PurchaseCovariates } from "./covariate-effects.ts";
import type { PurchaseFitOptions, StatedTimeUnit, TimedPurchaseHistories } from "./fit-options.ts";
import { fitProcess } from "./fit-process.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import { paretoNbdProcess } from "./pareto-nbd.ts";
import type { PurchaseFit } from "./purchase-fit.ts";

/** Options of {@link fitParetoNbd}. */
export interface ParetoNbdFitOptions extends PurchaseFitOptions {
  /**
   * Names of covariates that move the rate of purchases, alpha · exp(−coefficient · value), and the rate of dropout, beta ·
   * exp(−coefficient · value): a positive coefficient is more purchases, or a shorter life. None unless given.
   */
  readonly covariates?: PurchaseCovariates | undefined;
}

/**
 * The Pareto/NBD model of customers who come and go without a contract, by maximum likelihood.
 *
 * A customer buys at random at a rate of their own and leaves for good at a moment that has nothing to do with purchases, at
 * a rate of their own. It takes some ten times as long as {@link fitMbgNbd}, and mostly says the same; for long silences
 * and for customers of very different rates look at both.
 *
 * @formula rate of purchase ~ gamma(r, alpha); rate of dropout ~ gamma(s, beta)
 *
 * @param source - as for {@link fitMbgNbd}
 * @param options - `timeUnit` (unless the source says it), `covariates`, `penalty`, `level`, `onInvalid`; see {@link ParetoNbdFitOptions}
 * @returns as {@link fitMbgNbd}; alpha and beta in units of time
 * @throws {@link MetricError} as {@link fitMbgNbd}
 * @see Schmittlein, Morrison and Colombo, "Counting Your Customers: Who Are They and What Will They Do Next?", Management
 *   Science 33(1), 1987; covariates: Fader and Hardie, note 019, 2007.
 *
 * @example With a covariate of purchases
 * ```ts
 * import { fitParetoNbd } from "customer-metrics/clv";
 *
 * const row = (frequency: number, recency: number, weight: number, member: number) =>
 *   ({ frequency, recency, T: 39, weight, covariates: { member } });
 * const rows = [
 *   row(0, 0, 500, 0), row(1, 4, 60, 0), row(2, 9, 40, 0), row(3, 35, 40, 0), row(7, 38, 20, 0),
 *   row(0, 0, 100, 1), row(1, 6, 30, 1), row(3, 12, 30, 1), row(5, 36, 30, 1), row(12, 38, 20, 1),
 * ];
 * const fit = fitParetoNbd(rows, { timeUnit: "week", covariates: { purchase: ["member"] } });
 * fit.status !== "failed" && fit.parameters["purchase.member"]; // => ≈0.8345
 * ```
 */
export function fitParetoNbd(source: TimedPurchaseHistories, options?: ParetoNbdFitOptions): PurchaseFit;
export function fitParetoNbd(source: PurchaseHistorySource, options: ParetoNbdFitOptions & StatedTimeUnit): PurchaseFit;
export function fitParetoNbd(source: PurchaseHistorySource, options: ParetoNbdFitOptions = {}): PurchaseFit {
  return fitProcess(paretoNbdProcess, source, { ...options, forms, notes: [] });
}

const forms: readonly EffectForm[] = [
  { side: "purchase", prefix: "purchase", moves: [{ parameter: "alpha", sign: -1 }] },
  { side: "dropout", prefix: "dropout", moves: [{ parameter: "beta", sign: -1 }] },
];
