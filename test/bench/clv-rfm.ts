import { type RfmColumns, type RfmSummary, rfmSummary, rfmSummaryColumns } from "customer-metrics/clv";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const DAY = 86_400_000;
const days = 730;
const origin = Date.parse("2023-01-01T00:00:00Z");
const options = { timeZone: "UTC", asOf: origin + days * DAY } as const;

/** Summaries of purchase logs, beside Maps that know that the zone is UTC, the data is sound and nothing is after the end. */
export const clvRfm: readonly Comparison[] = [
  {
    name: "1e6 purchases to RFM columns",
    baseline: "a Map of Maps of days, as arrays",
    limit: 0.3,
    prepare: () => {
      const log = purchases(1_000_000, 100_000);
      return {
        ours: () => rfmSummaryColumns(log, options),
        baseline: () => plainColumns(log),
        agree: (ours, plain) => {
          const { codes, frequency, recency, T, monetaryValue } = ours as RfmColumns;
          return codes.every((code, i) => {
            const [x, tx, end, mean] = (plain as PlainColumns).get(code)!;
            return x === frequency[i] && tx === recency[i] && end === T[i] && mean === monetaryValue![i];
          });
        },
      };
    },
  },
  {
    name: "1e5 purchases to RFM rows",
    baseline: "a Map of Maps of days",
    limit: 3,
    prepare: () => {
      const { customers, at, amounts } = purchases(100_000, 20_000);
      const rows = Array.from(customers, (code, i) => ({
        id: `sale ${i}`,
        customerId: `customer ${code}`,
        at: at[i]!,
        amount: amounts[i]!,
      }));
      return {
        ours: () => rfmSummary(rows, options),
        baseline: () => plainRows(rows),
        agree: (ours, plain) =>
          (ours as RfmSummary).customers.every(({ customerId, frequency, recency, T, monetaryValue }) => {
            const [x, tx, end, mean] = (plain as ReadonlyMap<string, Plain>).get(customerId)!;
            return x === frequency && tx === recency && end === T && mean === (monetaryValue ?? 0);
          }),
      };
    },
  },
];

type Plain = readonly [frequency: number, recency: number, T: number, mean: number];
type PlainColumns = ReadonlyMap<number, Plain>;

interface Log {
  readonly customers: Uint32Array;
  readonly at: Float64Array;
  readonly amounts: Float64Array;
}

/** Customers who come at any time of two years, and less often with time; in no order. */
function purchases(count: number, customers: number): Log {
  const next = generator(7);
  const unit = (): number => next() / 2 ** 24;
  const starts = Float64Array.from({ length: customers }, () => unit() * days * DAY);
  const log = { customers: new Uint32Array(count), at: new Float64Array(count), amounts: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const customer = next() % customers;
    const start = starts[customer]!;
    log.customers[i] = customer;
    log.at[i] = origin + Math.floor(start + unit() ** 2 * (days * DAY - start));
    log.amounts[i] = next() % 10_000;
  }
  return log;
}

function plainColumns({ customers, at, amounts }: Log): PlainColumns {
  const byCustomer = new Map<number, Map<number, number>>();
  for (let i = 0; i < customers.length; i++) addTo(byCustomer, customers[i]!, at[i]!, amounts[i]!);
  return summaries(byCustomer);
}

function plainRows(
  rows: readonly { readonly customerId: string; readonly at: number; readonly amount: number }[],
): ReadonlyMap<string, Plain> {
  const byCustomer = new Map<string, Map<number, number>>();
  for (const { customerId, at, amount } of rows) addTo(byCustomer, customerId, at, amount);
  return summaries(byCustomer);
}

function addTo<Key>(byCustomer: Map<Key, Map<number, number>>, customer: Key, at: number, amount: number): void {
  const day = Math.floor((at - origin) / DAY);
  const known = byCustomer.get(customer);
  if (known === undefined) byCustomer.set(customer, new Map([[day, amount]]));
  else known.set(day, (known.get(day) ?? 0) + amount);
}

function summaries<Key>(byCustomer: ReadonlyMap<Key, ReadonlyMap<number, number>>): ReadonlyMap<Key, Plain> {
  const found = new Map<Key, Plain>();
  for (const [customer, spend] of byCustomer) {
    let first = Infinity;
    let last = -Infinity;
    let total = 0;
    for (const [day, amount] of spend) {
      if (day < first) first = day;
      if (day > last) last = day;
      total += amount;
    }
    const frequency = spend.size - 1;
    const mean = frequency === 0 ? 0 : (total - spend.get(first)!) / frequency;
    found.set(customer, [frequency, last - first, days - 1 - first, mean]);
  }
  return found;
}
