import { fitBetaDiscreteWeibull } from "../../../src/churn/beta-discrete-weibull.ts";
import type { ContractualCohort } from "../../../src/churn/contractual-source.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import type { Adapter } from "../adapter.ts";

/** A fit to cohorts and its projection. */
export const betaDiscreteWeibull: Adapter = ({ inputs }) => {
  const { cohorts, horizon } = inputs as { cohorts: ContractualCohort[]; horizon: number };
  const fit = fitBetaDiscreteWeibull(cohorts);
  if (fit.status !== "converged") return fit;
  const { periods } = projectRetention(fit, horizon);
  return {
    ...fit,
    survival: [contractualSurvival(fit, 0), ...periods.map(({ survival }) => survival)],
    retentionRate: periods.map(({ retentionRate }) => retentionRate),
  };
};
