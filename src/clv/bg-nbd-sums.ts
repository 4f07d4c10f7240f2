import { logGammaRatio } from "../numeric/gamma.ts";
import type { DerivativeSlots, ParameterValues } from "./purchase-process.ts";

// What the purchases themselves add to a log-likelihood and its derivatives by the logarithms of r, alpha, a and b: the
// logarithm of (r)_x (b)_n / (a + b)_n, a factor at a time, so that nothing cancels however large the parameters are.

/** `weight` times ln(r + j): a purchase after j others. */
export function addRate(sums: DerivativeSlots, parameters: ParameterValues, j: number, weight: number): void {
  const r = parameters[0]!;
  const share = r / (r + j);
  sums[0]! += weight * Math.log(r + j);
  sums[1]! += weight * share;
  sums[5]! += weight * share * (j / (r + j));
}

/** `weight` times ln((b + j) / (a + b + j)): a chance to leave that is not taken, after j others. */
export function addStay(sums: DerivativeSlots, parameters: ParameterValues, j: number, weight: number): void {
  const a = parameters[2]!;
  const b = parameters[3]!;
  const stay = b + j;
  const all = a + stay;
  const left = a / all;
  const share = b / stay;
  sums[0]! -= weight * Math.log1p(a / stay);
  sums[3]! -= weight * left;
  sums[4]! += weight * left * share;
  sums[12]! -= weight * left * (stay / all);
  sums[13]! += weight * left * (b / all);
  sums[14]! += weight * left * share * ((j / stay) * ((stay + all) / all) - stay / all);
}

/** {@link addRate} for j from `from` to `to` - 1, for `from` of 1000 or more. */
export function addRates(
  sums: DerivativeSlots,
  parameters: ParameterValues,
  from: number,
  to: number,
  weight: number,
): void {
  const r = parameters[0]!;
  const slope = reciprocals(r + from, to - from);
  const bend = squareReciprocals(r + from, to - from);
  sums[0]! += weight * logGammaRatio(r + from, to - from);
  sums[1]! += weight * r * slope;
  sums[5]! += weight * r * (slope - r * bend);
}

/** {@link addStay} for j from `from` to `to` - 1, for `from` of 1000 or more. */
export function addStays(
  sums: DerivativeSlots,
  parameters: ParameterValues,
  from: number,
  to: number,
  weight: number,
): void {
  const a = parameters[2]!;
  const b = parameters[3]!;
  const stay = b + from;
  const all = a + stay;
  const steps = to - from;
  const slopeOfStay = reciprocals(stay, steps);
  const slopeOfAll = reciprocals(all, steps);
  const bendOfStay = squareReciprocals(stay, steps);
  const bendOfAll = squareReciprocals(all, steps);
  sums[0]! += weight * (logGammaRatio(stay, steps) - logGammaRatio(all, steps));
  sums[3]! -= weight * a * slopeOfAll;
  sums[4]! += weight * b * (slopeOfStay - slopeOfAll);
  sums[12]! -= weight * a * (slopeOfAll - a * bendOfAll);
  sums[13]! += weight * a * b * bendOfAll;
  sums[14]! += weight * b * (slopeOfStay - slopeOfAll - b * (bendOfStay - bendOfAll));
}

/** The sum of 1 / (y + j) for j from 0 to n - 1, for y of 1000 or more: the formula of Euler and Maclaurin, NIST DLMF 2.10.1. */
function reciprocals(y: number, n: number): number {
  const u = 1 / y;
  const v = 1 / (y + n);
  return Math.log1p(n * u) + (n * u * v) / 2 + (u * u - v * v) / 12 - (u * u * u * u - v * v * v * v) / 120;
}

/** The sum of 1 / (y + j)^2. */
function squareReciprocals(y: number, n: number): number {
  const u = 1 / y;
  const v = 1 / (y + n);
  return n * u * v + (u * u - v * v) / 2 + (u * u * u - v * v * v) / 6;
}
