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
  const stirling = stirlingErrorDifference(from, step) - stirlingErrorDifference(from + alpha, step);
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
  const series = powers(digammaCoefficients, 1 / from) - powers(digammaCoefficients, 1 / to);
  return sum + Math.log1p(step / from) + step / from / to / 2 + series;
}

/** ψ'(x) - ψ'(x + step) for x > 0 and step >= 0, as accurate. */
export function trigammaDifference(x: number, step: number): number {
  let sum = 0;
  let from = x;
  for (; from < stirlingFrom; from++) sum += fallOfSquare(from, step);
  const to = from + step;
  const series = powers(trigammaCoefficients, 1 / from) / from - powers(trigammaCoefficients, 1 / to) / to;
  return sum + step / from / to + fallOfSquare(from, step) / 2 + series;
}

/** 1/x² - 1/(x + step)². */
function fallOfSquare(x: number, step: number): number {
  return (step / x / (x + step)) * (1 / x + 1 / (x + step));
}

/** Σ coefficient k · inverse^(2k), k = 1, 2, … */
function powers(coefficients: readonly number[], inverse: number): number {
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) series = (series + coefficients[i]!) * inverse * inverse;
  return series;
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
