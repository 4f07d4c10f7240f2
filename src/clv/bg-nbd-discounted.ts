import { scaledExponentialIntegral } from "../numeric/exponential-integral.ts";
import { gaussLegendre } from "../numeric/gauss-legendre.ts";
import { betaMean } from "./bg-nbd-beta-mean.ts";
import { type AliveCustomer, aliveCustomer, type FirstChance } from "./bg-nbd-customer.ts";
import { alivePurchases } from "./bg-nbd-expected.ts";
import { bgNbdAlive } from "./bg-nbd-predictions.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** Purchases in (T, T + ahead], each worth exp(-rate) less for each unit of time after T. */
export function bgNbdDiscounted(
  first: FirstChance,
  parameters: ParameterValues,
  history: PurchaseHistory,
  discount: number,
  ahead: number,
): number {
  const customer = aliveCustomer(first, parameters, history);
  const perUnit = discount * customer.rate;
  const w = ahead / customer.rate;
  const { shape, a, c } = customer;
  const purchases =
    perUnit === 0 || w === 0
      ? alivePurchases(shape, a, c, w)
      : perUnit * w > 300
        ? ofAllTime(customer, perUnit)
        : within(customer, perUnit, w);
  return purchases === Infinity ? Infinity : bgNbdAlive(first, parameters, history, 0) * purchases;
}

/** For ever, the mean over p of (A / p) exp(d / p) E_(A + 1)(d / p), d the discount in a unit of their rate. */
function ofAllTime({ shape, a, c }: AliveCustomer, d: number): number {
  return betaMean((p) => Math.log((shape / p) * scaledExponentialIntegral(shape + 1, d / p)), a, c, (shape + 1) / d);
}

/**
 * The expected purchases F(w), each discounted, are F(w) exp(-d w) and the integral of F(s) d exp(-d s) before it: by the rule
 * of Gauss and Legendre over the logarithm of time, in panels.
 */
function within({ shape, a, c }: AliveCustomer, d: number, w: number): number {
  const scale = 1 / Math.max(1, shape * (a / (a + c)), d);
  const span = Math.log1p(w / scale);
  const panels = Math.ceil(span / 1.5);
  const { nodes, weights } = gaussLegendre(16);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (let i = 0; i < nodes.length; i++) {
      const y = ((panel + (nodes[i]! + 1) / 2) * span) / panels;
      const s = scale * Math.expm1(y);
      sum += weights[i]! * (s + scale) * Math.exp(-d * s) * alivePurchases(shape, a, c, s);
    }
  }
  return alivePurchases(shape, a, c, w) * Math.exp(-d * w) + (d * sum * span) / (2 * panels);
}
