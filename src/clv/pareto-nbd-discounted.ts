import { scaledExponentialIntegral } from "../numeric/exponential-integral.ts";
import { gaussLegendre } from "../numeric/gauss-legendre.ts";
import { decaying, timesAlive } from "./pareto-nbd-expected.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** Purchases in (T, T + ahead], discounted to T at a continuous rate; Infinity where the sum does not exist. */
export function paretoNbdDiscountedPurchases(
  parameters: ParameterValues,
  history: PurchaseHistory,
  rate: number,
  ahead: number,
): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const { frequency, T } = history;
  const ifAlive = (((r + frequency) * (beta + T)) / (alpha + T)) * discounted(s, beta + T, rate, ahead);
  return timesAlive(parameters, history, ifAlive);
}

/**
 * The integral of exp(-z w) (1 + w)^-s over w from 0 to ahead / unit, z = rate unit.
 *
 * To infinity it is the scaled exponential integral of order s (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), RFM and
 * CLV: using iso-value curves for customer base analysis, Journal of Marketing Research 42, 415-430, has it as Tricomi's U).
 */
function discounted(s: number, unit: number, rate: number, ahead: number): number {
  const z = rate * unit;
  const length = Math.log1p(ahead / unit);
  if (z === 0) return decaying(s, length);
  const endless = scaledExponentialIntegral(s, z);
  if (ahead === Infinity) return endless;
  const later = Math.exp(-rate * ahead - (s - 1) * length) * scaledExponentialIntegral(s, rate * (unit + ahead));
  return later < endless / 2 ? endless - later : soon(s, z, length);
}

/** The same, with w = exp(l) - 1 and by Gauss and Legendre, for a horizon beyond which there is much to come. */
function soon(s: number, z: number, length: number): number {
  const { nodes, weights } = gaussLegendre(20);
  const stretches = Math.max(1, Math.ceil(length / 2));
  const half = length / stretches / 2;
  let sum = 0;
  for (let stretch = 0; stretch < stretches; stretch++) {
    for (let i = 0; i < nodes.length; i++) {
      const l = (2 * stretch + 1 + nodes[i]!) * half;
      sum += weights[i]! * Math.exp(-z * Math.expm1(l) - (s - 1) * l);
    }
  }
  return half * sum;
}
