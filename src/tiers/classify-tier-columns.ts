import { fail } from "../core/metric-error.ts";
import { type TierCounts, tierCountsOf } from "./classify-tier-counts.ts";
import { countOutcomes, emptyTierCounts, type TierCountsState } from "./classify-tier-tally.ts";
import { decidingPosition, outcomesOf, shiftOf, TIER_1, TIER_2, TIER_3 } from "./possible-tiers-outcomes.ts";
import { fitRegion } from "./possible-tiers-regions.ts";
import type { TierModel } from "./tier-model.ts";
import { isPossibleNumber, numberRegion, rulesOf, type TierRules } from "./tier-model-rules.ts";
import type { TierSignalField } from "./tier-signals.ts";

/**
 * Customers as parallel columns of one length; a column that is left out is known of nobody. NaN is a value that is not known, and
 * so is `null` in a plain array; text there is invalid.
 * A fit is 1 (true), 0 (false), −1 or NaN (not known).
 */
export type TierColumns = { readonly [Field in TierSignalField]?: ArrayLike<number> | undefined };

/** Tiers as columns, an element a customer. */
export interface ClassifiedTierColumns {
  /** Customers: the length of every column. */
  readonly n: number;
  /** 1, 2 or 3; 0 while it is not decided. */
  readonly tier: Uint8Array;
  /** The worst of the possible tiers. */
  readonly pessimisticTier: Uint8Array;
  /** The best of them. */
  readonly optimisticTier: Uint8Array;
  /** All of them: the sum of 1 (tier 1), 2 (tier 2) and 4 (tier 3). */
  readonly possibleTiers: Uint8Array;
  /** How many are in each tier, what is not known. */
  readonly counts: TierCounts;
}

/**
 * `classifyTiers` from columns to columns: the same tiers, without an object a customer. For the reasons of one customer there is
 * `classifyTier`.
 *
 * @param columns - see {@link TierColumns}; the column that the model's policy reads as value among them
 * @param model - from `fitTierModel`, or from storage
 * @returns typed arrays, so no JSON
 * @throws {@link MetricError} `COLUMNS_UNEQUAL`, also where there is no column at all; and of the model as `classifyTier`
 *
 * @example
 * ```ts
 * import { classifyTierColumns, fitTierModel, threeTiers } from "customer-metrics/tiers";
 *
 * const model = fitTierModel([], threeTiers({ highProfit: 1000 }));
 * const columns = { profit: [2500, -20, NaN], problems: [0, 1, 0], fitProduct: [1, 1, 0] };
 * const { tier, optimisticTier, counts } = classifyTierColumns(columns, model);
 * [...tier]; // => [0, 3, 3]
 * [...optimisticTier]; // => [1, 3, 3]
 * counts; // => { n: 3, undecided: 1, missing: { profit: 1, ourAffinity: 3 } }
 * ```
 */
export function classifyTierColumns(columns: TierColumns, model: TierModel): ClassifiedTierColumns {
  const rules = rulesOf(model);
  const n = lengthOf(columns, rules);
  const state = emptyTierCounts(rules);
  const bits = new Uint32Array(n);
  rules.fields.forEach((field, position) => {
    addRegions(bits, columns[field], position, rules, state);
  });
  const tier = new Uint8Array(n);
  const pessimisticTier = new Uint8Array(n);
  const optimisticTier = new Uint8Array(n);
  const possibleTiers = new Uint8Array(n);
  // There are few sets of regions, however many customers: each is looked at once, and found by its bits.
  const known: KnownOutcome[] = [];
  const places = new Int32Array(1 << shiftOf(rules.fields.length));
  for (let i = 0; i < n; i++) {
    const place = places[bits[i]!]!;
    const outcome = place === 0 ? outcomeOf(bits[i]!, rules) : known[place - 1]!;
    if (place === 0) places[bits[i]!] = known.push(outcome);
    outcome.customers += 1;
    tier[i] = outcome.worst === outcome.best ? outcome.best : 0;
    pessimisticTier[i] = outcome.worst;
    optimisticTier[i] = outcome.best;
    possibleTiers[i] = outcome.tiers;
  }
  for (const { customers, outcomes, deciding } of known) countOutcomes(state, outcomes, deciding, customers, rules);
  return { n, tier, pessimisticTier, optimisticTier, possibleTiers, counts: tierCountsOf(state, rules) };
}

interface KnownOutcome {
  readonly outcomes: number;
  readonly deciding: number;
  readonly tiers: number;
  readonly best: number;
  readonly worst: number;
  customers: number;
}

function outcomeOf(bits: number, rules: TierRules): KnownOutcome {
  const outcomes = outcomesOf(bits, rules);
  const tiers = outcomes & (TIER_1 | TIER_2 | TIER_3);
  return {
    outcomes,
    deciding: decidingPosition(bits, rules),
    tiers,
    best: (tiers & TIER_1) !== 0 ? 1 : (tiers & TIER_2) !== 0 ? 2 : 3,
    worst: (tiers & TIER_3) !== 0 ? 3 : (tiers & TIER_2) !== 0 ? 2 : 1,
    customers: 0,
  };
}

function lengthOf(columns: TierColumns, { fields }: TierRules): number {
  const lengths = fields.flatMap((field) => (columns?.[field] === undefined ? [] : columns[field]?.length));
  if (lengths.length === 0 || lengths.some((length) => length !== lengths[0]))
    fail("COLUMNS_UNEQUAL", "Cannot classify columns as there must be some, as long as each other", lengths);
  return lengths[0]!;
}

function addRegions(
  bits: Uint32Array,
  column: ArrayLike<number> | undefined,
  position: number,
  rules: TierRules,
  state: TierCountsState,
): void {
  const shift = shiftOf(position);
  const field = rules.fields[position]!;
  const unknown = rules.unknown[position]! << shift;
  if (column === undefined) {
    for (let i = 0; i < bits.length; i++) bits[i]! |= unknown;
    state.missing[field]! += bits.length;
    return;
  }
  const isFit = position > 4;
  const fits = fitRegion(rules, true);
  const misfit = fitRegion(rules, false);
  let missing = 0;
  let invalid = 0;
  for (let i = 0; i < bits.length; i++) {
    const value = column[i] as number | null | undefined;
    if (isFit ? value === 0 || value === 1 : isPossibleNumber(position, value as number)) {
      const region = isFit ? (value === 1 ? fits : misfit) : numberRegion(rules, position, value as number);
      bits[i]! |= region << shift;
    } else {
      bits[i]! |= unknown;
      missing += 1;
      if (!(value === null || value === undefined || Number.isNaN(value) || (isFit && value === -1))) invalid += 1;
    }
  }
  state.missing[field]! += missing;
  state.invalid[field]! += invalid;
}
