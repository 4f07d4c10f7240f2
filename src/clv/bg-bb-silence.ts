import type { ParameterValues } from "./purchase-process.ts";
import type { PurchaseHistory } from "./purchase-history.ts";

/** What the opportunities after the last purchase say, given what came before: probabilities that add up to 1. */
export interface Silence {
  /** Still a customer, and bought at none of them. */
  readonly alive: number;
  /** Stopped before one of them, and had bought at none. */
  readonly gone: number;
  /** What did not happen: a purchase at one of them. */
  readonly bought: number;
}

/** The {@link Silence} of a history, by the ratios of one opportunity to the next: every term is positive. */
export function silenceOf(parameters: ParameterValues, { frequency, recency, T }: PurchaseHistory): Silence {
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const buys = alpha + frequency;
  let stays = delta + recency;
  let passes = beta + (recency - frequency);
  let alive = 1;
  let gone = 0;
  let bought = 0;
  for (let opportunity = recency; opportunity < T; opportunity++) {
    gone += alive * (gamma / (gamma + stays));
    alive *= stays / (gamma + stays);
    bought += alive * (buys / (buys + passes));
    alive *= passes / (buys + passes);
    stays++;
    passes++;
  }
  return { alive, gone, bought };
}

/** P(alive) at the last opportunity, and what is left to 1; both may be below float64 before they are divided. */
export function aliveAndGone(parameters: ParameterValues, history: PurchaseHistory): [alive: number, gone: number] {
  const { alive, gone } = silenceOf(parameters, history);
  return alive === 0 ? [0, 1] : [alive / (alive + gone), gone / (alive + gone)];
}

/** ln of the probability of the very string of purchases: sums of terms of one sign. */
export function bgBbLogLikelihood(parameters: ParameterValues, history: PurchaseHistory): number {
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const { frequency, recency } = history;
  let surprise = 0;
  for (let j = 0; j < frequency; j++) surprise += Math.log1p(beta / (alpha + j));
  for (let j = 0; j < recency - frequency; j++) surprise += Math.log1p((alpha + frequency) / (beta + j));
  for (let j = 0; j < recency; j++) surprise += Math.log1p(gamma / (delta + j));
  const { alive, gone, bought } = silenceOf(parameters, history);
  // Adding 0 takes the sign from a logarithm of 0.
  return (bought < 0.5 ? Math.log1p(-bought) : Math.log(alive + gone)) - surprise + 0;
}
