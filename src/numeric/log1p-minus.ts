/**
 * ln(1 + x) - x without the cancellation near 0: the exponent of every gamma, beta and binomial density
 * around its mode.
 *
 * With r = x/(2 + x), ln(1 + x) = 2 artanh(r), so that ln(1 + x) - x = -x r + 2 r^3 (1/3 + r^2/5 + r^4/7 + ...).
 */
export function log1pMinus(x: number): number {
  if (!(x >= -0.5 && x <= 1)) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const square = r * r;
  let series = 0;
  for (let i = odds.length - 1; i >= 0; i--) series = series * square + odds[i]!;
  return 2 * r * square * series - x * r;
}

// 1/3, 1/5, 1/7 ...: seventeen terms for |r| <= 1/3.
const odds = [
  0.3333333333333333, 0.2, 0.14285714285714285, 0.1111111111111111, 0.09090909090909091, 0.07692307692307693,
  0.06666666666666667, 0.058823529411764705, 0.05263157894736842, 0.047619047619047616, 0.043478260869565216, 0.04,
  0.037037037037037035, 0.034482758620689655, 0.03225806451612903, 0.030303030303030304, 0.02857142857142857,
];
