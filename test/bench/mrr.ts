import { mrrMovements, type MrrMovementsResult, type Subscription } from "customer-metrics/churn";
import type { Comparison } from "./comparison.ts";
import { generator } from "./data.ts";

const DAY = 86_400_000;
const origin = Date.UTC(2021, 0);
const months = 36;
const options = { currency: "EUR", timeZone: "UTC", from: "2022-01", periods: months } as const;

/** Movements of subscriptions, beside a loop that knows that rows are sound, in one currency and monthly or yearly, and months are UTC's. */
export const mrr: readonly Comparison[] = [
  {
    name: "1e5 segments, monthly movements",
    baseline: "Map of changes, floats, no checks, one rate",
    limit: 2,
    prepare: () => {
      const rows = segments(100_000);
      return { ours: () => mrrMovements(rows, options), baseline: () => movements(rows), agree };
    },
  },
  {
    name: "1e5 segments, dates as text",
    baseline: "the same loop with Date.parse",
    limit: 2,
    prepare: () => {
      const iso = (instant: number): string => new Date(instant).toISOString();
      const rows = segments(100_000).map((row) => ({
        ...row,
        start: iso(row.start),
        end: row.end === null ? null : iso(row.end),
      }));
      return {
        ours: () => mrrMovements(rows, options),
        baseline: () =>
          movements(
            rows.map((row) => ({
              ...row,
              start: Date.parse(row.start),
              end: row.end === null ? null : Date.parse(row.end),
            })),
          ),
        agree,
      };
    },
  },
];

type Row = Subscription & { readonly start: number; readonly end: number | null };

/** Plans of 40,000 customers who come, change and leave over four years. */
function segments(count: number): Row[] {
  const next = generator(4);
  return Array.from({ length: count }, (_, i) => {
    const start = origin + (next() % (4 * 365)) * DAY + (next() % DAY);
    return {
      id: `s${i}`,
      customerId: `c${next() % 40_000}`,
      start,
      end: next() % 10 < 3 ? null : start + (30 + (next() % 600)) * DAY,
      amount: [1900, 4900, 9900, 120_000][next() & 3]!,
      currency: "EUR",
      interval: next() % 4 === 0 ? "year" : "month",
    };
  });
}

interface Month {
  opening: number;
  closing: number;
  readonly amounts: number[];
  readonly events: number[];
  kept: number;
}

/** As one writes it by hand: the movements of every month and its net retention, in floats. */
function movements(rows: readonly Row[]): Month[] {
  const changes = new Map<string, { at: number; by: number }[]>();
  for (const { customerId, start, end, amount, interval } of rows) {
    const by = interval === "year" ? amount / 12 : amount;
    let own = changes.get(customerId);
    if (own === undefined) changes.set(customerId, (own = []));
    own.push({ at: start, by });
    if (end !== null) own.push({ at: end, by: -by });
  }
  const starts = Array.from({ length: months + 1 }, (_, month) => Date.UTC(2022, month));
  const result = Array.from(
    { length: months },
    (): Month => ({ opening: 0, closing: 0, amounts: [0, 0, 0, 0, 0], events: [0, 0, 0, 0, 0], kept: 0 }),
  );
  let balances = 0;
  for (const own of changes.values()) {
    own.sort((a, b) => a.at - b.at);
    let balance = 0;
    let paid = false;
    let i = 0;
    for (let month = -1; month < months; month++) {
      const opening = balance;
      for (; i < own.length && own[i]!.at < starts[month + 1]!; i++) {
        const before = balance;
        // A float sum leaves dust, which must not be taken for revenue.
        balance = Math.abs(balance + own[i]!.by) < 1e-6 ? 0 : balance + own[i]!.by;
        const type = before === 0 ? (paid ? 4 : 0) : balance === 0 ? 3 : balance > before ? 1 : 2;
        paid = true;
        if (month < 0) continue;
        result[month]!.amounts[type]! += Math.abs(balance - before);
        result[month]!.events[type]! += 1;
      }
      if (month < 0) balances += balance;
      else {
        result[month]!.closing += balance;
        if (opening > 0) result[month]!.kept += balance;
      }
    }
  }
  for (const month of result) {
    month.opening = balances;
    balances = month.closing;
  }
  return result;
}

function agree(ours: unknown, plain: unknown): boolean {
  return (ours as MrrMovementsResult).periods.every(
    ({ closingMrr, nrr, movements: { mrr: amounts, events } }, period) => {
      const month = (plain as Month[])[period]!;
      const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b) + 1e-4;
      return (
        near(closingMrr, month.closing) &&
        near(nrr!, month.kept / month.opening) &&
        Object.values(amounts).every((amount, type) => near(amount, month.amounts[type]!)) &&
        Object.values(events).every((count, type) => count === month.events[type])
      );
    },
  );
}
