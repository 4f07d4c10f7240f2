import type { Smooth } from "../numeric/maximise.ts";
import { sumError } from "../numeric/sum.ts";
import type { FirstChance } from "./bg-nbd-customer.ts";
import { addRate, addRates, addStay, addStays } from "./bg-nbd-sums.ts";
import type { GroupedHistories, PurchaseHistory } from "./purchase-history.ts";
import type { DerivativeSlots, ParameterValues } from "./purchase-process.ts";

// ln L = ln (r)_x + ln (b)_n - ln (a + b)_n - x ln alpha - (r + x) ln(1 + T / alpha) + ln(1 + odds of having left), where
// (y)_n = y (y + 1) ... (y + n - 1), and n is x, and one more in MBG/NBD. See FirstChance for the papers.

/** The log-likelihood of one history and its derivatives by the logarithms of r, alpha, a and b. */
export function bgNbdDerivatives(
  first: FirstChance,
  parameters: ParameterValues,
  { frequency, recency, T }: PurchaseHistory,
  out: DerivativeSlots,
): void {
  out.fill(0);
  const listed = Math.min(frequency, listedPurchases);
  for (let j = 0; j < listed; j++) addRate(out, parameters, j, 1);
  for (let j = 0; j < listed + first; j++) addStay(out, parameters, j, 1);
  if (frequency > listed) {
    addRates(out, parameters, listed, frequency, 1);
    addStays(out, parameters, listed + first, frequency + first, 1);
  }
  out[0]! += addTimes(out, first, parameters, frequency, recency, T, 1);
}

export function bgNbdLogLikelihood(first: FirstChance, parameters: ParameterValues, history: PurchaseHistory): number {
  const slots = new Float64Array(15);
  bgNbdDerivatives(first, parameters, history, slots);
  return slots[0]!;
}

/** The log-likelihood of many histories as a function of the logarithms of r, alpha, a and b. */
export function bgNbdLikelihood(first: FirstChance, histories: GroupedHistories): Smooth {
  const { frequency, recency, T, count } = histories;
  const reaching = countsReaching(histories);
  const most = reaching.length - 1;
  return (logs) => {
    const parameters = Float64Array.from(logs, Math.exp);
    const sums = new Float64Array(15);
    for (let j = 0; j < most; j++) addRate(sums, parameters, j, reaching[j + 1]!);
    for (let j = 0; j < most + first; j++) addStay(sums, parameters, j, reaching[j + 1 - first]!);
    let value = 0;
    let lost = 0;
    for (let i = 0; i < count.length; i++) {
      const weight = count[i]!;
      const x = frequency[i]!;
      if (x > most) {
        addRates(sums, parameters, most, x, weight);
        addStays(sums, parameters, most + first, x + first, weight);
      }
      const added = addTimes(sums, first, parameters, x, recency[i]!, T[i]!, weight);
      const sum = value + added;
      lost += sumError(value, added, sum);
      value = sum;
    }
    const [, g0, g1, g2, g3, h00, h01, h02, h03, h11, h12, h13, h22, h23, h33] = sums;
    return {
      value: sums[0]! + lost + value,
      gradient: [g0!, g1!, g2!, g3!],
      hessian: [
        [h00!, h01!, h02!, h03!],
        [h01!, h11!, h12!, h13!],
        [h02!, h12!, h22!, h23!],
        [h03!, h13!, h23!, h33!],
      ],
    };
  };
}

/** Adds the derivatives of `weight` times the part of ln L in which the times are, and returns its value. */
function addTimes(
  sums: DerivativeSlots,
  first: FirstChance,
  parameters: ParameterValues,
  x: number,
  recency: number,
  T: number,
  weight: number,
): number {
  const r = parameters[0]!;
  const alpha = parameters[1]!;
  const shape = r + x;
  const rate = alpha + T;
  const share = alpha / rate;
  const watched = T / rate;
  const logSpan = Math.log1p(T / alpha);
  sums[1]! -= weight * r * logSpan;
  sums[2]! += weight * (r * watched - x * share);
  sums[5]! -= weight * r * logSpan;
  sums[6]! += weight * r * watched;
  sums[9]! -= weight * shape * share * watched;
  const value = -x * Math.log(alpha) - shape * logSpan;
  if (x + first === 0) return weight * value;

  const b = parameters[3]!;
  const stays = b + (x + first - 1);
  const since = alpha + recency;
  const silence = Math.log1p((T - recency) / since);
  const logOdds = Math.log(parameters[2]! / stays) + shape * silence;
  const small = Math.exp(-Math.abs(logOdds));
  const left = (logOdds > 0 ? 1 : small) / (1 + small);
  const alive = (logOdds > 0 ? small : 1) / (1 + small);
  // Slopes of the log odds: by ln r, by ln alpha, by ln a (which is 1), by ln b.
  const byR = r * silence;
  const fall = (-alpha * (T - recency)) / (rate * since);
  const byAlpha = shape * fall;
  const byB = -b / stays;
  const byLeft = weight * left;
  const bend = byLeft * alive;
  sums[1]! += byLeft * byR;
  sums[2]! += byLeft * byAlpha;
  sums[3]! += byLeft;
  sums[4]! += byLeft * byB;
  sums[5]! += byLeft * byR + bend * byR * byR;
  sums[6]! += byLeft * r * fall + bend * byR * byAlpha;
  sums[7]! += bend * byR;
  sums[8]! += bend * byR * byB;
  sums[9]! += byLeft * byAlpha * (1 - share - alpha / since) + bend * byAlpha * byAlpha;
  sums[10]! += bend * byAlpha;
  sums[11]! += bend * byAlpha * byB;
  sums[12]! += bend;
  sums[13]! += bend * byB;
  sums[14]! += byLeft * byB * (1 + byB) + bend * byB * byB;
  return weight * (value + Math.max(logOdds, 0) + Math.log1p(small));
}

/** How many customers made k repeat purchases or more, for k from 0 to the most, or to {@link listedPurchases}. */
function countsReaching({ frequency, count }: GroupedHistories): Float64Array {
  let most = 0;
  for (let i = 0; i < count.length; i++) most = Math.max(most, frequency[i]!);
  const reaching = new Float64Array(Math.min(most, listedPurchases) + 1);
  const last = reaching.length - 1;
  for (let i = 0; i < count.length; i++) reaching[Math.min(frequency[i]!, last)]! += count[i]!;
  for (let k = last; k > 0; k--) reaching[k - 1]! += reaching[k]!;
  return reaching;
}

/** Purchases beyond are summed by formula. */
const listedPurchases = 1024;
