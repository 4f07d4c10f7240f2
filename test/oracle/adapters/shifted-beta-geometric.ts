import type { ContractualModel, ShiftedBetaGeometric } from "../../../src/churn/contractual-model.ts";
import type { ContractualCohort } from "../../../src/churn/contractual-source.ts";
import { del, derl, expectedTenure } from "../../../src/churn/contractual-lifetime.ts";
import { contractualSurvival, projectRetention } from "../../../src/churn/project-retention.ts";
import { fitShiftedBetaGeometric } from "../../../src/churn/shifted-beta-geometric.ts";
import type { Adapter } from "../adapter.ts";

interface Discounted {
  readonly discountRate: number;
  readonly n: number;
}

/** A fit to cohorts, its projection and its discounted lifetimes. */
export const shiftedBetaGeometric: Adapter = ({ inputs, expected }) => {
  const { cohorts, horizon, discountRates } = inputs as {
    cohorts: ContractualCohort[];
    horizon: number;
    discountRates: number[];
  };
  const fit = fitShiftedBetaGeometric(cohorts);
  if (fit.status !== "converged") return fit;
  const { derl: wanted = [] } = expected as { derl?: Discounted[] };
  const { periods } = projectRetention(fit, horizon);
  return {
    ...fit,
    survival: [contractualSurvival(fit, 0), ...periods.map(({ survival }) => survival)],
    retentionRate: periods.map(({ retentionRate }) => retentionRate),
    meanLifetime: expectedTenure(fit).value,
    del: discountRates.map((discountRate) => ({ discountRate, value: del(fit, { discountRate }).value })),
    derl: wanted.map(({ discountRate, n }) => ({ discountRate, n, value: derlOf(fit, discountRate, n) })),
  };
};

/** What follows from parameters that are given: a row for each of them and each discount rate. */
export const shiftedBetaGeometricValues: Adapter = ({ inputs, expected }) => {
  const { parameters, discountRates, n, t } = inputs as {
    parameters: [number, number][];
    discountRates: number[];
    n: number[];
    t: number[];
  };
  const [first] = (expected as { rows: { pmf: { t: number }[]; retentionRate: { t: number }[] }[] }).rows;
  return {
    rows: parameters.flatMap(([alpha, beta]) =>
      discountRates.map((discountRate) => {
        const model: ShiftedBetaGeometric = { model: "shifted-beta-geometric", alpha, beta };
        const { periods } = projectRetention(model, Math.max(...t));
        const at = (renewal: number) => periods.find((period) => period.renewal === renewal);
        return {
          alpha,
          beta,
          discountRate,
          del: del(model, { discountRate }).value,
          derl: n.map((period) => ({ n: period, value: derlOf(model, discountRate, period) })),
          survival: t.map((renewals) => ({ t: renewals, value: contractualSurvival(model, renewals) })),
          pmf: first!.pmf.map(({ t: renewal }) => ({ t: renewal, value: at(renewal)?.churned })),
          retentionRate: first!.retentionRate.map(({ t: renewal }) => ({
            t: renewal,
            value: at(renewal)?.retentionRate,
          })),
          meanLifetime: expectedTenure(model).value,
        };
      }),
    ),
  };
};

function derlOf(model: ContractualModel, discountRate: number, period: number): number | null {
  return derl(model, { discountRate, period }).value;
}
