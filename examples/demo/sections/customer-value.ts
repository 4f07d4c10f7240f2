import type { Estimate } from "customer-metrics";
import { customerLifetimeValue, customerLifetimeValues, expectedSpend, ltvToCac } from "customer-metrics/clv";
import { describeInterval, formatNumber, formatValue } from "../format.ts";
import { majorUnit, moneyScale, type MoneyScale } from "../money.ts";
import type { PurchaseBook } from "../purchase-book.ts";
import type { Block, Figure, Section } from "../report.ts";

/** What the customers are still going to bring, what a new one will, and what that is beside the cost of one. */
export function customerValue({ summary, fit, spend, currency, assumptions }: PurchaseBook): Section {
  const title = "Customer lifetime value, the next 12 months";
  if (fit.status === "failed" || spend.status === "failed") {
    const reason =
      fit.status === "failed" ? `of purchases: ${fit.reason}` : `of spend: ${(spend as { reason: string }).reason}`;
    const note = `There is no model ${reason.replaceAll("-", " ")}. No value is made up.`;
    return { title, blocks: [{ kind: "notes", notes: [note] }] };
  }
  const { margin, discount, acquisitionCost } = assumptions;
  const options = { margin, discount, horizon: { months: 12 }, currency } as const;
  const { total, leftOut } = customerLifetimeValues(fit, spend, summary.customers, options);
  const ofNew = customerLifetimeValue(fit, spend, "new", options);
  const first = expectedSpend(spend, { frequency: 0 });
  const [large, small] = [moneyScale(currency, [total.value ?? 0]), { name: currency, minor: majorUnit(currency) }];
  const given = `${formatValue(margin, "proportion")} of sales is margin, discounted at ${formatValue(discount.rate, "proportion")} a year`;
  const figures: Figure[] = [
    figure(
      `All customers, in ${large.name}`,
      inMajor(total, large),
      `What they bring in the next 12 months: ${given}. Purchases before are not in it.${intervalOf(total)}`,
      "customers",
    ),
    figure(
      `A new customer, in ${small.name}`,
      inMajor(ofNew, small),
      `What comes in the 12 months after the first purchase, without it, of a customer of whom nothing is known: ${given}.`,
      "customers behind the models",
    ),
  ];
  const notes = [
    ...(first.value === null
      ? []
      : [
          `The first purchase itself leaves ${formatNumber((first.value * margin) / small.minor, 2)} ${currency} on average, if first purchases are like the others.`,
        ]),
    ...(leftOut.rows === 0
      ? []
      : [`Without a value: ${leftOut.rows} customers whose mean spend is not above 0 after refunds.`]),
  ];
  if (acquisitionCost === null) {
    notes.push("With --acquisition-cost, the report compares it with what a new customer brings.");
  } else {
    const cost = { value: acquisitionCost, currency, definition: { source: "given" } };
    figures.push(
      figure(
        "LTV : CAC",
        ltvToCac({ lifetimeValue: ofNew, acquisitionCost: cost }),
        `The value of a new customer over the cost of one, ${formatNumber(acquisitionCost / small.minor, 2)} ${currency}, as assumed with --acquisition-cost. Above 1, the year after the first purchase pays for the customer.`,
        "customers behind the models",
      ),
    );
  }
  const blocks: Block[] = [{ kind: "figures", figures }];
  if (notes.length > 0) blocks.push({ kind: "notes", notes });
  return { title, blocks };
}

function figure(label: string, estimate: Estimate, definition: string, counted: string): Figure {
  return { label, estimate, definition, parts: [], bars: [], counted };
}

/** An amount of minor units as the reader sees it. */
function inMajor({ metric, value, n, interval, notes }: Estimate, { name, minor }: MoneyScale): Estimate {
  return {
    metric,
    value: value === null ? null : value / minor,
    unit: name,
    n,
    interval: interval && { ...interval, lower: interval.lower / minor, upper: interval.upper / minor },
    notes,
  };
}

function intervalOf({ interval }: Estimate): string {
  return interval === null
    ? ""
    : ` ${describeInterval(interval)}: what is not known of the models, without the customers’ luck.`;
}
