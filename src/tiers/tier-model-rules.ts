import { fail } from "../core/metric-error.ts";
import {
  affinityRegion,
  fitRegion,
  problemsRegion,
  riskRegion,
  unknownRegions,
  valueRegion,
} from "./possible-tiers-regions.ts";
import { isUsableValue } from "./threshold-rounding.ts";
import type { TierModel } from "./tier-model.ts";
import { checkedPolicy } from "./tier-policy-check.ts";
import type { TierPolicy } from "./tier-policy.ts";
import type { TierSignalField } from "./tier-signals.ts";

/** A model as the classifier wants it. */
export interface TierRules extends Omit<TierPolicy, "highProfit"> {
  readonly highProfit: number | null;
  readonly modelId: string | null;
  readonly version: string | null;
  /** What is read, in the order of results; the first is the value, the last three are the fit. */
  readonly fields: readonly TierSignalField[];
  /** Where a field may be as long as it is not known, by position in `fields`. */
  readonly unknown: readonly number[];
}

/**
 * The rules of a model that may come from a file.
 *
 * @throws {@link MetricError} `TIER_MODEL_INVALID`, and of its policy `TIER_POLICY_INVALID`, `SHARE_OUT_OF_RANGE`
 */
export function rulesOf(model: TierModel): TierRules {
  if (model?.kind !== "tier-model/1")
    fail("TIER_MODEL_INVALID", "Cannot classify by the model as it must be made by fitTierModel", model);
  const { highProfit, modelId, version } = model;
  const policy = checkedPolicy(model.policy);
  const isResolved =
    typeof policy.highProfit === "number"
      ? highProfit === policy.highProfit
      : highProfit === null || isUsableValue(highProfit);
  if (!isResolved)
    fail(
      "TIER_MODEL_INVALID",
      "Cannot classify by the model as highProfit must be what its policy came to",
      highProfit,
    );
  const isNamed = [modelId, version].every((name) => name === null || typeof name === "string");
  if (!isNamed)
    fail("TIER_MODEL_INVALID", "Cannot classify by the model as its names must be text or null", [modelId, version]);
  const numbers = { ...policy, highProfit: highProfit === null ? null : highProfit + 0 };
  return {
    ...numbers,
    modelId,
    version,
    fields: [
      policy.valueField,
      "ourAffinity",
      "theirAffinity",
      "leaveRisk",
      "problems",
      "fitProduct",
      "fitService",
      "fitCulture",
    ],
    unknown: unknownRegions(numbers),
  };
}

/** Where the known value of a field is, by position in `fields`. */
export function regionOf(rules: TierRules, position: number, value: number | boolean): number {
  return typeof value === "boolean" ? fitRegion(rules, value) : numberRegion(rules, position, value);
}

/** {@link regionOf} of the five fields that are numbers. */
export function numberRegion(rules: TierRules, position: number, value: number): number {
  if (position === 0) return valueRegion(rules, value);
  if (position === 1) return affinityRegion(rules, rules.ourAffinityMin, value);
  if (position === 2) return affinityRegion(rules, rules.theirAffinityMin, value);
  return position === 3 ? riskRegion(rules, value) : problemsRegion(rules, value);
}

/** Whether the value of a field is one that it can hold. */
export function isPossible(position: number, value: unknown): value is number | boolean {
  return position > 4 ? typeof value === "boolean" : typeof value === "number" && isPossibleNumber(position, value);
}

/** Whether a number is one that the field can hold. */
export function isPossibleNumber(position: number, value: number): boolean {
  if (position === 0) return isUsableValue(value);
  if (position === 4) return Number.isSafeInteger(value) && value >= 0;
  // A plain array may hold what is none: `null` is no affinity of 0.
  return typeof value === "number" && value >= 0 && value <= (position === 3 ? 1 : 10);
}
