import { checkChoice } from "../core/choice.ts";
import { fail } from "../core/metric-error.ts";
import { byCodeUnit } from "../clv/user-keys.ts";
import {
  distanceOf,
  type FeatureRow,
  type FeatureValue,
  type GowerDistance,
  isMisfit,
  knownValue,
  type RangedFeature,
} from "./gower-distance.ts";
import { checkProfile, type IdealProfile, type ProfileFeature } from "./ideal-profile.ts";
import { checkTierOptions, isRow, readTierRows, type TierFinding } from "./tier-economics-rows.ts";
import { isCustomerId } from "./tier-labels.ts";

/** A customer or prospect with what is known of them. */
export interface Candidate {
  /** Who. */
  readonly customerId: string | null | undefined;
}

/** Options of {@link lookAlikes}. */
export interface LookAlikesOptions {
  /**
   * By which range of numbers distances are measured: that of the best customers and the candidates together, or that which the
   * profile has, so that scores of different days compare.
   * @defaultValue `"with-candidates"`
   */
  readonly ranges?: "with-candidates" | "of-profile" | undefined;
}

/** How far a candidate is from the profile. */
export interface LookAlike extends GowerDistance {
  readonly customerId: string;
}

/** Why a candidate was not used. */
export type CandidateCode = "row-invalid" | "customer-id-invalid" | "duplicate-customer";

/** Candidates by how near they are to the profile. */
export interface LookAlikesResult {
  readonly metric: "look-alikes";
  /** Candidates that were used. */
  readonly n: number;
  /** The nearest first; ties (to 12 decimals) by id; last those who cannot be compared. */
  readonly lookAlikes: readonly LookAlike[];
  /** The profile with the ranges that distances were measured by: store it to score prospects alike. */
  readonly profile: IdealProfile;
  /** Candidates that were not used. */
  readonly leftOut: { readonly [Code in CandidateCode]: number };
  /** Which these are. */
  readonly findings: readonly TierFinding<CandidateCode>[];
  readonly definition: {
    readonly distance: "gower";
    readonly ranges: "with-candidates" | "of-profile";
  };
  /** Stable codes: `no-candidates`, `candidates-left-out`, `not-comparable` (some), `values-invalid` (cells of the other type), `beyond-range`. */
  readonly notes: readonly string[];
}

/** How well a prospect fits. */
export interface FitScore extends GowerDistance {
  readonly metric: "fit-score";
  /** 1 − distance to the profile, in [0, 1]; `null` where nothing can be compared. */
  readonly value: number | null;
  /** Stable codes: `not-comparable`, `some-features-missing`, `values-invalid`, `beyond-range` (a number outside of the profile's range counts as its end). */
  readonly notes: readonly string[];
}

/**
 * More of the best: candidates by how much they are like the ideal customer.
 *
 * What is not known of a candidate is not compared and counts neither for nor against them, so read `compared` with the distance: one
 * like feature out of five is a thin resemblance.
 *
 * @formula Gower's distance to the profile; similarity = 1 − distance
 *
 * @param candidates - with `customerId` and cells by feature
 * @param profile - see `idealProfile`
 * @param options - see {@link LookAlikesOptions}
 * @throws {@link MetricError} `SOURCE_INVALID`, `OPTIONS_INVALID`, `PROFILE_INVALID`, `RANGES_UNKNOWN`
 * @see Gower, "A General Coefficient of Similarity and Some of Its Properties", Biometrics 27(4), 1971.
 *
 * @example
 * ```ts
 * import { idealProfile, lookAlikes } from "customer-metrics/tiers";
 *
 * const features = [{ name: "staff", type: "number" }, { name: "sector", type: "category" }] as const;
 * const profile = idealProfile([{ staff: 10, sector: "hotel" }, { staff: 30, sector: "hotel" }], features);
 * const { lookAlikes: found } = lookAlikes(
 *   [
 *     { customerId: "bank", staff: 60, sector: "bank" },
 *     { customerId: "inn", staff: 25, sector: "hotel" },
 *     { customerId: "new", staff: null },
 *   ],
 *   profile,
 * );
 * found.map(({ customerId, distance, compared }) => [customerId, distance, compared]);
 * // => [["inn", ≈0.05, 2], ["bank", ≈0.9, 2], ["new", null, 0]]
 * ```
 */
export function lookAlikes<Row extends Candidate>(
  candidates: Iterable<Row>,
  profile: IdealProfile,
  options: LookAlikesOptions = {},
): LookAlikesResult {
  checkProfile(profile);
  checkTierOptions(options);
  const { ranges = "with-candidates" } = options;
  checkChoice("RANGES_UNKNOWN", "ranges", ranges, ["with-candidates", "of-profile"]);
  const features = profile.features.map(asFeature);
  const ideal = profile.features.map(({ value }) => value);
  const seen = new Set<string>();
  const known: { readonly customerId: string; readonly values: readonly (FeatureValue | null)[] }[] = [];
  let hasMisfits = false;
  const cells = { "row-invalid": null, "customer-id-invalid": "customerId", "duplicate-customer": "customerId" };
  const { leftOut, findings } = readTierRows<Row, CandidateCode>(candidates, cells, (row) => {
    if (!isRow(row)) return "row-invalid";
    const { customerId } = row;
    if (!isCustomerId(customerId)) return "customer-id-invalid";
    if (seen.has(customerId)) return "duplicate-customer";
    seen.add(customerId);
    known.push({ customerId, values: features.map((feature) => knownValue(row, feature)) });
    hasMisfits ||= features.some((feature) => isMisfit(row, feature));
    return null;
  });
  const used = ranges === "of-profile" ? profile.features : widened(profile.features, known);
  const ranged = used.map(asFeature);
  const found = known.map(({ customerId, values }) => ({ customerId, ...distanceOf(ideal, values, ranged) }));
  const notes: string[] = [];
  if (known.length === 0) notes.push("no-candidates");
  if (findings.length > 0) notes.push("candidates-left-out");
  if (found.some(({ distance }) => distance === null)) notes.push("not-comparable");
  if (hasMisfits) notes.push("values-invalid");
  if (known.some(({ values }) => isBeyond(values, ranged))) notes.push("beyond-range");
  return {
    metric: "look-alikes",
    n: known.length,
    lookAlikes: inOrder(found),
    profile: { ...profile, features: used.map((feature) => ({ ...feature })) },
    leftOut,
    findings,
    definition: { distance: "gower", ranges },
    notes,
  };
}

/**
 * How well a prospect fits, before anything is sold: their likeness to a stored profile. Nobody else is looked at, so the same
 * prospect has the same score tomorrow.
 *
 * @formula 1 − Gower's distance to the profile, by the profile's ranges
 *
 * @param prospect - cells by feature
 * @param profile - see `idealProfile`; better that of `lookAlikes`, whose ranges span ordinary customers too
 * @throws {@link MetricError} `SOURCE_INVALID`, `PROFILE_INVALID`
 *
 * @example
 * ```ts
 * import { fitScore, idealProfile, lookAlikes } from "customer-metrics/tiers";
 *
 * const best = [{ staff: 10, sector: "hotel" }, { staff: 30, sector: "hotel" }];
 * const ideal = idealProfile(best, [{ name: "staff", type: "number" }, { name: "sector", type: "category" }]);
 * const { profile } = lookAlikes([{ customerId: "bank", staff: 60, sector: "bank" }], ideal);
 * fitScore({ staff: 40, sector: "hotel" }, profile); // => { value: 0.8, compared: 2, notes: [] }
 * fitScore({ sector: "hotel" }, profile); // => { value: 1, compared: 1, missing: ["staff"], notes: ["some-features-missing"] }
 * ```
 */
export function fitScore(prospect: FeatureRow, profile: IdealProfile): FitScore {
  checkProfile(profile);
  if (!isRow(prospect)) fail("SOURCE_INVALID", "Cannot score prospect as it must be an object with features", prospect);
  const features = profile.features.map(asFeature);
  const values = features.map((feature) => knownValue(prospect, feature));
  const distance = distanceOf(
    profile.features.map(({ value }) => value),
    values,
    features,
  );
  const notes: string[] = [];
  if (distance.distance === null) notes.push("not-comparable");
  else if (distance.missing.length > 0) notes.push("some-features-missing");
  if (features.some((feature) => isMisfit(prospect, feature))) notes.push("values-invalid");
  if (isBeyond(values, features)) notes.push("beyond-range");
  return { metric: "fit-score", value: distance.similarity, ...distance, notes };
}

function asFeature({ feature, type, weight, min, max }: ProfileFeature): RangedFeature {
  return { name: feature, type, weight, min, max };
}

function widened(
  features: readonly ProfileFeature[],
  known: readonly { readonly values: readonly (FeatureValue | null)[] }[],
): ProfileFeature[] {
  return features.map((feature, place) => {
    if (feature.type !== "number") return feature;
    let { min, max } = feature;
    for (const { values } of known) {
      const value = values[place] as number | null;
      if (value === null) continue;
      if (min === null || value < min) min = value;
      if (max === null || value > max) max = value;
    }
    return { ...feature, min, max };
  });
}

function isBeyond(values: readonly (FeatureValue | null)[], features: readonly RangedFeature[]): boolean {
  return features.some(({ type, min, max }, place) => {
    const value = values[place]!;
    if (type !== "number" || value === null || min === null || max === null) return false;
    return !(min! <= (value as number) && (value as number) <= max!);
  });
}

/** Distances that differ by rounding alone are ties. */
function inOrder(found: readonly LookAlike[]): LookAlike[] {
  const keyed = found.map((each) => ({ each, key: each.distance === null ? 2 : Number(each.distance.toFixed(12)) }));
  keyed.sort((a, b) => a.key - b.key || byCodeUnit(a.each.customerId, b.each.customerId));
  return keyed.map(({ each }) => each);
}
