import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import { fitGammaGamma } from "../../../src/clv/gamma-gamma.ts";
import type { SpendRow } from "../../../src/clv/gamma-gamma-customers.ts";
import type { ConvergedSpendFit } from "../../../src/clv/gamma-gamma-fit.ts";
import { spendLogDensity } from "../../../src/clv/gamma-gamma-likelihood.ts";
import type { SpendParameters } from "../../../src/clv/simulate-spend.ts";
import type { Adapter } from "../adapter.ts";
import { csvRows } from "./csv-rows.ts";

interface Inputs {
  readonly data?: string;
  readonly customers?: { readonly x: readonly number[]; readonly total_spend: readonly number[] };
}

/** A customer of the file, stated beside what is to be predicted. */
interface Asked {
  readonly x: number;
  readonly mean_spend?: number;
  readonly total_spend?: number;
}

interface Wanted {
  readonly mle: { readonly params: SpendParameters };
  readonly predictions?: readonly Asked[];
}

/** A fit of spend; predictions at exactly the parameters of the file, their standard errors from the fit. */
export const spendModel: Adapter = ({ inputs, expected, folder }) => {
  const { mle, predictions } = expected as Wanted;
  const fit = fitGammaGamma(customersOf(inputs as Inputs, folder));
  if (fit.status === "failed" || fit.status === "boundary") return fit;
  return {
    mle: {
      params: fit.parameters,
      log_likelihood: fit.logLikelihood,
      n_customers: fit.n,
      aic: fit.aic,
      bic: fit.bic,
      standard_errors: fit.standardErrors,
      standard_errors_log_params: fit.logStandardErrors,
      vcov_order: fit.order,
      vcov: fit.covariance,
    },
    log_likelihood_at_params: fit.logLikelihood,
    predictions: predictions?.map((asked) => predictionOf(asked, mle.params, fit)),
    expected_spend_x0: expectedSpend(mle.params, { frequency: 0 }).value,
  };
};

/** A total as the mean that the model is about. */
export function spendRow({ x, mean_spend, total_spend }: Asked): SpendRow {
  return { frequency: x, monetaryValue: mean_spend ?? (x === 0 ? null : total_spend! / x) };
}

function predictionOf(asked: Asked, parameters: SpendParameters, fit: ConvergedSpendFit): object {
  const customer = spendRow(asked);
  const { frequency, monetaryValue } = customer;
  return {
    ...asked,
    log_likelihood: frequency === 0 ? undefined : spendLogDensity(parameters, frequency, monetaryValue!),
    expected_spend: expectedSpend(parameters, customer).value,
    se_delta_method: expectedSpend(fit, customer).standardError,
  };
}

function customersOf({ data, customers }: Inputs, folder: string): readonly SpendRow[] {
  if (data === undefined) {
    return Array.from(customers!.x, (x, i) => spendRow({ x, total_spend: customers!.total_spend[i]! }));
  }
  return csvRows(folder, data).map(({ x, repeat_spend }) => spendRow({ x: x!, total_spend: repeat_spend! }));
}
