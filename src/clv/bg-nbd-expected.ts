import { betaMean, narrowFrom } from "./bg-nbd-beta-mean.ts";
import { isCounted, purchasesByCounts } from "./bg-nbd-by-counts.ts";
import { listedSum, listedUpTo, purchaseSum } from "./bg-nbd-series.ts";

/**
 * Expected purchases, in a time of w in units of their rate parameter, of customers alive at its beginning: the mean over p of
 * [1 - (1 + p w)^-A] / p with p beta(a, c), A the shape of their rates.
 *
 * With z = w / (1 + w), e = a + c and q = e - 1 - A, which does not grow with the purchases so far, it is
 *
 *   (e - 1) D - (1 + w)^(1 - a) Σ (q)_k (a)_(k-1) / ((e)_(k-1) k!) z^k,  D = [1 - (1 + w)^(1 - a)] / (a - 1),
 *
 * the formula of Fader, Hardie and Lee (2005) after Euler's transformation of its hypergeometric function, with what is
 * singular at a = 1 and e = 1 taken together. Where A is much smaller than e the two parts cancel; summed in another order
 * they do not: A (1 + w)^(1 - a) Σ (a)_(k-1) / k! z^k S_k with S_k = Σ (q)_j / (e)_j over j < k.
 *
 * @param coefficients - of these A, a and c, where they are known; see purchaseCoefficients
 */
export function alivePurchases(shape: number, a: number, c: number, w: number, coefficients?: Float64Array): number {
  if (w === 0) return 0;
  if (w === Infinity) return a > 1 ? (a + c - 1) / (a - 1) : Infinity;
  const z = w / (1 + w);
  if (z > seriesUpTo || a * w > 300 || a > narrowFrom) return withoutSeries(shape, a, c, w);
  const e = a + c;
  const logSpan = Math.log1p(w);
  const decay = Math.expm1((1 - a) * logSpan);
  const power = decay > -0.5 ? 1 + decay : Math.exp((1 - a) * logSpan);
  const q = e - 1 - shape;
  // The terms of the series are as large as exp(-q z), and cancel.
  if (q * z < -10) return withoutSeries(shape, a, c, w);
  if (shape < Math.abs(e - 1) / 20) {
    const partial = partialSum(q, a, e, z);
    return Number.isNaN(partial) ? withoutSeries(shape, a, c, w) : shape * power * partial;
  }
  const whole = (e - 1) * (a === 1 ? logSpan : decay / (1 - a));
  if (coefficients !== undefined && coefficients.length > 0 && z <= listedUpTo)
    return whole - power * listedSum(coefficients, z);
  const { sum, size } = purchaseSum(q, a, e, z, 1e-15 * (Math.abs(whole) + Math.abs(q) * z));
  const value = whole - power * sum;
  return power * size + Math.abs(whole) < 1e4 * value ? value : withoutSeries(shape, a, c, w);
}

/** The sum of (a)_(k-1) / k! z^k S_k; NaN where more than four digits cancel. */
function partialSum(q: number, a: number, e: number, z: number): number {
  let weight = z;
  let ratio = 1;
  let partial = 1;
  let sum = z;
  let size = z;
  for (let k = 1; k < mostTerms; k++) {
    weight *= ((a + k - 1) / (k + 1)) * z;
    ratio *= (q + k - 1) / (e + k - 1);
    partial += ratio;
    const term = weight * partial;
    sum += term;
    size += Math.abs(term);
    if (Math.abs(term) <= 1e-17 * sum) break;
  }
  return size < 1e4 * sum ? sum : NaN;
}

function withoutSeries(shape: number, a: number, c: number, w: number): number {
  if (a <= narrowFrom && isCounted(shape, w)) return purchasesByCounts(shape, a, c, w);
  return betaMean((p) => Math.log(-Math.expm1(-shape * Math.log1p(p * w)) / p), a, c, (shape + 1) * w);
}

/** Beyond this z the series are slower than quadrature. */
const seriesUpTo = 0.98;
const mostTerms = 5000;
