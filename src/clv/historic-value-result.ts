import { fold } from "../core/accumulator.ts";
import { checkLevel, type Estimate, type Interval } from "../core/estimate.ts";
import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { meanAccumulator } from "../stats/mean.ts";
import { sharedCurrency } from "./amount-figure.ts";
import { type AmountFinding, type AmountLeftOut, windowOf } from "./amount-rows.ts";
import {
  checkHistoricValue,
  type HistoricEntry,
  type HistoricReadingOptions,
  type HistoricRules,
  type HistoricSums,
  type HistoricValueState,
} from "./historic-value-state.ts";
import { leftOutNotes } from "./left-out.ts";
import { type DiscountRate, discountNotes } from "./time-unit.ts";
import { byCodeUnit } from "./user-keys.ts";

/** What to take for the cost of a purchase that states none. */
export type MissingCost = "unknown" | "zero" | { readonly grossMargin: number };

/** Options of `historicValue`. */
export interface HistoricValueOptions extends HistoricReadingOptions {
  /**
   * What to take for the cost of purchases that state none: nothing is known (their customers have no contribution, and there is
   * none in total), 0, or what a gross margin leaves of the price.
   * @defaultValue `"unknown"`
   */
  readonly missingCost?: MissingCost | undefined;
  /**
   * Coverage of the interval of the mean, a proportion in (0, 1).
   * @defaultValue `0.95`
   */
  readonly level?: number | undefined;
}

/** Money so far; minor units, whole ones unless discounted or taken from a gross margin. */
export interface HistoricAmounts {
  /** Purchases less refunds. */
  readonly revenue: number;
  readonly purchases: number;
  readonly refunds: number;
  /** `null` where a purchase states no cost and none is assumed. */
  readonly directCost: number | null;
  readonly costToServe: number;
  /** revenue − direct cost − cost to serve; `null` without a direct cost. */
  readonly contribution: number | null;
  /** `null` where no row says. */
  readonly acquisitionCost: number | null;
  /** contribution − acquisition cost; `null` where either is. */
  readonly afterAcquisition: number | null;
}

/** A customer's value so far. */
export interface CustomerHistoricValue extends HistoricAmounts {
  readonly customerId: string;
  /** Purchases and refunds, counted. */
  readonly transactions: number;
}

/** The mean over customers, as a sample of customers like them; ready for `ltvToCac`. */
export interface HistoricMean {
  /** Contribution of a customer; `null` where that of one is not known. */
  readonly value: number | null;
  readonly standardDeviation: number | null;
  /** Student's t; `null` for fewer than two customers. */
  readonly interval: Interval | null;
  /** Customers. */
  readonly n: number;
  readonly currency: string | null;
}

/** What a historic value means. */
export interface HistoricValueDefinition {
  readonly value: "contribution";
  readonly formula: "purchases - refunds - directCost - costToServe";
  readonly missingCost: MissingCost;
  /** `null` where the window is open. */
  readonly from: string | null;
  readonly asOf: string | null;
  readonly discount: DiscountRate | "none";
}

/** Value so far: contribution of all customers, and of each. */
export interface HistoricValueResult extends Estimate<"historic-value", "money"> {
  /** ISO 4217 code, or `null` where no row states one. */
  readonly currency: string | null;
  readonly total: HistoricAmounts;
  /** Of the contribution. */
  readonly mean: HistoricMean;
  /** The most valuable first; those of unknown contribution last, by revenue; ties by id. */
  readonly customers: readonly CustomerHistoricValue[];
  /** Purchases that state no cost. */
  readonly purchasesWithoutCost: number;
  /** Rows that were used. */
  readonly usedRows: number;
  /** Rows that were not used. */
  readonly leftOut: AmountLeftOut;
  /** Which these are; empty for a state, which counts and does not list. */
  readonly findings: readonly AmountFinding[];
  readonly definition: HistoricValueDefinition;
}

/** Options, read. */
export interface HistoricReading {
  readonly rules: HistoricRules;
  readonly missingCost: MissingCost;
  readonly discount: DiscountRate | "none";
  readonly level: number;
}

/**
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`, `MISSING_COST_INVALID`
 */
export function historicReading(options: HistoricValueOptions, rules: HistoricRules): HistoricReading {
  const { missingCost = "unknown", level = 0.95, discount = "none" } = options;
  checkLevel(level);
  if (
    missingCost !== "unknown" &&
    missingCost !== "zero" &&
    !(Number.isFinite(missingCost?.grossMargin) && missingCost.grossMargin <= 1)
  ) {
    fail(
      "MISSING_COST_INVALID",
      'Cannot use missingCost as it must be "unknown", "zero" or a grossMargin of at most 1',
      missingCost,
    );
  }
  return {
    rules,
    missingCost: typeof missingCost === "string" ? missingCost : { grossMargin: missingCost.grossMargin },
    discount: discount === "none" ? discount : { ...discount },
    level,
  };
}

/**
 * What a state means.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `CURRENCY_MIXED`; `DISCOUNT_RATE_INVALID`, `MISSING_COST_INVALID` for amounts beyond
 *   1e100
 */
export function historicValueOf(state: HistoricValueState, reading: HistoricReading): HistoricValueResult {
  const { rules, missingCost, discount, level } = reading;
  checkHistoricValue(state, rules);
  const currency = sharedCurrency(rules.currency, state.currency);
  let withoutCost = 0;
  const customers = Object.entries(state.customers).map(([customerId, entries]): CustomerHistoricValue => {
    const sums = sumsOf(entries, rules);
    withoutCost += sums.withoutCost;
    return { customerId, transactions: sums.transactions, ...amountsOf(sums, missingCost) };
  });
  customers.sort(mostValuableFirst);

  const n = customers.length;
  const total = totalOf(customers);
  const moments = meanAccumulator({ level });
  const { standardDeviation, interval } = moments.result(
    fold(moments, total.contribution === null ? [] : customers.map(({ contribution }) => contribution)),
  );
  const notes: string[] = [];
  notes.push(n === 0 ? "no-customers" : "no-interval", ...leftOutNotes(state));
  if (withoutCost > 0) notes.push(missingCost === "unknown" ? "costs-unknown" : "costs-assumed");
  if (n > 0 && state.serviceRows === 0) notes.push("no-costs-to-serve");
  notes.push(...discountNotes(discount));
  if (total.acquisitionCost !== null && total.afterAcquisition === null) notes.push("acquisition-costs-incomplete");
  return {
    metric: "historic-value",
    value: n === 0 ? null : total.contribution,
    unit: "money",
    n,
    interval: null,
    currency,
    total,
    mean: {
      value: n === 0 || total.contribution === null ? null : total.contribution / n,
      standardDeviation,
      interval,
      n,
      currency,
    },
    customers,
    purchasesWithoutCost: withoutCost,
    usedRows: state.usedRows,
    leftOut: { ...state.leftOut },
    findings: [],
    definition: {
      value: "contribution",
      formula: "purchases - refunds - directCost - costToServe",
      missingCost,
      ...windowOf(rules),
      discount,
    },
    notes,
  };
}

/** Of amounts beyond it, squares leave the range of numbers. */
const MOST = 1e100;

const names = ["purchases", "refunds", "directCost", "purchasesWithoutCost", "costToServe", "acquisitionCost"] as const;

/** A customer's sums at asOf. Without discount there is one entry, and it is exact. */
function sumsOf(entries: readonly HistoricEntry[], { rate, asOf }: HistoricRules): HistoricSums {
  if (entries.length === 1 && entries[0]!.at === null) return entries[0]!;
  const growth = entries.map(({ at }) => Math.exp((rate * (asOf - at!)) / 86_400_000));
  const count = (name: "transactions" | "withoutCost" | "acquisitions"): number =>
    entries.reduce((sum, entry) => sum + entry[name], 0);
  const [purchases, refunds, directCost, purchasesWithoutCost, costToServe, acquisitionCost] = names.map((name) => {
    const sum = exactSum(entries.map((entry, i) => (entry[name] === 0 ? 0 : entry[name] * growth[i]!)));
    if (!(sum <= MOST)) fail("DISCOUNT_RATE_INVALID", "Cannot discount amounts as they must stay within 1e100", rate);
    return sum;
  }) as [number, number, number, number, number, number];
  return {
    transactions: count("transactions"),
    purchases,
    refunds,
    directCost,
    withoutCost: count("withoutCost"),
    purchasesWithoutCost,
    costToServe,
    acquisitions: count("acquisitions"),
    acquisitionCost,
  };
}

function amountsOf(sums: HistoricSums, missingCost: MissingCost): HistoricAmounts {
  const { purchases, refunds, costToServe } = sums;
  const revenue = purchases - refunds;
  const directCost = directCostOf(sums, missingCost);
  const contribution = directCost === null ? null : revenue - directCost - costToServe;
  const acquisitionCost = sums.acquisitions === 0 ? null : sums.acquisitionCost;
  return {
    revenue,
    purchases,
    refunds,
    directCost,
    costToServe,
    contribution,
    acquisitionCost,
    afterAcquisition: contribution === null || acquisitionCost === null ? null : contribution - acquisitionCost,
  };
}

function directCostOf(sums: HistoricSums, missingCost: MissingCost): number | null {
  const { directCost, withoutCost, purchasesWithoutCost } = sums;
  if (withoutCost === 0 || missingCost === "zero") return directCost;
  if (missingCost === "unknown") return null;
  const assumed = directCost + purchasesWithoutCost * (1 - missingCost.grossMargin);
  if (!(assumed <= MOST))
    fail("MISSING_COST_INVALID", "Cannot assume costs as they must stay within 1e100", missingCost);
  return assumed;
}

/** Sums that do not depend on the order; `null` where one of them is. Of acquisition costs those that are known. */
function totalOf(customers: readonly CustomerHistoricValue[]): HistoricAmounts {
  const sum = (name: keyof HistoricAmounts): number => exactSum(customers.map((customer) => customer[name] ?? 0));
  const all = (name: keyof HistoricAmounts): number | null =>
    customers.some((customer) => customer[name] === null) ? null : sum(name);
  const hasAcquisition = customers.some(({ acquisitionCost }) => acquisitionCost !== null);
  return {
    revenue: sum("revenue"),
    purchases: sum("purchases"),
    refunds: sum("refunds"),
    directCost: all("directCost"),
    costToServe: sum("costToServe"),
    contribution: all("contribution"),
    acquisitionCost: hasAcquisition ? sum("acquisitionCost") : null,
    afterAcquisition: hasAcquisition ? all("afterAcquisition") : null,
  };
}

function mostValuableFirst(left: CustomerHistoricValue, right: CustomerHistoricValue): number {
  const byContribution = (right.contribution ?? -Infinity) - (left.contribution ?? -Infinity);
  // Both unknown: the difference of two infinities is no number.
  return byContribution || right.revenue - left.revenue || byCodeUnit(left.customerId, right.customerId);
}
