import { sumError } from "./sum.ts";

/**
 * Gauss's 2F1(a, b; c; z) for real parameters and z < 1; NaN where c is 0 or a negative integer.
 *
 * A power of 1 - z times a series in [0, 1) (transformations of Euler and Pfaff, NIST DLMF 15.8.1), chosen so that its
 * terms do not cancel; near 1 the series is continued by Taylor steps through the differential equation, which needs no
 * special case where c - a - b is an integer.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  const form = bestForm(a, b, c, z);
  const factor = Math.pow(form.base, form.exponent) * Math.exp(form.logCorrection);
  const value = factor * form.series;
  if (Number.isFinite(value) && factor !== 0) return value;
  return Math.sign(form.series) * Math.exp(logOf(form));
}

/** ln 2F1(a, b; c; z), also where the function itself is beyond float64; NaN where it is negative. */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  const form = bestForm(a, b, c, z);
  return form.series < 0 ? NaN : logOf(form);
}

/** base^exponent exp(logCorrection) series. */
interface Form {
  readonly base: number;
  readonly exponent: number;
  /** What rounding took from base and exponent. */
  readonly logCorrection: number;
  readonly series: number;
  /** How many times larger than the sum its terms are: the digits lost. */
  readonly cancellation: number;
}

function logOf(form: Form): number {
  return form.exponent * Math.log(form.base) + form.logCorrection + Math.log(Math.abs(form.series));
}

function bestForm(a: number, b: number, c: number, z: number): Form {
  const first = Math.min(a, b);
  const second = Math.max(a, b);
  const plain = z > 0 ? c - a >= b : true;
  const preferred = form(first, second, c, z, plain);
  if (preferred.cancellation < 50) return preferred;
  const other = form(first, second, c, z, !plain);
  return other.cancellation < preferred.cancellation ? other : preferred;
}

/** For z > 0 the series itself or Euler's; for z < 0 Pfaff's with the one or the other parameter taken out. */
function form(a: number, b: number, c: number, z: number, plain: boolean): Form {
  const base = 1 - z;
  const lostBase = sumError(1, -z, base) / base;
  if (z > 0) {
    if (plain) return { base, exponent: 0, logCorrection: 0, ...seriesAt(a, b, c, z, base) };
    const first = c - a;
    const exponent = first - b;
    const lostExponent = sumError(c, -a, first) + sumError(first, -b, exponent);
    return { base, exponent, logCorrection: exponent * lostBase + lostExponent * Math.log(base), ...seriesAt(first, c - b, c, z, base) };
  }
  const kept = plain ? a : b;
  const other = plain ? b : a;
  return { base, exponent: -kept, logCorrection: -kept * lostBase, ...seriesAt(kept, c - other, c, -z / base, 1 / base) };
}

interface Series {
  readonly series: number;
  readonly cancellation: number;
}

/** 2F1 at x in [0, 1), with y = 1 - x. */
function seriesAt(a: number, b: number, c: number, x: number, y: number): Series {
  const near = x <= 0.75 || isPole(a) || isPole(b);
  const start = powerSeries(a, b, c, near ? x : 0.5);
  let { value, slope, cancellation } = start;
  for (let at = 0.5; !near && at > y; at /= 2) {
    const step = at - Math.max(y, at / 2);
    const next = taylorStep(a, b, c, at, step, value, slope);
    value = next.value;
    slope = next.slope;
    cancellation = Math.max(cancellation, next.cancellation);
  }
  return { series: isPole(c) ? NaN : value, cancellation };
}

function isPole(parameter: number): boolean {
  return parameter <= 0 && Number.isInteger(parameter);
}

interface Local {
  readonly value: number;
  readonly slope: number;
  readonly cancellation: number;
}

/** The defining series at x, and its derivative. */
function powerSeries(a: number, b: number, c: number, x: number): Local {
  let term = 1;
  let value = 1;
  let slope = 0;
  let size = 1;
  for (let n = 0; n < 1e6; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * x;
    value += term;
    slope += (n + 1) * term;
    size += Math.abs(term);
    if (!(n * Math.abs(term) > 1e-17 * Math.abs(slope)) && !(Math.abs(term) > 1e-17 * Math.abs(value))) break;
  }
  return { value, slope: x === 0 ? (a * b) / c : slope / x, cancellation: size / Math.abs(value) };
}

/** From 1 - y to 1 - y + step, step <= y/2, by the Taylor series whose terms the hypergeometric equation gives. */
function taylorStep(a: number, b: number, c: number, y: number, step: number, start: number, startSlope: number): Local {
  const x = 1 - y;
  const total = a + b + 1;
  const tilt = total * x - c;
  const ratio = step / (x * y);
  let before = start;
  let term = startSlope * step;
  let value = start + term;
  let slope = term;
  let size = Math.abs(start) + Math.abs(term);
  for (let n = 0; n < 1e6; n++) {
    const next = (ratio * (((a + n) * (b + n) * step * before) / (n + 1) + (tilt + n * (1 - 2 * y)) * term)) / (n + 2);
    before = term;
    term = next;
    value += term;
    slope += (n + 2) * term;
    size += Math.abs(term);
    if (!(n * (Math.abs(term) + Math.abs(before)) > 1e-17 * Math.abs(slope)) && !(Math.abs(term) > 1e-17 * Math.abs(value))) break;
  }
  return { value, slope: slope / step, cancellation: size / Math.abs(value) };
}
