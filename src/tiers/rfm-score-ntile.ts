/** Buckets of a column, and whether equal values came into different ones. */
export interface Ntiles {
  /** From 0. */
  readonly buckets: Uint8Array;
  readonly splitsTies: boolean;
}

/**
 * NTILE of SQL: values in ascending order, equal ones in that of the input, dealt into buckets of equal size, of which the first
 * (n mod bins) have one more. `sorted` are the same values, ascending.
 *
 * Ranks are only needed of values that stand on both sides of a border, and there are fewer of those than borders.
 */
export function ntiles(column: Float64Array, sorted: Float64Array, bins: number): Ntiles {
  const n = column.length;
  const borders = bordersOf(n, bins);
  const atBorder = Float64Array.from(borders, (border) => sorted[border]!);
  // By value, the rank of its next customer.
  const ranks = new Map<number, number>();
  let splitsTies = false;
  for (const [i, border] of borders.entries()) {
    const value = atBorder[i]!;
    if (!ranks.has(value)) ranks.set(value, firstOf(sorted, value));
    splitsTies ||= ranks.get(value)! < border;
  }
  const buckets = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const value = column[i]!;
    let bucket = 0;
    while (bucket < borders.length && atBorder[bucket]! < value) bucket++;
    if (bucket < borders.length && atBorder[bucket] === value) {
      const rank = ranks.get(value)!;
      ranks.set(value, rank + 1);
      while (bucket < borders.length && borders[bucket]! <= rank) bucket++;
    }
    buckets[i] = bucket;
  }
  return { buckets, splitsTies };
}

/** The first rank of each bucket but the first, of those that are not empty. */
function bordersOf(n: number, bins: number): number[] {
  const borders: number[] = [];
  for (let bucket = 1; bucket < bins; bucket++) {
    const border = bucket * Math.floor(n / bins) + Math.min(bucket, n % bins);
    if (border < n) borders.push(border);
  }
  return borders;
}

/** The first place of a value that is there. */
function firstOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
