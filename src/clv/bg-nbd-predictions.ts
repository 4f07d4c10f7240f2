import { type AliveCustomer, aliveCustomer, type FirstChance, logOddsOfLeft, softplus } from "./bg-nbd-customer.ts";
import { alivePurchases } from "./bg-nbd-expected.ts";
import { betaMean } from "./bg-nbd-beta-mean.ts";
import { aliveByCounts, isCounted } from "./bg-nbd-by-counts.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(alive at T + ahead). */
export function bgNbdAlive(
  first: FirstChance,
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
): number {
  const now = 1 / (1 + Math.exp(logOddsOfLeft(first, parameters, history)));
  return ahead === 0 ? now : now * stillAlive(aliveCustomer(first, parameters, history), ahead);
}

/** ln P(alive at T), where the probability itself may be below all numbers. */
export function bgNbdLogAlive(first: FirstChance, parameters: ParameterValues, history: PurchaseHistory): number {
  return 0 - softplus(logOddsOfLeft(first, parameters, history));
}

/** Expected purchases in (T, T + ahead]. */
export function bgNbdExpected(
  first: FirstChance,
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
): number {
  const { shape, rate, a, c } = aliveCustomer(first, parameters, history);
  const purchases = alivePurchases(shape, a, c, ahead / rate);
  return purchases === Infinity ? Infinity : bgNbdAlive(first, parameters, history, 0) * purchases;
}

/**
 * Who is alive at T, at T + ahead: the mean of (1 + p w)^-A, which is (1 + w)^-a 2F1(a + c - A, a; a + c; w / (1 + w)) for
 * p beta(a, c).
 */
function stillAlive({ shape, rate, a, c }: AliveCustomer, ahead: number): number {
  const w = ahead / rate;
  if (w === Infinity) return 0;
  const power = Math.exp(-a * Math.log1p(w));
  const series = power > 1e-100 ? powerSeries(a + c - shape, a, a + c, w / (1 + w)) : NaN;
  if (!Number.isNaN(series)) return Math.min(power * series, 1);
  if (isCounted(shape, w)) return Math.min(aliveByCounts(shape, a, c, w), 1);
  return betaMean((p) => -shape * Math.log1p(p * w), a, c, shape * w);
}

/** 2F1(a, b; c; z) for 0 <= z < 1 by its series; NaN where that is long, or more than three digits cancel. */
function powerSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  let size = 1;
  for (let k = 0; k < 3000; k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
    size += Math.abs(term);
    if (Math.abs(term) <= (1 - z) * 1e-16 * Math.abs(sum)) return size < 1e3 * sum ? sum : NaN;
  }
  return NaN;
}
