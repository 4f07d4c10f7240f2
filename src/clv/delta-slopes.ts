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
  return errorOf(
    covariance,
    logSlopes(estimated, figure).map((slope, i) => (i < positive ? slope / values[i]! : slope)),
  );
}

/**
 * {@link logError} of many figures, which are computed together.
 *
 * @param figures - all of them at other values; those that are not finite have no error
 */
export function logErrors(
  estimated: Estimated,
  size: number,
  figures: (values: readonly number[]) => Float64Array,
): (number | null)[] {
  const { covariance, values, positive, reach } = estimated;
  const slopes = values.map((value, i): Float64Array => {
    const unit = i < positive ? 1 : reach[i - positive]!;
    if (unit === 0) return new Float64Array(size);
    const scale = i < positive ? 1 / value : unit;
    const moved = (by: number): Float64Array => figures(movedAt(estimated, i, by, unit)).map(Math.log);
    return slopesAt0(moved, size).map((slope) => slope * scale);
  });
  return Array.from({ length: size }, (_, k) =>
    errorOf(
      covariance,
      slopes.map((ofAll) => ofAll[k]!),
    ),
  );
}

/** @param slopes - by the parameters, as the covariance has them */
function errorOf(covariance: Estimated["covariance"], slopes: readonly number[]): number | null {
  let variance = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, each] of row.entries()) variance += slopes[i]! * each * slopes[j]!;
  }
  const error = Math.sqrt(Math.max(0, variance));
  return Number.isFinite(error) ? error : null;
}

/** All values, the i-th of which is moved: by a factor, or by a part of its unit. */
function movedAt({ values, positive }: Estimated, i: number, by: number, unit: number): number[] {
  const next = [...values];
  next[i] = i < positive ? next[i]! * Math.exp(by) : next[i]! + by / unit;
  return next;
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
function logSlopes(estimated: Estimated, figure: (values: readonly number[]) => number): readonly number[] {
  const { values, positive, reach } = estimated;
  return values.map((_, i) => {
    const unit = i < positive ? 1 : reach[i - positive]!;
    if (unit === 0) return 0;
    return slopeAt0((by) => Math.log(figure(movedAt(estimated, i, by, unit)))) * unit;
  });
}

/** The slope of a smooth function at 0 whose unit is about the scale on which it changes, or NaN. */
function slopeAt0(f: (x: number) => number): number {
  let best = Number.NaN;
  let bestError = Infinity;
  for (let h = 0.02; h > 1e-5; h /= 4) {
    const { slope, error } = slopeFrom([1, 2, 3, 4].map((k) => difference(f(k * h), f(-k * h)) / h));
    if (error < bestError) [best, bestError] = [slope, error];
    if (bestError <= enough * Math.abs(best)) break;
  }
  return best;
}

/** {@link slopeAt0} of many functions that are computed together, for as long as one of them wants a smaller step. */
function slopesAt0(f: (x: number) => Float64Array, size: number): Float64Array {
  const best = new Float64Array(size).fill(Number.NaN);
  const bestErrors = new Float64Array(size).fill(Infinity);
  let isWanting = true;
  for (let h = 0.02; h > 1e-5 && isWanting; h /= 4) {
    const [above, below] = [1, -1].map((sign) => [1, 2, 3, 4].map((k) => f(sign * k * h)));
    isWanting = false;
    for (let i = 0; i < size; i++) {
      // What has no finite value has no slope at any step.
      if (bestErrors[i]! <= enough * Math.abs(best[i]!) || above![0]![i] === Infinity) continue;
      const { slope, error } = slopeFrom([0, 1, 2, 3].map((k) => difference(above![k]![i]!, below![k]![i]!) / h));
      if (error < bestErrors[i]!) [best[i], bestErrors[i]] = [slope, error];
      if (!(bestErrors[i]! <= enough * Math.abs(best[i]!))) isWanting = true;
    }
  }
  return best;
}

/** From the differences over 1, 2, 3 and 4 steps to either side. */
function slopeFrom(differences: readonly number[]): { readonly slope: number; readonly error: number } {
  const [one, two, three, four] = differences as [number, number, number, number];
  const sixth = (3 / 4) * one - (3 / 20) * two + (1 / 60) * three;
  const slope = (4 / 5) * one - (1 / 5) * two + (4 / 105) * three - (1 / 280) * four;
  return { slope, error: Math.abs(slope - sixth) };
}

/** Of the slope, where it is right to so much. */
const enough = 1e-9;

/** Of two logarithms; of a figure that is 0 on both sides, 0. */
function difference(above: number, below: number): number {
  return above === below ? 0 : above - below;
}
