import type { Interval } from "../core/estimate.ts";
import { wilson } from "../stats/share-interval.ts";
import { type CalibrationBin, calibrationBins } from "./holdout-bins.ts";
import type { HoldoutGroups } from "./holdout-groups.ts";

/** Who comes back: the chance of at least one purchase in the holdout, and who made one. */
export interface HoldoutActivity {
  /** Mean of the chances. `null` without customers. */
  readonly predicted: number | null;
  /** Share of customers who bought. */
  readonly actual: number | null;
  /** Of that share, as if these customers were a sample of many. */
  readonly interval: Interval | null;
  /** Mean of (chance − came)², came being 1 or 0: the less the better. */
  readonly brier: number | null;
  /** What saying the actual share of everybody would score: predictions above it tell nobody apart. */
  readonly brierOfShare: number | null;
  /** Customers with chances close to each other. */
  readonly bins: readonly CalibrationBin[];
}

/** Chances against what came. */
export function holdoutActivity(
  { holdoutFrequency, count, n }: HoldoutGroups,
  chances: Float64Array,
  bins: number,
  level: number,
): HoldoutActivity {
  if (n === 0) return { predicted: null, actual: null, interval: null, brier: null, brierOfShare: null, bins: [] };
  const came = holdoutFrequency.map((purchases) => (purchases > 0 ? 1 : 0));
  const sum = (of: (i: number) => number): number =>
    count.reduce((total, customers, i) => total + customers * of(i), 0);
  const active = Math.min(
    n,
    sum((i) => came[i]!),
  );
  const share = active / n;
  return {
    predicted: sum((i) => chances[i]!) / n,
    actual: share,
    interval: wilson(active, n, level),
    brier: sum((i) => (chances[i]! - came[i]!) ** 2) / n,
    brierOfShare: share * (1 - share),
    bins: calibrationBins(chances, came, count, bins),
  };
}
