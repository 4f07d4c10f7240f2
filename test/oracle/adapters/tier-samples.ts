import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rfmSummary } from "../../../src/clv/rfm-summary.ts";
import type { TierClassification } from "../../../src/tiers/classify-tier-result.ts";
import { classifyTiers, type TierClassifications } from "../../../src/tiers/classify-tiers.ts";
import { fitTierModel } from "../../../src/tiers/fit-tier-model.ts";
import type { TierModel } from "../../../src/tiers/tier-model.ts";
import type { TierPolicyOverrides } from "../../../src/tiers/three-tiers.ts";
import { threeTiers } from "../../../src/tiers/three-tiers.ts";
import type { Adapter, OracleCase } from "../adapter.ts";
import { concentrationOracle } from "./concentration.ts";
import { rfmScoresOracle } from "./rfm-scores.ts";
import { tierEconomicsOracle } from "./tier-economics.ts";
import { type SampleCustomer, sampleCustomers, sampleTable } from "./tier-sample.ts";
import { whaleCurveOracle } from "./whale-curve.ts";

interface Asked {
  readonly data: string;
  readonly asOf: string;
  readonly thresholds?: TierPolicyOverrides;
  /** "pessimistic tiers of case 'tiers'" */
  readonly tiers?: string;
}

/** The sample of journeys through the adapters of each topic: every case is the analysis whose fields are known. */
export const tierSamples: Adapter = (oracleCase) => {
  const { inputs, expected, folder } = oracleCase;
  const { asOf, thresholds, tiers, ...rest } = inputs as unknown as Asked;
  const data = resolve(folder, rest.data);
  const customers = sampleCustomers(data, asOf);
  const wants = (field: string): boolean => field in (expected as object);
  const ask = (adapter: Adapter, asked: object): unknown => adapter({ ...oracleCase, inputs: asked });
  if (tiers !== undefined) return ask(tierEconomicsOracle, economicsOf(customers, tiers, folder));
  if (thresholds !== undefined) return tiersOf(customers, thresholds);
  if (wants("cuts")) return rfmOf(customers, ask, inputs as object, data, asOf);
  if (wants("gini"))
    return ask(concentrationOracle, { values: customers.map(({ profit }) => profit), ...sharesOf(expected) });
  const curve = ask(whaleCurveOracle, {
    customers: customers.map(({ customerId, profit }) => ({ id: customerId, profit })),
  });
  const ids = (curve as { points: { id: string }[] }).points.map(({ id }) => id);
  return { ...(curve as object), best: ids.slice(0, 5), worst: ids.slice(-5) };
};

/** The file states its questions beside its answers. */
function sharesOf(expected: unknown): object {
  const { topShare, customersFor } = expected as { topShare: { p: number }[]; customersFor: { share: number }[] };
  return { topShares: topShare.map(({ p }) => p), valueShares: customersFor.map(({ share }) => share) };
}

function classify(
  customers: readonly SampleCustomer[],
  thresholds: TierPolicyOverrides,
): TierClassifications & { readonly model: TierModel } {
  const model = fitTierModel(customers, threeTiers(thresholds));
  return { ...classifyTiers(customers, model), model };
}

function tiersOf(customers: readonly SampleCustomer[], thresholds: TierPolicyOverrides): object {
  const { customers: classified, counts, model } = classify(customers, thresholds);
  const countsOf = (reading: "pessimistic" | "optimistic"): object =>
    Object.fromEntries(counts.tiers.map((count) => [count.tier, count[reading]]));
  return {
    highProfit: model.highProfit,
    customers: classified.map(({ possibleTiers }, at) => ({
      ...customers[at]!,
      id: customers[at]!.customerId,
      possibleTiers,
    })),
    pessimistic: countsOf("pessimistic"),
    optimistic: countsOf("optimistic"),
    decided: classified.filter(({ tier }) => tier !== null).length,
  };
}

/** Every purchase of the log as one that counts, and days since the last one. */
function rfmOf(
  inOrder: readonly SampleCustomer[],
  ask: (adapter: Adapter, asked: object) => unknown,
  inputs: object,
  data: string,
  asOf: string,
): object {
  const { timeZone } = JSON.parse(readFileSync(resolve(data, "definitions.json"), "utf8")) as { timeZone: string };
  const { customers } = rfmSummary(sampleTable(data, "transactions"), {
    asOf,
    timeZone,
    first: "included",
    read: ({ customerId, at, revenue }) => ({ customerId: customerId!, at: at!, amount: Number(revenue) }),
  });
  const summaries = new Map(customers.map((summary) => [summary.customerId, summary]));
  const rows = inOrder.map(({ customerId }) => {
    const { sinceLast, frequency, spend } = summaries.get(customerId)!;
    return { id: customerId, recencyDays: sinceLast, frequency, monetary: spend };
  });
  const scores = ask(rfmScoresOracle, { ...inputs, rows }) as { readonly rows: readonly object[] };
  return { ...scores, rows: scores.rows.map((row, at) => ({ ...rows[at]!, ...row })) };
}

/** Money of the customers in the tiers of another case of the file, and what letting the last tier go would change if all costs ended with it. */
function economicsOf(customers: readonly SampleCustomer[], tiers: string, folder: string): object {
  const [, reading, id] = /^(\w+) tiers of case '([\w-]+)'$/.exec(tiers)!;
  const { cases } = JSON.parse(readFileSync(resolve(folder, "sample-analyses.json"), "utf8")) as {
    cases: OracleCase[];
  };
  const { thresholds } = cases.find((each) => each.id === id)!.inputs as Asked;
  const { customers: classified } = classify(customers, thresholds!);
  return {
    tiers: [1, 2, 3],
    customers: customers.map((customer, at) => ({
      ...customer,
      id: customer.customerId,
      tier: classified[at]![`${reading as "pessimistic" | "optimistic"}Tier` satisfies keyof TierClassification],
    })),
    letGo: { tier: 3, avoidableDirectShare: 1, avoidableServeShare: 1, valuePerFreedCost: 0, exitCostPerCustomer: 0 },
  };
}
