import { formatNumber } from "./format.ts";

/** A difference of shares in percentage points, with its sign: `+0.455`. */
export function formatPoints(difference: number): string {
  const shown = formatNumber(difference * 100, 3);
  return difference > 0 ? `+${shown}` : shown;
}
