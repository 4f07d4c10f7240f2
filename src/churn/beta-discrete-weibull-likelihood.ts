import { trigamma } from "../numeric/digamma.ts";
import type { Smooth } from "../numeric/maximise.ts";
import { renewalLikelihood } from "./contractual-likelihood.ts";
import { clockStep } from "./contractual-model.ts";
import type { Renewal } from "./contractual-renewals.ts";
import { digammaDifference, logStay, trigammaDifference } from "./contractual-stay.ts";

/**
 * Log-likelihood of the beta-discrete-Weibull model and its derivatives by ln alpha, ln beta and ln c.
 *
 * The share who stay at renewal t is exp(G(t) - G(t - 1)) with G(t) = ln Γ(x) - ln Γ(alpha + x) at x = beta + t^c.
 */
export function betaDiscreteWeibullLikelihood(renewals: readonly Renewal[]): Smooth {
  return (logs) => {
    const [alpha = NaN, beta = NaN, c = NaN] = logs.map(Math.exp);
    let after = pointAt(alpha, beta, c, 0);
    return renewalLikelihood(renewals, 3, (renewal) => {
      const before = after.renewals === renewal - 1 ? after : pointAt(alpha, beta, c, renewal - 1);
      after = pointAt(alpha, beta, c, renewal);
      const step = clockStep(c, renewal);
      const ofAll = digammaDifference(alpha + before.x, step);
      const gradient = [
        -alpha * ofAll,
        beta * (digammaDifference(before.x, step) - ofAll),
        after.drift * after.slope - before.drift * before.slope,
      ];
      // The last summand is what a second derivative by a logarithm has of the first one.
      const hessian = after.second.map((row, i) =>
        row.map((bend, j) => bend - before.second[i]![j]! + (i === j ? gradient[i]! : 0)),
      );
      return { value: logStay(alpha, before.x, step), gradient, hessian };
    });
  };
}

/** G at a number of renewals. */
interface Point {
  readonly renewals: number;
  readonly x: number;
  /** What x does when ln c changes. */
  readonly drift: number;
  /** dG/dx. */
  readonly slope: number;
  /** Second derivatives by the logarithms of the parameters, without what the first ones add to the diagonal. */
  readonly second: readonly (readonly number[])[];
}

function pointAt(alpha: number, beta: number, c: number, renewals: number): Point {
  const clock = Math.pow(renewals, c);
  const x = beta + clock;
  const logOfClock = renewals > 1 ? c * Math.log(renewals) : 0;
  const drift = clock * logOfClock;
  const trigammaOfAll = trigamma(alpha + x);
  const slope = -digammaDifference(x, alpha);
  const bend = trigammaDifference(x, alpha);
  const alphaBeta = -alpha * beta * trigammaOfAll;
  const alphaC = -alpha * drift * trigammaOfAll;
  const betaC = beta * drift * bend;
  return {
    renewals,
    x,
    drift,
    slope,
    second: [
      [-alpha * alpha * trigammaOfAll, alphaBeta, alphaC],
      [alphaBeta, beta * beta * bend, betaC],
      [alphaC, betaC, drift * (logOfClock * slope + drift * bend)],
    ],
  };
}

/**
 * The same of the discrete Weibull model, to which it comes when customers are alike, by ln(-ln(1 - first chance)) and ln c.
 */
export function discreteWeibullLikelihood(renewals: readonly Renewal[]): Smooth {
  return ([logRate = NaN, logC = NaN]) => {
    const c = Math.exp(logC);
    return renewalLikelihood(renewals, 2, (renewal) => {
      const value = -Math.exp(logRate) * clockStep(c, renewal);
      const [first, second] = driftsAt(c, renewal);
      const [firstBefore, secondBefore] = driftsAt(c, renewal - 1);
      const byC = -Math.exp(logRate) * (first - firstBefore);
      return {
        value,
        gradient: [value, byC],
        hessian: [
          [value, byC],
          [byC, -Math.exp(logRate) * (second - secondBefore)],
        ],
      };
    });
  };
}

/** First and second derivative of t^c by ln c. */
function driftsAt(c: number, renewals: number): [number, number] {
  if (renewals <= 1) return [0, 0];
  const logOfClock = c * Math.log(renewals);
  const drift = Math.pow(renewals, c) * logOfClock;
  return [drift, drift * (1 + logOfClock)];
}
