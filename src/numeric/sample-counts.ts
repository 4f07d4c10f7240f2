import { betaDensityTimesXY } from "./incomplete-beta.ts";
import { gammaDensityTimesX } from "./incomplete-gamma.ts";
import type { Random } from "./random.ts";

// Above a mean of 10 by transformed rejection, whose cost does not grow with the mean: Hörmann, W. (1993), The generation
// of binomial random variates, Journal of Statistical Computation and Simulation 46, 101-110 (BTRS), and The transformed
// rejection method for generating Poisson random variables, Insurance: Mathematics and Economics 12, 39-45 (PTRS).
// Below it by counting up the distribution function.

/** How many of `n` trials with probability `p` succeed; n up to 2^53 - 1. */
export function sampleBinomial(random: Random, n: number, p: number): number {
  if (!(Number.isSafeInteger(n) && n >= 0 && p >= 0 && p <= 1)) return NaN;
  if (p > 0.5) return n - sampleBinomial(random, n, 1 - p);
  const mean = n * p;
  if (mean < 10) return countUp(random, Math.exp(n * Math.log1p(-p)), (k) => ((n - k + 1) / k) * (p / (1 - p)));
  const deviation = Math.sqrt(mean * (1 - p));
  const width = 1.15 + 2.53 * deviation;
  const slant = -0.0873 + 0.0248 * width + 0.01 * p;
  const quick = 0.92 - 4.2 / width;
  const mode = Math.floor((n + 1) * p);
  // The density in units of its peak times the constant of rejection; what does not depend on the count cancels.
  const weight = (count: number): number => betaDensityTimesXY(p, 1 - p, count + 1, n - count + 1);
  let ceiling = 0;
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const room = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * slant) / room + width) * u + mean + 0.5);
    if (room >= 0.07 && v <= quick) return count;
    if (!(count >= 0 && count <= n)) continue;
    ceiling ||= (2.83 + 5.1 / width) * deviation * weight(mode);
    if (v * ceiling <= weight(count) * (slant / (room * room) + width)) return count;
  }
}

/** A Poisson count; mean up to 2^53. */
export function samplePoisson(random: Random, mean: number): number {
  if (!(mean >= 0 && mean <= 2 ** 53)) return NaN;
  if (mean < 10) return countUp(random, Math.exp(-mean), (k) => mean / k);
  const width = 0.931 + 2.53 * Math.sqrt(mean);
  const slant = -0.059 + 0.02483 * width;
  const constant = 1.1239 + 1.1328 / (width - 3.4);
  const quick = 0.9277 - 3.6224 / (width - 2);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const room = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * slant) / room + width) * u + mean + 0.43);
    if (room >= 0.07 && v <= quick) return count;
    if (count < 0 || (room < 0.013 && v > room)) continue;
    const probability = gammaDensityTimesX(count + 1, mean) / mean;
    if (v * constant <= probability * (slant / (room * room) + width)) return count;
  }
}

/**
 * How many of `n` fall to each of the weights, which need not add up to 1: one binomial a weight, of what is left.
 */
export function sampleMultinomial(random: Random, n: number, weights: readonly number[]): number[] {
  // Weight left from each place on, summed from the end, so that the last share is exactly 1.
  const left: number[] = [];
  let sum = 0;
  for (let i = weights.length - 1; i >= 0; i--) left[i] = sum += weights[i]!;
  let remaining = n;
  return weights.map((weight, i) => {
    const count = weight === 0 && sum > 0 ? 0 : sampleBinomial(random, remaining, weight / left[i]!);
    remaining -= count;
    return count;
  });
}

/** A count by inversion, from the probability of 0 and the ratio of each probability to the one before. */
function countUp(random: Random, atZero: number, ratio: (count: number) => number): number {
  let room = random.next();
  let probability = atZero;
  let count = 0;
  while (room >= probability) {
    room -= probability;
    probability *= ratio(count + 1);
    // No count is left, or none that float64 can tell from 0: what remains of the room is a rounding error.
    if (!(probability > 0)) break;
    count += 1;
  }
  return count;
}
