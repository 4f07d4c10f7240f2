import type { Interval } from "../core/estimate.ts";
import { studentTSurvival } from "../numeric/student-t.ts";
import { zOfLevel } from "../numeric/z-of-level.ts";

/** A correlation coefficient. */
export interface Correlation {
  /** In [-1, 1]; `null` with fewer than 3 customers or where one side does not vary. */
  readonly value: number | null;
  /** Normal on Fisher's scale; `null` with 3 customers or fewer. */
  readonly interval: Interval | null;
  /** Of no correlation, two-sided, by Student's t with n − 2 degrees of freedom. */
  readonly pValue: number | null;
}

/** Pearson's product-moment correlation. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, weight: Float64Array, level: number): Correlation {
  return known(coefficient(x, y, weight), weight, level, "fisher-z", () => 1);
}

/**
 * Spearman's rank correlation, ties having their mean rank.
 *
 * The interval: Bonett, D. G. and Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall and Spearman
 * correlations. Psychometrika 65, 23-28.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>, weight: Float64Array, level: number): Correlation {
  const value = coefficient(ranks(x, weight), ranks(y, weight), weight);
  return known(value, weight, level, "bonett-wright", (each) => 1 + (each * each) / 2);
}

function known(
  value: number | null,
  weight: Float64Array,
  level: number,
  method: string,
  variance: (value: number) => number,
): Correlation {
  const n = weight.reduce((sum, each) => sum + each, 0);
  if (value === null || n < 3) return { value: null, interval: null, pValue: null };
  const t = Math.abs(value) * Math.sqrt((n - 2) / ((1 - value) * (1 + value)));
  const pValue = t < Infinity ? Math.min(1, 2 * studentTSurvival(t, n - 2)) : 0;
  if (n <= 3) return { value, interval: null, pValue };
  const margin = zOfLevel(level) * Math.sqrt(variance(value) / (n - 3));
  const [lower, upper] = [Math.tanh(Math.atanh(value) - margin), Math.tanh(Math.atanh(value) + margin)];
  return { value, interval: { lower, upper, level, method }, pValue };
}

function coefficient(x: ArrayLike<number>, y: ArrayLike<number>, weight: Float64Array): number | null {
  const [left, right] = [centred(x, weight), centred(y, weight)];
  if (left === null || right === null) return null;
  let [both, ofLeft, ofRight] = [0, 0, 0];
  for (const [i, times] of weight.entries()) {
    both += times * left[i]! * right[i]!;
    ofLeft += times * left[i]! * left[i]!;
    ofRight += times * right[i]! * right[i]!;
  }
  return Math.max(-1, Math.min(1, both / Math.sqrt(ofLeft) / Math.sqrt(ofRight)));
}

/** Distances from the mean in units of the largest, whose squares stay in range; `null` where there are none. */
function centred(values: ArrayLike<number>, weight: Float64Array): Float64Array | null {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) [least, most] = [Math.min(least, values[i]!), Math.max(most, values[i]!)];
  if (!(most > least)) return null;
  const n = weight.reduce((sum, each) => sum + each, 0);
  const place = (i: number): number => (values[i]! - least) / (most - least);
  const mean = weight.reduce((sum, each, i) => sum + (each / n) * place(i), 0);
  return weight.map((_, i) => place(i) - mean);
}

/** Mean ranks: a customer of weight 2 is two customers. */
function ranks(values: ArrayLike<number>, weight: Float64Array): Float64Array {
  const order = Array.from(weight.keys()).sort((i, j) => values[i]! - values[j]!);
  const found = new Float64Array(order.length);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tied = 0;
    for (; to < order.length && values[order[to]!] === values[order[from]!]; to++) tied += weight[order[to]!]!;
    for (; from < to; from++) found[order[from]!] = below + (tied + 1) / 2;
    below += tied;
  }
  return found;
}
