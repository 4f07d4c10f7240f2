import { logBeta } from "./gamma.ts";
import { betaOddsOfTails, betaTails, shareOfOdds } from "./incomplete-beta.ts";
import { normalSurvival } from "./normal.ts";
import { normalUpperQuantile } from "./normal-quantile.ts";

/** P(T <= t) for Student's t with `df` > 0 degrees of freedom, real or Infinity. */
export function studentTCdf(t: number, df: number): number {
  return studentTSurvival(-t, df);
}

/** P(T > t), with its relative accuracy kept for large t. */
export function studentTSurvival(t: number, df: number): number {
  if (df === Infinity) return normalSurvival(t);
  if (t < 0) return 1 - studentTSurvival(-t, df);
  const scaled = t / Math.sqrt(df);
  // So far out the first term of the power series is all of it, and the square of t might overflow.
  if (scaled > 1e100) return (Math.pow(scaled, -df) / df) * Math.exp(-logBeta(df / 2, 0.5));
  const odds = 1 / (scaled * scaled);
  return betaTails(shareOfOdds(odds), 1 / (1 + odds), df / 2, 0.5).lower / 2;
}

/** The t with P(T <= t) = p. */
export function studentTQuantile(p: number, df: number): number {
  return -studentTUpperQuantile(p, df);
}

/** The t with P(T > t) = q, as exact for q = 1e-300 as for q = 0.1. */
export function studentTUpperQuantile(q: number, df: number): number {
  if (df === Infinity) return normalUpperQuantile(q);
  if (q > 0.5) return -studentTUpperQuantile(1 - q, df);
  if (q === 0.5 && df > 0) return 0;
  const odds = betaOddsOfTails(2 * q, 1 - 2 * q, df / 2, 0.5);
  if (odds > 1e-200 || !(q > 0)) return Math.sqrt(df / odds);
  return Math.sqrt(df) * Math.exp(-(Math.log(q) + Math.log(df) + logBeta(df / 2, 0.5)) / df);
}
