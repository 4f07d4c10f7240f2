import { betaOddsOfTails, betaTails, shareOfOdds } from "./incomplete-beta.ts";
import type { Tails } from "./uniform-tails.ts";

/** P(X <= x) for the F distribution with `df1` and `df2` > 0 degrees of freedom, real. */
export function fCdf(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).lower;
}

/** P(X > x), with its relative accuracy kept for large x. */
export function fSurvival(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).upper;
}

/** The x with P(X <= x) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return (betaOddsOfTails(p, 1 - p, df1 / 2, df2 / 2) * df2) / df1;
}

/** The x with P(X > x) = q. */
export function fUpperQuantile(q: number, df1: number, df2: number): number {
  return (betaOddsOfTails(1 - q, q, df1 / 2, df2 / 2) * df2) / df1;
}

function tails(x: number, df1: number, df2: number): Tails {
  const odds = Math.max(x, 0) * (df1 / df2);
  return betaTails(shareOfOdds(odds), 1 / (1 + odds), df1 / 2, df2 / 2);
}
