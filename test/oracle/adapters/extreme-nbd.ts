import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import type { ByParameter, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import type { Adapter } from "../adapter.ts";
import { modelNames } from "./purchase-model-names.ts";

/** One customer with parameters of their own, far from what is usual. */
interface ExtremeCase {
  readonly params: ByParameter;
  readonly x: number;
  readonly t_x: number;
  readonly T: number;
  readonly t: number;
}

/** Likelihood, P(alive) and expected purchases where formulas as they are printed lose their digits. */
export const extremeNbd: Adapter = ({ expected }) => {
  const blocks = Object.entries(expected as { readonly [model: string]: readonly ExtremeCase[] });
  return Object.fromEntries(blocks.map(([name, cases]) => [name, cases.map((each) => answer(name, each))]));
};

function answer(name: string, extreme: ExtremeCase): unknown {
  const { params, x, t_x, T, t } = extreme;
  const fit: PurchaseModel = { model: modelNames[name]!, timeUnit: "day", parameters: params };
  const customer = { frequency: x, recency: t_x, T };
  const process = processOf(fit.model);
  const parameters = process.parameterNames.map((parameter) => params[parameter]!);
  return {
    ...extreme,
    expected: {
      log_likelihood: process.logLikelihood(parameters, customer),
      p_alive: probabilityAlive(fit, customer).value,
      log_p_alive: process.logProbabilityAlive?.(parameters, customer),
      expected_purchases: expectedPurchases(fit, customer, { ahead: t }).value,
    },
  };
}
