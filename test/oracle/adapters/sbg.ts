import { fitBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import { del, derl, expectedTenure } from "../../../src/churn/contractual-lifetime.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import type { Adapter } from "../adapter.ts";

const fits = {
  sbg: { fit: fitShiftedBetaGeometric, parameters: ["alpha", "beta"] },
  bdw: { fit: fitBetaDiscreteWeibull, parameters: ["alpha", "beta", "c"] },
};

interface Inputs {
  readonly survivors: { readonly [cohort: string]: readonly number[] };
  readonly projection_horizon: number;
}

type Block = { readonly [field: string]: unknown };
type ByRate = { readonly [rate: string]: unknown };

/** The blocks that are asked for: by cohort, then by model. */
export const sbg: Adapter = ({ inputs, expected }) => {
  const { survivors, projection_horizon: horizon } = inputs as Inputs;
  return mapped(expected as { [cohort: string]: { [model: string]: Block } }, (models, cohort) =>
    mapped(models, (block, model) =>
      Object.hasOwn(fits, model) && survivors[cohort] !== undefined
        ? blockOf(model as keyof typeof fits, survivors[cohort], horizon, block)
        : undefined,
    ),
  );
};

function blockOf(name: keyof typeof fits, survivors: readonly number[], horizon: number, wanted: Block): unknown {
  const { fit: fitTo, parameters } = fits[name];
  const fit = fitTo(survivors);
  if (fit.status !== "converged") return fit;
  const { periods } = projectRetention(fit, horizon);
  const byName = (values: object): object => pick(values as { [name: string]: unknown }, parameters);
  const rates = (field: string): ByRate => (wanted[field] ?? {}) as ByRate;
  return {
    mle: {
      params: byName(fit),
      log_likelihood: fit.logLikelihood,
      n_customers: fit.n,
      aic: fit.aic,
      bic: fit.bic,
      standard_errors: byName(fit.standardErrors),
      standard_errors_log_params: byName(fit.logStandardErrors),
      vcov_order: parameters,
      vcov: fit.covariance,
    },
    log_likelihood_at_params: fit.logLikelihood,
    survival: [contractualSurvival(fit, 0), ...periods.map(({ survival }) => survival)],
    retention_rate_t1_on: periods.map(({ retentionRate }) => retentionRate),
    churn_probability_P_T_eq_t: periods.map(({ churned }) => churned),
    se_delta_survival: periods.map(({ survivalStandardError }) => survivalStandardError),
    discounted_expected_lifetime_DEL: mapped(
      rates("discounted_expected_lifetime_DEL"),
      (_, rate) => del(fit, { discountRate: Number(rate) }).value,
    ),
    discounted_expected_residual_lifetime_DERL: mapped(
      rates("discounted_expected_residual_lifetime_DERL"),
      (wantedPeriods, rate) =>
        (wantedPeriods as unknown[]).map((_, i) => derl(fit, { discountRate: Number(rate), period: i + 1 }).value),
    ),
    expected_periods_undiscounted: expectedTenure(fit).value,
  };
}

function pick(values: { readonly [name: string]: unknown }, names: readonly string[]): { [name: string]: unknown } {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function mapped<Value, Mapped>(
  record: { readonly [key: string]: Value },
  to: (value: Value, key: string) => Mapped,
): { [key: string]: Mapped } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}
