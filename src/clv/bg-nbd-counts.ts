import { betaDensityTimesXY, betaTails } from "../numeric/incomplete-beta.ts";
import { aliveCustomer, type FirstChance, logOddsOfLeft } from "./bg-nbd-customer.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/**
 * P(0), P(1), … P(most) purchases in (T, T + ahead].
 *
 * A customer alive at T who would buy N times if nobody left, N negative binomial, buys n times either with N = n and n stays,
 * or with N of n or more, n - 1 stays, and then leaving.
 */
export function bgNbdCounts(
  first: FirstChance,
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
  most: number,
): Float64Array {
  const { shape, rate, a, c } = aliveCustomer(first, parameters, history);
  const logOdds = logOddsOfLeft(first, parameters, history);
  const alive = 1 / (1 + Math.exp(logOdds));
  const left = 1 / (1 + Math.exp(-logOdds));
  const { exactly, orMore } = uninterrupted(shape, ahead / rate, most);
  const probabilities = new Float64Array(most + 1);
  probabilities[0] = left + alive * exactly[0]!;
  let stays = 1;
  for (let n = 1; n <= most; n++) {
    const leaves = (stays * a) / (a + c + n - 1);
    stays *= (c + n - 1) / (a + c + n - 1);
    probabilities[n] = alive * (stays * exactly[n]! + leaves * orMore[n]!);
  }
  return probabilities;
}

/** P(N = n) and P(N >= n) of a negative binomial count; the latter summed from its far end, so that nothing cancels. */
function uninterrupted(
  shape: number,
  w: number,
  most: number,
): { readonly exactly: Float64Array; readonly orMore: Float64Array } {
  const exactly = new Float64Array(most + 1);
  const orMore = new Float64Array(most + 1);
  const none = Math.exp(-shape * Math.log1p(w));
  const buys = w === Infinity ? 1 : w / (1 + w);
  const buysNot = 1 / (1 + w);
  let tail = betaTails(buys, buysNot, most + 1, shape).lower;
  for (let n = most; n >= 0; n--) {
    exactly[n] = n === 0 ? none : buys === 0 || buysNot === 0 ? 0 : betaDensityTimesXY(buys, buysNot, n, shape) / n;
    tail += exactly[n]!;
    orMore[n] = tail;
  }
  return { exactly, orMore };
}
