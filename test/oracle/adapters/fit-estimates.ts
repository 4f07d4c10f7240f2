import type { ConvergedPurchaseFit, PurchaseFit } from "../../../src/clv/purchase-fit.ts";

/** What an oracle knows of a maximum, from a fit; `nameOf` gives the oracle's name of a parameter. */
export function estimatesOf(
  fit: ConvergedPurchaseFit,
  nameOf: (parameter: string) => string = (name) => name,
): unknown {
  const renamed = (record: { readonly [parameter: string]: number }): { [name: string]: number } =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [nameOf(name), value]));
  return {
    params: renamed(fit.parameters),
    log_likelihood: fit.logLikelihood,
    n_customers: fit.n,
    aic: fit.aic,
    bic: fit.bic,
    standard_errors: renamed(fit.standardErrors),
    standard_errors_log_params: fit.logStandardErrors,
    vcov_order: fit.order.map(nameOf),
    vcov: fit.covariance,
  };
}

/** Whether a fit came to a maximum. */
export function isConverged(fit: PurchaseFit): fit is ConvergedPurchaseFit {
  return fit.status === "converged" || fit.status === "weakly-identified";
}
