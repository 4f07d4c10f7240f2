/** What a figure follows from, and how surely it is known. */
export interface Estimated {
  readonly values: readonly number[];
  /** Of `values`. */
  readonly covariance: readonly (readonly number[])[];
  /** How many of the first values are above 0 and are moved by factors; the others are coefficients. */
  readonly positive: number;
  /** Of each coefficient: the largest absolute value of what it multiplies, which says how far it may be moved. */
  readonly reach: readonly number[];
}

/**
 * Standard error of the logarithm of a figure by the delta method, or `null` where it is not known.
 *
 * Oehlert, G. W. (1992). A note on the delta method. The American Statistician 46(1), 27-29.
 *
 * @param figure - at other values; 0 or more
 */
export function logError(estimated: Estimated, figure: (values: readonly number[]) => number): number | null {
  const { values, covariance, positive } = estimated;
  // By the parameter itself, as the covariance has it.
  const slopes = logSlopes(estimated, figure).map((slope, i) => (i < positive ? slope / values[i]! : slope));
  let variance = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, each] of row.entries()) variance += slopes[i]! * each * slopes[j]!;
  }
  const error = Math.sqrt(Math.max(0, variance));
  return Number.isFinite(error) ? error : null;
}

/**
 * Slopes of the logarithm of a figure by the logarithm of each parameter, and by each coefficient; NaN where there is none. A
 * figure that is 0 whatever the parameters has slopes of 0.
 *
 * Central differences of eighth order in logarithms, where predictions are close to straight: 1e-12 of the slope at the first
 * step for all but the oddest customers. The difference of sixth order over the same points says when to try a smaller one.
 *
 * Fornberg, B. (1988). Generation of finite difference formulas on arbitrarily spaced grids. Mathematics of Computation
 * 51(184), 699-706, table 1.
 */
function logSlopes(
  { values, positive, reach }: Estimated,
  figure: (values: readonly number[]) => number,
): readonly number[] {
  return values.map((value, i) => {
    const unit = i < positive ? 1 : reach[i - positive]!;
    if (unit === 0) return 0;
    const moved = (by: number): number => {
      const next = [...values];
      next[i] = i < positive ? value * Math.exp(by) : value + by / unit;
      return Math.log(figure(next));
    };
    return slopeAt0(moved) * unit;
  });
}

/** The slope of a smooth function at 0 whose unit is about the scale on which it changes, or NaN. */
function slopeAt0(f: (x: number) => number): number {
  let best = Number.NaN;
  let bestError = Infinity;
  for (let h = 0.02; h > 1e-5; h /= 4) {
    const differences = [1, 2, 3, 4].map((k) => difference(f(k * h), f(-k * h)) / h);
    const [one, two, three, four] = differences as [number, number, number, number];
    const sixth = (3 / 4) * one - (3 / 20) * two + (1 / 60) * three;
    const eighth = (4 / 5) * one - (1 / 5) * two + (4 / 105) * three - (1 / 280) * four;
    const error = Math.abs(eighth - sixth);
    if (error < bestError) [best, bestError] = [eighth, error];
    if (bestError <= 1e-9 * Math.abs(best)) break;
  }
  return best;
}

/** Of two logarithms; of a figure that is 0 on both sides, 0. */
function difference(above: number, below: number): number {
  return above === below ? 0 : above - below;
}
