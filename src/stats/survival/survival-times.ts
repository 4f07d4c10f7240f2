import { sortTimes } from "./survival-sort.ts";

/** How much happened at each time: the typed twin of a state's map of times. */
export interface CountedTimes {
  /** Ascending and distinct. */
  readonly time: Float64Array;
  /** How many, or their weight. */
  readonly count: Float64Array;
}

/**
 * Counts times into `places` lists at once: of a group, of a cause, of those who stayed.
 *
 * Whole times that do not spread too far are counted in a table, which is what tenure in days is;
 * others are sorted.
 *
 * @param place - the list of each row, negative for none
 */
export function countTimes(
  place: ArrayLike<number>,
  places: number,
  time: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
): CountedTimes[] {
  let isWhole = true;
  let last = 0;
  let rows = 0;
  for (let i = 0; i < place.length; i += 1) {
    if (place[i] < 0) continue;
    const at = time[i];
    rows += 1;
    if (at > last) last = at;
    if (Math.floor(at) !== at) isWhole = false;
  }
  if (isWhole && (last + 1) * places <= 65536 + 4 * rows) return countWhole(place, places, time, weight, last + 1);
  return countSorted(place, places, time, weight);
}

function countWhole(
  place: ArrayLike<number>,
  places: number,
  time: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
  width: number,
): CountedTimes[] {
  const table = new Float64Array(places * width);
  for (let i = 0; i < place.length; i += 1) {
    if (place[i] >= 0) table[place[i] * width + time[i]] += weight === undefined ? 1 : weight[i];
  }
  return Array.from({ length: places }, (_, list) => {
    const counts = table.subarray(list * width, (list + 1) * width);
    let distinct = 0;
    for (let at = 0; at < width; at += 1) if (counts[at] > 0) distinct += 1;
    const times = new Float64Array(distinct);
    const count = new Float64Array(distinct);
    for (let at = 0, next = 0; at < width; at += 1) {
      if (counts[at] > 0) {
        times[next] = at;
        count[next++] = counts[at];
      }
    }
    return { time: times, count };
  });
}

/** Each list in a stretch of one buffer, where it is sorted and its equal times counted. */
function countSorted(
  place: ArrayLike<number>,
  places: number,
  time: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
): CountedTimes[] {
  const ends = new Uint32Array(places + 1);
  for (let i = 0; i < place.length; i += 1) if (place[i] >= 0) ends[place[i] + 1] += 1;
  for (let list = 0; list < places; list += 1) ends[list + 1] += ends[list];
  const times = new Float64Array(ends[places]);
  const weights = weight && new Float64Array(ends[places]);
  const next = ends.slice();
  for (let i = 0; i < place.length; i += 1) {
    if (place[i] < 0) continue;
    const at = next[place[i]]++;
    // Minus zero plus zero is zero: nobody wants to see the other one.
    times[at] = time[i] + 0;
    if (weight !== undefined && weights !== undefined) weights[at] = weight[i];
  }
  return Array.from({ length: places }, (_, list) => {
    const [from, to] = [ends[list], ends[list + 1]];
    const own = times.subarray(from, to);
    const many = weights?.subarray(from, to);
    sortTimes(own, many);
    return countRuns(own, many);
  });
}

function countRuns(sorted: Float64Array, weights: Float64Array | undefined): CountedTimes {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct += 1;
  const time = new Float64Array(distinct);
  const count = new Float64Array(distinct);
  let run = -1;
  for (let i = 0; i < sorted.length; i += 1) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) time[++run] = sorted[i];
    count[run] += weights === undefined ? 1 : weights[i];
  }
  return { time, count };
}

/** Every distinct time of several ascending lists, ascending. */
export function unionOfTimes(lists: readonly Float64Array[]): Float64Array {
  if (lists.length < 2) return lists[0] ?? new Float64Array(0);
  const middle = lists.length >> 1;
  const left = unionOfTimes(lists.slice(0, middle));
  const right = unionOfTimes(lists.slice(middle));
  const union = new Float64Array(left.length + right.length);
  let size = 0;
  for (let i = 0, j = 0; i < left.length || j < right.length; size += 1) {
    if (j >= right.length || left[i] < right[j]) union[size] = left[i++];
    else {
      if (left[i] === right[j]) i += 1;
      union[size] = right[j++];
    }
  }
  return union.subarray(0, size);
}

/** The counts of a list, moved to the times of `axis` that they belong to; `axis` begins no later than the list. */
export function countsOn(axis: Float64Array, { time, count }: CountedTimes): Float64Array {
  const counts = new Float64Array(axis.length);
  for (let i = 0, at = 0; i < time.length; i += 1) {
    while (at + 1 < axis.length && axis[at + 1] <= time[i]) at += 1;
    counts[at] += count[i];
  }
  return counts;
}
