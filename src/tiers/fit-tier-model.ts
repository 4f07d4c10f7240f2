import { fail } from "../core/metric-error.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import { thresholdOf } from "./threshold-top-share.ts";
import { readValues, type ValueRow } from "./threshold-values.ts";
import type { TierModel } from "./tier-model.ts";
import { checkedPolicy } from "./tier-policy-check.ts";
import type { TierPolicy } from "./tier-policy.ts";

/** Options of {@link fitTierModel}: what the model is to say of itself. */
export interface FitTierModelOptions {
  /**
   * A name, repeated in every classification.
   * @defaultValue none
   */
  readonly modelId?: string | undefined;
  /**
   * A version, likewise.
   * @defaultValue none
   */
  readonly version?: string | undefined;
  /**
   * The instant up to which the population was observed: epoch milliseconds, a `Date` or ISO 8601 with offset.
   * @defaultValue none
   */
  readonly asOf?: number | Date | string | undefined;
}

/**
 * Turns a policy into a model: a share such as "the best 20 %" becomes a number, once, on a population. Store the model and
 * classify with it until you decide to fit another one: a customer then moves because they changed, and not because others did.
 *
 * @formula see `topShareThreshold`; a `highProfit` that is a number stays as it is
 *
 * @param population - signals of customers, or a column of their values, in any order; nobody (`[]`) will do for a policy
 *   in numbers. NaN in a column is a value that is not known
 * @param policy - made by `threeTiers`
 * @param options - see {@link FitTierModelOptions}
 * @returns plain JSON. Where a share finds nobody above 0, `highProfit` is `null`, `notes` says so, and nobody will be in tier 1
 * @throws {@link MetricError} `TIER_POLICY_INVALID`, `SHARE_OUT_OF_RANGE`, `SOURCE_INVALID`, `MODEL_NAME_INVALID`,
 *   `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`
 *
 * @example
 * ```ts
 * import { fitTierModel, threeTiers } from "customer-metrics/tiers";
 *
 * const profits = [100, 90, 50, 50, 50, 20, 10, 0, -5, -20];
 * const model = fitTierModel(profits, threeTiers({ highProfit: { topShareOfCustomers: 0.3 } }), { asOf: "2025-01-01T00:00:00Z" });
 * model.highProfit; // => 50
 * model.population; // => { n: 10, positive: 7, customersAtOrAbove: 5, realisedShareOfCustomers: 0.5 }
 * model.notes; // => ["ties-exceed-share"]
 * fitTierModel([-3, 0], threeTiers()); // => { highProfit: null, notes: ["nobody-positive"] }
 * ```
 */
export function fitTierModel(
  population: Iterable<ValueRow>,
  policy: TierPolicy,
  options: FitTierModelOptions = {},
): TierModel {
  const checked = checkedPolicy(policy);
  const { valueField, highProfit, profitFloor } = checked;
  const { threshold, notes, ...found } = thresholdOf(readValues(population, valueField), highProfit);
  const { modelId, version, asOf } = options ?? {};
  return {
    kind: "tier-model/1",
    modelId: nameOf("modelId", modelId),
    version: nameOf("version", version),
    fittedAt: asOf === undefined ? null : instantToIso(toInstant(asOf)),
    policy: checked,
    highProfit: threshold,
    population: found,
    notes: [
      ...notes,
      ...(threshold !== null && threshold <= profitFloor ? ["threshold-not-above-floor"] : []),
      ...(threshold !== null && threshold <= 0 ? ["threshold-not-positive"] : []),
    ],
  };
}

function nameOf(key: string, name: unknown): string | null {
  if (name !== undefined && (typeof name !== "string" || name === ""))
    fail("MODEL_NAME_INVALID", `Cannot use ${key} as it must be text`, name);
  return name ?? null;
}
