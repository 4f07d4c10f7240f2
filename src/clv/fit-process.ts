import { checkLevel } from "../core/estimate.ts";
import { coefficientsOf, covariateNames, type EffectForm, type PurchaseCovariates } from "./covariate-effects.ts";
import { covariateLikelihood } from "./covariate-likelihood.ts";
import { scaleBack, standardised } from "./covariate-scale.ts";
import { concluded } from "./fit-conclusion.ts";
import { asGoodAsInfinite, fitData, plainPopulation, timeParameters } from "./fit-data.ts";
import type { PurchaseFitOptions } from "./fit-options.ts";
import { penalised, penaltyFor } from "./fit-penalty.ts";
import { scaledToOne } from "./fit-scale.ts";
import { fewHistories, searchFrom } from "./fit-search.ts";
import { readHistories } from "./history-reading.ts";
import type { PurchaseHistorySource } from "./history-source.ts";
import type { PurchaseFit, PurchaseFitFailure } from "./purchase-fit.ts";
import type { PurchaseProcess } from "./purchase-process.ts";

/** What a model adds to what all fits have in common. */
export interface FitPlan extends PurchaseFitOptions {
  readonly covariates?: PurchaseCovariates | undefined;
  /** What covariates do in the model. */
  readonly forms: readonly EffectForm[];
  /** Codes for readers of this model. */
  readonly notes: readonly string[];
}

/** The fit of any purchase model by maximum likelihood; see `fitMbgNbd` for what it takes and returns. */
export function fitProcess(process: PurchaseProcess, source: PurchaseHistorySource, plan: FitPlan): PurchaseFit {
  const { model, parameterNames } = process;
  const { level = 0.95, timeUnit, onInvalid } = plan;
  checkLevel(level);
  const coefficients = coefficientsOf(plan.covariates, plan.forms);
  const covariates = covariateNames(coefficients);
  const isDiscrete = model === "bg-bb";
  const read = readHistories(source, { covariates, isDiscrete, timeUnit, onInvalid });
  const { groups, scale } = scaledToOne(read.groups, isDiscrete);
  const centre = plainPopulation(model, read, groups);
  const penalty = penaltyFor(plan.penalty, model, coefficients.length > 0, centre, groups);
  const data = fitData(model, read, [...plan.notes, ...(penalty === null ? [] : ["penalised"])]);
  const failed = (reason: PurchaseFitFailure): PurchaseFit => ({ status: "failed", reason, ...data });
  if (read.n === 0) return failed("no-customers");
  if (!groups.T.some((time) => time > 0)) return failed("no-time");
  if (read.repeatPurchases === 0) return failed("no-repeat-purchases");
  const standard = standardised(read.covariates, groups.count);
  if (standard === null) return failed("covariates-collinear");

  const likelihood = penalised(process.likelihood(groups), penalty);
  const starts = process.starts(groups);
  // In BG/BB each opportunity is a term.
  const isQuick = groups.count.length <= fewHistories && !(isDiscrete && groups.T.some((T) => T > fewHistories));
  const which: "all" | "first" = isQuick ? "all" : "first";
  const found = searchFrom(likelihood, starts, parameterNames.length, which);
  const problem = {
    process,
    coefficients,
    penalty,
    likelihood,
    starts,
    which,
    groups,
    far: Math.log(asGoodAsInfinite(groups)),
    back: scaleBack(parameterNames, covariates, coefficients, standard),
    // Likelihoods are densities of times, one for each repeat purchase.
    logScale: Math.log(scale),
    times: timeParameters(model),
    data,
    level,
  };
  if (coefficients.length === 0) return concluded(found, problem) ?? failed("not-converged");
  const none = coefficients.map(() => 0);
  const moved = penalised(covariateLikelihood(process, groups, coefficients, covariates, standard.columns), penalty);
  const from = [found.at, ...starts].map((start) => [...start, ...none]);
  const withEffects = { ...problem, likelihood: moved, starts: from };
  return concluded(searchFrom(moved, from, parameterNames.length, which), withEffects) ?? failed("not-converged");
}
