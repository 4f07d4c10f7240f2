import { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "./incomplete-gamma.ts";

/** P(X <= x) for chi-square with `df` > 0 degrees of freedom, real. */
export function chiSquareCdf(x: number, df: number): number {
  return x < 0 ? 0 : gammaP(df / 2, x / 2);
}

/** P(X > x), with its relative accuracy kept for large x. */
export function chiSquareSurvival(x: number, df: number): number {
  return x < 0 ? 1 : gammaQ(df / 2, x / 2);
}

/** The x with P(X <= x) = p. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaPInverse(df / 2, p);
}

/** The x with P(X > x) = q. */
export function chiSquareUpperQuantile(q: number, df: number): number {
  return 2 * gammaQInverse(df / 2, q);
}
