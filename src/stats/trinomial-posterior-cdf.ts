import { betaDensityTimesXY, betaI, betaIInverse, betaIUpperInverse, betaTails } from "../numeric/incomplete-beta.ts";
import { integrate } from "../numeric/quadrature.ts";
import type { TrinomialCounts } from "./trinomial.ts";

/**
 * P(up - down <= difference) for shares with a Dirichlet distribution of parameters `shape` > 0.
 *
 * Given one of the three shares, the other two divide the rest by an independent beta variable, so that
 * the probability is one integral over the density of the given share. That share is the one with the
 * smallest parameter: it varies least, so the rest of the integrand is never much steeper than its
 * density. The relative error is below 1e-10 for probabilities down to 1e-9; with parameters below 1/2
 * and a difference that is nearly 0, but not 0, it may reach 1e-8.
 */
export function trinomialPosteriorCdf({ up, middle, down }: TrinomialCounts, difference: number): number {
  if (difference <= -1) return 0;
  if (difference >= 1) return 1;
  if (middle <= up && middle <= down) return givenMiddle(up, middle, down, difference);
  return down <= up
    ? givenOuter(down, up, middle, difference, "lower")
    : givenOuter(up, down, middle, -difference, "upper");
}

/** Given the middle share m, up takes r of 1 - m, and up - down = (1 - m) (2 r - 1). */
function givenMiddle(up: number, middle: number, down: number, difference: number): number {
  const distance = Math.abs(difference);
  const given: Given = {
    start: 0,
    width: 1 - distance,
    restAtEnd: distance,
    below: 0,
    between: (_, toEnd) => {
      const rest = distance + toEnd;
      const less = toEnd / (2 * rest);
      const more = (rest + distance) / (2 * rest);
      return (difference < 0 ? betaTails(less, more, up, down) : betaTails(more, less, up, down)).lower;
    },
    // With more in the middle, the rest cannot differ by so much.
    above: difference < 0 ? 0 : 1,
  };
  return averageOver(middle, up + down, given);
}

/**
 * Given an outer share c, the opposite one takes v of 1 - c, and opposite - c <= difference while v is
 * at most (difference + c) / (1 - c). The probability of that, or of the reverse for the upper tail.
 */
function givenOuter(
  outer: number,
  opposite: number,
  middle: number,
  difference: number,
  tail: "lower" | "upper",
): number {
  const restAtEnd = (1 + difference) / 2;
  const given: Given = {
    start: Math.max(0, -difference),
    width: difference < 0 ? restAtEnd : (1 - difference) / 2,
    restAtEnd,
    below: tail === "lower" ? 0 : 1,
    between: (fromStart, toEnd) => {
      const rest = restAtEnd + toEnd;
      return betaTails((fromStart + Math.max(0, difference)) / rest, (2 * toEnd) / rest, opposite, middle)[tail];
    },
    above: tail === "lower" ? 1 : 0,
  };
  return averageOver(outer, opposite + middle, given);
}

/**
 * A probability that depends on a share: constant outside [start, start + width], and between them a
 * function of the distances from both. 1 - start - width is given apart, as it may be tiny.
 */
interface Given {
  readonly start: number;
  readonly width: number;
  readonly restAtEnd: number;
  readonly below: number;
  readonly between: (fromStart: number, toEnd: number) => number;
  readonly above: number;
}

/** Its mean over a share with the distribution Beta(a, b); what lies beyond tails of 1e-32 in between is left out. */
function averageOver(a: number, b: number, given: Given): number {
  const lowest = a < 1 ? 0 : betaIInverse(1e-32, a, b);
  const highest = betaIUpperInverse(1e-32, a, b);
  if (a >= 20) return smoothAverage(a, b, given, lowest, highest);

  const { width, restAtEnd, below, between, above } = given;
  const start = given.start < least ? 0 : given.start;
  const outside = below * betaI(start, a, b) + above * betaTails(1 - restAtEnd, restAtEnd, a, b).upper;
  const low = Math.max(0, lowest - start);
  const high = Math.min(width, highest - start);
  if (!(low < high)) return outside;
  const weighted = (share: number, fromLow: number, toHigh: number): number => {
    const toEnd = width - high + toHigh;
    const rest = restAtEnd + toEnd;
    return (betaDensityTimesXY(share, rest, a, b) / (share * rest)) * between(low + fromLow, toEnd);
  };
  const bottom = start + low;
  const top = start + high;
  if (a >= 1 || bottom > top / 2) {
    return (
      outside + integrate((offset, fromLow, toHigh) => weighted(start + offset, fromLow, toHigh), low, high, precision)
    );
  }

  // The density is infinite at 0, and nearly so at a bottom near 0: go along a power of the share, in which it is not.
  const [bottomPower, topPower] = [bottom ** a, top ** a];
  const inPower = (_: number, fromBottomPower: number, toTopPower: number): number => {
    const fromLow =
      bottom === 0 ? fromBottomPower ** (1 / a) : bottom * Math.expm1(Math.log1p(fromBottomPower / bottomPower) / a);
    const toHigh = -top * Math.expm1(Math.log1p(-toTopPower / topPower) / a);
    const share = Math.max(least, bottom + fromLow);
    return weighted(share, fromLow, toHigh) * (share ** (1 - a) / a);
  };
  return outside + integrate(inPower, bottomPower, topPower, precision);
}

/**
 * The same where all parameters are large: density and probability then join their ends so smoothly
 * that the trapezoidal rule at about a sixth of a standard deviation is right to 1e-13.
 */
function smoothAverage(
  a: number,
  b: number,
  { start, width, below, between, above }: Given,
  low: number,
  high: number,
): number {
  const end = start + width;
  const steps = 150;
  const step = (high - low) / steps;
  let sum = 0;
  for (let i = 1; i < steps; i++) {
    const share = low + i * step;
    const probability = share <= start ? below : share >= end ? above : between(share - start, end - share);
    sum += (betaDensityTimesXY(share, 1 - share, a, b) / (share * (1 - share))) * probability;
  }
  return sum * step;
}

/** A share below which its density might overflow; smaller ones count as this large, and as the start as 0. */
const least = 1e-290;

/** Where two steps of the integration agree to this, the finer one is mostly right to about its square. */
const precision = 1e-8;
