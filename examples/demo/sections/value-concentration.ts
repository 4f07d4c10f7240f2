import { concentration, topShare, whaleCurve } from "customer-metrics/tiers";
import { formatCount, formatLevel, formatNumber, formatValue } from "../format.ts";
import type { Section } from "../report.ts";
import type { TierBook } from "../tier-book.ts";

/** How few customers bring how much of the profit: the real numbers, whatever 80/20 says. */
export function valueConcentration({ customers, currency }: TierBook): Section {
  const known = customers.filter(({ profit }) => profit !== null);
  const profits = known.map(({ profit }) => profit);
  // These are all customers, and stand for no others: there is nothing to be unsure about.
  const result = concentration(profits, { topShares: [0.1, 0.5], valueShares: [0.8], interval: "none" });
  const fifth = topShare(profits, 0.2, { interval: "none" });
  const curve = whaleCurve(known);
  const title = "How few bring how much";
  const [eighty] = result.customersFor;
  if (result.value === null || eighty === undefined || eighty.customers === null) {
    return {
      title,
      blocks: [{ kind: "notes", notes: ["All customers together bring no profit: shares of it say nothing."] }],
    };
  }
  const share = (value: number | null): string => formatValue(value, "proportion");
  return {
    title,
    blocks: [
      {
        kind: "figures",
        figures: [
          {
            label: "The best 20% bring",
            estimate: { ...fifth, notes: [] },
            definition:
              "Profit of the best fifth of the customers over that of all, to which those who lose money belong too.",
            parts: [],
            bars: [],
            counted: "customers",
          },
        ],
      },
      {
        kind: "facts",
        facts: [
          ...result.topShares.map(({ p, interpolated }): readonly [string, string] => [
            `The best ${formatLevel(p)}`,
            `bring ${share(interpolated)} of the profit`,
          ]),
          ["80% of profit", `comes from ${formatCount(eighty.customers)} customers (${share(eighty.ofCustomers)})`],
          [
            "Losses",
            `${formatCount(curve.lossMaking)} customers lose ${formatNumber(curve.destroyed ?? 0, 0)} ${currency}; the others bring ${formatNumber(curve.peak ?? 0, 0)}, ${share(curve.peakShareOfTotal)} of the profit`,
          ],
          ["Gini", `${formatNumber(result.value, 2)}; 0 if all brought the same`],
        ],
      },
    ],
  };
}
