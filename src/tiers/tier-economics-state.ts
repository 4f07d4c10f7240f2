import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { checkSameKind, type Kinded } from "../core/state.ts";
import { addLeftOut, isCount, isCounted } from "../clv/left-out.ts";
import { checkTierOptions, isFigure, isMissing, isRow, noneLeftOut } from "./tier-economics-rows.ts";
import { addExact, type ExactParts, mergeExact } from "./tier-economics-total.ts";
import { isCustomerId, plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** A customer's money over a period, in one currency, and the tier they are in. */
export interface TierCustomer {
  /** Who. */
  readonly customerId: string | null | undefined;
  /** The tier they are in; `null` for one that is not decided. */
  readonly tier: TierLabel | null | undefined;
  /** What they paid, less refunds. */
  readonly revenue: number | null | undefined;
  /** What it cost to provide what they bought. */
  readonly directCost: number | null | undefined;
  /** What serving them cost: support, visits, complaints, delivery. */
  readonly costToServe: number | null | undefined;
  /** What they cost to win, if it is known. Spent either way: reported, never counted. */
  readonly acquisitionCost?: number | null | undefined;
}

/**
 * Why a customer was not used: a stable code. A cost that is missing is not 0.
 *
 * - `row-invalid`: no object
 * - `customer-id-invalid`: no customer id
 * - `duplicate-customer`: came before; an accumulator, which keeps no ids, does not see it
 * - `tier-missing`: in no tier
 * - `tier-unknown`: in a tier that was not named
 * - `revenue-invalid`, `direct-cost-invalid`, `cost-to-serve-invalid`: missing, or not a number within ±1e100
 * - `acquisition-cost-invalid`: neither missing nor such a number
 */
export type TierRowCode =
  | "row-invalid"
  | "customer-id-invalid"
  | "duplicate-customer"
  | "tier-missing"
  | "tier-unknown"
  | "revenue-invalid"
  | "direct-cost-invalid"
  | "cost-to-serve-invalid"
  | "acquisition-cost-invalid";

/** How many customers were not used, by code. */
export type TierLeftOut = { [Code in TierRowCode]: number };

/** The sums of a tier, exact. */
export interface TierSums {
  customers: number;
  readonly revenue: ExactParts;
  readonly directCost: ExactParts;
  readonly costToServe: ExactParts;
  readonly acquisitionCost: ExactParts;
  /** Customers whose acquisition cost is known. */
  acquisitionCostKnown: number;
  /** Customers of whom a cost was missing and taken to be 0. */
  costsAssumed: number;
}

/** Sums by tier: plain JSON, exact in any order of merging. */
export interface TierEconomicsState extends Kinded {
  /** `"tier-economics/1"`, the tiers, and what is taken for missing costs. */
  readonly kind: string;
  /** In the order of the tiers. */
  readonly tiers: TierSums[];
  /** Customers that were used. */
  usedRows: number;
  /** Customers that were not used. */
  readonly leftOut: TierLeftOut;
}

/** How customers are read. */
export interface TierReadingOptions {
  /**
   * The tiers, the best first.
   * @defaultValue `[1, 2, 3]`
   */
  readonly tiers?: readonly TierLabel[] | undefined;
  /**
   * What to do about a customer of whom the direct cost or the cost to serve is missing: leave them out, or take it to be 0.
   * @defaultValue `"leave-out"`
   */
  readonly missingCost?: "leave-out" | "zero" | undefined;
}

/** Options, read. */
export interface TierRules {
  readonly tiers: readonly TierLabel[];
  readonly missingCost: "leave-out" | "zero";
  /** The place of each tier. */
  readonly places: ReadonlyMap<unknown, number>;
  readonly kind: string;
}

/**
 * @throws {@link MetricError} `OPTIONS_INVALID`, `TIERS_INVALID`, `MISSING_COST_INVALID`
 */
export function tierRules(options: TierReadingOptions): TierRules {
  checkTierOptions(options);
  const { tiers = [1, 2, 3], missingCost = "leave-out" } = options;
  checkChoice("MISSING_COST_INVALID", "missingCost", missingCost, ["leave-out", "zero"]);
  const places: ReadonlyMap<unknown, number> = tierPlaces(tiers);
  const labels = tiers.map(plainLabel);
  return {
    tiers: labels,
    missingCost,
    places,
    kind: `tier-economics/1 ${JSON.stringify(labels)} missing-cost ${missingCost}`,
  };
}

/** The cell that each code is about. */
export function tierRowCells(): { readonly [Code in TierRowCode]: string | null } {
  return {
    "row-invalid": null,
    "customer-id-invalid": "customerId",
    "duplicate-customer": "customerId",
    "tier-missing": "tier",
    "tier-unknown": "tier",
    "revenue-invalid": "revenue",
    "direct-cost-invalid": "directCost",
    "cost-to-serve-invalid": "costToServe",
    "acquisition-cost-invalid": "acquisitionCost",
  };
}

/** A state of no customers. */
export function emptyTierEconomics({ kind, tiers }: TierRules): TierEconomicsState {
  return {
    kind,
    tiers: tiers.map(() => ({
      customers: 0,
      revenue: [],
      directCost: [],
      costToServe: [],
      acquisitionCost: [],
      acquisitionCostKnown: 0,
      costsAssumed: 0,
    })),
    usedRows: 0,
    leftOut: noneLeftOut(tierRowCells()),
  };
}

/** What is wrong with a customer's row, but for their tier; `null` when it can be used. */
export function wrongWithAmounts(row: unknown, missingCost: TierRules["missingCost"]): TierRowCode | null {
  if (!isRow(row)) return "row-invalid";
  if (!isCustomerId(row["customerId"])) return "customer-id-invalid";
  if (!isFigure(row["revenue"])) return "revenue-invalid";
  const isCost = (cost: unknown): boolean => isFigure(cost) || (isMissing(cost) && missingCost === "zero");
  if (!isCost(row["directCost"])) return "direct-cost-invalid";
  if (!isCost(row["costToServe"])) return "cost-to-serve-invalid";
  const acquisitionCost = row["acquisitionCost"];
  return isFigure(acquisitionCost) || isMissing(acquisitionCost) ? null : "acquisition-cost-invalid";
}

/** Counts a customer into the state, which it owns; returns why they cannot be used, or `null`. */
export function addTierCustomer(state: TierEconomicsState, row: TierCustomer, rules: TierRules): TierRowCode | null {
  const wrong = wrongWithAmounts(row, rules.missingCost);
  if (wrong !== null) return wrong;
  if (isMissing(row.tier)) return "tier-missing";
  const place = rules.places.get(row.tier);
  if (place === undefined) return "tier-unknown";
  const sums = state.tiers[place]!;
  const { directCost, costToServe, acquisitionCost } = row;
  sums.customers += 1;
  addExact(sums.revenue, row.revenue!);
  addExact(sums.directCost, directCost ?? 0);
  addExact(sums.costToServe, costToServe ?? 0);
  if (isMissing(directCost) || isMissing(costToServe)) sums.costsAssumed += 1;
  if (!isMissing(acquisitionCost)) {
    addExact(sums.acquisitionCost, acquisitionCost);
    sums.acquisitionCostKnown += 1;
  }
  state.usedRows += 1;
  return null;
}

/**
 * The state of the customers of both sides.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function mergeTierEconomics(left: TierEconomicsState, right: TierEconomicsState): TierEconomicsState {
  checkSameKind(left, right);
  return {
    kind: left.kind,
    tiers: left.tiers.map((sums, place) => mergeSums(sums, right.tiers[place]!)),
    usedRows: left.usedRows + right.usedRows,
    leftOut: addLeftOut(left.leftOut, right.leftOut),
  };
}

/** The sums of both. */
export function mergeSums(left: TierSums, right: TierSums): TierSums {
  return {
    customers: left.customers + right.customers,
    revenue: mergeExact(left.revenue, right.revenue),
    directCost: mergeExact(left.directCost, right.directCost),
    costToServe: mergeExact(left.costToServe, right.costToServe),
    acquisitionCost: mergeExact(left.acquisitionCost, right.acquisitionCost),
    acquisitionCostKnown: left.acquisitionCostKnown + right.acquisitionCostKnown,
    costsAssumed: left.costsAssumed + right.costsAssumed,
  };
}

/**
 * Throws unless the state is whole: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`
 */
export function checkTierEconomics(state: TierEconomicsState, rules: TierRules): void {
  checkSameKind(rules, state);
  const isParts = (parts: unknown): boolean => Array.isArray(parts) && parts.every(Number.isFinite);
  const isSums = (sums: TierSums | null): boolean =>
    isRow(sums) &&
    [sums.customers, sums.acquisitionCostKnown, sums.costsAssumed].every(isCount) &&
    [sums.revenue, sums.directCost, sums.costToServe, sums.acquisitionCost].every(isParts);
  const { tiers } = state;
  if (
    !isCounted(state, noneLeftOut(tierRowCells())) ||
    !Array.isArray(tiers) ||
    tiers.length !== rules.tiers.length ||
    !tiers.every(isSums)
  ) {
    fail("KIND_MISMATCH", "Cannot read state as it must have whole counts and sums of every tier", rules.kind);
  }
}
