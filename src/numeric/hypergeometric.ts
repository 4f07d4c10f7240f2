import { eulerIntegral } from "./hypergeometric-integral.ts";
import { continuedSeries, powerSeries, type ScaledSeries } from "./hypergeometric-series.ts";
import { sumError } from "./sum.ts";

/**
 * Gauss's 2F1(a, b; c; z) for real parameters and z < 1; NaN where c is 0 or a negative integer, and where fewer than ten
 * digits would be left, as when a and b are both far above c and z far below 0.
 *
 * Small parameters: a power of 1 - z times a series in [0, 1), by the transformations of Euler and Pfaff, NIST DLMF 15.8.1, of
 * which the one is taken whose terms do not cancel. Large positive ones, of which a series would lose digits: an integral.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  if (!(z < 1) || isPole(c)) return NaN;
  const first = Math.min(a, b);
  const second = Math.max(a, b);
  // Beyond 1e15 one would not see the width of the peak for rounding, and a series that ends at all is better.
  const isLarge = first > 0 && (second > 20 || c > 100) && Math.max(second, c) < 1e15;
  if (isLarge && first < c) return second < c ? eulerIntegral(first, second, c, z) : eulerIntegral(second, first, c, z);
  if (isLarge && second * Math.min(1, -z) > longSeries) {
    const { value, size } = steppedDown(first, second, c, z);
    return size < 1e5 * Math.abs(value) ? value : NaN;
  }
  const form = bestForm(first, second, c, z);
  const power = Math.pow(form.base, form.exponent);
  // The logarithm has fewer digits than the product, but the product needs a power within float64.
  const isPlain = power > 1e-290 && power < Infinity && form.logScale === 0;
  return isPlain ? power * Math.exp(form.logCorrection) * form.series : Math.sign(form.series) * Math.exp(logOf(form));
}

/** With both a and b above c and z below 0, the terms of a series have both signs and rise for about so long before they fall. */
const longSeries = 1000;

/**
 * For 0 < a <= b and z < 0, also where a is above c and the function may change sign, from integrals: (c + n) / c times a term
 * of its series is the term and n / c of it. `size` is the sum without the signs.
 */
function steppedDown(a: number, b: number, c: number, z: number): { readonly value: number; readonly size: number } {
  if (a - c >= mostSteps) return { value: NaN, size: NaN };
  if (a < c) {
    const value = hyp2f1(a, b, c, z);
    return { value, size: value };
  }
  const whole = steppedDown(a, b, c + 1, z);
  const ofSlope = steppedDown(a + 1, b + 1, c + 2, z);
  const factor = ((a * b) / c / (c + 1)) * z;
  return { value: whole.value + factor * ofSlope.value, size: whole.size - factor * ofSlope.size };
}

/** Each of them doubles the number of integrals. */
const mostSteps = 5;

/** base^exponent exp(logCorrection + logScale) series. */
interface Form extends ScaledSeries {
  readonly base: number;
  readonly exponent: number;
  /** What rounding took from base and exponent. */
  readonly logCorrection: number;
}

function logOf(form: Form): number {
  return form.exponent * Math.log(form.base) + (form.logCorrection + form.logScale + Math.log(Math.abs(form.series)));
}

function bestForm(first: number, second: number, c: number, z: number): Form {
  // Two series, each with two parameters: the first ends sooner, unless it has many changes of sign.
  const sooner = z > 0 && c - first >= second;
  const changes = z > 0 ? signChanges(first, second) : signChanges(second, c - first);
  const changesOfOther = z > 0 ? signChanges(c - first, c - second) : signChanges(first, c - second);
  const plain = sooner ? changes <= changesOfOther + 1 : changes + 1 < changesOfOther;
  const preferred = formOf(first, second, c, z, plain);
  if (preferred.cancellation < 50) return preferred;
  const other = formOf(first, second, c, z, !plain);
  const better = other.cancellation < preferred.cancellation ? other : preferred;
  return better.cancellation < 1e5 ? better : noForm;
}

const noForm: Form = { base: 1, exponent: 0, logCorrection: 0, series: NaN, logScale: 0, cancellation: 1 };

/** How often the terms of a series change sign, for c > 0. */
function signChanges(a: number, b: number): number {
  return Math.abs(Math.max(0, Math.ceil(-a)) - Math.max(0, Math.ceil(-b)));
}

/** For z > 0 the series itself (plain) or Euler's; for z <= 0 Pfaff's that keeps b (plain) or a. */
function formOf(a: number, b: number, c: number, z: number, plain: boolean): Form {
  const base = 1 - z;
  const lostBase = sumError(1, -z, base) / base;
  if (z > 0) {
    if (plain) return { base, exponent: 0, logCorrection: 0, ...seriesAt(a, b, c, z, base) };
    const first = c - a;
    const exponent = first - b;
    const lostExponent = sumError(c, -a, first) + sumError(first, -b, exponent);
    return {
      base,
      exponent,
      logCorrection: exponent * lostBase + lostExponent * Math.log(base),
      ...seriesAt(first, c - b, c, z, base),
    };
  }
  const kept = plain ? b : a;
  const other = plain ? a : b;
  return {
    base,
    exponent: -kept,
    logCorrection: -kept * lostBase,
    ...seriesAt(kept, c - other, c, -z / base, 1 / base),
  };
}

/** 2F1 at x in [0, 1), with y = 1 - x. */
function seriesAt(a: number, b: number, c: number, x: number, y: number): ScaledSeries {
  // Started sooner, the steps would amplify the solution in x^(1 - c), which rounding brings in.
  const start = 8 / Math.max(16, Math.abs(c));
  return y > start / 2 || c - a - b > 20 || isPole(a) || isPole(b)
    ? powerSeries(a, b, c, x)
    : continuedSeries(a, b, c, y, start);
}

function isPole(parameter: number): boolean {
  return parameter <= 0 && Number.isInteger(parameter);
}
