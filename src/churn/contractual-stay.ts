import { stirlingErrorDifference } from "../numeric/stirling.ts";

/**
 * ln B(alpha, x + step) / B(alpha, x), accurate to the last digits also where few leave, which the difference of four
 * ln Γ is not.
 *
 * With ratio = alpha · step / (x · (x + alpha + step)) it is -ln(1 + ratio) more than the same at x + 1; from there on
 * Stirling's series, whose large terms fall out when they are written with ratio.
 */
export function logStay(alpha: number, x: number, step: number): number {
  let sum = 0;
  let from = x;
  for (; from < stirlingFrom; from++) sum -= logOfRatio(alpha, from, step);
  // The difference of two differences, alpha and step being alike: each by the smaller of the two, as both are of its size.
  const [less, more] = alpha < step ? [alpha, step] : [step, alpha];
  const stirling = stirlingErrorDifference(from, less) - stirlingErrorDifference(from + more, less);
  return (
    sum +
    (from - 0.5) * logOfRatio(alpha, from, step) -
    step * Math.log1p(alpha / (from + step)) -
    alpha * Math.log1p(step / (from + alpha)) +
    stirling
  );
}

function logOfRatio(alpha: number, x: number, step: number): number {
  return Math.log1p((alpha / x) * (step / (x + alpha + step)));
}

/** ψ(x + step) - ψ(x) for x > 0 and step >= 0, accurate to the last digits for any step. */
export function digammaDifference(x: number, step: number): number {
  let sum = 0;
  let from = x;
  for (; from < stirlingFrom; from++) sum += step / from / (from + step);
  const to = from + step;
  const series = seriesOf(digammaCoefficients, from, step);
  return sum + Math.log1p(step / from) + step / from / to / 2 + series.fall;
}

/** ψ'(x) - ψ'(x + step) for x > 0 and step >= 0, as accurate. */
export function trigammaDifference(x: number, step: number): number {
  let sum = 0;
  let from = x;
  for (; from < stirlingFrom; from++) sum += fallOfSquare(from, step);
  const to = from + step;
  const series = seriesOf(trigammaCoefficients, from, step);
  return sum + step / from / to + fallOfSquare(from, step) / 2 + (series.fall + (series.atFrom * step) / from) / to;
}

/** 1/x² - 1/(x + step)². */
function fallOfSquare(x: number, step: number): number {
  return (step / x / (x + step)) * (1 / x + 1 / (x + step));
}

/**
 * Σ coefficient k · x^(-2k), k = 1, 2, … at x = from, and how much less it is at from + step, also where the two agree in all
 * their digits: by the divided difference in the squares, which comes out of the same Horner scheme.
 */
function seriesOf(
  coefficients: readonly number[],
  from: number,
  step: number,
): { readonly atFrom: number; readonly fall: number } {
  const square = 1 / from / from;
  const squareTo = 1 / (from + step) / (from + step);
  let value = 0;
  let divided = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) {
    divided = divided * squareTo + value;
    value = value * square + coefficients[i]!;
  }
  // value is T and the series x^-2 T(x^-2).
  const fallOfValue = divided * fallOfSquare(from, step);
  return {
    atFrom: value * square,
    fall: value * fallOfSquare(from, step) + squareTo * fallOfValue,
  };
}

const stirlingFrom = 16;

// B_2k / (2k) and B_2k: NIST Digital Library of Mathematical Functions 5.11.2 and 5.15.8.
const digammaCoefficients = [
  0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667, 0.007575757575757576,
  -0.021092796092796094,
];
const trigammaCoefficients = [
  0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333, 0.07575757575757576,
  -0.2531135531135531,
];
