import { checkChoice } from "../core/choice.ts";
import { countLeftOut } from "../clv/left-out.ts";
import type { TierFinding } from "./tier-economics-rows.ts";
import {
  checkTierEconomics,
  mergeSums,
  type TierEconomicsState,
  type TierLeftOut,
  type TierReadingOptions,
  type TierRowCode,
  type TierRules,
  tierRules,
  type TierSums,
} from "./tier-economics-state.ts";
import { negative, totalOfParts } from "./tier-economics-total.ts";
import type { TierLabel } from "./tier-labels.ts";

/** What the service given to a tier is compared with. */
export type TierValue = "gross-margin" | "profit" | "revenue";

/** Options of `tierEconomics`. */
export interface TierEconomicsOptions extends TierReadingOptions {
  /**
   * What value is in the misallocation index: revenue less direct cost, which is what service is paid from; that less the cost to
   * serve; or revenue.
   * @defaultValue `"gross-margin"`
   */
  readonly value?: TierValue | undefined;
}

/** Money of some customers over the period. */
export interface TierAmounts {
  /** How many they are. */
  readonly customers: number;
  readonly revenue: number;
  readonly directCost: number;
  readonly costToServe: number;
  /** revenue − direct cost. */
  readonly grossMargin: number;
  /** revenue − direct cost − cost to serve. */
  readonly profit: number;
  /** A customer, on average; `null` without customers. */
  readonly perCustomer: {
    readonly revenue: number;
    readonly directCost: number;
    readonly costToServe: number;
    readonly grossMargin: number;
    readonly profit: number;
  } | null;
  /** `null` where revenue is not above 0. */
  readonly costToServeToRevenue: number | null;
  /** What they cost to win, as far as that is known: spent whatever happens, and in no other figure. `null` where it is known of none of them. */
  readonly sunkAcquisitionCost: number | null;
  /** Customers whose acquisition cost is known. */
  readonly acquisitionCostKnown: number;
}

/** A tier's money, and its part of all. */
export interface TierFigures extends TierAmounts {
  readonly tier: TierLabel;
  /** Parts of the total; `null` where the total is not above 0. Below 0 or above 1 where a tier loses money. */
  readonly shareOfCustomers: number | null;
  readonly shareOfRevenue: number | null;
  readonly shareOfGrossMargin: number | null;
  readonly shareOfCostToServe: number | null;
  readonly shareOfProfit: number | null;
  /** Share of the cost to serve / share of value: above 1 for a tier that gets more service than its value pays for. `null` where its share of value is not above 0. */
  readonly misallocation: number | null;
}

/** What the figures mean. */
export interface TierEconomicsDefinition {
  readonly profit: "revenue - directCost - costToServe";
  readonly misallocation: "shareOfCostToServe / share of value";
  readonly value: TierValue;
  readonly missingCost: "leave-out" | "zero";
  readonly acquisitionCost: "sunk";
}

/** What each tier brings and costs. */
export interface TierEconomicsResult {
  readonly metric: "tier-economics";
  readonly unit: "money";
  /** Customers that were used. */
  readonly n: number;
  readonly total: TierAmounts;
  /** In the order of the tiers, those without customers too. */
  readonly tiers: readonly TierFigures[];
  /** Customers that were not used. */
  readonly leftOut: TierLeftOut;
  /** Which these are; empty for a state, which counts and does not list. */
  readonly findings: readonly TierFinding<TierRowCode>[];
  readonly definition: TierEconomicsDefinition;
  /** Stable codes: `no-customers`, `customers-left-out`, `costs-assumed-zero`, `no-cost-to-serve`, `total-revenue-not-positive`, `total-profit-not-positive`, `acquisition-costs-incomplete`. */
  readonly notes: readonly string[];
}

/** Options, read. */
export interface TierEconomicsReading {
  readonly rules: TierRules;
  readonly value: TierValue;
}

/**
 * @throws {@link MetricError} `OPTIONS_INVALID`, `TIERS_INVALID`, `MISSING_COST_INVALID`, `TIER_VALUE_UNKNOWN`
 */
export function tierEconomicsReading(options: TierEconomicsOptions): TierEconomicsReading {
  const rules = tierRules(options);
  const { value = "gross-margin" } = options;
  checkChoice("TIER_VALUE_UNKNOWN", "value", value, ["gross-margin", "profit", "revenue"]);
  return { rules, value };
}

/**
 * What a state means.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function tierEconomicsOf(
  state: TierEconomicsState,
  { rules, value }: TierEconomicsReading,
): TierEconomicsResult {
  checkTierEconomics(state, rules);
  const all = state.tiers.reduce(mergeSums);
  const total = amountsOf(all);
  const left = countLeftOut(state.leftOut);
  const notes: string[] = [];
  if (total.customers === 0) notes.push("no-customers");
  if (left > 0) notes.push("customers-left-out");
  if (all.costsAssumed > 0) notes.push("costs-assumed-zero");
  if (total.customers > 0) {
    if (total.costToServe <= 0) notes.push("no-cost-to-serve");
    if (total.revenue <= 0) notes.push("total-revenue-not-positive");
    if (total.profit <= 0) notes.push("total-profit-not-positive");
    if (all.acquisitionCostKnown < total.customers) notes.push("acquisition-costs-incomplete");
  }
  return {
    metric: "tier-economics",
    unit: "money",
    n: total.customers,
    total,
    tiers: rules.tiers.map((tier, place) => figuresOf(tier, amountsOf(state.tiers[place]!), total, value)),
    leftOut: { ...state.leftOut },
    findings: [],
    definition: {
      profit: "revenue - directCost - costToServe",
      misallocation: "shareOfCostToServe / share of value",
      value,
      missingCost: rules.missingCost,
      acquisitionCost: "sunk",
    },
    notes,
  };
}

/** Each figure is of the exact sums and rounded once. */
function amountsOf(sums: TierSums): TierAmounts {
  const { customers, acquisitionCostKnown } = sums;
  const revenue = totalOfParts(sums.revenue);
  const directCost = totalOfParts(sums.directCost);
  const costToServe = totalOfParts(sums.costToServe);
  const grossMargin = totalOfParts(sums.revenue, negative(sums.directCost));
  const profit = totalOfParts(sums.revenue, negative(sums.directCost), negative(sums.costToServe));
  return {
    customers,
    revenue,
    directCost,
    costToServe,
    grossMargin,
    profit,
    perCustomer:
      customers === 0
        ? null
        : {
            revenue: revenue / customers,
            directCost: directCost / customers,
            costToServe: costToServe / customers,
            grossMargin: grossMargin / customers,
            profit: profit / customers,
          },
    costToServeToRevenue: shareOf(costToServe, revenue),
    sunkAcquisitionCost: customers > 0 && acquisitionCostKnown === 0 ? null : totalOfParts(sums.acquisitionCost),
    acquisitionCostKnown,
  };
}

function figuresOf(tier: TierLabel, amounts: TierAmounts, total: TierAmounts, value: TierValue): TierFigures {
  const shareOfRevenue = shareOf(amounts.revenue, total.revenue);
  const shareOfGrossMargin = shareOf(amounts.grossMargin, total.grossMargin);
  const shareOfCostToServe = shareOf(amounts.costToServe, total.costToServe);
  const shareOfProfit = shareOf(amounts.profit, total.profit);
  const shareOfValue = { revenue: shareOfRevenue, "gross-margin": shareOfGrossMargin, profit: shareOfProfit }[value];
  return {
    tier,
    ...amounts,
    shareOfCustomers: shareOf(amounts.customers, total.customers),
    shareOfRevenue,
    shareOfGrossMargin,
    shareOfCostToServe,
    shareOfProfit,
    misallocation:
      shareOfCostToServe === null || shareOfValue === null ? null : shareOf(shareOfCostToServe, shareOfValue),
  };
}

/** `null` where the base is not above 0, or the ratio beyond all numbers. */
function shareOf(part: number, base: number): number | null {
  const share = part / base + 0;
  return base > 0 && Number.isFinite(share) ? share : null;
}
