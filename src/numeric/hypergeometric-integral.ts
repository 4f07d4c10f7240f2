import { logBeta } from "./gamma.ts";
import { betaDensityTimesXY, shareOfOdds } from "./incomplete-beta.ts";
import { productError, sumError } from "./sum.ts";

/**
 * 2F1(a, b; c; z) for a > 0, 0 < b < c and z < 1, whatever their sizes: Euler's integral, NIST DLMF 15.6.1, in the logarithm
 * u of the odds t / (1 - t), where it is the mean of a positive function with one peak and exponential tails:
 *
 *   1 / B(b, c - b) ∫ e^(b u) (1 + e^u)^(a - c) (1 + (1 - z) e^u)^(-a) du.
 *
 * The trapezoidal rule converges exponentially on the whole line, the function being analytic for |Im u| < π: Trefethen, L. N.
 * and Weideman, J. A. C. (2014). The exponentially convergent trapezoidal rule. SIAM Review 56, 385-458. All is taken relative
 * to the peak, so that large parameters leave no large numbers to cancel.
 */
export function eulerIntegral(a: number, b: number, c: number, z: number): number {
  const d = c - b;
  const k = 1 - z;
  const odds = oddsOfPeak(a, b, d, z);
  const t = shareOfOdds(odds);
  const s = shareOfOdds(1 / odds);
  const tiltedS = shareOfOdds(1 / (k * odds));
  const tilt = -z * t * tiltedS;
  const left: Side = { rate: b, share: t, rest: s, tiltedShare: shareOfOdds(k * odds), tiltedRest: tiltedS, tilt };
  const right = mirrored(left, d);

  const bend = c * t * s + a * tilt * (tiltedS - t);
  // A fraction of the width of the peak and of the strip in which nothing grows: together they leave below 1e-16.
  const step = 1 / (4 + 1.4 * Math.sqrt(Math.max(0, bend)));
  // Each from the end it is nearer to: from the other, the exponent is the difference of two that are c u.
  const crossing = -Math.log(odds);
  const term = (u: number): number => Math.exp(u < crossing ? logTerm(left, a, c, u) : logTerm(right, a, c, -u));
  const before = tail((u) => term(-u), step, b, (c + a) * odds * Math.max(1, k));
  const after = tail(term, step, d, (c + a) / odds / Math.min(1, k));
  const integral = step * (before + 1 + after);

  // 1 - z t at the peak, from the smaller of t and s, and what rounding took from it.
  const [whole, factor, part] = t <= s ? [1, -z, t] : [k, z, s];
  const product = factor * part;
  const base = whole + product;
  const lostOfWhole = t <= s ? 0 : sumError(1, -z, k);
  const lost = lostOfWhole + sumError(whole, product, base) + productError(factor, part, product);
  const correction = (-a * lost) / base;
  const density = betaDensityTimesXY(t, s, b, d);
  const power = Math.pow(base, -a);
  if (density > 1e-290 && power > 1e-290 && power < Infinity) return density * power * integral * Math.exp(correction);
  const logDensity = b * Math.log(t) + d * Math.log(s) - logBeta(b, d);
  return Math.exp(logDensity - a * Math.log(base) + correction + Math.log(integral));
}

/** The function seen from one end: t and 1 - t at the peak, the same with odds (1 - z) times as large, and their difference. */
interface Side {
  /** Towards this end it falls as exp(-rate |u|). */
  readonly rate: number;
  readonly share: number;
  readonly rest: number;
  readonly tiltedShare: number;
  readonly tiltedRest: number;
  readonly tilt: number;
}

function mirrored({ share, rest, tiltedShare, tiltedRest, tilt }: Side, rate: number): Side {
  return { rate, share: rest, rest: share, tiltedShare: tiltedRest, tiltedRest: tiltedShare, tilt: -tilt };
}

/** e^u where the derivative of the logarithm is 0: the positive root of a quadratic equation, k d w² - middle w - b = 0. */
function oddsOfPeak(a: number, b: number, d: number, z: number): number {
  const k = 1 - z;
  // b + a - d and (b - a) k + a - d are the same, but where z is near 0 or k is, only one has no large numbers to cancel.
  const middle = z < 0.5 ? b * k + a * z - d : (b - a) * k + (a - d);
  const root = Math.hypot(middle, 2 * Math.sqrt(k) * Math.sqrt(d) * Math.sqrt(b));
  return middle > 0 ? (middle + root) / (2 * k * d) : (2 * b) / (root - middle);
}

/** The logarithm of the function at u from its peak. */
function logTerm({ rate, share, rest, tiltedShare, tiltedRest, tilt }: Side, a: number, c: number, u: number): number {
  const power = Math.exp(u);
  const less = Math.expm1(u);
  const mean = rest + share * power;
  const growth = share * less;
  const shift = (tilt * less) / mean;
  const logMean = growth > -0.5 ? Math.log1p(growth) : Math.log(mean);
  const logShift = shift > -0.5 ? Math.log1p(shift) : Math.log((tiltedRest + tiltedShare * power) / mean);
  return rate * u - c * logMean - a * logShift;
}

/**
 * The terms at step, 2 step, …; from where only exp(-rate u) is left, at `flat` e^-u < 1e-17, as the geometric series it is.
 * NaN where that is too far for the step: a peak of width 1e-6 on a plateau of length 1e9.
 */
function tail(term: (u: number) => number, step: number, rate: number, flat: number): number {
  const others = 1 / Math.expm1(rate * step);
  let sum = 0;
  for (let i = 1; i <= mostTerms; i++) {
    const u = i * step;
    const value = term(u);
    sum += value;
    if (!(value * Math.max(1, others) > 1e-19 && flat * Math.exp(-u) > 1e-17)) return sum + value * others;
  }
  return NaN;
}

const mostTerms = 1e5;
