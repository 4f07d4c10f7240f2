import type { Estimate } from "customer-metrics";
import { mrrMovements } from "customer-metrics/churn";
import { formatNumber, formatValue } from "../format.ts";
import { formatMoney, moneyScale } from "../money.ts";
import type { Figure, Section } from "../report.ts";
import type { SubscriptionBook } from "../subscription-book.ts";

/** From opening to closing revenue, month by month and over all of them. */
export function mrrBridge({ rows, currency, timeZone, asOf, months }: SubscriptionBook): Section {
  const result = mrrMovements(rows, { currency, timeZone, asOf, from: months[0]!, periods: months.length });
  const { periods, wholeRange } = result;
  // The same time as one period: what its movements come to, and who is there at both ends.
  const boundaries = [wholeRange.start, wholeRange.end];
  const whole = mrrMovements(rows, { currency, timeZone, asOf, boundaries }).periods[0]!;
  const columns = [...periods, whole];
  const scale = moneyScale(
    currency,
    columns.flatMap(({ openingMrr, closingMrr, movements: { mrr } }) => [
      openingMrr,
      closingMrr,
      ...Object.values(mrr),
    ]),
  );
  type Column = (typeof columns)[number];
  const line = (name: string, cell: (column: Column) => string): string[] => [name, ...columns.map(cell)];
  const money = (amount: number): string => formatMoney(amount, scale);
  const share = (name: string, of: (column: Column) => number | null): string[] =>
    line(name, (column) => formatValue(of(column), "proportion"));
  const span = months.length === 1 ? months[0]! : `${months.length} months`;
  return {
    title: `Recurring revenue, ${months[0]} to ${months.at(-1)}`,
    blocks: [
      {
        kind: "figures",
        figures: [
          figure(
            "NRR",
            wholeRange.nrr,
            wholeRange.openingCustomers,
            `Net revenue retention over ${span}: what the customers of the opening pay at the close, over what they paid at the opening`,
          ),
          figure(
            "GRR",
            wholeRange.grr,
            wholeRange.openingCustomers,
            "Gross revenue retention: the same, each customer counted with what was paid at the opening at most",
          ),
        ],
      },
      {
        kind: "table",
        title: `MRR bridge in ${scale.name} a month`,
        columns: [
          { name: "", align: "start" },
          ...periods.map(({ period }) => ({ name: period!, align: "end" as const })),
          { name: span, align: "end" },
        ],
        rows: [
          line("Opening", ({ openingMrr }) => money(openingMrr)),
          line("+ New", ({ movements }) => money(movements.mrr.new)),
          line("+ Expansion", ({ movements }) => money(movements.mrr.expansion)),
          line("+ Reactivation", ({ movements }) => money(movements.mrr.reactivation)),
          line("− Contraction", ({ movements }) => money(movements.mrr.contraction)),
          line("− Churn", ({ movements }) => money(movements.mrr.churn)),
          line("= Closing", ({ closingMrr }) => money(closingMrr)),
          share("NRR", ({ nrr }) => nrr),
          share("GRR", ({ grr }) => grr),
          line("Quick ratio", ({ quickRatio }) => (quickRatio === null ? "–" : formatNumber(quickRatio, 2))),
        ],
      },
      {
        kind: "notes",
        notes: [
          "Every change counts in the month in which it happened. Opening plus movements are the closing in exact fractions of a cent; what is shown is rounded.",
          "Quick ratio: new, expansion and reactivation over contraction and churn. Annual prices are a twelfth a month; trials, pauses and free plans are no revenue.",
        ],
      },
    ],
  };
}

function figure(label: string, value: number | null, n: number, definition: string): Figure {
  const estimate: Estimate = {
    metric: label.toLowerCase(),
    value,
    unit: "proportion",
    n,
    interval: null,
    notes: value === null ? ["no-customers"] : [],
  };
  return {
    label,
    estimate,
    definition: `${definition}. It is counted, not estimated from a sample: no interval.`,
    parts: [],
    bars: [],
    counted: "customers at the opening",
  };
}
