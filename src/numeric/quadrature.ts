import { fail } from "../core/metric-error.ts";

/** A function to integrate. Near an end at which it is singular x is rounded, but its distances from the ends are not. */
export type Integrand = (x: number, fromLower: number, toUpper: number) => number;

/**
 * The integral of f from `lower` to `upper`, either of which may be infinite; f may be singular at them.
 *
 * Takahasi, H. and Mori, M. (1974). Double exponential formulas for numerical integration. Publications of the Research
 * Institute for Mathematical Sciences 9, 721-741. A narrow peak amid nothing may be missed: split the range there.
 *
 * @param relTolerance - error allowed, relative to the integral of |f|
 * @throws {@link MetricError} `INTEGRAL_NOT_FOUND` where f is not finite inside or ever smaller steps do not agree
 */
export function integrate(f: Integrand, lower: number, upper: number, relTolerance: number = 1e-13): number {
  if (lower === upper) return 0;
  if (lower > upper) return -integrate(f, upper, lower, relTolerance);
  if (lower === -Infinity && upper < Infinity) {
    return integrate((x, fromLower, toUpper) => f(-x, toUpper, fromLower), -upper, Infinity, relTolerance);
  }
  if (lower === -Infinity) return trapezoid((t) => onLine(f, t), relTolerance);
  if (upper === Infinity) return trapezoid((t) => onHalfLine(f, lower, t), relTolerance);
  return trapezoid((t) => onInterval(f, lower, upper, t), relTolerance);
}

/** Halves the step of the trapezoidal rule, which is as good as any for a function that dies out doubly exponentially. */
function trapezoid(f: (t: number) => number, relTolerance: number): number {
  let sum = 0;
  let size = 0;
  let before = NaN;
  for (let level = 0; level <= 12; level++) {
    const step = 2 ** -level;
    for (let i = level === 0 ? 0 : 1; i * step < reach; i += level === 0 ? 1 : 2) {
      const right = f(i * step);
      const left = i === 0 ? 0 : f(-i * step);
      sum += left + right;
      size += Math.abs(left) + Math.abs(right);
    }
    const value = sum * step;
    if (!Number.isFinite(value))
      fail("INTEGRAL_NOT_FOUND", "Cannot integrate the function as it must be finite between the bounds", value);
    if (level >= 3 && size > 0 && Math.abs(value - before) <= relTolerance * size * step) return value;
    before = value;
  }
  return size === 0
    ? 0
    : fail("INTEGRAL_NOT_FOUND", "Cannot integrate the function as ever smaller steps must agree", before);
}

/** exp(-pi sinh(t)) is 0 from here on. */
const reach = 6.2;

/** x = middle + width/2 tanh(pi/2 sinh t). */
function onInterval(f: Integrand, lower: number, upper: number, t: number): number {
  const decay = Math.exp(-Math.PI * Math.sinh(Math.abs(t)));
  const near = ((upper - lower) * decay) / (1 + decay);
  if (near === 0) return 0;
  const far = (upper - lower) / (1 + decay);
  const weight = (Math.PI * Math.cosh(t) * near) / (1 + decay);
  return weight * (t < 0 ? f(lower + near, near, far) : f(upper - near, far, near));
}

/** x = lower + exp(pi/2 sinh t). */
function onHalfLine(f: Integrand, lower: number, t: number): number {
  const distance = Math.exp((Math.PI / 2) * Math.sinh(t));
  const weight = distance * (Math.PI / 2) * Math.cosh(t);
  return weight === 0 || weight === Infinity ? 0 : weight * farOut(f(lower + distance, distance, Infinity), distance);
}

/** x = sinh(pi/2 sinh t). */
function onLine(f: Integrand, t: number): number {
  const inner = (Math.PI / 2) * Math.sinh(t);
  const weight = Math.cosh(inner) * (Math.PI / 2) * Math.cosh(t);
  return weight === Infinity ? 0 : weight * farOut(f(Math.sinh(inner), Infinity, Infinity), weight);
}

/** x^2 exp(-x) is Infinity times 0 where x is 1e200: the NaN of a function that dies out is its 0. */
function farOut(value: number, distance: number): number {
  return distance > 1e20 && Number.isNaN(value) ? 0 : value;
}
