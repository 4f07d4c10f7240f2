import { fail } from "../core/metric-error.ts";

/** Settings of {@link findRoot}. */
export interface RootOptions {
  /** How near to the root is near enough, in the unit of x; the default is the precision of float64. */
  readonly tolerance?: number;
  /** Evaluations before giving up. */
  readonly maxEvaluations?: number;
}

/**
 * An x between `lower` and `upper` where f changes sign.
 *
 * Chandrupatla, T. R. (1997). A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function
 * without using derivatives. Advances in Engineering Software 28, 145-149.
 *
 * @throws {@link MetricError} `ROOT_NOT_BRACKETED` unless f(lower) and f(upper) are of different sign;
 * `ROOT_NOT_FOUND` where f is NaN on the way or the evaluations run out
 */
export function findRoot(f: (x: number) => number, lower: number, upper: number, options: RootOptions = {}): number {
  const { tolerance = 0, maxEvaluations = 2500 } = options;
  // The root lies between `last` and `other`; `former` is the point before.
  let last = upper;
  let atLast = f(upper);
  let other = lower;
  let atOther = f(lower);
  if (atOther === 0) return lower;
  if (atLast === 0) return upper;
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && Math.sign(atLast) * Math.sign(atOther) === -1)) {
    fail("ROOT_NOT_BRACKETED", "Cannot find a root as the function must change sign between finite bounds", [
      lower,
      upper,
      atOther,
      atLast,
    ]);
  }
  let share = 0.5;
  for (let evaluation = 2; evaluation < maxEvaluations; evaluation++) {
    const x = last + share * (other - last);
    const value = f(x);
    if (Number.isNaN(value))
      fail("ROOT_NOT_FOUND", "Cannot find a root as the function must be a number between the bounds", x);
    let former = last;
    let atFormer = atLast;
    if (Math.sign(value) !== Math.sign(atLast)) {
      [former, atFormer] = [other, atOther];
      [other, atOther] = [last, atLast];
    }
    [last, atLast] = [x, value];
    const best = Math.abs(atLast) < Math.abs(atOther) ? last : other;
    const width = Math.abs(other - last);
    const enough = 2 * Number.EPSILON * Math.abs(best) + tolerance;
    if (value === 0 || width <= 2 * enough || width < 1e-322) return value === 0 ? x : best;
    share = interpolatedShare(last, other, former, atLast, atOther, atFormer);
    share = Math.min(Math.max(share, enough / width), 1 - enough / width);
  }
  return fail("ROOT_NOT_FOUND", "Cannot find a root as it must be found within maxEvaluations", maxEvaluations);
}

/** Inverse quadratic interpolation where the three points promise that it stays inside, else bisection. */
function interpolatedShare(
  last: number,
  other: number,
  former: number,
  atLast: number,
  atOther: number,
  atFormer: number,
): number {
  const xi = (last - other) / (former - other);
  const phi = (atLast - atOther) / (atFormer - atOther);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (
    (atLast / (atOther - atLast)) * (atFormer / (atOther - atFormer)) +
    ((former - last) / (other - last)) * (atLast / (atFormer - atLast)) * (atOther / (atFormer - atOther))
  );
}
