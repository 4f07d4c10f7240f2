import { checkLevel, type Interval } from "../core/estimate.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";
import type { ShareIntervalMethod } from "../stats/share-interval.ts";
import { wilsonLower } from "../stats/wilson.ts";

/** The interval of a share, or `null` where there are no trials or none was asked for. */
export type CellInterval = (successes: number, n: number) => Interval | null;

/**
 * The method for many shares at one level. Wilson's finds its z once: a table has thousands of cells.
 *
 * @throws {@link MetricError} `LEVEL_OUT_OF_RANGE`
 */
export function cellInterval(method: ShareIntervalMethod | "none" | undefined, level: number): CellInterval {
  checkLevel(level);
  if (method === "none") return () => null;
  if (method !== undefined) return (successes, n) => (n === 0 ? null : method(successes, n, level));
  const z = zOfLevel(level);
  return (successes, n) =>
    n === 0
      ? null
      : { lower: wilsonLower(successes, n, z), upper: 1 - wilsonLower(n - successes, n, z), level, method: "wilson" };
}
