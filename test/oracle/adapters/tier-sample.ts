import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Papa from "papaparse";
import { historicValue } from "../../../src/clv/historic-value.ts";
import { share } from "../../../src/stats/share.ts";
import { toInstant } from "../../../src/time/instant.ts";
import type { CustomerSignals } from "../../../src/tiers/tier-signals.ts";

/** A customer of the sample: what they brought in pounds, and what is known of them. */
export interface SampleCustomer extends CustomerSignals {
  readonly customerId: string;
  readonly profit: number;
  readonly revenue: number;
  readonly directCost: number;
  readonly costToServe: number;
  readonly acquisitionCost: number | null;
}

/** A row of a table of the sample. */
export type SampleRow = Readonly<Record<string, string>>;

/** A table of the sample. */
export function sampleTable(data: string, name: string): readonly SampleRow[] {
  const text = readFileSync(resolve(data, `${name}.csv`), "utf8");
  return Papa.parse<SampleRow>(text, { header: true, skipEmptyLines: true }).data;
}

/** Everybody who ever paid, in the order of the table of customers. */
export function sampleCustomers(data: string, asOf: string): SampleCustomer[] {
  const transactions = sampleTable(data, "transactions");
  const amounts = transactions.flatMap(({ customerId, revenue, directCost, costToServe }) => [
    { customerId: customerId!, amount: pence(revenue!), cost: pence(directCost!) },
    { customerId: customerId!, amount: pence(costToServe!), kind: "cost-to-serve" },
  ]);
  const promises = groupOf(sampleTable(data, "promises"));
  const interactions = groupOf(sampleTable(data, "interactions"));
  const answers = groupOf(sampleTable(data, "responses").filter(({ metric }) => metric === "nps"));
  const values = new Map(historicValue(amounts).customers.map((value) => [value.customerId, value]));
  return sampleTable(data, "customers")
    .filter(({ id }) => values.has(id!))
    .map((customer) => {
      const customerId = customer["id"]!;
      const value = values.get(customerId)!;
      return {
        customerId,
        profit: pounds(value.contribution!),
        revenue: pounds(value.revenue),
        directCost: pounds(value.directCost!),
        costToServe: pounds(value.costToServe),
        acquisitionCost: number(customer["acquisitionCost"]!),
        ourAffinity: number(customer["ourAffinity"]!),
        theirAffinity: latestScore(answers.get(customerId) ?? []),
        leaveRisk: brokenShare(promises.get(customerId) ?? [], toInstant(asOf)),
        problems: (interactions.get(customerId) ?? []).filter(({ touchpointId }) => PROBLEMS.includes(touchpointId!))
          .length,
        fitProduct: flag(customer["fitProduct"]!),
        fitService: flag(customer["fitService"]!),
        fitCulture: flag(customer["fitCulture"]!),
      };
    });
}

/** Where customers of the hotel and of the bicycle shop come with a problem. */
const PROBLEMS: readonly string[] = ["h-complain", "b-warranty"];

function groupOf(rows: readonly SampleRow[]): Map<string, SampleRow[]> {
  const groups = new Map<string, SampleRow[]>();
  for (const row of rows) groups.set(row["customerId"]!, [...(groups.get(row["customerId"]!) ?? []), row]);
  return groups;
}

/** The answer at the latest instant; of several, that with the greatest id. */
function latestScore(answers: readonly SampleRow[]): number | null {
  const at = ({ answeredAt }: SampleRow): number => toInstant(answeredAt!);
  const isLater = (left: SampleRow, right: SampleRow): boolean =>
    at(left) === at(right) ? left["id"]! > right["id"]! : at(left) > at(right);
  const latest = answers.reduce<SampleRow | null>(
    (best, each) => (best === null || isLater(each, best) ? each : best),
    null,
  );
  return latest === null ? null : Number(latest["score"]);
}

/** Of promises that could be judged, those that were not kept in time. */
function brokenShare(promises: readonly SampleRow[], asOf: number): number | null {
  const isKept = ({ fulfilledAt, dueAt }: SampleRow): boolean =>
    fulfilledAt !== "" && toInstant(fulfilledAt!) <= toInstant(dueAt!);
  const isJudged = ({ cancelled, fulfilledAt, dueAt }: SampleRow): boolean =>
    cancelled !== "true" && (fulfilledAt !== "" || toInstant(dueAt!) < asOf);
  const judged = promises.filter(isJudged);
  return share(judged.filter((promise) => !isKept(promise)).length, judged.length).value;
}

function number(cell: string): number | null {
  return cell === "" ? null : Number(cell);
}

function flag(cell: string): boolean | null {
  return cell === "" ? null : cell === "true";
}

/** The library counts money in whole minor units: the same digits without the point. */
function pence(amount: string): number {
  const [whole, fraction = ""] = amount.split(".");
  return Number(whole + fraction.padEnd(2, "0"));
}

/** Back to the unit of the file. */
function pounds(amount: number): number {
  return amount / 100;
}
