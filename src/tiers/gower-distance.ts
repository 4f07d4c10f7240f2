import { fail } from "../core/metric-error.ts";
import { exactSum } from "../numeric/exact-sum.ts";
import { isFigure, isMissing, isRow } from "./tier-economics-rows.ts";
import { checkRows } from "./tier-labels.ts";

/** A value of a feature: a number, or the name of a category. */
export type FeatureValue = number | string | boolean;

/** What customers are compared by. */
export interface CustomerFeature {
  /** The name of the cell. */
  readonly name: string;
  /** Whether its values have a distance, or are the same or not. */
  readonly type: "number" | "category";
  /**
   * How much it counts beside the others, 0 or more.
   * @defaultValue `1`
   */
  readonly weight?: number | undefined;
}

/** A feature and the range of its numbers, by which their distance is measured. */
export interface RangedFeature extends CustomerFeature {
  /** The least that was seen; `null` for a category, and where no number was. */
  readonly min?: number | null | undefined;
  /** The greatest. */
  readonly max?: number | null | undefined;
}

/** How far two customers are apart in one feature. */
export interface FeatureDistance {
  readonly feature: string;
  /** 0 for the same, 1 for opposite ends of the range or another category. */
  readonly distance: number;
}

/** How far two customers are apart. */
export interface GowerDistance {
  /** In [0, 1]; `null` where they have no feature in common, or only some of weight 0. */
  readonly distance: number | null;
  /** 1 − distance. */
  readonly similarity: number | null;
  /** Features that are known of both. */
  readonly compared: number;
  /** These, in the order of the features. */
  readonly features: readonly FeatureDistance[];
  /** Features that were not compared, as they are not known of both. */
  readonly missing: readonly string[];
}

/** A customer with a cell a feature; `null`, blank or left out where it is not known. */
export type FeatureRow = object;

/**
 * Gower's distance of two customers: what they differ by in each feature that is known of both, weighted.
 *
 * A feature that is not known of one of them is not compared, and does not count as a difference. A number beyond the range is as far
 * as its end.
 *
 * @formula Σ w · d / Σ w over the features known of both; d = min(1, |a − b| / (max − min)) of numbers, 0 or 1 of categories
 *
 * @param left - cells by feature
 * @param right - the other's
 * @param features - with the range of those that are numbers
 * @returns a proportion; the same whichever comes first
 * @throws {@link MetricError} `FEATURES_INVALID`, `SOURCE_INVALID`
 * @see Gower, "A General Coefficient of Similarity and Some of Its Properties", Biometrics 27(4), 1971.
 *
 * @example
 * ```ts
 * import { gowerDistance } from "customer-metrics/tiers";
 *
 * const features = [
 *   { name: "staff", type: "number", min: 10, max: 60 },
 *   { name: "sector", type: "category" },
 *   { name: "orders", type: "number", weight: 2, min: 0, max: 40 },
 * ] as const;
 * gowerDistance({ staff: 20, sector: "hotel", orders: null }, { staff: 60, sector: "bank", orders: 24 }, features);
 * // => { distance: 0.9, compared: 2, missing: ["orders"], features: [{ feature: "staff", distance: 0.8 }, { feature: "sector", distance: 1 }] }
 * ```
 */
export function gowerDistance(left: FeatureRow, right: FeatureRow, features: readonly RangedFeature[]): GowerDistance {
  checkFeatures(features);
  for (const row of [left, right]) {
    if (!isRow(row)) fail("SOURCE_INVALID", "Cannot compare customers as both must be objects with features", row);
  }
  return distanceOf(
    features.map((feature) => knownValue(left, feature)),
    features.map((feature) => knownValue(right, feature)),
    features,
  );
}

/** {@link gowerDistance} of values in the order of the features. */
export function distanceOf(
  left: readonly (FeatureValue | null)[],
  right: readonly (FeatureValue | null)[],
  features: readonly RangedFeature[],
): GowerDistance {
  const distances: FeatureDistance[] = [];
  const missing: string[] = [];
  const weights: number[] = [];
  const weighted: number[] = [];
  features.forEach((feature, place) => {
    const [a, b] = [left[place]!, right[place]!];
    if (a === null || b === null) {
      missing.push(feature.name);
      return;
    }
    const distance = feature.type === "number" ? partOfRange(a as number, b as number, feature) : a === b ? 0 : 1;
    const { weight = 1 } = feature;
    distances.push({ feature: feature.name, distance });
    weights.push(weight);
    weighted.push(weight * distance);
  });
  const weight = exactSum(weights);
  const distance = weight > 0 ? exactSum(weighted) / weight : null;
  return {
    distance,
    similarity: distance === null ? null : 1 - distance,
    compared: distances.length,
    features: distances,
    missing,
  };
}

/** What a row says of a feature; `null` where it is missing, blank, or of the other type. */
export function knownValue(row: FeatureRow, { name, type }: CustomerFeature): FeatureValue | null {
  const cell = cellOf(row, name);
  if (type === "number") return isFigure(cell) ? cell + 0 : null;
  if (typeof cell === "string") return cell === "" ? null : cell;
  return typeof cell === "boolean" ? cell : isFigure(cell) ? cell + 0 : null;
}

/** Whether a row has something in the cell of a feature that cannot be its value. */
export function isMisfit(row: FeatureRow, feature: CustomerFeature): boolean {
  const cell = cellOf(row, feature.name);
  return !isMissing(cell) && cell !== "" && knownValue(row, feature) === null;
}

/**
 * Throws unless features have names, each once, a type, a weight and a range that can be.
 *
 * @throws {@link MetricError} `SOURCE_INVALID`, `FEATURES_INVALID`
 */
export function checkFeatures(features: readonly RangedFeature[]): void {
  checkRows(features);
  const isEnd = (end: unknown): boolean => isMissing(end) || isFigure(end);
  const isFeature = (feature: RangedFeature | null): boolean =>
    isRow(feature) &&
    typeof feature.name === "string" &&
    feature.name !== "" &&
    (feature.type === "number" || feature.type === "category") &&
    (feature.weight === undefined || (isFigure(feature.weight) && feature.weight >= 0)) &&
    isEnd(feature.min) &&
    isEnd(feature.max) &&
    !((feature.min ?? 0) > (feature.max ?? Infinity));
  const isEach = Array.isArray(features) && features.length > 0 && features.every(isFeature);
  if (!isEach || new Set(features.map(({ name }) => name)).size < features.length) {
    fail(
      "FEATURES_INVALID",
      'Cannot use features as each must have a name of its own, the type "number" or "category", and a weight of 0 or more',
      features,
    );
  }
}

/** An own cell: `toString` stands in every object. */
function cellOf(row: FeatureRow, name: string): unknown {
  return Object.hasOwn(row, name) ? (row as { readonly [cell: string]: unknown })[name] : undefined;
}

function partOfRange(left: number, right: number, { min, max }: RangedFeature): number {
  const range = (max ?? 0) - (min ?? 0);
  const difference = Math.abs(left - right);
  if (difference === 0) return 0;
  return range > 0 ? Math.min(1, difference / range) : 1;
}
