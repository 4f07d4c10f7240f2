import { fail } from "../core/metric-error.ts";
import { plainLabel, type TierLabel, tierPlaces } from "./tier-labels.ts";

/** A tier and the least score that is in it. */
export interface TierBand {
  /** The tier. */
  readonly tier: TierLabel;
  /** In the unit of the score; `null` for the last band, which takes all below. */
  readonly min: number | null;
}

/**
 * The tier of a score: the first band whose least score it reaches.
 *
 * The bands are data and look at nobody else: a stored list gives the same answer tomorrow. `abcClasses` and `tiersByShare`
 * return the bands that they found.
 *
 * @param score - a finite number, higher is better; anything else is no score
 * @param bands - the best first, each with a lower `min` than the one before it, the last with `null`
 * @returns the tier, or `null` for no score
 * @throws {@link MetricError} `BANDS_INVALID`, `TIERS_INVALID`
 *
 * @example
 * ```ts
 * import { tierByBand } from "customer-metrics/tiers";
 *
 * const bands = [{ tier: "gold", min: 80 }, { tier: "silver", min: 50 }, { tier: "bronze", min: null }];
 * [80, 79.9, -3, null].map((score) => tierByBand(score, bands)); // => ["gold", "silver", "bronze", null]
 * ```
 */
export function tierByBand(score: number | null | undefined, bands: readonly TierBand[]): TierLabel | null {
  checkBands(bands);
  const place = bandPlace(score, bands, 0);
  return place === null ? null : plainLabel(bands[place]!.tier);
}

/** The place of the first band that the score reaches, were every least score higher by `shift`; `null` for no score. */
export function bandPlace(score: unknown, bands: readonly TierBand[], shift: number): number | null {
  if (typeof score !== "number" || !Number.isFinite(score)) return null;
  return bands.findIndex(({ min }) => min === null || reaches(score, min, shift));
}

/**
 * Throws unless bands fall from the best to the last, which takes all that is left.
 *
 * @throws {@link MetricError} `BANDS_INVALID`, `TIERS_INVALID`
 */
export function checkBands(bands: readonly TierBand[]): Map<TierLabel, number> {
  const last = Array.isArray(bands) ? bands.length - 1 : -1;
  const isFalling = (band: TierBand | null, place: number): boolean =>
    place === last
      ? band?.min === null
      : Number.isFinite(band?.min) && (place === 0 || band!.min! < (bands[place - 1]!.min ?? Number.NEGATIVE_INFINITY));
  if (last < 0 || !bands.every(isFalling))
    fail("BANDS_INVALID", "Cannot use bands as their min must fall, and the last must be null", bands);
  return tierPlaces(bands.map(({ tier }) => tier));
}

/**
 * Whether score ≥ min + shift. 0.8 + 0.05 is a bit more than 0.85 in binary numbers: what differs by less than the rounding of
 * the three counts as equal. Without a shift nothing was added, and nothing is forgiven.
 */
function reaches(score: number, min: number, shift: number): boolean {
  if (shift === 0) return score >= min;
  const rounding = 2 ** -51 * Math.max(Math.abs(score), Math.abs(min), Math.abs(shift));
  return score - min - shift >= -rounding;
}
