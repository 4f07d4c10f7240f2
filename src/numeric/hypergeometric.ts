import { logGammaRatio } from "./gamma.ts";
import { continuedSeries, powerSeries, type ScaledSeries } from "./hypergeometric-series.ts";
import { sumError } from "./sum.ts";

/**
 * Gauss's 2F1(a, b; c; z) for real parameters and z < 1; NaN where c is 0 or a negative integer, and where fewer than ten
 * digits would be left, as when a and b are both far above c and z far below 0.
 *
 * A power of 1 - z times a series in [0, 1): the transformations of Euler and Pfaff, NIST DLMF 15.8.1, of which the one is
 * taken whose terms do not cancel.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  const form = bestForm(a, b, c, z);
  const power = Math.pow(form.base, form.exponent);
  // The logarithm has fewer digits than the product, but the product needs a power within float64.
  const isPlain = power > 1e-290 && power < Infinity && form.logScale === 0;
  return isPlain ? power * Math.exp(form.logCorrection) * form.series : Math.sign(form.series) * Math.exp(logOf(form));
}

/** ln 2F1(a, b; c; z), also where the function itself is beyond float64; NaN where it is negative. */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  const form = bestForm(a, b, c, z);
  return form.series < 0 ? NaN : logOf(form);
}

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

function bestForm(a: number, b: number, c: number, z: number): Form {
  const first = Math.min(a, b);
  const second = Math.max(a, b);
  if (!(z < 1) || isPole(c)) return noForm;
  if (z <= -1 && second - first > 150 && first > 0 && first < c && c <= second)
    return formAtInfinity(first, second, c, z);
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

/**
 * For z <= -1 and b much larger than a: the first of the two terms of NIST DLMF 15.8.3, as the other one is smaller by
 * (1 - z)^(a - b) and its series ends long before its denominators come near to 0.
 */
function formAtInfinity(a: number, b: number, c: number, z: number): Form {
  const base = 1 - z;
  const logCorrection = logGammaRatio(b, -a) + logGammaRatio(c - a, a) - (a * sumError(1, -z, base)) / base;
  return { base, exponent: -a, logCorrection, ...powerSeries(a, c - b, a - b + 1, 1 / base) };
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
