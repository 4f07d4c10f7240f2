import { fail } from "../core/metric-error.ts";
import type { Kinded } from "../core/state.ts";
import { byCodeUnit } from "../clv/user-keys.ts";
import {
  checkFeatures,
  type CustomerFeature,
  type FeatureRow,
  type FeatureValue,
  isMisfit,
  knownValue,
} from "./gower-distance.ts";
import { isFigure, isMissing, isRow, readTierRows, type TierFinding } from "./tier-economics-rows.ts";

/** What is typical of the best customers in one feature. */
export interface ProfileFeature {
  /** The name of the cell. */
  readonly feature: string;
  readonly type: "number" | "category";
  /** How much it counts beside the others. */
  readonly weight: number;
  /** The median, or the most frequent category; `null` where it is known of none of them. */
  readonly value: FeatureValue | null;
  /** The least number seen so far, by which distances are measured; `null` for a category, and where none was. */
  readonly min: number | null;
  /** The greatest. */
  readonly max: number | null;
  /** Of how many of the best customers it is known. */
  readonly known: number;
  /** Of how many it is not, cells that cannot be read among them. */
  readonly missing: number;
}

/** The ideal customer, to be looked for: plain JSON, to be stored and compared with prospects later. */
export interface IdealProfile extends Kinded {
  /** `"ideal-profile/1"`. */
  readonly kind: string;
  /** Customers behind it. */
  readonly n: number;
  readonly features: readonly ProfileFeature[];
  /** Rows that were not used, as they are no objects. */
  readonly leftOut: { readonly "row-invalid": number };
  /** Which these are. */
  readonly findings: readonly TierFinding<"row-invalid">[];
  /** Stable codes: `no-customers`, `rows-left-out`, `few-customers` (fewer than five), `features-unknown`, `values-invalid` (cells of the other type). */
  readonly notes: readonly string[];
}

/**
 * What makes the ideal customer: the typical value of each feature among the best ones.
 *
 * The median of numbers (of an even count the mean of the two in the middle), the most frequent category; of equally frequent ones the
 * first by code unit. The profile keeps the range of the numbers it saw; {@link lookAlikes} widens it.
 *
 * It says what your best customers are like, not what made them so; and those you never sold to are not among them.
 *
 * @param customers - the best ones, such as those of tier one
 * @param features - what to compare by
 * @throws {@link MetricError} `SOURCE_INVALID`, `FEATURES_INVALID`
 *
 * @example
 * ```ts
 * import { idealProfile } from "customer-metrics/tiers";
 *
 * const tierOne = [
 *   { staff: 10, sector: "hotel" },
 *   { staff: 30, sector: "hotel" },
 *   { staff: 20, sector: "club" },
 * ];
 * const profile = idealProfile(tierOne, [{ name: "staff", type: "number" }, { name: "sector", type: "category" }]);
 * profile.features.map(({ feature, value, min, max }) => [feature, value, min, max]);
 * // => [["staff", 20, 10, 30], ["sector", "hotel", null, null]]
 * ```
 */
export function idealProfile(customers: Iterable<FeatureRow>, features: readonly CustomerFeature[]): IdealProfile {
  checkFeatures(features);
  const values = features.map((): FeatureValue[] => []);
  let misfits = 0;
  const { usedRows, leftOut, findings } = readTierRows(customers, { "row-invalid": null }, (row) => {
    if (!isRow(row)) return "row-invalid";
    features.forEach((feature, place) => {
      const value = knownValue(row, feature);
      if (value !== null) values[place]!.push(value);
      else if (isMisfit(row, feature)) misfits += 1;
    });
    return null;
  });
  const notes: string[] = [];
  if (usedRows === 0) notes.push("no-customers");
  if (findings.length > 0) notes.push("rows-left-out");
  if (usedRows > 0 && usedRows < 5) notes.push("few-customers");
  if (usedRows > 0 && values.some((known) => known.length === 0)) notes.push("features-unknown");
  if (misfits > 0) notes.push("values-invalid");
  return {
    kind: "ideal-profile/1",
    n: usedRows,
    features: features.map(({ name, type, weight = 1 }, place) => {
      const known = values[place]!;
      const typical =
        type === "number" ? typicalNumber(known as number[]) : { value: mode(known), min: null, max: null };
      return {
        feature: name,
        type,
        weight: weight + 0,
        ...typical,
        known: known.length,
        missing: usedRows - known.length,
      };
    }),
    leftOut,
    findings,
    notes,
  };
}

/**
 * Throws unless it is a whole profile: it may come from a database, or from a file that somebody edited.
 *
 * @throws {@link MetricError} `PROFILE_INVALID`
 */
export function checkProfile(profile: IdealProfile): void {
  const isEnd = (end: unknown): boolean => end === null || isFigure(end);
  const isFeature = (each: ProfileFeature | null): boolean =>
    isRow(each) &&
    typeof each.feature === "string" &&
    (each.type === "number" || each.type === "category") &&
    isFigure(each.weight) &&
    each.weight >= 0 &&
    (each.value === null || knownValue({ value: each.value }, { name: "value", type: each.type }) !== null) &&
    isEnd(each.min) &&
    isEnd(each.max) &&
    isMissing(each.min) === isMissing(each.max) &&
    !((each.min ?? 0) > (each.max ?? 0) && each.min !== null);
  const isWhole =
    isRow(profile) &&
    profile.kind === "ideal-profile/1" &&
    Array.isArray(profile.features) &&
    profile.features.length > 0 &&
    profile.features.every(isFeature) &&
    new Set(profile.features.map(({ feature }) => feature)).size === profile.features.length;
  if (!isWhole) fail("PROFILE_INVALID", "Cannot use profile as it must be one that idealProfile made", profile);
}

function typicalNumber(values: readonly number[]): Pick<ProfileFeature, "value" | "min" | "max"> {
  if (values.length === 0) return { value: null, min: null, max: null };
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const value = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { value: value + 0, min: sorted[0]! + 0, max: sorted[sorted.length - 1]! + 0 };
}

function mode(values: readonly FeatureValue[]): FeatureValue | null {
  const counts = new Map<FeatureValue, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [best, most]: [FeatureValue | null, number] = [null, 0];
  for (const [value, count] of counts) {
    if (count > most || (count === most && isBefore(value, best!))) [best, most] = [value, count];
  }
  return best;
}

/** By text; a text before a number or a flag that reads the same, so that the order of rows does not matter. */
function isBefore(left: FeatureValue, right: FeatureValue): boolean {
  return (byCodeUnit(String(left), String(right)) || byCodeUnit(typeof right, typeof left)) < 0;
}
