import { betaDensityTimesXY, betaI, betaIInverse, betaIUpper, betaIUpperInverse, betaTails } from "../numeric/incomplete-beta.ts";
import { integrate } from "../numeric/quadrature.ts";
import type { TrinomialCounts } from "./trinomial.ts";

/**
 * P(up - down <= difference) for shares with a Dirichlet distribution of parameters `shape` > 0.
 *
 * Given one of the three shares, the other two divide the rest by an independent beta variable, so that
 * the probability is one integral over the density of the given share. That share is the one with the
 * smallest parameter: it varies least, so the rest of the integrand is never much steeper than its
 * density. The relative error is about 1e-11 for probabilities down to 1e-9, the absolute one below.
 */
export function trinomialPosteriorCdf({ up, middle, down }: TrinomialCounts, difference: number): number {
  if (difference <= -1) return 0;
  if (difference >= 1) return 1;
  if (middle <= up && middle <= down) return givenMiddle(up, middle, down, difference);
  return down <= up ? givenOuter(down, up, middle, difference, "lower") : givenOuter(up, down, middle, -difference, "upper");
}

/** Given the middle share m, up takes r of 1 - m, and up - down = (1 - m) (2 r - 1). */
function givenMiddle(up: number, middle: number, down: number, difference: number): number {
  const distance = Math.abs(difference);
  const partly = averageOver(middle, up + down, 0, 1 - distance, (_, toEnd) => {
    const rest = distance + toEnd;
    const less = toEnd / (2 * rest);
    const more = (rest + distance) / (2 * rest);
    return (difference < 0 ? betaTails(less, more, up, down) : betaTails(more, less, up, down)).lower;
  });
  // With more in the middle, the rest cannot differ by so much.
  return difference > 0 ? partly + betaIUpper(1 - distance, middle, up + down) : partly;
}

/**
 * Given an outer share c, the opposite one takes v of 1 - c, and opposite - c <= difference while v is
 * at most (difference + c) / (1 - c). The probability of that, or of the reverse for the upper tail.
 */
function givenOuter(outer: number, opposite: number, middle: number, difference: number, tail: "lower" | "upper"): number {
  const start = Math.max(0, -difference);
  const end = (1 - difference) / 2;
  const partly = averageOver(outer, opposite + middle, start, end, (fromStart, toEnd) => {
    const rest = 1 - end + toEnd;
    return betaTails((fromStart + Math.max(0, difference)) / rest, (2 * toEnd) / rest, opposite, middle)[tail];
  });
  return partly + (tail === "lower" ? betaIUpper(end, outer, opposite + middle) : betaI(start, outer, opposite + middle));
}

/**
 * Integral of f over [start, end] by the density of Beta(a, b), without what lies beyond tails of 1e-32.
 * f gets the distances from both ends, where it may be singular.
 */
function averageOver(a: number, b: number, start: number, end: number, f: (fromStart: number, toEnd: number) => number): number {
  const low = a < 1 ? start : Math.max(start, betaIInverse(1e-32, a, b));
  const high = Math.min(end, betaIUpperInverse(1e-32, a, b));
  if (!(low < high)) return 0;
  const atHigh = end - high;
  const weighted = (share: number, fromLow: number, toHigh: number): number => {
    const rest = 1 - high + toHigh;
    return (betaDensityTimesXY(share, rest, a, b) / (share * rest)) * f(low - start + fromLow, atHigh + toHigh);
  };
  if (a >= 30 && low > start && high < end) return evenSum(weighted, low, high);
  if (a >= 1 || start > 0) return integrate(weighted, low, high, precision);

  // The density is infinite at 0: go along a power of the share in which it is not.
  const highest = high ** a;
  return integrate(
    (_, powered, toHighest) => {
      const share = Math.max(1e-290, high * (powered / highest) ** (1 / a));
      const toHigh = high * -Math.expm1(Math.log1p(-toHighest / highest) / a);
      return weighted(share, share, toHigh) * (share ** (1 - a) / a);
    },
    0,
    highest,
    precision,
  );
}

/**
 * The trapezoidal rule, which is spectrally exact for a smooth function that is nothing at both ends:
 * at about a quarter of a standard deviation a step, to 1e-15.
 */
function evenSum(f: (x: number, fromLow: number, toHigh: number) => number, low: number, high: number): number {
  const steps = 100;
  const step = (high - low) / steps;
  let sum = 0;
  for (let i = 1; i < steps; i++) sum += f(low + i * step, i * step, (steps - i) * step);
  return sum * step;
}

/** Where two steps of the integration agree to this, the finer one is right to about its square. */
const precision = 1e-6;
