import type { GroupedHistories } from "./purchase-history.ts";

/**
 * Histories in a unit of time in which the longest T is from 1 to 2, and that unit: a power of two, so that nothing is
 * rounded. A fit then sees the same numbers, but for their last steps, in days or in centuries.
 */
export function scaledToOne(
  groups: GroupedHistories,
  isDiscrete: boolean,
): { readonly groups: GroupedHistories; readonly scale: number } {
  const longest = groups.T.reduce((most, time) => Math.max(most, time), 0);
  if (isDiscrete || longest === 0) return { groups, scale: 1 };
  // Beyond 2^1000 the inverse would be no number of its own.
  const scale = 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(longest))));
  const scaled = (times: Float64Array): Float64Array => times.map((time) => time / scale);
  return { groups: { ...groups, recency: scaled(groups.recency), T: scaled(groups.T) }, scale };
}
