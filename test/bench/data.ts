/** Answers of 0 to 10, spread as real ones are: many promoters, few in the middle; the same each time. */
export function answers(count: number): Uint8Array {
  const common = [10, 10, 10, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 4, 3, 0];
  const next = generator(1);
  return Uint8Array.from({ length: count }, () => common[next() & 15]!);
}

/** A group of `groups` for each of `count` answers. */
export function groupCodes(count: number, groups: number): Uint8Array {
  const next = generator(2);
  return Uint8Array.from({ length: count }, () => next() % groups);
}

/** Whole numbers below 2^24 (a linear congruential generator, its upper bits). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
