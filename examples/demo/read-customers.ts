import { statSync } from "node:fs";
import { type CustomerHistoricValue, historicValue, type HistoricValueRow } from "customer-metrics/clv";
import { classifyTiers, type CustomerSignals, fitTierModel, threeTiers } from "customer-metrics/tiers";
import { loadTable } from "./load-table.ts";
import { fromMajorUnits, majorUnit } from "./money.ts";
import { Problem } from "./problem.ts";
import { readCustomerFolder } from "./read-customer-folder.ts";
import { cellOf, recordsOf } from "./records.ts";
import type { Command } from "./report.ts";
import type { Settings, Thresholds } from "./settings.ts";
import { type CustomerRecords, type RowFinding, signalFields, type Signals, type TierBook } from "./tier-book.ts";

/** Reads customers, turns the policy into a model on them, and classifies each. */
export function readCustomers(path: string, settings: Settings, command: Command): TierBook {
  const { currency, avoidable, asOf } = settings;
  if (currency === null)
    throw new Problem(2, "--currency is missing: what amounts are in is never guessed. For example --currency EUR.");
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Problem(2, `The currency must be a code of three letters, such as EUR, not "${currency}".`);
  if (avoidable === null)
    throw new Problem(2, "--avoidable is missing: which costs end with a customer is never guessed. For example 0.6.");
  const { amounts, signals, ...read } = isFolder(path)
    ? readCustomerFolder(path, settings, currency)
    : readCustomerTable(path, currency);
  const { customers: valued } = historicValue(amounts, { currency });
  const byId = new Map(valued.map((customer) => [customer.customerId, customer]));
  const minor = majorUnit(currency);
  const customers = [...signals]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([customerId, known]) => ({ customerId, ...inMajorUnits(byId.get(customerId), minor), signals: known }));
  if (customers.length === 0) throw new Problem(2, `${path} has no customers.`);
  // The library looks at what stands in the cells, and says what cannot be.
  const known = customers.map(
    ({ customerId, profit, signals: cells }) => ({ customerId, profit, ...cells }) as CustomerSignals,
  );
  const model = fitTierModel(known, threeTiers(policyOf(settings.thresholds)), asOf === null ? {} : { asOf });
  const { customers: classified, counts } = classifyTiers(known, model);
  return {
    file: path,
    command,
    ...read,
    currency,
    customers,
    model,
    classified,
    counts,
    avoidable,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

const AMOUNTS = ["revenue", "directCost", "costToServe"] as const;

/** A row a customer, with amounts and signals in the columns of the library. */
function readCustomerTable(path: string, currency: string): CustomerRecords {
  const table = loadTable(path);
  const records = recordsOf(table);
  for (const name of ["customerId", ...AMOUNTS]) {
    if (!(name in records[0]!)) throw new Problem(2, `${path} has no column ${name}. See --help.`);
  }
  const findings: RowFinding[] = [];
  const amounts: HistoricValueRow[] = [];
  const signals = new Map<string, Signals>();
  records.forEach((record, index) => {
    const customerId = String(record["customerId"] ?? "");
    if (customerId === "" || signals.has(customerId)) {
      findings.push({ index, value: customerId, reason: customerId === "" ? "nobody" : "a customer who came before" });
      return;
    }
    signals.set(customerId, Object.fromEntries(signalFields.map((field) => [field, cellOf(record[field])])) as Signals);
    const [amount, cost, service] = AMOUNTS.map((name) => fromMajorUnits(record[name], currency));
    if (![amount, cost, service].every(Number.isInteger)) {
      const value = String(
        AMOUNTS.map((name) => record[name]).find((cell) => !Number.isInteger(fromMajorUnits(cell, currency))),
      );
      findings.push({ index, value, reason: "an amount that is none: no profit is known" });
      return;
    }
    amounts.push(
      { customerId, amount, cost } as HistoricValueRow,
      { customerId, amount: service, kind: "cost-to-serve" } as HistoricValueRow,
    );
    const won = fromMajorUnits(record["acquisitionCost"], currency);
    if (Number.isInteger(won)) amounts.push({ customerId, amount: won, kind: "acquisition-cost" } as HistoricValueRow);
  });
  return { shape: table.shape, notes: table.notes, given: records.length, findings, amounts, signals };
}

/** Money as people read it: an exact number of the smallest units, divided once. */
function inMajorUnits(customer: CustomerHistoricValue | undefined, minor: number) {
  const of = (amount: number | null | undefined): number | null => (amount == null ? null : amount / minor);
  return {
    revenue: of(customer?.revenue),
    directCost: of(customer?.directCost),
    costToServe: of(customer?.costToServe),
    acquisitionCost: of(customer?.acquisitionCost),
    profit: of(customer?.contribution),
  };
}

function policyOf({ highProfit, ourAffinity, theirAffinity, leaveRisk }: Thresholds) {
  return {
    highProfit: highProfit === null ? undefined : { topShareOfCustomers: highProfit },
    ourAffinityMin: ourAffinity ?? undefined,
    theirAffinityMin: theirAffinity ?? undefined,
    leaveRiskMax: leaveRisk ?? undefined,
  };
}
