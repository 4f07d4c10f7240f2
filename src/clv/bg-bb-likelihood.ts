import type { Smooth } from "../numeric/maximise.ts";
import type { GroupedHistories } from "./purchase-history.ts";
import type { DerivativeSlots } from "./purchase-process.ts";

/**
 * Log-likelihood of the beta-geometric / beta-Bernoulli model and its derivatives by ln alpha, ln beta, ln gamma, ln delta.
 *
 * Up to the last purchase it is a sum of logarithms that many histories share: they are counted once. Of the silence after
 * it, histories that differ in its length alone share all but the last terms.
 */
export function bgBbLikelihood(histories: GroupedHistories): Smooth {
  const { frequency, recency, T, count } = histories;
  const bought = countsAbove(frequency, count);
  const passed = countsAbove(
    recency.map((last, i) => last - frequency[i]!),
    count,
  );
  const stayed = countsAbove(recency, count);
  const silent = Array.from(T.keys())
    .filter((i) => T[i]! > recency[i]!)
    .sort((i, j) => frequency[i]! - frequency[j]! || recency[i]! - recency[j]! || T[i]! - T[j]!);
  return (logs) => {
    const [alpha, beta, gamma, delta] = logs.map(Math.exp) as [number, number, number, number];
    const out = new Float64Array(15);
    addPurchases(out, alpha, beta, bought, passed, stayed);
    addStays(out, gamma, delta, stayed);
    addSilences(out, alpha, beta, gamma, delta, histories, silent);
    const [value = 0, a = 0, b = 0, c = 0, d = 0, aa = 0, ab = 0, ac = 0, ad = 0, bb = 0, bc = 0, bd = 0] = out;
    const [cc, cd, dd] = [out[12]!, out[13]!, out[14]!];
    return {
      value,
      gradient: [a, b, c, d],
      hessian: [
        [aa, ab, ac, ad],
        [ab, bb, bc, bd],
        [ac, bc, cc, cd],
        [ad, bd, cd, dd],
      ],
    };
  };
}

/** How many have a value above 0, above 1, ... */
function countsAbove(values: Float64Array, count: Float64Array): Float64Array {
  const above = new Float64Array(values.reduce((most, value) => Math.max(most, value), 0));
  for (const [i, value] of values.entries()) if (value > 0) above[value - 1]! += count[i]!;
  for (let j = above.length - 2; j >= 0; j--) above[j]! += above[j + 1]!;
  return above;
}

/** ln B(alpha + x, beta + t - x) / B(alpha, beta). */
function addPurchases(
  out: DerivativeSlots,
  alpha: number,
  beta: number,
  bought: Float64Array,
  passed: Float64Array,
  stayed: Float64Array,
): void {
  for (let j = 0; j < stayed.length; j++) {
    const [x, y, all] = [bought[j] ?? 0, passed[j] ?? 0, stayed[j]!];
    const [toBuy, toPass, sum] = [alpha + j, beta + j, alpha + beta + j];
    const shared = (all * alpha * beta) / (sum * sum);
    out[0]! += x * Math.log(toBuy) + y * Math.log(toPass) - all * Math.log(sum);
    out[1]! += x * (alpha / toBuy) - all * (alpha / sum);
    out[2]! += y * (beta / toPass) - all * (beta / sum);
    out[5]! += x * (alpha / toBuy) * (j / toBuy) - all * (alpha / sum) * (toPass / sum);
    out[6]! += shared;
    out[9]! += y * (beta / toPass) * (j / toPass) - all * (beta / sum) * (toBuy / sum);
  }
}

/** ln B(gamma, delta + t) / B(gamma, delta). */
function addStays(out: DerivativeSlots, gamma: number, delta: number, stayed: Float64Array): void {
  for (let j = 0; j < stayed.length; j++) {
    const all = stayed[j]!;
    const stays = delta + j;
    const sum = gamma + stays;
    const [ofStays, ofSum] = [delta / stays, delta / sum];
    const share = gamma / sum;
    out[0]! -= all * Math.log1p(gamma / stays);
    out[3]! -= all * share;
    out[4]! += all * share * ofStays;
    out[12]! -= all * share * (stays / sum);
    out[13]! += all * share * ofSum;
    out[14]! += all * share * ofStays * (1 - ofStays - ofSum);
  }
}

/** ln of the probability to have bought nothing since the last purchase, of the histories in the order of `silent`. */
function addSilences(
  out: DerivativeSlots,
  alpha: number,
  beta: number,
  gamma: number,
  delta: number,
  { frequency, recency, T, count }: GroupedHistories,
  silent: readonly number[],
): void {
  /** Of those who stopped: the probability, and its derivatives. */
  const gone = new Float64Array(15);
  const all = new Float64Array(15);
  let [x, last, at] = [-1, -1, -1];
  // To be a customer still, and not to have bought: the probability, and the derivatives of its logarithm.
  let alive = 1;
  let [a, b, c, d, aa, ab, bb, cc, cd, dd] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const i of silent) {
    if (frequency[i] !== x || recency[i] !== last) {
      [x, last, at] = [frequency[i]!, recency[i]!, recency[i]!];
      gone.fill(0);
      alive = 1;
      a = b = c = d = aa = ab = bb = cc = cd = dd = 0;
    }
    for (; at < T[i]!; at++) {
      const stays = delta + at;
      const ofGamma = gamma / (gamma + stays);
      const ofDelta = delta / (gamma + stays);
      const [rest, left] = [stays / (gamma + stays), (gamma + at) / (gamma + stays)];
      const mixed = ofGamma * ofDelta;
      const [cNow, dNow] = [c + rest, d - ofDelta];
      const [ccNow, cdNow, ddNow] = [cc - ofGamma * rest, cd + mixed, dd - ofDelta * left];
      addTerm(gone, alive * ofGamma, a, b, cNow, dNow, aa, ab, bb, ccNow, cdNow, ddNow);
      const passes = beta + (at - x);
      const sum = alpha + x + passes;
      const buys = (alpha + x) / sum;
      const [alphaShare, betaShare, ofPasses, ofStays] = [alpha / sum, beta / sum, beta / passes, delta / stays];
      alive *= rest * (passes / sum);
      a -= alphaShare;
      b += ofPasses * buys;
      c -= ofGamma;
      d += ofStays * ofGamma;
      aa -= alphaShare * ((beta + at) / sum);
      ab += alphaShare * betaShare;
      bb += ofPasses * buys * (1 - ofPasses - betaShare);
      cc = ccNow;
      cd = cdNow;
      dd += ofStays * ofGamma * (1 - ofStays - ofDelta);
    }
    all.set(gone);
    addTerm(all, alive, a, b, c, d, aa, ab, bb, cc, cd, dd);
    addLogarithm(out, all, count[i]!);
  }
}

/** Adds a term and its derivatives, from those of its logarithm. */
function addTerm(
  sums: DerivativeSlots,
  term: number,
  a: number,
  b: number,
  c: number,
  d: number,
  aa: number,
  ab: number,
  bb: number,
  cc: number,
  cd: number,
  dd: number,
): void {
  sums[0]! += term;
  sums[1]! += term * a;
  sums[2]! += term * b;
  sums[3]! += term * c;
  sums[4]! += term * d;
  sums[5]! += term * (a * a + aa);
  sums[6]! += term * (a * b + ab);
  sums[7]! += term * a * c;
  sums[8]! += term * a * d;
  sums[9]! += term * (b * b + bb);
  sums[10]! += term * b * c;
  sums[11]! += term * b * d;
  sums[12]! += term * (c * c + cc);
  sums[13]! += term * (c * d + cd);
  sums[14]! += term * (d * d + dd);
}

/** Adds the logarithm of a sum and its derivatives, `times` times. */
function addLogarithm(out: DerivativeSlots, sums: DerivativeSlots, times: number): void {
  const value = sums[0]!;
  out[0]! += times * Math.log(value);
  let slot = 5;
  for (let i = 1; i <= 4; i++) {
    const slope = sums[i]! / value;
    out[i]! += times * slope;
    for (let j = i; j <= 4; j++, slot++) out[slot]! += times * (sums[slot]! / value - slope * (sums[j]! / value));
  }
}
