import { tieStarts } from "./tie-tolerance.ts";

/**
 * The distinct times of exits and late entries, ascending; those within the tolerance are one, and the
 * first of them stands for all.
 */
export function distinctTimes(time: Float64Array, entry: Float64Array | null, tolerance: number): Float64Array {
  const late = entry === null ? new Float64Array(0) : entry.filter((at) => at > 0);
  let shortest = Infinity;
  if (entry !== null) {
    for (let i = 0; i < time.length; i++) if (entry[i] > 0) shortest = Math.min(shortest, time[i] - entry[i]);
  }
  const distinct = wholeTimes(time, late) ?? distinctValues(time, late);
  return tieStarts(distinct, tolerance, shortest === Infinity ? null : shortest);
}

/** For each time the place of the last of `table` that is not later; −1 before the first. */
export function timeCodes(times: Float64Array, table: Float64Array): Int32Array {
  const codes = new Int32Array(times.length);
  // A bucket a time, where they lie evenly: then the search is over before it begins.
  const buckets = Math.max(1, table.length);
  const first = table[0] ?? 0;
  const span = (table[buckets - 1] ?? 0) - first;
  const perTime = span > 0 && span < Infinity ? (buckets - 1) / span : 0;
  const bucketOf = (time: number): number => Math.max(0, Math.min(buckets - 1, Math.floor((time - first) * perTime)));
  const start = new Int32Array(buckets + 1);
  for (let i = 0; i < table.length; i++) start[bucketOf(table[i]) + 1]++;
  for (let bucket = 0; bucket < buckets; bucket++) start[bucket + 1] += start[bucket];
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    const bucket = bucketOf(time);
    let low = start[bucket];
    let high = start[bucket + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (table[middle] <= time) low = middle + 1;
      else high = middle;
    }
    codes[i] = low - 1;
  }
  return codes;
}

/** Sorted distinct times where all are whole and of a moderate size, which need no comparing. */
function wholeTimes(...columns: readonly Float64Array[]): Float64Array | null {
  const limit = 4 * columns.reduce((size, { length }) => size + length, 0) + 1024;
  const seen = new Uint8Array(limit);
  let distinct = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const at = column[i] >>> 0;
      if (at !== column[i] || at >= limit) return null;
      distinct += 1 - seen[at];
      seen[at] = 1;
    }
  }
  const times = new Float64Array(distinct);
  for (let time = 0, at = 0; at < distinct; time++) if (seen[time] === 1) times[at++] = time;
  return times;
}

/** All distinct values, ascending. */
export function distinctValues(...columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((size, { length }) => size + length, 0));
  let filled = 0;
  for (const column of columns) {
    all.set(column, filled);
    filled += column.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < filled; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i];
  return all.subarray(0, kept);
}
