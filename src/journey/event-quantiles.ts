import { fail } from "../core/metric-error.ts";
import type { Counted } from "./event-counted.ts";

/** A share of the durations and the time within which it lies. */
export interface DurationQuantile {
  /** The share, a proportion in [0, 1]. */
  readonly p: number;
  /** Type 7: between neighbours in a straight line; `null` without durations. */
  readonly hours: number | null;
}

/** Durations summed up. */
export interface DurationSummary {
  /** How many durations. */
  readonly n: number;
  /** The mean of the two middle ones where `n` is even; `null` without durations. */
  readonly medianHours: number | null;
  /** The mean, or `null` without durations. */
  readonly meanHours: number | null;
  /** In the order that was asked for. */
  readonly quantiles: readonly DurationQuantile[];
}

/**
 * Throws unless each is a proportion.
 *
 * @throws {@link MetricError} `QUANTILE_OUT_OF_RANGE`
 */
export function checkQuantiles(quantiles: readonly number[]): void {
  if (!Array.isArray(quantiles))
    fail("QUANTILE_OUT_OF_RANGE", "Cannot use quantiles as they must be a list of proportions", quantiles);
  for (const p of quantiles) {
    if (!(typeof p === "number" && p >= 0 && p <= 1))
      fail("QUANTILE_OUT_OF_RANGE", "Cannot take the quantile as it must be in [0, 1]", p);
  }
}

/** What durations in whole milliseconds, in order, come to. */
export function summariseDurations(
  durations: readonly Counted<number>[],
  quantiles: readonly number[],
): DurationSummary {
  const ends: number[] = [];
  let n = 0;
  // Whole milliseconds: exact in two parts, whatever the order and however many there are.
  let seconds = 0;
  let rest = 0;
  for (const [ms, count] of durations) {
    n += count;
    ends.push(n);
    seconds += Math.floor(ms / 1000) * count;
    rest += (ms % 1000) * count;
  }
  const at = (p: number): number | null => (n === 0 ? null : quantile(durations, ends, n, p) / MS_AN_HOUR);
  return {
    n,
    medianHours: at(0.5),
    meanHours: n === 0 ? null : (seconds + rest / 1000) / n / 3600,
    quantiles: quantiles.map((p) => ({ p, hours: at(p) })),
  };
}

/**
 * Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996: the
 * default of R and numpy. A place that misses a whole number by rounding alone is that number.
 */
function quantile(durations: readonly Counted<number>[], ends: readonly number[], n: number, p: number): number {
  const place = (n - 1) * p;
  const whole = Math.round(place);
  const isWhole = Math.abs(place - whole) <= 4 * Number.EPSILON * Math.max(1, place);
  const below = isWhole ? whole : Math.floor(place);
  const low = atPlace(durations, ends, below);
  return isWhole ? low : low + (place - below) * (atPlace(durations, ends, below + 1) - low);
}

/** The duration at a place from 0. */
function atPlace(durations: readonly Counted<number>[], ends: readonly number[], place: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return durations[low]![0];
}

/** Milliseconds of a length of time in hours, to the whole millisecond that it cannot exceed. */
export function wholeMilliseconds(hours: number): number {
  // A third of an hour as float64 must not lose its last millisecond.
  return Math.floor(hours * MS_AN_HOUR * (1 + 1e-14));
}

/** Milliseconds an hour. */
export const MS_AN_HOUR = 3_600_000;
