import { existsSync } from "node:fs";
import { join } from "node:path";
import { share } from "customer-metrics";
import type { HistoricValueRow } from "customer-metrics/clv";
import { loadTable } from "./load-table.ts";
import { fromMajorUnits } from "./money.ts";
import { Problem } from "./problem.ts";
import { cellOf, recordsOf } from "./records.ts";
import type { Settings } from "./settings.ts";
import type { CustomerRecords, Signals } from "./tier-book.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * A folder of tables: who the customers are, what they paid and cost, and, where it is known, what they answered, what they were
 * promised and what they came for.
 */
export function readCustomerFolder(folder: string, settings: Settings, currency: string): CustomerRecords {
  const { asOf, problems } = settings;
  if (asOf === null)
    throw new Problem(2, "--as-of is missing: when the data end is never guessed. For example 2024-12-31T18:00:00Z.");
  const end = Date.parse(asOf);
  const transactions = rowsOf(folder, "transactions.csv");
  if (transactions.length === 0) throw new Problem(1, `${folder} has no transactions.csv.`);
  const everybody = rowsOf(folder, "customers.csv");
  if (everybody.length === 0) throw new Problem(1, `${folder} has no customers.csv.`);
  const promises = groupOf(rowsOf(folder, "promises.csv"));
  const interactions = groupOf(rowsOf(folder, "interactions.csv"));
  const scores = latestScores(rowsOf(folder, "responses.csv"));
  const buyers = new Set(transactions.map(idOf));
  const amounts: HistoricValueRow[] = [];
  const add = (row: object): void => void amounts.push(row as HistoricValueRow);
  for (const row of transactions) {
    const customerId = idOf(row);
    const [amount, cost, service] = ["revenue", "directCost", "costToServe"].map((name) =>
      fromMajorUnits(row[name], currency),
    );
    add({ customerId, amount, cost, currency: row["currency"] });
    add({ customerId, amount: service, kind: "cost-to-serve", currency: row["currency"] });
  }
  const signals = new Map<string, Signals>();
  for (const customer of everybody) {
    const customerId = String(customer["id"]);
    if (!buyers.has(customerId)) continue;
    const won = fromMajorUnits(customer["acquisitionCost"], currency);
    if (Number.isInteger(won)) add({ customerId, amount: won, kind: "acquisition-cost" });
    signals.set(customerId, {
      ourAffinity: cellOf(customer["ourAffinity"]),
      theirAffinity: scores.get(customerId) ?? null,
      leaveRisk: brokenShare(promises.get(customerId) ?? [], end),
      problems:
        problems.length === 0
          ? null
          : (interactions.get(customerId) ?? []).filter(({ touchpointId }) => problems.includes(String(touchpointId)))
              .length,
      fitProduct: cellOf(customer["fitProduct"]),
      fitService: cellOf(customer["fitService"]),
      fitCulture: cellOf(customer["fitCulture"]),
    });
  }
  return {
    shape: "a folder of tables",
    notes: [
      `${everybody.length - signals.size} of ${everybody.length} customers have bought nothing yet, and are in no tier.`,
      "Their affinity is the latest answer to the recommendation question. The risk that they leave is, for want of a better one, the share of promises to them that were broken.",
      ...(problems.length === 0 ? [] : [`Problems are interactions at ${problems.join(" and ")}.`]),
    ],
    given: everybody.length,
    findings: [],
    amounts,
    signals,
  };
}

function rowsOf(folder: string, name: string): readonly Row[] {
  const file = join(folder, name);
  return existsSync(file) ? recordsOf(loadTable(file)) : [];
}

function idOf(row: Row): string {
  return String(row["customerId"]);
}

function groupOf(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(idOf(row));
    if (group === undefined) groups.set(idOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Each customer's latest answer to the NPS question; of answers at one instant, the one with the greater id. */
function latestScores(responses: readonly Row[]): Map<string, number> {
  const answered = responses.filter(({ metric }) => metric === "nps");
  const order = (row: Row): number => Date.parse(String(row["answeredAt"]));
  answered.sort((left, right) => order(left) - order(right) || (String(left["id"]) < String(right["id"]) ? -1 : 1));
  return new Map(answered.map((row) => [idOf(row), Number(row["score"])]));
}

/** Of the promises that could be judged by then, those broken; `null` where there was none. */
function brokenShare(promises: readonly Row[], end: number): number | null {
  const due = (row: Row): number => Date.parse(String(row["dueAt"]));
  const kept = (row: Row): number => (row["fulfilledAt"] === "" ? Infinity : Date.parse(String(row["fulfilledAt"])));
  const judged = promises.filter((row) => row["cancelled"] !== "true" && (kept(row) !== Infinity || due(row) < end));
  return share(judged.filter((row) => kept(row) > due(row)).length, judged.length).value;
}
