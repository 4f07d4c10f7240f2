import { logGammaRatio } from "../numeric/gamma.ts";
import { integrate } from "../numeric/quadrature.ts";
import { stirlingErrorDifference } from "../numeric/stirling.ts";
import { aliveAndGone } from "./bg-bb-silence.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(alive at opportunity n + ahead), before which the customer may stop; 0 opportunities ahead: at n itself. */
export function bgBbProbabilityAlive(parameters: ParameterValues, history: PurchaseHistory, ahead: number): number {
  const [alive] = aliveAndGone(parameters, history);
  return alive * stayingShare(parameters[2]!, parameters[3]! + history.T, Math.floor(ahead));
}

/** Expected purchases at the next opportunities, the j-th divided by (1 + rate)^j. */
export function bgBbDiscountedPurchases(
  parameters: ParameterValues,
  history: PurchaseHistory,
  rate: number,
  ahead: number,
): number {
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const { frequency, T } = history;
  const stays = discountedStays(gamma, delta + T, rate, Math.floor(ahead));
  if (stays === Infinity) return Infinity;
  const buys = (alpha + frequency) / (alpha + beta + T);
  return bgBbProbabilityAlive(parameters, history, 0) * buys * stays;
}

/** E[(1 - theta)^steps] of a beta with these parameters: the share who are still there after `steps`. */
function stayingShare(gamma: number, stays: number, steps: number): number {
  if (steps === Infinity) return 0;
  if (steps > oneByOne) return Math.exp(logGammaRatio(stays, gamma) - logGammaRatio(stays + steps, gamma));
  let share = 1;
  for (let j = 0; j < steps; j++) share *= (stays + j) / (gamma + stays + j);
  return share;
}

/** The sum over j = 1 to `steps` of E[(1 - theta)^j] / (1 + rate)^j: the opportunities that a customer is still to have. */
export function discountedStays(gamma: number, stays: number, rate: number, steps: number): number {
  const isDiscounted = rate > 1e-290;
  if (steps === Infinity && !isDiscounted) return gamma > 1 ? stays / (gamma - 1) : Infinity;
  const worth = 1 / (1 + rate);
  let term = 1;
  let sum = 0;
  for (let j = 0; j < Math.min(steps, oneByOne); j++) {
    const hazard = gamma / (gamma + stays + j);
    term *= ((stays + j) / (gamma + stays + j)) * worth;
    sum += term;
    // What is to come is at most a geometric series, or one of beta functions.
    const most = Math.min(1 / rate, gamma > 1 ? (1 / hazard) * (gamma / (gamma - 1)) : Infinity, steps);
    if (term * most <= 1e-17 * sum) return sum;
  }
  return steps <= oneByOne
    ? sum
    : sum + term * smoothRest(gamma, stays + oneByOne, isDiscounted ? Math.log1p(rate) : 0, steps - oneByOne);
}

/** The same sum where a term differs little from the next: Euler and Maclaurin for midpoints, up to the first correction. */
function smoothRest(gamma: number, stays: number, logRate: number, steps: number): number {
  const worth = (j: number): number => Math.exp(logStay(gamma, stays, j) - j * logRate);
  // A power of the time that has passed until the discount cuts it off: even on the scale of logarithms, then of time.
  const end = Math.min(steps, Math.ceil(800 / logRate)) + 0.5;
  const middle = Math.min(end, Math.max(0.5, 1 / logRate));
  const onLogs = (log: number): number => Math.exp(log) * worth(Math.exp(log) - stays);
  const before = integrate(onLogs, Math.log(stays + 0.5), Math.log(stays + middle), 1e-12);
  const after = worth(middle) / logRate > 1e-17 * before ? integrate(worth, middle, end, 1e-12) : 0;
  const slope = (j: number): number => worth(j + 0.5) - worth(j - 0.5);
  return before + after - (slope(end) - slope(0.5)) / 24;
}

/**
 * ln E[(1 - theta)^steps] for a large second parameter: Stirling's series, whose large terms fall out when the ratio of the
 * gamma functions is written with what it is more than 1.
 */
function logStay(gamma: number, stays: number, steps: number): number {
  return (
    (stays - 0.5) * Math.log1p((gamma / stays) * (steps / (stays + gamma + steps))) -
    steps * Math.log1p(gamma / (stays + steps)) -
    gamma * Math.log1p(steps / (stays + gamma)) +
    stirlingErrorDifference(stays, steps) -
    stirlingErrorDifference(stays + gamma, steps)
  );
}

/** Terms summed before the rest is smooth. */
const oneByOne = 1000;
