import { betaDensityTimesXY } from "../numeric/incomplete-beta.ts";

/**
 * The mean of g(p) over a beta distribution of p, for any parameters: narrow, or with nearly all of it at the ends.
 *
 * By the trapezoidal rule over the logit of p, which for functions like these is as good as any (Trefethen, L. N. and
 * Weideman, J. A. C. (2014). The exponentially convergent trapezoidal rule. SIAM Review 56, 385-458). Where g is constant the
 * rest of the sum is a geometric series. Where p hardly differs between customers, two points do; see {@link narrowMean}.
 *
 * @param logG - ln g, such that its product with the density has one peak
 * @param bend - how steep g is at 0: constant below 1e-18 / bend
 */
export function betaMean(logG: (p: number) => number, a: number, c: number, bend: number): number {
  const narrow = narrowMean(logG, a, c);
  if (narrow !== null) return narrow;
  const first = -Math.min(41 - Math.log(Math.min(1 / bend, 1)), 700);
  const height = (logit: number): number =>
    logG(shareOf(logit)) - a * Math.log1p(Math.exp(-logit)) - c * Math.log1p(Math.exp(logit));
  const peak = peakOf(height, first, last);
  const lower = edge(height, peak, first);
  const upper = edge(height, peak, last);
  const density = (logit: number): number =>
    betaDensityTimesXY(shareOf(logit), shareOf(-logit), a, c) * Math.exp(logG(shareOf(logit)));
  const atLower = density(lower);
  const atUpper = density(upper);
  let step = (upper - lower) / 32;
  let inner = 0;
  for (let i = 1; i < 32; i++) inner += density(lower + i * step);
  let mean = 0;
  for (let steps = 32; ; steps *= 2) {
    const before = mean;
    const outer = atLower * (1 + 1 / Math.expm1(a * step)) + atUpper * (1 + 1 / Math.expm1(c * step));
    mean = (outer + inner) * step;
    // Half the step has twice the digits: those that differ tell how many there were before.
    if (Math.abs(mean - before) <= 1e-9 * mean || steps >= 8192) return mean;
    for (let i = 0; i < steps; i++) inner += density(lower + (i + 0.5) * step);
    step /= 2;
  }
}

/**
 * The mean by the quadrature of Gauss with two points, which has the mean, variance and skewness of p, where p is so narrow
 * around its mean, and g so flat there, that what is left out is below 1e-13 of it; `null` elsewhere. The relative variance of
 * p is below 1 / a, and of the fourth order in it a twelfth is left out.
 */
function narrowMean(logG: (p: number) => number, a: number, c: number): number | null {
  if (a < narrowFrom) return null;
  const e = a + c;
  const mean = a / e;
  const deviation = Math.sqrt((mean * (c / e)) / (e + 1));
  const skewness = (2 * (c - a) * Math.sqrt(e + 1)) / ((e + 2) * Math.sqrt(a) * Math.sqrt(c));
  const root = Math.sqrt(skewness * skewness + 4);
  const below = logG(mean + (deviation * (skewness - root)) / 2);
  const above = logG(mean + (deviation * (skewness + root)) / 2);
  // A skew p is that of a small c.
  if (!(Math.abs(skewness) < 1 && Math.abs(above - below) < 1e-3)) return null;
  return ((1 + skewness / root) * Math.exp(below) + (1 - skewness / root) * Math.exp(above)) / 2;
}

/** From this a on p is so narrow that a mean by two points is worth a try. */
export const narrowFrom = 1e7;

/** The logit beyond which 1 - p is below 2e-18. */
const last = 41;

function shareOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** By golden section. */
function peakOf(height: (logit: number) => number, lower: number, upper: number): number {
  let [from, to] = [lower, upper];
  let left = to - golden * (to - from);
  let right = from + golden * (to - from);
  let [ofLeft, ofRight] = [height(left), height(right)];
  for (let step = 0; step < 40; step++) {
    if (ofLeft > ofRight) {
      [to, right, ofRight] = [right, left, ofLeft];
      left = to - golden * (to - from);
      ofLeft = height(left);
    } else {
      [from, left, ofLeft] = [left, right, ofRight];
      right = from + golden * (to - from);
      ofRight = height(right);
    }
  }
  return (from + to) / 2;
}

const golden = 0.6180339887498949;

/** Where the height has fallen by 45, that is to 3e-20, on the way from the peak to a limit; else the limit. */
function edge(height: (logit: number) => number, peak: number, limit: number): number {
  const top = height(peak);
  let share = 1e-9;
  while (share < 1 && top - height(peak + share * (limit - peak)) < 45) share *= 2;
  return share < 1 ? peak + share * (limit - peak) : limit;
}
