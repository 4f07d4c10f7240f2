import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { byCodeUnit } from "../clv/user-keys.ts";
import { letGoCautions } from "./let-go-cautions.ts";
import { addExact, type ExactParts, totalOfParts } from "./tier-economics-total.ts";
import { checkTierOptions, isMissing, readTierRows, slackOf, type TierFinding } from "./tier-economics-rows.ts";
import {
  type TierCustomer,
  type TierLeftOut,
  tierRowCells,
  tierRules,
  wrongWithAmounts,
} from "./tier-economics-state.ts";
import { isTierLabel, plainLabel, type TierLabel } from "./tier-labels.ts";

/** A customer to be let go, or one of a base of them: their tier matters only where one is asked for. */
export interface LetGoCustomer extends Omit<TierCustomer, "tier"> {
  /** The tier they are in. */
  readonly tier?: TierLabel | null | undefined;
}

/** Options of {@link letGo}. */
export interface LetGoOptions {
  /**
   * Lets go only customers of this tier; the others stay.
   * @defaultValue all customers that are given
   */
  readonly tier?: TierLabel | undefined;
  /** Which part of the direct cost ends with the customer, in [0, 1]. It has no default: 1 is rarely true. */
  readonly avoidableDirectShare: number;
  /** Which part of the cost to serve ends with the customer, in [0, 1]: 0 where the same people sit there and wait. */
  readonly avoidableServeShare: number;
  /**
   * What a unit of freed cost to serve earns elsewhere, beyond being saved: 0.4 where freed hours bring 1.4 of what they cost.
   * @defaultValue `0`
   */
  readonly valuePerFreedCost?: number | undefined;
  /**
   * What ending the relationship costs, a customer.
   * @defaultValue `0`
   */
  readonly exitCostPerCustomer?: number | undefined;
  /**
   * What to do about a customer of whom a cost is missing.
   * @defaultValue `"leave-out"`
   */
  readonly missingCost?: "leave-out" | "zero" | undefined;
}

/** What letting one customer go would change. */
export interface LetGoChange {
  readonly customerId: string;
  /** Profit of the period without the customer, less that with them. */
  readonly profitChange: number;
  /** Whether it is above 0. */
  readonly worthwhile: boolean;
  readonly revenueLost: number;
  readonly directCostSaved: number;
  readonly costToServeSaved: number;
  /** What the freed cost to serve earns elsewhere. */
  readonly freedCostEarns: number;
  readonly exitCost: number;
  /** Spent whatever happens, and not in `profitChange`; `null` where it is not known. */
  readonly sunkAcquisitionCost: number | null;
}

/** What letting customers go would change. */
export interface LetGoResult {
  readonly metric: "let-go";
  readonly unit: "money";
  /** The tier that was asked for. */
  readonly tier: TierLabel | null;
  /** Customers that could go. */
  readonly n: number;
  /** The largest gain first; ties by id. */
  readonly customers: readonly LetGoChange[];
  /** The profit change if all of them went. */
  readonly allOfThem: number;
  /** The profit change if those went who are worth it: no other choice among them brings more. */
  readonly onlyWorthwhile: number;
  /** Who these are, by id. */
  readonly worthwhile: readonly string[];
  /** What they all cost to win, as far as that is known: gone either way. */
  readonly sunkAcquisitionCost: number | null;
  /** What these figures take for granted and what they do not know, in plain words. Read them before anybody is let go. */
  readonly cautions: readonly string[];
  /** Customers of other tiers. */
  readonly otherTiers: number;
  /** Customers that were not used. */
  readonly leftOut: TierLeftOut;
  /** Which these are. */
  readonly findings: readonly TierFinding<keyof TierLeftOut>[];
  readonly definition: LetGoDefinition;
  /** Stable codes: `no-customers`, `customers-left-out`, `costs-assumed-zero`, `acquisition-costs-incomplete`. */
  readonly notes: readonly string[];
}

/** What the figures mean. */
export interface LetGoDefinition {
  readonly profitChange: "- revenue + directCost * avoidableDirectShare + costToServe * avoidableServeShare * (1 + valuePerFreedCost) - exitCostPerCustomer";
  readonly avoidableDirectShare: number;
  readonly avoidableServeShare: number;
  readonly valuePerFreedCost: number;
  readonly exitCostPerCustomer: number;
  readonly missingCost: "leave-out" | "zero";
  readonly acquisitionCost: "sunk";
}

/**
 * What profit would change if customers left: all of them, each, and only those who are worth it.
 *
 * Customers do not interact here, so the best choice is everybody whose leaving changes profit for the better. A change that is no
 * larger than the rounding of its decimals is 0. What it cost to win a customer is gone either way: it is reported and never counted.
 *
 * @formula change = −revenue + direct cost · avoidable share + cost to serve · avoidable share · (1 + value of freed cost) − exit cost
 *
 * @param customers - with their amounts of one period in one currency
 * @param options - see {@link LetGoOptions}
 * @returns money in the unit of the amounts, with `cautions` in plain words
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `TIER_INVALID`, `AVOIDABLE_SHARE_INVALID`, `FREED_COST_VALUE_INVALID`,
 *   `EXIT_COST_INVALID`, `MISSING_COST_INVALID`
 * @see Selden and Colvin, "Angel Customers and Demon Customers", 2003; Mittal, Sarkees and Murshed, "The Right Way to Manage Unprofitable
 *   Customers", Harvard Business Review 86(4), 2008.
 *
 * @example
 * ```ts
 * import { letGo } from "customer-metrics/tiers";
 *
 * const customers = [
 *   { customerId: "ann", tier: 1, revenue: 5000, directCost: 2000, costToServe: 300 },
 *   { customerId: "bo", tier: 3, revenue: 300, directCost: 150, costToServe: 60 },
 *   { customerId: "cy", tier: 3, revenue: 200, directCost: 120, costToServe: 500 },
 * ];
 * const { allOfThem, onlyWorthwhile, worthwhile, cautions } = letGo(customers, {
 *   tier: 3,
 *   avoidableDirectShare: 1,
 *   avoidableServeShare: 0.5,
 * });
 * [allOfThem, onlyWorthwhile, worthwhile]; // => [50, 170, ["cy"]]
 * cautions[0]; // => "Only this period is looked at: what these customers would have bought later is not in the figures."
 * ```
 */
export function letGo(customers: Iterable<LetGoCustomer>, options: LetGoOptions): LetGoResult {
  const { tier, definition } = readOptions(options);
  const seen = new Set<string>();
  const changes: LetGoChange[] = [];
  const [all, sizes, gains]: [ExactParts, ExactParts, ExactParts] = [[], [], []];
  let otherTiers = 0;
  let costsAssumed = 0;
  const { leftOut, findings } = readTierRows(customers, tierRowCells(), (row) => {
    const wrong = wrongWithAmounts(row, definition.missingCost);
    if (wrong !== null) return wrong;
    if (tier !== null && isMissing(row.tier)) return "tier-missing";
    const id = row.customerId!;
    if (seen.has(id)) return "duplicate-customer";
    seen.add(id);
    if (tier !== null && row.tier !== tier) {
      otherTiers += 1;
      return null;
    }
    if (isMissing(row.directCost) || isMissing(row.costToServe)) costsAssumed += 1;
    const change = changeOf(row, definition);
    changes.push(change);
    for (const term of termsOf(change)) {
      addExact(all, term);
      addExact(sizes, Math.abs(term));
      if (change.worthwhile) addExact(gains, term);
    }
    return null;
  });
  changes.sort((a, b) => b.profitChange - a.profitChange || byCodeUnit(a.customerId, b.customerId));

  const won = changes.map(({ sunkAcquisitionCost }) => sunkAcquisitionCost).filter((cost) => cost !== null);
  const worthwhile = changes.filter((change) => change.worthwhile);
  const notes: string[] = [];
  if (changes.length === 0) notes.push("no-customers");
  if (findings.length > 0) notes.push("customers-left-out");
  if (costsAssumed > 0) notes.push("costs-assumed-zero");
  if (won.length < changes.length) notes.push("acquisition-costs-incomplete");
  return {
    metric: "let-go",
    unit: "money",
    tier,
    n: changes.length,
    customers: changes,
    allOfThem: settled(totalOfParts(all), totalOfParts(sizes)),
    onlyWorthwhile: totalOfParts(gains),
    worthwhile: worthwhile.map(({ customerId }) => customerId).sort(byCodeUnit),
    sunkAcquisitionCost: changes.length > 0 && won.length === 0 ? null : exactSum(won) + 0,
    cautions: letGoCautions(definition),
    otherTiers,
    leftOut,
    findings,
    definition,
    notes,
  };
}

function changeOf(row: LetGoCustomer, definition: LetGoDefinition): LetGoChange {
  const { avoidableDirectShare, avoidableServeShare, valuePerFreedCost, exitCostPerCustomer } = definition;
  const costToServeSaved = (row.costToServe ?? 0) * avoidableServeShare + 0;
  const parts = {
    // Adding 0 turns -0 into 0.
    revenueLost: row.revenue! + 0,
    directCostSaved: (row.directCost ?? 0) * avoidableDirectShare + 0,
    costToServeSaved,
    freedCostEarns: costToServeSaved * valuePerFreedCost + 0,
    exitCost: exitCostPerCustomer,
  };
  const terms = termsOf(parts);
  const profitChange = settled(
    exactSum(terms),
    terms.reduce((size, term) => size + Math.abs(term), 0),
  );
  const won = row.acquisitionCost;
  return {
    customerId: row.customerId!,
    profitChange,
    worthwhile: profitChange > 0,
    ...parts,
    sunkAcquisitionCost: isMissing(won) ? null : won + 0,
  };
}

function termsOf(
  change: Pick<LetGoChange, "revenueLost" | "directCostSaved" | "costToServeSaved" | "freedCostEarns" | "exitCost">,
): number[] {
  return [
    -change.revenueLost,
    change.directCostSaved,
    change.costToServeSaved,
    change.freedCostEarns,
    -change.exitCost,
  ];
}

/** A sum, 0 where it is no more than what its terms may be off by. */
function settled(sum: number, size: number): number {
  return Math.abs(sum) <= slackOf(size) ? 0 : sum;
}

function readOptions(options: LetGoOptions): { readonly tier: TierLabel | null; readonly definition: LetGoDefinition } {
  checkTierOptions(options);
  const {
    tier = null,
    avoidableDirectShare,
    avoidableServeShare,
    valuePerFreedCost = 0,
    exitCostPerCustomer = 0,
  } = options;
  const { missingCost } = tierRules({ missingCost: options.missingCost });
  if (tier !== null && !isTierLabel(tier)) {
    fail("TIER_INVALID", "Cannot let go a tier as it must be a text or a finite number", tier);
  }
  for (const share of [avoidableDirectShare, avoidableServeShare]) {
    if (!(typeof share === "number" && share >= 0 && share <= 1)) {
      fail("AVOIDABLE_SHARE_INVALID", "Cannot use avoidable share as it must be in [0, 1], for both costs", share);
    }
  }
  if (!isAmountFromZero(valuePerFreedCost)) {
    fail("FREED_COST_VALUE_INVALID", "Cannot use valuePerFreedCost as it must be 0 or more", valuePerFreedCost);
  }
  if (!isAmountFromZero(exitCostPerCustomer)) {
    fail("EXIT_COST_INVALID", "Cannot use exitCostPerCustomer as it must be 0 or more", exitCostPerCustomer);
  }
  return {
    tier: tier === null ? null : plainLabel(tier),
    definition: {
      profitChange:
        "- revenue + directCost * avoidableDirectShare + costToServe * avoidableServeShare * (1 + valuePerFreedCost) - exitCostPerCustomer",
      avoidableDirectShare: avoidableDirectShare + 0,
      avoidableServeShare: avoidableServeShare + 0,
      valuePerFreedCost: valuePerFreedCost + 0,
      exitCostPerCustomer: exitCostPerCustomer + 0,
      missingCost,
      acquisitionCost: "sunk",
    },
  };
}

/** Up to 1e100: a product of two such still is a number. */
function isAmountFromZero(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1e100;
}
