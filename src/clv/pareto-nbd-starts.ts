import type { GroupedHistories } from "./purchase-history.ts";

/**
 * Logarithms of parameters to search from. The purchase rate while active is about that up to the last purchase and a time
 * in which one more is due; half of the customers are thought to leave in about the time that they were watched.
 */
export function paretoNbdStarts({ frequency, recency, T, count }: GroupedHistories): readonly (readonly number[])[] {
  let customers = 0;
  let purchases = 0;
  let active = 0;
  let watched = 0;
  for (let i = 0; i < count.length; i++) {
    customers += count[i]!;
    purchases += count[i]! * frequency[i]!;
    active += count[i]! * recency[i]!;
    watched += count[i]! * T[i]!;
  }
  const time = watched / customers;
  // Between the time up to the last purchase and all the time.
  const rate = purchases / ((active + watched) / 2);
  const start = (r: number, s: number, life: number): number[] =>
    [r, r / rate, s, s * life].map((value) => Math.log(value));
  return [start(3, 0.5, time / 4), start(1, 1, time / 2), start(1.5, 0.3, 4 * time), start(0.5, 3, time)];
}
