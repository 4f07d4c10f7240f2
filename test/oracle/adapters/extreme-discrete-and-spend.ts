import { del, derl } from "../../../src/churn/contractual-lifetime.ts";
import { logRetention, logSurvival, type ShiftedBetaGeometric } from "../../../src/churn/contractual-model.ts";
import { shiftedBetaGeometricLikelihood } from "../../../src/churn/shifted-beta-geometric-likelihood.ts";
import { bgBbProcess } from "../../../src/clv/bg-bb.ts";
import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import { spendLogDensity } from "../../../src/clv/gamma-gamma-likelihood.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import type { PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import type { SpendParameters } from "../../../src/clv/simulate-spend.ts";
import type { Adapter } from "../adapter.ts";
import { spendRow } from "./spend-model.ts";

interface BgBbCase {
  readonly params: PurchaseModel["parameters"];
  readonly x: number;
  readonly t_x: number;
  readonly n_opportunities: number;
  readonly m: number;
  readonly discount_rate: number;
}

interface SbgCase {
  readonly alpha: number;
  readonly beta: number;
  readonly t: number;
  readonly discount_rate: number;
  readonly n: number;
}

interface SpendCase {
  readonly params: SpendParameters;
  readonly x: number;
  readonly mean_spend: number;
}

/** One customer with parameters of their own, far from what is usual, in each of three models. */
export const extremeDiscreteAndSpend: Adapter = ({ expected }) => {
  const { bgbb, sbg, gammagamma } = expected as {
    bgbb?: readonly BgBbCase[];
    sbg?: readonly SbgCase[];
    gammagamma?: readonly SpendCase[];
  };
  return {
    bgbb: bgbb?.map((each) => ({ ...each, expected: discreteOf(each) })),
    sbg: sbg?.map((each) => ({ ...each, expected: contractualOf(each) })),
    gammagamma: gammagamma?.map((each) => ({ ...each, expected: spendOf(each) })),
  };
};

function discreteOf({ params, x, t_x, n_opportunities, m, discount_rate }: BgBbCase): object {
  const model: PurchaseModel = { model: "bg-bb", timeUnit: "opportunity", parameters: params };
  const customer = { frequency: x, recency: t_x, T: n_opportunities };
  const parameters = bgBbProcess.parameterNames.map((name) => params[name]!);
  const discount = { rate: discount_rate, per: "opportunity" } as const;
  return {
    log_likelihood: bgBbProcess.logLikelihood(parameters, customer),
    p_alive_at_n: probabilityAlive(model, customer).value,
    p_alive_at_n_plus_1: probabilityAlive(model, customer, { ahead: 1 }).value,
    expected_transactions_next_m: expectedPurchases(model, customer, { ahead: m }).value,
    dert_discrete: discountedPurchases(model, customer, { ahead: "infinite", discount }).value,
  };
}

function contractualOf({ alpha, beta, t, discount_rate: discountRate, n }: SbgCase): object {
  const model: ShiftedBetaGeometric = { model: "shifted-beta-geometric", alpha, beta };
  const leaving = shiftedBetaGeometricLikelihood([{ renewal: t, atRisk: 1, churned: 1 }])([alpha, beta].map(Math.log));
  return {
    log_survival: logSurvival(model, t),
    survival: Math.exp(logSurvival(model, t)),
    // To leave at a renewal is to survive those before it, and then to leave: the library has no name for it.
    log_P_T_eq_t: t === 0 ? null : logSurvival(model, t - 1) + leaving.value,
    retention_rate: t === 0 ? null : Math.exp(logRetention(model, t)),
    DEL: del(model, { discountRate }).value,
    DERL: derl(model, { discountRate, period: n }).value,
  };
}

function spendOf({ params, ...asked }: SpendCase): object {
  const customer = spendRow(asked);
  return {
    log_likelihood: spendLogDensity(params, customer.frequency, customer.monetaryValue!),
    expected_spend: expectedSpend(params, customer).value,
  };
}
