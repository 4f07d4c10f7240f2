import { fail } from "../core/metric-error.ts";
import { seededRandom } from "../numeric/random.ts";
import type { ParameterDraws } from "./bootstrap-draws.ts";
import type { PredictedColumns } from "./predict-columns.ts";
import type { PurchaseFit, UsablePurchaseFit } from "./purchase-fit.ts";
import { simulatePurchases } from "./simulate-purchases.ts";
import type { TimeUnit } from "./time-unit.ts";
import { usableModel } from "./usable-fit.ts";

/** The customers whose histories are drawn anew: how long each was watched, and their covariates. */
export interface WatchedCustomers {
  /** In the unit of the fit; BG/BB: opportunities. */
  readonly T: ArrayLike<number>;
  /** Values by covariate, one a customer: all that the fit was made with. */
  readonly covariates?: { readonly [covariate: string]: ArrayLike<number> } | undefined;
}

/** Options of {@link bootstrapPurchaseFit}. */
export interface PurchaseBootstrapOptions {
  /** How each sample is fitted: `fitMbgNbd`, or a call of it with the options of the fit. */
  readonly refit: (histories: PredictedColumns, options: { readonly timeUnit: TimeUnit }) => PurchaseFit;
  /** Seed of the draws, a whole number. */
  readonly seed: number;
  /**
   * How many samples.
   * @defaultValue `200`
   */
  readonly replicates?: number | undefined;
}

/**
 * Parametric bootstrap of a fit: as many customers as there were, each watched as long, are drawn from the fitted model and
 * the model is fitted to them, again and again. The spread of those fits is the uncertainty, with no covariance and no
 * normal distribution assumed; it takes the model to be right.
 *
 * Drawn once, the parameters serve every prediction as its `interval`. It costs `replicates` fits; for a quick look
 * `drawPurchaseParameters` needs none.
 *
 * @param fit - a fit that did not fail, a boundary among them, or `{ model, timeUnit, parameters }`
 * @param watched - as in the data of the fit, one entry a customer (not a group of them)
 * @param options - see {@link PurchaseBootstrapOptions}
 * @returns draws as plain JSON; the same seed gives the same ones on every machine
 * @throws {@link MetricError} `REPLICATES_INVALID`, `SEED_NOT_INTEGER`, `FIT_FAILED`, `MODEL_UNKNOWN`, `PARAMETER_INVALID`,
 *   `TIME_SPAN_INVALID`, `COVARIATES_INVALID`, `REFIT_MISSING`, `REFIT_DIFFERS` (`refit` fits another
 *   model)
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 6.
 *
 * @example
 * ```ts
 * import { bootstrapPurchaseFit, expectedPurchases, fitBgNbd, simulatePurchases } from "customer-metrics/clv";
 *
 * const model = { model: "bg-nbd", timeUnit: "week", parameters: { r: 0.6, alpha: 6, a: 0.8, b: 2.5 } } as const;
 * const data = simulatePurchases(model, { customers: 500, T: 39, seed: 7 });
 * const fit = fitBgNbd(data, { timeUnit: "week" });
 * if (fit.status === "failed") throw new Error(fit.reason);
 * const draws = bootstrapPurchaseFit(fit, data, { refit: fitBgNbd, seed: 1, replicates: 40 });
 * const customer = { frequency: 2, recency: 30, T: 39 };
 * expectedPurchases(fit, customer, { ahead: 39, interval: draws }).interval; // => { level: 0.95, method: "bootstrap" }
 * ```
 */
export function bootstrapPurchaseFit(
  fit: UsablePurchaseFit,
  watched: WatchedCustomers,
  options: PurchaseBootstrapOptions,
): ParameterDraws {
  const used = usableModel(fit);
  const { timeUnit, model, names } = used;
  const { refit, seed } = options ?? {};
  const replicates = checkedReplicates(options?.replicates);
  if (typeof refit !== "function")
    fail("REFIT_MISSING", "Cannot bootstrap fit as refit must be a fit, such as fitMbgNbd", refit);
  const random = seededRandom(seed);
  const { T, covariates } = watched ?? {};
  const draws: number[][] = [];
  let boundary = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const sampleSeed = Math.floor(random.next() * 2 ** 53);
    const { frequency, recency, T: lengths } = simulatePurchases(fit, { T, covariates, seed: sampleSeed });
    const found = refit({ frequency, recency, T: lengths, ...(covariates && { covariates }) }, { timeUnit });
    if (found.status === "failed") continue;
    if (found.model !== model || names.some((name) => !Object.hasOwn(found.parameters, name))) {
      fail("REFIT_DIFFERS", "Cannot bootstrap fit as refit must fit the model and parameters of the fit", found.model);
    }
    if (found.status === "boundary") boundary++;
    draws.push(names.map((name) => found.parameters[name]!));
  }
  return { model, timeUnit, method: "refit", order: names, draws, replicates, boundary, seed };
}

/** How many draws: whole, 2 or more. */
export function checkedReplicates(replicates = 200): number {
  if (!(Number.isSafeInteger(replicates) && replicates >= 2)) {
    fail("REPLICATES_INVALID", "Cannot draw replicates as there must be a whole number of 2 or more", replicates);
  }
  return replicates;
}
