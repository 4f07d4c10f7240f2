import { customerBaseValue as valueOfBase } from "../../../src/churn/contractual-base-value.ts";
import type { Adapter } from "../adapter.ts";

/** Customers by period, valued with parameters that are given. */
export const customerBaseValue: Adapter = ({ inputs }) => {
  const { alpha, beta, discountRate, marginPerPeriod, cohorts } = inputs as {
    alpha: number;
    beta: number;
    discountRate: number;
    marginPerPeriod: number;
    cohorts: { active: number; n: number }[];
  };
  const base = cohorts.map(({ active, n }) => ({ active, period: n }));
  const model = { model: "shifted-beta-geometric", alpha, beta } as const;
  const { value, byPeriod } = valueOfBase(model, base, { discountRate, marginPerPeriod });
  return { byCohort: byPeriod.map((cohort) => cohort.value), total: value };
};
