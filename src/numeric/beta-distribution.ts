import { betaI, betaIInverse, betaIUpper, betaIUpperInverse } from "./incomplete-beta.ts";

/** P(X <= x) for a beta variable with mean a / (a + b). */
export function betaCdf(x: number, a: number, b: number): number {
  return betaI(Math.min(Math.max(x, 0), 1), a, b);
}

/** P(X > x), with its own relative accuracy. */
export function betaSurvival(x: number, a: number, b: number): number {
  return betaIUpper(Math.min(Math.max(x, 0), 1), a, b);
}

/** The x with P(X <= x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaIInverse(p, a, b);
}

/** The x with P(X > x) = q. */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  return betaIUpperInverse(q, a, b);
}
