import type { Accumulator } from "../core/accumulator.ts";
import {
  type TierEconomicsOptions,
  tierEconomicsOf,
  tierEconomicsReading,
  type TierEconomicsResult,
} from "./tier-economics-result.ts";
import { isRow, readTierRows } from "./tier-economics-rows.ts";
import {
  addTierCustomer,
  emptyTierEconomics,
  mergeTierEconomics,
  type TierCustomer,
  type TierEconomicsState,
  tierRowCells,
  wrongWithAmounts,
} from "./tier-economics-state.ts";

/**
 * What each tier brings and costs: revenue, direct cost, cost to serve and profit, a customer and as a part of all, and whether
 * service goes where the value is.
 *
 * Sums are exact, of decimals too: the order of customers changes no digit. What customers cost to win is spent, whoever stays or
 * goes: it is reported beside the figures and is in none of them.
 *
 * @formula profit = revenue − direct cost − cost to serve; share = tier / total; misallocation = share of cost to serve / share of value
 *
 * @param source - customers with their tier and amounts of one period in one currency, or a state of them
 * @param options - see {@link TierEconomicsOptions}
 * @returns money in the unit of the amounts; shares are `null` where the total is not above 0
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `TIERS_INVALID`, `MISSING_COST_INVALID`, `TIER_VALUE_UNKNOWN`,
 *   `KIND_MISMATCH`
 * @see Cooper and Kaplan, "Profit Priorities from Activity-Based Costing", Harvard Business Review 69(3), 1991; Zeithaml, Rust and
 *   Lemon, "The Customer Pyramid", California Management Review 43(4), 2001.
 *
 * @example
 * ```ts
 * import { tierEconomics } from "customer-metrics/tiers";
 *
 * const { tiers, total } = tierEconomics([
 *   { customerId: "ann", tier: 1, revenue: 5000, directCost: 2000, costToServe: 300 },
 *   { customerId: "bo", tier: 2, revenue: 1500, directCost: 700, costToServe: 200 },
 *   { customerId: "cy", tier: 3, revenue: 400, directCost: 200, costToServe: 500 },
 * ]);
 * total; // => { customers: 3, revenue: 6900, profit: 3000 }
 * tiers.map(({ tier, profit, shareOfProfit }) => [tier, profit, shareOfProfit]);
 * // => [[1, 2700, 0.9], [2, 600, 0.2], [3, -300, -0.1]]
 * tiers.map(({ misallocation }) => misallocation); // => [≈0.4, ≈1, ≈10]
 * ```
 */
export function tierEconomics(
  source: Iterable<TierCustomer> | TierEconomicsState,
  options: TierEconomicsOptions = {},
): TierEconomicsResult {
  const reading = tierEconomicsReading(options);
  const { rules } = reading;
  if (isRow(source) && "kind" in source) return tierEconomicsOf(source as TierEconomicsState, reading);
  const state = emptyTierEconomics(rules);
  const ids = new Set<string>();
  const { leftOut, findings } = readTierRows(source as Iterable<TierCustomer>, tierRowCells(), (row) => {
    const wrong = wrongWithAmounts(row, rules.missingCost);
    if (wrong !== null) return wrong;
    const id = row.customerId!;
    if (ids.has(id)) return "duplicate-customer";
    const code = addTierCustomer(state, row, rules);
    if (code === null) ids.add(id);
    return code;
  });
  return { ...tierEconomicsOf({ ...state, leftOut }, reading), findings };
}

/**
 * {@link tierEconomics} of customers that come one at a time or in parts. It does not see that a customer repeats: for that it
 * would have to keep their ids.
 *
 * @param options - as for {@link tierEconomics}
 * @throws {@link MetricError} as {@link tierEconomics}
 *
 * @example Two shards, tiers by name
 * ```ts
 * import { fold } from "customer-metrics";
 * import { tierEconomicsAccumulator } from "customer-metrics/tiers";
 *
 * const accumulator = tierEconomicsAccumulator({ tiers: ["gold", "iron"] });
 * const north = fold(accumulator, [{ customerId: "ann", tier: "gold", revenue: 0.3, directCost: 0.1, costToServe: 0.05 }]);
 * const south = fold(accumulator, [{ customerId: "bo", tier: "iron", revenue: 0.2, directCost: 0.1, costToServe: 0.2 }]);
 * const { tiers } = accumulator.result(accumulator.merge(north, south));
 * tiers.map(({ tier, customers, profit }) => [tier, customers, profit]); // => [["gold", 1, ≈0.15], ["iron", 1, ≈-0.1]]
 * ```
 */
export function tierEconomicsAccumulator(
  options: TierEconomicsOptions = {},
): Accumulator<TierCustomer, TierEconomicsState, TierEconomicsResult> {
  const reading = tierEconomicsReading(options);
  const { rules } = reading;
  return {
    empty: () => emptyTierEconomics(rules),
    add: (state, customer) => {
      const code = addTierCustomer(state, customer, rules);
      if (code !== null) state.leftOut[code] += 1;
      return state;
    },
    merge: mergeTierEconomics,
    result: (state) => tierEconomicsOf(state, reading),
  };
}
