import { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "./incomplete-gamma.ts";

/** P(X <= x) for a gamma variable with mean shape / rate. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return x < 0 ? 0 : gammaP(shape, x * rate);
}

/** P(X > x), with its relative accuracy kept for large x. */
export function gammaSurvival(x: number, shape: number, rate: number): number {
  return x < 0 ? 1 : gammaQ(shape, x * rate);
}

/** The x with P(X <= x) = p. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  return gammaPInverse(shape, p) / rate;
}

/** The x with P(X > x) = q. */
export function gammaUpperQuantile(q: number, shape: number, rate: number): number {
  return gammaQInverse(shape, q) / rate;
}
