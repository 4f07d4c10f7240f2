import { type DeathScratch, fillDeathNodes, massOf, setDeathShape } from "./pareto-nbd-death.ts";
import type { DerivativeSlots, ParameterValues } from "./purchase-process.ts";

/**
 * Adds all of one history's log-likelihood, `count` times. Given the time u of death (T, if alive), its logarithm has simple
 * derivatives; those of the whole are their mean, and for the second ones their covariance too, over the distribution of u
 * after the data: Louis, T. A. (1982). Journal of the Royal Statistical Society B 44, 226-233.
 */
export function addHistory(
  out: DerivativeSlots,
  { nodes, shape }: DeathScratch,
  parameters: ParameterValues,
  x: number,
  recency: number,
  T: number,
  count: number,
): void {
  const r = parameters[0]!;
  const alpha = parameters[1]!;
  const s = parameters[2]!;
  const beta = parameters[3]!;
  setDeathShape(shape, alpha, beta, r + x, s, recency, T);
  const factor = T > recency ? fillDeathNodes(nodes, shape, r + x, s) : 0;
  const dead = factor === 0 ? 0 : factor * massOf(nodes);
  const alive = Math.exp(-shape.decay);
  const total = alive + dead;
  const logAlphaAtLast = Math.log1p(recency / alpha);
  const logBetaAtLast = Math.log1p(recency / beta);
  const { isAlphaLess, length, otherLength } = shape;
  const sinceAlpha = isAlphaLess ? nodes.y : nodes.v;
  const sinceBeta = isAlphaLess ? nodes.v : nodes.y;
  const logAlphaAtEnd = logAlphaAtLast + (isAlphaLess ? length : otherLength);
  const logBetaAtEnd = logBetaAtLast + (isAlphaLess ? otherLength : length);

  // Slopes of the living, and from where to measure those of the dead: near most of the mass, so that nothing cancels.
  const share = alive / total;
  const endAlpha = T / (alpha + T);
  const endBeta = T / (beta + T);
  const aliveR = -r * logAlphaAtEnd;
  const aliveA = r * endAlpha - x * (alpha / (alpha + T));
  const aliveS = -s * logBetaAtEnd;
  const aliveB = s * (T / (beta + T));
  const isMostlyAlive = share > 0.5;
  const lastAlpha = recency / (alpha + recency);
  const lastBeta = beta / (beta + recency);
  const fromR = isMostlyAlive ? aliveR : -r * logAlphaAtLast;
  const fromA = isMostlyAlive ? aliveA : r * lastAlpha - x * (alpha / (alpha + recency));
  const fromS = isMostlyAlive ? aliveS : 1 - s * logBetaAtLast;
  const fromB = isMostlyAlive ? aliveB : s * (recency / (beta + recency)) - lastBeta;

  let dR = aliveR - fromR;
  let dA = aliveA - fromA;
  let dS = aliveS - fromS;
  let dB = aliveB - fromB;
  let meanR = share * dR;
  let meanA = share * dA;
  let meanS = share * dS;
  let meanB = share * dB;
  let rr = meanR * dR;
  let ra = meanR * dA;
  let rs = meanR * dS;
  let rb = meanR * dB;
  let aa = meanA * dA;
  let as = meanA * dS;
  let ab = meanA * dB;
  let ss = meanS * dS;
  let sb = meanS * dB;
  let bb = meanB * dB;
  let alphaShare = share * endAlpha;
  let alphaSpread = share * endAlpha * (alpha / (alpha + T));
  let betaShare = share * endBeta;
  let betaSpread = share * endBeta * (beta / (beta + T));
  let deadSpread = 0;
  let deadTotal = 0;
  const scale = factor / total;
  const less = isAlphaLess ? alpha : beta;
  const { mass, y, size } = nodes;
  if (scale > 0) {
    for (let i = 0; i < size; i++) {
      const weight = scale * mass[i]!;
      const u = Math.min(T, recency + (less + recency) * Math.expm1(y[i]!));
      const perAlpha = 1 / (alpha + u);
      const perBeta = 1 / (beta + u);
      const ofAlpha = u * perAlpha;
      const ofBeta = u * perBeta;
      const restAlpha = alpha * perAlpha;
      const restBeta = beta * perBeta;
      dR = -r * (logAlphaAtLast + sinceAlpha[i]!) - fromR;
      dA = r * ofAlpha - x * restAlpha - fromA;
      dS = 1 - s * (logBetaAtLast + sinceBeta[i]!) - fromS;
      dB = s * ofBeta - restBeta - fromB;
      const weightR = weight * dR;
      const weightA = weight * dA;
      const weightS = weight * dS;
      const weightB = weight * dB;
      meanR += weightR;
      meanA += weightA;
      meanS += weightS;
      meanB += weightB;
      rr += weightR * dR;
      ra += weightR * dA;
      rs += weightR * dS;
      rb += weightR * dB;
      aa += weightA * dA;
      as += weightA * dS;
      ab += weightA * dB;
      ss += weightS * dS;
      sb += weightS * dB;
      bb += weightB * dB;
      alphaShare += weight * ofAlpha;
      alphaSpread += weight * ofAlpha * restAlpha;
      betaShare += weight * ofBeta;
      betaSpread += weight * ofBeta * restBeta;
      deadSpread += weight * ofBeta * restBeta;
      deadTotal += weight;
    }
  }
  const slopeR = fromR + meanR;
  const slopeS = fromS + meanS;
  out[0]! += count * (Math.log(total) - r * logAlphaAtLast - x * Math.log(alpha + recency) - s * logBetaAtLast);
  out[1]! += count * slopeR;
  out[2]! += count * (fromA + meanA);
  out[3]! += count * slopeS;
  out[4]! += count * (fromB + meanB);
  out[5]! += count * (slopeR + (rr - meanR * meanR));
  out[6]! += count * (r * alphaShare + (ra - meanR * meanA));
  out[7]! += count * (rs - meanR * meanS);
  out[8]! += count * (rb - meanR * meanB);
  out[9]! += count * (-(r + x) * alphaSpread + (aa - meanA * meanA));
  out[10]! += count * (as - meanA * meanS);
  out[11]! += count * (ab - meanA * meanB);
  // The second derivative by ln s is the slope without the 1 that each of the dead has.
  out[12]! += count * (slopeS - deadTotal + (ss - meanS * meanS));
  out[13]! += count * (s * betaShare + (sb - meanS * meanB));
  out[14]! += count * (-s * betaSpread - deadSpread + (bb - meanB * meanB));
}
