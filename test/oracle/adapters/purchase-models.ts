import { discountedPurchases } from "../../../src/clv/discounted-purchases.ts";
import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { PurchaseHistoryColumns } from "../../../src/clv/history-source.ts";
import { inSampleCounts } from "../../../src/clv/in-sample-counts.ts";
import { newCustomerPurchases } from "../../../src/clv/new-customer-purchases.ts";
import { totalPurchases } from "../../../src/clv/predict-total.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import { purchaseCounts } from "../../../src/clv/purchase-counts.ts";
import type { ByParameter, ConvergedPurchaseFit, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import type { PurchaseHistory } from "../../../src/clv/purchase-history.ts";
import { processOf } from "../../../src/clv/purchase-processes.ts";
import { spanIn } from "../../../src/clv/time-unit.ts";
import { trackingTable } from "../../../src/clv/tracking-table.ts";
import type { Adapter } from "../adapter.ts";
import { estimatesOf, isConverged } from "./fit-estimates.ts";
import { type HistoryInputs, historyColumns, timeOf, timeUnit } from "./history-columns.ts";
import { modelNames } from "./purchase-model-names.ts";

interface Inputs extends HistoryInputs {
  readonly discount_rate_per_week?: number;
}

interface Fields {
  readonly [field: string]: unknown;
}

/** A fit, and predictions at exactly the parameters of the file; their standard errors from the fit. */
interface Asking {
  readonly model: PurchaseModel;
  readonly fit: ConvergedPurchaseFit;
  readonly histories: PurchaseHistoryColumns;
  readonly rate: number | undefined;
}

/** Purchase models of one data set: one that the file names, or several by name. */
export const purchaseModels: Adapter = ({ inputs, expected, folder, model = "" }) => {
  const { discount_rate_per_week: rate } = inputs as Inputs;
  const histories = historyColumns(inputs as Inputs, folder);
  const answer = (block: Fields, name: string): unknown => {
    const { params } = block["mle"] as { params: ByParameter };
    const fit = fits[name]!(histories, { timeUnit });
    if (!isConverged(fit)) return fit;
    const atParams: PurchaseModel = { model: modelNames[name]!, timeUnit, parameters: params };
    return mapped(block, (wanted, field) => figureOf(field, wanted, { model: atParams, fit, histories, rate }));
  };
  const blocks = expected as Fields;
  if (!Object.hasOwn(blocks, "mle")) return mapped(blocks, (block, name) => answer(block as Fields, name));
  // "MBG/NBD (…)" is mbgnbd.
  return answer(blocks, model.replace(/ .*/s, "").replace("/", "").toLowerCase());
};

function figureOf(field: string, wanted: unknown, asking: Asking): unknown {
  const { model, fit, histories } = asking;
  switch (field.replaceAll(/\d+/g, "#")) {
    case "mle":
      return estimatesOf(fit);
    case "log_likelihood_at_params":
      return fit.logLikelihood;
    case "predictions":
      return (wanted as Fields[]).map((asked) =>
        mapped(asked, (each, name) => predictionOf(name, each, asked, asking)),
      );
    case "unconditional_expected_purchases":
      return mapped(wanted as Fields, (_, ahead) => newCustomerPurchases(model, { ahead: spanOf(ahead) }).value);
    case "pmf":
      return mapped(wanted as { readonly [ahead: string]: readonly number[] }, (known, ahead) => {
        return purchaseCounts(model, "new", { ahead: Number(ahead), most: known.length - 1 }).probabilities;
      });
    case "conditional_pmf":
      return (wanted as Fields[]).map((asked) => mapped(asked, (each, name) => countsOf(name, each, asked, model)));
    case "in_sample": {
      const { bins } = wanted as { readonly bins: readonly string[] };
      const { rows } = inSampleCounts(model, histories, { upTo: bins.length - 1 });
      return {
        bins: rows.map(({ purchases, andMore }) => `${purchases}${andMore ? "+" : ""}`),
        expected_customers: rows.map((row) => row.expected),
        actual_customers: rows.map((row) => row.actual),
      };
    }
    case "tracking_cumulative_weeks_#_to_#":
      return trackingTable(model, histories, { until: { weeks: numberIn(field) } }).rows.map(
        (row) => row.expectedCumulative,
      );
    case "sum_of_expected_purchases_#_weeks_all_customers":
      return totalPurchases(model, histories, { ahead: { weeks: numberIn(field) } }).value;
  }
}

function predictionOf(field: string, wanted: unknown, asked: Fields, { model, fit, rate }: Asking): unknown {
  const customer = customerOf(asked);
  const byAhead = (of: (ahead: number) => unknown): unknown =>
    mapped(wanted as Fields, (_, ahead) => of(Number(ahead)));
  switch (field) {
    case "log_likelihood": {
      const process = processOf(model.model);
      return process.logLikelihood(
        process.parameterNames.map((name) => model.parameters[name]!),
        customer,
      );
    }
    case "p_alive":
      return probabilityAlive(model, customer).value;
    case "p_alive_at_T_plus":
      return byAhead((ahead) => probabilityAlive(model, customer, { ahead }).value);
    case "expected_purchases":
      return byAhead((ahead) => expectedPurchases(model, customer, { ahead }).value);
    case "discounted_expected_purchases": {
      if (rate === undefined) return undefined;
      const discount = { rate, per: "week", compounding: "continuous" } as const;
      return mapped(wanted as Fields, (_, horizon) => {
        const ahead = horizon === "infinite" ? horizon : numberIn(horizon);
        return discountedPurchases(model, customer, { ahead, discount }).value;
      });
    }
    case "se_delta_method":
      return mapped(wanted as Fields, (_, figure) =>
        figure === "p_alive"
          ? probabilityAlive(fit, customer).standardError
          : expectedPurchases(fit, customer, { ahead: numberIn(figure) }).standardError,
      );
    default:
      return isQuestion(field) ? wanted : undefined;
  }
}

function countsOf(field: string, wanted: unknown, asked: Fields, model: PurchaseModel): unknown {
  if (!field.startsWith("pmf_")) return isQuestion(field) ? wanted : undefined;
  const ahead = timeOf(asked, "t");
  return purchaseCounts(model, customerOf(asked), { ahead, most: numberIn(field) }).probabilities;
}

/** Whether a field says what is asked. */
function isQuestion(field: string): boolean {
  return /^(x|t_x|T|t)(_(days|weeks|units))?$/.test(field);
}

function customerOf(asked: Fields): PurchaseHistory {
  return { frequency: asked["x"] as number, recency: timeOf(asked, "t_x"), T: timeOf(asked, "T") };
}

/** A span in units of the model, or as days of a week: "1/7". */
function spanOf(ahead: string): number {
  const [count, per] = ahead.split("/").map(Number) as [number, number?];
  return per === 7 ? spanIn(timeUnit, { days: count }) : count;
}

/** The last number in a field's name. */
function numberIn(field: string): number {
  return Number(field.match(/\d+/g)!.at(-1));
}

function mapped<Value>(
  record: { readonly [field: string]: Value },
  to: (value: Value, field: string) => unknown,
): Fields {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, to(value, field)]));
}

const fits: { readonly [name: string]: typeof fitBgNbd } = {
  bgnbd: fitBgNbd,
  mbgnbd: fitMbgNbd,
  paretonbd: fitParetoNbd,
};
