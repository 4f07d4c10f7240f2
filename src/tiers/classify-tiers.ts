import { fail } from "../core/metric-error.ts";
import { type TierCounts, tierCountsOf } from "./classify-tier-counts.ts";
import type { TierClassification } from "./classify-tier-result.ts";
import { countSignals, emptyTierCounts } from "./classify-tier-tally.ts";
import { classifySignals } from "./classify-tier.ts";
import type { TierModel } from "./tier-model.ts";
import { rulesOf } from "./tier-model-rules.ts";
import type { CustomerSignals } from "./tier-signals.ts";
import { isCustomer, readSignals } from "./tier-signals-reading.ts";

/** Options of {@link classifyTiers}. */
export interface ClassifyTiersOptions<Row> {
  /**
   * How to get the signals out of a row.
   * @defaultValue the row has them
   */
  readonly read?: ((row: Row) => CustomerSignals) | undefined;
}

/** Every customer's tier, and how many are in each. */
export interface TierClassifications {
  /** One entry a customer, in the order that they came. */
  readonly customers: readonly TierClassification[];
  /** How many are in each tier, what is not known, what was left out. */
  readonly counts: TierCounts;
  /** Positions of rows that are no customers, in order. */
  readonly invalidRows: readonly number[];
}

/**
 * {@link classifyTier} for a list, with counts. For millions of customers there is `classifyTierColumns`, and for counts
 * alone `tierCountsAccumulator`.
 *
 * @param rows - customers in any order
 * @param model - from `fitTierModel`, or from storage
 * @param options - see {@link ClassifyTiersOptions}
 * @returns plain JSON; an id that comes twice is classified twice
 * @throws {@link MetricError} `SOURCE_INVALID`, `FUNCTION_REQUIRED`, and of the model as `classifyTier`
 *
 * @example
 * ```ts
 * import { classifyTiers, fitTierModel, threeTiers } from "customer-metrics/tiers";
 *
 * const fit = { fitProduct: true, fitService: true, fitCulture: true };
 * const customers = [
 *   { customerId: "ann", profit: 2500, ourAffinity: 9, theirAffinity: 10, leaveRisk: 0.02, problems: 0, ...fit },
 *   { customerId: "bob", profit: 300, ourAffinity: 6, theirAffinity: 7, leaveRisk: 0.2, problems: 0, ...fit },
 *   { customerId: "eve", profit: 120, problems: 4, ...fit },
 * ];
 * const { customers: classified, counts } = classifyTiers(customers, fitTierModel(customers, threeTiers()));
 * classified.map(({ customerId, tier }) => [customerId, tier]); // => [["ann", 1], ["bob", 2], ["eve", 3]]
 * counts.tiers[0]; // => { tier: 1, decided: 1, possible: 1, shareDecided: ≈0.3333 }
 * ```
 */
export function classifyTiers<Row = CustomerSignals>(
  rows: Iterable<Row>,
  model: TierModel,
  options: ClassifyTiersOptions<Row> = {},
): TierClassifications {
  const rules = rulesOf(model);
  const { read } = options ?? {};
  if (read !== undefined && typeof read !== "function")
    fail("FUNCTION_REQUIRED", "Cannot use read as it must be a function of a row", read);
  if (typeof rows === "string" || !(rows as Iterable<Row> | undefined)?.[Symbol.iterator])
    fail("SOURCE_INVALID", "Cannot classify customers as they must be iterable", rows);
  const state = emptyTierCounts(rules);
  const customers: TierClassification[] = [];
  const invalidRows: number[] = [];
  let position = 0;
  for (const row of rows) {
    const customer: unknown = read === undefined ? row : read(row);
    if (isCustomer(customer)) {
      const signals = readSignals(customer, rules);
      countSignals(state, signals, rules);
      customers.push(classifySignals(rules, signals));
    } else {
      state.rowInvalid += 1;
      invalidRows.push(position);
    }
    position += 1;
  }
  return { customers, counts: tierCountsOf(state, rules), invalidRows };
}
