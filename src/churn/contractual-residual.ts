import { logGamma } from "../numeric/gamma.ts";
import { hyp2f1 } from "../numeric/hypergeometric.ts";
import { gammaQ } from "../numeric/incomplete-gamma.ts";
import { integrate } from "../numeric/quadrature.ts";
import { sumError } from "../numeric/sum.ts";
import { type ContractualModel, logSurvival } from "./contractual-model.ts";

/**
 * Σ over renewals t >= period of S(t) / S(period - 1) / (1 + rate)^(t - period): what a customer in a period is still going
 * to pay, one a renewal, seen from just before the next. `Infinity` where rate is 0 and the sum has no end.
 *
 * Exact to about 1e-12: no series is cut off.
 */
export function residualPeriods(model: ContractualModel, period: number, rate: number): number {
  if (model.model === "geometric") {
    const { churnProbability: churn } = model;
    return ((1 - churn) * (1 + rate)) / (rate + churn);
  }
  if (model.model !== "shifted-beta-geometric") return summed(model, period, rate);
  const { alpha, beta } = model;
  // Less 1 first: a tiny beta would not be seen beside the period.
  const after = beta + (period - 1);
  if (rate === 0) return alpha > 1 ? after / (alpha - 1) : Infinity;
  // The 2F1 of Fader and Hardie (2010) at 1 / (1 + rate) after Pfaff's transformation, in which a small rate loses no digits.
  return (after / (alpha + after)) * ((1 + rate) / rate) * hyp2f1(1, alpha, alpha + after + 1, -1 / rate);
}

type WithoutSum = Exclude<ContractualModel, { readonly model: "geometric" | "shifted-beta-geometric" }>;

/** The first terms one by one, and what is left by an integral. */
function summed(model: WithoutSum, period: number, rate: number): number {
  const logRate = Math.log1p(rate);
  const log = (t: number): number => logSurvival(model, t, period - 1) - (t - period) * logRate;
  let sum = 0;
  let lost = 0;
  let t = period;
  for (; t < period + oneByOne; t++) {
    const term = Math.exp(log(t));
    const next = sum + term;
    lost += sumError(sum, term, next);
    sum = next;
    // Survivors never rise, so that the rest is at most a geometric series.
    if (term * (1 + rate) <= 1e-17 * sum * rate) return sum + lost;
  }
  // Euler and Maclaurin for midpoints: the next correction is below 1e-12 of the last term.
  const from = t - 0.5;
  const correction = (Math.exp(log(t)) - Math.exp(log(t - 1))) / 24;
  // Where the discount alone makes it 0, the clock of the model may be beyond all numbers.
  const worth = (x: number): number => ((x - period) * logRate > 750 ? 0 : Math.exp(log(x)));
  const rest = rate > 0 ? integrate(worth, from, Infinity) : undiscountedRest(model, period, from);
  return sum + lost + rest + correction;
}

/** ∫ S(x) / S(period - 1) dx from `from` on. */
function undiscountedRest(model: WithoutSum, period: number, from: number): number {
  if (model.model === "discrete-weibull") {
    const { churnProbability: churn, c } = model;
    const speed = -Math.log1p(-churn);
    if (speed === 0) return Infinity;
    const share = gammaQ(1 / c, speed * Math.pow(from, c));
    if (share === 0 || speed === Infinity) return 0;
    return Math.exp(speed * Math.pow(period - 1, c) + logGamma(1 / c) - Math.log(speed) / c - Math.log(c)) * share;
  }
  // S(x) falls as x^-power. In s = (x / from)^(1 - power) what is left to integrate has a limit at s = 0.
  const power = model.alpha * model.c;
  if (!(power > 1)) return Infinity;
  const logFrom = Math.log(from);
  const tilted = (s: number): number => {
    const logX = Math.min(logFrom - Math.log(s) / (power - 1), 650 / Math.max(1, model.c));
    return Math.exp(logSurvival(model, Math.exp(logX), period - 1) + power * (logX - logFrom));
  };
  return (from / (power - 1)) * integrate(tilted, 0, 1);
}

/** With so many terms summed, the rest is smooth on the scale of one renewal. */
const oneByOne = 1024;
