import { retentionTable, type RetentionCell } from "customer-metrics/churn";
import { describeInterval, formatCount, formatNumber } from "../format.ts";
import type { Intervals, Section } from "../report.ts";
import type { SubscriptionBook } from "../subscription-book.ts";

/** Cohorts and ages that fit on a line. */
const MOST = 12;

/** Which share of the customers who came in one month paid in the months after it. */
export function retentionTriangle({ rows, history, timeZone, asOf }: SubscriptionBook): Section {
  const table = retentionTable(paidMonths(rows, history), { every: "month", timeZone, asOf, ages: MOST });
  const cohorts = table.cohorts.slice(-MOST);
  const cell = ({ share, complete }: RetentionCell): string =>
    share === null ? "–" : `${complete ? "" : "*"}${formatNumber(share * 100, 0)}`;
  const ages = table.byAge.map(({ from }) => from);
  const fill = (cells: readonly string[]): string[] => ages.map((_, at) => cells[at] ?? "");
  const interval = table.byAge.find(({ interval: each }) => each !== null)?.interval;
  const lines = table.byAge.filter(({ from, n }) => from > 0 && n > 0);
  return {
    title: "Retention by month of the first payment",
    blocks: [
      {
        kind: "table",
        title: "Customers who paid so many months later, in percent; * the month is not over",
        columns: [
          { name: "Cohort", align: "start" },
          { name: "Size", align: "end" },
          ...ages.map((age) => ({ name: String(age), align: "end" as const })),
        ],
        rows: [
          ...cohorts.map(({ cohort, size, cells }) => [cohort, formatCount(size), ...fill(cells.map(cell))]),
          [
            "All",
            formatCount(table.n),
            ...table.byAge.map(({ share }) => (share === null ? "–" : formatNumber(share * 100, 0))),
          ],
        ],
      },
      ...(lines.length === 0 ? [] : [byAge(lines)]),
      {
        kind: "notes",
        notes: [
          `A customer is retained in a month with revenue at any time of it (classic, calendar months); who leaves and returns is in it again. All: of all ${formatCount(table.cohorts.length)} cohorts, those cells alone that are complete.${interval ? ` ${describeInterval(interval)}.` : ""}`,
          ...(table.cohorts.length > MOST ? [`Shown are the latest ${MOST} cohorts.`] : []),
        ],
      },
    ],
  };
}

/** All cohorts together, with how sure each age is. */
function byAge(lines: ReturnType<typeof retentionTable>["byAge"]): Intervals {
  return {
    kind: "intervals",
    title: "Retained",
    heading: "Month",
    rows: lines.map(({ from, share, n, interval }) => ({
      label: String(from),
      estimate: { metric: "retention", value: share, unit: "proportion", n, interval, notes: [] },
    })),
    overall: null,
    limits: { from: 0, to: 1 },
    inTime: true,
    counted: "customers",
  };
}

/** An event for every month in which a customer has revenue: at the start of the stretch, and at those of the months in it. */
function* paidMonths(
  rows: SubscriptionBook["rows"],
  { periods, findings, definition }: SubscriptionBook["history"],
): Generator<{ customerId: string; at: number }> {
  const leftOut = new Set(findings.map(({ index }) => index));
  const starts = periods.map(({ start }) => Date.parse(start));
  for (const [index, { customerId, amount, quantity = 1, status = "active", start, end }] of rows.entries()) {
    const isPaid = amount * quantity > 0 && definition.countedStatuses.includes(status);
    if (leftOut.has(index) || !isPaid) continue;
    const from = Date.parse(String(start));
    const to = end === undefined || end === null ? Date.parse(definition.asOf!) : Date.parse(String(end));
    if (from < to) yield { customerId, at: from };
    for (const month of starts) if (month > from && month < to) yield { customerId, at: month };
  }
}
