import {
  type ActivityChurnResult,
  activityChurn,
  growthAccounting,
  type GrowthAccountingResult,
  retentionTable,
  type RetentionTableResult,
} from "customer-metrics/churn";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const DAY = 86_400_000;
const weeks = 104;
const customers = 100_000;
const origin = Date.parse("2023-01-02T00:00:00Z");
const asOf = origin + weeks * 7 * DAY;
const options = { every: "week", timeZone: "UTC", asOf } as const;

/** The metrics of activity logs, beside loops that know that the zone is UTC, the data is sound and no week is open. */
export const retention: readonly Comparison[] = [
  {
    name: "1e6 events, weekly triangle",
    baseline: "first week and a byte a week",
    limit: 5,
    prepare: () => {
      const log = activity(1_000_000);
      return {
        ours: () => retentionTable(log, options),
        baseline: () => triangle(log),
        agree: (ours, cells) =>
          (ours as RetentionTableResult).cohorts.every((cohort, row) =>
            cohort.cells.every(({ from, retained }) => retained === (cells as Uint32Array)[row * weeks + from]),
          ),
      };
    },
  },
  {
    name: "1e5 rows, weekly triangle",
    baseline: "Map of Sets of weeks",
    limit: 1.5,
    prepare: () => {
      const log = activity(100_000);
      const rows = Array.from(log.customers, (code, i) => ({ customerId: `customer ${code}`, at: log.at[i]! }));
      return {
        ours: () => retentionTable(rows, options),
        baseline: () => triangleOfRows(rows),
        agree: (ours, cells) =>
          (ours as RetentionTableResult).cohorts.every((cohort, row) =>
            cohort.cells.every(({ from, retained }) => retained === (cells as Uint32Array)[row * weeks + from]),
          ),
      };
    },
  },
  {
    name: "1e6 sales, weekly growth",
    baseline: "a number a customer and week",
    limit: 5,
    prepare: () => {
      const log = activity(1_000_000);
      return {
        ours: () => growthAccounting(log, options),
        baseline: () => retainedRevenue(log),
        agree: (ours, retained) =>
          (ours as GrowthAccountingResult).periods.every(
            ({ revenue }, week) => revenue!.retained === (retained as Float64Array)[week],
          ),
      };
    },
  },
  {
    name: "1e6 events, activity churn",
    baseline: "two bits a customer",
    limit: 5,
    prepare: () => {
      const log = activity(1_000_000);
      return {
        ours: () => activityChurn(log, { at: asOf, inactivityDays: 30 }),
        baseline: () => churned(log),
        agree: (ours, rate) => (ours as ActivityChurnResult).value === rate,
      };
    },
  },
];

interface Log {
  readonly customers: Uint32Array;
  readonly at: Float64Array;
  readonly amounts: Float64Array;
}

/** Customers who come at any time of two years, and come less often with time; in no order. */
function activity(count: number): Log {
  const next = generator(5);
  const unit = (): number => next() / 2 ** 24;
  const starts = Float64Array.from({ length: customers }, () => unit() * weeks * 7 * DAY);
  const log = { customers: new Uint32Array(count), at: new Float64Array(count), amounts: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const customer = next() % customers;
    const start = starts[customer]!;
    log.customers[i] = customer;
    log.at[i] = origin + Math.floor(start + unit() ** 2 * (weeks * 7 * DAY - start));
    log.amounts[i] = next() % 10_000;
  }
  return log;
}

const weekOf = (instant: number): number => Math.floor((instant - origin) / (7 * DAY));

function triangle({ customers: codes, at }: Log): Uint32Array {
  const first = new Uint8Array(customers).fill(weeks);
  const active = new Uint8Array(customers * weeks);
  for (let i = 0; i < codes.length; i++) {
    const week = weekOf(at[i]!);
    if (week < first[codes[i]!]!) first[codes[i]!] = week;
    active[codes[i]! * weeks + week] = 1;
  }
  const cells = new Uint32Array(weeks * weeks);
  for (let customer = 0; customer < customers; customer++) {
    const start = first[customer]!;
    for (let week = start; week < weeks; week++)
      cells[start * weeks + week - start]! += active[customer * weeks + week]!;
  }
  return cells;
}

function triangleOfRows(rows: readonly { readonly customerId: string; readonly at: number }[]): Uint32Array {
  const active = new Map<string, Set<number>>();
  for (const { customerId, at } of rows) {
    const known = active.get(customerId);
    if (known === undefined) active.set(customerId, new Set([weekOf(at)]));
    else known.add(weekOf(at));
  }
  const cells = new Uint32Array(weeks * weeks);
  for (const set of active.values()) {
    const start = Math.min(...set);
    for (const week of set) cells[start * weeks + week - start]! += 1;
  }
  return cells;
}

function retainedRevenue({ customers: codes, at, amounts }: Log): Float64Array {
  const revenue = new Float64Array(customers * weeks);
  for (let i = 0; i < codes.length; i++) revenue[codes[i]! * weeks + weekOf(at[i]!)]! += amounts[i]!;
  const retained = new Float64Array(weeks);
  for (let customer = 0; customer < customers; customer++) {
    for (let week = 1; week < weeks; week++) {
      retained[week]! += Math.min(revenue[customer * weeks + week - 1]!, revenue[customer * weeks + week]!);
    }
  }
  return retained;
}

function churned({ customers: codes, at }: Log): number {
  const bits = new Uint8Array(customers);
  const middle = asOf - 30 * DAY;
  const start = middle - 30 * DAY;
  for (let i = 0; i < codes.length; i++) {
    const instant = at[i]!;
    if (instant > middle) bits[codes[i]!]! |= 2;
    else if (instant > start) bits[codes[i]!]! |= 1;
  }
  let before = 0;
  let lost = 0;
  for (const each of bits) {
    before += each & 1;
    lost += each === 1 ? 1 : 0;
  }
  return lost / before;
}
