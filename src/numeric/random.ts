import { fail } from "../core/metric-error.ts";

/** A stream of random numbers that is the same for the same seed on every machine. */
export interface Random {
  /** The next number, uniform on the multiples of 2^-53 in [0, 1). */
  readonly next: () => number;
}

/**
 * The stream of a seed: xoshiro128** by Blackman, D. and Vigna, S. (2021), Scrambled linear pseudorandom number
 * generators, ACM Transactions on Mathematical Software 47(4), 36; its state filled by a counter through the finalizer of
 * MurmurHash3 (A. Appleby), so that neighbouring seeds have nothing in common.
 *
 * @param seed - a safe integer
 * @throws {@link MetricError} `SEED_NOT_INTEGER`
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed))
    fail("SEED_NOT_INTEGER", "Cannot seed random numbers as the seed must be a safe integer", seed);
  const high = mixed(Math.floor(seed / 2 ** 32));
  let counter = seed | 0;
  const filled = (): number => mixed(mixed((counter = (counter + 0x9e3779b9) | 0)) ^ high);
  let a = filled();
  let b = filled();
  let c = filled();
  let d = filled() | 1;
  const bits = (): number => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result >>> 0;
  };
  return { next: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) * 2 ** -53 };
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** A bijection of 32-bit words in which every bit of the input changes half the bits of the output. */
function mixed(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
