import type { Accumulator } from "../core/accumulator.ts";
import {
  checkTierCounts,
  countSignals,
  emptyTierCounts,
  mergeTierCounts,
  type TierCountsState,
} from "./classify-tier-tally.ts";
import type { TierModel } from "./tier-model.ts";
import { rulesOf, type TierRules } from "./tier-model-rules.ts";
import type { TierNumber } from "./tier-policy.ts";
import type { CustomerSignals, TierSignalField } from "./tier-signals.ts";
import { isCustomer, readSignals } from "./tier-signals-reading.ts";

/** How many customers are in a tier. */
export interface TierCount {
  /** Which. */
  readonly tier: TierNumber;
  /** Customers who are in it whatever is not known: at least so many are. */
  readonly decided: number;
  /** Customers who may be in it: at most so many are. */
  readonly possible: number;
  /** Customers of whom it is the worst possible tier. */
  readonly pessimistic: number;
  /** Customers of whom it is the best possible tier. */
  readonly optimistic: number;
  /** `decided` of all customers, a proportion; `null` without customers. */
  readonly shareDecided: number | null;
  /** `possible` of all customers, likewise. */
  readonly sharePossible: number | null;
}

/** Customers by tier, and what is not known of them. */
export interface TierCounts {
  /** Which figure this is. */
  readonly metric: "tier-counts";
  /** Customers classified. */
  readonly n: number;
  /** One entry a tier, the best first. */
  readonly tiers: readonly TierCount[];
  /** Customers with more than one possible tier. */
  readonly undecided: number;
  /** Customers whose tier is none by its description, and whatever is not known stays so. */
  readonly residual: number;
  /** How often each field is not known. */
  readonly missing: { readonly [Field in TierSignalField]?: number };
  /** How often it held something impossible; these are missing too. */
  readonly invalid: { readonly [Field in TierSignalField]?: number };
  /** For how many undecided customers each field would decide most: what to ask first. */
  readonly deciding: { readonly [Field in TierSignalField]?: number };
  /** Rows that are no customers. */
  readonly leftOut: TierCountsLeftOut;
  /** The model that decided. */
  readonly definition: TierCountsDefinition;
  /** `"no-customers"`, `"undecided-customers"`, `"invalid-signals"`, `"no-threshold"`: nobody can be in tier 1. */
  readonly notes: readonly string[];
}

/** Rows that could not be classified. */
export interface TierCountsLeftOut {
  /** What is no object. */
  readonly rowInvalid: number;
}

/** Which model counted. */
export interface TierCountsDefinition {
  /** Its name, or `null`. */
  readonly modelId: string | null;
  /** Its version, or `null`. */
  readonly version: string | null;
  /** From which value a customer was highly profitable. */
  readonly highProfit: number | null;
}

/**
 * How many customers are in each tier as an {@link Accumulator}: for streams, shards and workers. It keeps counts alone, so
 * a customer who is in two shards counts twice.
 *
 * @param model - from `fitTierModel`, or from storage
 * @returns an accumulator of signals with a {@link TierCountsState}
 * @throws {@link MetricError} `TIER_MODEL_INVALID`, `TIER_POLICY_INVALID`; merging or reading a state of another model
 *   `KIND_MISMATCH`, a damaged one `COUNT_INVALID` or `STATE_INVALID`
 *
 * @example
 * ```ts
 * import { fold } from "customer-metrics";
 * import { fitTierModel, threeTiers, tierCountsAccumulator } from "customer-metrics/tiers";
 *
 * const counts = tierCountsAccumulator(fitTierModel([], threeTiers({ highProfit: 1000 })));
 * const north = fold(counts, [{ profit: -20, problems: 2 }, { profit: 400, problems: 0 }]);
 * const south = fold(counts, [{ fitCulture: false }]);
 * const { tiers, undecided, deciding } = counts.result(counts.merge(north, south));
 * tiers[2]; // => { tier: 3, decided: 2, possible: 3, pessimistic: 3, optimistic: 2 }
 * [undecided, deciding.fitProduct]; // => [1, 1]
 * ```
 */
export function tierCountsAccumulator(model: TierModel): Accumulator<CustomerSignals, TierCountsState, TierCounts> {
  const rules = rulesOf(model);
  return {
    empty: () => emptyTierCounts(rules),
    add: (state, row) => {
      if (!isCustomer(row)) {
        state.rowInvalid += 1;
        return state;
      }
      countSignals(state, readSignals(row, rules), rules);
      return state;
    },
    merge: (left, right) => mergeTierCounts(left, right, rules),
    result: (state) => tierCountsOf(state, rules),
  };
}

/** What a state means. */
export function tierCountsOf(state: TierCountsState, rules: TierRules): TierCounts {
  checkTierCounts(state, rules);
  const { customers: n, possible, residual, rowInvalid } = state;
  const sum = (holds: (tiers: number) => boolean): number =>
    Object.entries(possible).reduce((total, [tiers, count]) => (holds(Number(tiers)) ? total + count : total), 0);
  const share = (count: number): number | null => (n === 0 ? null : count / n);
  const tiers = ([1, 2, 3] as const).map((tier): TierCount => {
    const bit = 1 << (tier - 1);
    const decided = possible[bit]!;
    const possibly = sum((set) => (set & bit) !== 0);
    return {
      tier,
      decided,
      possible: possibly,
      // The worst of a set is its highest bit, the best its lowest.
      pessimistic: sum((set) => (set & bit) !== 0 && set < bit << 1),
      optimistic: sum((set) => (set & bit) !== 0 && (set & (bit - 1)) === 0),
      shareDecided: share(decided),
      sharePossible: share(possibly),
    };
  });
  const undecided = n - sum((set) => set === 1 || set === 2 || set === 4);
  const { modelId, version, highProfit } = rules;
  return {
    metric: "tier-counts",
    n,
    tiers,
    undecided,
    residual,
    missing: { ...state.missing },
    invalid: { ...state.invalid },
    deciding: { ...state.deciding },
    leftOut: { rowInvalid },
    definition: { modelId, version, highProfit },
    notes: [
      ...(n === 0 ? ["no-customers"] : []),
      ...(undecided > 0 ? ["undecided-customers"] : []),
      ...(Object.values(state.invalid).some((count) => count > 0) ? ["invalid-signals"] : []),
      ...(highProfit === null ? ["no-threshold"] : []),
    ],
  };
}
