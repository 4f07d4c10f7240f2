import { log1pMinus } from "./log1p-minus.ts";
import type { Random } from "./random.ts";

/**
 * A standard normal number.
 *
 * Marsaglia, G. and Bray, T. A. (1964). A convenient method for generating normal variables. SIAM Review 6, 260-264.
 * The second number of a pair is thrown away, so that the stream is all the state there is.
 */
export function sampleNormal(random: Random): number {
  for (;;) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/**
 * A gamma number with mean `shape` and rate 1; 0 where a tiny shape puts it below 5e-324.
 *
 * Marsaglia, G. and Tsang, W. W. (2000). A simple method for generating gamma variables. ACM Transactions on
 * Mathematical Software 26, 363-372.
 */
export function sampleGamma(random: Random, shape: number): number {
  if (!(shape > 0 && shape < Infinity)) return NaN;
  if (shape < 1) return Math.exp(sampleLogGamma(random, shape));
  const d = shape - 1 / 3;
  const scale = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(random);
    const root = 1 + scale * x;
    if (root <= 0) continue;
    const above = scale * x * (3 + scale * x * (3 + scale * x));
    if (Math.log(1 - random.next()) < (x * x) / 2 + d * log1pMinus(above)) return d * (1 + above);
  }
}

/** A beta number with mean a / (a + b). */
export function sampleBeta(random: Random, a: number, b: number): number {
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity)) return NaN;
  return 1 / (1 + Math.exp(sampleLogGamma(random, b) - sampleLogGamma(random, a)));
}

/** The logarithm of a gamma number, which exists for the tiniest shape: a gamma of shape + 1 times U^(1/shape). */
function sampleLogGamma(random: Random, shape: number): number {
  if (shape >= 1) return Math.log(sampleGamma(random, shape));
  return Math.log(sampleGamma(random, shape + 1)) + Math.log(1 - random.next()) / shape;
}
