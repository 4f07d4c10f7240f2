import { customerLifetimeValue, expectedPurchases, probabilityAlive } from "customer-metrics/clv";
import { describeInterval, formatCount, formatInterval, formatNumber, formatValue } from "../format.ts";
import { majorUnit } from "../money.ts";
import type { PurchaseBook } from "../purchase-book.ts";
import type { Section } from "../report.ts";

const SHOWN = 10;
const YEAR = { months: 12 } as const;

/** The customers who are going to bring the most. */
export function topCustomers({ summary, fit, spend, currency, assumptions }: PurchaseBook): Section | null {
  if (fit.status === "failed" || spend.status === "failed") return null;
  const { margin, discount } = assumptions;
  const minor = majorUnit(currency);
  const options = { margin, discount, horizon: YEAR, currency } as const;
  const valued = summary.customers
    .filter(({ frequency, monetaryValue }) => frequency === 0 || (monetaryValue ?? 0) > 0)
    .map((customer) => ({
      customer,
      value: customerLifetimeValue(fit, spend, customer, { ...options, interval: "none" }).value ?? 0,
    }));
  valued.sort((left, right) => right.value - left.value);
  const total = valued.reduce((sum, { value }) => sum + value, 0);
  const shown = valued.slice(0, SHOWN).map(({ customer }) => ({
    customer,
    alive: probabilityAlive(fit, customer),
    purchases: expectedPurchases(fit, customer, { ahead: YEAR }),
    value: customerLifetimeValue(fit, spend, customer, options),
  }));
  const share = shown.reduce((sum, { value }) => sum + (value.value ?? 0), 0) / total;
  const interval = shown.find(({ value }) => value.interval !== null)?.value.interval;
  return {
    title: `The ${formatCount(shown.length)} customers worth most`,
    blocks: [
      {
        kind: "table",
        title: `The next 12 months, in ${currency}`,
        columns: [
          { name: "Customer", align: "start" },
          { name: "Bought again", align: "end" },
          { name: "Last time", align: "end" },
          { name: "P(alive)", align: "end" },
          { name: "Will buy", align: "end" },
          { name: "Spend each", align: "end" },
          { name: "Value", align: "end" },
          { name: "Interval", align: "end" },
        ],
        rows: shown.map(({ customer, alive, purchases, value }) => [
          customer.customerId,
          formatCount(customer.frequency),
          customer.last,
          formatValue(alive.value, "proportion"),
          formatNumber(purchases.value!, 1),
          value.expectedSpend === null ? "–" : formatNumber(value.expectedSpend / minor, 2),
          value.value === null ? "–" : formatNumber(value.value / minor, 0),
          formatInterval({
            ...value,
            unit: "time",
            interval: value.interval && {
              ...value.interval,
              lower: value.interval.lower / minor,
              upper: value.interval.upper / minor,
            },
          }),
        ]),
      },
      {
        kind: "notes",
        notes: [
          `They are ${formatValue(share, "proportion")} of the value of all ${formatCount(valued.length)}. P(alive): the chance to be a customer still, after the silence since the last purchase.`,
          ...(interval
            ? [`${describeInterval(interval)}; of the mean of customers like this, not of what one of them will do.`]
            : []),
        ],
      },
    ],
  };
}
