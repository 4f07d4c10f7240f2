import { expectedPurchases } from "../../../src/clv/expected-purchases.ts";
import { fitBgNbd } from "../../../src/clv/fit-bg-nbd.ts";
import { fitMbgNbd } from "../../../src/clv/fit-mbg-nbd.ts";
import { fitParetoNbd } from "../../../src/clv/fit-pareto-nbd.ts";
import type { PurchaseHistoryColumns } from "../../../src/clv/history-source.ts";
import type { ByParameter, PurchaseFit } from "../../../src/clv/purchase-fit.ts";
import { probabilityAlive } from "../../../src/clv/probability-alive.ts";
import type { Adapter } from "../adapter.ts";
import { estimatesOf, isConverged } from "./fit-estimates.ts";
import { type HistoryInputs, historyColumns, timeOf, timeUnit } from "./history-columns.ts";

interface Block {
  readonly mle: { readonly params: ByParameter };
  readonly predictions?: readonly Asked[];
}

interface Asked {
  readonly x: number;
  readonly z: ByParameter;
  readonly expected_purchases: ByParameter;
}

/** Fits with covariates by model and form, and predictions at exactly the parameters of the file. */
export const staticCovariates: Adapter = ({ inputs, expected, folder }) =>
  Object.fromEntries(
    Object.entries(expected as { readonly [name: string]: Block }).map(([name, block]) => {
      const { purchase, dropout } = namesOf(block);
      const histories = historyColumns(inputs as HistoryInputs, folder, [...new Set([...purchase, ...dropout])]);
      return [name, answer(fitOf(name, histories, block), block)];
    }),
  );

function answer(fit: PurchaseFit, { mle, predictions }: Block): unknown {
  if (!isConverged(fit)) return fit;
  const renamed = Object.entries(mle.params).map(([name, value]) => [ours(name), value] as const);
  const model = { ...fit, parameters: Object.fromEntries(renamed) };
  return {
    mle: estimatesOf(fit, theirs),
    predictions: predictions?.map((asked) => {
      const customer = {
        frequency: asked.x,
        recency: timeOf({ ...asked }, "t_x"),
        T: timeOf({ ...asked }, "T"),
        covariates: asked.z,
      };
      const alive = probabilityAlive(model, customer);
      return {
        ...asked,
        customer_params: Object.values(alive.definition.parameters),
        p_alive: alive.value,
        expected_purchases: Object.fromEntries(
          Object.keys(asked.expected_purchases).map((ahead) => {
            return [ahead, expectedPurchases(model, customer, { ahead: Number(ahead) }).value];
          }),
        ),
      };
    }),
  };
}

/** The model by the first word of a block's name, the form of dropout by what is estimated. */
function fitOf(name: string, histories: PurchaseHistoryColumns, block: Block): PurchaseFit {
  const covariates = namesOf(block);
  const [model] = name.split("_");
  if (model === "paretonbd") return fitParetoNbd(histories, { timeUnit, covariates });
  const isTied = Object.keys(block.mle.params).some((parameter) => parameter.startsWith("life."));
  const dropoutEffect = isTied ? "tied" : "separate";
  return (model === "mbgnbd" ? fitMbgNbd : fitBgNbd)(histories, {
    timeUnit,
    covariates: { ...covariates, dropoutEffect },
  });
}

function namesOf({ mle }: Block): { readonly purchase: readonly string[]; readonly dropout: readonly string[] } {
  const after = (prefix: RegExp): string[] =>
    Object.keys(mle.params).flatMap((name) => (prefix.test(name) ? [name.replace(prefix, "")] : []));
  return { purchase: after(/^trans\./), dropout: after(/^(life|a)\./) };
}

function ours(name: string): string {
  return name.replace(/^trans\./, "purchase.").replace(/^life\./, "dropout.");
}

function theirs(name: string): string {
  return name.replace(/^purchase\./, "trans.").replace(/^dropout\./, "life.");
}
