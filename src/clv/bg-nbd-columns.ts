import type { FirstChance } from "./bg-nbd-customer.ts";
import { alivePurchases } from "./bg-nbd-expected.ts";
import { purchaseCoefficients } from "./bg-nbd-series.ts";
import type { HistoryColumns } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(alive) at T and expected purchases in (T, T + ahead] of many customers. */
export function bgNbdColumns(
  first: FirstChance,
  parameters: ParameterValues,
  { frequency, recency, T }: HistoryColumns,
  ahead: number,
): { readonly probabilityAlive: Float64Array; readonly expectedPurchases: Float64Array } {
  const [r, alpha, a, b] = Array.from(parameters) as [number, number, number, number];
  const probabilityAlive = new Float64Array(T.length);
  const expectedPurchases = new Float64Array(T.length);
  const coefficients: Float64Array[] = [];
  for (let i = 0; i < T.length; i++) {
    const x = frequency[i]!;
    const shape = r + x;
    const rate = alpha + T[i]!;
    const silence = (T[i]! - recency[i]!) / (alpha + recency[i]!);
    const alive = x + first === 0 ? 1 : 1 / (1 + (a / (b + (x + first - 1))) * Math.exp(shape * Math.log1p(silence)));
    const c = b + (x + first);
    const known = x < oftenMade ? (coefficients[x] ??= purchaseCoefficients(a + c - 1 - shape, a, a + c)) : undefined;
    const purchases = alivePurchases(shape, a, c, ahead / rate, known);
    probabilityAlive[i] = alive;
    expectedPurchases[i] = purchases === Infinity ? Infinity : alive * purchases;
  }
  return { probabilityAlive, expectedPurchases };
}

/** So many purchases are made by several customers, mostly. */
const oftenMade = 64;
