import type { ValueRuns } from "./value-cell.ts";
import type { ValueSums } from "./value-sums.ts";

/**
 * The jackknife standard error of the unbiased Gini: what it would be without each customer in turn, from running sums in one
 * pass.
 *
 * Karagiannis, E. and Kovacevic, M. (2000). A method to calculate the jackknife variance estimator for the Gini coefficient.
 * Oxford Bulletin of Economics and Statistics 62, 119-122.
 *
 * @param difference - Σ |xᵢ − xⱼ| over pairs
 * @returns `null` for fewer than three customers, and where the others' total would not be above 0
 */
export function giniStandardError(
  { values, counts, n }: ValueRuns,
  { total }: ValueSums,
  difference: number,
): number | null {
  if (n < 3) return null;
  // Whoever has the most leaves the least.
  if (!(total - values[values.length - 1]! > 0)) return null;
  const without = new Float64Array(values.length);
  let rank = 0;
  let sum = 0;
  let mean = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // Of equal customers each is as far from the others as the first of them.
    const distances = value * (2 * rank - n) + total - 2 * sum;
    without[i] = (difference - distances) / ((n - 2) * (total - value));
    mean += (counts[i]! / n) * without[i]!;
    rank += counts[i]!;
    sum += counts[i]! * value;
  }
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += counts[i]! * (without[i]! - mean) ** 2;
  return Math.sqrt((squares / n) * (n - 1));
}
