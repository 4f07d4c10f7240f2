import type { HoldoutGroups } from "./holdout-groups.ts";

/** Customers with predictions close to each other: are as many purchases made as predicted? */
export interface CalibrationBin {
  /** The least prediction among them, and the most. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean prediction. */
  readonly predicted: number;
  /** Mean of what came. */
  readonly actual: number;
}

/** Customers with as many repeat purchases in the calibration. */
export interface FrequencyBin {
  readonly frequency: number;
  /** Whether those with more are among them: the last bin. */
  readonly andMore: boolean;
  readonly n: number;
  /** Mean of purchases predicted for the holdout; `null` without customers. */
  readonly predicted: number | null;
  /** Mean of purchases made in it. */
  readonly actual: number | null;
  /** Mean of the baseline: as often as so far. */
  readonly baseline: number | null;
}

/** Bins of about as many customers each, in the order of predictions; equal predictions are in one bin. */
export function calibrationBins(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  count: Float64Array,
  bins: number,
): CalibrationBin[] {
  const order = new Uint32Array(count.length).map((_, i) => i);
  order.sort((left, right) => predicted[left]! - predicted[right]!);
  const n = count.reduce((sum, each) => sum + each, 0);
  const list: CalibrationBin[] = [];
  let passed = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    const from = predicted[order[start]!]!;
    const target = ((list.length + 1) * n) / bins;
    let [size, expected, came, to] = [0, 0, 0, from];
    for (; end < order.length; end++) {
      const i = order[end]!;
      if (size > 0 && predicted[i]! > to && passed + size >= target) break;
      to = predicted[i]!;
      size += count[i]!;
      expected += count[i]! * to;
      came += count[i]! * actual[i]!;
    }
    passed += size;
    list.push({ from, to, n: size, predicted: expected / size, actual: came / size });
  }
  return list;
}

/** The last of {@link frequencyBins}: 7 and more. */
const most = 7;

/** By repeat purchases of the calibration: 0, 1, … 6, 7 and more. */
export function frequencyBins(
  { frequency, holdoutFrequency, count }: HoldoutGroups,
  predicted: Float64Array,
  baseline: Float64Array,
): FrequencyBin[] {
  const sums = Array.from({ length: most + 1 }, () => ({ n: 0, predicted: 0, actual: 0, baseline: 0 }));
  for (let i = 0; i < count.length; i++) {
    const sum = sums[Math.min(most, frequency[i]!)]!;
    const customers = count[i]!;
    sum.n += customers;
    sum.predicted += customers * predicted[i]!;
    sum.actual += customers * holdoutFrequency[i]!;
    sum.baseline += customers * baseline[i]!;
  }
  return sums.map((sum, x): FrequencyBin => {
    const mean = (total: number): number | null => (sum.n === 0 ? null : total / sum.n);
    return {
      frequency: x,
      andMore: x === most,
      n: sum.n,
      predicted: mean(sum.predicted),
      actual: mean(sum.actual),
      baseline: mean(sum.baseline),
    };
  });
}
