import { digamma, trigamma } from "../numeric/digamma.ts";
import { logBeta } from "../numeric/gamma.ts";
import type { Smooth } from "../numeric/maximise.ts";
import type { ReadSpend } from "./gamma-gamma-customers.ts";
import type { SpendParameters } from "./simulate-spend.ts";

/** ln of the density of a customer's mean spend: of the share s / (v + s) of the total s, which is beta(p x, q). */
export function spendLogDensity({ p, q, v }: SpendParameters, frequency: number, monetaryValue: number): number {
  const shape = p * frequency;
  const spend = frequency * monetaryValue;
  return -logBeta(shape, q) - shape * Math.log1p(v / spend) - q * Math.log1p(spend / v) - Math.log(monetaryValue);
}

/** Customers who bought equally often, of whom the gamma functions are the same. */
interface SameFrequency {
  readonly frequency: number;
  readonly weight: number;
  readonly spend: Float64Array;
  readonly logSpend: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Log-likelihood of the gamma-gamma model and its derivatives by ln p, ln q and ln(p v / q).
 *
 * The third is the scale of spend: with it the limits of the model, p or q towards infinity, are each along one parameter.
 *
 * Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer base analysis.
 * Journal of Marketing Research 42(4), 415-430.
 */
export function gammaGammaLikelihood(customers: ReadSpend): Smooth {
  const groups = groupsOf(customers);
  const logDensity = customers.monetaryValue.reduce((sum, m, i) => sum + customers.weight[i]! * Math.log(m), 0);
  return ([logP = 0, logQ = 0, logScale = 0]) => {
    const [p, q] = [Math.exp(logP), Math.exp(logQ)];
    const logV = logScale + logQ - logP;
    const v = Math.exp(logV);
    const [psiQ, trigammaQ] = [digamma(q), trigamma(q)];
    let value = -logDensity;
    // By ln p, ln q and ln v.
    let [byP, byQ, byV, pp, pq, qq, pv, qv, vv] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (const { frequency, weight, spend, logSpend, weights } of groups) {
      const shape = p * frequency;
      // Sums of ln((v + s) / s), ln((v + s) / v), v / (v + s) and v s / (v + s)^2.
      let [overSpend, overV, shareV, product] = [0, 0, 0, 0];
      for (let i = 0; i < spend.length; i++) {
        const [s, times] = [spend[i]!, weights[i]!];
        const difference = logSpend[i]! - logV;
        const log = s > v ? Math.log1p(v / s) : Math.log1p(s / v) - difference;
        const share = v / (v + s);
        overSpend += times * log;
        overV += times * (s > v ? log + difference : Math.log1p(s / v));
        shareV += times * share;
        product += times * share * (s / (v + s));
      }
      const [psiSum, trigammaSum] = [digamma(shape + q), trigamma(shape + q)];
      value -= weight * logBeta(shape, q) + shape * overSpend + q * overV;
      const slopeP = shape * (weight * (psiSum - digamma(shape)) - overSpend);
      const slopeQ = q * (weight * (psiSum - psiQ) - overV);
      byP += slopeP;
      byQ += slopeQ;
      byV += q * (weight - shareV) - shape * shareV;
      pp += slopeP + weight * shape * shape * (trigammaSum - trigamma(shape));
      pq += weight * shape * q * trigammaSum;
      qq += slopeQ + weight * q * q * (trigammaSum - trigammaQ);
      pv -= shape * shareV;
      qv += q * (weight - shareV);
      vv -= (shape + q) * product;
    }
    // With v = scale q / p.
    const scaleP = pv - vv;
    const scaleQ = qv + vv;
    const both = pq + pv - qv - vv;
    return {
      value,
      gradient: [byP - byV, byQ + byV, byV],
      hessian: [
        [pp - 2 * pv + vv, both, scaleP],
        [both, qq + 2 * qv + vv, scaleQ],
        [scaleP, scaleQ, vv],
      ],
    };
  };
}

function groupsOf({ frequency, monetaryValue, weight }: ReadSpend): readonly SameFrequency[] {
  const places = new Map<number, number[]>();
  for (const [i, purchases] of frequency.entries()) {
    const known = places.get(purchases);
    if (known === undefined) places.set(purchases, [i]);
    else known.push(i);
  }
  return Array.from(places, ([purchases, at]) => {
    const spend = Float64Array.from(at, (i) => purchases * monetaryValue[i]!);
    const weights = Float64Array.from(at, (i) => weight[i]!);
    const all = weights.reduce((sum, each) => sum + each, 0);
    return { frequency: purchases, weight: all, spend, logSpend: spend.map(Math.log), weights };
  });
}
