import { share } from "customer-metrics";
import { tierEconomics, type TierFigures } from "customer-metrics/tiers";
import { formatCount, formatNumber, formatValue } from "../format.ts";
import { formatMoney, majorUnit, moneyScale, type MoneyScale } from "../money.ts";
import type { Figure, Section, Table } from "../report.ts";
import type { TierBook } from "../tier-book.ts";
import { UNDECIDED, tierRows } from "../tier-rows.ts";

/** What each tier brings and costs, and where the line between them is. */
export function tierMoney(book: TierBook): Section {
  const { currency } = book;
  const { tiers, total, leftOut } = tierEconomics(tierRows(book), { tiers: [1, 2, 3, UNDECIDED] });
  const major = majorUnit(currency);
  const inUnit = (amounts: readonly number[]): MoneyScale =>
    moneyScale(
      currency,
      amounts.map((amount) => amount * major),
    );
  const sums = inUnit([...tiers, total].flatMap(({ revenue, profit }) => [revenue, profit]));
  const heads = inUnit([...tiers, total].map(({ perCustomer }) => perCustomer?.profit ?? 0));
  const money = (amount: number): string => formatMoney(amount * major, sums);
  const part = (value: number | null): string => formatValue(value, "proportion");
  const row = (name: string, figures: TierFigures | (typeof total & Partial<TierFigures>)): string[] => [
    name,
    formatCount(figures.customers),
    money(figures.revenue),
    money(figures.directCost),
    money(figures.costToServe),
    money(figures.profit),
    figures.perCustomer === null ? "–" : formatMoney(figures.perCustomer.profit * major, heads),
    part(figures.shareOfProfit ?? null),
    part(figures.shareOfCostToServe ?? null),
  ];
  const table: Table = {
    kind: "table",
    title: `What the tiers bring and cost, in ${sums.name}`,
    columns: [
      { name: "Tier", align: "start" },
      ...["Customers", "Revenue", "Direct cost", "Service", "Profit", "Each", "Profit share", "Service share"].map(
        (name) => ({
          name,
          align: "end" as const,
        }),
      ),
    ],
    rows: [
      ...tiers
        .filter(({ tier, customers }) => tier !== UNDECIDED || customers > 0)
        .map((figures) => row(figures.tier === UNDECIDED ? "open" : String(figures.tier), figures)),
      row("All", total),
    ],
  };
  const missing = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  return {
    title: "Three tiers",
    blocks: [
      { kind: "figures", figures: tierFigures(book) },
      table,
      {
        kind: "notes",
        notes: [
          "Open: what is not known could still make them one or the other.",
          `Service: what it cost to serve them. Profit: revenue less both costs; each: that of a customer, on average, in ${heads.name}.`,
          ...misallocated(tiers),
          ...(missing === 0 ? [] : [`Not in the table: ${formatCount(missing)} of whom an amount is not known.`]),
        ],
      },
    ],
  };
}

/** How many are in each tier, and what it means. */
function tierFigures({ model, counts, currency }: TierBook): Figure[] {
  const { policy, highProfit, population } = model;
  const from = highProfit === null ? "no amount" : `${formatNumber(highProfit, 2)} ${currency}`;
  const meanings: { readonly [tier: number]: string } = {
    1: `Highly profitable (from ${from}: ${formatCount(population.customersAtOrAbove)} customers, ${formatValue(population.realisedShareOfCustomers, "proportion")}), we love working with them (${policy.ourAffinityMin} of 10 or more), they love working with us (${policy.theirAffinityMin} or more), and they would leave only under dire circumstances (a risk of ${policy.leaveRiskMax} at most)`,
    2: "Profitable and no problems: with a little attention, or more of it, they could move up",
    3: "Not a fit for products, services or culture; or unprofitable, or causing problems",
  };
  return counts.tiers.map(({ tier, decided, possible }) => ({
    label: `Tier ${tier}`,
    estimate: { ...share(decided, counts.n, { interval: "none" }), notes: [] },
    definition: `${meanings[tier]!}.`,
    parts: [
      { text: `${formatCount(decided)} are in it`, side: null },
      { text: `${formatCount(possible - decided)} more may be`, side: null },
    ],
    bars: [],
    counted: "customers in all",
  }));
}

/** Whether service goes where the value is. */
function misallocated(tiers: readonly TierFigures[]): string[] {
  const worst = tiers.filter(({ tier }) => tier === 3).find(({ misallocation }) => (misallocation ?? 0) > 1);
  return worst === undefined
    ? []
    : [
        `Tier 3 gets ${formatNumber(worst.misallocation!, 2)} times the service that its part of the gross margin would pay for.`,
      ];
}
