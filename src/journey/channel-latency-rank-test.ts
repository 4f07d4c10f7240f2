import { normalSurvival } from "../numeric/normal.ts";

/** U of the first sample, and the two-sided p-value; `null` where all values are equal. */
export interface RankTest {
  readonly u: number;
  readonly pValue: number | null;
}

/**
 * Mann and Whitney's test of two samples in order, neither empty; the normal approximation with continuity correction 0.5
 * and the variance for ties.
 *
 * Lehmann, E. L. (1975). Nonparametrics: Statistical Methods Based on Ranks, 1.3 and 1.4.
 */
export function mannWhitney(first: Float64Array, second: Float64Array): RankTest {
  const [n, m] = [first.length, second.length];
  const total = n + m;
  let u = 0;
  let ties = 0;
  eachTie(first, second, (ofFirst, ofSecond, secondBelow) => {
    const tied = ofFirst + ofSecond;
    u += ofFirst * (secondBelow + ofSecond / 2);
    ties += tied * (tied - 1) * (tied + 1);
  });
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (ties === total * (total - 1) * (total + 1) || !(variance > 0)) return { u, pValue: null };
  const z = (Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt(variance);
  return { u, pValue: Math.min(1, 2 * normalSurvival(z)) };
}

/**
 * The exact two-sided p-value given the values, ties among them too: twice the smaller tail of U over all ways to choose
 * which of them are the first sample, 1 at most. Counts are whole numbers below 2^53 up to 50 values in all.
 */
export function exactMannWhitney(first: Float64Array, second: Float64Array): number {
  const [n, m] = [first.length, second.length];
  // Twice the sum of mid-ranks, so that it is whole.
  const most = n * (n + 2 * m + 1);
  let ways = Array.from({ length: n + 1 }, () => new Float64Array(most + 1));
  ways[0]![0] = 1;
  let below = 0;
  let observed = 0;
  eachTie(first, second, (ofFirst, ofSecond) => {
    const tied = ofFirst + ofSecond;
    const doubledRank = 2 * below + tied + 1;
    observed += ofFirst * doubledRank;
    const next = ways.map((row) => row.slice());
    for (let chosen = 1, choices = tied; chosen <= Math.min(tied, n); chosen += 1) {
      const shift = chosen * doubledRank;
      for (let taken = 0; taken + chosen <= n; taken += 1) {
        const from = ways[taken]!;
        const to = next[taken + chosen]!;
        for (let sum = 0; sum + shift <= most; sum += 1) to[sum + shift]! += from[sum]! * choices;
      }
      choices = (choices * (tied - chosen)) / (chosen + 1);
    }
    ways = next;
    below += tied;
  });
  let [atMost, atLeast, all] = [0, 0, 0];
  ways[n]!.forEach((count, sum) => {
    all += count;
    if (sum <= observed) atMost += count;
    if (sum >= observed) atLeast += count;
  });
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / all);
}

/** Calls back for each value of either sample, from low to high: how often each has it, and how many of the second are below. */
function eachTie(
  first: Float64Array,
  second: Float64Array,
  found: (ofFirst: number, ofSecond: number, secondBelow: number) => void,
): void {
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const value = j >= second.length || (i < first.length && first[i]! < second[j]!) ? first[i]! : second[j]!;
    const [fromFirst, fromSecond] = [i, j];
    while (i < first.length && first[i] === value) i += 1;
    while (j < second.length && second[j] === value) j += 1;
    found(i - fromFirst, j - fromSecond, fromSecond);
  }
}
