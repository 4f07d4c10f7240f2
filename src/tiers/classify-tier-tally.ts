import { fail } from "../core/metric-error.ts";
import { checkCount, checkSameKind, type Kinded } from "../core/state.ts";
import { BY_RULE, decidingPosition, outcomesOf, RESIDUAL, TIER_1, TIER_2, TIER_3 } from "./possible-tiers-outcomes.ts";
import type { TierRules } from "./tier-model-rules.ts";
import type { TierSignalField } from "./tier-signals.ts";
import type { ReadSignals } from "./tier-signals-reading.ts";

/** Customers by tier, so that shards can be counted apart and merged. Plain JSON. */
export interface TierCountsState extends Kinded {
  /** `"tier-counts/1"` and the numbers of the model; only states of the same numbers merge. */
  readonly kind: string;
  /** Customers classified. */
  customers: number;
  /** Rows that were no customers. */
  rowInvalid: number;
  /** How many could be in each set of tiers, by the sum of 1 (tier 1), 2 (tier 2) and 4 (tier 3). */
  possible: { [tiers: string]: number };
  /** How many are in their tier by none of the three descriptions. */
  residual: number;
  /** How often each field was not known. */
  missing: { [Field in TierSignalField]?: number };
  /** How often it held something impossible; these are missing too. */
  invalid: { [Field in TierSignalField]?: number };
  /** For how many customers each field would decide most. */
  deciding: { [Field in TierSignalField]?: number };
}

/** A state of nobody. */
export function emptyTierCounts(rules: TierRules): TierCountsState {
  const none = (): { [Field in TierSignalField]?: number } =>
    Object.fromEntries(rules.fields.map((field) => [field, 0]));
  return {
    kind: kindOf(rules),
    customers: 0,
    rowInvalid: 0,
    possible: { "1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0 },
    residual: 0,
    missing: none(),
    invalid: none(),
    deciding: none(),
  };
}

/** Counts a customer whose signals were read. */
export function countSignals(state: TierCountsState, { bits, missing, invalid }: ReadSignals, rules: TierRules): void {
  for (const field of missing) state.missing[field]! += 1;
  for (const { field } of invalid) state.invalid[field]! += 1;
  countOutcomes(state, outcomesOf(bits, rules), decidingPosition(bits, rules), 1, rules);
}

/** Counts customers of the same outcomes; `deciding` is a position in the fields, or −1. */
export function countOutcomes(
  state: TierCountsState,
  outcomes: number,
  deciding: number,
  customers: number,
  rules: TierRules,
): void {
  state.customers += customers;
  state.possible[outcomes & (TIER_1 | TIER_2 | TIER_3)]! += customers;
  if ((outcomes & (BY_RULE | RESIDUAL)) === RESIDUAL) state.residual += customers;
  if (deciding >= 0) state.deciding[rules.fields[deciding]!]! += customers;
}

/**
 * The customers of both.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `STATE_INVALID`, `COUNT_INVALID`
 */
export function mergeTierCounts(left: TierCountsState, right: TierCountsState, rules: TierRules): TierCountsState {
  checkTierCounts(left, rules);
  checkTierCounts(right, rules);
  return {
    kind: left.kind,
    customers: checkCount(left.customers + right.customers),
    rowInvalid: checkCount(left.rowInvalid + right.rowInvalid),
    possible: plus(left.possible, right.possible),
    residual: checkCount(left.residual + right.residual),
    missing: plus(left.missing, right.missing),
    invalid: plus(left.invalid, right.invalid),
    deciding: plus(left.deciding, right.deciding),
  };
}

/**
 * Throws unless the state is one of the rules, and whole.
 *
 * @throws {@link MetricError} `KIND_MISMATCH`, `STATE_INVALID`, `COUNT_INVALID`
 */
export function checkTierCounts(state: TierCountsState, rules: TierRules): void {
  const empty = emptyTierCounts(rules);
  checkSameKind(empty, state ?? {});
  for (const name of ["possible", "missing", "invalid", "deciding"] as const)
    for (const key of Object.keys(empty[name])) checkCount((state[name] as Counts | null)?.[key] as number);
  checkCount(state.rowInvalid);
  checkCount(state.residual);
  const sum = Object.keys(empty.possible).reduce((total, tiers) => total + state.possible[tiers]!, 0);
  if (checkCount(state.customers) !== sum)
    fail("STATE_INVALID", "Cannot read the state as its customers must add up", state.customers);
}

type Counts = { readonly [name: string]: number };

function plus<Names extends Counts>(left: Names, right: Names): Names {
  const sums = Object.keys(left).map((name) => [name, checkCount(left[name]! + right[name]!)]);
  return Object.fromEntries(sums) as Names;
}

function kindOf(rules: TierRules): string {
  const { valueField, highProfit, profitFloor, ourAffinityMin, theirAffinityMin, leaveRiskMax } = rules;
  const { problemsMax, reachMaxUnmet, reachMaxGap, residualOutOfReach, misfitVeto } = rules;
  return `tier-counts/1 ${JSON.stringify([
    valueField,
    highProfit,
    profitFloor,
    ourAffinityMin,
    theirAffinityMin,
    leaveRiskMax,
    problemsMax,
    reachMaxUnmet,
    reachMaxGap,
    residualOutOfReach,
    misfitVeto,
  ])}`;
}
