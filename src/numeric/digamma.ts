import { stirlingFrom } from "./stirling.ts";

/** psi(x), the derivative of ln Gamma(x), for x > 0: -Infinity at 0, NaN below. */
export function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x < 1) return onePlus(x) - 1 / x;
  if (x >= stirlingFrom) {
    const inverse = 1 / x;
    return Math.log(x) - inverse / 2 - asymptotic(digammaCoefficients, inverse * inverse);
  }
  let reduced = x;
  let sum = 0;
  while (reduced > 2) {
    reduced -= 1;
    sum += 1 / reduced;
  }
  return onePlus(reduced - 1) + sum;
}

/** psi'(x) for x > 0: Infinity at 0, NaN below. */
export function trigamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  let shifted = x;
  let sum = 0;
  while (shifted < stirlingFrom) {
    sum += 1 / (shifted * shifted);
    shifted += 1;
  }
  const inverse = 1 / shifted;
  return sum + inverse * (1 + inverse / 2 + asymptotic(trigammaCoefficients, inverse * inverse));
}

/**
 * psi(1 + z) on [0, 1] as (z - root) P(z)/Q(z): the root is a factor in two parts, so that nothing cancels at it.
 * Minimax fit by test/unit/numeric/minimax.py, relative error 6e-17.
 */
function onePlus(z: number): number {
  const p =
    1.2503801375034054 +
    z *
      (1.6689086985510035 +
        z * (0.7158955423051093 + z * (0.1138310827328382 + z * (0.005419956578298421 + z * 1.697727870349677e-5))));
  const q =
    1 +
    z *
      (2.0182678718741993 +
        z * (1.3503312867673107 + z * (0.3709339482996038 + z * (0.04010327982521567 + z * 0.0012325217671956886))));
  return ((z - 0.46163214496836225 - 9.549995429965697e-17) * p) / q;
}

function asymptotic(coefficients: readonly number[], square: number): number {
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) series = (series + coefficients[i]!) * square;
  return series;
}

// B_2k / (2k) and B_2k: NIST Digital Library of Mathematical Functions 5.11.2 and 5.15.8.
const digammaCoefficients = [
  0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667, 0.007575757575757576,
  -0.021092796092796094, 0.08333333333333333, -0.4432598039215686,
];
const trigammaCoefficients = [
  0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333, 0.07575757575757576,
  -0.2531135531135531, 1.1666666666666667, -7.092156862745098,
];
