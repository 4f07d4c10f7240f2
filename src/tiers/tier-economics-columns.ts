import { fail } from "../core/metric-error.ts";
import {
  type TierEconomicsOptions,
  tierEconomicsOf,
  tierEconomicsReading,
  type TierEconomicsResult,
} from "./tier-economics-result.ts";
import { isFigure, isMissing } from "./tier-economics-rows.ts";
import { emptyTierEconomics, type TierRowCode, type TierRules } from "./tier-economics-state.ts";
import { addExact } from "./tier-economics-total.ts";
import type { TierLabel } from "./tier-labels.ts";

/** Customers as columns of one length; typed arrays or lists. A typed column says with NaN that a cell is missing. */
export interface TierEconomicsColumns {
  readonly tier: ArrayLike<TierLabel | null | undefined>;
  readonly revenue: ArrayLike<number | null | undefined>;
  readonly directCost: ArrayLike<number | null | undefined>;
  readonly costToServe: ArrayLike<number | null | undefined>;
  /** Where it is known. */
  readonly acquisitionCost?: ArrayLike<number | null | undefined> | undefined;
}

/**
 * {@link tierEconomics} of columns, for many customers: a million in a fraction of a second. One row a customer, without ids, so it
 * does not see that one repeats; unusable rows are counted and not listed.
 *
 * @param columns - see {@link TierEconomicsColumns}
 * @param options - as for {@link tierEconomics}
 * @throws {@link MetricError} `LENGTH_MISMATCH`, `SOURCE_INVALID`; as {@link tierEconomics}
 *
 * @example
 * ```ts
 * import { tierEconomicsColumns } from "customer-metrics/tiers";
 *
 * const { tiers, leftOut } = tierEconomicsColumns({
 *   tier: Uint8Array.of(1, 3, 3),
 *   revenue: Float64Array.of(500, 100, 80),
 *   directCost: Float64Array.of(200, 60, NaN),
 *   costToServe: Float64Array.of(30, 70, 10),
 * });
 * tiers.map(({ profit }) => profit); // => [270, 0, -30]
 * leftOut; // => { "direct-cost-invalid": 1 }
 * ```
 */
export function tierEconomicsColumns(
  columns: TierEconomicsColumns,
  options: TierEconomicsOptions = {},
): TierEconomicsResult {
  const reading = tierEconomicsReading(options);
  const { rules } = reading;
  const size = sizeOf(columns);
  const { tier, revenue, directCost, costToServe, acquisitionCost } = columns;
  const state = emptyTierEconomics(rules);
  for (let i = 0; i < size; i++) {
    const place = rules.places.get(tier[i]);
    const paid = revenue[i];
    const direct = costIn(directCost[i], rules);
    const serve = costIn(costToServe[i], rules);
    const won = cellIn(acquisitionCost?.[i]);
    const code = wrongWith(tier[i], place, paid, direct, serve, won);
    if (code !== null) {
      state.leftOut[code] += 1;
      continue;
    }
    const sums = state.tiers[place!]!;
    sums.customers += 1;
    addExact(sums.revenue, paid!);
    addExact(sums.directCost, direct!);
    addExact(sums.costToServe, serve!);
    if (cellIn(directCost[i]) === null || cellIn(costToServe[i]) === null) sums.costsAssumed += 1;
    if (won !== null) {
      addExact(sums.acquisitionCost, won);
      sums.acquisitionCostKnown += 1;
    }
    state.usedRows += 1;
  }
  return tierEconomicsOf(state, reading);
}

function wrongWith(
  tier: TierLabel | null | undefined,
  place: number | undefined,
  revenue: unknown,
  directCost: unknown,
  costToServe: unknown,
  acquisitionCost: unknown,
): TierRowCode | null {
  if (!isFigure(revenue)) return "revenue-invalid";
  if (!isFigure(directCost)) return "direct-cost-invalid";
  if (!isFigure(costToServe)) return "cost-to-serve-invalid";
  if (acquisitionCost !== null && !isFigure(acquisitionCost)) return "acquisition-cost-invalid";
  if (place !== undefined) return null;
  return isMissing(tier) || Number.isNaN(tier) ? "tier-missing" : "tier-unknown";
}

/** A cell; `null` where it is missing, which a typed column says with NaN. */
function cellIn(cell: number | null | undefined): number | null {
  return cell === undefined || Number.isNaN(cell) ? null : cell;
}

function costIn(cell: number | null | undefined, { missingCost }: TierRules): number | null {
  return cellIn(cell) ?? (missingCost === "zero" ? 0 : null);
}

function sizeOf(columns: TierEconomicsColumns): number {
  const { tier, revenue, directCost, costToServe, acquisitionCost } = columns ?? {};
  const lengths = [tier, revenue, directCost, costToServe, acquisitionCost ?? revenue].map((column) => column?.length);
  if (!lengths.every((length) => Number.isSafeInteger(length))) {
    fail("SOURCE_INVALID", "Cannot read columns as each of them must be a list of numbers", lengths);
  }
  if (new Set(lengths).size > 1) {
    fail("LENGTH_MISMATCH", "Cannot read columns as all of them must have one length", lengths);
  }
  return lengths[0]!;
}
