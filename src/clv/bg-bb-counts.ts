import { bgBbDiscountedPurchases, bgBbProbabilityAlive } from "./bg-bb-predictions.ts";
import { aliveAndGone } from "./bg-bb-silence.ts";
import type { HistoryColumns, PurchaseHistory } from "./purchase-history.ts";
import type { ParameterValues } from "./purchase-process.ts";

/** P(0), P(1), ... P(most) purchases of a new customer at the next opportunities. */
export function bgBbCountProbabilities(parameters: ParameterValues, ahead: number, most: number): Float64Array {
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const opportunities = Math.floor(ahead);
  const total = new Float64Array(most + 1);
  // Polya's urn: how many purchases there are after so many opportunities, for a customer who does not stop.
  const counts = new Float64Array(most + 1);
  counts[0] = 1;
  let there = 1;
  for (let i = 0; i < opportunities; i++) {
    const top = Math.min(i, most);
    const stops = there * (gamma / (gamma + delta + i));
    there *= (delta + i) / (gamma + delta + i);
    for (let x = 0; x <= top; x++) total[x]! += stops * counts[x]!;
    for (let x = Math.min(i + 1, most); x >= 0; x--) {
      const stayed = x <= i ? counts[x]! * ((beta + (i - x)) / (alpha + beta + i)) : 0;
      counts[x] = stayed + (x > 0 ? counts[x - 1]! * ((alpha + (x - 1)) / (alpha + beta + i)) : 0);
    }
  }
  for (let x = 0; x <= most; x++) total[x]! += there * counts[x]!;
  return total;
}

/** The same of a customer with a history: none of one who has stopped, else those of a new one with updated parameters. */
export function bgBbConditionalCountProbabilities(
  parameters: ParameterValues,
  history: PurchaseHistory,
  ahead: number,
  most: number,
): Float64Array {
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const { frequency, T } = history;
  const [alive, gone] = aliveAndGone(parameters, history);
  const updated = [alpha + frequency, beta + (T - frequency), gamma, delta + T];
  const probabilities = bgBbCountProbabilities(updated, ahead, most).map((each) => each * alive);
  probabilities[0]! += gone;
  return probabilities;
}

/** P(alive) and expected purchases of many customers, of whom few have a history of their own. */
export function bgBbColumns(
  parameters: ParameterValues,
  { frequency, recency, T }: HistoryColumns,
  ahead: number,
): { readonly probabilityAlive: Float64Array; readonly expectedPurchases: Float64Array } {
  const n = frequency.length;
  const probabilityAlive = new Float64Array(n);
  const expectedPurchases = new Float64Array(n);
  const known = firstAlike(T);
  for (let i = 0; i < n; i++) {
    const same = known(frequency[i]!, recency[i]!, T[i]!, i);
    if (same < i) {
      probabilityAlive[i] = probabilityAlive[same]!;
      expectedPurchases[i] = expectedPurchases[same]!;
      continue;
    }
    const history = { frequency: frequency[i]!, recency: recency[i]!, T: T[i]! };
    probabilityAlive[i] = bgBbProbabilityAlive(parameters, history, 0);
    expectedPurchases[i] = bgBbDiscountedPurchases(parameters, history, 0, ahead);
  }
  return { probabilityAlive, expectedPurchases };
}

/** Finds the first place at which a history was seen: in a table where it is small, else in a Map. */
function firstAlike(T: ArrayLike<number>): (x: number, last: number, n: number, at: number) => number {
  let most = 0;
  for (let i = 0; i < T.length; i++) most = Math.max(most, T[i]!);
  const side = most + 1;
  if (side ** 3 <= 2 ** 21) {
    const places = new Int32Array(side ** 3).fill(-1);
    return (x, last, n, at) => {
      const key = (n * side + last) * side + x;
      const found = places[key]!;
      return found < 0 ? (places[key] = at) : found;
    };
  }
  const places = new Map<number, number>();
  return (x, last, n, at) => {
    const key = (n * side + last) * side + x;
    const found = places.get(key) ?? at;
    // Beyond 2^53 two histories might share a key.
    if (found === at && side < 200_000) places.set(key, at);
    return found;
  };
}
