import { gammaBelowStirling, gammaStar, logGamma1p } from "./gamma.ts";
import { log1pMinus } from "./log1p-minus.ts";
import { normalQuantile, normalUpperQuantile } from "./normal-quantile.ts";
import { solveTail } from "./solve-tail.ts";
import { stirlingFrom } from "./stirling.ts";
import { type Tails, uniformFrom, uniformTails } from "./uniform-tails.ts";

/** P(a, x), the regularised lower incomplete gamma function, for a > 0 and x >= 0. */
export function gammaP(a: number, x: number): number {
  return gammaTails(a, x).lower;
}

/** Q(a, x) = 1 - P(a, x), with its own relative accuracy. */
export function gammaQ(a: number, x: number): number {
  return gammaTails(a, x).upper;
}

/** The x with P(a, x) = p. */
export function gammaPInverse(a: number, p: number): number {
  return gammaInverse(a, p, 1 - p);
}

/** The x with Q(a, x) = q, as exact for q = 1e-300 as for q = 0.1. */
export function gammaQInverse(a: number, q: number): number {
  return gammaInverse(a, 1 - q, q);
}

/** P(a, x) and Q(a, x). */
export function gammaTails(a: number, x: number): Tails {
  if (!(a > 0 && a < Infinity && x >= 0)) return { lower: NaN, upper: NaN, density: NaN };
  if (x === 0) return { lower: 0, upper: 1, density: 0 };
  if (x === Infinity) return { lower: 1, upper: 0, density: 0 };
  if (a >= uniformFrom) {
    const exponent = gammaExponent(a, x);
    if (exponent <= a / 2) return uniformTails(exponent, x < a, a, 1);
  }
  if (a < 1 && x < 1) return smallTails(a, x);
  const density = gammaDensityTimesX(a, x);
  if (x < a) {
    const lower = (density / a) * ascendingSeries(a, x);
    return { lower, upper: 1 - lower, density };
  }
  const upper = density * upperFraction(a, x);
  return { lower: 1 - upper, upper, density };
}

/** x^a exp(-x) / Gamma(a): x times the density. */
export function gammaDensityTimesX(a: number, x: number): number {
  if (a < stirlingFrom) {
    // In two halves, as exp(-x) alone may underflow where the product does not.
    const half = Math.exp(-x / 2);
    return ((Math.pow(x, a) * half) / gammaBelowStirling(a)) * half;
  }
  return (Math.sqrt(a / 6.283185307179586) * Math.exp(-gammaExponent(a, x))) / gammaStar(a);
}

/** x - a - a ln(x/a), which is 0 at x = a, without cancellation there. */
function gammaExponent(a: number, x: number): number {
  const relative = (x - a) / a;
  return relative > -0.5 ? -a * log1pMinus(relative) : x - a - a * Math.log(x / a);
}

/** 1 + x/(a + 1) + x^2/((a + 1)(a + 2)) + ..., NIST DLMF 8.7.1. */
function ascendingSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction of Gamma(a, x) x^-a exp(x), NIST DLMF 8.9.2, by the method of Lentz. */
function upperFraction(a: number, x: number): number {
  let denominator = x + 1 - a;
  let c = Infinity;
  let d = 1 / denominator;
  let value = d;
  for (let n = 1; n < 10000; n++) {
    const numerator = -n * (n - a);
    denominator += 2;
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return value;
}

/**
 * Both tails for a < 1 and x < 1, where Q may be as small as a: Q = 1 - x^a/Gamma(1 + a) + the rest of the series.
 *
 * Gautschi, W. (1979). A computational procedure for incomplete gamma functions. ACM TOMS 5, 466-481.
 */
function smallTails(a: number, x: number): Tails {
  const logScale = logGamma1p(a);
  let term = 1;
  let rest = 0;
  for (let n = 1; n < 40; n++) {
    term *= -x / n;
    rest += (term * a) / (a + n);
  }
  const leading = Math.pow(x, a) * Math.exp(-logScale);
  const upper = -Math.expm1(a * Math.log(x) - logScale) - leading * rest;
  return { lower: leading + leading * rest, upper, density: leading * a * Math.exp(-x) };
}

function gammaInverse(a: number, lower: number, upper: number): number {
  if (!(a > 0 && a < Infinity && lower >= 0 && upper >= 0)) return NaN;
  if (lower === 0) return 0;
  if (upper === 0) return Infinity;
  const start = startOfInverse(a, lower, upper);
  if (start === 0) return 0;
  return solveTail(
    lower,
    upper,
    start,
    (x) => gammaTails(a, x),
    (x) => a - x,
  );
}

function startOfInverse(a: number, lower: number, upper: number): number {
  if (a >= 1) {
    // Wilson, E. B. and Hilferty, M. M. (1931). The distribution of chi-square. PNAS 17, 684-688.
    const z = lower < upper ? normalQuantile(lower) : normalUpperQuantile(upper);
    const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
    if (root > 0.3) return a * root ** 3;
  }
  // P is at most x^a/Gamma(1 + a), and nearly that for small x; Q is nearly exp(-x) x^(a - 1)/Gamma(a) for large.
  const logLower = lower < upper ? Math.log(lower) : Math.log1p(-upper);
  const nearZero = Math.exp((logLower + logGamma1p(a)) / a);
  return lower < upper || nearZero < 1 ? nearZero : Math.max(1, Math.log(a / upper) - logGamma1p(a));
}
