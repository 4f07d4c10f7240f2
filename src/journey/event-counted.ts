/** A key and how often it came: a list of them is in order of keys, so that the same data give the same bytes. */
export type Counted<Key> = readonly [key: Key, count: number];

/** Both lists as one, in order; neither is changed. */
export function mergeCounted<Key>(
  left: readonly Counted<Key>[],
  right: readonly Counted<Key>[],
  compare: (a: Key, b: Key) => number,
): Counted<Key>[] {
  const merged: Counted<Key>[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i]!, right[j]!];
    const order = compare(a[0], b[0]);
    if (order === 0) merged.push([a[0], a[1] + b[1]]);
    else merged.push(order < 0 ? a : b);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  while (i < left.length) merged.push(left[i++]!);
  while (j < right.length) merged.push(right[j++]!);
  return merged;
}

/** `into` with `more`, both in order: in place where there are few, so that cases may come one at a time. */
export function addCounted<Key>(
  into: Counted<Key>[],
  more: readonly Counted<Key>[],
  compare: (a: Key, b: Key) => number,
): Counted<Key>[] {
  if (into.length === 0) return [...more];
  if (more.length > 8) return mergeCounted(into, more, compare);
  for (const [key, count] of more) {
    let low = 0;
    let high = into.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(into[middle]![0], key) < 0) low = middle + 1;
      else high = middle;
    }
    const there = into[low];
    if (there !== undefined && compare(there[0], key) === 0) into[low] = [key, there[1] + count];
    else into.splice(low, 0, [key, count]);
  }
  return into;
}

/** The numbers in order, each with how often it came. Sorts `values` in place. */
export function countNumbers(values: Float64Array): Counted<number>[] {
  values.sort();
  const counted: Counted<number>[] = [];
  for (let i = 0; i < values.length; ) {
    const value = values[i]!;
    let next = i + 1;
    while (next < values.length && values[next] === value) next += 1;
    counted.push([value, next - i]);
    i = next;
  }
  return counted;
}

/** Order of numbers. */
export function byNumber(a: number, b: number): number {
  return a - b;
}

/** Order of texts by code unit, the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of paths element by element; of two that begin alike the shorter comes first. */
export function byPath(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}
