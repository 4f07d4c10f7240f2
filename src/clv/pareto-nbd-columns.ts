import { logOddsDead } from "./pareto-nbd-alive.ts";
import { decaying, timesAlive } from "./pareto-nbd-expected.ts";
import type { HistoryColumns, PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(alive) at T and expected purchases in (T, T + ahead] of many customers. */
export function paretoNbdColumns(
  parameters: ParameterValues,
  { frequency, recency, T }: HistoryColumns,
  ahead: number,
): { readonly probabilityAlive: Float64Array; readonly expectedPurchases: Float64Array } {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const size = frequency.length;
  const probabilityAlive = new Float64Array(size);
  const expectedPurchases = new Float64Array(size);
  // One object for all customers.
  const history = { frequency: 0, recency: 0, T: 0 };
  for (let i = 0; i < size; i++) {
    const x = (history.frequency = frequency[i]!);
    const end = (history.T = T[i]!);
    history.recency = recency[i]!;
    const alive = 1 / (1 + oddsDead(parameters, history));
    const ifAlive = (((r + x) * (beta + end)) / (alpha + end)) * decaying(s, Math.log1p(ahead / (beta + end)));
    probabilityAlive[i] = alive;
    expectedPurchases[i] =
      alive > 1e-290 && ifAlive < Infinity ? alive * ifAlive : timesAlive(parameters, history, ifAlive);
  }
  return { probabilityAlive, expectedPurchases };
}

/**
 * The odds to be dead at T, by a series in the difference of alpha and beta where that is short, else by quadrature.
 *
 * With M the greater of alpha and beta, N = r + x + s, b = s + 1 (alpha greater) or r + x (beta greater), and
 * z = |alpha - beta| / (M + t_x), q = (M + t_x) / (M + T): s ((m + T) / (M + T))^P q^-N times the sum over k of
 * (b)_k / k! z^k (1 - q^(N + k)) / (N + k), all of whose terms are positive.
 */
function oddsDead(parameters: ParameterValues, history: PurchaseHistory): number {
  const { frequency, recency, T } = history;
  if (!(T > recency)) return 0;
  const alpha = parameters[1]!;
  const s = parameters[2]!;
  const beta = parameters[3]!;
  const R = parameters[0]! + frequency;
  const isAlphaMore = alpha > beta;
  const more = isAlphaMore ? alpha : beta;
  const difference = isAlphaMore ? alpha - beta : beta - alpha;
  const power = isAlphaMore ? s : R;
  const b = isAlphaMore ? s + 1 : R;
  const z = difference / (more + recency);
  if (z > 0.6 || b * z > 200) return Math.exp(logOddsDead(parameters, history));
  const N = R + s;
  const gone = (T - recency) / (more + T);
  const logQ = -Math.log1p((T - recency) / (more + recency));
  let left = -Math.expm1(N * logQ);
  let kept = 1 - left;
  let coefficient = 1;
  let sum = left / N;
  for (let k = 0; k < 2000; k++) {
    left += kept * gone;
    kept *= 1 - gone;
    coefficient *= ((b + k) / (k + 1)) * z;
    const term = (coefficient * left) / (N + k + 1);
    sum += term;
    if (term <= 1e-16 * sum) break;
  }
  return s * sum * Math.exp(power * Math.log1p(-difference / (more + T)) - N * logQ);
}
