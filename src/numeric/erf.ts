import { normalQuantile } from "./normal-quantile.ts";

// Cody, W. J. (1969). Rational Chebyshev approximations for the error function. Mathematics of Computation 23,
// 631-637, with the coefficients of his routine CALERF. Highest power first.

/** 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.46875) return x * nearZero(x * x);
  const value = 1 - erfc(size);
  return x < 0 ? -value : value;
}

/** 1 - erf(x), with its relative accuracy kept for large x down to 5e-324. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x <= 0.46875) return 1 - x * nearZero(x * x);
  return expSquare(x, -1) * erfcx(x);
}

/** exp(x^2) erfc(x): what is left of erfc for large x, about 1/(x sqrt(pi)). */
export function erfcx(x: number): number {
  if (x < 0) return 2 * expSquare(x, 1) - erfcx(-x);
  if (x <= 0.46875) return Math.exp(x * x) * (1 - x * nearZero(x * x));
  if (x <= 4) return horner(middleNumerator, x) / horner(middleDenominator, x);
  const inverse = 1 / (x * x);
  const series = (inverse * horner(farNumerator, inverse)) / horner(farDenominator, inverse);
  return (0.5641895835477563 - series) / x;
}

/** The x with erfc(x) = q for q in [0, 2]: Infinity at 0. */
export function erfcInverse(q: number): number {
  return -normalQuantile(q / 2) * 0.7071067811865476;
}

/**
 * exp(factor x^2) for a factor of 1, -1 or -1/2. The error of a rounded x^2 would be multiplied by x^2; the square of
 * the first bits of x is exact, and the rest is small.
 */
export function expSquare(x: number, factor: number): number {
  const square = factor * x * x;
  if (!(Math.abs(square) < 800)) return Math.exp(square);
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(factor * head * head) * Math.exp(factor * (x - head) * (x + head));
}

function nearZero(square: number): number {
  return horner(nearNumerator, square) / horner(nearDenominator, square);
}

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i]!;
  return value;
}

const nearNumerator = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694,
];
const nearDenominator = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const middleNumerator = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const middleDenominator = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const farNumerator = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  6.587491615298378e-4,
];
const farDenominator = [
  1, 2.568520192289822, 1.8729528499234672, 0.5279051029514285, 0.06051834131244132, 0.00233520497626869,
];
