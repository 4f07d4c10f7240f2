import { readFileSync } from "node:fs";
import { join } from "node:path";
import { customerLifetimeValue } from "../../../src/clv/customer-lifetime-value.ts";
import { expectedSpend } from "../../../src/clv/expected-spend.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { monthlyLifetimeValue } from "../../../src/clv/monthly-lifetime-value.ts";
import type { ByParameter, PurchaseModel } from "../../../src/clv/purchase-fit.ts";
import type { SpendParameters } from "../../../src/clv/simulate-spend.ts";
import { spanIn } from "../../../src/clv/time-unit.ts";
import type { Adapter } from "../adapter.ts";
import { modelNames } from "./purchase-model-names.ts";

interface Inputs {
  readonly data: string;
  readonly params: { readonly [model: string]: ByParameter };
  readonly discount_rate_per_week: number;
}

interface Expected {
  readonly customers: readonly { readonly customer_id: number }[];
  readonly penalized_bgnbd?: readonly { readonly penalizer: number }[];
}

/** Lifetime values of customers of a file, by several models of purchases and one of spend; and penalised fits. */
export const lifetimeValue: Adapter = ({ inputs, expected, folder }) => {
  const { data, params, discount_rate_per_week } = inputs as Inputs;
  const { customers, penalized_bgnbd } = expected as Expected;
  const { gammagamma, ...purchaseModels } = params;
  const spend = gammagamma as unknown as SpendParameters;
  const rows = readRows(join(folder, data));
  const discount = { rate: discount_rate_per_week, per: "week", compounding: "continuous" } as const;
  return {
    customers: customers.map(({ customer_id }) => {
      const row = rows.find((each) => each["customer_id"] === customer_id)!;
      const customer = customerOf(row);
      const byModel = Object.entries(purchaseModels).map(([name, parameters]) => {
        const model: PurchaseModel = { model: modelNames[name]!, timeUnit: "week", parameters };
        const valueUpTo = (horizon: { weeks: number } | "infinite"): number | null =>
          customerLifetimeValue(model, spend, customer, { margin: 1, horizon, discount }).value;
        const values = {
          clv_12_months_monthly_discount_1pct: monthlyLifetimeValue(model, spend, customer, {
            margin: 1,
            months: 12,
            monthlyRate: 0.01,
          }).value,
          clv_52_weeks_continuous: valueUpTo({ weeks: 52 }),
          clv_infinite_continuous: valueUpTo("infinite"),
        };
        return [name, values] as const;
      });
      return { ...row, expected_spend: expectedSpend(spend, customer).value, ...Object.fromEntries(byModel) };
    }),
    penalized_bgnbd: penalized_bgnbd?.map(({ penalizer }) => penalised(rows, penalizer)),
  };
};

function penalised(rows: readonly ByParameter[], penalizer: number): unknown {
  const fit = fitBgNbd(rows.map(customerOf), { timeUnit: "week", penalty: { kind: "lifetimes", strength: penalizer } });
  if (fit.status === "failed") return fit;
  return {
    penalizer,
    params: fit.parameters,
    log_likelihood_without_penalty: fit.logLikelihood,
    objective: fit.penalty?.objective,
    // The same maximum, as near as the other program came to it.
    lifetimes_0_11_3_params: fit.parameters,
  };
}

/** The file has days, and all that was spent on repeat purchases. */
function customerOf({ x, t_x_days, T_days, repeat_spend }: ByParameter) {
  return {
    frequency: x!,
    recency: spanIn("week", { days: t_x_days! }),
    T: spanIn("week", { days: T_days! }),
    monetaryValue: x! > 0 ? repeat_spend! / x! : null,
  };
}

/** A table of numbers with a line of names. */
function readRows(path: string): ByParameter[] {
  const [names, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names!.split(",").map((name, i) => [name, Number(cells[i])]));
  });
}
