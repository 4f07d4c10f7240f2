import { bgBbProcess } from "../../../src/clv/bg-bb.ts";
import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { fitBgBb } from "../../../src/clv/fit-bg-bb.ts";
import type { PurchaseHistoryColumns } from "../../../src/clv/history-source.ts";
import { inSampleCounts } from "../../../src/clv/in-sample-counts.ts";
import { newCustomerPurchases } from "../../../src/clv/new-customer-purchases.ts";
import { totalPurchases } from "../../../src/clv/predict-total.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import { purchaseCounts } from "../../../src/clv/purchase-counts.ts";
import type { ConvergedPurchaseFit, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import type { PurchaseHistory } from "../../../src/clv/purchase-history.ts";
import type { Adapter } from "../adapter.ts";
import { csvRows } from "./csv-rows.ts";

interface Inputs {
  readonly data?: string;
  readonly weights_column?: string;
  readonly grouped?: { readonly [column: string]: readonly number[] };
}

interface Fields {
  readonly [field: string]: unknown;
}

/** A customer of the file, stated beside what is to be predicted. */
interface Asked extends Fields {
  readonly x: number;
  readonly t_x: number;
  readonly n_opportunities: number;
}

/** A fit to grouped histories; predictions at exactly the parameters of the file, their standard errors from the fit. */
export const bgbb: Adapter = ({ inputs, expected, folder }) => {
  const { mle } = expected as { mle: { params: PurchaseModel["parameters"] } };
  const histories = historiesOf(inputs as Inputs, folder);
  const fit = fitBgBb(histories);
  if (fit.status === "failed" || fit.status === "boundary") return fit;
  const model: PurchaseModel = { model: "bg-bb", timeUnit: "opportunity", parameters: mle.params };
  return mapped(expected as Fields, (wanted, field) => {
    const [kind, number] = split(field);
    switch (kind) {
      case "mle":
        return estimatesOf(fit);
      case "log_likelihood_at_params":
        return fit.logLikelihood;
      case "predictions":
        return (wanted as Asked[]).map((asked) => predictionOf(asked, model, fit));
      case "unconditional_expected_transactions":
        return mapped(wanted as Fields, (_, ahead) => newCustomerPurchases(model, { ahead: Number(ahead) }).value);
      case "pmf_n#":
        return purchaseCounts(model, "new", { ahead: number, most: number }).probabilities;
      case "sum_expected_transactions_next_#_years":
        return totalPurchases(model, customersOf(histories), { ahead: number }).value;
      case "in_sample_expected_donors_by_x_#_to_#": {
        const { length } = wanted as unknown[];
        return inSampleCounts(model, histories, { upTo: length })
          .rows.slice(0, length)
          .map((row) => row.expected);
      }
    }
  });
};

function predictionOf(asked: Asked, model: PurchaseModel, fit: ConvergedPurchaseFit): Fields {
  const customer: PurchaseHistory = { frequency: asked.x, recency: asked.t_x, T: asked.n_opportunities };
  return mapped(asked, (wanted, field) => {
    const [kind, number] = split(field);
    switch (kind) {
      case "log_likelihood":
        return bgBbProcess.logLikelihood(
          bgBbProcess.parameterNames.map((name) => model.parameters[name]!),
          customer,
        );
      case "p_alive_at_n":
      case "p_alive_at_n_plus_#":
        return probabilityAlive(model, customer, { ahead: number }).value;
      case "expected_transactions_next":
        return mapped(
          wanted as Fields,
          (_, ahead) => expectedPurchases(model, customer, { ahead: Number(ahead) }).value,
        );
      case "dert_discrete_#pct": {
        const discount = { rate: Number(`${number}e-2`), per: "opportunity" } as const;
        return discountedPurchases(model, customer, { ahead: "infinite", discount }).value;
      }
      case "se_delta_method":
        return mapped(wanted as Fields, (_, figure) => standardErrorOf(figure, customer, fit));
      case "x":
      case "t_x":
      case "n_opportunities":
      case "donors":
        return wanted;
    }
  });
}

function standardErrorOf(figure: string, customer: PurchaseHistory, fit: ConvergedPurchaseFit): unknown {
  const [kind, ahead] = split(figure);
  switch (kind) {
    case "p_alive_at_n":
    case "p_alive_at_n_plus_#":
      return probabilityAlive(fit, customer, { ahead }).standardError;
    case "expected_transactions_next_#":
      return expectedPurchases(fit, customer, { ahead }).standardError;
  }
}

function estimatesOf(fit: ConvergedPurchaseFit): Fields {
  return {
    params: fit.parameters,
    log_likelihood: fit.logLikelihood,
    n_customers: fit.n,
    aic: fit.aic,
    bic: fit.bic,
    standard_errors: fit.standardErrors,
    standard_errors_log_params: fit.logStandardErrors,
    vcov_order: fit.order,
    vcov: fit.covariance,
  };
}

/** A field's name with its numbers taken out, and the last of these; 0 where it has none. */
function split(field: string): [kind: string, number: number] {
  return [field.replaceAll(/\d+/g, "#"), Number(field.match(/\d+/g)?.at(-1) ?? 0)];
}

function historiesOf({ data, weights_column, grouped = {} }: Inputs, folder: string): Required<Columns> {
  const rows = data === undefined ? null : csvRows(folder, data);
  const column = (name: string): readonly number[] => rows?.map((row) => row[name]!) ?? grouped[name]!;
  return {
    frequency: column("x"),
    recency: column("t_x"),
    T: column("n_opportunities"),
    count: column(weights_column ?? "n"),
  };
}

type Columns = Pick<PurchaseHistoryColumns, "frequency" | "recency" | "T" | "count">;

/** A row for each customer of a group. */
function customersOf({ frequency, recency, T, count }: Required<Columns>): Omit<Columns, "count"> {
  const repeated = (column: ArrayLike<number>): number[] =>
    Array.from(column).flatMap((value, i) => Array<number>(count![i]!).fill(value));
  return { frequency: repeated(frequency), recency: repeated(recency), T: repeated(T) };
}

function mapped(record: Fields, to: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}
