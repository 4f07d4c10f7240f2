import { fail } from "../core/metric-error.ts";
import type { HoldoutValidation } from "./holdout-validation.ts";
import type { PurchaseFit } from "./purchase-fit.ts";
import type { PurchaseModelName } from "./purchase-process.ts";
import type { TimeUnit } from "./time-unit.ts";

/** Options of {@link compareModels}. */
export interface CompareModelsOptions {
  /**
   * How each fit did on the holdout, in the order of the fits: results of `validateHoldout` on the same split, `null` for a
   * fit that failed.
   */
  readonly holdouts?: readonly (HoldoutValidation | null)[] | undefined;
}

/** What a fit said of the time after. */
export interface ComparedHoldout {
  /** Predicted over actual purchases of all customers; `null` where nothing was bought. */
  readonly totalRatio: number | null;
  /** Of the purchases of a customer; `null` without customers. */
  readonly rootMeanSquaredError: number | null;
}

/** One fit beside the others. */
export interface ComparedModel {
  readonly model: PurchaseModelName;
  readonly status: PurchaseFit["status"];
  /** Which of the fits that were given, from 0. */
  readonly index: number;
  /** Parameters that were estimated. */
  readonly parameters: number | null;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  /** AIC less the least of all. */
  readonly aicDifference: number | null;
  /** exp(−difference / 2), as a share of the sum over all fits: how much of the evidence speaks for this one. */
  readonly akaikeWeight: number | null;
  readonly bic: number | null;
  /** BIC less the least of all. */
  readonly bicDifference: number | null;
  /** `null` unless `holdouts` has it. */
  readonly holdout: ComparedHoldout | null;
}

/** Fits of the same data, the one with the least AIC first. */
export interface ModelComparison {
  readonly metric: "purchase-model-comparison";
  /** Customers that all fits are of. */
  readonly n: number;
  readonly repeatPurchases: number;
  readonly timeUnit: TimeUnit;
  /** By AIC; fits that failed come last, with `null` in every figure. */
  readonly models: readonly ComparedModel[];
  /**
   * `"close"`: a difference of AIC below 2 between the first two decides nothing; `"boundary-fit"`: a model had no maximum,
   * and counts with all its parameters; `"penalised-fit"`: the AIC of a penalised fit is too high; `"fit-failed"`.
   */
  readonly notes: readonly string[];
}

/**
 * Which of several purchase models do the data speak for?
 *
 * Lower AIC is better: twice the log-likelihood, with each parameter paid for. It compares how well models tell the same
 * data, so the fits must be of the same customers. The BG/BB is of other data (which opportunities were taken, not when) and
 * compares with another BG/BB alone. What predicts better is told by `validateHoldout`, whose results stand beside the AIC where
 * you give them, and do not change the order; a difference below 2 by neither.
 *
 * @formula AIC = 2k − 2 ln L; weight = exp(−½ difference) / Σ exp(−½ difference)
 *
 * @param fits - two or more fits of the same histories
 * @param options - see {@link CompareModelsOptions}
 * @returns the fits by AIC, with differences and weights; figures are `null` for fits that failed
 * @throws {@link MetricError} `FITS_NOT_COMPARABLE`: of different data, or the BG/BB with another model; `FITS_MISSING`;
 *   `HOLDOUTS_INVALID`: not one for each fit, of its parameters and of one holdout
 * @see Burnham and Anderson, "Multimodel Inference", Sociological Methods and Research 33(2), 2004.
 *
 * @example
 * ```ts
 * import { compareModels, fitBgNbd, fitMbgNbd } from "customer-metrics/clv";
 *
 * const histories = {
 *   frequency: [0, 0, 0, 1, 1, 2, 3, 5, 0, 1, 0, 9],
 *   recency: [0, 0, 0, 3, 20, 9, 30, 36, 0, 5, 0, 38],
 *   T: [39, 38, 30, 37, 36, 39, 38, 39, 31, 35, 39, 39],
 * };
 * const fits = [fitBgNbd(histories, { timeUnit: "week" }), fitMbgNbd(histories, { timeUnit: "week" })];
 * const { models, notes } = compareModels(fits);
 * models.map(({ model }) => model).sort(); // => ["bg-nbd", "mbg-nbd"]
 * models[0]; // => { aicDifference: 0 }
 * ```
 */
export function compareModels(fits: readonly PurchaseFit[], options: CompareModelsOptions = {}): ModelComparison {
  const [first, ...others] = Array.isArray(fits) ? (fits as readonly PurchaseFit[]) : [];
  if (!first || !others.every(Boolean)) {
    fail("FITS_MISSING", "Cannot compare models as there must be fits to compare", fits);
  }
  for (const other of others) checkSameData(first, other);
  const { holdouts } = options;
  if (holdouts !== undefined) checkHoldouts(fits, holdouts);
  const least = (of: (fit: EstimatedFit) => number): number =>
    fits.filter(isEstimated).reduce((most, fit) => Math.min(most, of(fit)), Infinity);
  const aic = least((fit) => fit.aic);
  const bic = least((fit) => fit.bic);
  const evidence = (fit: EstimatedFit): number => Math.exp((aic - fit.aic) / 2);
  const all = fits.filter(isEstimated).reduce((sum, fit) => sum + evidence(fit), 0);
  const models = fits.map((fit, index): ComparedModel => {
    const { model, status } = fit;
    const validation = holdouts?.[index];
    const holdout = validation
      ? { totalRatio: validation.total.ratio, rootMeanSquaredError: validation.errors.rootMeanSquaredError }
      : null;
    if (!isEstimated(fit)) return { model, status, index, ...withoutFigures };
    return {
      model,
      status,
      index,
      parameters: Object.keys(fit.parameters).length,
      logLikelihood: fit.logLikelihood,
      aic: fit.aic,
      aicDifference: fit.aic - aic,
      akaikeWeight: evidence(fit) / all,
      bic: fit.bic,
      bicDifference: fit.bic - bic,
      holdout,
    };
  });
  models.sort((left, right) => (left.aic ?? Infinity) - (right.aic ?? Infinity) || left.index - right.index);
  const second = models[1]?.aicDifference ?? null;
  return {
    metric: "purchase-model-comparison",
    n: first.n,
    repeatPurchases: first.repeatPurchases,
    timeUnit: first.timeUnit,
    models,
    notes: [
      ...(second !== null && second < 2 ? ["close"] : []),
      ...(fits.some(({ status }) => status === "boundary") ? ["boundary-fit"] : []),
      ...(fits.some((fit) => isEstimated(fit) && fit.penalty !== undefined) ? ["penalised-fit"] : []),
      ...(fits.some(({ status }) => status === "failed") ? ["fit-failed"] : []),
    ],
  };
}

type EstimatedFit = Exclude<PurchaseFit, { readonly status: "failed" }>;

const withoutFigures = {
  parameters: null,
  logLikelihood: null,
  aic: null,
  aicDifference: null,
  akaikeWeight: null,
  bic: null,
  bicDifference: null,
  holdout: null,
} as const;

function isEstimated(fit: PurchaseFit): fit is EstimatedFit {
  return fit.status !== "failed";
}

/** Sums of weights may differ by rounding, where models go through the histories in another order. */
function checkSameData(first: PurchaseFit, other: PurchaseFit): void {
  const isSame = (left: number, right: number): boolean => Math.abs(left - right) <= 1e-9 * Math.abs(left);
  const isComparable =
    isSame(first.n, other.n) &&
    isSame(first.repeatPurchases, other.repeatPurchases) &&
    first.timeUnit === other.timeUnit &&
    (first.model === "bg-bb") === (other.model === "bg-bb");
  if (isComparable) return;
  const both = [first, other].map(({ model, n, repeatPurchases, timeUnit }) => {
    return { model, n, repeatPurchases, timeUnit };
  });
  fail("FITS_NOT_COMPARABLE", "Cannot compare models as all fits must be of the same data", both);
}

/** Each is of its fit, and all are of one split. */
function checkHoldouts(fits: readonly PurchaseFit[], holdouts: readonly (HoldoutValidation | null)[]): void {
  const given = Array.isArray(holdouts) ? (holdouts as typeof holdouts) : [];
  const one = given.find((each) => each !== null);
  const isOfFit = (each: HoldoutValidation | null, fit: PurchaseFit): boolean => {
    if (each === null) return true;
    const { n, total, definition } = each ?? {};
    return (
      isEstimated(fit) &&
      definition?.model === fit.model &&
      Object.entries(fit.parameters).every(([name, value]) => definition.parameters[name] === value) &&
      n === one!.n &&
      total.actual === one!.total.actual &&
      definition.holdout === one!.definition.holdout
    );
  };
  if (given.length === fits.length && fits.every((fit, i) => isOfFit(given[i]!, fit))) return;
  fail(
    "HOLDOUTS_INVALID",
    "Cannot compare models as there must be a validation of each fit, or null, all on one holdout",
    given.map((each) => each?.definition),
  );
}
