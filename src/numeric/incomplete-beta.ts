import { gammaStar, logBeta, logGamma1p, logGammaRatio } from "./gamma.ts";
import { log1pMinus } from "./log1p-minus.ts";
import { normalQuantile, normalUpperQuantile } from "./normal-quantile.ts";
import { solveTail } from "./solve-tail.ts";
import { productError, sumError } from "./sum.ts";
import { type Tails, uniformFrom, uniformTails } from "./uniform-tails.ts";

/** I_x(a, b), the regularised incomplete beta function, for 0 <= x <= 1 and a, b > 0. */
export function betaI(x: number, a: number, b: number): number {
  return betaTails(x, 1 - x, a, b).lower;
}

/** 1 - I_x(a, b), with its own relative accuracy. */
export function betaIUpper(x: number, a: number, b: number): number {
  return betaTails(x, 1 - x, a, b).upper;
}

/** The x with I_x(a, b) = p. */
export function betaIInverse(p: number, a: number, b: number): number {
  return shareOfOdds(betaOddsOfTails(p, 1 - p, a, b));
}

/** The x with 1 - I_x(a, b) = q, as exact for q = 1e-300 as for q = 0.1. */
export function betaIUpperInverse(q: number, a: number, b: number): number {
  return shareOfOdds(betaOddsOfTails(1 - q, q, a, b));
}

/** The odds x / (1 - x) of the x with given tails: of which a t or F quantile is made, and 1 - x without cancellation. */
export function betaOddsOfTails(lower: number, upper: number, a: number, b: number): number {
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity && lower >= 0 && upper >= 0)) return NaN;
  if (lower === 0) return 0;
  if (upper === 0) return Infinity;
  const start = startOfInverse(lower, upper, a, b);
  if (start === 0 || start === Infinity) return start;
  return solveTail(
    lower,
    upper,
    start,
    (odds) => betaTails(shareOfOdds(odds), 1 / (1 + odds), a, b),
    (odds) => (a - b * odds) / (1 + odds),
  );
}

/** x of the odds x / (1 - x). */
export function shareOfOdds(odds: number): number {
  return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
}

/** I_x(a, b) and 1 - I_x(a, b), given x and y = 1 - x: the smaller of the two is believed to be exact. */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity && x >= 0 && y >= 0))
    return { lower: NaN, upper: NaN, density: NaN };
  if (x === 0) return { lower: 0, upper: 1, density: 0 };
  if (y === 0) return { lower: 1, upper: 0, density: 0 };
  const total = a + b;
  const size = a * (b / total);
  if (size >= uniformFrom) {
    const exponent = betaExponent(x, y, a, b);
    if (exponent <= size / 2) return uniformTails(exponent, aboveMean(x, y, a, b) < 0, size, (b - a) / total);
  }
  if (b * x <= 0.7 && x <= 0.5) return ascendingTails(x, y, a, b);
  if (a * y <= 0.7 && y <= 0.5) return swapped(ascendingTails(y, x, b, a));
  const useLower = a < 1 ? false : b < 1 ? true : x * total <= a;
  return useLower ? fractionTails(x, y, a, b) : swapped(fractionTails(y, x, b, a));
}

function swapped(tails: Tails): Tails {
  return { lower: tails.upper, upper: tails.lower, density: tails.density };
}

/** x^a y^b / B(a, b): x y times the density. */
export function betaDensityTimesXY(x: number, y: number, a: number, b: number): number {
  const total = a + b;
  const peak = Math.sqrt((a * (b / total)) / 6.283185307179586);
  return (peak * Math.exp(-betaExponent(x, y, a, b)) * gammaStar(total)) / (gammaStar(a) * gammaStar(b));
}

/** a ln(p/x) + b ln(q/y) with p = a/(a + b) and q = 1 - p, which is 0 at x = p, without cancellation there. */
function betaExponent(x: number, y: number, a: number, b: number): number {
  const above = aboveMean(x, y, a, b);
  return part(a, above, x * ((a + b) / a)) + part(b, -above, y * ((a + b) / b));
}

/** The terms in `above` of the two parts add up to 0: without them each part is of one sign. */
function part(shape: number, above: number, ratio: number): number {
  const relative = above / shape;
  return relative > -0.5 ? -shape * log1pMinus(relative) : above - shape * Math.log(ratio);
}

/** x (a + b) - a, in which a product of float64 numbers near 1e12 would leave nothing but its rounding error. */
function aboveMean(x: number, y: number, a: number, b: number): number {
  return x <= y ? lessProducts(x, a, b) : -lessProducts(y, b, a);
}

/** x b + x a - a, rounded once. */
function lessProducts(x: number, a: number, b: number): number {
  const xa = x * a;
  const xb = x * b;
  const difference = xa - a;
  const sum = difference + xb;
  return (
    sum +
    (sumError(xa, -a, difference) + sumError(difference, xb, sum) + productError(x, a, xa) + productError(x, b, xb))
  );
}

/**
 * Both tails for x <= 1/2 and b x < 1 by the power series of NIST DLMF 8.17.7; for a <= 1 the upper one too, which may be
 * as small as a.
 */
function ascendingTails(x: number, y: number, a: number, b: number): Tails {
  let term = 1;
  let rest = 0;
  for (let n = 1; n < 80; n++) {
    term *= ((n - b) * x) / n;
    const part = (term * a) / (a + n);
    rest += part;
    if (Math.abs(part) < 1e-17 * (1 + rest)) break;
  }
  const power = Math.exp(b * Math.log1p(-x));
  if (a <= 1) {
    const logScale = logGammaRatio(b, a) - logGamma1p(a);
    const leading = Math.pow(x, a) * Math.exp(logScale);
    const upper = -Math.expm1(a * Math.log(x) + logScale) - leading * rest;
    return { lower: leading + leading * rest, upper, density: leading * a * power };
  }
  const density = betaDensityTimesXY(x, y, a, b);
  const leading = density / (a * power);
  const lower = leading + leading * rest;
  return { lower, upper: 1 - lower, density };
}

/**
 * Both tails by the continued fraction of DiDonato, A. R. and Morris, A. H. (1992), Algorithm 708, ACM TOMS 18, 360-373,
 * formula for BFRAC, by the method of Lentz.
 */
function fractionTails(x: number, y: number, a: number, b: number): Tails {
  const below = -aboveMean(x, y, a, b);
  let denominator = (a * (below + 1)) / (a + 1);
  let c = Infinity;
  let d = 1 / denominator;
  let value = d;
  for (let n = 1; n < 10000; n++) {
    const middle = a + 2 * n - 1;
    const numerator = ((a + n - 1) / middle) * ((a + b + n - 1) / middle) * n * (b - n) * x * x;
    denominator = n + (n * (b - n) * x) / middle + ((a + n) / (a + 2 * n + 1)) * (below + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  const density = betaDensityTimesXY(x, y, a, b);
  const lower = density * value;
  return { lower, upper: 1 - lower, density };
}

function startOfInverse(lower: number, upper: number, a: number, b: number): number {
  if (a >= 1 && b >= 1) {
    // The cube roots of two gamma variables are nearly normal (Wilson and Hilferty), so that the root of their ratio
    // solves a quadratic equation: Paulson, E. (1942). Annals of Mathematical Statistics 13, 233-235.
    const z = lower < upper ? normalQuantile(lower) : normalUpperQuantile(upper);
    const va = 1 / (9 * a);
    const vb = 1 / (9 * b);
    const ma = 1 - va;
    const mb = 1 - vb;
    const leading = mb * mb - z * z * vb;
    const root = (ma * mb + z * Math.sqrt(Math.max(0, va * mb * mb + vb * ma * ma - z * z * va * vb))) / leading;
    if (leading > 0.1 && root > 0.2) return (a / b) * root ** 3;
  }
  // I <= x^a / (a B) near 0, and 1 - I <= y^b / (b B) near 1.
  const logB = logBeta(a, b);
  const logLower = lower < upper ? Math.log(lower) : Math.log1p(-upper);
  const logUpper = lower < upper ? Math.log1p(-lower) : Math.log(upper);
  const logX = (logLower + Math.log(a) + logB) / a;
  const logY = (logUpper + Math.log(b) + logB) / b;
  return logX < logY ? Math.exp(logX) : Math.exp(-logY);
}
