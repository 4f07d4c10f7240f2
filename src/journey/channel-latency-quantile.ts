/**
 * The quantile of type 7 of numbers in order: between neighbours in a straight line. `sorted` must not be empty.
 *
 * Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician 50, 361-365.
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const whole = Math.round(place);
  // A place that misses a whole number by rounding alone is that number.
  if (Math.abs(place - whole) <= 4 * Number.EPSILON * Math.max(1, place)) return sorted[whole]!;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * (sorted[below + 1]! - low);
}
