/** From here on the eight terms of {@link stirlingError} are as good as float64. */
export const stirlingFrom = 10;

/**
 * What Stirling's formula leaves out: ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2], for x >= {@link stirlingFrom}.
 *
 * The asymptotic series of B_2k / (2k (2k - 1) x^(2k - 1)): NIST Digital Library of Mathematical Functions 5.11.1.
 */
export function stirlingError(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) series = series * square + coefficients[i]!;
  return series * inverse;
}

/**
 * stirlingError(x + step) - stirlingError(x), also where the two agree in all their digits.
 *
 * With u = 1/x and v = 1/(x + step) it is v T(v^2) - u T(u^2) = (v - u) (T(v^2) + u (u + v) T[u^2, v^2]), and the
 * divided difference T[.,.] comes out of the same Horner scheme.
 */
export function stirlingErrorDifference(x: number, step: number): number {
  const u = 1 / x;
  const v = 1 / (x + step);
  let value = 0;
  let divided = 0;
  let atU = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) {
    divided = divided * v * v + atU;
    atU = atU * u * u + coefficients[i]!;
    value = value * v * v + coefficients[i]!;
  }
  return -step * u * v * (value + u * (u + v) * divided);
}

const coefficients = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
];
