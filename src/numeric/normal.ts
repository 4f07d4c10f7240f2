import { erf, erfcx, expSquare } from "./erf.ts";

/** P(Z <= x) for a standard normal Z. */
export function normalCdf(x: number): number {
  return normalSurvival(-x);
}

/** P(Z > x) for a standard normal Z, with its relative accuracy kept for large x. */
export function normalSurvival(x: number): number {
  if (Math.abs(x) < 0.66) return 0.5 - erf(x * rootHalf) / 2;
  return x < 0 ? 1 - normalSurvival(-x) : (expSquare(x, -0.5) * erfcx(x * rootHalf)) / 2;
}

/** ln P(Z <= x), finite and exact where the probability itself is 0 or 1 in float64. */
export function logNormalCdf(x: number): number {
  return logNormalSurvival(-x);
}

/** ln P(Z > x), finite and exact where the probability itself is 0 or 1 in float64. */
export function logNormalSurvival(x: number): number {
  if (x > 1) return Math.log(erfcx(x * rootHalf) / 2) - (x * x) / 2;
  return x < -1 ? Math.log1p(-normalSurvival(-x)) : Math.log(normalSurvival(x));
}

/** The density of a standard normal variable. */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * expSquare(x, -0.5);
}

const rootHalf = 0.7071067811865476;
