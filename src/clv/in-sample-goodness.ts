import { chiSquareSurvival } from "../numeric/chi-square.ts";

/** Pearson's test of counts, whose parameters were estimated from the very customers. */
export interface GoodnessOfFit {
  /** Σ (actual − expected)² / expected, over rows put together until each expects 5 or more. */
  readonly chiSquare: number | null;
  /**
   * Rows less one, less the parameters that were estimated; and rows less one. Estimates from single customers, rather than
   * from the rows, use up less than a degree each: the truth is between.
   */
  readonly degreesOfFreedom: readonly [least: number, most: number] | null;
  /** Chance of a fit as bad as this or worse if the model is right, by either number of degrees of freedom. */
  readonly pValue: readonly [least: number, most: number] | null;
}

/** Chi-square of counts against what was expected; `null` where no degree of freedom is left. */
export function goodnessOfFit(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  parameters: number,
): GoodnessOfFit {
  const pooled = pooledRows(actual, expected);
  const most = pooled.length - 1;
  const least = most - parameters;
  if (least < 1) return { chiSquare: null, degreesOfFreedom: null, pValue: null };
  const chiSquare = pooled.reduce((sum, [count, mean]) => sum + (count - mean) ** 2 / mean, 0);
  return {
    chiSquare,
    degreesOfFreedom: [least, most],
    pValue: [chiSquareSurvival(chiSquare, least), chiSquareSurvival(chiSquare, most)],
  };
}

/** Rows from the last on, put together until each expects 5. */
function pooledRows(actual: ArrayLike<number>, expected: ArrayLike<number>): [count: number, mean: number][] {
  const rows: [number, number][] = [];
  let [count, mean] = [0, 0];
  for (let row = actual.length - 1; row >= 0; row--) {
    count += actual[row]!;
    mean += expected[row]!;
    if (mean < 5) continue;
    rows.push([count, mean]);
    [count, mean] = [0, 0];
  }
  const last = rows.at(-1);
  if (last !== undefined) {
    last[0] += count;
    last[1] += mean;
  }
  return rows;
}
