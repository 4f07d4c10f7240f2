import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { instantToIso, toInstant } from "../time/instant.ts";
import type { TierAssignment, TierClassification, TierReading } from "./classify-tier-result.ts";
import type { TierNumber } from "./tier-policy.ts";

/** Options of {@link tierAssignment}. */
export interface TierAssignmentOptions {
  /** When: epoch milliseconds, a `Date` or ISO 8601 with offset. */
  readonly at: number | Date | string;
  /**
   * How a customer of whom too little is known is placed.
   * @defaultValue `"strict"`
   */
  readonly reading?: TierReading | undefined;
  /**
   * The tier before.
   * @defaultValue none
   */
  readonly previousTier?: TierNumber | null | undefined;
}

/**
 * What to keep of a classification: an entry of a customer's history of tiers.
 *
 * @param classification - from `classifyTier`
 * @param options - see {@link TierAssignmentOptions}
 * @returns plain JSON; `tier` is `null` where the reading is strict and nothing is decided
 * @throws {@link MetricError} `CLASSIFICATION_INVALID`, `READING_UNKNOWN`, `TIER_UNKNOWN`, `INSTANT_INVALID`, `INSTANT_WITHOUT_OFFSET`
 *
 * @example
 * ```ts
 * import { classifyTier, fitTierModel, threeTiers, tierAssignment } from "customer-metrics/tiers";
 *
 * const model = fitTierModel([], threeTiers({ highProfit: 1000 }), { modelId: "intimacy", version: "2025" });
 * const classified = classifyTier({ customerId: "ann", profit: 1200, problems: 0 }, model);
 * tierAssignment(classified, { at: "2025-02-01T00:00:00Z", reading: "pessimistic", previousTier: 2 });
 * // => { customerId: "ann", tier: 3, previousTier: 2, possibleTiers: [1, 2, 3], at: "2025-02-01T00:00:00.000Z", version: "2025" }
 * ```
 */
export function tierAssignment(classification: TierClassification, options: TierAssignmentOptions): TierAssignment {
  checkClassification(classification);
  const { at, reading = "strict", previousTier = null } = options ?? {};
  checkChoice("READING_UNKNOWN", "reading", reading, ["strict", "pessimistic", "optimistic"]);
  checkChoice("TIER_UNKNOWN", "previousTier", previousTier, [1, 2, 3, null]);
  const { customerId, tier, pessimisticTier, optimisticTier, basis, reasons, possibleTiers, modelId, version } =
    classification;
  return {
    customerId,
    tier: { strict: tier, pessimistic: pessimisticTier, optimistic: optimisticTier }[reading],
    reading,
    at: instantToIso(toInstant(at)),
    basis,
    reasons: reasons.map(({ code }) => code),
    possibleTiers: [...possibleTiers],
    previousTier,
    modelId,
    version,
  };
}

/** Throws unless it can have come from `classifyTier`, or from where its JSON was stored. */
function checkClassification(classification: TierClassification): void {
  const { customerId, tier, pessimisticTier, optimisticTier, possibleTiers, basis, reasons, modelId, version } =
    classification ?? {};
  const isTier = (given: unknown): boolean => given === 1 || given === 2 || given === 3;
  const isWhole =
    [pessimisticTier, optimisticTier].every(isTier) &&
    (tier === null || isTier(tier)) &&
    [null, "rule", "residual"].includes(basis) &&
    Array.isArray(possibleTiers) &&
    possibleTiers.every(isTier) &&
    Array.isArray(reasons) &&
    reasons.every((reason) => typeof reason?.code === "string") &&
    [customerId, modelId, version].every((name) => name === null || typeof name === "string");
  if (!isWhole)
    fail(
      "CLASSIFICATION_INVALID",
      "Cannot use classification as it must be one that classifyTier returned",
      classification,
    );
}
