import type { ParameterValues } from "./purchase-process.ts";
import type { PurchaseHistory } from "./purchase-history.ts";

/**
 * Which of the two models. In BG/NBD a customer may leave after each repeat purchase, so that who never came back is alive
 * for certain; in MBG/NBD after the first purchase too. In all formulas that is one more chance to leave, survived by everyone
 * who is alive: 0 or 1.
 *
 * Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). "Counting your customers" the easy way: an alternative to the
 * Pareto/NBD model. Marketing Science 24(2), 275-284. Batislam, E. P., Denizel, M. and Filiztekin, A. (2007). Empirical
 * validation and comparison of models for customer base analysis. International Journal of Research in Marketing 24(3), 201-209.
 */
export type FirstChance = 0 | 1;

/** What is known at T of a customer who is alive then. */
export interface AliveCustomer {
  /** The rate of purchases is a gamma number of this shape and rate: r + x, alpha + T. */
  readonly shape: number;
  readonly rate: number;
  /** The chance to leave after a purchase is a beta number with a and `c`: b + x, or b + x + 1. */
  readonly a: number;
  readonly c: number;
}

export function aliveCustomer(
  first: FirstChance,
  parameters: ParameterValues,
  history: PurchaseHistory,
): AliveCustomer {
  const { frequency, T } = history;
  return {
    shape: parameters[0]! + frequency,
    rate: parameters[1]! + T,
    a: parameters[2]!,
    c: parameters[3]! + (frequency + first),
  };
}

/** ln of the odds of having left by T: -Infinity where that is impossible. */
export function logOddsOfLeft(first: FirstChance, parameters: ParameterValues, history: PurchaseHistory): number {
  const { frequency, recency, T } = history;
  if (frequency + first === 0) return -Infinity;
  const last = Math.log(parameters[2]! / (parameters[3]! + (frequency + first - 1)));
  return last + (parameters[0]! + frequency) * Math.log1p((T - recency) / (parameters[1]! + recency));
}

/** ln(1 + exp(logOdds)). */
export function softplus(logOdds: number): number {
  return Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds)));
}
